-- why: what is charted of a product is what it is made for: of a powder its base. A batch of it was measured, decided on and yet on no chart.
grant create on schema chain to grein_door;
set local role grein_door;

-- As 0100 has it, with one content more.
create or replace function chain.measured_of(p_authority uuid, p_product text, p_max integer)
 returns TABLE(batch_id uuid, name text, kind text, grower_id uuid, laboratory_id uuid, verdict text, decided_at timestamptz, results jsonb)
  language plpgsql
  stable security definer
  set search_path = ''
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
      select (array_agg(r.event_id order by r.tested_at desc, r.event_id desc))[1] as event_id,
        (array_agg(r.holder_id order by r.tested_at desc, r.event_id desc))[1] as holder_id, max(r.tested_at) as tested_at,
        jsonb_agg(jsonb_build_object('eventId', r.event_id, 'sampleId', r.sample_id, 'analyte', r.analyte, 'value', r.value, 'unit', r.unit,
          'of', r.measured_of, 'method', r.method, 'uncertainty', r.uncertainty, 'testedAt', r.tested_at)
          order by r.tested_at desc, r.event_id desc) as results
      from chain.batch_edge as d
      join chain.batch as s on s.authority_id = d.authority_id and s.batch_id = d.child_id and s.kind = 'sample'
      join chain.result as r on r.authority_id = s.authority_id and r.sample_id = s.batch_id
      where d.authority_id = b.authority_id and d.parent_id = b.batch_id
        and not exists (select from chain.correction as c where c.authority_id = r.authority_id and c.corrects_id = r.event_id)
        -- The tests that measured what is charted; beside them stands what each measured with it.
        and exists (
          select from chain.result as content
          where content.authority_id = r.authority_id and content.sample_id = r.sample_id and content.event_id = r.event_id
            and content.analyte in ('total-thc', 'total-cbd', 'mdma-base'))
      having count(*) > 0
    ) as m on true
    where b.authority_id = p_authority and b.product_code = p_product and chain.may_see_batch(p_authority, b.batch_id)
    order by m.tested_at desc, m.event_id desc
    limit p_max;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
