-- why: a box that travels has a number of its own (SSCC), under the company prefix of whoever sends it, given out once and for one shipment.
-- A number that was taken stays with its shipment, sent or not: GS1 forbids to use it again, and a gap harms nobody.
create table chain.logistic_unit (
  authority_id uuid        not null,
  shipment_id  uuid        not null,          -- made by the sender; it may still have to come
  unit         smallint    not null constraint logistic_unit_number check (unit between 1 and 200),
  sscc         text        not null constraint logistic_unit_form check (sscc ~ '^[0-9]{18}$'),
  holder_id    uuid        not null,
  taken_at     timestamptz not null default clock_timestamp(),
  constraint logistic_unit_key primary key (authority_id, shipment_id, unit),
  constraint logistic_unit_sscc unique (authority_id, sscc)
);

-- The last serial number given out under a prefix; the row is the queue.
create table chain.logistic_serial (
  authority_id uuid   not null,
  prefix       text   not null,
  last         bigint not null,
  constraint logistic_serial_key primary key (authority_id, prefix)
);

alter table chain.logistic_unit enable row level security, force row level security;
alter table chain.logistic_serial enable row level security, force row level security;
create policy logistic_unit_door on chain.logistic_unit to grein_door using (authority_id = (select platform.current_authority()));
create policy logistic_serial_door on chain.logistic_serial to grein_door using (authority_id = (select platform.current_authority()));
create policy logistic_unit_wall on chain.logistic_unit for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.logistic_unit to grein_app;
grant select, insert on chain.logistic_unit, chain.logistic_serial to grein_door;
grant update (last) on chain.logistic_serial to grein_door;
create trigger logistic_unit_written_once before update or delete or truncate on chain.logistic_unit
  for each statement execute function platform.refuse_change();
alter table chain.logistic_unit enable always trigger logistic_unit_written_once;

grant create on schema chain to grein_door;
set local role grein_door;

-- The first so many numbers of a shipment, new ones where it has fewer; asking again answers the same. Extension digit 0, the prefix, a
-- serial number as long as is left, and GS1's check digit. Refuses with 42501 logistic_unit_own, 23502 company_prefix_none, 22003 logistic_full.
create function chain.take_logistic_units(p_authority uuid, p_holder uuid, p_shipment uuid, p_count integer)
  returns table (unit smallint, sscc text)
  language plpgsql security definer set search_path = ''
  as $$
#variable_conflict use_column
declare
  v_prefix text;
  v_last   bigint;
  v_width  integer;
  v_body   text;
  v_sum    integer;
  v_has    integer;
begin
  if p_authority is distinct from platform.current_authority()
    or not (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party())) then
    raise exception 'a sender numbers its own boxes' using errcode = '42501', constraint = 'logistic_unit_own';
  end if;
  select own.prefix into v_prefix from licensing.company_prefix as own where own.authority_id = p_authority and own.party_id = p_holder;
  if v_prefix is null then
    raise exception 'no company prefix' using errcode = '23502', constraint = 'company_prefix_none';
  end if;
  v_width := 16 - length(v_prefix);
  -- Whoever asks for the same shipment at the same time waits here.
  insert into chain.logistic_serial as s (authority_id, prefix, last) values (p_authority, v_prefix, 0)
    on conflict on constraint logistic_serial_key do update set last = s.last
    returning s.last into v_last;
  if exists (select from chain.logistic_unit as u
    where u.authority_id = p_authority and u.shipment_id = p_shipment and u.holder_id <> p_holder) then
    raise exception 'another''s shipment' using errcode = '42501', constraint = 'logistic_unit_own';
  end if;
  select count(*) into v_has from chain.logistic_unit as u where u.authority_id = p_authority and u.shipment_id = p_shipment;
  for v_unit in v_has + 1 .. p_count loop
    v_last := v_last + 1;
    if length(v_last::text) > v_width then
      raise exception 'no number is left under this prefix' using errcode = '22003', constraint = 'logistic_full';
    end if;
    v_body := '0' || v_prefix || lpad(v_last::text, v_width, '0');
    select sum(substr(v_body, at, 1)::integer * case when at % 2 = 1 then 3 else 1 end) into v_sum from generate_series(1, 17) as at;
    insert into chain.logistic_unit (authority_id, shipment_id, unit, sscc, holder_id)
      values (p_authority, p_shipment, v_unit, v_body || (10 - v_sum % 10) % 10, p_holder);
  end loop;
  update chain.logistic_serial as s set last = v_last where s.authority_id = p_authority and s.prefix = v_prefix and s.last < v_last;
  return query
    select u.unit, u.sscc from chain.logistic_unit as u
    where u.authority_id = p_authority and u.shipment_id = p_shipment and u.unit <= p_count order by u.unit;
end
$$;

revoke all on function chain.take_logistic_units from public;
grant execute on function chain.take_logistic_units to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
