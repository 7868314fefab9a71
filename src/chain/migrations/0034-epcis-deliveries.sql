-- why: who hands in many events at once commits after who hands in one, so the record time alone does not tell what was delivered already.
-- What was sent in the last minutes is remembered, and a standing question looks back that far.
alter table chain.epcis_subscription add column recent uuid[] not null default '{}';
grant select (recent) on chain.epcis_subscription to grein_app;
grant update (recent) on chain.epcis_subscription to grein_door;

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
    set seen_at = greatest(s.seen_at, coalesce((p_note ->> 'seenAt')::timestamptz, s.seen_at)),
        recent = coalesce((select array_agg(one::uuid) from jsonb_array_elements_text(p_note -> 'recent') as one), '{}'),
        last_notified_at = coalesce((p_note ->> 'notifiedAt')::timestamptz, s.last_notified_at),
        next_at = (p_note ->> 'nextAt')::timestamptz,
        failures = (p_note ->> 'failures')::integer,
        ended_at = (p_note ->> 'endedAt')::timestamptz,
        last_error = p_note ->> 'error'
    where s.authority_id = p_authority and s.subscription_id = p_subscription;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
