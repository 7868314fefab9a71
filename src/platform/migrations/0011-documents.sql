-- why: a certificate or a letter belongs to what happened; its bytes lie in the data folder under their own hash, and here stands what
-- they are, whose, and about what. The hash goes into the transparency log, so an exchanged file is found.
create table platform.document (
  authority_id uuid        not null,
  document_id  uuid        not null,
  party_ids    uuid[]      not null,   -- who may see it, beside staff
  subject_kind text        constraint document_subject_kind check (subject_kind ~ '^[a-z][a-z-]{1,30}$'),
  subject_id   uuid,                   -- what it is about: a batch, an exemption
  file_name    text        not null constraint document_file_name check (length(file_name) between 1 and 200),
  media_type   text        not null constraint document_media_type check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size         bigint      not null constraint document_size check (size > 0),
  sha256       bytea       not null constraint document_sha256 check (octet_length(sha256) = 32),
  stored_at    timestamptz not null default clock_timestamp(),
  user_id      uuid,
  client_id    uuid,
  constraint document_subject check ((subject_kind is null) = (subject_id is null)),
  constraint document_key primary key (authority_id, document_id)
);
create index document_about on platform.document (authority_id, subject_kind, subject_id, document_id);

alter table platform.document enable row level security, force row level security;
create policy reader on platform.document for select
  using (
    authority_id = platform.current_authority()
    and (platform.current_wall() = 'staff'
         or platform.current_wall() = 'holder' and platform.current_party() = any (party_ids))
  );
-- A holder may hand in only what it can see itself afterwards.
create policy writer on platform.document for insert
  with check (
    authority_id = platform.current_authority()
    and (platform.current_wall() = 'staff'
         or platform.current_wall() = 'holder' and platform.current_party() = any (party_ids))
  );
grant select, insert on platform.document to grein_app;

create trigger written_once before update or delete or truncate on platform.document
  for each statement execute function platform.refuse_change();
alter table platform.document enable always trigger written_once;
