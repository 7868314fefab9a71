-- why: that an event was erased stands on the audit stream, written by the function that erases (platform/0034). And an operator must hear
-- of rows that no year holds without the strong login: a count, and nothing of what they say.
grant select on chain.event_default, chain.movement_default to grein_door;
grant create on schema chain to grein_door;
set local role grein_door;

drop function chain.erase_event(uuid, uuid);
create function chain.erase_event(p_authority uuid, p_event uuid, p_trace text default null) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'only staff of this authority erases' using errcode = '42501', constraint = 'erase_staff';
  end if;
  update chain.event as e
    set record = null, salt = null
    where e.authority_id = p_authority and e.event_id = p_event and e.record is not null;
  if not found then
    return false;
  end if;
  perform platform.audit_erasure(p_authority, 'event', p_event, p_trace);
  return true;
end
$$;

-- Counted up to a thousand of each: more is the same alarm.
create function chain.rows_without_year() returns bigint
  language sql stable security definer set search_path = ''
  as $$
  select (select count(*) from (select from chain.event_default limit 1000) as e)
    + (select count(*) from (select from chain.movement_default limit 1000) as m)
  $$;
revoke all on function chain.erase_event, chain.rows_without_year from public;
grant execute on function chain.erase_event, chain.rows_without_year to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
