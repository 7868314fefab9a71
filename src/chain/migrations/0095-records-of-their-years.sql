-- why: what events say is asked for a page of them at a time, which lie in a year or two; but a list that comes as a parameter tells a kept plan
-- nothing of years, so all sixteen of events and of movements were opened, and each looked through for the whole list. The first and the last
-- id of the list do tell, before anything is opened. As 0013 has it, with those two bounds.
grant create on schema chain to grein_door;
set local role grein_door;

create or replace function chain.records_of(p_authority uuid, p_events uuid[])
  returns table (event_id uuid, record text, salt bytea, act jsonb, is_erased boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
  v_first    constant uuid := (select one.id from unnest(p_events) as one (id) order by one.id limit 1);
  v_last     constant uuid := (select one.id from unnest(p_events) as one (id) order by one.id desc nulls last limit 1);
begin
  return query
    select e.event_id, case when seen.is_whole then e.record end, case when seen.is_whole then e.salt end,
      case when seen.is_whole or seen.is_told then e.record::jsonb -> 'act' end, e.record is null
    from chain.event as e
    cross join lateral (
      select
        v_is_staff or not exists (
          select from chain.movement as m
          where m.authority_id = e.authority_id and m.event_id = e.event_id and m.event_id >= v_first and m.event_id <= v_last
            and not exists (
              select from chain.account as mine
              where mine.authority_id = e.authority_id and mine.account_id in (m.from_account_id, m.to_account_id)
                and v_party in (mine.holder_id, mine.counter_id))) as is_whole,
        not v_is_staff and exists (
          select from chain.event_batch as b
          join chain.batch_party as had on had.authority_id = b.authority_id and had.batch_id = b.batch_id and had.holder_id = v_party
          where b.authority_id = e.authority_id and b.event_id = e.event_id) as is_told
      offset 0) as seen
    where e.authority_id = p_authority and e.event_id = any (p_events) and e.event_id >= v_first and e.event_id <= v_last
      and (v_is_staff or exists (
        select from chain.event_party as p
        where p.authority_id = e.authority_id and p.event_id = e.event_id and p.holder_id = v_party));
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;

-- A trace is one trip since 0087, and what stands right beside a batch is read through the wall of the edges themselves.
drop function chain.edges_of(uuid, uuid, uuid[]);
