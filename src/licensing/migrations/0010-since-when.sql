-- why: since when a limit is known could not be told, so what was done before that in its period was counted by nobody. And whoever keeps registers while
-- acts are written takes what they share in the order in which they do: exemptions, premises, parties; a limit is registered under its exemption's lock.
alter table licensing.exemption_limit add column registered_at timestamptz not null default clock_timestamp();

grant create on schema licensing to grein_door;
set local role grein_door;

-- As 0008 has it; it waits for acts under those exemptions, and they for this.
create or replace function licensing.import_limits(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  perform from licensing.exemption as e
    where e.authority_id = p_authority and e.exemption_id in (select r.id from jsonb_to_recordset(p_rows) as r(id uuid))
    order by e.exemption_id for update;
  insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, product_code, acts, per, max_mg)
    select p_authority, r.id, r.period, r.number, r."substanceId", r."productCode", r.acts, r.per, r."maxMassMg"
    from jsonb_to_recordset(p_rows) as r(id uuid, period daterange, number smallint, "substanceId" text, "productCode" text, acts text[],
      per text, "maxMassMg" bigint)
    where not exists (
      select from licensing.exemption_limit as l
      where l.authority_id = p_authority and l.exemption_id = r.id and l.period = r.period and l.number = r.number);
end
$$;

-- As 0009 has it, in one order.
create or replace function licensing.keep_registers(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  -- Whoever shares a register with an act takes it first, in one order for everybody: exemptions, premises, parties.
  perform from licensing.exemption as e
    where e.authority_id = p_authority and e.exemption_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid))
    order by e.exemption_id for update;
  perform from licensing.premises as s
    where s.authority_id = p_authority and s.premises_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid))
    order by s.premises_id for no key update;
  perform from licensing.party as p
    where p.authority_id = p_authority and p.party_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid))
    order by p.party_id for no key update;
  -- What a version holds lies within its days: it is shortened before the version and lengthened after it.
  update licensing.exemption_limit as l set period = l.period * r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where l.authority_id = p_authority and l.exemption_id = r.id and lower(l.period) = lower(r.period) and not l.period <@ r.period;
  update licensing.exemption_condition as c set period = c.period * r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and not c.period <@ r.period;
  update licensing.exemption_scope as c set period = c.period * r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and not c.period <@ r.period;
  update licensing.exemption_version as v set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where v.authority_id = p_authority and v.exemption_id = r.id and lower(v.period) = lower(r.period) and v.period <> r.period;
  update licensing.exemption_scope as c set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and c.period <> r.period;
  update licensing.exemption_condition as c set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where c.authority_id = p_authority and c.exemption_id = r.id and lower(c.period) = lower(r.period) and c.period <> r.period;
  update licensing.exemption_limit as l set period = r.period
    from jsonb_to_recordset(p_rows -> 'versions') as r(id uuid, period daterange)
    where l.authority_id = p_authority and l.exemption_id = r.id and lower(l.period) = lower(r.period) and l.period <> r.period;
  perform licensing.import_registers(p_authority, p_rows);
  perform licensing.import_limits(p_authority, p_rows -> 'limits');
  update licensing.party as p set name = r.name, kvk = r.kvk, is_official = r."isOfficial"
    from jsonb_to_recordset(p_rows -> 'parties') as r(id uuid, name text, kvk text, "isOfficial" boolean)
    where p.authority_id = p_authority and p.party_id = r.id
      and (p.name, p.kvk, p.is_official) is distinct from (r.name, r.kvk, r."isOfficial");
  update licensing.premises as s set name = r.name, town = r.town, period = r.period
    from jsonb_to_recordset(p_rows -> 'premises') as r(id uuid, name text, town text, period daterange)
    where s.authority_id = p_authority and s.premises_id = r.id
      and (s.name, s.town, s.period) is distinct from (r.name, r.town, r.period);
  update licensing.exemption as e set withdrawn_on = r.withdrawn
    from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid, withdrawn date)
    where e.authority_id = p_authority and e.exemption_id = r.id and e.withdrawn_on is distinct from r.withdrawn;
end
$$;
set local role grein_owner;
revoke create on schema licensing from grein_door;
