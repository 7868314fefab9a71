-- why: a trace on a map needs to know where premises lie. A grower's address is worth a burglary, so a place is kept twice over: its town,
-- rounded to about a kilometre, for whoever may know the name, and the spot itself for its holder and the authority alone. Where nobody
-- said so, it is unknown, and stays so. What was said is written once; a later line follows it, also to say that it is unknown again.
create table licensing.premises_location (
  authority_id   uuid        not null,
  location_id    uuid        not null,          -- made by the sender: sending twice is once
  premises_id    uuid        not null,
  party_id       uuid        not null,          -- whose premises these are, for the wall
  exactness      text        not null constraint premises_location_exactness check (exactness in ('town', 'spot')),
  latitude_udeg  integer     constraint premises_location_latitude check (latitude_udeg between -90000000 and 90000000),
  longitude_udeg integer     constraint premises_location_longitude check (longitude_udeg between -180000000 and 180000000),
  source         text        not null constraint premises_location_source check (length(source) between 1 and 200),
  known_on       date        not null,          -- the day the source was asked
  recorded_at    timestamptz not null default clock_timestamp(),
  user_id        uuid,                          -- null: brought in with the registers
  constraint premises_location_key primary key (authority_id, location_id),
  constraint premises_location_premises foreign key (authority_id, premises_id) references licensing.premises,
  constraint premises_location_whole check ((latitude_udeg is null) = (longitude_udeg is null)),
  -- A town has two decimals: no spot can be passed off as one.
  constraint premises_location_town check (exactness = 'spot' or (latitude_udeg % 10000 = 0 and longitude_udeg % 10000 = 0))
);
create index premises_location_newest on licensing.premises_location (authority_id, premises_id, exactness, recorded_at);

create trigger premises_location_written_once before update or delete or truncate on licensing.premises_location
  for each statement execute function platform.refuse_change();
alter table licensing.premises_location enable always trigger premises_location_written_once;
alter table licensing.premises_location enable row level security, force row level security;
create policy premises_location_wall on licensing.premises_location for select to grein_app
  using (authority_id = (select platform.current_authority()) and (
    (select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (exactness = 'town' or party_id = (select platform.current_party())))));
create policy premises_location_door on licensing.premises_location to grein_door
  using (authority_id = (select platform.current_authority()));
grant select on licensing.premises_location to grein_app;
grant select, insert on licensing.premises_location to grein_door;

grant create on schema licensing to grein_door;
set local role grein_door;

-- Writes where premises lie: staff of any, a holder of its own. False where the same line is there already, with whatever content.
create function licensing.put_location(p_authority uuid, p_row jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_new boolean;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'where premises lie is said by staff or by whose they are' using errcode = '42501';
  end if;
  insert into licensing.premises_location (
    authority_id, location_id, premises_id, party_id, exactness, latitude_udeg, longitude_udeg, source, known_on, user_id)
    select p_authority, r.id, s.premises_id, s.party_id, r.exactness, r.latitude, r.longitude, r.source, r."knownOn", r."userId"
    from jsonb_to_record(p_row) as r(id uuid, premises uuid, exactness text, latitude integer, longitude integer, source text,
      "knownOn" date, "userId" uuid)
    join licensing.premises as s on s.authority_id = p_authority and s.premises_id = r.premises
      and (platform.current_wall() = 'staff' or s.party_id = platform.current_party())
    on conflict on constraint premises_location_key do nothing
    returning true into v_new;
  return coalesce(v_new, false);
end
$$;

-- Brings in where premises lie together with the registers.
create function licensing.import_locations(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  insert into licensing.premises_location (
    authority_id, location_id, premises_id, party_id, exactness, latitude_udeg, longitude_udeg, source, known_on)
    select p_authority, r.id, s.premises_id, s.party_id, r.exactness, r.latitude, r.longitude, r.source, r."knownOn"
    from jsonb_to_recordset(p_rows) as r(id uuid, premises uuid, exactness text, latitude integer, longitude integer, source text, "knownOn" date)
    join licensing.premises as s on s.authority_id = p_authority and s.premises_id = r.premises
    on conflict on constraint premises_location_key do nothing;
end
$$;

revoke all on function licensing.put_location, licensing.import_locations from public;
grant execute on function licensing.put_location, licensing.import_locations to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
