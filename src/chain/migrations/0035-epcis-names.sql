-- why: "what happened to this pack, at this place, under this order" is asked of all events there are, and an answer must not read them all.
-- Every identifier of an event leads to it. The database keeps this list itself, from what the event says, so that no way of writing forgets it.
-- Kept short, as the first half of its hash: the event itself is still held to the question. A comparison of ids may run before the wall does.
create function chain.epcis_name_key(p_name text) returns uuid
  language sql immutable parallel safe set search_path = ''
  return encode(substring(sha256(convert_to(p_name, 'UTF8')) from 1 for 16), 'hex')::uuid;

create table chain.epcis_name (                  -- written once, with its event
  authority_id uuid not null,
  name_key     uuid not null,
  row_id       uuid not null,
  holder_id    uuid not null,
  counter_id   uuid,
  constraint epcis_name_key primary key (authority_id, name_key, row_id)
);
alter table chain.epcis_name enable row level security, force row level security;
create policy epcis_name_door on chain.epcis_name to grein_door using (authority_id = (select platform.current_authority()));
create policy epcis_name_wall on chain.epcis_name for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, counter_id))));
grant select on chain.epcis_name to grein_app, grein_door;
grant insert on chain.epcis_name to grein_door;
create trigger epcis_name_written_once before update or delete or truncate on chain.epcis_name
  for each statement execute function platform.refuse_change();
alter table chain.epcis_name enable always trigger epcis_name_written_once;

-- The names of an event, as src/chain/epcis/query/places.ts lists them.
create function chain.epcis_names_in(p_expanded jsonb) returns table (name text)
  language sql immutable parallel safe set search_path = ''
  begin atomic
    select distinct found.value #>> '{}'
    from unnest(array['epcList[*]', 'childEPCs[*]', 'parentID', 'inputEPCList[*]', 'outputEPCList[*]', 'quantityList[*].epcClass',
      'childQuantityList[*].epcClass', 'inputQuantityList[*].epcClass', 'outputQuantityList[*].epcClass', 'readPoint', 'bizLocation',
      'transformationID', 'bizTransactionList[*].id', 'sourceList[*].id', 'destinationList[*].id']) as place(path)
    cross join lateral jsonb_path_query(p_expanded, ('$.' || place.path)::jsonpath) as found(value)
    where jsonb_typeof(found.value) = 'string';
  end;

create function chain.epcis_write_names() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  insert into chain.epcis_name (authority_id, name_key, row_id, holder_id, counter_id)
    select e.authority_id, chain.epcis_name_key(named.name), e.row_id, e.holder_id, e.counter_id
    from added as e
    cross join lateral (
      select n.name from chain.epcis_names_in(e.expanded) as n
      union
      select e.epcis_event_id) as named(name)
    order by 1, 2, 3;
  return null;
end
$$;
create trigger epcis_event_names after insert on chain.epcis_event referencing new table as added
  for each statement execute function chain.epcis_write_names();
alter table chain.epcis_event enable always trigger epcis_event_names;
revoke all on function chain.epcis_name_key, chain.epcis_names_in, chain.epcis_write_names from public;
grant execute on function chain.epcis_name_key, chain.epcis_names_in to grein_door;
