-- why: every act is decided against an exemption, and an edit of one by SQL was found by nothing. Each time one is entered or changed, what then stands
-- is a record of the log (register-record.ts); here stands which record that is, so that the newest is found without reading the log.
create table licensing.register_record (
  authority_id uuid    not null,
  exemption_id uuid    not null,
  revision     integer not null constraint register_record_revision check (revision > 0),
  entry_id     uuid    not null, -- of log.record, which says the same exemption and revision
  constraint register_record_key primary key (authority_id, exemption_id, revision),
  constraint register_record_entry unique (authority_id, entry_id),
  constraint register_record_exemption foreign key (authority_id, exemption_id) references licensing.exemption
);
alter table licensing.register_record enable row level security, force row level security;
create policy register_record_wall on licensing.register_record for select to grein_app
  using (authority_id = (select platform.current_authority()) and exists (
    select from licensing.exemption as own
    where own.authority_id = register_record.authority_id and own.exemption_id = register_record.exemption_id));
create policy register_record_door on licensing.register_record to grein_door using (authority_id = (select platform.current_authority()));
grant select on licensing.register_record to grein_app;
grant select, insert on licensing.register_record to grein_door;
create trigger written_once before update or delete or truncate on licensing.register_record
  for each statement execute function platform.refuse_change();
alter table licensing.register_record enable always trigger written_once;

grant create on schema licensing to grein_door;
set local role grein_door;

-- The record must stand in the log already and say so. Staff alone, of their own authority.
create function licensing.note_register_record(p_authority uuid, p_exemption uuid, p_revision integer, p_entry uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'registers are kept by staff of the authority' using errcode = '42501';
  end if;
  if not exists (
    select from log.record as l
    where l.authority_id = p_authority and l.entry_id = p_entry and l.record::jsonb ->> 'kind' = 'exemption-stands'
      and l.record::jsonb ->> 'exemptionId' = 'exe_' || p_exemption and l.record::jsonb ->> 'revision' = p_revision::text) then
    raise exception 'the log has no such record of this exemption' using errcode = '23503', constraint = 'register_record_of_log';
  end if;
  insert into licensing.register_record (authority_id, exemption_id, revision, entry_id)
    values (p_authority, p_exemption, p_revision, p_entry);
end
$$;
revoke all on function licensing.note_register_record from public;
grant execute on function licensing.note_register_record to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
