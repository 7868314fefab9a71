-- why: an event of EPCIS that became no act moved nothing and was no leaf of the log, so whoever could edit the database could edit unseen what a program had
-- told. Each is on record now, by one hash over its row (epcis/said.ts), which begins with a salt that goes with the row where it is erased with its act.
alter table chain.epcis_event add column salt uuid not null default gen_random_uuid();

-- What was captured before is put on record as it stands today. Forced row-level security stops the owner too; for these two statements it must see every
-- authority's rows.
alter table chain.epcis_event no force row level security;
alter table log.record no force row level security;
alter table log.unsealed no force row level security;
insert into log.record (authority_id, entry_id, party_id, record, salt, leaf)
  select said.authority_id, said.row_id, said.holder_id, said.record, own.salt, sha256('\x00'::bytea || own.salt || convert_to(said.record, 'UTF8'))
  from (
    select e.authority_id, e.row_id, e.holder_id,
      '{"contentSha256":"' || encode(sha256(convert_to(jsonb_build_array(e.salt, e.counter_id, e.capture_id, e.place, e.epcis_event_id, e.is_id_given,
          encode(e.name_sha256, 'hex'), e.hash_id, e.is_declaration, e.event_type, extract(epoch from e.event_time)::text, e.document, e.context, e.expanded,
          e.became, e.act_kind, e.mass)::text, 'UTF8')), 'hex')
        || '","event":' || coalesce('"evt_' || e.chain_event_id || '"', 'null') || ',"holder":"par_' || e.holder_id
        || '","kind":"epcis-event","row":"' || e.row_id || '"}' as record
    from chain.epcis_event as e
    where e.origin = 'captured') as said
  cross join lateral (
    select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt where said.row_id is not null offset 0) as own;
insert into log.unsealed (authority_id, entry_id, leaf)
  select r.authority_id, r.entry_id, r.leaf
  from log.record as r
  join chain.epcis_event as e on e.authority_id = r.authority_id and e.row_id = r.entry_id;
alter table log.unsealed force row level security;
alter table log.record force row level security;
alter table chain.epcis_event force row level security;
