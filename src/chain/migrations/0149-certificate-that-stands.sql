-- why: a version of a certificate stands as long as its own release. Before that was so, the withdrawal of one wrote the whole certificate down as withdrawn, and
-- a step is written once; the page of a batch showed that last word, where the certificate itself rightly says that an earlier version stands. The state is
-- told from the versions now.
grant create on schema chain to grein_door;
set local role grein_door;
create or replace function chain.certificates_for(p_authority uuid, p_batch uuid) returns table (number text, batch_id uuid, state text, step_id uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.number, t.batch_id, case when s.stands then 'issued' else 'withdrawn' end, s.step_id
    from chain.ancestors(p_authority, p_batch) as up
    join chain.quality_thread as t on t.authority_id = p_authority and t.batch_id = up and t.kind = 'certificate'
    cross join lateral (
      select exists (select one.version from unnest(told.versions, told.kinds) as one (version, kind)
          group by one.version having bool_and(one.kind = 'issued')) as stands, told.step_id
      from (
        select array_agg(one.record::jsonb -> 'content' -> 'certificate' -> 'version') as versions, array_agg(one.kind) as kinds,
          (array_agg(one.step_id order by one.step desc))[1] as step_id
        from chain.quality_step as one
        where one.authority_id = p_authority and one.thread_id = t.thread_id) as told) as s
    order by t.batch_id = p_batch desc, t.opened_at desc;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
