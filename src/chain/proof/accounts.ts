// One range of accounts, each from its movements alone: what it holds, that it was never short, and that the account is the place its id
// was made from. One statement, so one moment. Not here: whether those movements are the ones that were recorded (records.ts).
import type { ClientBase } from 'pg'
import { accountFaultsSql, isClosedRightly, placeHash } from './account-faults.ts'
import { askInPieces, askOrState, type IdRange } from './ask.ts'
import { faultsMax, type LedgerFault, type PartFound } from './faults.ts'

/** What went out of each account, and what came in: sums alone, from an index that holds all of it in the order of the accounts. */
const sumsOf = (side: 'from' | 'to') => `
    select m.${side}_account_id as account_id, count(*) as moves, sum(m.amount) as amount, min(m.occurred_at) as first_at, max(m.occurred_at) as last_at
    from chain.movement as m
    where m.authority_id = $1 and m.${side}_account_id >= $2 and m.${side}_account_id <= $3
    group by m.${side}_account_id`

const countOf = (table: 'balance' | 'movement', column: string) =>
  `(select count(*) from chain.${table} as m where m.authority_id = $1 and m.${column} >= $2 and m.${column} <= $3)`

/**
 * The first look at a range: is all of it sound? It asks what account-faults.ts asks, and says only how many are odd. An account of which
 * all came in before anything went out was never short unless it is now; those that took and gave in turns are listed, and added up step by
 * step (stepsSql). What moves without an account, and a balance of none, are told by their counts.
 */
const lookSql = `
  with outs as (${sumsOf('from')}
  ), ins as (${sumsOf('to')}
  ), judged as (
    select a.account_id, outs.moves as outs, ins.moves as ins, b.account_id as balance_id,
      encode(substring(uuid_send(a.account_id) from 7), 'hex') = '8' || substr(place.hash, 1, 3)
          || translate(substr(place.hash, 4, 1), '0123456789abcdef', '89ab89ab89ab89ab') || substr(place.hash, 5, 15)
        and case when b.account_id is null then a.kind = 'world' and a.counter_id is null
          else a.kind <> 'world' and b.amount = coalesce(ins.amount, 0) - coalesce(outs.amount, 0)
            and b.last_at = coalesce(greatest(ins.last_at, outs.last_at), '-infinity')
            and b.holder_id = a.holder_id and b.counter_id is not distinct from a.counter_id
            and b.is_signed = (a.kind = 'difference') and (b.amount >= 0 or b.is_signed) and (b.closed_at is null or ${isClosedRightly})
          end as is_sound,
      not b.is_signed and outs.moves > 0 and (ins.last_at <= outs.first_at) is not true as has_steps
    from chain.account as a
    left join chain.balance as b on b.authority_id = $1 and b.account_id = a.account_id and b.account_id >= $2 and b.account_id <= $3
    left join outs on outs.account_id = a.account_id
    left join ins on ins.account_id = a.account_id
    left join lateral (select ${placeHash} as hash) as place on true
    where a.authority_id = $1 and a.account_id >= $2 and a.account_id <= $3
  )
  select count(*)::integer as accounts,
    (count(*) filter (where is_sound is not true)
      + abs(${countOf('movement', 'from_account_id')} - coalesce(sum(outs), 0)) + abs(${countOf('movement', 'to_account_id')} - coalesce(sum(ins), 0))
      + abs(${countOf('balance', 'account_id')} - count(balance_id)))::integer as odd,
    coalesce(array_agg(account_id::text) filter (where has_steps), '{}') as stepping
  from judged`

/** Whether one of these accounts was ever short. What occurred at one moment counts together: the frame runs to the last of its peers. */
const stepsSql = `
  with side as (
    select o.from_account_id as account_id, o.occurred_at as at, -o.amount::numeric as change from chain.movement as o
    where o.authority_id = $1 and o.from_account_id = any ($2::uuid[])
    union all
    select i.to_account_id, i.occurred_at, i.amount::numeric from chain.movement as i
    where i.authority_id = $1 and i.to_account_id = any ($2::uuid[])
  )
  select coalesce(min(level.amount), 0) < 0 as is_short
  from (
    select sum(side.change) over (partition by side.account_id order by side.at range between unbounded preceding and current row) as amount
    from side) as level`

/** Marks are derived, and are believed by whoever asks after a past day: each must be the one before it and what moved in between. */
const marksSql = `
  select r.account_id as id, 'mark-differs' as kind,
    case when r.is_own then format('at %s stored %s more than the mark before, moved %s', r.until, r.amount - r.before, moved.amount)
      else 'whose it is' end as detail
  from (
    select own.account_id, own.until, own.amount::numeric as amount, lag(own.until, 1, '-infinity') over steps as since,
      lag(own.amount::numeric, 1, 0) over steps as before,
      (own.holder_id, own.counter_id) is not distinct from (a.holder_id, a.counter_id) as is_own
    from chain.balance_mark as own
    left join chain.account as a on a.authority_id = $1 and a.account_id = own.account_id and a.account_id >= $2 and a.account_id <= $3
    where own.authority_id = $1 and own.account_id >= $2 and own.account_id <= $3
    window steps as (partition by own.account_id order by own.until)
  ) as r
  cross join lateral (
    select coalesce((select sum(i.amount) from chain.movement as i
        where i.authority_id = $1 and i.to_account_id = r.account_id and i.occurred_at >= r.since and i.occurred_at < r.until), 0)
      - coalesce((select sum(o.amount) from chain.movement as o
        where o.authority_id = $1 and o.from_account_id = r.account_id and o.occurred_at >= r.since and o.occurred_at < r.until), 0) as amount) as moved
  where r.amount - r.before <> moved.amount or not r.is_own
  limit ${faultsMax}`

type Look = { readonly accounts: number; readonly odd: number; readonly stepping: readonly string[] }
type Named = { readonly accounts: number; readonly faults: readonly LedgerFault[] | null }

export async function proveAccounts(client: ClientBase, authorityId: string, range: IdRange): Promise<PartFound> {
  const values = [authorityId, range.from, range.through]
  const unreadable = (id: string, state: string): LedgerFault => ({ kind: 'unreadable', id, detail: state })
  const looks = await askOrState<Look>(client, 'in-order', lookSql, values)
  const look = typeof looks === 'string' ? undefined : looks[0]
  const isSound = look?.odd === 0 && !(await wereShort(client, authorityId, look.stepping))
  // What is not sound is named by a second look, and counted by it: the ledger may have grown in between.
  const asked = { client, authorityId, joins: 'whole' } as const
  const found: readonly Named[] = isSound
    ? [{ ...look, faults: null }]
    : await askInPieces<Named>({ ...asked, texts: [accountFaultsSql] }, range, (id, state) => ({
        accounts: 1,
        faults: [unreadable(id, state)],
      }))
  const marks = await askInPieces<LedgerFault>({ ...asked, texts: [marksSql] }, range, unreadable)
  return {
    events: 0,
    movements: 0,
    accounts: found.reduce((sum, { accounts }) => sum + accounts, 0),
    faults: [...found.flatMap(({ faults }) => faults ?? []), ...marks],
  }
}

async function wereShort(client: ClientBase, authorityId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const steps = await askOrState<{ is_short: boolean }>(client, 'whole', stepsSql, [authorityId, ids])
  return typeof steps === 'string' || steps[0]?.is_short !== false
}
