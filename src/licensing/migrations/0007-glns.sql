-- why: the world outside names a party and its premises by GLN, and our events are to name them so too. A number is a fact with a first day:
-- it is checked, it belongs to one party and one place at a time, and what was said stays. A later line follows an earlier one, also to say
-- that there is no number any more; of two lines from the same day the later said counts. The column it stood in until now is taken over.
create function licensing.gln_holds(p_gln text) returns boolean
  language sql immutable strict parallel safe set search_path = ''
  return case when p_gln ~ '^[0-9]{13}$' then (
    select sum(substr(p_gln, place, 1)::integer * case when place % 2 = 0 then 3 else 1 end) % 10 = 0
    from generate_series(1, 13) as place) else false end;

create table licensing.gln_line (
  authority_id  uuid        not null,
  line_id       uuid        not null,           -- made by the sender: sending twice is once
  party_id      uuid        not null,           -- whose number it is
  premises_id   uuid,                           -- null: the number is the party's own
  gln           text        constraint gln_line_holds check (licensing.gln_holds(gln)),
  prefix_length smallint    constraint gln_line_prefix check (prefix_length between 6 and 12),
  turn          integer     not null,           -- how often this number was said before: two who say it at once are not both first
  from_on       date        not null,
  source        text        not null constraint gln_line_source check (length(source) between 1 and 200),
  recorded_at   timestamptz not null default clock_timestamp(),
  user_id       uuid,                           -- null: brought in with the registers
  constraint gln_line_key primary key (authority_id, line_id),
  constraint gln_line_turn unique (authority_id, gln, turn),
  constraint gln_line_whole check (gln is not null or prefix_length is null),
  constraint gln_line_party foreign key (authority_id, party_id) references licensing.party,
  constraint gln_line_premises foreign key (authority_id, premises_id) references licensing.premises
);
create index gln_line_of on licensing.gln_line (authority_id, party_id, premises_id, from_on);

create trigger gln_line_written_once before update or delete or truncate on licensing.gln_line
  for each statement execute function platform.refuse_change();
alter table licensing.gln_line enable always trigger gln_line_written_once;
alter table licensing.gln_line enable row level security, force row level security;
-- As the names of parties and premises: who deals with whom must know.
create policy gln_line_wall on licensing.gln_line for select to grein_app
  using (authority_id = (select platform.current_authority()) and (select platform.current_wall()) in ('staff', 'holder'));
create policy gln_line_door on licensing.gln_line to grein_door using (authority_id = (select platform.current_authority()));
grant select on licensing.gln_line to grein_app;
grant select, insert on licensing.gln_line to grein_door;

-- Which number stands for what from which day until which, as it is known now.
create view licensing.gln_period with (security_invoker = true) as
  select newest.authority_id, newest.party_id, newest.premises_id, newest.gln, newest.prefix_length, newest.from_on,
    lead(newest.from_on) over (partition by newest.authority_id, newest.party_id, newest.premises_id order by newest.from_on) as until_on
  from (
    select distinct on (l.authority_id, l.party_id, l.premises_id, l.from_on)
      l.authority_id, l.party_id, l.premises_id, l.gln, l.prefix_length, l.from_on
    from licensing.gln_line as l
    order by l.authority_id, l.party_id, l.premises_id, l.from_on, l.recorded_at desc, l.line_id desc
  ) as newest;
grant select on licensing.gln_period to grein_app, grein_door;

-- What stands there already. Forced row-level security stops the owner too, and rightly; for this statement it must see every row.
alter table licensing.party no force row level security;
alter table licensing.premises no force row level security;
alter table licensing.gln_line no force row level security;
insert into licensing.gln_line (authority_id, line_id, party_id, premises_id, gln, turn, from_on, source)
  select known.authority_id, substr(encode(sha256(convert_to(concat_ws('/', known.party_id, known.premises_id, known.gln), 'UTF8')), 'hex'), 1, 32)::uuid,
    known.party_id, known.premises_id, known.gln,
    row_number() over (partition by known.authority_id, known.gln order by known.premises_id nulls first, known.party_id) - 1, known.from_on, 'register'
  from (
    select p.authority_id, p.party_id, null::uuid as premises_id, p.gln, date '1900-01-01' as from_on from licensing.party as p
    union all
    select s.authority_id, s.party_id, s.premises_id, s.gln, lower(s.period) from licensing.premises as s
  ) as known
  where licensing.gln_holds(known.gln);
alter table licensing.party force row level security;
alter table licensing.premises force row level security;
alter table licensing.gln_line force row level security;
alter table licensing.party drop column gln;
alter table licensing.premises drop column gln;

revoke all on function licensing.gln_holds from public;
grant execute on function licensing.gln_holds to grein_door;

grant create on schema licensing to grein_door;
set local role grein_door;

-- Refuses with 23505 gln_taken where one of these numbers stands, on the same day, for two parties or for two premises. A party with one
-- place may have one number for both.
create function licensing.require_one_gln(p_authority uuid, p_glns text[]) returns void
  language plpgsql stable set search_path = ''
  as $$
begin
  if exists (
    select from licensing.gln_period as one
    join licensing.gln_period as other on other.authority_id = one.authority_id and other.gln = one.gln
      and (other.party_id <> one.party_id or other.premises_id <> one.premises_id)
      and daterange(one.from_on, one.until_on) && daterange(other.from_on, other.until_on)
    where one.authority_id = p_authority and one.gln = any (p_glns)
  ) then
    raise exception 'this number is of another' using errcode = '23505', constraint = 'gln_taken';
  end if;
end
$$;

-- Writes a number of premises or of the party whose they are: staff of any, a holder of its own. False where the line is there already,
-- with whatever content. Refuses with 23505 gln_taken or gln_line_turn a number that is another's.
create function licensing.put_gln(p_authority uuid, p_row jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_new boolean;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'numbers are recorded by staff or by whose they are' using errcode = '42501';
  end if;
  insert into licensing.gln_line (authority_id, line_id, party_id, premises_id, gln, prefix_length, turn, from_on, source, user_id)
    select p_authority, r.id, s.party_id, case when r."isParty" then null else s.premises_id end, r.gln, r."prefixLength",
      (select count(*) from licensing.gln_line as said where said.authority_id = p_authority and said.gln = r.gln), r."fromOn", r.source, r."userId"
    from jsonb_to_record(p_row) as r(id uuid, premises uuid, "isParty" boolean, gln text, "prefixLength" smallint, "fromOn" date, source text,
      "userId" uuid)
    join licensing.premises as s on s.authority_id = p_authority and s.premises_id = r.premises
      and (platform.current_wall() = 'staff' or s.party_id = platform.current_party())
    on conflict on constraint gln_line_key do nothing
    returning true into v_new;
  perform licensing.require_one_gln(p_authority, array[p_row ->> 'gln']);
  return coalesce(v_new, false);
end
$$;

-- As 0001 has it, but a number becomes a line of its own: of premises from their first day, of a party from as far back as anybody asks.
create or replace function licensing.import_registers(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  insert into licensing.party (authority_id, party_id, kind, name, kvk, country)
    select p_authority, r.id, r.kind, r.name, r.kvk, r.country
    from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, kind text, name text, kvk text, country text)
    on conflict on constraint party_key do nothing;
  insert into licensing.premises (authority_id, premises_id, party_id, name, town, country, period)
    select p_authority, r.id, r.party, r.name, r.town, r.country, r.period
    from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, party uuid, name text, town text, country text, period daterange)
    on conflict on constraint premises_key do nothing;
  insert into licensing.gln_line (authority_id, line_id, party_id, premises_id, gln, prefix_length, turn, from_on, source)
    select p_authority, substr(encode(sha256(convert_to(concat_ws('/', given.party, given.premises, given.gln), 'UTF8')), 'hex'), 1, 32)::uuid,
      given.party, given.premises, given.gln, given.prefix,
      (select count(*) from licensing.gln_line as said where said.authority_id = p_authority and said.gln = given.gln)
        + row_number() over (partition by given.gln order by given.premises nulls first, given.party) - 1, given.from_on, 'register'
    from (
      select r.id as party, null::uuid as premises, r.gln, r."prefixLength" as prefix, date '1900-01-01' as from_on
      from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, gln text, "prefixLength" smallint)
      union all
      select r.party, r.id, r.gln, r."prefixLength", lower(r.period)
      from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, party uuid, gln text, "prefixLength" smallint, period daterange)
    ) as given
    where given.gln is not null and not exists (
      select from licensing.gln_line as there where there.authority_id = p_authority and there.party_id = given.party
        and there.premises_id is not distinct from given.premises);
  perform licensing.require_one_gln(p_authority, array(
    select r.gln from jsonb_to_recordset((p_rows -> 'parties') || (p_rows -> 'premises')) as r(gln text) where r.gln is not null));
  insert into licensing.exemption (authority_id, exemption_id, number, holder_id, ground, basis, withdrawn_on)
    select p_authority, r.id, r.number, r.holder, r.ground, r.basis, r.withdrawn
    from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid, number text, holder uuid, ground text, basis text[], withdrawn date)
    on conflict on constraint exemption_key do nothing;
  insert into licensing.exemption_version (authority_id, exemption_id, period)
    select p_authority, r.id, r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where not exists (
      select from licensing.exemption_version as v where v.authority_id = p_authority and v.exemption_id = r.id and v.period = r.period);
  insert into licensing.exemption_scope (authority_id, exemption_id, period, line, acts, substances, purposes, premises, max_stock_mg)
    select p_authority, r.id, r.period, r.line, r.acts, r.substances, r.purposes, r.premises, r."maxStockMg"
    from jsonb_to_recordset(p_rows -> 'scopes') as r(id uuid, period daterange, line smallint, acts text[], substances jsonb,
      purposes text[], premises uuid[], "maxStockMg" bigint)
    where not exists (
      select from licensing.exemption_scope as c
      where c.authority_id = p_authority and c.exemption_id = r.id and c.period = r.period and c.line = r.line);
  insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
    select p_authority, r.id, r.period, r.number, r.nl, r.en, r.basis
    from jsonb_to_recordset(p_rows -> 'conditions') as r(id uuid, period daterange, number smallint, nl text, en text, basis text)
    where not exists (
      select from licensing.exemption_condition as c
      where c.authority_id = p_authority and c.exemption_id = r.id and c.period = r.period and c.number = r.number);
end
$$;

revoke all on function licensing.require_one_gln, licensing.put_gln from public;
grant execute on function licensing.put_gln to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
