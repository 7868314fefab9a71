-- why: what happens to a batch's quality moves no mass, and is decided all the same: tests are ordered and confirmed, a result outside the
-- specification is opened and explained, a certificate is issued. Each such thing is a thread of steps, written once, each step a leaf of
-- the log. What a step says stands in its record alone, as hashed; the columns beside it are there to find it by.
create table chain.quality_thread (
  authority_id  uuid        not null,
  thread_id     uuid        not null,
  kind          text        not null constraint quality_thread_kind
    check (kind in ('order', 'case', 'certificate', 'study', 'signal', 'appointment')),
  number        text        not null,
  batch_id      uuid,
  sample_id     uuid,
  product_code  text,
  holder_id     uuid        not null,         -- who ordered, who answers for it
  laboratory_id uuid,
  refers_id     uuid,                         -- of a case: the order; of a second test: the case
  subject       text        not null default '', -- what there is one of: a signal's point, a person's capacity
  opened_at     timestamptz not null,
  constraint quality_thread_key primary key (authority_id, thread_id),
  constraint quality_thread_number unique (authority_id, kind, number),
  constraint quality_thread_batch foreign key (authority_id, batch_id) references chain.batch,
  constraint quality_thread_sample foreign key (authority_id, sample_id) references chain.batch
);
create index quality_thread_newest on chain.quality_thread (authority_id, kind, opened_at, thread_id);
create index quality_thread_of_batch on chain.quality_thread (authority_id, batch_id);
create index quality_thread_of_sample on chain.quality_thread (authority_id, sample_id);
create unique index quality_thread_subject on chain.quality_thread (authority_id, kind, subject) where subject <> '';

create table chain.quality_step (
  authority_id uuid        not null,
  thread_id    uuid        not null,
  step         smallint    not null constraint quality_step_number check (step > 0),
  step_id      uuid        not null,
  kind         text        not null,
  state        text        not null,          -- of the thread, after this step
  at           timestamptz not null,
  recorded_at  timestamptz not null default clock_timestamp(),
  actor_id     uuid,                          -- the acting person or machine, opaque; null: the house itself
  party_id     uuid        not null,
  event_id     uuid,                          -- the event of the ledger it goes with
  due_on       date,                          -- until when something must follow; of a certificate: until when it is public
  record       text        not null constraint quality_step_record check (octet_length(record) <= 65503),
  salt         bytea       not null constraint quality_step_salt check (octet_length(salt) = 32),
  leaf         bytea       not null,
  constraint quality_step_key primary key (authority_id, thread_id, step),
  constraint quality_step_id unique (authority_id, step_id),
  constraint quality_step_thread foreign key (authority_id, thread_id) references chain.quality_thread,
  constraint quality_step_leaf check (leaf = sha256('\x00'::bytea || salt || convert_to(record, 'UTF8')))
);
create index quality_step_of_event on chain.quality_step (authority_id, event_id) where event_id is not null;

-- The last number given out, by kind and year; the row is the queue.
create table chain.quality_number (
  authority_id uuid     not null,
  prefix       text     not null,
  year         smallint not null,
  last         integer  not null,
  constraint quality_number_key primary key (authority_id, prefix, year)
);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['quality_thread', 'quality_step', 'quality_number'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format('grant select, insert on chain.%I to grein_door', v_table);
  end loop;
  foreach v_table in array array['quality_thread', 'quality_step'] loop
    execute format('create trigger %I before update or delete or truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_table || '_written_once', v_table);
    execute format('alter table chain.%I enable always trigger %I', v_table, v_table || '_written_once');
    execute format('grant select on chain.%I to grein_app', v_table);
  end loop;
end
$$;
grant update (last) on chain.quality_number to grein_door;

-- Staff see all; who ordered and the laboratory see their own; a certificate whoever has or had the batch.
create policy quality_thread_wall on chain.quality_thread for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and ((select platform.current_party()) in (holder_id, laboratory_id)
      or (kind = 'certificate' and exists (
        select from chain.batch_party as mine
        where mine.authority_id = quality_thread.authority_id and mine.batch_id = quality_thread.batch_id
          and mine.holder_id = (select platform.current_party())))))));
create policy quality_step_wall on chain.quality_step for select to grein_app
  using (authority_id = (select platform.current_authority()) and exists (
    select from chain.quality_thread as mine
    where mine.authority_id = quality_step.authority_id and mine.thread_id = quality_step.thread_id));

grant create on schema chain to grein_door;
set local role grein_door;

-- The next number of a year: O-2026-0007. Whoever comes second waits until the first is done.
create function chain.next_quality_number(p_authority uuid, p_prefix text, p_year integer) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_last integer;
begin
  if p_authority is distinct from platform.current_authority() or platform.current_wall() not in ('staff', 'holder') then
    raise exception 'nobody takes a number here' using errcode = '42501', constraint = 'quality_own';
  end if;
  insert into chain.quality_number as n (authority_id, prefix, year, last) values (p_authority, p_prefix, p_year, 1)
    on conflict on constraint quality_number_key do update set last = n.last + 1
    returning n.last into v_last;
  return p_prefix || '-' || p_year || '-' || lpad(v_last::text, 4, '0');
end
$$;

-- Opens threads and adds steps. A holder adds its own steps to what it ordered or tests; certificates, signals and appointments are the
-- authority's. Refuses with 42501 quality_own, and 23505 quality_step_key when somebody else took the step first.
create function chain.post_quality(p_authority uuid, p_threads jsonb, p_steps jsonb) returns void
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
  if not v_is_staff and exists (
    select from jsonb_to_recordset(p_steps) as s(thread uuid, party uuid)
    join chain.quality_thread as t on t.authority_id = p_authority and t.thread_id = s.thread
    where s.party is distinct from v_party or v_party not in (t.holder_id, coalesce(t.laboratory_id, t.holder_id))
      or t.kind not in ('order', 'case', 'study')) then
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
end
$$;

-- What stands in the way of a release: threads about the batch, about what it was made of, and about samples of either. Their last state.
create function chain.quality_of(p_authority uuid, p_batch uuid) returns table (thread_id uuid, kind text, number text, state text)
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
    where t.kind in ('order', 'case')
    order by t.opened_at;
end
$$;

-- A certificate by its number, for anyone while it is public; after that for whoever may see the batch. Newest version first.
create function chain.certificate_of(p_authority uuid, p_number text, p_today date)
  returns table (thread_id uuid, step_id uuid, kind text, state text, at timestamptz, public_until date, record text, salt bytea)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if p_authority is distinct from platform.current_authority() then
    return;
  end if;
  return query
    select t.thread_id, s.step_id, s.kind, s.state, s.at, s.due_on, s.record, s.salt
    from chain.quality_thread as t
    join chain.quality_step as s on s.authority_id = p_authority and s.thread_id = t.thread_id
    where t.authority_id = p_authority and t.kind = 'certificate' and t.number = p_number
      and (chain.may_see_batch(p_authority, t.batch_id) or p_today < (
        select max(newest.due_on) from chain.quality_step as newest
        where newest.authority_id = p_authority and newest.thread_id = t.thread_id))
    order by s.step desc;
end
$$;

-- The certificates that speak for a batch: its own, or those of what it was made of. For whoever may see the batch.
create function chain.certificates_for(p_authority uuid, p_batch uuid) returns table (number text, batch_id uuid, state text, step_id uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select t.number, t.batch_id, s.state, s.step_id
    from chain.ancestors(p_authority, p_batch) as up
    join chain.quality_thread as t on t.authority_id = p_authority and t.batch_id = up and t.kind = 'certificate'
    join lateral (
      select last.state, last.step_id from chain.quality_step as last
      where last.authority_id = p_authority and last.thread_id = t.thread_id order by last.step desc limit 1) as s on true
    order by t.batch_id = p_batch desc, t.opened_at desc;
end
$$;

-- Whether a person has a capacity on a day: asked as an act is decided.
create function chain.has_capacity(p_authority uuid, p_user uuid, p_capacity text, p_on date) returns boolean
  language sql stable security definer set search_path = ''
  as $$
  select platform.current_wall() = 'staff' and p_authority = platform.current_authority() and exists (
    select from chain.quality_thread as t
    join lateral (
      select last.kind, last.record::jsonb -> 'content' as content from chain.quality_step as last
      where last.authority_id = p_authority and last.thread_id = t.thread_id order by last.step desc limit 1) as s on true
    where t.authority_id = p_authority and t.kind = 'appointment' and s.kind = 'appointed'
      and s.content ->> 'userId' = p_user::text and s.content ->> 'capacity' = p_capacity
      and p_on >= (s.content ->> 'from')::date and (s.content ->> 'until' is null or p_on < (s.content ->> 'until')::date))
  $$;

revoke all on function chain.next_quality_number, chain.post_quality, chain.quality_of, chain.certificate_of, chain.certificates_for,
  chain.has_capacity from public;
grant execute on function chain.next_quality_number, chain.post_quality, chain.quality_of, chain.certificate_of, chain.certificates_for,
  chain.has_capacity to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
