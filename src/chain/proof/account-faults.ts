// The faults of one range of accounts by their names, when a first look (accounts.ts) saw that not all of it is sound. One statement, so one
// moment. Not here: the marks of past days, and records.
import { faultsMax } from './faults.ts'

/** An id follows from its place (place.ts): the same hash, computed here by the database. */
export const placeHash = `encode(sha256(convert_to(a.authority_id || '|' || a.kind || '|' || a.ledger || '|' || a.holder_id || '|'
  || coalesce(a.premises_id::text, '') || '|' || coalesce(a.batch_id::text, '') || '|' || coalesce(a.shipment_id::text, '') || '|' || a.state,
  'UTF8')), 'hex')`

/** A difference alone is closed, when nothing is left in it, by something its holder did at that moment. Few are closed, so each is looked up. */
export const isClosedRightly = `(b.amount = 0 and a.kind = 'difference' and (select true from chain.event as e
  where e.authority_id = $1 and e.occurred_at = b.closed_at and e.holder_id = a.holder_id limit 1))`

export const accountFaultsSql = `
  with side as (
    select o.from_account_id as account_id, o.occurred_at as at, -o.amount::numeric as change from chain.movement as o
    where o.authority_id = $1 and o.from_account_id >= $2 and o.from_account_id <= $3
    union all
    select i.to_account_id, i.occurred_at, i.amount::numeric from chain.movement as i
    where i.authority_id = $1 and i.to_account_id >= $2 and i.to_account_id <= $3
  ), level as (
    -- What occurred at one moment counts together: the frame runs to the last of its peers. The world holds nothing, so it is left out.
    select side.account_id, side.at, side.change,
      sum(side.change) over (partition by side.account_id order by side.at range between unbounded preceding and current row) as amount
    from side
    left join (select own.account_id, own.kind from chain.account as own
      where own.authority_id = $1 and own.account_id >= $2 and own.account_id <= $3) as known on known.account_id = side.account_id
    where known.kind is distinct from 'world'
  ), net as (
    select level.account_id, sum(level.change) as amount, min(level.amount) as lowest, max(level.at) as last_at,
      min(level.at) filter (where level.amount < 0) as short_at
    from level group by level.account_id
  ), judged as (
    select coalesce(a.account_id, b.account_id, net.account_id) as id, a.account_id is not null as is_account,
      case
        when a.account_id is null then 'movement-missing-end'
        when substr(a.account_id::text, 15) <> '8' || substr(place.hash, 1, 3) || '-'
          || to_hex((('x' || substr(place.hash, 4, 1))::bit(4)::integer & 3) | 8) || substr(place.hash, 5, 3) || '-' || substr(place.hash, 8, 12)
          then 'account-differs'
        when (a.kind <> 'world') is distinct from (b.account_id is not null) then 'balance-missing'
        when b.account_id is null then case when a.counter_id is not null then 'account-differs' end -- the world has no other side
        when b.amount <> coalesce(net.amount, 0) or b.last_at <> coalesce(net.last_at, '-infinity') then 'balance-differs'
        when b.holder_id <> a.holder_id or b.counter_id is distinct from a.counter_id then 'balance-differs'
        when b.is_signed <> (a.kind = 'difference') or (b.amount < 0 and a.kind <> 'difference') then 'balance-negative'
        when b.closed_at is not null and b.amount <> 0 then 'closed-not-empty'
        when b.closed_at is not null and ${isClosedRightly} is not true then 'task-differs'
        when not b.is_signed and net.lowest < 0 then 'history-negative'
      end as fault,
      a.kind, (b.holder_id, b.counter_id) is distinct from (a.holder_id, a.counter_id) as is_others, b.amount as stored, b.last_at as stored_at, net.amount as moved, net.last_at as moved_at, net.lowest, net.short_at
    from (select * from chain.account as own where own.authority_id = $1 and own.account_id >= $2 and own.account_id <= $3) as a
    full join (select * from chain.balance as own where own.authority_id = $1 and own.account_id >= $2 and own.account_id <= $3) as b
      on b.account_id = a.account_id
    full join net on net.account_id = a.account_id
    left join lateral (select ${placeHash} as hash) as place on a.account_id is not null
  )
  select count(*) filter (where is_account)::integer as accounts,
    (array_agg(jsonb_build_object('kind', fault, 'id', id, 'detail', case fault
        when 'balance-differs' then case when stored <> coalesce(moved, 0) then format('stored %s, moved %s', stored, coalesce(moved, 0))
          when stored_at <> coalesce(moved_at, '-infinity') then format('last moved %s, stored %s', moved_at, stored_at) else 'whose it is' end
        when 'history-negative' then format('%s at %s', lowest, short_at)
        else coalesce(kind, '') end)) filter (where fault is not null))[1:${faultsMax}] as faults
  from judged`
