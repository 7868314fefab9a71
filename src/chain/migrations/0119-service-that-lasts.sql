-- why: what a harvest's grower still has with others (0116) was worked out for every harvest that was ever sent to be worked on, each time somebody's
-- work was asked, and read what came of it twice: it grew with history. Who works on nothing of it now has nothing of the grower's. So what they
-- hold now is where to begin: up from there to the harvests it came from, and of each what came of it once. The answers are the same.
grant create on schema chain to grein_door;
set local role grein_door;

create or replace function chain.harvest_at_service(p_authority uuid, p_harvest uuid default null)
  returns table (harvest_id uuid, grower_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  v_one     record;
  v_workers uuid[]; -- who may work on it for others; each for every grower but itself
  v_family  uuid[]; -- what came of the harvest; samples are used up by their tests
  v_lies    jsonb;  -- how much of it each of them holds now
  v_from    text;
  v_to      text;
  v_own     jsonb;  -- of each who works on it, the grower's
  v_others  jsonb;
  v_moved   bigint; -- of the grower's
  v_rest    bigint;
begin
  if p_authority is distinct from platform.current_authority() then
    return;
  end if;
  v_workers := array(
    select p.party_id from licensing.party as p
    where p.authority_id = p_authority and p.kind in ('irradiator', 'packer', 'laboratory', 'grower'));
  for harvest_id, grower_id in
    with recursive up as (
      select n.holder_id, a.batch_id
      from ( -- From the little that is there to its accounts, in this order.
        select own.account_id, own.holder_id from chain.balance as own
        where own.authority_id = p_authority and own.holder_id = any (v_workers) and own.amount > 0 and p_harvest is null
        offset 0) as n
      cross join lateral (
        select own.batch_id from chain.account as own
        where own.authority_id = p_authority and own.account_id = n.account_id
          and own.ledger = 'material_mg' and own.kind in ('stock', 'transit', 'difference')
        offset 0) as a
      union
      select up.holder_id, d.parent_id
      from up
      join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch_id
    )
    select distinct b.batch_id, b.holder_id
    from (select up.holder_id, up.batch_id from up union all select null, p_harvest where p_harvest is not null) as held
    cross join lateral (
      select own.batch_id, own.holder_id, own.kind from chain.batch as own
      where own.authority_id = p_authority and own.batch_id = held.batch_id
      offset 0) as b
    join licensing.party as p on p.authority_id = p_authority and p.party_id = b.holder_id and p.kind = 'grower'
    where b.kind = 'harvest' and held.holder_id is distinct from b.holder_id
      and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and b.holder_id = platform.current_party()))
    order by b.batch_id
  loop
    v_family := array(
      select family.batch_id
      from chain.descendants(p_authority, harvest_id) as family(batch_id)
      join chain.batch as b on b.authority_id = p_authority and b.batch_id = family.batch_id and b.kind <> 'sample');
    select jsonb_object_agg(held.holder_id, held.mg) into v_lies
      from (
        select a.holder_id, sum(n.amount)::bigint as mg
        from unnest(v_family) as family(batch_id)
        cross join lateral (
          select own.account_id, own.holder_id from chain.account as own
          where own.authority_id = p_authority and own.batch_id = family.batch_id and own.ledger = 'material_mg'
            and own.kind in ('stock', 'transit', 'difference') and own.holder_id = any (v_workers) and own.holder_id <> grower_id
          offset 0) as a
        cross join lateral (
          select own.amount from chain.balance as own where own.authority_id = p_authority and own.account_id = a.account_id
          offset 0) as n
        group by a.holder_id
        having sum(n.amount) > 0) as held;
    continue when v_lies is null or not exists (
      select from unnest(v_family) as family(batch_id)
      cross join lateral (
        select l.shipment_id from chain.shipment_line as l where l.authority_id = p_authority and l.batch_id = family.batch_id offset 0) as l
      join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
      where s.sender_id = grower_id and s.reason = 'service');
    v_own := '{}';
    v_others := '{}';
    for v_one in
      with line as (
        select s.sender_id as sender, s.receiver_id as receiver, s.reason, s.event_id, s.shipped_at, l.shipment_id, l.line, l.shipped_mg,
          s.sender_id = any (v_workers) and s.sender_id <> grower_id as is_from_worker,
          s.receiver_id = any (v_workers) and s.receiver_id <> grower_id as is_to_worker
        from unnest(v_family) as family(batch_id)
        cross join lateral (
          select own.shipment_id, own.line, own.shipped_mg from chain.shipment_line as own
          where own.authority_id = p_authority and own.batch_id = family.batch_id
          offset 0) as l
        cross join lateral (
          select own.sender_id, own.receiver_id, own.reason, own.event_id, own.shipped_at from chain.shipment as own
          where own.authority_id = p_authority and own.shipment_id = l.shipment_id
          offset 0) as s
        where (s.sender_id = any (v_workers) and s.sender_id <> grower_id or s.receiver_id = any (v_workers) and s.receiver_id <> grower_id)
          and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
      )
      select line.sender, line.receiver, line.is_from_worker, line.is_to_worker, t.received_mg as mg, t.received_at as at,
        t.event_id as event
      from line
      cross join lateral (
        select own.received_mg, own.received_at, own.event_id from chain.settlement as own
        where own.authority_id = p_authority and own.shipment_id = line.shipment_id and own.line = line.line
        offset 0) as t
      where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = t.event_id)
      union all
      -- What was refused lies with the worker, on its way, until it is back: a refusal settles that nothing was received, and sends it.
      select line.receiver, line.sender, false, true, line.shipped_mg, line.shipped_at, line.event_id
      from line
      where line.is_from_worker and line.receiver = grower_id and line.reason = 'return'
        and exists (select from chain.settlement as r where r.authority_id = p_authority and r.event_id = line.event_id)
      order by at, event
    loop
      v_from := v_one.sender::text;
      v_to := v_one.receiver::text;
      v_moved := 0;
      if v_one.sender = grower_id then
        v_moved := v_one.mg;
      elsif v_one.is_from_worker then
        v_moved := coalesce((v_own ->> v_from)::bigint, 0);
        v_rest := coalesce((v_others ->> v_from)::bigint, 0);
        v_moved := case when v_one.receiver = grower_id then least(v_moved, v_one.mg) else least(v_moved, greatest(0, v_one.mg - v_rest)) end;
        v_own := jsonb_set(v_own, array[v_from], to_jsonb(coalesce((v_own ->> v_from)::bigint, 0) - v_moved));
        v_others := jsonb_set(v_others, array[v_from], to_jsonb(greatest(0, v_rest - (v_one.mg - v_moved))));
      end if;
      if v_one.is_to_worker then
        v_own := jsonb_set(v_own, array[v_to], to_jsonb(coalesce((v_own ->> v_to)::bigint, 0) + v_moved));
        v_others := jsonb_set(v_others, array[v_to], to_jsonb(coalesce((v_others ->> v_to)::bigint, 0) + v_one.mg - v_moved));
      end if;
    end loop;
    select sum(least(own.value::bigint, (v_lies ->> own.key)::bigint))::bigint into amount
      from jsonb_each_text(v_own) as own
      where own.value::bigint > 0 and v_lies ? own.key;
    if amount > 0 then
      return next;
    end if;
  end loop;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
