-- why: each captured event is a leaf of the log, and the document it came in, in whose name, its header with the master data and how the job ended were held by
-- nothing: whoever could edit the database could make it another document, or another sender's. A capture that has ended is on record now, by one hash over its
-- row and its master data (epcis/said.ts).
alter table chain.epcis_capture add column salt uuid not null default gen_random_uuid();
create index epcis_master_of_capture on chain.epcis_master (authority_id, capture_id);

-- What ended before is put on record as it stands today, as 0150 did for events.
alter table chain.epcis_capture no force row level security;
alter table chain.epcis_master no force row level security;
alter table log.record no force row level security;
alter table log.unsealed no force row level security;
insert into log.record (authority_id, entry_id, party_id, record, salt, leaf)
  select said.authority_id, said.capture_id, said.holder_id, said.record, own.salt, sha256('\x00'::bytea || own.salt || convert_to(said.record, 'UTF8'))
  from (
    select c.authority_id, c.capture_id, c.holder_id,
      '{"capture":"' || c.capture_id || '","contentSha256":"' || encode(sha256(convert_to(jsonb_build_array(c.salt, c.actor_id, c.behaviour, c.media_type,
          c.document, c.standing, c.header, c.event_count, c.done_count, extract(epoch from c.created_at)::text, extract(epoch from c.finished_at)::text,
          c.success, c.errors, (
            select jsonb_agg(jsonb_build_array(m.row_id, m.holder_id, m.vocabulary, m.element_id, m.attributes, m.children) order by m.row_id)
            from chain.epcis_master as m where m.authority_id = c.authority_id and m.capture_id = c.capture_id))::text, 'UTF8')), 'hex')
        || '","holder":"par_' || c.holder_id || '","kind":"epcis-capture"}' as record
    from chain.epcis_capture as c
    where c.finished_at is not null) as said
  cross join lateral (
    select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt where said.capture_id is not null offset 0) as own;
insert into log.unsealed (authority_id, entry_id, leaf)
  select r.authority_id, r.entry_id, r.leaf
  from log.record as r
  join chain.epcis_capture as c on c.authority_id = r.authority_id and c.capture_id = r.entry_id;
alter table log.unsealed force row level security;
alter table log.record force row level security;
alter table chain.epcis_master force row level security;
alter table chain.epcis_capture force row level security;
