-- why: what a condition of an exemption limits for a year, or while it holds, is used up by acts and cannot be used twice. What was used stands in
-- an account of the ledger (ledger limit_mg, one for each condition and period), so that a taking back gives back and the proof covers it; the
-- limit itself stays in the register, and is asked here, when the account has been locked by moving it: two acts at once cannot pass it together.
grant create on schema chain, licensing to grein_door;
set local role grein_door;

-- As 0015 has it, and whether a condition of an exemption limits a quantity: who has none is not asked further.
create or replace function licensing.facts_for(p_authority uuid, p_parties uuid[], p_premises uuid[], p_all boolean) returns jsonb
  language sql stable security definer set search_path = ''
  return jsonb_build_object(
    'parties', (
      select coalesce(jsonb_agg(jsonb_build_object('partyId', p.party_id, 'kind', p.kind, 'name', p.name, 'country', p.country)), '[]')
      from licensing.party as p
      where p.authority_id = p_authority and platform.current_wall() in ('staff', 'holder')
        and ((p_all and platform.current_wall() = 'staff') or p.party_id = any (p_parties) or p.kind = 'authority'
          or p.party_id in (select s.party_id from licensing.premises as s where s.authority_id = p_authority and s.premises_id = any (p_premises)))),
    'premises', (
      select coalesce(jsonb_agg(jsonb_build_object('premisesId', s.premises_id, 'partyId', s.party_id, 'name', s.name,
        'from', lower(s.period), 'until', upper(s.period))), '[]')
      from licensing.premises as s
      where s.authority_id = p_authority and platform.current_wall() in ('staff', 'holder')
        and ((p_all and platform.current_wall() = 'staff') or s.premises_id = any (p_premises))),
    'exemptions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'exemptionId', e.exemption_id, 'number', case when own.is_open then e.number else '' end, 'holderId', e.holder_id, 'ground', e.ground, 'basis', e.basis,
        'withdrawnOn', e.withdrawn_on, 'from', lower(v.period), 'until', upper(v.period), 'scope', (
          select coalesce(jsonb_agg(jsonb_build_object('acts', c.acts, 'substances', c.substances, 'purposes', c.purposes,
            'premises', c.premises, 'maxStockMg', case when own.is_open then c.max_stock_mg::text end) order by c.line), '[]')
          from licensing.exemption_scope as c
          where c.authority_id = p_authority and c.exemption_id = v.exemption_id and c.period && v.period),
        'hasLimits', own.is_open and exists (
          select from licensing.exemption_limit as l
          where l.authority_id = p_authority and l.exemption_id = v.exemption_id and l.period && v.period))
        order by e.number, lower(v.period)), '[]')
      from licensing.exemption as e
      join licensing.exemption_version as v on v.authority_id = e.authority_id and v.exemption_id = e.exemption_id
      cross join lateral (
        select platform.current_wall() = 'staff' or e.holder_id is not distinct from platform.current_party() as is_open) as own
      where e.authority_id = p_authority and platform.current_wall() in ('staff', 'holder')
        and ((p_all and platform.current_wall() = 'staff') or e.holder_id = any (p_parties)
        or e.holder_id in (select s.party_id from licensing.premises as s where s.authority_id = p_authority and s.premises_id = any (p_premises)))));

-- What was used of each limit, after everything of a posting stands, is no more than the register says of the day of the act. Refuses with 23514
-- exemption_limit; its detail is the most, what it would become, the condition, the first day of the period and the day after its last (- for
-- none), the article, and the exemption's number.
create function chain.check_limits(p_authority uuid, p_rows jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_bad record;
begin
  select l.max_mg, b.amount, l.number, r."from", r.until, c.basis, x.number as exemption into v_bad
    from jsonb_to_recordset(p_rows) as r(event uuid, account uuid, exemption uuid, number smallint, "on" date, "from" date, until date)
    join chain.balance as b on b.authority_id = p_authority and b.account_id = r.account
    join licensing.exemption as x on x.authority_id = p_authority and x.exemption_id = r.exemption
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = r.exemption and l.number = r.number and l.period @> r."on"
    join licensing.exemption_condition as c
      on c.authority_id = p_authority and c.exemption_id = r.exemption and c.number = r.number and c.period @> r."on"
    where r.event = any (p_fresh) and b.amount > l.max_mg
    order by r.event, l.number
    limit 1;
  if found then
    raise exception 'more than a condition of the exemption allows' using errcode = '23514', constraint = 'exemption_limit',
      detail = concat_ws(' ', v_bad.max_mg, v_bad.amount, v_bad.number, v_bad."from", coalesce(v_bad.until::text, '-'), v_bad.basis, v_bad.exemption);
  end if;
end
$$;
revoke all on function chain.check_limits from public;

-- As 0036 has it, and limits. Balances stand already, and are locked, when this is called.
create or replace function chain.post_beside_of_places(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_came record;
begin
  perform chain.post_beside_of_mass(p_authority, p_posting, p_fresh);
  if p_posting ? 'ceilings' then
    select array_agg(r.holder) as holders, array_agg(r.premises) as premises, array_agg(r.exemption) as exemptions, array_agg(r.at) as ats
      into v_came
      from jsonb_to_recordset(p_posting -> 'ceilings') as r(event uuid, at timestamptz, holder uuid, premises uuid, exemption uuid)
      where r.event = any (p_fresh);
    if v_came.holders is not null then
      perform chain.check_ceilings(p_authority, v_came.holders, v_came.premises, v_came.exemptions, v_came.ats);
    end if;
  end if;
  if p_posting ? 'limits' then
    perform chain.check_limits(p_authority, p_posting -> 'limits', p_fresh);
  end if;
end
$$;
set local role grein_owner;
revoke create on schema chain, licensing from grein_door;
