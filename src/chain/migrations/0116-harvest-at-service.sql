-- why: what a packer or irradiator works on for a grower is the grower's until the Minister has it, and its four months run on (Opium Act 8i(4)). It lies
-- in another's account, so its clock stood still at that door. Whose a gram is in the hands of those who work on it for others is told by what came
-- and went, in the order in which it arrived: what the grower sent is the grower's, what others sent is theirs; what goes back to the grower was the
-- grower's, and of what goes on the others' goes first. So no gram of a grower counts as delivered because one of the Minister's was, and one that
-- was delivered is not the grower's again when the Minister sends it there. Never more than lies there: what was lost or destroyed is taken from
-- what is the others'.
grant create on schema chain to grein_door;
set local role grein_door;

-- Of each harvest (or of one) what is its grower's and lies with others. A grower hears its own, staff all; nobody else hears anything.
create function chain.harvest_at_service(p_authority uuid, p_harvest uuid default null)
  returns table (harvest_id uuid, grower_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  v_one    record;
  v_from   text;
  v_to     text;
  v_own    jsonb; -- of each who works on it, the grower's
  v_others jsonb;
  v_moved  bigint; -- of the grower's
  v_rest   bigint;
begin
  if p_authority is distinct from platform.current_authority() then
    return;
  end if;
  for harvest_id, grower_id in
    with recursive up as (
      select s.sender_id as grower, l.batch_id
      from chain.shipment as s
      join chain.shipment_line as l on l.authority_id = s.authority_id and l.shipment_id = s.shipment_id
      where s.authority_id = p_authority and s.reason = 'service'
        and s.sender_id in (select p.party_id from licensing.party as p where p.authority_id = p_authority and p.kind = 'grower')
        and (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and s.sender_id = platform.current_party()))
      union
      select up.grower, d.parent_id
      from up
      join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = up.batch_id
    )
    select b.batch_id, b.holder_id
    from up
    join chain.batch as b on b.authority_id = p_authority and b.batch_id = up.batch_id
    where b.kind = 'harvest' and b.holder_id = up.grower and (p_harvest is null or b.batch_id = p_harvest)
    order by b.batch_id
  loop
    v_own := '{}';
    v_others := '{}';
    for v_one in
      with line as (
        select s.sender_id as sender, s.receiver_id as receiver, s.reason, s.event_id, s.shipped_at, l.shipment_id, l.line, l.shipped_mg,
          sending.party_id is not null as is_from_worker, receiving.party_id is not null as is_to_worker
        from chain.descendants(p_authority, harvest_id) as family(batch_id)
        join chain.batch as b on b.authority_id = p_authority and b.batch_id = family.batch_id and b.kind <> 'sample' -- used up by its test
        join chain.shipment_line as l on l.authority_id = p_authority and l.batch_id = family.batch_id
        join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = l.shipment_id
        left join licensing.party as sending on sending.authority_id = p_authority and sending.party_id = s.sender_id
          and sending.party_id <> grower_id and sending.kind in ('irradiator', 'packer', 'laboratory', 'grower')
        left join licensing.party as receiving on receiving.authority_id = p_authority and receiving.party_id = s.receiver_id
          and receiving.party_id <> grower_id and receiving.kind in ('irradiator', 'packer', 'laboratory', 'grower')
        where (sending.party_id is not null or receiving.party_id is not null)
          and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = s.event_id)
      )
      select line.sender, line.receiver, line.is_from_worker, line.is_to_worker, t.received_mg as mg, t.received_at as at, t.event_id as event
      from line
      join chain.settlement as t on t.authority_id = p_authority and t.shipment_id = line.shipment_id and t.line = line.line
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
    select sum(least(own.value::bigint, lies.mg))::bigint into amount
      from jsonb_each_text(v_own) as own
      cross join lateral (
        select coalesce(sum(n.amount), 0)::bigint as mg
        from chain.descendants(p_authority, harvest_id) as family(batch_id)
        join chain.batch as b on b.authority_id = p_authority and b.batch_id = family.batch_id and b.kind <> 'sample'
        join chain.account as a on a.authority_id = p_authority and a.batch_id = family.batch_id and a.holder_id = own.key::uuid
        join chain.balance as n on n.authority_id = p_authority and n.account_id = a.account_id
        where a.ledger = 'material_mg' and a.kind in ('stock', 'transit', 'difference')) as lies
      where own.value::bigint > 0 and lies.mg > 0;
    if amount > 0 then
      return next;
    end if;
  end loop;
end
$$;
revoke all on function chain.harvest_at_service from public;
grant execute on function chain.harvest_at_service to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
