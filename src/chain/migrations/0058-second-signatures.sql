-- why: a count and a destruction are signed by two people. The second signs with an event of their own; until then it is known what waits, of
-- whom and until when. That it is another person the database sees to, for only it knows who recorded the first. Of a shipment the receipt
-- is the second signature, and is another person's too.
create table chain.to_sign (
  authority_id uuid not null,
  event_id     uuid not null,
  holder_id    uuid not null,
  premises_id  uuid not null,
  due_on       date not null,
  constraint to_sign_key primary key (authority_id, event_id),
  constraint to_sign_event foreign key (authority_id, event_id) references chain.event
);
create index to_sign_of_holder on chain.to_sign (authority_id, holder_id, due_on);
create table chain.countersign (
  authority_id uuid        not null,
  signs_id     uuid        not null,
  event_id     uuid        not null,
  holder_id    uuid        not null,          -- of what is signed
  party_id     uuid        not null,          -- for whom the second person signed
  signed_at    timestamptz not null,
  constraint countersign_key primary key (authority_id, signs_id),
  constraint countersign_of_event unique (authority_id, event_id),
  constraint countersign_signs foreign key (authority_id, signs_id) references chain.to_sign,
  constraint countersign_event foreign key (authority_id, event_id) references chain.event
);
create trigger to_sign_written_once before update or delete or truncate on chain.to_sign
  for each statement execute function platform.refuse_change();
alter table chain.to_sign enable always trigger to_sign_written_once;
create trigger countersign_written_once before update or delete or truncate on chain.countersign
  for each statement execute function platform.refuse_change();
alter table chain.countersign enable always trigger countersign_written_once;
alter table chain.to_sign enable row level security, force row level security;
alter table chain.countersign enable row level security, force row level security;
create policy to_sign_door on chain.to_sign to grein_door using (authority_id = (select platform.current_authority()));
create policy countersign_door on chain.countersign to grein_door using (authority_id = (select platform.current_authority()));
create policy to_sign_wall on chain.to_sign for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
create policy countersign_wall on chain.countersign for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.to_sign, chain.countersign to grein_app, grein_door;
grant insert on chain.to_sign, chain.countersign to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;

-- Two signatures are two people's. What was brought in as history was signed on paper; what the house itself posts nobody signs.
create function chain.require_other(p_authority uuid, p_first uuid, p_second uuid) returns void
  language plpgsql set search_path = ''
  as $$
begin
  if exists (
    select from chain.event as first
    join chain.event as second on second.authority_id = p_authority and second.event_id = p_second
    where first.authority_id = p_authority and first.event_id = p_first and first.actor_id = second.actor_id
      and not second.is_imported)
  then
    raise exception 'the second signature is another person’s' using errcode = '42501', constraint = 'signature_other';
  end if;
end
$$;

-- Which of these events the asking person recorded: of what the reader may see, and only about the reader.
create function chain.recorded_by(p_authority uuid, p_events uuid[], p_actor uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
  select e.event_id
  from chain.event as e
  where e.authority_id = p_authority and p_authority = platform.current_authority() and e.event_id = any (p_events) and e.actor_id = p_actor
    and (platform.current_wall() = 'staff' or exists (
      select from chain.event_party as p
      where p.authority_id = p_authority and p.event_id = e.event_id and p.holder_id = platform.current_party()))
$$;

alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_disputes;
-- As 0057 has it, and who signed.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_disputes(p_authority, p_posting, p_fresh);
  if p_posting ? 'toSign' then
    insert into chain.to_sign (authority_id, event_id, holder_id, premises_id, due_on)
      select p_authority, r.event, r.holder, r.premises, r.due
      from jsonb_to_recordset(p_posting -> 'toSign') as r(event uuid, holder uuid, premises uuid, due date)
      where r.event = any (p_fresh) order by r.event;
  end if;
  if p_posting ? 'countersigns' then
    insert into chain.countersign (authority_id, signs_id, event_id, holder_id, party_id, signed_at)
      select p_authority, r.signs, r.event, r.holder, r.party, r.at
      from jsonb_to_recordset(p_posting -> 'countersigns') as r(signs uuid, event uuid, holder uuid, party uuid, at timestamptz)
      where r.event = any (p_fresh) order by r.signs;
    perform chain.require_other(p_authority, r.signs, r.event)
      from jsonb_to_recordset(p_posting -> 'countersigns') as r(signs uuid, event uuid)
      where r.event = any (p_fresh);
  end if;
  if p_posting ? 'settlements' then
    perform chain.require_other(p_authority, s.event_id, r.event)
      from jsonb_to_recordset(p_posting -> 'settlements') as r(event uuid, shipment uuid)
      join chain.shipment as s on s.authority_id = p_authority and s.shipment_id = r.shipment
      where r.event = any (p_fresh);
  end if;
end
$$;
revoke all on function chain.require_other, chain.recorded_by, chain.post_beside from public;
grant execute on function chain.recorded_by to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
