-- why: half a transformation is looked for on every day page: from the few rows that are open, not from all events there are.
create index epcis_event_open on chain.epcis_event (authority_id, holder_id, event_time) where mass = 'open';
