-- why: a stability study is a thread of quality like the others, and its figures are not the batch's. An order that draws one of its points
-- does not hold up a release; what it finds raises a signal at once, by the laboratory that found it; and how long a product keeps by its
-- study must be known to whoever packs or releases it.
grant create on schema chain to grein_door;
set local role grein_door;

-- As 0045 has it, without the orders of a study: what stands in a chamber is not what waits for release. Its cases do count.
create or replace function chain.quality_of(p_authority uuid, p_batch uuid) returns table (thread_id uuid, kind text, number text, state text)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.thread_id, t.kind, t.number, (
      select s.state from chain.quality_step as s
      where s.authority_id = p_authority and s.thread_id = t.thread_id order by s.step desc limit 1)
    from chain.ancestors(p_authority, p_batch) as up
    join chain.quality_thread as t on t.authority_id = p_authority and t.batch_id = up
    where t.kind in ('order', 'case') and not exists (
      select from chain.quality_thread as study
      where study.authority_id = p_authority and study.thread_id = t.refers_id and study.kind = 'study')
    order by t.opened_at;
end
$$;

-- A signal about a study, raised by whom the study is of, by its laboratory, or by the authority: one thread with its first step.
create function chain.post_study_signal(p_authority uuid, p_threads jsonb, p_steps jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  if p_authority is distinct from platform.current_authority() or not (v_is_staff or v_party is not null) then
    raise exception 'nobody writes from behind this wall' using errcode = '42501', constraint = 'quality_own';
  end if;
  if jsonb_array_length(p_threads) <> 1 or jsonb_array_length(p_steps) <> 1 or not exists (
    select from jsonb_to_recordset(p_threads) as t(id uuid, kind text, holder uuid, laboratory uuid, refers uuid)
    join jsonb_to_recordset(p_steps) as s(thread uuid, step smallint, kind text, party uuid) on s.thread = t.id and s.step = 1 and s.kind = 'raised'
    join chain.quality_thread as study on study.authority_id = p_authority and study.thread_id = t.refers and study.kind = 'study'
    where t.kind = 'signal' and t.holder = study.holder_id and t.laboratory is not distinct from study.laboratory_id
      and (v_is_staff or (s.party = v_party and v_party in (study.holder_id, study.laboratory_id))))
  then
    raise exception 'a signal is raised of a study that is one’s own' using errcode = '42501', constraint = 'quality_own';
  end if;
  insert into chain.quality_thread (authority_id, thread_id, kind, number, batch_id, sample_id, product_code, holder_id, laboratory_id,
    refers_id, subject, opened_at)
    select p_authority, t.id, t.kind, t.number, t.batch, t.sample, t.product, t.holder, t.laboratory, t.refers, coalesce(t.subject, ''), t.at
    from jsonb_to_recordset(p_threads) as t(id uuid, kind text, number text, batch uuid, sample uuid, product text, holder uuid,
      laboratory uuid, refers uuid, subject text, at timestamptz);
  with added as (
    insert into chain.quality_step (authority_id, thread_id, step, step_id, kind, state, at, actor_id, party_id, event_id, due_on, record, salt, leaf)
      select p_authority, s.thread, s.step, s.id, s.kind, s.state, s.at, s.actor, s.party, s.event, s.due, s.record,
        decode(s.salt, 'base64'), sha256('\x00'::bytea || decode(s.salt, 'base64') || convert_to(s.record, 'UTF8'))
      from jsonb_to_recordset(p_steps) as s(thread uuid, step smallint, id uuid, kind text, state text, at timestamptz, actor uuid, party uuid,
        event uuid, due date, record text, salt text)
      returning step_id, leaf
  )
  insert into log.unsealed (authority_id, entry_id, leaf) select p_authority, added.step_id, added.leaf from added;
end
$$;

-- How long the product of a batch keeps by its last conclusion, and from when that counts for this batch: the first release of the batch, or
-- of what it was made of. It names a product's term and nobody's stock, to whoever may see the batch.
create function chain.shelf_life_of(p_authority uuid, p_batch uuid)
  returns table (number text, thread_id uuid, term_kind text, months integer, concluded_at timestamptz, released_at timestamptz)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.number, t.thread_id, said ->> 'kind', (said ->> 'months')::integer, s.at, (
      select case said ->> 'kind' when 'shelf-life' then min(v.decided_at) else max(v.decided_at) end
      from chain.ancestors(p_authority, p_batch) as up
      join chain.verdict as v on v.authority_id = p_authority and v.batch_id = up and v.verdict = 'released'
      where not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = v.event_id))
    from chain.batch as b
    join chain.quality_thread as t on t.authority_id = p_authority and t.kind = 'study' and t.product_code = b.product_code
    join chain.quality_step as s on s.authority_id = p_authority and s.thread_id = t.thread_id and s.kind = 'concluded'
    cross join lateral (select s.record::jsonb -> 'content' as said) as content
    where b.authority_id = p_authority and b.batch_id = p_batch
    order by s.at desc, s.step_id desc
    limit 1;
end
$$;

revoke all on function chain.shelf_life_of, chain.post_study_signal from public;
grant execute on function chain.shelf_life_of, chain.post_study_signal to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;

-- A conclusion is the authority's, whichever function writes it: on it rests what everyone may print on a pack.
create policy quality_step_concluded on chain.quality_step as restrictive for insert to grein_door
  with check (kind <> 'concluded' or (select platform.current_wall()) = 'staff');
