-- why: a family was fetched batch by batch: whether the reader may see it, what it is called and where it stands were each a call of a
-- function, and of six hundred batches that was half of a trace. Now the set is fetched first, and each of those is one statement over it.
-- The walls are those of 0006 and 0013, and a test holds every answer against them batch by batch. A family that is cut off is no longer
-- worked out to its end first. Each statement reads by keys it was handed and joins by hash: the planner cannot know how large a family is, and
-- a join row by row over six hundred rows is slower than all the reading.
grant create on schema chain to grein_door;
set local role grein_door;

-- The batch and what it came from, or what came of it, nearest first, no more than so many.
create function chain.line_of(p_authority uuid, p_batch uuid, p_is_back boolean, p_max integer) returns uuid[]
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = on
  as $$
declare
  v_found uuid[];
begin
  if p_is_back then
    with recursive found as (
      select p_batch as batch_id
      union
      select d.parent_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.child_id = found.batch_id
    )
    select array_agg(one.batch_id) into v_found from (select found.batch_id from found limit p_max) as one;
  else
    with recursive found as (
      select p_batch as batch_id
      union
      select d.child_id from found join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = found.batch_id
    )
    select array_agg(one.batch_id) into v_found from (select found.batch_id from found limit p_max) as one;
  end if;
  return coalesce(v_found, '{}');
end
$$;
revoke all on function chain.line_of from public;

create or replace function chain.family_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
  returns table (batch_id uuid, is_back boolean, name text, kind text, product_code text, opened_at timestamptz, opened_amount bigint,
    premises_id uuid, status text)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off
  as $$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := platform.current_party();
  v_back     uuid[] := '{}';
  v_down     uuid[] := '{}';
  v_all      uuid[];
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
  if not v_is_staff then -- of the descendants, those the reader has or had; of the ancestors, all
    select coalesce(array_agg(down.batch_id order by down.place), '{}') into v_down
      from unnest(v_down) with ordinality as down (batch_id, place)
      where down.batch_id in (select mine.batch_id from chain.batch_party as mine
        where mine.authority_id = p_authority and mine.holder_id = v_party and mine.batch_id = any (v_down));
  end if;
  v_all := v_back || v_down;
  return query
    with found as (
      select one.batch_id, one.place, one.place <= cardinality(v_back) as is_back
      from unnest(v_all) with ordinality as one (batch_id, place)
    ), own as materialized (
      select a.account_id, a.batch_id, a.kind, a.state
      from chain.account as a
      where a.authority_id = p_authority and a.batch_id = any (v_all) and a.kind <> 'world'
        and (v_is_staff or v_party in (a.holder_id, a.counter_id))
    ), standing as ( -- as status_of has it, for the accounts the reader may see
      select a.batch_id, case
        when bool_or(n.amount > 0 and a.state = 'held') then 'held'
        when bool_or(n.amount > 0 and a.state = 'growing') then 'growing'
        when bool_or(n.amount > 0 and a.state = 'wet') then 'wet'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state in ('released', 'reserved')) then 'released'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'quarantine') then 'quarantine'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'sample') then 'sample'
        when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'rejected') then 'rejected'
        when bool_or(n.amount > 0 and a.kind = 'transit') then 'in-transit'
        else 'used-up'
      end as status
      from own as a
      join chain.balance as n on n.authority_id = p_authority and n.account_id = a.account_id
        and n.account_id = any (array (select one.account_id from own as one))
      group by a.batch_id
    )
    select found.batch_id, found.is_back, b.name, b.kind, b.product_code, b.opened_at, b.opened_amount, b.premises_id, standing.status
    from found
    join chain.batch as b on b.authority_id = p_authority and b.batch_id = found.batch_id and b.batch_id = any (v_all)
    left join standing on standing.batch_id = found.batch_id
    order by found.place;
end
$$;

create or replace function chain.edges_of(p_authority uuid, p_batch uuid, p_children uuid[])
  returns table (parent_id uuid, child_id uuid, event_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off
  as $$
#variable_conflict use_column
declare
  v_children uuid[] := p_children;
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  if platform.current_wall() <> 'staff' then
    select coalesce(array_agg(one.child_id), '{}') into v_children
      from unnest(p_children) as one (child_id)
      where one.child_id = any (chain.line_of(p_authority, p_batch, true, null))
        or one.child_id in (select mine.batch_id from chain.batch_party as mine
          where mine.authority_id = p_authority and mine.holder_id = platform.current_party() and mine.batch_id = any (p_children));
  end if;
  return query
    select d.parent_id, d.child_id, d.event_id, d.amount
    from chain.batch_edge as d
    where d.authority_id = p_authority and d.child_id = any (v_children);
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;

-- Who has or had mass of these batches: what came in from others, and what is there now. It runs as whoever asks, behind their walls; it
-- is a function because a plan over sixteen years of movements is then made once and not for every question.
create function chain.whereabouts_of(p_authority uuid, p_batches uuid[])
  returns table (batch_id uuid, holder_id uuid, premises_id uuid, has_mg bigint, had_mg bigint, states text[])
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set enable_nestloop = off
  as $$
#variable_conflict use_column
begin
  return query
    with account as materialized (
      select a.account_id, a.batch_id, a.holder_id, a.premises_id, a.state
      from chain.account as a
      where a.authority_id = p_authority and a.batch_id = any (p_batches) and a.kind = 'stock' and a.ledger = 'material_mg'
    ), own as materialized (
      select account.*, n.amount
      from account
      join chain.balance as n on n.authority_id = p_authority and n.account_id = account.account_id
        and n.account_id = any (array (select one.account_id from account as one))
    ), moved as materialized (
      select m.event_id, m.from_account_id, m.to_account_id, m.amount
      from chain.movement as m
      where m.authority_id = p_authority and m.to_account_id = any (array (select one.account_id from own as one))
    ), undone as materialized (
      select c.corrects_id as event_id from chain.correction as c
        where c.authority_id = p_authority and c.corrects_id = any (array (select one.event_id from moved as one))
      union all
      select c.event_id from chain.correction as c
        where c.authority_id = p_authority and c.event_id = any (array (select one.event_id from moved as one))
    ), came as (
      select moved.to_account_id as account_id, sum(moved.amount) as amount
      from moved
      join own on own.account_id = moved.to_account_id
      left join chain.account as f on f.authority_id = p_authority and f.account_id = moved.from_account_id
        and f.account_id = any (array (select one.from_account_id from moved as one))
      where moved.event_id not in (select undone.event_id from undone)
        and not coalesce(f.kind = 'stock' and f.holder_id = own.holder_id and f.batch_id = own.batch_id and f.premises_id = own.premises_id, false)
      group by moved.to_account_id
    )
    select own.batch_id, own.holder_id, own.premises_id, sum(own.amount)::bigint, coalesce(sum(came.amount), 0)::bigint,
      coalesce(array_agg(distinct own.state order by own.state) filter (where own.amount > 0), '{}')
    from own
    left join came on came.account_id = own.account_id
    group by own.batch_id, own.holder_id, own.premises_id
    order by sum(own.amount) desc, own.batch_id, own.holder_id;
end
$$;
grant execute on function chain.whereabouts_of to grein_app;
