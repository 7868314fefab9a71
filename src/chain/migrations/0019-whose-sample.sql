-- why: a laboratory's figures travel with the batch to everyone who has it; which sample they were measured in is a batch of another's, and
-- no more told than any other. Only who has or had the sample hears its number.
grant create on schema chain to grein_door;
set local role grein_door;

-- Results as this reader may have them.
create function chain.for_reader(p_authority uuid, p_results jsonb) returns jsonb
  language sql stable set search_path = ''
  as $$
  select coalesce(jsonb_agg(case when chain.may_see_batch(p_authority, (r.result ->> 'sampleId')::uuid) then r.result
    else r.result || '{"sampleId": null}' end order by r.place), '[]')
  from jsonb_array_elements(p_results) with ordinality as r(result, place)
  $$;
revoke all on function chain.for_reader from public;

-- Everyone's way to the facts goes past the reader's wall; results_for comes this way too.
revoke execute on function chain.facts_for from grein_app;
alter function chain.facts_for(uuid, jsonb) rename to facts_of;
create function chain.facts_for(p_authority uuid, p_ask jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  v_facts constant jsonb := chain.facts_of(p_authority, p_ask);
begin
  if platform.current_wall() = 'staff' or not v_facts ? 'results' then
    return v_facts;
  end if;
  return v_facts || jsonb_build_object('results', chain.for_reader(p_authority, v_facts -> 'results'));
end
$$;
revoke all on function chain.facts_for from public;
grant execute on function chain.facts_for to grein_app;

-- As 0018 has it, for this reader.
create or replace function chain.measured_of(p_authority uuid, p_product text, p_max integer)
  returns table (batch_id uuid, name text, kind text, grower_id uuid, laboratory_id uuid, verdict text, decided_at timestamptz, results jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  return query
    select b.batch_id, b.name, b.kind, b.holder_id,
      case when platform.current_wall() = 'staff' or platform.current_party() in (b.holder_id, m.holder_id) then m.holder_id end,
      v.verdict, v.decided_at, chain.for_reader(p_authority, m.results)
    from chain.batch as b
    join lateral (
      select v.verdict, v.decided_at from chain.verdict as v
      where v.authority_id = b.authority_id and v.batch_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
      order by v.decided_at desc, v.event_id desc
      limit 1
    ) as v on true
    join lateral (
      select r.event_id, r.holder_id, r.tested_at, jsonb_agg(jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id,
        'analyte', r.analyte, 'value', r.value, 'unit', r.unit, 'of', r.measured_of, 'method', r.method,
        'uncertainty', r.uncertainty, 'testedAt', r.tested_at)) as results
      from chain.batch_edge as d
      join chain.batch as s on s.authority_id = d.authority_id and s.batch_id = d.child_id and s.kind = 'sample'
      join chain.result as r on r.authority_id = s.authority_id and r.sample_id = s.batch_id
      where d.authority_id = b.authority_id and d.parent_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id)
      group by r.event_id, r.holder_id, r.tested_at
      order by r.tested_at desc, r.event_id desc
      limit 1
    ) as m on true
    where b.authority_id = p_authority and b.product_code = p_product and chain.may_see_batch(p_authority, b.batch_id)
    order by m.tested_at desc, m.event_id desc
    limit p_max;
end
$$;

set local role grein_owner;
revoke create on schema chain from grein_door;
