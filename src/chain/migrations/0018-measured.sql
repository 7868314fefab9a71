-- why: whether a product stays the same over the years is asked of all its decided batches at once. Staff and whoever has or had a batch
-- may see what was measured in it; a laboratory's row is its own, so one function hands out those of the reader's batches.
grant create on schema chain to grein_door;
set local role grein_door;

-- The last verdict and the last measurement of each batch of a product; corrected ones do not count. Newest first, at most p_max.
-- Who measured is told to staff, to the grower who sent the sample, and to the laboratory itself.
create function chain.measured_of(p_authority uuid, p_product text, p_max integer)
  returns table (batch_id uuid, name text, kind text, grower_id uuid, laboratory_id uuid, verdict text, decided_at timestamptz, results jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  return query
    select b.batch_id, b.name, b.kind, b.holder_id,
      case when platform.current_wall() = 'staff' or platform.current_party() in (b.holder_id, m.holder_id) then m.holder_id end,
      v.verdict, v.decided_at, m.results
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

revoke all on function chain.measured_of from public;
grant execute on function chain.measured_of to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
