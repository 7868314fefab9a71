-- why: a batch that was taken back could have mass again: a count found some of it afterwards, under a name that was another's by then. And a mother
-- could be taken back while her cuttings stood, for they take no mass of her. Now no account is opened for what was taken back, it is nobody's
-- parent, and whoever takes it back waits for who is at it. Beside that, a thread's state is behind the wall of its thread, all of it.
grant create on schema chain to grein_door;
set local role grein_door;

-- As 0099 has it; what is new asks whether its batch was taken back, and holds it until the end.
create or replace function chain.need_accounts(p_authority uuid, p_ids uuid[], p_ats timestamptz[], p_ledgers text[], p_kinds text[], p_holders uuid[],
    p_counters uuid[], p_premises uuid[], p_batches uuid[], p_shipments uuid[], p_states text[])
  returns boolean
  language plpgsql
  as $$
declare
  v_other uuid;
  v_early record;
  v_new   uuid[];
  v_gone  text;
begin
  for v_turn in 1 .. 2 loop
    select a.id into v_other
      from unnest(p_ids, p_ats, p_ledgers, p_kinds, p_holders, p_counters, p_premises, p_batches, p_shipments, p_states)
        as a(id, at, ledger, kind, holder, counter, premises, batch, shipment, state)
      where a.kind is not null and not coalesce((
        select a.ledger = old.ledger and a.kind = old.kind and a.holder = old.holder_id and a.state = old.state
          and old.counter_id is not distinct from a.counter and old.premises_id is not distinct from a.premises
          and old.batch_id is not distinct from a.batch and old.shipment_id is not distinct from a.shipment
          and (v_turn = 2 or old.opened_at <= a.at)
        from chain.account as old
        where old.authority_id = p_authority and old.account_id = a.id
        offset 0), false) -- by key, row by row, however empty the statistics are
      limit 1;
    if not found then
      return true;
    end if;
    exit when v_turn = 2;
    select a.id, b.opened_at into v_early
      from unnest(p_ids, p_ats, p_kinds, p_batches) as a(id, at, kind, batch)
      left join lateral (
        select own.opened_at from chain.batch as own where own.authority_id = p_authority and own.batch_id = a.batch
        offset 0) as b on true
      where a.kind is not null and a.batch is not null and (b.opened_at is null or b.opened_at > a.at)
      limit 1;
    if found then
      raise exception 'the batch of an account was not there then' using errcode = '23514', constraint = 'account_of_batch',
        detail = format('%s %s', v_early.id, coalesce(((v_early.opened_at at time zone 'Europe/Amsterdam')::date)::text, '-'));
    end if;
    v_new := array(
      select distinct a.batch
      from unnest(p_ids, p_kinds, p_batches) as a(id, kind, batch)
      where a.kind is not null and a.batch is not null and not exists (
        select from chain.account as old where old.authority_id = p_authority and old.account_id = a.id));
    -- Whoever takes one of them back is waited for, and waits (post_beside).
    perform from chain.batch as own
      where own.authority_id = p_authority and own.batch_id = any (v_new) order by own.batch_id for key share;
    select own.name into v_gone from chain.batch as own
      where own.authority_id = p_authority and own.batch_id = any (v_new) and own.taken_back_id is not null limit 1;
    if found then
      raise exception 'the batch of an account was taken back' using errcode = '23514', constraint = 'account_taken_back', detail = v_gone;
    end if;
    insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, premises_id, batch_id, shipment_id, state, opened_at)
      select distinct on (a.id) p_authority, a.id, a.ledger, a.kind, a.holder, a.counter, a.premises, a.batch, a.shipment, a.state, a.at
      from unnest(p_ids, p_ats, p_ledgers, p_kinds, p_holders, p_counters, p_premises, p_batches, p_shipments, p_states)
        as a(id, at, ledger, kind, holder, counter, premises, batch, shipment, state)
      where a.kind is not null
      order by a.id, a.at
      on conflict do nothing;
    insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at)
      select distinct on (a.id) p_authority, a.id, a.holder, a.counter, 0, a.kind = 'difference', '-infinity'::timestamptz
      from unnest(p_ids, p_kinds, p_holders, p_counters) as a(id, kind, holder, counter)
      where a.kind <> 'world'
      order by a.id
      on conflict on constraint balance_key do nothing;
    insert into chain.batch_party (authority_id, holder_id, batch_id)
      select distinct p_authority, seen.holder, a.batch
      from unnest(p_kinds, p_holders, p_counters, p_batches) as a(kind, holder, counter, batch)
      cross join lateral (values (a.holder), (a.counter)) as seen (holder)
      where a.kind is not null and a.batch is not null and seen.holder is not null
      order by 2, 3
      on conflict do nothing;
  end loop;
  raise exception 'an account is not where it was said to be' using errcode = '23514', constraint = 'account_known', detail = v_other::text;
end
$$;

-- As 0021 has it; no batch comes of one that was taken back. The key of the edge holds its parent, so what is read after it stays so.
create or replace function chain.open_batches(p_authority uuid, p_beside jsonb, p_fresh uuid[]) returns void
  language plpgsql
  as $$
declare
  v_gone text;
begin
  insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount,
    unit, cultivar, room, gtin, packs, pack_mass_mg, expires_on)
    select p_authority, b.id, b.name, b.kind, b.product, b.holder, b.premises, b.event, b.at, b.amount, b.unit, b.cultivar, b.room, b.gtin,
      b.packs, b."packMassMg", b.expires
    from jsonb_to_recordset(p_beside -> 'batches') as b(id uuid, name text, kind text, product text, holder uuid, premises uuid,
      event uuid, at timestamptz, amount bigint, unit text, cultivar text, room text, gtin text, packs integer, "packMassMg" bigint,
      expires date)
    where b.event = any (p_fresh) order by b.id;
  if p_beside ? 'edges' then
    insert into chain.batch_edge (authority_id, parent_id, child_id, event_id, amount)
      select p_authority, d.parent, d.child, d.event, d.amount
      from jsonb_to_recordset(p_beside -> 'edges') as d(parent uuid, child uuid, event uuid, amount bigint)
      where d.event = any (p_fresh) order by d.parent, d.child;
    select own.name into v_gone
      from jsonb_to_recordset(p_beside -> 'edges') as d(parent uuid, event uuid)
      cross join lateral (
        select parent.name from chain.batch as parent
        where parent.authority_id = p_authority and parent.batch_id = d.parent and parent.taken_back_id is not null
        offset 0) as own -- by key, row by row
      where d.event = any (p_fresh)
      limit 1;
    if found then
      raise exception 'what was taken back is nobody’s parent' using errcode = '23514', constraint = 'account_taken_back', detail = v_gone;
    end if;
  end if;
end
$$;

-- As 0014 has it; and what an event opened is held before anything moves, by whoever takes that event back.
create or replace function chain.lock_holds(p_authority uuid, p_batches uuid[], p_descend boolean, p_event uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_batches uuid[] := p_batches || coalesce((select array_agg(b.batch_id) from chain.event_batch as b
    where b.authority_id = p_authority and b.event_id = p_event), '{}');
begin
  if p_descend then
    select array_agg(distinct d) into v_batches from unnest(v_batches) as b(id) cross join lateral chain.descendants(p_authority, b.id) as d;
  end if;
  perform from chain.batch as b
    where b.authority_id = p_authority and b.event_id = p_event and chain.may_see_batch(p_authority, b.batch_id)
    order by b.batch_id for update;
  perform from chain.batch as b
    where b.authority_id = p_authority and b.batch_id = any (v_batches) and chain.may_see_batch(p_authority, b.batch_id)
    order by b.batch_id for no key update;
end
$$;

-- As 0101 has it; the batch is held before it is looked at, and nothing that stands comes of it.
create or replace function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_back  uuid[];
  v_stays text;
begin
  perform chain.post_beside_of_losses(p_authority, p_posting, p_fresh);
  if p_posting ? 'corrections' then
    perform from chain.batch as b
      where b.authority_id = p_authority and b.event_id = any (array(
        select r.corrects from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid) where r.event = any (p_fresh)))
      order by b.batch_id
      for update;
    if not found then
      return; -- It opened none.
    end if;
    with back as (
      update chain.batch as b set taken_back_id = r.event
        from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid)
        where b.authority_id = p_authority and b.event_id = r.corrects and r.event = any (p_fresh)
        returning b.batch_id
    )
    select array_agg(back.batch_id) into v_back from back;
    select b.name into v_stays
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
      where a.authority_id = p_authority and a.batch_id = any (v_back) and a.ledger in ('material_mg', 'plant_pieces') and n.amount <> 0
      limit 1;
    if not found then
      select b.name into v_stays
        from chain.batch_edge as d
        join chain.batch as child on child.authority_id = d.authority_id and child.batch_id = d.child_id and child.taken_back_id is null
        join chain.batch as b on b.authority_id = d.authority_id and b.batch_id = d.parent_id
        where d.authority_id = p_authority and d.parent_id = any (v_back)
        limit 1;
    end if;
    if found then
      raise exception 'something of the batch stays' using errcode = '23514', constraint = 'batch_stays', detail = v_stays;
    end if;
  end if;
end
$$;

set local role grein_owner;
revoke create on schema chain from grein_door;

-- As 0085 has the thread's own: whose order or study it came out of reads how it stands.
drop policy thread_state_wall on chain.thread_state;
create policy thread_state_wall on chain.thread_state for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder'
      and ((select platform.current_party()) in (holder_id, laboratory_id)
        or (kind in ('order', 'case') and chain.follows_own(authority_id, thread_id))))));
