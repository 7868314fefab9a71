-- why: an order form is a thread of steps as the others are: ordered, despatched in parts, declined or withdrawn, each step a leaf. Two parties
-- share it: `holder_id` is who ordered, and `laboratory_id`, which is whom a thread asks something of, is the supplier.
alter table chain.quality_thread drop constraint quality_thread_kind;
alter table chain.quality_thread add constraint quality_thread_kind
  check (kind in ('order', 'case', 'certificate', 'study', 'signal', 'appointment', 'supply'));
alter table chain.quality_thread add constraint quality_thread_supply check (kind <> 'supply' or laboratory_id is not null and product_code is not null);

grant create on schema chain to grein_door;
set local role grein_door;

-- As 0045, and orders for supply: opened by who orders alone, so that nobody orders in another's name.
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
end
$$;

set local role grein_owner;
revoke create on schema chain from grein_door;
