-- why: what comes back was received before, so no limit counts it again. What came back was told by its batch and its hour: another's parcel of a later day
-- took the place of a return that was told late, which then used a limit although its gram came back; and two batches made of one that was sent out could
-- each come back for the whole of it. Now it is told by whom it comes from, who had it from the holder or from someone it was handed on to; and all that
-- was made of what was sent out is one account of what is out there, which no receipt takes below nothing, at its own moment or since.
grant create on schema chain to grein_door;
set local role grein_door;

drop function chain.may_come_back(uuid, uuid, uuid[]);
drop function chain.comes_back(uuid, uuid, uuid[], uuid[], timestamptz);

-- Of a batch in a parcel: how much of it the holder had sent out, straight to its sender or to others who handed it on. What other receipts counted as
-- coming back is gone from there, whatever batch it had become by then: those that were told before `p_told`, but for `p_but`, and of this parcel itself
-- `p_beside`. The least at the moment of the parcel and since: one that is told late leaves the others what they had.
create function chain.out_there(p_authority uuid, p_holder uuid, p_sender uuid, p_at timestamptz, p_batch uuid, p_but uuid[], p_told timestamptz,
    p_beside jsonb) returns bigint
  language sql stable set search_path = ''
  as $$
  with recursive up as (
    select p_batch as batch
    union
    select d.parent_id from up join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch
  ), sent as materialized (
    -- What was refused at the door was never its receiver's to send: that goes back by the event that settles it.
    select l.batch_id, s.shipment_id, s.sender_id, s.receiver_id, s.shipped_at, s.reason, l.shipped_mg
    from up
    join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = up.batch
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
    where s.sender_id <> s.receiver_id
      and (s.sender_id = p_holder or s.receiver_id <> p_holder and s.reason not in ('return', 'recall'))
      and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
      and (s.reason <> 'return' or not exists (
        select from chain.settlement as t where t.authority_id = p_authority and t.event_id = s.event_id))
  ), reached as (
    select sent.receiver_id as party from sent where sent.sender_id = p_holder
    union
    select sent.receiver_id from reached join sent on sent.sender_id = reached.party
  ), kin as (
    select sent.batch_id as batch from sent where sent.sender_id = p_holder
    union
    select d.child_id from kin join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = kin.batch
  ), back as materialized (
    select s.sender_id, t.event_id, t.received_at, t.shipment_id, t.line, t.received_mg
    from kin
    join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = kin.batch
    join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id and s.receiver_id = p_holder
    join chain.settlement as t on t.authority_id = p_authority and t.shipment_id = l.shipment_id and t.line = l.line
    join chain.event as e on e.authority_id = p_authority and e.event_id = t.event_id and e.kind = 'receive'
    where s.sender_id <> p_holder and s.reason in ('return', 'recall', 'service') and s.sender_id in (select reached.party from reached)
      and t.event_id <> all (p_but) and (e.recorded_at < p_told or e.recorded_at = p_told and e.event_id < all (p_but))
      and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
  ), counted as (
    -- What a receipt used of a limit did not come back.
    select back.sender_id, back.received_at, least(back.received_mg, greatest(0, said.most - coalesce(sum(back.received_mg)
      over (partition by back.event_id order by back.shipment_id, back.line rows between unbounded preceding and 1 preceding), 0))) as amount
    from back
    cross join lateral (
      select coalesce(sum(m.amount) filter (where m.ledger = 'material_mg' and a.kind = 'stock'), 0)
        - coalesce(max(m.amount) filter (where m.ledger = 'limit_mg'), 0) as most
      from chain.movement as m
      join chain.account as a on a.authority_id = p_authority and a.account_id = m.to_account_id
      where m.authority_id = p_authority and m.event_id = back.event_id) as said
  ), change as (
    select true as is_all, sent.shipped_at as at, 1 as place, sent.shipped_mg::numeric as amount from sent where sent.sender_id = p_holder
    union all
    select false, sent.shipped_at, 1, sent.shipped_mg
      from sent
      where sent.receiver_id = p_sender and (sent.sender_id = p_holder or sent.sender_id in (select reached.party from reached))
    union all
    select which.is_all, p_at, 2, -r.amount
      from jsonb_to_recordset(p_beside) as r(batch uuid, amount bigint)
      join kin on kin.batch = r.batch
      cross join (values (true), (false)) as which(is_all)
    union all
    select which.is_all, p_at, 3, 0 from (values (true), (false)) as which(is_all) -- where it is asked
    union all
    select which.is_all, counted.received_at, 4, -counted.amount
      from counted
      join (values (true), (false)) as which(is_all) on which.is_all or counted.sender_id = p_sender
  ), running as (
    select change.is_all, change.at, change.place, sum(change.amount) over so_far as level
    from change
    window so_far as (partition by change.is_all order by change.at, change.place, change.amount rows unbounded preceding)
  ), out as (
    -- What came before anything went out did not come back, so the level it left behind is where counting begins.
    select running.at, running.place,
      running.level - least(0, min(running.level) over (partition by running.is_all order by running.at, running.place rows unbounded preceding)) as level
    from running
  )
  select min(out.level)::bigint from out where (out.at, out.place) >= (p_at, 3)
  $$;

-- Of each batch in a parcel, as much of those amounts as comes back. By the order of their ids, one after another: what was made of one batch comes back
-- for it once.
create function chain.comes_back(p_authority uuid, p_holder uuid, p_sender uuid, p_at timestamptz, p_batches uuid[], p_amounts bigint[], p_but uuid[],
    p_told timestamptz default 'infinity') returns table (batch_id uuid, amount bigint)
  language plpgsql stable set search_path = ''
  as $$
#variable_conflict use_column
declare
  v_beside jsonb := '[]';
  v_one    record;
begin
  for v_one in
    select b.id, b.mg from unnest(p_batches, p_amounts) as b(id, mg) order by b.id
  loop
    batch_id := v_one.id;
    amount := least(v_one.mg, chain.out_there(p_authority, p_holder, p_sender, p_at, v_one.id, p_but, p_told, v_beside));
    v_beside := v_beside || jsonb_build_object('batch', batch_id, 'amount', amount);
    return next;
  end loop;
end
$$;

-- Told to staff, and to a holder of its own.
create function chain.may_come_back(p_authority uuid, p_holder uuid, p_sender uuid, p_at timestamptz, p_batches uuid[], p_amounts bigint[])
  returns table (batch_id uuid, amount bigint)
  language sql stable security definer set search_path = ''
  as $$
  select r.batch_id, r.amount
  from chain.comes_back(p_authority, p_holder, p_sender, p_at, p_batches, p_amounts, '{}') as r
  where p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_holder = platform.current_party()))
  $$;

-- As 0130 has it, by whom it comes from. What it says of a receipt that used no limit is what was out there when that was told.
drop function chain.came_back(uuid, uuid, uuid, text[], uuid[], timestamptz);
create function chain.came_back(p_authority uuid, p_holder uuid, p_event uuid, p_at timestamptz, p_products text[], p_but uuid[],
    p_told timestamptz default 'infinity') returns bigint
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
      select sum(was.amount)
      from chain.comes_back(p_authority, p_holder, parcel.sender_id, p_at, array(select came.batch_id from came order by came.batch_id),
        array(select came.amount from came order by came.batch_id), p_but, p_told) as was)
    end, 0)::bigint
  from parcel
  $$;

-- What was used of a limit in the period of a day, event by event: what its account says, and what acts that it names brought in before it was known, or
-- on days on which no version of it held, which no account says. Of those too what came back, or from the holder's own other premises, was received before.
drop function chain.limit_uses(uuid, uuid, smallint, date, uuid, text[]);
create function chain.limit_uses(p_authority uuid, p_exemption uuid, p_number smallint, p_on date, p_account uuid, p_products text[])
  returns table (event_id uuid, used_on date, amount bigint, is_told boolean)
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
    select before.event_id, before.kind, before.holder_id, before.occurred_at, before.recorded_at
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
    select m.event_id, m.occurred_at, m.amount, true as is_told
    from chain.movement as m
    where m.authority_id = p_authority and m.to_account_id = p_account
    union all
    select unsaid.event_id, unsaid.occurred_at, brought.amount - case unsaid.kind
        when 'receive' then chain.came_back(p_authority, unsaid.holder_id, unsaid.event_id, unsaid.occurred_at, p_products,
          array[unsaid.event_id], unsaid.recorded_at)
        else 0 end, false
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
  select used.event_id, (used.occurred_at at time zone 'Europe/Amsterdam')::date, used.amount, used.is_told
  from used
  where used.amount > 0
    and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = used.event_id)
  $$;

-- The same as told of several, of what no account says: to staff, and to a holder of its own.
create function chain.limits_untold(p_authority uuid, p_rows jsonb) returns table (place integer, event_id uuid, used_on date, amount bigint)
  language sql stable security definer set search_path = ''
  as $$
  select r.place, used.event_id, used.used_on, used.amount
  from jsonb_to_recordset(p_rows) as r(place integer, account uuid, exemption uuid, number smallint, "on" date, products text[])
  join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
  cross join lateral chain.limit_uses(p_authority, r.exemption, r.number, r."on", r.account, r.products) as used
  where not used.is_told and p_authority = platform.current_authority()
    and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and x.holder_id = platform.current_party()))
  order by r.place, used.used_on, used.event_id
  $$;

-- 0129 asks what came back of the receipts of a posting; each is asked at its own moment now. The function as it stands, but for that.
do $$
declare
  v_text constant text := pg_get_functiondef('chain.need_limits'::regproc);
  v_was  constant text := 'chain.came_back(p_authority, judged.holder, judged.event, judged.products,';
begin
  if cardinality(string_to_array(v_text, v_was)) is distinct from 2 then
    raise exception 'need_limits is not as this migration knows it';
  end if;
  execute replace(v_text, v_was, 'chain.came_back(p_authority, judged.holder, judged.event, judged.at, judged.products,');
end
$$;

revoke all on function chain.out_there, chain.comes_back, chain.may_come_back, chain.came_back, chain.limit_uses, chain.limits_untold from public;
grant execute on function chain.may_come_back, chain.limits_untold to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
