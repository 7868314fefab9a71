-- why: up to when a subscriber was told only ever went forward. After a clock that was set back nobody heard anything until that moment came again, and
-- what was recorded in between was never told where less than a look back of it was left. It may go back now; what was recorded under the clock of
-- then and not told yet is told from where it had come.
alter table chain.epcis_subscription add column ahead_at timestamptz; -- told up to here under a clock that was set back since; null once all beyond is told
grant select (ahead_at) on chain.epcis_subscription to grein_app;
grant update (ahead_at, initial_from) on chain.epcis_subscription to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;
create or replace function chain.epcis_note_delivery(p_authority uuid, p_subscription uuid, p_note jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_subscription as s
    set seen_at = coalesce((p_note ->> 'seenAt')::timestamptz, s.seen_at),
        ahead_at = case when p_note ? 'aheadAt' then (p_note ->> 'aheadAt')::timestamptz else s.ahead_at end,
        recent = coalesce((select array_agg(one::uuid) from jsonb_array_elements_text(p_note -> 'recent') as one), '{}'),
        last_notified_at = coalesce((p_note ->> 'notifiedAt')::timestamptz, s.last_notified_at),
        next_at = (p_note ->> 'nextAt')::timestamptz,
        failures = (p_note ->> 'failures')::integer,
        ended_at = (p_note ->> 'endedAt')::timestamptz,
        last_error = p_note ->> 'error'
    where s.authority_id = p_authority and s.subscription_id = p_subscription;
end
$$;
-- What a clock wrote that was set back since, brought back to the clock as it is.
create function chain.epcis_bring_back(p_authority uuid, p_subscription uuid, p_times jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() is distinct from 'staff' then
    raise exception 'the house alone delivers' using errcode = '42501', constraint = 'posting_own';
  end if;
  update chain.epcis_subscription as s
    set seen_at = (p_times ->> 'seenAt')::timestamptz,
        ahead_at = (p_times ->> 'aheadAt')::timestamptz,
        initial_from = (p_times ->> 'initialFrom')::timestamptz,
        next_at = (p_times ->> 'nextAt')::timestamptz
    where s.authority_id = p_authority and s.subscription_id = p_subscription;
end
$$;
revoke all on function chain.epcis_bring_back from public;
grant execute on function chain.epcis_bring_back to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
