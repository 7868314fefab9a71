-- why: what is recalled may have come from abroad, itself or what it was made of. Who supplied it is no holder here and gets no notice; it and the
-- authority of its country are told as buyers are: by staff, each attempt once, with its leaf. `buyer_id` names whoever bought or supplied.
grant create on schema chain to grein_door;
set local role grein_door;

-- Writes by staff whom they told abroad; whether it is new. Only of a recall or drill of the authority, of which some was exported, or that came from
-- abroad itself or in what it was made of: to that party, where it names one. What was taken back crossed no border.
create or replace function chain.put_recall_telling(p_authority uuid, p_row jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
declare
  v_recall constant uuid := (p_row ->> 'recall')::uuid;
  v_party  constant uuid := (p_row ->> 'buyer')::uuid;
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
        and e.kind = 'export' and (v_party is null or e.counter_id = v_party)
        and not exists (select from chain.correction as c where c.authority_id = e.authority_id and c.corrects_id = e.event_id))
    and not exists (
      select from chain.recall as r
      cross join lateral chain.ancestors(p_authority, r.root_id) as source(batch_id)
      join chain.batch as b on b.authority_id = r.authority_id and b.batch_id = source.batch_id and b.taken_back_id is null
      join chain.event as e on e.authority_id = b.authority_id and e.event_id = b.event_id and e.kind = 'import'
      where r.authority_id = p_authority and r.recall_id = v_recall and r.held_by is null
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
