-- why: a notice tells a holder what it has, had and is being sent as it is told. Of a recall that was told later than its stock was stopped that
-- is the later moment: what was on its way then has come, and was dispensed or sent on. Which moment it was stands with the notice from here
-- on; null: one of before, counted as the stock was stopped where it had some then.
alter table chain.recall_notice add column counted_at timestamptz;

grant create on schema chain to grein_door;
set local role grein_door;
-- As 0076 has it, and when it was counted.
create or replace function chain.put_recall(p_authority uuid, p_recall jsonb, p_notices jsonb) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_recall ->> 'id')::uuid;
  v_told   integer;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'a recall is told by staff of the authority' using errcode = '42501';
  end if;
  if exists (select from chain.recall as r where r.authority_id = p_authority and r.recall_id = v_recall and r.held_by is not null) then
    raise exception 'a drill of a holder is that holder''s' using errcode = '42501';
  end if;
  insert into chain.recall (authority_id, recall_id, kind, root_id, hold_event_id, reason, started_at, term_seconds, listed_ms, actor_id)
    select p_authority, r.id, r.kind, r.root, r.hold, r.reason, r.at, r.term, r."listedMs", r.actor
    from jsonb_to_record(p_recall) as r(id uuid, kind text, root uuid, hold uuid, reason text, at timestamptz, term integer,
      "listedMs" integer, actor uuid)
    on conflict on constraint recall_key do nothing;
  with fresh as (
    insert into chain.recall_notice (authority_id, recall_id, holder_id, kind, reason, hold_event_id, root_id, told_at, due_at, coming_mg, counted_at)
      select r.authority_id, r.recall_id, n.holder, r.kind, r.reason, r.hold_event_id, r.root_id, n."toldAt",
        n."toldAt" + make_interval(secs => r.term_seconds), n."comingMg", n."toldAt"
      from chain.recall as r
      cross join jsonb_to_recordset(p_notices) as n(holder uuid, "toldAt" timestamptz, "comingMg" bigint)
      where r.authority_id = p_authority and r.recall_id = v_recall
      on conflict on constraint recall_notice_key do nothing
      returning holder_id
  )
  select count(*) into v_told from fresh;
  insert into chain.recall_notice_line (authority_id, recall_id, holder_id, batch_id, has_mg, had_mg, dispensed_mg)
    select p_authority, v_recall, n.holder, l.batch, l."hasMg", l."hadMg", l."dispensedMg"
    from jsonb_to_recordset(p_notices) as n(holder uuid, lines jsonb)
    cross join jsonb_to_recordset(n.lines) as l(batch uuid, "hasMg" bigint, "hadMg" bigint, "dispensedMg" bigint)
    on conflict on constraint recall_notice_line_key do nothing;
  return v_told;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
