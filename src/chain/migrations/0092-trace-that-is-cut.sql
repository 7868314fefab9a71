-- why: of a large family only so many are looked at, and behind the wall fewer are shown; who had its own beyond the cut was told that this was
-- all. Now the cut itself is answered. Else as 0087 has both.
drop function chain.trace_of;
grant create on schema chain to grein_door;
set local role grein_door;
drop function chain.kin_of;

-- The batches of a family in their order, `backs` of them ancestors and the rest descendants, each with what it is; and every edge into them,
-- also from a parent that is not of this family. `is_cut`: there may
-- be more than were looked at, also of the reader's own. No row where the reader may not see the batch.
create function chain.kin_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
  returns table (batches uuid[], backs integer, facts json, edges json, is_cut boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off
  as $$
#variable_conflict use_column
declare
  v_party constant uuid := platform.current_party();
  v_back  uuid[] := '{}';
  v_down  uuid[] := '{}';
  v_all   uuid[];
  v_cut   boolean;
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  if p_back then
    v_back := chain.line_of(p_authority, p_batch, true, p_max);
  end if;
  if p_forward then
    v_down := chain.line_of(p_authority, p_batch, false, p_max);
  end if;
  v_cut := greatest(cardinality(v_back), cardinality(v_down)) >= p_max;
  if platform.current_wall() <> 'staff' then -- of the descendants, those the reader has or had; of the ancestors, all
    select coalesce(array_agg(down.batch_id order by down.place), '{}') into v_down
      from unnest(v_down) with ordinality as down (batch_id, place)
      where down.batch_id in (select mine.batch_id from chain.batch_party as mine
        where mine.authority_id = p_authority and mine.holder_id = v_party and mine.batch_id = any (v_down));
  end if;
  v_all := v_back || v_down;
  return query
    select v_all, cardinality(v_back), (
      select json_build_object('id', json_agg(b.batch_id), 'name', json_agg(b.name), 'kind', json_agg(b.kind), 'product', json_agg(b.product_code),
        'openedOn', json_agg((b.opened_at at time zone 'Europe/Amsterdam')::date), 'amount', json_agg(b.opened_amount::text),
        'premises', json_agg(b.premises_id))
      from chain.batch as b
      where b.authority_id = p_authority and b.batch_id = any (v_all)
    ), (
      select json_build_object('parent', json_agg(d.parent_id), 'child', json_agg(d.child_id), 'event', json_agg(d.event_id),
        'amount', json_agg(d.amount::text))
      from chain.batch_edge as d
      where d.authority_id = p_authority and d.child_id = any (v_all)
    ), v_cut;
end
$$;
revoke all on function chain.kin_of from public;
grant execute on function chain.kin_of to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;

-- The same with where each batch stands, and who has or had mass of the descendants, or of the batch alone where only ancestors are asked. It
-- runs as whoever asks; a status is there where the reader ever had any.
create function chain.trace_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
  returns table (batches json, backs integer, facts json, edges json, is_cut boolean, statuses json, places json)
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off
  as $$
#variable_conflict use_column
declare
  v_kin   record;
  v_wants uuid[];
begin
  select kin.* into v_kin from chain.kin_of(p_authority, p_batch, p_back, p_forward, p_max) as kin;
  if not found then
    return;
  end if;
  v_wants := case when p_forward then v_kin.batches[v_kin.backs + 1:] else array[p_batch] end;
  return query
    with own as materialized (
      select a.account_id, a.batch_id, a.holder_id, a.premises_id, a.kind, a.state, a.ledger
      from chain.account as a
      where a.authority_id = p_authority and a.batch_id = any (v_kin.batches) and a.kind <> 'world'
    ), held as materialized (
      select own.*, n.amount
      from own
      join chain.balance as n on n.authority_id = p_authority and n.account_id = own.account_id
        and n.account_id = any (array (select one.account_id from own as one))
    ), standing as ( -- as status_of has it
      select held.batch_id, case
        when bool_or(held.amount > 0 and held.state = 'held') then 'held'
        when bool_or(held.amount > 0 and held.state = 'growing') then 'growing'
        when bool_or(held.amount > 0 and held.state = 'wet') then 'wet'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state in ('released', 'reserved')) then 'released'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state = 'quarantine') then 'quarantine'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state = 'sample') then 'sample'
        when bool_or(held.amount > 0 and held.kind = 'stock' and held.state = 'rejected') then 'rejected'
        when bool_or(held.amount > 0 and held.kind = 'transit') then 'in-transit'
        else 'used-up'
      end as status
      from held
      group by held.batch_id
    ), material as materialized (
      select held.*
      from held
      join unnest(v_wants) as wanted (batch_id) on wanted.batch_id = held.batch_id
      where held.kind = 'stock' and held.ledger = 'material_mg'
    ), moved as materialized (
      select m.event_id, m.from_account_id, m.to_account_id, m.amount
      from chain.movement as m
      where m.authority_id = p_authority and m.to_account_id = any (array (select one.account_id from material as one))
    ), undone as materialized (
      select c.corrects_id as event_id from chain.correction as c
        where c.authority_id = p_authority and c.corrects_id = any (array (select one.event_id from moved as one))
      union all
      select c.event_id from chain.correction as c
        where c.authority_id = p_authority and c.event_id = any (array (select one.event_id from moved as one))
    ), came as (
      select moved.to_account_id as account_id, sum(moved.amount) as amount
      from moved
      join material on material.account_id = moved.to_account_id
      left join chain.account as f on f.authority_id = p_authority and f.account_id = moved.from_account_id
        and f.account_id = any (array (select one.from_account_id from moved as one))
      where moved.event_id not in (select undone.event_id from undone)
        and not coalesce(
          f.kind = 'stock' and f.holder_id = material.holder_id and f.batch_id = material.batch_id and f.premises_id = material.premises_id, false)
      group by moved.to_account_id
    ), whereabouts as (
      select material.batch_id, material.holder_id, material.premises_id, sum(material.amount)::bigint as has, coalesce(sum(came.amount), 0)::bigint as had,
        coalesce(array_agg(distinct material.state) filter (where material.amount > 0), '{}') as states
      from material
      left join came on came.account_id = material.account_id
      group by material.batch_id, material.holder_id, material.premises_id
      order by sum(material.amount) desc, material.batch_id, material.holder_id
    )
    select to_json(v_kin.batches), v_kin.backs, v_kin.facts, v_kin.edges, v_kin.is_cut,
      (select json_build_object('id', json_agg(standing.batch_id), 'status', json_agg(standing.status)) from standing),
      (select json_build_object('id', json_agg(at.batch_id), 'holder', json_agg(at.holder_id), 'premises', json_agg(at.premises_id),
        'has', json_agg(at.has::text), 'had', json_agg(at.had::text), 'states', json_agg(at.states)) from whereabouts as at);
end
$$;
revoke all on function chain.trace_of from public;
grant execute on function chain.trace_of to grein_app;
