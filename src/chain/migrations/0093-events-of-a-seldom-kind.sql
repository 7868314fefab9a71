-- why: an inspector asks for thefts, losses, seizures and destructions, of which there are a few among millions, and for those few the events of
-- all years were read: no index says what an event was. An entry for every event would cost the door, and a page of what happens all the
-- time is found soon by the index of time. So the index leaves those kinds out: a question of other kinds, by name, is answered from here.
create index event_seldom on chain.event (authority_id, kind, occurred_at, event_id)
  where kind not in ('dispense', 'administer', 'receive', 'ship', 'pack');
