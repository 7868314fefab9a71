-- why: a condition may limit how much of a substance its holder grows, makes, imports or receives in a calendar year, or while the exemption holds.
-- In words alone nobody could count with it. What was used of it lies in the ledger (chain); here stands what it is: of what, by which acts,
-- in which period, how much.
create table licensing.exemption_limit (
  authority_id uuid      not null,
  exemption_id uuid      not null,
  period       daterange not null,
  number       smallint  not null, -- of the condition that sets it
  substance_id text      not null,
  product_code text,               -- null: every product of the substance
  acts         text[]    not null constraint exemption_limit_acts check (
    cardinality(acts) > 0 and acts <@ '{harvest,dry,extract,import,receive}'),
  per          text      not null constraint exemption_limit_per check (per in ('year', 'validity')),
  max_mg       bigint    not null constraint exemption_limit_max check (max_mg > 0),
  constraint exemption_limit_overlap primary key (authority_id, exemption_id, number, period without overlaps),
  constraint exemption_limit_condition foreign key (authority_id, exemption_id, number, period period)
    references licensing.exemption_condition (authority_id, exemption_id, number, period period)
);
alter table licensing.exemption_limit enable row level security, force row level security;
create policy exemption_limit_wall on licensing.exemption_limit for select to grein_app
  using (authority_id = (select platform.current_authority()) and exists (
    select from licensing.exemption as own
    where own.authority_id = exemption_limit.authority_id and own.exemption_id = exemption_limit.exemption_id));
create policy exemption_limit_door on licensing.exemption_limit to grein_door using (authority_id = (select platform.current_authority()));
grant select on licensing.exemption_limit to grein_app;
grant select, insert on licensing.exemption_limit to grein_door;

grant create on schema licensing to grein_door;
set local role grein_door;

-- Beside `import_registers`, after it: what is known already stays as it is.
create function licensing.import_limits(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, product_code, acts, per, max_mg)
    select p_authority, r.id, r.period, r.number, r."substanceId", r."productCode", r.acts, r.per, r."maxMassMg"
    from jsonb_to_recordset(p_rows) as r(id uuid, period daterange, number smallint, "substanceId" text, "productCode" text, acts text[],
      per text, "maxMassMg" bigint)
    where not exists (
      select from licensing.exemption_limit as l
      where l.authority_id = p_authority and l.exemption_id = r.id and l.period = r.period and l.number = r.number);
end
$$;
revoke all on function licensing.import_limits from public;
grant execute on function licensing.import_limits to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
