// That the kept sums are what they claim: everything added up again from the movements, in one moment of the database, and each sum that
// differs named. For administrators. Not here: whether the movements are the recorded ones (proof/).
import type { ClientBase } from 'pg'
import type { AuthorityId } from '#kernel'
import { type Admin, roleNames } from '#platform'
import { faultsMax, type LedgerFault } from '../proof/faults.ts'
import { figuresOf, movementsOf, notTakenBack } from './months.ts'

/** Everything is sorted and hashed once; what does not fit goes to disk. */
const workMemory = '96MB'

/** Nothing where no sums are kept: then nobody reads any. Reads as the door does, so no wall hides a row. */
export async function verifySums(admin: Admin, authorityId: AuthorityId): Promise<readonly LedgerFault[]> {
  return admin.withClient(async (client) => {
    await client.query('begin isolation level repeatable read read only')
    try {
      await client.query(
        `select set_config('grein.authority', $1, true), set_config('work_mem', $2, true), set_config('statement_timeout', '0', true)`,
        [authorityId, workMemory],
      )
      await client.query(`set local jit = off; set local role ${roleNames.door}`)
      const { rows: marks } = await client.query<{ leaves: bigint; size: bigint }>(markSql, [authorityId])
      const faults: LedgerFault[] = []
      for (const { leaves, size } of marks) {
        if (leaves > size) faults.push(differs(authorityId, `the sums claim ${leaves} leaves of a log of ${size}`))
        for (const reading of [figures, sides]) faults.push(...(await readingFaults(client, authorityId, reading)))
        for (const text of [accountsSql, stockSql, monthsSql]) {
          const { rows } = await client.query<{ id: string; detail: string }>(text, [authorityId])
          faults.push(...rows.map(({ id, detail }) => differs(id, detail)))
        }
      }
      return faults
    } finally {
      await client.query('rollback')
    }
  })
}

const differs = (id: string, detail: string): LedgerFault => ({ kind: 'sum-differs', id, detail })

const markSql = `
  select r.leaves, coalesce(h.size, 0)::bigint as size
  from chain.sum_mark as r left join log.head as h on h.authority_id = r.authority_id
  where r.authority_id = $1`

type Said = { readonly day: string; readonly what: string; readonly said: string }

/** Both ways: what is told is compared with what a reader gets, sums and what was recorded since. */
async function readingFaults(
  client: ClientBase,
  authorityId: string,
  { kept, told }: { readonly kept: string; readonly told: string },
): Promise<LedgerFault[]> {
  const { rows: inSums } = await client.query<Said>(kept, [authorityId])
  await client.query('set local enable_nestloop = off') // Everything is read once, so it joins by hash.
  const { rows: inLedger } = await client.query<Said>(told, [authorityId])
  await client.query('set local enable_nestloop = on')
  const keyOf = ({ day, what }: Said) => `${day} ${what}`
  const left = new Map(inSums.map((row) => [keyOf(row), row]))
  const pairs = inLedger.map((row) => {
    const pair = { row, kept: left.get(keyOf(row))?.said ?? 'nothing', told: row.said }
    left.delete(keyOf(row))
    return pair
  })
  return [...pairs, ...[...left.values()].map((row) => ({ row, kept: row.said, told: 'nothing' }))]
    .filter((pair) => pair.kept !== pair.told)
    .slice(0, faultsMax)
    .map((pair) => differs(pair.row.day, `${pair.row.what} in the sums ${pair.kept}, in the ledger ${pair.told}`))
}

const figures = {
  kept: `
  select s.on_day::text as day, s.what || ' ' || s.act_kind || ' ' || s.product_code as what,
    format('%s mg of %s events (%s)', s.mass_mg, s.events, s.events_once) as said
  from chain.flow_by_day($1, '-infinity', 'infinity') as s`,
  told: `
  select ((p.at at time zone 'Europe/Amsterdam')::date)::text as day, p.what || ' ' || p.kind || ' ' || p.product_code as what,
    format('%s mg of %s events (%s)', sum(p.mass), count(*), count(*) filter (where p.is_first)) as said
  from (
    select e.event_id, e.kind, e.occurred_at as at, x.what, b.product_code, sum(m.amount) as mass,
      row_number() over (partition by e.event_id, x.what order by b.product_code) = 1 as is_first
    from chain.event as e
    join chain.movement as m on ${movementsOf}
    ${figuresOf}
    where e.authority_id = $1 and x.what is not null and ${notTakenBack}
    group by e.event_id, e.kind, e.occurred_at, x.what, b.product_code
  ) as p
  group by 1, p.what, p.kind, p.product_code`,
}

const sides = {
  kept: `
  select s.on_day::text as day, format('%s of %s to %s%s', s.act_kind, s.source, s.target, case when s.is_undone then format(', taken back by %s', s.last_on) end) as what,
    format('%s mg of %s events', s.mass_mg, s.events) as said
  from chain.side_by_day($1) as s`,
  told: `
  with day as (
    select e.authority_id, e.event_id, e.kind, (e.occurred_at at time zone 'Europe/Amsterdam')::date as on_day
    from chain.event as e where e.authority_id = $1
  ), pair as (
    select c.corrects_id, c.event_id, least(done.on_day, undone.on_day) as first, greatest(done.on_day, undone.on_day) as last
    from chain.correction as c
    join day as done on done.event_id = c.corrects_id
    join day as undone on undone.event_id = c.event_id
    left join chain.correction as again on again.authority_id = c.authority_id and again.event_id = c.corrects_id
    where c.authority_id = $1 and again.event_id is null
  ), counting as (
    select day.event_id, day.on_day, day.on_day as last_on, false as is_undone from day
    union all select pair.corrects_id, pair.first, pair.last, true from pair
    union all select pair.event_id, pair.first, pair.last, true from pair
  )
  select n.on_day::text as day, format('%s of %s to %s%s', day.kind, x.source, x.target, case when n.is_undone then format(', taken back by %s', n.last_on) end) as what,
    format('%s mg of %s events', sum(m.amount), count(distinct m.event_id)) as said
  from counting as n
  join day on day.event_id = n.event_id
  join chain.movement as m on m.authority_id = $1 and m.event_id = n.event_id and m.ledger = 'material_mg'
  join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
  join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
  left join licensing.party as fp on fp.authority_id = f.authority_id and fp.party_id = case f.kind when 'transit' then f.counter_id else f.holder_id end
  left join licensing.party as tp on tp.authority_id = t.authority_id and tp.party_id = case t.kind when 'transit' then t.counter_id else t.holder_id end
  cross join lateral (
    select chain.side_of(f.kind, f.state, fp.kind) as source, chain.side_of(t.kind, t.state, tp.kind) as target) as x
  where x.source <> x.target
  group by n.on_day, n.last_on, n.is_undone, day.kind, x.source, x.target`,
}

/** What an account holds now, without what it moved since the mark, is what the sums have of it. What it holds is proven elsewhere. */
const accountsSql = `
  select coalesce(n.account_id, s.account_id) as id,
    format('in the sums %s, in the ledger %s', coalesce(s.amount, 0), coalesce(n.amount, 0) - coalesce(c.change, 0)) as detail
  from (
    select b.account_id, b.amount from chain.balance as b
    join chain.account as a on a.authority_id = b.authority_id and a.account_id = b.account_id
    join chain.batch as t on t.authority_id = a.authority_id and t.batch_id = a.batch_id
    where b.authority_id = $1 and a.ledger = 'material_mg' and a.kind in ('stock', 'transit')
  ) as n
  full join (select own.account_id, own.amount from chain.account_sum as own where own.authority_id = $1) as s on s.account_id = n.account_id
  left join chain.stock_changes($1, (select r.leaves from chain.sum_mark as r where r.authority_id = $1), null) as c
    on c.account_id = coalesce(n.account_id, s.account_id)
  where coalesce(s.amount, 0) <> coalesce(n.amount, 0) - coalesce(c.change, 0)
  limit ${faultsMax}`

/** What a holder has in the sums is what its accounts have in them. */
const stockSql = `
  select coalesce(kept.holder_id, told.holder_id) as id,
    format('%s %s in the sums %s mg in %s accounts, by account %s mg in %s', coalesce(kept.product_code, told.product_code),
      coalesce(kept.state, told.state), coalesce(kept.mass_mg, 0), coalesce(kept.accounts, 0), coalesce(told.mass_mg, 0),
      coalesce(told.accounts, 0)) as detail
  from (select * from chain.stock_sum as own where own.authority_id = $1) as kept
  full join (
    select a.holder_id, b.product_code, case a.kind when 'stock' then a.state else a.kind end as state, sum(s.amount) as mass_mg,
      count(*) filter (where s.amount > 0) as accounts
    from chain.account_sum as s
    join chain.account as a on a.authority_id = s.authority_id and a.account_id = s.account_id
    join chain.batch as b on b.authority_id = a.authority_id and b.batch_id = a.batch_id
    where s.authority_id = $1
    group by 1, 2, 3
  ) as told on told.holder_id = kept.holder_id and told.product_code = kept.product_code and told.state = kept.state
  where coalesce(kept.mass_mg, 0) <> coalesce(told.mass_mg, 0) or coalesce(kept.accounts, 0) <> coalesce(told.accounts, 0)
  limit ${faultsMax}`

/** Both ways: what each account moved in a month by the sums and what was recorded since, and by its movements. */
const monthsSql = `
  select coalesce(kept.account_id, told.account_id) as id,
    format('of %s in the sums %s, in the ledger %s', to_char(coalesce(kept.month, told.month), 'YYYY-MM'), coalesce(kept.change, 0),
      coalesce(told.change, 0)) as detail
  from (
    select both_sums.month, both_sums.account_id, sum(both_sums.change) as change
    from (
      select own.month, own.account_id, own.change from chain.month_sum as own where own.authority_id = $1
      union all
      select c.month, c.account_id, c.change
      from chain.month_changes($1, (select r.leaves from chain.sum_mark as r where r.authority_id = $1), null) as c
    ) as both_sums
    group by 1, 2
  ) as kept
  full join (
    select date_trunc('month', m.occurred_at at time zone 'Europe/Amsterdam')::date as month, side.account_id, sum(side.change) as change
    from chain.movement as m
    cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
    where m.authority_id = $1
    group by 1, 2
  ) as told on told.month = kept.month and told.account_id = kept.account_id
  where coalesce(kept.change, 0) <> coalesce(told.change, 0)
  limit ${faultsMax}`
