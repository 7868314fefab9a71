-- why: a record of the log could be erased by a function that nothing called, and its erasure stood on the audit stream alone, which any edit reaches; so a
-- record nulled behind our back was told by nothing. These records hold opaque ids and hashes and no words of people, and no term asks for them to go: the
-- function goes, a record is written once like all else of the log, and the proof names each that is gone. The leaves of events are erased by chain, on record.
drop function log.erase_record(uuid, uuid, text);
drop trigger only_erased on log.record;
drop trigger written_once on log.record;
drop function log.refuse_all_but_erasure();
revoke update (record, salt) on log.record from grein_door;
create trigger written_once before update or delete or truncate on log.record
  for each statement execute function platform.refuse_change();
alter table log.record enable always trigger written_once;
