-- why: what is written stays written, and nobody looks over the wall of another authority or another holder.
create function chain.refuse_all_but_erasure() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if new.record is null and new.salt is null
    and (new.authority_id, new.event_id, new.kind, new.occurred_at, new.recorded_at, new.actor_id, new.holder_id, new.premises_id,
      new.counter_id, new.corrects_id, new.exemption_id, new.basis, new.is_imported, new.leaf)
    is not distinct from (old.authority_id, old.event_id, old.kind, old.occurred_at, old.recorded_at, old.actor_id, old.holder_id,
      old.premises_id, old.counter_id, old.corrects_id, old.exemption_id, old.basis, old.is_imported, old.leaf)
  then
    return new;
  end if;
  raise exception 'an event is written once and can only be erased' using errcode = '42501';
end
$$;
create trigger event_written_once before delete on chain.event
  for each row execute function platform.refuse_change();
create trigger event_only_erased before update on chain.event
  for each row execute function chain.refuse_all_but_erasure();
create trigger movement_written_once before update or delete on chain.movement
  for each row execute function platform.refuse_change();
alter table chain.event enable always trigger event_written_once;
alter table chain.event enable always trigger event_only_erased;
alter table chain.movement enable always trigger movement_written_once;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['event', 'movement', 'event_default', 'movement_default'] loop
    execute format('create trigger %I before truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_table || '_kept', v_table);
    execute format('alter table chain.%I enable always trigger %I', v_table, v_table || '_kept');
  end loop;
  foreach v_table in array array['account', 'batch', 'batch_edge', 'batch_party', 'event_party', 'event_batch', 'identity', 'correction',
    'shipment', 'shipment_line', 'settlement', 'result', 'verdict', 'hold', 'lift', 'event_document'] loop
    execute format('create trigger %I before update or delete or truncate on chain.%I for each statement execute function platform.refuse_change()',
      v_table || '_written_once', v_table);
    execute format('alter table chain.%I enable always trigger %I', v_table, v_table || '_written_once');
  end loop;
  -- Every table has the wall, forced: its owner stands behind it too.
  foreach v_table in array array['account', 'balance', 'event', 'movement', 'batch', 'batch_edge', 'batch_party', 'event_party', 'event_batch',
    'identity', 'correction', 'shipment', 'shipment_line', 'settlement', 'result', 'verdict', 'hold', 'lift', 'event_document'] loop
    execute format('alter table chain.%I enable row level security, force row level security', v_table);
    execute format('create policy %I on chain.%I to grein_door using (authority_id = (select platform.current_authority()))', v_table || '_door', v_table);
    execute format('grant select on chain.%I to grein_app, grein_door', v_table);
    execute format('grant insert on chain.%I to grein_door', v_table);
  end loop;
end
$$;
grant update on chain.balance to grein_door;
grant update (record, salt) on chain.event to grein_door;

-- The holder wall; who is asking is worked out once for a query, not for each row. Staff see their authority; a holder sees its own accounts, what happened to it, and the batches it has or had.
create policy account_wall on chain.account for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, counter_id))));
create policy balance_wall on chain.balance for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (holder_id, counter_id))));
create policy event_wall on chain.event for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.event_party as mine
      where mine.authority_id = event.authority_id and mine.event_id = event.event_id
        and mine.holder_id = (select platform.current_party())))));
create policy movement_wall on chain.movement for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.account as mine
      where mine.authority_id = movement.authority_id
        and mine.account_id in (movement.from_account_id, movement.to_account_id)))));
create policy batch_wall on chain.batch for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.batch_party as mine
      where mine.authority_id = batch.authority_id and mine.batch_id = batch.batch_id
        and mine.holder_id = (select platform.current_party())))));
create policy batch_edge_wall on chain.batch_edge for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.batch_party as mine
      where mine.authority_id = batch_edge.authority_id and mine.batch_id = batch_edge.child_id
        and mine.holder_id = (select platform.current_party())))));
create policy batch_party_wall on chain.batch_party for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy event_party_wall on chain.event_party for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy event_batch_wall on chain.event_batch for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.event_party as mine
      where mine.authority_id = event_batch.authority_id and mine.event_id = event_batch.event_id
        and mine.holder_id = (select platform.current_party())))));
create policy identity_wall on chain.identity for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.event_party as mine
      where mine.authority_id = identity.authority_id and mine.event_id = identity.event_id
        and mine.holder_id = (select platform.current_party())))));
create policy correction_wall on chain.correction for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.event_party as mine
      where mine.authority_id = correction.authority_id and mine.event_id = correction.event_id
        and mine.holder_id = (select platform.current_party())))));
create policy shipment_wall on chain.shipment for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and (select platform.current_party()) in (sender_id, receiver_id))));
create policy shipment_line_wall on chain.shipment_line for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff' or exists (
    select from chain.shipment as mine
    where mine.authority_id = shipment_line.authority_id and mine.shipment_id = shipment_line.shipment_id)));
create policy settlement_wall on chain.settlement for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff' or exists (
    select from chain.shipment as mine
    where mine.authority_id = settlement.authority_id and mine.shipment_id = settlement.shipment_id)));
create policy result_wall on chain.result for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy verdict_wall on chain.verdict for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.batch_party as mine
      where mine.authority_id = verdict.authority_id and mine.batch_id = verdict.batch_id
        and mine.holder_id = (select platform.current_party())))));
create policy hold_wall on chain.hold for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.batch_party as mine
      where mine.authority_id = hold.authority_id and mine.batch_id = hold.batch_id
        and mine.holder_id = (select platform.current_party())))));
create policy lift_wall on chain.lift for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.batch_party as mine
      where mine.authority_id = lift.authority_id and mine.batch_id = lift.batch_id
        and mine.holder_id = (select platform.current_party())))));
create policy event_document_wall on chain.event_document for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and exists (
      select from chain.event_party as mine
      where mine.authority_id = event_document.authority_id and mine.event_id = event_document.event_id
        and mine.holder_id = (select platform.current_party())))));
