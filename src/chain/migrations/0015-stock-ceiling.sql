-- why: an exemption may name the most its holder may have in one place. The rule saw what was committed when it looked, so two receipts at
-- once could pass it together, and it judged a receipt of last week by the stock of today. Now the door judges, one receipt after another:
-- what comes in must have fitted under the ceiling of each day, at the moment it came in and at every moment since. Of someone else's
-- exemption a holder learns whether it allows what is sent there; not its number, and not how much may lie there.
create table chain.ceiling ( -- one row for each place that was judged: its lock is what makes the judging one after another
  authority_id uuid not null,
  holder_id    uuid not null,
  premises_id  uuid not null,
  constraint ceiling_key primary key (authority_id, holder_id, premises_id)
);
alter table chain.ceiling enable row level security, force row level security;
create policy ceiling_door on chain.ceiling to grein_door using (authority_id = (select platform.current_authority()));
grant select, insert, update (premises_id) on chain.ceiling to grein_door; -- `for update` asks for the right to update one column
create trigger ceiling_written_once before update or delete or truncate on chain.ceiling
  for each statement execute function platform.refuse_change();
alter table chain.ceiling enable always trigger ceiling_written_once;

grant create on schema chain, licensing to grein_door;
set local role grein_door;

create or replace function licensing.facts_for(p_authority uuid, p_parties uuid[], p_premises uuid[], p_all boolean) returns jsonb
  language sql stable security definer set search_path = ''
  return jsonb_build_object(
    'parties', (
      select coalesce(jsonb_agg(jsonb_build_object('partyId', p.party_id, 'kind', p.kind, 'name', p.name, 'country', p.country)), '[]')
      from licensing.party as p
      where p.authority_id = p_authority and platform.current_wall() in ('staff', 'holder')
        and ((p_all and platform.current_wall() = 'staff') or p.party_id = any (p_parties) or p.kind = 'authority'
          or p.party_id in (select s.party_id from licensing.premises as s where s.authority_id = p_authority and s.premises_id = any (p_premises)))),
    'premises', (
      select coalesce(jsonb_agg(jsonb_build_object('premisesId', s.premises_id, 'partyId', s.party_id, 'name', s.name,
        'from', lower(s.period), 'until', upper(s.period))), '[]')
      from licensing.premises as s
      where s.authority_id = p_authority and platform.current_wall() in ('staff', 'holder')
        and ((p_all and platform.current_wall() = 'staff') or s.premises_id = any (p_premises))),
    'exemptions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'exemptionId', e.exemption_id, 'number', case when own.is_open then e.number else '' end, 'holderId', e.holder_id, 'ground', e.ground, 'basis', e.basis,
        'withdrawnOn', e.withdrawn_on, 'from', lower(v.period), 'until', upper(v.period), 'scope', (
          select coalesce(jsonb_agg(jsonb_build_object('acts', c.acts, 'substances', c.substances, 'purposes', c.purposes,
            'premises', c.premises, 'maxStockMg', case when own.is_open then c.max_stock_mg::text end) order by c.line), '[]')
          from licensing.exemption_scope as c
          where c.authority_id = p_authority and c.exemption_id = v.exemption_id and c.period && v.period))
        order by e.number, lower(v.period)), '[]')
      from licensing.exemption as e
      join licensing.exemption_version as v on v.authority_id = e.authority_id and v.exemption_id = e.exemption_id
      cross join lateral (
        select platform.current_wall() = 'staff' or e.holder_id is not distinct from platform.current_party() as is_open) as own
      where e.authority_id = p_authority and platform.current_wall() in ('staff', 'holder')
        and ((p_all and platform.current_wall() = 'staff') or e.holder_id = any (p_parties)
        or e.holder_id in (select s.party_id from licensing.premises as s where s.authority_id = p_authority and s.premises_id = any (p_premises)))));

-- The most an exemption allows its holder to have at this place on a day; null when it names no most. Several lines of one exemption may
-- reach a place: the widest counts, for the line an act leans on was the rule's to choose.
create function chain.ceiling_of(p_authority uuid, p_exemption uuid, p_premises uuid, p_on date) returns bigint
  language sql stable set search_path = ''
  as $$
  select case when bool_and(c.max_stock_mg is not null) then max(c.max_stock_mg) end
  from licensing.exemption_scope as c
  where c.authority_id = p_authority and c.exemption_id = p_exemption and c.period @> p_on
    and (c.premises = '{}' or p_premises = any (c.premises)) and c.acts && '{have,grow}'
  $$;

-- After everything of a posting stands: whatever of it was recorded since `p_from` and brought mass in under an exemption with a ceiling.
create function chain.check_ceilings(p_authority uuid, p_posting jsonb, p_from timestamptz) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_one record;
  v_bad record;
begin
  for v_one in
    select e.holder, e.premises, e.exemption, min(e.at) as since
    from jsonb_path_query(p_posting, '$.events[*] ? (@.kind == "receive" || @.kind == "harvest")') as row
    cross join lateral jsonb_to_record(row) as e(id uuid, holder uuid, premises uuid, exemption uuid, at timestamptz)
    where e.exemption is not null
      and exists ( -- what was here already was judged when it came
        select from chain.event as fresh
        where fresh.authority_id = p_authority and fresh.event_id = e.id and fresh.recorded_at >= p_from)
      and chain.ceiling_of(p_authority, e.exemption, e.premises, (e.at at time zone 'Europe/Amsterdam')::date) is not null
    group by e.holder, e.premises, e.exemption
    order by e.holder, e.premises, e.exemption
  loop
    insert into chain.ceiling (authority_id, holder_id, premises_id) values (p_authority, v_one.holder, v_one.premises) on conflict do nothing;
    perform from chain.ceiling as c
      where c.authority_id = p_authority and c.holder_id = v_one.holder and c.premises_id = v_one.premises for update;
    -- A statement of its own: it sees what whoever held the lock before has committed.
    select allowed.most, stock.level into v_bad
      from chain.stock_since(p_authority, v_one.holder, v_one.premises, v_one.since) as stock
      cross join lateral (
        select chain.ceiling_of(p_authority, v_one.exemption, v_one.premises, (stock.at at time zone 'Europe/Amsterdam')::date) as most) as allowed
      where stock.level > allowed.most
      order by stock.level - allowed.most desc
      limit 1;
    if found then
      raise exception 'more would lie there than the exemption allows' using errcode = '23514', constraint = 'stock_ceiling',
        detail = format('%s %s', v_bad.most, v_bad.level);
    end if;
  end loop;
end
$$;
revoke all on function chain.ceiling_of, chain.check_ceilings from public;

-- As 0003 has them, with the ceiling; and a holder posts for itself alone. What another's account lacks is not told in figures.
create or replace function chain.post_events(p_authority uuid, p_posting jsonb)
  returns table (event_id uuid, outcome text, recorded_at timestamptz, leaf bytea)
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_from   constant timestamptz := clock_timestamp();
  v_name   text;
  v_detail text;
begin
  if platform.current_wall() = 'staff' then
    return query select * from chain.post(p_authority, p_posting, false);
    perform chain.check_ceilings(p_authority, p_posting, v_from);
    return;
  end if;
  perform chain.require_own(p_authority, p_posting);
  begin
    return query select * from chain.post(p_authority, p_posting, false);
    perform chain.check_ceilings(p_authority, p_posting, v_from);
  exception when check_violation then
    get stacked diagnostics v_name = constraint_name, v_detail = pg_exception_detail;
    if v_name in ('balance_not_negative', 'balance_then_negative') and not exists (
      select from chain.account as a
      where a.authority_id = p_authority and a.account_id = split_part(v_detail, ' ', 1)::uuid
        and platform.current_party() in (a.holder_id, a.counter_id))
    then
      raise exception 'another no longer has it' using errcode = '23514', constraint = 'balance_gone_on';
    end if;
    raise;
  end;
end
$$;

create or replace function chain.import_events(p_authority uuid, p_posting jsonb)
  returns table (event_id uuid, outcome text, recorded_at timestamptz, leaf bytea)
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_from constant timestamptz := clock_timestamp();
begin
  perform licensing.require_import(p_authority);
  if platform.current_wall() <> 'staff' then
    perform chain.require_own(p_authority, p_posting);
  end if;
  return query select * from chain.post(p_authority, p_posting, true);
  perform chain.check_ceilings(p_authority, p_posting, v_from);
end
$$;

set local role grein_owner;
revoke create on schema chain, licensing from grein_door;
