-- why: erasing is the house's; the function was open to any transaction of the application, a holder's too, and only the code above it
-- stood between. Now the wall stands in it, and it reaches no authority but the transaction's own.
grant create on schema log to grein_door;
set local role grein_door;
create or replace function log.erase_record(of_authority uuid, of_entry uuid)
  returns boolean
  language plpgsql security definer
  set search_path = ''
  as $$
begin
  if platform.current_wall() <> 'staff' or of_authority is distinct from platform.current_authority() then
    raise exception 'only staff of this authority erases' using errcode = '42501', constraint = 'erase_staff';
  end if;
  update log.record
  set record = null, salt = null
  where authority_id = of_authority and entry_id = of_entry and record is not null;
  return found;
end
$$;
set local role grein_owner;
revoke create on schema log from grein_door;
