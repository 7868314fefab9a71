-- why: a holder's own drill ended at the border: whom it exported to was not shown and could not be told. Who holds a drill records whom it told of
-- that abroad, as staff do of a recall: of its own exports alone, to that buyer, and reads its own tellings. Authorities abroad stay the authority's.
drop policy recall_telling_wall on chain.recall_telling;
create policy recall_telling_wall on chain.recall_telling for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff' or ((select platform.current_wall()) = 'holder' and exists (
    select from chain.recall as mine
    where mine.authority_id = recall_telling.authority_id and mine.recall_id = recall_telling.recall_id
      and mine.held_by = (select platform.current_party())))));

grant create on schema chain to grein_door;
set local role grein_door;

-- Writes whom somebody told abroad; whether it is new. Staff of a recall or drill of the authority, of which some was exported, or that came from
-- abroad itself or in what it was made of: to that party, where it names one. Who holds a drill of that: to a buyer of what it had exported itself
-- when the drill began. What was taken back crossed no border.
create or replace function chain.put_recall_telling(p_authority uuid, p_row jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_row ->> 'recall')::uuid;
  v_party  constant uuid := (p_row ->> 'buyer')::uuid;
  v_mine   constant uuid := case when platform.current_wall() = 'holder' then platform.current_party() end;
begin
  if p_authority is distinct from platform.current_authority() or not exists (
      select from chain.recall as r
      where r.authority_id = p_authority and r.recall_id = v_recall
        and (platform.current_wall() = 'staff' and r.held_by is null or r.held_by = v_mine))
  then
    raise exception 'staff of the authority record whom they told abroad, and who holds a drill of its own' using errcode = '42501';
  end if;
  if v_mine is not null then
    if not exists (
        with recursive family as (
          select p.batch_id from chain.batch_party as p
          join chain.recall as r on r.authority_id = p.authority_id and r.root_id = p.batch_id and r.recall_id = v_recall
          where p.authority_id = p_authority and p.holder_id = v_mine
          union
          select d.child_id from family
          join chain.batch_edge as d on d.authority_id = p_authority and d.parent_id = family.batch_id
          join chain.batch_party as p on p.authority_id = p_authority and p.holder_id = v_mine and p.batch_id = d.child_id
        )
        select from family
        join chain.recall as r on r.authority_id = p_authority and r.recall_id = v_recall
        join chain.account as a on a.authority_id = p_authority and a.batch_id = family.batch_id and a.holder_id = v_mine
          and a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'
        join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id and m.occurred_at < r.started_at
        join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
        where e.kind = 'export' and e.counter_id = v_party
          and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id))
    then
      raise exception 'nothing of this was exported there by who holds the drill' using errcode = '42501';
    end if;
  elsif not exists (
      select from chain.recall as r
      join chain.recall_notice_line as l on l.authority_id = r.authority_id and l.recall_id = r.recall_id
      join chain.account as a on a.authority_id = l.authority_id and a.batch_id = l.batch_id and a.holder_id = l.holder_id
        and a.kind = 'world' and a.state = 'exported' and a.ledger = 'material_mg'
      join chain.movement as m on m.authority_id = a.authority_id and m.to_account_id = a.account_id
      join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
      where r.authority_id = p_authority and r.recall_id = v_recall
        and e.kind = 'export' and (v_party is null or e.counter_id = v_party)
        and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id))
    and not exists (
      select from chain.recall as r
      cross join lateral chain.ancestors(p_authority, r.root_id) as source(batch_id)
      join chain.batch as b on b.authority_id = r.authority_id and b.batch_id = source.batch_id and b.taken_back_id is null
      join chain.event as e on e.authority_id = b.authority_id and e.event_id = b.event_id and e.kind = 'import'
      where r.authority_id = p_authority and r.recall_id = v_recall
        and (v_party is null or e.counter_id = v_party))
  then
    raise exception 'nothing of this was exported there or came from there' using errcode = '42501';
  end if;
  insert into chain.recall_telling (authority_id, telling_id, recall_id, country, buyer_id, recipient, way, outcome, remark, told_at, actor_id)
    select p_authority, r.id, r.recall, r.country, r.buyer, r.recipient, r.way, r.outcome, r.remark, r.at, r.actor
    from jsonb_to_record(p_row) as r(id uuid, recall uuid, country text, buyer uuid, recipient text, way text, outcome text, remark text,
      at timestamptz, actor uuid)
    on conflict on constraint recall_telling_key do nothing;
  return found;
end
$$;

set local role grein_owner;
revoke create on schema chain from grein_door;
