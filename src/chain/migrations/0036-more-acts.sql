-- why: plants are followed one by one, what is set aside is still released stock, and what comes in from abroad stands under a ceiling as
-- what comes in from next door does.
alter table chain.batch drop constraint batch_kind;
alter table chain.batch add constraint batch_kind check (kind in ('plant-lot', 'plant', 'harvest', 'bulk', 'sample', 'pack-lot'));

-- The few reservations there are, for the job that frees what has ended.
create index account_reserved on chain.account (authority_id, account_id) where state = 'reserved';

grant create on schema chain to grein_door;
set local role grein_door;

-- As 0022 has it, and the ceilings of what came in otherwise than by receipt or harvest. Balances stand already when this is called.
alter function chain.post_beside(uuid, jsonb, uuid[]) rename to post_beside_of_mass;
create function chain.post_beside(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_came record;
begin
  perform chain.post_beside_of_mass(p_authority, p_posting, p_fresh);
  if p_posting ? 'ceilings' then
    select array_agg(r.holder) as holders, array_agg(r.premises) as premises, array_agg(r.exemption) as exemptions, array_agg(r.at) as ats
      into v_came
      from jsonb_to_recordset(p_posting -> 'ceilings') as r(event uuid, at timestamptz, holder uuid, premises uuid, exemption uuid)
      where r.event = any (p_fresh);
    if v_came.holders is not null then
      perform chain.check_ceilings(p_authority, v_came.holders, v_came.premises, v_came.exemptions, v_came.ats);
    end if;
  end if;
end
$$;
revoke all on function chain.post_beside, chain.post_beside_of_mass from public;
set local role grein_owner;

-- As 0013 has it; what is set aside is released.
create or replace function chain.status_of(p_authority uuid, p_batch uuid) returns text
  language sql stable parallel safe set search_path = ''
  return (
    select case
      when bool_or(n.amount > 0 and a.state = 'held') then 'held'
      when bool_or(n.amount > 0 and a.state = 'growing') then 'growing'
      when bool_or(n.amount > 0 and a.state = 'wet') then 'wet'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state in ('released', 'reserved')) then 'released'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'quarantine') then 'quarantine'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'sample') then 'sample'
      when bool_or(n.amount > 0 and a.kind = 'stock' and a.state = 'rejected') then 'rejected'
      when bool_or(n.amount > 0 and a.kind = 'transit') then 'in-transit'
      when count(*) > 0 then 'used-up'
    end
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = p_authority and a.batch_id = p_batch
      and (platform.current_wall() = 'staff' or platform.current_party() in (a.holder_id, a.counter_id)));
revoke create on schema chain from grein_door;
