-- why: a program proves itself with its own key and never holds a shared secret; each proof counts once, and what it gets is a
-- short-lived token of which only the SHA-256 is kept. A party withdraws a client and its tokens end with it.
create table platform.machine_client (
  authority_id uuid        not null,
  client_id    uuid        not null,
  party_id     uuid        not null,
  name         text        not null constraint machine_client_name check (length(name) between 1 and 60),
  jwks         jsonb       not null, -- public keys alone
  roles        text[]      not null,
  scopes       text[]      not null,
  created_at   timestamptz not null,
  withdrawn_at timestamptz,
  constraint machine_client_key primary key (authority_id, client_id)
);
create index machine_client_of_party on platform.machine_client (authority_id, party_id);

create table platform.client_assertion (
  authority_id uuid        not null,
  client_id    uuid        not null,
  jti_sha256   bytea       not null,
  expires_at   timestamptz not null,
  constraint client_assertion_once primary key (authority_id, client_id, jti_sha256),
  constraint client_assertion_client foreign key (authority_id, client_id)
    references platform.machine_client (authority_id, client_id)
);
create index client_assertion_age on platform.client_assertion (authority_id, expires_at);

create table platform.access_token (
  authority_id uuid        not null,
  token_sha256 bytea       not null,
  client_id    uuid        not null,
  scopes       text[]      not null,
  expires_at   timestamptz not null,
  constraint access_token_key primary key (authority_id, token_sha256),
  constraint access_token_client foreign key (authority_id, client_id)
    references platform.machine_client (authority_id, client_id)
);
create index access_token_age on platform.access_token (authority_id, expires_at);

alter table platform.machine_client enable row level security, force row level security;
alter table platform.client_assertion enable row level security, force row level security;
alter table platform.access_token enable row level security, force row level security;

create policy machine_client_house on platform.machine_client to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy client_assertion_house on platform.client_assertion to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');
create policy access_token_house on platform.access_token to grein_app
  using (authority_id = platform.current_authority() and platform.current_wall() = 'staff');

grant select, insert on platform.machine_client to grein_app;
grant update (withdrawn_at) on platform.machine_client to grein_app;
grant select, insert, delete on platform.client_assertion to grein_app;
grant select, insert, delete on platform.access_token to grein_app;
