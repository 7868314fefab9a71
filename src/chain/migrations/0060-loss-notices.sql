-- why: a theft or loss is told to who must know of it, from its discovery on and within a term; that it was told is a record of its own, with the
-- receipt that was given. The clock stands beside the loss: to whom, until when.
create table chain.loss_due (
  authority_id  uuid        not null,
  loss_id       uuid        not null,
  told_to       text        not null constraint loss_due_told_to check (told_to in ('igj', 'police')),
  holder_id     uuid        not null,
  premises_id   uuid        not null,
  discovered_at timestamptz not null,
  due_on        date        not null,
  constraint loss_due_key primary key (authority_id, loss_id, told_to),
  constraint loss_due_event foreign key (authority_id, loss_id) references chain.event
);
create index loss_due_of_holder on chain.loss_due (authority_id, holder_id, due_on);
create table chain.loss_notice (
  authority_id uuid        not null,
  loss_id      uuid        not null,
  told_to      text        not null,
  event_id     uuid        not null,
  holder_id    uuid        not null,
  reference    text        not null,
  told_at      timestamptz not null,
  constraint loss_notice_key primary key (authority_id, loss_id, told_to),
  constraint loss_notice_of_event unique (authority_id, event_id),
  constraint loss_notice_due foreign key (authority_id, loss_id, told_to) references chain.loss_due,
  constraint loss_notice_event foreign key (authority_id, event_id) references chain.event
);
create trigger loss_due_written_once before update or delete or truncate on chain.loss_due
  for each statement execute function platform.refuse_change();
alter table chain.loss_due enable always trigger loss_due_written_once;
create trigger loss_notice_written_once before update or delete or truncate on chain.loss_notice
  for each statement execute function platform.refuse_change();
alter table chain.loss_notice enable always trigger loss_notice_written_once;
alter table chain.loss_due enable row level security, force row level security;
alter table chain.loss_notice enable row level security, force row level security;
create policy loss_due_door on chain.loss_due to grein_door using (authority_id = (select platform.current_authority()));
create policy loss_notice_door on chain.loss_notice to grein_door using (authority_id = (select platform.current_authority()));
create policy loss_due_wall on chain.loss_due for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy loss_notice_wall on chain.loss_notice for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.loss_due, chain.loss_notice to grein_app, grein_door;
grant insert on chain.loss_due, chain.loss_notice to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;
alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_rooms;
-- As 0059 has it, and what is told of losses.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_rooms(p_authority, p_posting, p_fresh);
  if p_posting ? 'lossDues' then
    insert into chain.loss_due (authority_id, loss_id, told_to, holder_id, premises_id, discovered_at, due_on)
      select p_authority, r.event, r."to", r.holder, r.premises, r.discovered, r.due
      from jsonb_to_recordset(p_posting -> 'lossDues') as r(event uuid, "to" text, holder uuid, premises uuid, discovered timestamptz, due date)
      where r.event = any (p_fresh) order by r.event, r."to";
  end if;
  if p_posting ? 'lossNotices' then
    insert into chain.loss_notice (authority_id, loss_id, told_to, event_id, holder_id, reference, told_at)
      select p_authority, r.loss, r."to", r.event, r.holder, r.reference, r.at
      from jsonb_to_recordset(p_posting -> 'lossNotices') as r(loss uuid, "to" text, event uuid, holder uuid, reference text, at timestamptz)
      where r.event = any (p_fresh) order by r.loss, r."to";
  end if;
end
$$;
revoke all on function chain.post_beside from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
