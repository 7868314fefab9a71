-- why: a notice must also reach who does not look into Grein: by telephone, on paper, at the counter. Each attempt is written down, also one
-- that reached nobody; where the holder said "received", staff record that for it, and the record says that they did.
create table chain.recall_attempt (
  authority_id uuid        not null,
  attempt_id   uuid        not null,          -- made by the sender: sending twice is once
  recall_id    uuid        not null,
  holder_id    uuid        not null,
  way          text        not null constraint recall_attempt_way check (way in ('telephone', 'e-mail', 'post', 'visit')),
  outcome      text        not null constraint recall_attempt_outcome check (outcome in ('received', 'left-word', 'no-answer')),
  remark       text        not null constraint recall_attempt_remark check (length(remark) <= 400),
  attempted_at timestamptz not null,
  actor_id     uuid,
  constraint recall_attempt_key primary key (authority_id, attempt_id),
  constraint recall_attempt_notice foreign key (authority_id, recall_id, holder_id) references chain.recall_notice
);
create index recall_attempt_of_recall on chain.recall_attempt (authority_id, recall_id, holder_id);
create trigger recall_attempt_written_once before update or delete or truncate on chain.recall_attempt
  for each statement execute function platform.refuse_change();
alter table chain.recall_attempt enable always trigger recall_attempt_written_once;
alter table chain.recall_attempt enable row level security, force row level security;
create policy recall_attempt_door on chain.recall_attempt to grein_door using (authority_id = (select platform.current_authority()));
create policy recall_attempt_wall on chain.recall_attempt for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.recall_attempt to grein_app, grein_door;
grant insert on chain.recall_attempt to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;

-- Writes an attempt by staff; "received" acknowledges the notice, once. Whether the attempt is new, and whether it acknowledged.
create function chain.put_recall_attempt(p_authority uuid, p_row jsonb) returns table (is_new boolean, acknowledged boolean)
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_new boolean;
  v_ack boolean;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'staff of the authority record whom they reached' using errcode = '42501';
  end if;
  insert into chain.recall_attempt (authority_id, attempt_id, recall_id, holder_id, way, outcome, remark, attempted_at, actor_id)
    select n.authority_id, r.id, n.recall_id, n.holder_id, r.way, r.outcome, r.remark, r.at, r.actor
    from jsonb_to_record(p_row) as r(id uuid, recall uuid, holder uuid, way text, outcome text, remark text, at timestamptz, actor uuid)
    join chain.recall_notice as n on n.authority_id = p_authority and n.recall_id = r.recall and n.holder_id = r.holder
    on conflict on constraint recall_attempt_key do nothing
    returning true into v_new;
  if v_new then
    insert into chain.recall_acknowledgement (authority_id, recall_id, holder_id, acknowledgement_id, acknowledged_at)
      select a.authority_id, a.recall_id, a.holder_id, a.attempt_id, a.attempted_at
      from chain.recall_attempt as a
      where a.authority_id = p_authority and a.attempt_id = (p_row ->> 'id')::uuid and a.outcome = 'received'
      on conflict on constraint recall_acknowledgement_key do nothing
      returning true into v_ack;
  end if;
  return query select coalesce(v_new, false), coalesce(v_ack, false);
end
$$;

revoke all on function chain.put_recall_attempt from public;
grant execute on function chain.put_recall_attempt to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
