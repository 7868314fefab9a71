-- why: a house without a demo has no registers until somebody brings them in, and registers go on: a name changes, premises close, an exemption
-- is withdrawn, or holds in another version from a day on. What was in force on a past day stays as it was: a version ends, and the next one
-- begins. Beside that: the inspectorate and the ministry are parties of their own, whose people may have roles of staff too.
alter table licensing.party add column is_official boolean not null default false;

grant update (name, kvk, is_official) on licensing.party to grein_door;
grant update (name, town, period) on licensing.premises to grein_door;
grant update (withdrawn_on) on licensing.exemption to grein_door;
grant update (period) on licensing.exemption_version, licensing.exemption_scope, licensing.exemption_condition,
  licensing.exemption_limit to grein_door;

grant create on schema licensing to grein_door;
set local role grein_door;

-- Brings the registers to what is said: new rows as `import_registers` takes them in, and of known ones the name, the trade register's number, the
-- town, the last day, the withdrawal and how long a version holds. An act that relies on an exemption waits for this, and this for the act.
create function licensing.keep_registers(p_authority uuid, p_rows jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform licensing.require_import(p_authority);
  -- Whoever shares an exemption with an act takes it first, in one order for everybody.
  perform from licensing.exemption as e
    where e.authority_id = p_authority and e.exemption_id in (
      select r.id from jsonb_to_recordset(p_rows -> 'exemptions') as r(id uuid))
    order by e.exemption_id for update;
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
revoke all on function licensing.keep_registers from public;
grant execute on function licensing.keep_registers to grein_app;
set local role grein_owner;
revoke create on schema licensing from grein_door;
