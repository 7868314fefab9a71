-- why: which order forms, tests, cases and signals are open was asked of the last step of every one there ever was, for nothing says of a step that
-- it is the last: a list of what is open grew with all that had ended. Here stands what each thread's last step says, kept by the functions
-- that write steps, so that what is open is read alone. Derived: the steps are what happened, and the proof holds the two together.
create table chain.thread_state (
  authority_id  uuid     not null,
  thread_id     uuid     not null,
  kind          text     not null,
  holder_id     uuid     not null,             -- as the thread has them, for its wall
  laboratory_id uuid,
  state         text     not null,             -- of its last step
  constraint thread_state_key primary key (authority_id, thread_id),
  constraint thread_state_thread foreign key (authority_id, thread_id) references chain.quality_thread
) with (fillfactor = 70);
create index thread_state_standing on chain.thread_state (authority_id, kind, state, thread_id);

alter table chain.thread_state enable row level security, force row level security;
create policy thread_state_door on chain.thread_state to grein_door using (authority_id = platform.current_authority());
-- As the thread's own; a certificate's state is read by more than its two sides, and by its thread.
create policy thread_state_wall on chain.thread_state for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, laboratory_id))));
grant select on chain.thread_state to grein_app;
grant select, insert, update (state) on chain.thread_state to grein_door;

-- Forced row-level security stops the owner too; for this one statement it must see every authority's rows.
alter table chain.quality_thread no force row level security;
alter table chain.quality_step no force row level security;
alter table chain.thread_state no force row level security;
insert into chain.thread_state (authority_id, thread_id, kind, holder_id, laboratory_id, state)
  select t.authority_id, t.thread_id, t.kind, t.holder_id, t.laboratory_id, last.state
  from chain.quality_thread as t
  cross join lateral (
    select s.state from chain.quality_step as s
    where s.authority_id = t.authority_id and s.thread_id = t.thread_id order by s.step desc limit 1) as last;
alter table chain.thread_state force row level security;
alter table chain.quality_step force row level security;
alter table chain.quality_thread force row level security;

grant create on schema chain to grein_door;
set local role grein_door;

-- For those who write steps alone: what the last step of each of these threads says.
create function chain.keep_states(p_authority uuid, p_threads uuid[]) returns void
  language sql set search_path = ''
  as $$
  insert into chain.thread_state (authority_id, thread_id, kind, holder_id, laboratory_id, state)
    select t.authority_id, t.thread_id, t.kind, t.holder_id, t.laboratory_id, last.state
    from chain.quality_thread as t
    cross join lateral (
      select s.state from chain.quality_step as s
      where s.authority_id = p_authority and s.thread_id = t.thread_id order by s.step desc limit 1) as last
    where t.authority_id = p_authority and t.thread_id = any (p_threads)
    order by t.thread_id
    on conflict on constraint thread_state_key do update set state = excluded.state
  $$;

-- As 0073 has it, and keeps the states.
create or replace function chain.post_quality(p_authority uuid, p_threads jsonb, p_steps jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_is_staff constant boolean := platform.current_wall() = 'staff';
  v_party    constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  if p_authority is distinct from platform.current_authority() or not (v_is_staff or v_party is not null) then
    raise exception 'nobody writes from behind this wall' using errcode = '42501', constraint = 'quality_own';
  end if;
  insert into chain.quality_thread (authority_id, thread_id, kind, number, batch_id, sample_id, product_code, holder_id, laboratory_id,
    refers_id, subject, opened_at)
    select p_authority, t.id, t.kind, t.number, t.batch, t.sample, t.product, t.holder, t.laboratory, t.refers, coalesce(t.subject, ''), t.at
    from jsonb_to_recordset(p_threads) as t(id uuid, kind text, number text, batch uuid, sample uuid, product text, holder uuid,
      laboratory uuid, refers uuid, subject text, at timestamptz);
  if not v_is_staff and (exists (
    select from jsonb_to_recordset(p_steps) as s(thread uuid, party uuid)
    join chain.quality_thread as t on t.authority_id = p_authority and t.thread_id = s.thread
    where s.party is distinct from v_party or v_party not in (t.holder_id, coalesce(t.laboratory_id, t.holder_id))
      or t.kind not in ('order', 'case', 'study', 'supply'))
    or exists (
      select from jsonb_to_recordset(p_threads) as t(kind text, holder uuid)
      where t.kind = 'supply' and t.holder is distinct from v_party)) then
    raise exception 'a holder writes for itself' using errcode = '42501', constraint = 'quality_own';
  end if;
  with added as (
    insert into chain.quality_step (authority_id, thread_id, step, step_id, kind, state, at, actor_id, party_id, event_id, due_on, record, salt, leaf)
      select p_authority, s.thread, s.step, s.id, s.kind, s.state, s.at, s.actor, s.party, s.event, s.due, s.record,
        decode(s.salt, 'base64'), sha256('\x00'::bytea || decode(s.salt, 'base64') || convert_to(s.record, 'UTF8'))
      from jsonb_to_recordset(p_steps) as s(thread uuid, step smallint, id uuid, kind text, state text, at timestamptz, actor uuid, party uuid,
        event uuid, due date, record text, salt text)
      returning step_id, leaf
  )
  insert into log.unsealed (authority_id, entry_id, leaf) select p_authority, added.step_id, added.leaf from added;
  perform chain.keep_states(p_authority, array(select s.thread from jsonb_to_recordset(p_steps) as s(thread uuid)));
end
$$;

-- As 0070 has it, and keeps the states.
create or replace function chain.post_study_signal(p_authority uuid, p_threads jsonb, p_steps jsonb) returns void
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
  perform chain.keep_states(p_authority, array(select s.thread from jsonb_to_recordset(p_steps) as s(thread uuid)));
end
$$;

revoke all on function chain.keep_states from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
