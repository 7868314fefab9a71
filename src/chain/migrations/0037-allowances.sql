-- why: what was called off and what a permit allows is used up by movements, and cannot be used twice. The figure lies in an account of the
-- ledger, which never goes below nothing; here stands what it is for: whose, of what, with whom, in which days.
create table chain.allowance (
  authority_id uuid      not null,
  allowance_id uuid      not null,          -- the event that granted it
  kind         text      not null constraint allowance_kind check (kind in ('call-off', 'import-permit', 'export-permit')),
  number       text      not null,
  holder_id    uuid      not null,
  counter_id   uuid,                        -- the only one it may be with; null: anyone
  product_code text,                        -- null: any
  mass_mg      bigint    not null constraint allowance_mass check (mass_mg > 0),
  period       daterange not null constraint allowance_period check (not isempty(period) and lower(period) is not null),
  account_id   uuid      not null,
  constraint allowance_key primary key (authority_id, allowance_id),
  constraint allowance_number unique (authority_id, kind, number),
  constraint allowance_event foreign key (authority_id, allowance_id) references chain.event,
  constraint allowance_account foreign key (authority_id, account_id) references chain.account
);
create index allowance_of_holder on chain.allowance (authority_id, holder_id, kind);
create trigger allowance_written_once before update or delete or truncate on chain.allowance
  for each statement execute function platform.refuse_change();
alter table chain.allowance enable always trigger allowance_written_once;
alter table chain.allowance enable row level security, force row level security;
create policy allowance_door on chain.allowance to grein_door using (authority_id = (select platform.current_authority()));
create policy allowance_wall on chain.allowance for select to grein_app
  using (authority_id = (select platform.current_authority()) and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder' and holder_id = (select platform.current_party()))));
grant select on chain.allowance to grein_app, grein_door;
grant insert on chain.allowance to grein_door;

grant create on schema chain to grein_door;
set local role grein_door;
alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_places;
-- As 0036 has it, and what was granted.
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_places(p_authority, p_posting, p_fresh);
  if p_posting ? 'allowances' then
    insert into chain.allowance (authority_id, allowance_id, kind, number, holder_id, counter_id, product_code, mass_mg, period, account_id)
      select p_authority, r.event, r.kind, r.number, r.holder, r.counter, r.product, r.amount, daterange(r."from", r.until), r.account
      from jsonb_to_recordset(p_posting -> 'allowances') as r(event uuid, kind text, number text, holder uuid, counter uuid, product text,
        amount bigint, "from" date, until date, account uuid)
      where r.event = any (p_fresh) order by r.event;
  end if;
end
$$;
revoke all on function chain.post_beside from public;
set local role grein_owner;
revoke create on schema chain from grein_door;
