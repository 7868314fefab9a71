-- why: who bought abroad reads no notice here, and neither does the authority of that country; yet a recall is over only when they know too. Staff
-- of the Minister, who alone exports, tell them: each attempt is written down once, also one that reached nobody, and is a leaf of the log.
create table chain.recall_telling (
  authority_id uuid        not null,
  telling_id   uuid        not null,          -- made by the sender: sending twice is once
  recall_id    uuid        not null,
  country      text        not null constraint recall_telling_country check (country ~ '^[A-Z]{2}$'),
  buyer_id     uuid,                          -- null: the authority of that country
  recipient    text        not null constraint recall_telling_recipient check (length(recipient) between 1 and 200),
  way          text        not null constraint recall_telling_way check (way in ('telephone', 'e-mail', 'post', 'visit')),
  outcome      text        not null constraint recall_telling_outcome check (outcome in ('received', 'left-word', 'no-answer')),
  remark       text        not null constraint recall_telling_remark check (length(remark) <= 400),
  told_at      timestamptz not null,
  actor_id     uuid,
  constraint recall_telling_key primary key (authority_id, telling_id),
  constraint recall_telling_recall foreign key (authority_id, recall_id) references chain.recall
);
create index recall_telling_of_recall on chain.recall_telling (authority_id, recall_id, told_at);
create trigger recall_telling_written_once before update or delete or truncate on chain.recall_telling
  for each statement execute function platform.refuse_change();
alter table chain.recall_telling enable always trigger recall_telling_written_once;
alter table chain.recall_telling enable row level security, force row level security;
create policy recall_telling_door on chain.recall_telling to grein_door using (authority_id = (select platform.current_authority()));
create policy recall_telling_wall on chain.recall_telling for select to grein_app using (authority_id = (select platform.current_authority())
  and (select platform.current_wall()) = 'staff');
grant select on chain.recall_telling to grein_app, grein_door;
grant insert on chain.recall_telling to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;

-- Writes by staff whom they told abroad; whether it is new. Only of a recall or drill of the authority, of which some was exported: to that buyer,
-- where it names one. What was taken back was not exported.
create function chain.put_recall_telling(p_authority uuid, p_row jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_row ->> 'recall')::uuid;
  v_buyer  constant uuid := (p_row ->> 'buyer')::uuid;
begin
  if platform.current_wall() is distinct from 'staff' or p_authority is distinct from platform.current_authority() then
    raise exception 'staff of the authority record whom they told abroad' using errcode = '42501';
  end if;
  if not exists (
      select from chain.recall as r
      join chain.recall_notice_line as l on l.authority_id = r.authority_id and l.recall_id = r.recall_id
      join chain.account as a on a.authority_id = l.authority_id and a.batch_id = l.batch_id and a.holder_id = l.holder_id
        and a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'
      join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id
      join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
      where r.authority_id = p_authority and r.recall_id = v_recall and r.held_by is null
        and e.kind = 'export' and (v_buyer is null or e.counter_id = v_buyer)
        and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id))
  then
    raise exception 'nothing of this was exported there' using errcode = '42501';
  end if;
  insert into chain.recall_telling (authority_id, telling_id, recall_id, country, buyer_id, recipient, way, outcome, remark, told_at, actor_id)
    select p_authority, r.id, r.recall, r.country, r.buyer, r.recipient, r.way, r.outcome, r.remark, r.at, r.actor
    from jsonb_to_record(p_row) as r(id uuid, recall uuid, country text, buyer uuid, recipient text, way text, outcome text, remark text,
      at timestamptz, actor uuid)
    on conflict on constraint recall_telling_key do nothing;
  return found;
end
$$;

revoke all on function chain.put_recall_telling from public;
grant execute on function chain.put_recall_telling to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
