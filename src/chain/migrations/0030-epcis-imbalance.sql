-- why: an event about things that are not ours is kept whatever it says; that its masses do not balance is said with it.
alter table chain.epcis_event drop constraint epcis_event_mass;
alter table chain.epcis_event add constraint epcis_event_mass check (mass in ('balanced', 'imbalance', 'not-decidable', 'open', 'none'));
-- Transformations over several events: the parts of one, together.
create index epcis_event_of_transformation on chain.epcis_event (authority_id, holder_id, (expanded ->> 'transformationID'))
  where expanded ? 'transformationID';
