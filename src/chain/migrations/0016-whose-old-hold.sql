-- why: since 0010 a hold says whose stock it binds. What a holder had placed before that named nobody and so bound everyone who had
-- something of the batch. Whose hold it was stands in its event: it binds that holder, and only the authority's holds and recalls still
-- bind all. Done once here and not at each reading, where every rule would have to know it. What others received as held meanwhile stays
-- so until staff look at it: a hold and a lift of theirs set it free (into quarantine, where nobody knows what it was).
alter table chain.hold disable trigger hold_written_once;
-- Forced row-level security stops the owner too, and rightly; for this one statement it must see every authority's rows.
alter table chain.hold no force row level security;
alter table chain.event no force row level security;
alter table licensing.party no force row level security;

update chain.hold as h
  set holder_id = e.holder_id
  from chain.event as e
  join licensing.party as p on p.authority_id = e.authority_id and p.party_id = e.holder_id and p.kind <> 'authority'
  where e.authority_id = h.authority_id and e.event_id = h.event_id and h.holder_id is null and h.scope = 'batch';

alter table licensing.party force row level security;
alter table chain.event force row level security;
alter table chain.hold force row level security;
alter table chain.hold enable always trigger hold_written_once;
