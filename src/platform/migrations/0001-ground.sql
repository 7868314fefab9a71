-- why: periods that may not overlap (`without overlaps`) need btree_gist for the columns beside the range; and no room
-- should have to spell the wall twice, so "which authority is asking" is one function that every policy uses.
create schema extensions;
create extension btree_gist with schema extensions;
grant usage on schema extensions to grein_app, grein_door;
grant usage on schema platform to grein_door;

-- Who is asking, set by each transaction; unset is null, and null equals no row.
create function platform.current_authority() returns uuid
  language sql stable parallel safe
  return nullif(pg_catalog.current_setting('grein.authority', true), '')::uuid;

create function platform.current_party() returns uuid
  language sql stable parallel safe
  return nullif(pg_catalog.current_setting('grein.party', true), '')::uuid;

create function platform.current_wall() returns text
  language sql stable parallel safe
  return coalesce(pg_catalog.current_setting('grein.wall', true), '');

-- A second lock under append-only tables, for owners: `create trigger … before update or delete or truncate … for each statement`,
-- then `alter table … enable always trigger …`.
create function platform.refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'rows of %.% are written once', tg_table_schema, tg_table_name using errcode = '42501';
end
$$;
