-- why: a limit that is registered when its period has begun counted nothing of what was done before it, and one of which versions follow each other judged an
-- act by what was used on all days of the period, later ones included: under a wide version a late act passed what a narrower one after it allows, and
-- under a narrow one it was refused for what was used of a wider one since. Now the room on a day is the least that any version leaves, on that day and
-- on each later one on which something was used; and what was done before the limit was known counts, though it is judged by no limit.
create index event_of_exemption on chain.event (authority_id, exemption_id, occurred_at)
  where exemption_id is not null and kind in ('harvest', 'dry', 'extract', 'import', 'receive');
create index event_exemption_of on chain.event_exemption (authority_id, exemption_id, event_id);

grant create on schema chain to grein_door;
set local role grein_door;

-- As 0129 has them, also of what was out there at an earlier moment.
drop function chain.comes_back(uuid, uuid, uuid[], uuid[]);
create function chain.comes_back(p_authority uuid, p_holder uuid, p_batches uuid[], p_but uuid[],
    p_before timestamptz default 'infinity') returns table (batch_id uuid, amount bigint)
  language sql stable set search_path = ''
  as $$
  with recursive up as (
    select b.id as asked, b.id as batch from unnest(p_batches) as b(id)
    union
    select up.asked, d.parent_id from up join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch
  ), line as materialized (
    select up.asked, s.shipment_id, s.event_id, s.sender_id, s.reason, s.shipped_at, e.kind, l.line, l.shipped_mg
    from up
    join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = up.batch
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
    join chain.event as e on e.authority_id = p_authority and e.event_id = s.event_id
    where s.sender_id <> s.receiver_id and p_holder in (s.sender_id, s.receiver_id)
      and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
  ), change as (
    -- What was refused at the door was never the holder's to send.
    select sent.asked, sent.shipped_at as at, sent.event_id, sent.shipped_mg as amount
      from line as sent where sent.sender_id = p_holder and sent.kind = 'ship'
    union all
    select back.asked, t.received_at, t.event_id, -t.received_mg
      from line as back
      join chain.settlement as t on t.authority_id = p_authority and t.shipment_id = back.shipment_id and t.line = back.line
      where t.event_id <> all (p_but) and back.sender_id <> p_holder and back.reason in ('return', 'recall', 'service')
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
  ), running as (
    select change.asked, change.amount,
      sum(change.amount) over (partition by change.asked order by change.at, change.event_id rows unbounded preceding) as level
    from change
    where change.at < p_before
  )
  -- What came before anything went out did not come back, so the level it left behind is where counting begins.
  select b.id, coalesce((select sum(r.amount) - least(0, min(r.level)) from running as r where r.asked = b.id), 0)::bigint
  from unnest(p_batches) as b(id)
  $$;
drop function chain.came_back(uuid, uuid, uuid, text[], uuid[]);
create function chain.came_back(p_authority uuid, p_holder uuid, p_event uuid, p_products text[], p_but uuid[],
    p_before timestamptz default 'infinity') returns bigint
  language sql stable set search_path = ''
  as $$
  with came as materialized (
    select a.batch_id, sum(m.amount)::bigint as amount
    from chain.movement as m
    join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
    join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
    where m.authority_id = p_authority and m.event_id = p_event and m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
      and lot.product_code = any (p_products)
    group by a.batch_id
  ), parcel as (
    select s.sender_id, s.reason
    from chain.settlement as t
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = t.shipment_id
    where t.authority_id = p_authority and t.event_id = p_event
    limit 1
  )
  select coalesce(case
    when parcel.sender_id = p_holder then (select sum(came.amount) from came)
    when parcel.reason in ('return', 'recall', 'service') then (
      select sum(least(came.amount, was.amount))
      from chain.comes_back(p_authority, p_holder, array(select came.batch_id from came), p_but, p_before) as was
      join came on came.batch_id = was.batch_id)
    end, 0)::bigint
  from parcel
  $$;

-- What was used of a limit in the period of a day, day by day: what its account says, and what acts that it names brought in before it was known, or on
-- days on which no version of it held. Of those too what came back, or from the holder's own other premises, was received before.
create function chain.limit_uses(p_authority uuid, p_exemption uuid, p_number smallint, p_on date, p_account uuid, p_products text[])
  returns table (used_on date, amount bigint)
  language sql stable set search_path = ''
  as $$
  with chosen as materialized (
    select l.per, l.acts
    from licensing.exemption_limit as l
    where l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number
    order by l.period @> p_on desc, abs(lower(l.period) - p_on)
    limit 1
  ), version as materialized (
    select l.period, l.acts, l.registered_at
    from licensing.exemption_limit as l
    join chosen on chosen.per = l.per
    where l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number
  ), span as materialized (
    select case chosen.per when 'year' then date_trunc('year', p_on::timestamp) at time zone 'Europe/Amsterdam' else '-infinity' end as since,
      least(
        case chosen.per when 'year' then (date_trunc('year', p_on::timestamp) + interval '1 year') at time zone 'Europe/Amsterdam' else 'infinity' end,
        (select greatest(max(v.registered_at) + interval '5 minutes', max(lower(v.period))::timestamp at time zone 'Europe/Amsterdam')
          from version as v)) as until
    from chosen
  ), before as (
    select e.event_id, e.kind, e.holder_id, e.occurred_at, e.recorded_at
    from span
    join chain.event as e on e.authority_id = p_authority and e.exemption_id = p_exemption
      and e.occurred_at >= span.since and e.occurred_at < span.until
    where e.exemption_id is not null and e.kind in ('harvest', 'dry', 'extract', 'import', 'receive')
    union
    select e.event_id, e.kind, e.holder_id, e.occurred_at, e.recorded_at
    from span
    join chain.event_exemption as beside on beside.authority_id = p_authority and beside.exemption_id = p_exemption
    join chain.event as e on e.authority_id = p_authority and e.event_id = beside.event_id
      and e.occurred_at >= span.since and e.occurred_at < span.until
  ), unsaid as (
    select before.event_id, before.kind, before.holder_id, before.occurred_at
    from before
    join chosen on before.kind = any (chosen.acts)
    where not exists (
        select from version as v
        where v.period @> (before.occurred_at at time zone 'Europe/Amsterdam')::date and before.kind = any (v.acts)
          and before.recorded_at >= v.registered_at)
      and not exists (
        select from chain.movement as said
        where said.authority_id = p_authority and said.event_id = before.event_id and said.to_account_id = p_account)
  ), used as (
    select m.event_id, m.occurred_at, m.amount
    from chain.movement as m
    where m.authority_id = p_authority and m.to_account_id = p_account
    union all
    select unsaid.event_id, unsaid.occurred_at, brought.amount - case unsaid.kind
        when 'receive' then chain.came_back(p_authority, unsaid.holder_id, unsaid.event_id, p_products, array[unsaid.event_id], unsaid.occurred_at)
        else 0 end
    from unsaid
    cross join lateral (
      select sum(m.amount)::bigint as amount
      from chain.movement as m
      join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
      join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
      where m.authority_id = p_authority and m.event_id = unsaid.event_id and m.ledger = 'material_mg' and a.kind = 'stock' and a.state <> 'waste'
        and lot.product_code = any (p_products)) as brought
    where brought.amount is not null
  )
  select (used.occurred_at at time zone 'Europe/Amsterdam')::date, sum(used.amount)::bigint
  from used
  where used.amount > 0
    and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = used.event_id)
  group by 1
  $$;

-- Of a limit: what was used of it in the period of a day, and what room there is on that day, which may be less than none. No room where no version of it
-- holds then. With one version that was known before its period began the account says all.
create function chain.limit_state(p_authority uuid, p_exemption uuid, p_number smallint, p_on date, p_account uuid, p_products text[],
    out used bigint, out room bigint)
  language plpgsql stable set search_path = ''
  as $$
begin
  select b.amount, l.max_mg - b.amount into used, room
    from licensing.exemption_limit as l
    cross join lateral (
      select coalesce((select b.amount from chain.balance as b where b.authority_id = p_authority and b.account_id = p_account), 0) as amount) as b
    where l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number and l.period @> p_on
      and lower(l.period) <= date_trunc('year', p_on::timestamp)::date and l.per = 'year'
      and l.registered_at + interval '5 minutes' <= date_trunc('year', p_on::timestamp) at time zone 'Europe/Amsterdam'
      and not exists (
        select from licensing.exemption_limit as other
        where other.authority_id = p_authority and other.exemption_id = p_exemption and other.number = p_number and other.period <> l.period
          and extract(year from lower(other.period)) = extract(year from p_on));
  if found then
    return;
  end if;
  with uses as materialized (
    select u.used_on, u.amount from chain.limit_uses(p_authority, p_exemption, p_number, p_on, p_account, p_products) as u
  )
  select (select coalesce(sum(uses.amount), 0)::bigint from uses),
      min(l.max_mg - (select coalesce(sum(uses.amount), 0) from uses where uses.used_on <= day.used_on))::bigint
    into used, room
    from (select p_on as used_on union select uses.used_on from uses where uses.used_on > p_on) as day
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = p_exemption and l.number = p_number and l.period @> day.used_on;
end
$$;

-- The same of several: told to staff, and to a holder of its own.
create function chain.limits_now(p_authority uuid, p_rows jsonb) returns table (place integer, used bigint, room bigint)
  language sql stable security definer set search_path = ''
  as $$
  select r.place, state.used, state.room
  from jsonb_to_recordset(p_rows) as r(place integer, account uuid, exemption uuid, number smallint, "on" date, products text[])
  join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
  cross join lateral chain.limit_state(p_authority, r.exemption, r.number, r."on", r.account, r.products) as state
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and x.holder_id = platform.current_party()))
  $$;

-- As 0108 has it, by the room on that day.
create or replace function chain.check_limits(p_authority uuid, p_rows jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_bad record;
begin
  select l.max_mg, l.max_mg - state.room as amount, l.number, r."from", r.until, c.basis, x.number as exemption into v_bad
    from jsonb_to_recordset(p_rows) as r(event uuid, account uuid, exemption uuid, number smallint, "on" date, "from" date, until date, products text[])
    join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = r.exemption and l.number = r.number and l.period @> r."on"
    join licensing.exemption_condition as c
      on c.authority_id = p_authority and c.exemption_id = r.exemption and c.number = r.number and c.period @> r."on"
    cross join lateral chain.limit_state(p_authority, r.exemption, r.number, r."on", r.account, r.products) as state
    where r.event = any (p_fresh) and state.room < 0
    order by r.event, l.number
    limit 1;
  if found then
    raise exception 'more than a condition of the exemption allows' using errcode = '23514', constraint = 'exemption_limit',
      detail = concat_ws(' ', v_bad.max_mg, v_bad.amount, v_bad.number, v_bad."from", coalesce(v_bad.until::text, '-'), v_bad.basis, v_bad.exemption);
  end if;
end
$$;
revoke all on function chain.comes_back, chain.came_back, chain.limit_uses, chain.limit_state, chain.limits_now, chain.check_limits from public;
grant execute on function chain.limits_now to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
