-- why: a log that only its own house signs can show two people two histories. A witness, with a key of its own and somewhere else, signs a
-- state only when it added to what the witness saw before; those lines are kept beside the checkpoint, and go out under it.
create table log.cosignature (
  authority_id uuid        not null,
  size         bigint      not null,
  witness      text        not null,          -- the name in its key
  line         text        not null constraint cosignature_line check (octet_length(line) <= 1000),
  seen_at      timestamptz not null,          -- as the witness says, and signed
  received_at  timestamptz not null default clock_timestamp(),
  constraint cosignature_key primary key (authority_id, size, witness)
);
alter table log.cosignature enable row level security, force row level security;
create policy own_authority on log.cosignature using (authority_id = platform.current_authority());
grant select on log.cosignature to grein_app, grein_door;
grant insert on log.cosignature to grein_door;
create trigger written_once before update or delete or truncate on log.cosignature
  for each statement execute function platform.refuse_change();
alter table log.cosignature enable always trigger written_once;

grant create on schema log to grein_door;
set local role grein_door;
-- The line was checked against the witness's key before it comes here. One a witness and state: the first stays.
create function log.add_cosignature(of_authority uuid, of_size bigint, by_witness text, signed_line text, was_seen_at timestamptz)
  returns boolean
  language plpgsql security definer
  set search_path = ''
  as $$
begin
  if of_authority is distinct from platform.current_authority() then
    raise exception 'this transaction speaks for another authority' using errcode = '42501', constraint = 'authority_current';
  end if;
  if not exists (select from log.checkpoint where authority_id = of_authority and size = of_size) then
    raise exception 'there is no such checkpoint' using errcode = '23503', constraint = 'cosignature_checkpoint';
  end if;
  insert into log.cosignature (authority_id, size, witness, line, seen_at)
  values (of_authority, of_size, by_witness, signed_line, was_seen_at)
  on conflict (authority_id, size, witness) do nothing;
  return found;
end
$$;
revoke execute on function log.add_cosignature from public;
grant execute on function log.add_cosignature to grein_app;
set local role grein_owner;
revoke create on schema log from grein_door;
