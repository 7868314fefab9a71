-- why: an exemption names the plot or premises (Ow 8a(2)c); which room or field is for what the authority designates from a day on, and a later
-- designation takes the place of an earlier. What is moved from room to room stays in its account: a stay says where it stands since when.
create table chain.room (
  authority_id uuid not null,
  premises_id  uuid not null,
  name         text not null,
  from_on      date not null,
  event_id     uuid not null,
  holder_id    uuid not null,
  kind         text not null constraint room_kind check (kind in ('room', 'field')),
  uses         text[] not null,                 -- none: closed from that day on
  constraint room_key primary key (authority_id, premises_id, name, from_on, event_id),
  constraint room_event foreign key (authority_id, event_id) references chain.event
);
create table chain.room_stay (
  authority_id uuid        not null,
  batch_id     uuid        not null,
  premises_id  uuid        not null,
  since        timestamptz not null,
  event_id     uuid        not null,
  holder_id    uuid        not null,
  room         text        not null,
  constraint room_stay_key primary key (authority_id, batch_id, premises_id, since, event_id),
  constraint room_stay_event foreign key (authority_id, event_id) references chain.event,
  constraint room_stay_batch foreign key (authority_id, batch_id) references chain.batch
);
create index room_stay_of_room on chain.room_stay (authority_id, premises_id, room, since);
create trigger room_written_once before update or delete or truncate on chain.room
  for each statement execute function platform.refuse_change();
alter table chain.room enable always trigger room_written_once;
create trigger room_stay_written_once before update or delete or truncate on chain.room_stay
  for each statement execute function platform.refuse_change();
alter table chain.room_stay enable always trigger room_stay_written_once;
alter table chain.room enable row level security, force row level security;
alter table chain.room_stay enable row level security, force row level security;
create policy room_door on chain.room to grein_door using (authority_id = (select platform.current_authority()));
create policy room_stay_door on chain.room_stay to grein_door using (authority_id = (select platform.current_authority()));
create policy room_wall on chain.room for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy room_stay_wall on chain.room_stay for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.room, chain.room_stay to grein_app, grein_door;
grant insert on chain.room, chain.room_stay to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;
alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_signatures;
-- As 0058 has it, and rooms.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_signatures(p_authority, p_posting, p_fresh);
  if p_posting ? 'rooms' then
    insert into chain.room (authority_id, premises_id, name, from_on, event_id, holder_id, kind, uses)
      select p_authority, r.premises, r.name, r."from", r.event, r.holder, r.kind, r.uses
      from jsonb_to_recordset(p_posting -> 'rooms') as r(event uuid, premises uuid, name text, "from" date, holder uuid, kind text, uses text[])
      where r.event = any (p_fresh) order by r.premises, r.name;
  end if;
  if p_posting ? 'stays' then
    insert into chain.room_stay (authority_id, batch_id, premises_id, since, event_id, holder_id, room)
      select p_authority, r.batch, r.premises, r.at, r.event, r.holder, r.room
      from jsonb_to_recordset(p_posting -> 'stays') as r(event uuid, batch uuid, premises uuid, at timestamptz, holder uuid, room text)
      where r.event = any (p_fresh) order by r.batch;
  end if;
end
$$;
revoke all on function chain.post_beside from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
