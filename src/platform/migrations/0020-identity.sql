-- why: who is logged in is the house's own knowledge, kept where "log out everywhere" can reach it. Of every secret only the
-- SHA-256 is here, so that a copy of the database logs nobody in. The wall is the staff wall: a holder's or the public's
-- transaction sees none of these tables; identity itself reads them as the house.
create table platform.person (
  authority_id uuid        not null,
  user_id      uuid        not null,
  issuer       text        not null, -- who vouches for the subject; 'demo' for the broker inside
  subject      text        not null, -- pseudonymous, as the issuer gives it
  name         text        not null constraint person_name check (length(name) between 1 and 120),
  seen_at      timestamptz not null,
  constraint person_key primary key (authority_id, user_id),
  constraint person_subject unique (authority_id, issuer, subject)
);

create table platform.login_attempt (
  authority_id   uuid        not null,
  state_sha256   bytea       not null,
  browser_sha256 bytea       not null, -- the browser that began is the one that must come back
  nonce          text        not null,
  code_verifier  text        not null,
  return_to      text        not null,
  expires_at     timestamptz not null,
  constraint login_attempt_key primary key (authority_id, state_sha256)
);
create index login_attempt_age on platform.login_attempt (authority_id, expires_at);

create table platform.session (
  authority_id          uuid        not null,
  session_id            uuid        not null,
  token_sha256          bytea       not null,
  previous_token_sha256 bytea, -- for requests that were on their way when the token changed
  rotated_at            timestamptz,
  csrf_token            text        not null,
  user_id               uuid        not null,
  party_id              uuid,
  party_name            text,
  roles                 text[]      not null,
  wall                  text        not null constraint session_wall check (wall in ('staff', 'holder', 'public')),
  assurance             text        not null constraint session_assurance check (assurance in ('low', 'substantial', 'high')),
  agent                 text        not null,
  id_token              text, -- the issuer wants it back to log out there
  started_at            timestamptz not null,
  last_seen_at          timestamptz not null,
  expires_at            timestamptz not null,
  stepped_up_at         timestamptz,
  ended_at              timestamptz,
  constraint session_key primary key (authority_id, session_id),
  constraint session_token unique (authority_id, token_sha256),
  constraint session_person foreign key (authority_id, user_id) references platform.person (authority_id, user_id),
  constraint session_ends_once check (ended_at is null or ended_at >= started_at)
);
create index session_previous_token on platform.session (authority_id, previous_token_sha256)
  where previous_token_sha256 is not null;
create index session_of_person on platform.session (authority_id, user_id, started_at);

create table platform.passkey (
  authority_id  uuid        not null,
  credential_id text        not null, -- base64url, as browsers write it
  user_id       uuid        not null,
  public_key    bytea       not null,
  counter       bigint      not null constraint passkey_counter check (counter >= 0),
  transports    text[]      not null,
  name          text        not null constraint passkey_name check (length(name) between 1 and 60),
  is_synced     boolean     not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz,
  constraint passkey_key primary key (authority_id, credential_id),
  constraint passkey_person foreign key (authority_id, user_id) references platform.person (authority_id, user_id)
);
create index passkey_of_person on platform.passkey (authority_id, user_id);

-- One at a time for each session and purpose; reading it deletes it.
create table platform.passkey_challenge (
  authority_id uuid        not null,
  session_id   uuid        not null,
  purpose      text        not null constraint passkey_challenge_purpose check (purpose in ('enrol', 'confirm')),
  challenge    text        not null,
  expires_at   timestamptz not null,
  constraint passkey_challenge_key primary key (authority_id, session_id, purpose),
  constraint passkey_challenge_session foreign key (authority_id, session_id)
    references platform.session (authority_id, session_id) on delete cascade
);

alter table platform.person enable row level security, force row level security;
alter table platform.login_attempt enable row level security, force row level security;
alter table platform.session enable row level security, force row level security;
alter table platform.passkey enable row level security, force row level security;
alter table platform.passkey_challenge enable row level security, force row level security;

create policy person_house on platform.person to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy login_attempt_house on platform.login_attempt to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy session_house on platform.session to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
-- An ended session is kept for a while, so that a person can see where they were logged in; then it must go.
create policy session_term on platform.session as restrictive for delete to grein_app
  using (expires_at < clock_timestamp() - interval '30 days');
create policy passkey_house on platform.passkey to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy passkey_challenge_house on platform.passkey_challenge to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');

grant select, insert on platform.person to grein_app;
grant update (name, seen_at) on platform.person to grein_app;
grant select, insert, delete on platform.login_attempt to grein_app;
grant select, insert, delete on platform.session to grein_app;
grant update (token_sha256, previous_token_sha256, rotated_at, last_seen_at, stepped_up_at, ended_at, id_token)
  on platform.session to grein_app;
grant select, insert, delete on platform.passkey to grein_app;
grant update (counter, last_used_at) on platform.passkey to grein_app;
grant select, insert, delete on platform.passkey_challenge to grein_app;
grant update (challenge, expires_at) on platform.passkey_challenge to grein_app;
