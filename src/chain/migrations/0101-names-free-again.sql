-- why: a number on a label that was mistyped in one record stayed taken for ever, because the batch of a record that was taken back keeps its row. The row
-- now says by which event it was taken back, once, and only of the others is a name its holder's alone. Whoever takes it back leaves nothing standing
-- under that name: what was found since, or stands elsewhere, is explained first.
alter table chain.batch add column taken_back_id uuid;
alter table chain.batch add constraint batch_taken_back foreign key (authority_id, taken_back_id) references chain.event;

create function chain.refuse_all_but_taking_back() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if old.taken_back_id is null and new.taken_back_id is not null
    and to_jsonb(new) - 'taken_back_id' = to_jsonb(old) - 'taken_back_id'
  then
    return new;
  end if;
  raise exception 'a batch is written once and can only be taken back' using errcode = '42501';
end
$$;
drop trigger batch_written_once on chain.batch;
create trigger batch_written_once before delete or truncate on chain.batch
  for each statement execute function platform.refuse_change();
-- Of every authority, so the owner steps over the wall for once.
alter table chain.batch no force row level security;
alter table chain.correction no force row level security;
update chain.batch as b set taken_back_id = c.event_id
  from chain.correction as c
  where c.authority_id = b.authority_id and c.corrects_id = b.event_id;
alter table chain.batch force row level security;
alter table chain.correction force row level security;
create trigger batch_only_taken_back before update on chain.batch
  for each row execute function chain.refuse_all_but_taking_back();
alter table chain.batch enable always trigger batch_written_once;
alter table chain.batch enable always trigger batch_only_taken_back;

alter table chain.batch drop constraint batch_name;
create unique index batch_name on chain.batch (authority_id, holder_id, name) where taken_back_id is null;
grant update (taken_back_id) on chain.batch to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;

alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_losses;
-- As 0060 has it, and what a correction takes back of what was opened. The mass has moved by then, and each account it came from is locked.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_back  uuid[];
  v_stays record;
begin
  perform chain.post_beside_of_losses(p_authority, p_posting, p_fresh);
  if p_posting ? 'corrections' then
    with back as (
      update chain.batch as b set taken_back_id = r.event
        from jsonb_to_recordset(p_posting -> 'corrections') as r(event uuid, corrects uuid)
        where b.authority_id = p_authority and b.event_id = r.corrects and r.event = any (p_fresh)
        returning b.batch_id
    )
    select array_agg(back.batch_id) into v_back from back;
    select b.name, n.amount into v_stays
      from chain.account as a
      join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
      join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
      where a.authority_id = p_authority and a.batch_id = any (v_back) and a.ledger in ('material_mg', 'plant_pieces') and n.amount <> 0
      limit 1;
    if found then
      raise exception 'something of the batch stays' using errcode = '23514', constraint = 'batch_stays', detail = v_stays.name;
    end if;
  end if;
end
$$;
revoke all on function chain.post_beside from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
