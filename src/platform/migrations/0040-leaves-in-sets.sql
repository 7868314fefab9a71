-- why: a thousand events of one transaction were a thousand rows of the queue, each written, read, deleted and written again. What one
-- transaction puts on record at once now waits as one row. Who writes a single leaf still drops a single row (0010); both are sealed alike.
create table log.unsealed_set (
  authority_id uuid        not null,
  first_id     uuid        not null,          -- the smallest and the largest of its entries: who looks for one opens few sets
  last_id      uuid        not null,
  leaf_count   integer     not null,
  entry_ids    uuid[]      not null,
  leaves       bytea[]     not null,          -- side by side with them
  queued_at    timestamptz not null default clock_timestamp(),
  constraint unsealed_set_key primary key (authority_id, first_id),
  constraint unsealed_set_sides check (leaf_count > 0 and cardinality(entry_ids) = leaf_count and cardinality(leaves) = leaf_count
    and entry_ids[1] = first_id and entry_ids[leaf_count] = last_id and array_position(leaves, null) is null)
);
-- Hashes do not compress.
alter table log.unsealed_set alter column entry_ids set storage external, alter column leaves set storage external;

alter table log.unsealed_set enable row level security, force row level security;
create policy own_authority on log.unsealed_set using (authority_id = platform.current_authority());
create policy sealer_looks_round on log.unsealed_set for select to grein_door using (true);
grant select on log.unsealed_set to grein_app, grein_door;
grant insert, delete on log.unsealed_set to grein_door;
create trigger not_changed before update or truncate on log.unsealed_set
  for each statement execute function platform.refuse_change();
alter table log.unsealed_set enable always trigger not_changed;

-- Whose leaf it is was asked of the settings anew for each leaf; it is asked once for a round.
alter policy own_authority on log.leaf using (authority_id = (select platform.current_authority()));

-- What waits with an id from the one to the other, both with them, whether alone or in a set.
create function log.queued_between(of_authority uuid, from_id uuid, through_id uuid)
  returns table (entry_id uuid, leaf bytea)
  language sql stable parallel safe
  set search_path = ''
  as $$
  select one.entry_id, one.leaf
  from log.unsealed as one
  where one.authority_id = of_authority and one.entry_id between from_id and through_id
  union all
  select member.entry_id, member.leaf
  from log.unsealed_set as waiting
  cross join lateral unnest(waiting.entry_ids, waiting.leaves) as member (entry_id, leaf)
  where waiting.authority_id = of_authority and waiting.first_id <= through_id and waiting.last_id >= from_id
    and member.entry_id between from_id and through_id
$$;
revoke execute on function log.queued_between from public;
grant execute on function log.queued_between to grein_app, grein_door;

grant create on schema log to grein_door;
set local role grein_door;

-- As 0010 has it, over both.
create or replace function log.waiting(count_max integer)
  returns table (authority_id uuid, leaf_count integer, waiting_since timestamptz)
  language sql stable security definer
  set search_path = ''
  as $$
  with recursive alone as (
    (select first.authority_id from log.unsealed as first order by first.authority_id limit 1)
    union all
    select (
      select next.authority_id
      from log.unsealed as next
      where next.authority_id > alone.authority_id
      order by next.authority_id
      limit 1
    )
    from alone
    where alone.authority_id is not null
  ),
  authority as (
    select alone.authority_id from alone where alone.authority_id is not null
    union
    select waiting.authority_id from log.unsealed_set as waiting
  )
  select authority.authority_id, (queue.leaf_count + sets.leaf_count)::integer, least(queue.waiting_since, sets.waiting_since)
  from authority
  cross join lateral (
    select count(*) as leaf_count, min(counted.queued_at) as waiting_since
    from (
      select one.queued_at
      from log.unsealed as one
      where one.authority_id = authority.authority_id
      order by one.entry_id
      limit count_max
    ) as counted
  ) as queue
  cross join lateral (
    select coalesce(sum(waiting.leaf_count), 0) as leaf_count, min(waiting.queued_at) as waiting_since
    from log.unsealed_set as waiting
    where waiting.authority_id = authority.authority_id
  ) as sets
$$;

-- As 0010 has it, over both: single leaves first, then as many sets as fit beside them, and one set at least, so that neither waits for the
-- other for ever. That a leaf has its place already is told by the table; only then is each looked up.
create or replace function log.take_unsealed(of_authority uuid, take_max integer)
  returns table (from_size bigint, leaves bytea)
  language plpgsql security definer
  set search_path = ''
  set plan_cache_mode = force_generic_plan
  as $$
#variable_conflict use_column
declare
  head_size  bigint;
  v_ids      uuid[];
  v_leaves   bytea[];
  set_ids    uuid[];
  set_leaves bytea[];
begin
  insert into log.head (authority_id) values (of_authority) on conflict do nothing;
  select head.size into head_size from log.head where head.authority_id = of_authority for update skip locked;
  if not found then
    return;
  end if;
  with taken as (
    delete from log.unsealed
    where unsealed.authority_id = of_authority
      and unsealed.entry_id = any (array(
        select waiting.entry_id from log.unsealed as waiting where waiting.authority_id = of_authority order by waiting.entry_id limit take_max))
    returning unsealed.entry_id, unsealed.leaf
  )
  select coalesce(array_agg(taken.entry_id), '{}'), coalesce(array_agg(taken.leaf), '{}') into v_ids, v_leaves from taken;
  with fitting as (
    select waiting.first_id, sum(waiting.leaf_count) over (order by waiting.first_id) - waiting.leaf_count as before
    from log.unsealed_set as waiting
    where waiting.authority_id = of_authority
    order by waiting.first_id
    limit take_max
  ),
  taken as (
    delete from log.unsealed_set
    where unsealed_set.authority_id = of_authority
      and unsealed_set.first_id in (
        select fitting.first_id from fitting where fitting.before = 0 or fitting.before < take_max - cardinality(v_ids))
    returning unsealed_set.entry_ids, unsealed_set.leaves
  )
  select array_agg(member.entry_id), array_agg(member.leaf)
    into set_ids, set_leaves
    from taken cross join lateral unnest(taken.entry_ids, taken.leaves) as member (entry_id, leaf);
  select array_agg(one.entry_id order by one.entry_id), array_agg(one.leaf order by one.entry_id)
    into v_ids, v_leaves
    from unnest(v_ids || set_ids, v_leaves || set_leaves) as one (entry_id, leaf);
  if v_ids is null then
    return;
  end if;
  begin
    insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
      select of_authority, head_size + one.place - 1, one.entry_id, one.leaf
      from unnest(v_ids, v_leaves) with ordinality as one (entry_id, leaf, place);
  exception when unique_violation then -- an id that a client chose twice
    select array_agg(fresh.entry_id order by fresh.entry_id), array_agg(fresh.leaf order by fresh.entry_id)
      into v_ids, v_leaves
      from (
        select distinct one.entry_id, one.leaf
        from unnest(v_ids, v_leaves) as one (entry_id, leaf)
        where not exists (
          select from log.leaf as sealed
          where sealed.authority_id = of_authority and sealed.entry_id = one.entry_id and sealed.leaf = one.leaf
        )
      ) as fresh;
    if v_ids is null then
      return;
    end if;
    insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
      select of_authority, head_size + one.place - 1, one.entry_id, one.leaf
      from unnest(v_ids, v_leaves) with ordinality as one (entry_id, leaf, place);
  end;
  return query
    select head_size, string_agg(one.leaf, '' order by one.place) from unnest(v_leaves) with ordinality as one (leaf, place);
end
$$;
set local role grein_owner;
revoke create on schema log from grein_door;
