-- why: a recall, a release or a lift moves the stock of many, and its record names every movement; an account's id follows from whose it
-- is and where. A row has one wall, and the record stood behind that of the whole event: only the application kept it from a holder. Now
-- the application cannot read the column at all. One function hands the record out, and the database decides to whom.
revoke select on chain.event from grein_app;
grant select (authority_id, event_id, kind, occurred_at, recorded_at, holder_id, premises_id, counter_id, corrects_id, exemption_id, basis,
  is_imported, leaf) on chain.event to grein_app; -- not record and salt, nor who of another party acted

-- Of the events that several parties see, each sees which of its own batches were concerned, and no other's.
alter policy event_batch_wall on chain.event_batch
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.event_party as mine
      where mine.authority_id = event_batch.authority_id and mine.event_id = event_batch.event_id
        and mine.holder_id = (select platform.current_party())) and exists (
      select from chain.batch_party as had
      where had.authority_id = event_batch.authority_id and had.batch_id = event_batch.batch_id
        and had.holder_id = (select platform.current_party())))));
-- A lift is seen by whoever sees the hold it lifts.
alter policy lift_wall on chain.lift
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.hold as mine
      where mine.authority_id = lift.authority_id and mine.batch_id = lift.batch_id and mine.event_id = lift.hold_event_id))));

grant create on schema chain to grein_door;
set local role grein_door;

-- What was said of these events, as far as the reader may know. Staff: all of it. A holder: the record and its salt when each movement in
-- it has an end of its own; the act alone (the words of whoever acted, which name no movement) when it is about a batch the holder has or
-- had; else nothing. `is_erased` tells "forgotten" from "not for you".
create function chain.records_of(p_authority uuid, p_events uuid[])
  returns table (event_id uuid, record text, salt bytea, act jsonb, is_erased boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
#variable_conflict use_column
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  return query
    select e.event_id, case when seen.is_whole then e.record end, case when seen.is_whole then e.salt end,
      case when seen.is_whole or seen.is_told then e.record::jsonb -> 'act' end, e.record is null
    from chain.event as e
    cross join lateral (
      select
        v_is_staff or not exists (
          select from chain.movement as m
          where m.authority_id = e.authority_id and m.event_id = e.event_id and not exists (
            select from chain.account as mine
            where mine.authority_id = e.authority_id and mine.account_id in (m.from_account_id, m.to_account_id)
              and v_party in (mine.holder_id, mine.counter_id))) as is_whole,
        exists (
          select from chain.event_batch as b
          join chain.batch_party as had on had.authority_id = b.authority_id and had.batch_id = b.batch_id and had.holder_id = v_party
          where b.authority_id = e.authority_id and b.event_id = e.event_id) as is_told
      offset 0) as seen
    where e.authority_id = p_authority and e.event_id = any (p_events)
      and (v_is_staff or exists (
        select from chain.event_party as p
        where p.authority_id = e.authority_id and p.event_id = e.event_id and p.holder_id = v_party));
end
$$;
revoke all on function chain.records_of from public;
grant execute on function chain.records_of to grein_app;
set local role grein_owner;

-- Where a batch stands is worked out of the accounts the reader may see, also inside functions that see more: of an ancestor a holder
-- never had, nothing is said of where it is.
create or replace function chain.status_of(p_authority uuid, p_batch uuid) returns text
  language sql stable parallel safe set search_path = ''
  return (
    select case
      when bool_or(n.amount > 0 and a.state = 'held') then 'held'
      when bool_or(n.amount > 0 and a.state = 'growing') then 'growing'
      when bool_or(n.amount > 0 and a.state = 'wet') then 'wet'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'released') then 'released'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'quarantine') then 'quarantine'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'sample') then 'sample'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'rejected') then 'rejected'
      when bool_or(n.amount > 0 and a.kind = 'transit') then 'in-transit'
      when count(*) > 0 then 'used-up'
    end
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = p_authority and a.batch_id = p_batch
      and (platform.current_wall() = 'staff' or platform.current_party() in (a.holder_id, a.counter_id)));
revoke create on schema chain from grein_door;
