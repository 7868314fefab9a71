-- why: who somebody is, which premises are whose, until when, and which number of the world outside means them decide every act and every event of another
-- system; an edit of one by SQL was found by nothing. What stands of a party is a record of the log, as of an exemption (0011); here stands which record
-- is the newest. Names and places can be those of a person: the record has them as a hash that begins with this salt, and tells nothing once the salt is gone.
alter table licensing.party add column salt uuid not null default gen_random_uuid();

create table licensing.party_record (
  authority_id uuid    not null,
  party_id     uuid    not null,
  revision     integer not null constraint party_record_revision check (revision > 0),
  entry_id     uuid    not null, -- of log.record, which says the same party and revision
  constraint party_record_key primary key (authority_id, party_id, revision),
  constraint party_record_entry unique (authority_id, entry_id),
  constraint party_record_party foreign key (authority_id, party_id) references licensing.party
);
alter table licensing.party_record enable row level security, force row level security;
create policy party_record_wall on licensing.party_record for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and party_id = (select platform.current_party()))));
create policy party_record_door on licensing.party_record to grein_door using (authority_id = (select platform.current_authority()));
grant select on licensing.party_record to grein_app;
grant select, insert on licensing.party_record to grein_door;
create trigger written_once before update or delete or truncate on licensing.party_record
  for each statement execute function platform.refuse_change();
alter table licensing.party_record enable always trigger written_once;

grant create on schema licensing to grein_door;
set local role grein_door;

-- The record must stand in the log already and say so. Staff of any party; a holder, who says where its premises lie and by which number they go, of itself.
create function licensing.note_party_record(p_authority uuid, p_party uuid, p_revision integer, p_entry uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if p_authority is distinct from platform.current_authority()
    or not (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_party = platform.current_party())) then
    raise exception 'what a party is is recorded by staff, or by itself' using errcode = '42501';
  end if;
  if not exists (
    select from log.record as l
    where l.authority_id = p_authority and l.entry_id = p_entry and l.record::jsonb ->> 'kind' = 'party-stands'
      and l.record::jsonb ->> 'partyId' = 'par_' || p_party and l.record::jsonb ->> 'revision' = p_revision::text) then
    raise exception 'the log has no such record of this party' using errcode = '23503', constraint = 'party_record_of_log';
  end if;
  insert into licensing.party_record (authority_id, party_id, revision, entry_id)
    values (p_authority, p_party, p_revision, p_entry);
end
$$;
revoke all on function licensing.note_party_record from public;
grant execute on function licensing.note_party_record to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
