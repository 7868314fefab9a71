-- why: what came late for an hour when the book had too little is refused, or goes to dispute where the law of that day says so for that act:
-- the difference account lends what was short, under the lock of the account that was. Here stands which account that was, and since when.
create table chain.dispute (
  authority_id uuid        not null,
  account_id   uuid        not null,          -- the difference account that lent
  event_id     uuid        not null,
  stock_id     uuid        not null,          -- the account that would have been short
  holder_id    uuid        not null,
  amount       bigint      not null constraint dispute_amount check (amount > 0),
  short_at     timestamptz not null,          -- the first moment at which there was too little
  due_on       date        not null,
  constraint dispute_key primary key (authority_id, account_id),
  constraint dispute_event foreign key (authority_id, event_id) references chain.event,
  constraint dispute_account foreign key (authority_id, account_id) references chain.account,
  constraint dispute_stock foreign key (authority_id, stock_id) references chain.account
);
create index dispute_of_event on chain.dispute (authority_id, event_id);
create trigger dispute_written_once before update or delete or truncate on chain.dispute
  for each statement execute function platform.refuse_change();
alter table chain.dispute enable always trigger dispute_written_once;
alter table chain.dispute enable row level security, force row level security;
create policy dispute_door on chain.dispute to grein_door using (authority_id = (select platform.current_authority()));
create policy dispute_wall on chain.dispute for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.dispute to grein_app, grein_door;
grant insert on chain.dispute to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;

-- No more is lent than was short, and only to what came late. Runs after the balances of the event were locked and changed. Where somebody
-- else was between the decision and this lock, the whole is to be decided again.
create function chain.check_dispute(p_authority uuid, p_event uuid, p_stock uuid, p_amount bigint) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_at     constant timestamptz := (select e.occurred_at from chain.event as e where e.authority_id = p_authority and e.event_id = p_event);
  v_now    bigint;
  v_lowest bigint;
  v_later  boolean;
begin
  select b.amount into strict v_now from chain.balance as b where b.authority_id = p_authority and b.account_id = p_stock for update;
  select count(*) > 0, v_now - greatest(0, coalesce(max(since.change), 0)) into v_later, v_lowest
    from (
      select sum(sum(m.change)) over (order by m.at desc) as change
      from (
        select i.occurred_at as at, i.amount as change from chain.movement as i
          where i.authority_id = p_authority and i.to_account_id = p_stock and i.occurred_at > v_at
        union all
        select o.occurred_at, -o.amount from chain.movement as o
          where o.authority_id = p_authority and o.from_account_id = p_stock and o.occurred_at > v_at
      ) as m
      group by m.at
    ) as since;
  if not v_later then
    raise exception 'only what comes late is disputed' using errcode = '23514', constraint = 'dispute_late';
  elsif v_lowest <> 0 then
    raise exception 'the balance changed meanwhile' using errcode = '40001', constraint = 'dispute_exact';
  end if;
end
$$;

alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_allowances;
-- As 0037 has it, and what is disputed.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_allowances(p_authority, p_posting, p_fresh);
  if p_posting ? 'disputes' then
    perform chain.check_dispute(p_authority, r.event, r.stock, r.amount)
      from jsonb_to_recordset(p_posting -> 'disputes') as r(event uuid, stock uuid, amount bigint)
      where r.event = any (p_fresh);
    insert into chain.dispute (authority_id, account_id, event_id, stock_id, holder_id, amount, short_at, due_on)
      select p_authority, r.account, r.event, r.stock, r.holder, r.amount, r."shortAt", r.due
      from jsonb_to_recordset(p_posting -> 'disputes') as r(event uuid, account uuid, stock uuid, holder uuid, amount bigint,
        "shortAt" timestamptz, due date)
      where r.event = any (p_fresh) order by r.account;
  end if;
end
$$;
revoke all on function chain.check_dispute, chain.post_beside from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
