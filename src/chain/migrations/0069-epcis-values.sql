-- why: "which things, places and steps are there" was answered by reading every event there is. What occurs is kept once for each who may
-- see it, by the first half of its hash, so that a page is a walk along an index whatever the number of events. The database keeps the list
-- itself, from what events say. A page comes in the order of the hashes: comparing ids may run before the wall does, comparing texts may not.
create table chain.epcis_value (                 -- written once; never taken away, for no event is
  authority_id uuid not null,
  holder_id    uuid not null,                    -- who sent it, or was on the other side
  kind         text not null constraint epcis_value_kind
    check (kind in ('eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions')),
  value_key    uuid not null,
  value        text not null,
  constraint epcis_value_key primary key (authority_id, holder_id, kind, value_key)
);
create index epcis_value_of_all on chain.epcis_value (authority_id, kind, value_key);
alter table chain.epcis_value enable row level security, force row level security;
create policy epcis_value_door on chain.epcis_value to grein_door using (authority_id = (select platform.current_authority()));
create policy epcis_value_wall on chain.epcis_value for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.epcis_value to grein_app, grein_door;
grant insert on chain.epcis_value to grein_door;
create trigger epcis_value_written_once before update or delete or truncate on chain.epcis_value
  for each statement execute function platform.refuse_change();
alter table chain.epcis_value enable always trigger epcis_value_written_once;

-- What of an event is listed, as src/chain/epcis/query/resources.ts has it.
create function chain.epcis_values_in(p_expanded jsonb) returns table (kind text, value text)
  language sql immutable parallel safe set search_path = ''
  begin atomic
    select distinct place.kind, found.value #>> '{}'
    from (values ('eventTypes', 'type'), ('bizSteps', 'bizStep'), ('dispositions', 'disposition'), ('bizLocations', 'bizLocation'),
      ('readPoints', 'readPoint'), ('epcs', 'epcList[*]'), ('epcs', 'childEPCs[*]'), ('epcs', 'parentID'), ('epcs', 'inputEPCList[*]'),
      ('epcs', 'outputEPCList[*]'), ('epcs', 'quantityList[*].epcClass'), ('epcs', 'childQuantityList[*].epcClass'),
      ('epcs', 'inputQuantityList[*].epcClass'), ('epcs', 'outputQuantityList[*].epcClass')) as place(kind, path)
    cross join lateral jsonb_path_query(p_expanded, ('$.' || place.path)::jsonpath) as found(value)
    where jsonb_typeof(found.value) = 'string';
  end;

create function chain.epcis_write_values() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  insert into chain.epcis_value (authority_id, holder_id, kind, value_key, value)
    select distinct e.authority_id, who.holder_id, said.kind, chain.epcis_name_key(said.value), said.value
    from added as e
    cross join lateral (values (e.holder_id), (e.counter_id)) as who(holder_id)
    cross join lateral chain.epcis_values_in(e.expanded) as said
    where who.holder_id is not null
    order by 1, 2, 3, 4
    on conflict do nothing;
  return null;
end
$$;
create trigger epcis_event_values after insert on chain.epcis_event referencing new table as added
  for each statement execute function chain.epcis_write_values();
alter table chain.epcis_event enable always trigger epcis_event_values;
revoke all on function chain.epcis_values_in, chain.epcis_write_values from public;
grant execute on function chain.epcis_values_in to grein_door;

-- What stands there already. Forced row-level security stops the owner too, and rightly; for this one statement it must see every event.
alter table chain.epcis_event no force row level security;
alter table chain.epcis_value no force row level security;
insert into chain.epcis_value (authority_id, holder_id, kind, value_key, value)
  select distinct e.authority_id, who.holder_id, said.kind, chain.epcis_name_key(said.value), said.value
  from chain.epcis_event as e
  cross join lateral (values (e.holder_id), (e.counter_id)) as who(holder_id)
  cross join lateral chain.epcis_values_in(e.expanded) as said
  where who.holder_id is not null
  on conflict do nothing;
alter table chain.epcis_event force row level security;
alter table chain.epcis_value force row level security;
