-- why: who carries for others is a party of its own, with an exemption of its own; and whoever sends boxes numbers them under the company
-- prefix GS1 gave it, which nobody else may use. A party has one prefix; what was registered stays.
alter table licensing.party drop constraint party_kind;
alter table licensing.party add constraint party_kind check (kind in (
  'authority', 'grower', 'laboratory', 'irradiator', 'packer', 'wholesaler', 'pharmacy', 'institution', 'foreign-buyer', 'carrier'));

create table licensing.company_prefix (
  authority_id  uuid        not null,
  party_id      uuid        not null,
  prefix        text        not null constraint company_prefix_form check (prefix ~ '^[0-9]{6,12}$'),
  registered_at timestamptz not null default clock_timestamp(),
  constraint company_prefix_key primary key (authority_id, party_id),
  constraint company_prefix_taken unique (authority_id, prefix),
  constraint company_prefix_party foreign key (authority_id, party_id) references licensing.party
);
alter table licensing.company_prefix enable row level security, force row level security;
create policy company_prefix_wall on licensing.company_prefix for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and party_id = (select platform.current_party()))));
create policy company_prefix_door on licensing.company_prefix to grein_door using (authority_id = (select platform.current_authority()));
grant select on licensing.company_prefix to grein_app;
grant select, insert on licensing.company_prefix to grein_door;
create trigger company_prefix_written_once before update or delete or truncate on licensing.company_prefix
  for each statement execute function platform.refuse_change();
alter table licensing.company_prefix enable always trigger company_prefix_written_once;

grant create on schema licensing to grein_door;
set local role grein_door;

-- The prefix a party has now. Refuses with 23505 company_prefix_taken one that another has, or that begins another's: numbers under both
-- would be the same. Asking again for the same is no change; for another is refused, for numbers were given out under the first.
create function licensing.register_company_prefix(p_authority uuid, p_party uuid, p_prefix text) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_prefix text;
begin
  if p_authority is distinct from platform.current_authority()
    or not (platform.current_wall() = 'staff' or (platform.current_wall() = 'holder' and p_party = platform.current_party())) then
    raise exception 'a party registers its own prefix' using errcode = '42501', constraint = 'company_prefix_own';
  end if;
  if exists (select from licensing.company_prefix as other
    where other.authority_id = p_authority and other.party_id <> p_party
      and (starts_with(other.prefix, p_prefix) or starts_with(p_prefix, other.prefix))) then
    raise exception 'another has these numbers' using errcode = '23505', constraint = 'company_prefix_taken';
  end if;
  insert into licensing.company_prefix (authority_id, party_id, prefix) values (p_authority, p_party, p_prefix)
    on conflict on constraint company_prefix_key do nothing;
  select own.prefix into v_prefix from licensing.company_prefix as own where own.authority_id = p_authority and own.party_id = p_party;
  return v_prefix;
end
$$;

revoke all on function licensing.register_company_prefix from public;
grant execute on function licensing.register_company_prefix to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
