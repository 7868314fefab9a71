-- why: every act of the chain asks who someone is, where, and under which exemption on that day; the database keeps those
-- answers apart in time, behind the wall of the authority and of the holder.
create schema licensing;
grant usage on schema licensing to grein_app, grein_door;

create table licensing.party (
  authority_id uuid not null,
  party_id     uuid not null,
  kind         text not null constraint party_kind check (kind in (
    'authority', 'grower', 'laboratory', 'irradiator', 'packer', 'wholesaler', 'pharmacy', 'institution', 'foreign-buyer')),
  name         text not null,
  kvk          text,
  gln          text,
  country      text not null constraint party_country check (country ~ '^[A-Z]{2}$'),
  constraint party_key primary key (authority_id, party_id)
);
create index party_name on licensing.party (authority_id, lower(name), party_id);

create table licensing.premises (
  authority_id uuid      not null,
  premises_id  uuid      not null,
  party_id     uuid      not null,
  name         text      not null,
  gln          text,
  town         text      not null,
  country      text      not null constraint premises_country check (country ~ '^[A-Z]{2}$'),
  period       daterange not null constraint premises_period check (not isempty(period) and lower(period) is not null),
  constraint premises_key primary key (authority_id, premises_id),
  constraint premises_party foreign key (authority_id, party_id) references licensing.party
);
create index premises_of_party on licensing.premises (authority_id, party_id);

create table licensing.exemption (
  authority_id uuid   not null,
  exemption_id uuid   not null,
  number       text   not null,
  holder_id    uuid   not null,
  ground       text   not null,
  basis        text[] not null,
  withdrawn_on date,
  constraint exemption_key primary key (authority_id, exemption_id),
  constraint exemption_number unique (authority_id, number),
  constraint exemption_holder foreign key (authority_id, holder_id) references licensing.party
);
create index exemption_of_holder on licensing.exemption (authority_id, holder_id);

-- On any day an exemption has one version of its conditions; the database refuses a second.
create table licensing.exemption_version (
  authority_id uuid      not null,
  exemption_id uuid      not null,
  period       daterange not null constraint exemption_version_period check (not isempty(period) and lower(period) is not null),
  constraint exemption_version_overlap primary key (authority_id, exemption_id, period without overlaps),
  constraint exemption_version_exemption foreign key (authority_id, exemption_id) references licensing.exemption
);

create table licensing.exemption_scope (
  authority_id uuid      not null,
  exemption_id uuid      not null,
  period       daterange not null,
  line         smallint  not null,
  acts         text[]    not null constraint exemption_scope_acts check (cardinality(acts) > 0),
  substances   jsonb     not null, -- [{substanceId, list}]
  purposes     text[]    not null,
  premises     uuid[]    not null, -- empty: every premises of the holder
  max_stock_mg bigint    constraint exemption_scope_max check (max_stock_mg > 0),
  constraint exemption_scope_overlap primary key (authority_id, exemption_id, line, period without overlaps),
  constraint exemption_scope_version foreign key (authority_id, exemption_id, period period)
    references licensing.exemption_version (authority_id, exemption_id, period period)
);

create table licensing.exemption_condition (
  authority_id uuid      not null,
  exemption_id uuid      not null,
  period       daterange not null,
  number       smallint  not null,
  nl           text      not null,
  en           text      not null,
  basis        text      not null,
  constraint exemption_condition_overlap primary key (authority_id, exemption_id, number, period without overlaps),
  constraint exemption_condition_version foreign key (authority_id, exemption_id, period period)
    references licensing.exemption_version (authority_id, exemption_id, period period)
);

-- While an administrator holds it open, history may be brought in: registers seeded, events with an old day.
create table licensing.import_window (
  authority_id uuid        not null,
  opened_at    timestamptz not null default clock_timestamp(),
  open_until   timestamptz not null,
  constraint import_window_key primary key (authority_id)
);

-- ── Walls ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table licensing.party enable row level security, force row level security;
alter table licensing.premises enable row level security, force row level security;
alter table licensing.exemption enable row level security, force row level security;
alter table licensing.exemption_version enable row level security, force row level security;
alter table licensing.exemption_scope enable row level security, force row level security;
alter table licensing.exemption_condition enable row level security, force row level security;
alter table licensing.import_window enable row level security, force row level security;

-- Who deals with whom must know each other by name: parties and premises are visible to everyone who is logged in.
create policy party_wall on licensing.party for select to grein_app
  using (authority_id = (select platform.current_authority()) and (select platform.current_wall()) in ('staff', 'holder'));
create policy premises_wall on licensing.premises for select to grein_app
  using (authority_id = (select platform.current_authority()) and (select platform.current_wall()) in ('staff', 'holder'));
create policy exemption_wall on licensing.exemption for select to grein_app
  using (authority_id = (select platform.current_authority())
    and ((select platform.current_wall()) = 'staff' or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy exemption_version_wall on licensing.exemption_version for select to grein_app
  using (authority_id = (select platform.current_authority()) and exists (
    select from licensing.exemption as own
    where own.authority_id = exemption_version.authority_id and own.exemption_id = exemption_version.exemption_id));
create policy exemption_scope_wall on licensing.exemption_scope for select to grein_app
  using (authority_id = (select platform.current_authority()) and exists (
    select from licensing.exemption as own
    where own.authority_id = exemption_scope.authority_id and own.exemption_id = exemption_scope.exemption_id));
create policy exemption_condition_wall on licensing.exemption_condition for select to grein_app
  using (authority_id = (select platform.current_authority()) and exists (
    select from licensing.exemption as own
    where own.authority_id = exemption_condition.authority_id and own.exemption_id = exemption_condition.exemption_id));

create policy party_door on licensing.party to grein_door using (authority_id = (select platform.current_authority()));
create policy premises_door on licensing.premises to grein_door using (authority_id = (select platform.current_authority()));
create policy exemption_door on licensing.exemption to grein_door using (authority_id = (select platform.current_authority()));
create policy exemption_version_door on licensing.exemption_version to grein_door using (authority_id = (select platform.current_authority()));
create policy exemption_scope_door on licensing.exemption_scope to grein_door using (authority_id = (select platform.current_authority()));
create policy exemption_condition_door on licensing.exemption_condition to grein_door using (authority_id = (select platform.current_authority()));
create policy import_window_door on licensing.import_window for select to grein_door using (authority_id = (select platform.current_authority()));
create policy import_window_owner on licensing.import_window to grein_owner using (authority_id = (select platform.current_authority()));

grant select on licensing.party, licensing.premises, licensing.exemption, licensing.exemption_version,
  licensing.exemption_scope, licensing.exemption_condition to grein_app;
grant select, insert on licensing.party, licensing.premises, licensing.exemption, licensing.exemption_version,
  licensing.exemption_scope, licensing.exemption_condition to grein_door;
grant select on licensing.import_window to grein_door;
-- `for share` asks for the right to update one column; nothing in the door uses it otherwise.
grant update (exemption_id) on licensing.exemption, licensing.exemption_version to grein_door;

-- ── Doors ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
grant create on schema licensing to grein_door;
set local role grein_door;

-- What a decision needs to know of these parties and premises, whoever is asking: the law asks it, no screen shows it.
create function licensing.facts_for(p_authority uuid, p_parties uuid[], p_premises uuid[], p_all boolean) returns jsonb
  language sql stable security definer set search_path = ''
  return jsonb_build_object(
    'parties', (
      select coalesce(jsonb_agg(jsonb_build_object('partyId', p.party_id, 'kind', p.kind, 'name', p.name, 'country', p.country)), '[]')
      from licensing.party as p
      where p.authority_id = p_authority
        and (p_all or p.party_id = any (p_parties) or p.kind = 'authority'
          or p.party_id in (select s.party_id from licensing.premises as s where s.authority_id = p_authority and s.premises_id = any (p_premises)))),
    'premises', (
      select coalesce(jsonb_agg(jsonb_build_object('premisesId', s.premises_id, 'partyId', s.party_id, 'name', s.name,
        'from', lower(s.period), 'until', upper(s.period))), '[]')
      from licensing.premises as s
      where s.authority_id = p_authority and (p_all or s.premises_id = any (p_premises))),
    'exemptions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'exemptionId', e.exemption_id, 'number', e.number, 'holderId', e.holder_id, 'ground', e.ground, 'basis', e.basis,
        'withdrawnOn', e.withdrawn_on, 'from', lower(v.period), 'until', upper(v.period), 'scope', (
          select coalesce(jsonb_agg(jsonb_build_object('acts', c.acts, 'substances', c.substances, 'purposes', c.purposes,
            'premises', c.premises, 'maxStockMg', c.max_stock_mg::text) order by c.line), '[]')
          from licensing.exemption_scope as c
          where c.authority_id = p_authority and c.exemption_id = v.exemption_id and c.period && v.period))
        order by e.number, lower(v.period)), '[]')
      from licensing.exemption as e
      join licensing.exemption_version as v on v.authority_id = e.authority_id and v.exemption_id = e.exemption_id
      where e.authority_id = p_authority and (p_all or e.holder_id = any (p_parties)
        or e.holder_id in (select s.party_id from licensing.premises as s where s.authority_id = p_authority and s.premises_id = any (p_premises)))));

create function licensing.require_import(p_authority uuid) returns void
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not exists (
    select from licensing.import_window as w
    where w.authority_id = p_authority and w.open_until > clock_timestamp()
  ) then
    raise exception 'no import is open for this authority' using errcode = '42501', constraint = 'import_closed';
  end if;
end
$$;

-- Brings in registers kept elsewhere. What is known already stays as it is: the same rows again change nothing.
create function licensing.import_registers(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  insert into licensing.party (authority_id, party_id, kind, name, kvk, gln, country)
    select p_authority, r.id, r.kind, r.name, r.kvk, r.gln, r.country
    from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, kind text, name text, kvk text, gln text, country text)
    on conflict on constraint party_key do nothing;
  insert into licensing.premises (authority_id, premises_id, party_id, name, gln, town, country, period)
    select p_authority, r.id, r.party, r.name, r.gln, r.town, r.country, r.period
    from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, party uuid, name text, gln text, town text, country text, period daterange)
    on conflict on constraint premises_key do nothing;
  insert into licensing.exemption (authority_id, exemption_id, number, holder_id, ground, basis, withdrawn_on)
    select p_authority, r.id, r.number, r.holder, r.ground, r.basis, r.withdrawn
    from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid, number text, holder uuid, ground text, basis text[], withdrawn date)
    on conflict on constraint exemption_key do nothing;
  insert into licensing.exemption_version (authority_id, exemption_id, period)
    select p_authority, r.id, r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where not exists (
      select from licensing.exemption_version as v where v.authority_id = p_authority and v.exemption_id = r.id and v.period = r.period);
  insert into licensing.exemption_scope (authority_id, exemption_id, period, line, acts, substances, purposes, premises, max_stock_mg)
    select p_authority, r.id, r.period, r.line, r.acts, r.substances, r.purposes, r.premises, r."maxStockMg"
    from jsonb_to_recordset(p_rows -> 'scopes') as r(id uuid, period daterange, line smallint, acts text[], substances jsonb,
      purposes text[], premises uuid[], "maxStockMg" bigint)
    where not exists (
      select from licensing.exemption_scope as c
      where c.authority_id = p_authority and c.exemption_id = r.id and c.period = r.period and c.line = r.line);
  insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
    select p_authority, r.id, r.period, r.number, r.nl, r.en, r.basis
    from jsonb_to_recordset(p_rows -> 'conditions') as r(id uuid, period daterange, number smallint, nl text, en text, basis text)
    where not exists (
      select from licensing.exemption_condition as c
      where c.authority_id = p_authority and c.exemption_id = r.id and c.period = r.period and c.number = r.number);
end
$$;

revoke all on function licensing.facts_for, licensing.require_import, licensing.import_registers from public;
grant execute on function licensing.facts_for, licensing.import_registers to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
