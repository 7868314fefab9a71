-- why: what is erased leaves no words behind, so that it was erased, when and by whom must stand somewhere: the function that erases writes
-- it in the same statement, whoever calls it. And before a new key for the log is made, the program must be able to see that there is a
-- log already, which only the old key may go on with.
grant insert on platform.audit to grein_door;
grant create on schema platform, log to grein_door;
-- The names of the logs that were signed here; of what is in them, nothing.
create policy checkpoint_names on log.checkpoint for select to grein_door using (true);
create policy head_looks_round on log.head for select to grein_door using (true);
set local role grein_door;

-- `p_trace`: of the request, where there is one; what was erased outside a request gets a trace of its own.
create function platform.audit_erasure(p_authority uuid, p_kind text, p_id uuid, p_trace text) returns void
  language sql security definer set search_path = ''
  as $$
  insert into platform.audit (authority_id, trace_id, actor_kind, user_id, party_id, action, resource_kind, resource_id, outcome)
  values (p_authority, coalesce(p_trace, replace(pg_catalog.gen_random_uuid()::text, '-', '')),
    case when platform.current_subject() ~ '^[0-9a-f]{8}-' then 'person' else 'system' end,
    case when platform.current_subject() ~ '^[0-9a-f]{8}-' then platform.current_subject()::uuid end,
    platform.current_party(), 'platform/erase', p_kind, p_id, 'done')
  $$;
revoke all on function platform.audit_erasure from public;

drop function log.erase_record(uuid, uuid);
create function log.erase_record(of_authority uuid, of_entry uuid, in_trace text default null)
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
  if not found then
    return false;
  end if;
  perform platform.audit_erasure(of_authority, 'record', of_entry, in_trace);
  return true;
end
$$;
revoke all on function log.erase_record from public;
grant execute on function log.erase_record to grein_app;

create function log.origins() returns setof text
  language sql stable security definer set search_path = ''
  as $$
  select distinct split_part(c.note, E'\n', 1)
  from log.head as h
  join log.checkpoint as c on c.authority_id = h.authority_id and c.size = h.size
  $$;
revoke all on function log.origins from public;
grant execute on function log.origins to grein_app;

set local role grein_owner;
revoke create on schema platform, log from grein_door;
