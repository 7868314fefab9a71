-- why: what is captured as EPCIS is kept in the database itself and fills the disk as documents do, and so do many tiny ones: a row, a leaf and a
-- file each. One count for each sender, day and what is stored, of bytes and of pieces.
alter table platform.document_day rename to stored_day;
alter table platform.stored_day rename constraint document_day_size to stored_day_size;
alter policy document_day_own on platform.stored_day rename to stored_day_own;
alter table platform.stored_day
  add column what   text   not null default 'document' constraint stored_day_what check (what in ('document', 'capture')),
  add column pieces bigint not null default 1 constraint stored_day_pieces check (pieces > 0);
alter table platform.stored_day
  alter column what drop default,
  alter column pieces drop default,
  drop constraint document_day_key,
  add constraint stored_day_key primary key (authority_id, sender, what, stored_on);
grant update (pieces) on platform.stored_day to grein_app;
