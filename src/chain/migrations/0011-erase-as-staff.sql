-- why: erasing is the house's; the function was open to any transaction of the application, a holder's too, and only the code above it
-- stood between. Now the wall stands in it, and it reaches no authority but the transaction's own.
grant create on schema chain to grein_door;
set local role grein_door;
create or replace function chain.erase_event(p_authority uuid, p_event uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'only staff of this authority erases' using errcode = '42501', constraint = 'erase_staff';
  end if;
  update chain.event as e
    set record = null, salt = null
    where e.authority_id = p_authority and e.event_id = p_event and e.record is not null;
  return found;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
