-- why: where a definition or an article leaves room, a named chemist or lawyer reads it; later answers cite that reading, so it is
-- written once, by somebody who had just shown a passkey, and its leaf stands in the log. A mistake is mended by a record that follows.
create table licensing.expert_decision (
  authority_id  uuid        not null,
  decision_id   uuid        not null,
  number        text        not null,
  kind          text        not null constraint expert_decision_kind check (kind in ('decision', 'withdrawal')),
  follows_id    uuid,                  -- the record this one replaces or withdraws
  subject_kind  text        not null constraint expert_decision_subject check (subject_kind in ('finding', 'reading')),
  about         text,                  -- of a finding: group:fenethylaminen, named:ghb
  says          text        constraint expert_decision_says check (says in ('in', 'out')),
  reading_id    text,                  -- of a reading of doubtful law: its id in the corpus
  accepts       boolean,
  substance_id  text,
  inchi_key     text        constraint expert_decision_inchi_key check (inchi_key ~ '^[A-Z]{14}-[A-Z]{10}-[A-Z]$'),
  smiles        text,
  period        daterange   not null constraint expert_decision_period check (not isempty(period) and lower(period) is not null),
  question      text        not null,
  conclusion    text        not null,
  grounds       text        not null,
  basis         text[]      not null,
  expert_name   text        not null,  -- professional data: who answers for the reading is part of it
  profession    text        not null constraint expert_decision_profession check (profession in ('chemist', 'lawyer')),
  organisation  text        not null,
  documents     jsonb       not null,  -- [{documentId, sha256}]
  decided_on    date        not null,  -- the legal day on which it became known
  decided_at    timestamptz not null,
  user_id       uuid        not null,
  stepped_up_at timestamptz not null,
  record        text        not null constraint expert_decision_record_length check (octet_length(record) <= 65503),
  salt          bytea       not null constraint expert_decision_salt check (octet_length(salt) = 32),
  leaf          bytea       not null,
  constraint expert_decision_key primary key (authority_id, decision_id),
  constraint expert_decision_number unique (authority_id, number),
  constraint expert_decision_follows unique (authority_id, follows_id),
  constraint expert_decision_followed foreign key (authority_id, follows_id) references licensing.expert_decision,
  constraint expert_decision_withdraws check (kind = 'decision' or follows_id is not null),
  constraint expert_decision_finding check ((subject_kind = 'finding') = (about is not null and says is not null)),
  constraint expert_decision_of_what check (subject_kind = 'reading' or substance_id is not null or inchi_key is not null),
  constraint expert_decision_reading check ((subject_kind = 'reading') = (reading_id is not null and accepts is not null)),
  constraint expert_decision_structure check ((inchi_key is null) = (smiles is null)),
  constraint expert_decision_passkey check (stepped_up_at <= decided_at and decided_at < stepped_up_at + interval '10 minutes'),
  constraint expert_decision_leaf check (leaf = sha256('\x00'::bytea || salt || convert_to(record, 'UTF8')))
);
create index expert_decision_newest on licensing.expert_decision (authority_id, decided_at, decision_id);
create index expert_decision_structure_key on licensing.expert_decision (authority_id, inchi_key) where inchi_key is not null;
create index expert_decision_substance on licensing.expert_decision (authority_id, substance_id) where substance_id is not null;

alter table licensing.expert_decision enable row level security, force row level security;
-- Public: the law's own readings are for everyone, as the law is.
create policy expert_decision_wall on licensing.expert_decision for select to grein_app
  using (authority_id = (select platform.current_authority()));
create policy expert_decision_door on licensing.expert_decision to grein_door
  using (authority_id = (select platform.current_authority()));
grant select on licensing.expert_decision to grein_app;
grant select, insert on licensing.expert_decision to grein_door;

create trigger written_once before update or delete or truncate on licensing.expert_decision
  for each statement execute function platform.refuse_change();
alter table licensing.expert_decision enable always trigger written_once;

grant create on schema licensing to grein_door;
set local role grein_door;

-- The next number of a year; whoever comes second waits until the first is done.
create function licensing.next_expert_number(p_authority uuid, p_year integer) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_last integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('licensing.expert_decision ' || p_authority, 0));
  select max(split_part(number, '-', 3)::integer) into v_last
    from licensing.expert_decision
    where authority_id = p_authority and number like 'D-' || p_year || '-%';
  return 'D-' || p_year || '-' || lpad((coalesce(v_last, 0) + 1)::text, 4, '0');
end
$$;

-- Writes one decision and queues its leaf. Staff alone, and for their own authority.
create function licensing.record_expert_decision(p_authority uuid, p_row jsonb, p_salt bytea, p_leaf bytea) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if platform.current_wall() <> 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'an expert decision is recorded by staff of the authority' using errcode = '42501';
  end if;
  insert into licensing.expert_decision (
    authority_id, decision_id, number, kind, follows_id, subject_kind, about, says, reading_id, accepts, substance_id, inchi_key,
    smiles, period, question, conclusion, grounds, basis, expert_name, profession, organisation, documents, decided_on, decided_at,
    user_id, stepped_up_at, record, salt, leaf)
  select p_authority, r.id, r.number, r.kind, r.follows, r."subjectKind", r.about, r.says, r."readingId", r.accepts, r."substanceId",
    r."inchiKey", r.smiles, r.period, r.question, r.conclusion, r.grounds, r.basis, r."expertName", r.profession, r.organisation,
    r.documents, r."decidedOn", r."decidedAt", r."userId", r."steppedUpAt", r.record, p_salt, p_leaf
  from jsonb_to_record(p_row) as r(
    id uuid, number text, kind text, follows uuid, "subjectKind" text, about text, says text, "readingId" text, accepts boolean,
    "substanceId" text, "inchiKey" text, smiles text, period daterange, question text, conclusion text, grounds text, basis text[],
    "expertName" text, profession text, organisation text, documents jsonb, "decidedOn" date, "decidedAt" timestamptz,
    "userId" uuid, "steppedUpAt" timestamptz, record text);
  insert into log.unsealed (authority_id, entry_id, leaf)
  select p_authority, (p_row ->> 'id')::uuid, p_leaf;
end
$$;

revoke all on function licensing.next_expert_number, licensing.record_expert_decision from public;
grant execute on function licensing.next_expert_number, licensing.record_expert_decision to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
