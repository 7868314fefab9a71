// Recomputes what the ledger claims and names every fault: nothing here trusts a sum that was stored. For administrators.
// Not here: the tree of the log (platform checks that its leaves hash up to what was signed).
import type { AuthorityId } from '#kernel'
import { type Admin, roleNames } from '#platform'

export const ledgerFaultKinds = [
  'balance-differs',
  'balance-missing',
  'balance-negative',
  'closed-not-empty',
  'history-negative',
  'movement-ledger',
  'movement-time',
  'movement-missing-end',
  'leaf-differs',
  'leaf-not-in-log',
  'batch-differs',
] as const
export type LedgerFault = {
  readonly kind: (typeof ledgerFaultKinds)[number]
  readonly id: string
  readonly detail: string
}
export type LedgerVerdict = {
  readonly isWhole: boolean
  readonly events: number
  readonly movements: number
  readonly accounts: number
  readonly faults: readonly LedgerFault[]
}

/** So many faults of each kind are named; a ledger with more has one cause. */
const faultsMax = 100

/** Each finds rows `id, detail`; none is the answer that is wanted. */
const checks: Record<LedgerFault['kind'], string> = {
  'balance-differs': `
    with net as (
      select side.account_id, sum(side.change)::bigint as amount
      from chain.movement as m
      cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
      where m.authority_id = $1
      group by side.account_id
    )
    select b.account_id as id, format('stored %s, moved %s', b.amount, coalesce(net.amount, 0)) as detail
    from chain.balance as b left join net on net.account_id = b.account_id
    where b.authority_id = $1 and b.amount <> coalesce(net.amount, 0)`,
  'balance-missing': `
    select a.account_id as id, a.kind as detail from chain.account as a
    where a.authority_id = $1 and (a.kind <> 'world') is distinct from exists (
      select from chain.balance as b where b.authority_id = a.authority_id and b.account_id = a.account_id)`,
  'balance-negative': `
    select b.account_id as id, b.amount::text as detail
    from chain.balance as b
    join chain.account as a on a.authority_id = b.authority_id and a.account_id = b.account_id
    where b.authority_id = $1 and ((b.amount < 0 and a.kind <> 'difference') or b.is_signed <> (a.kind = 'difference'))`,
  'closed-not-empty': `
    select b.account_id as id, b.amount::text as detail from chain.balance as b
    where b.authority_id = $1 and b.closed_at is not null and b.amount <> 0`,
  'history-negative': `
    with change as (
      select side.account_id, m.occurred_at as at, sum(side.change) as amount
      from chain.movement as m
      cross join lateral (values (m.from_account_id, -m.amount), (m.to_account_id, m.amount)) as side (account_id, change)
      join chain.balance as b on b.authority_id = m.authority_id and b.account_id = side.account_id and not b.is_signed
      where m.authority_id = $1
      group by side.account_id, m.occurred_at
    ), level as (
      select account_id, at, sum(amount) over (partition by account_id order by at) as amount from change
    )
    select account_id as id, format('%s at %s', min(amount), min(at)) as detail from level where amount < 0 group by account_id`,
  'movement-ledger': `
    select m.event_id as id, format('line %s', m.line) as detail
    from chain.movement as m
    join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
    join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
    where m.authority_id = $1 and (f.ledger <> m.ledger or t.ledger <> m.ledger or m.amount <= 0)`,
  'movement-time': `
    select m.event_id as id, format('line %s', m.line) as detail
    from chain.movement as m
    join chain.event as e on e.authority_id = m.authority_id and e.event_id = m.event_id
    where m.authority_id = $1 and e.occurred_at <> m.occurred_at`,
  'movement-missing-end': `
    select m.event_id as id, format('line %s', m.line) as detail
    from chain.movement as m
    where m.authority_id = $1 and (
      not exists (select from chain.event as e where e.authority_id = m.authority_id and e.event_id = m.event_id)
      or not exists (select from chain.account as a where a.authority_id = m.authority_id and a.account_id = m.from_account_id)
      or not exists (select from chain.account as a where a.authority_id = m.authority_id and a.account_id = m.to_account_id))`,
  'leaf-differs': `
    select e.event_id as id, e.kind as detail from chain.event as e
    where e.authority_id = $1 and e.record is not null and e.leaf <> sha256('\\x00'::bytea || e.salt || convert_to(e.record, 'UTF8'))`,
  'leaf-not-in-log': `
    select e.event_id as id, e.kind as detail from chain.event as e
    where e.authority_id = $1
      and not exists (select from log.leaf as l where l.authority_id = e.authority_id and l.entry_id = e.event_id and l.leaf = e.leaf)
      and not exists (select from log.unsealed as u where u.authority_id = e.authority_id and u.entry_id = e.event_id and u.leaf = e.leaf)`,
  'batch-differs': `
    select b.batch_id as id, format('opened with %s, got %s', b.opened_amount, coalesce(sum(m.amount), 0)) as detail
    from chain.batch as b
    left join chain.account as t on t.authority_id = b.authority_id and t.batch_id = b.batch_id and t.kind = 'stock'
    left join chain.movement as m
      on m.authority_id = b.authority_id and m.event_id = b.event_id and m.to_account_id = t.account_id
      and m.ledger = case b.unit when 'pieces' then 'plant_pieces' else 'material_mg' end
    where b.authority_id = $1
    group by b.batch_id, b.opened_amount
    having coalesce(sum(m.amount), 0) <> b.opened_amount`,
}

/** All of one authority's ledger, in one snapshot. Reads as the door does, so no wall hides a row from the check. */
export async function verifyLedger(admin: Admin, authorityId: AuthorityId): Promise<LedgerVerdict> {
  return admin.withClient(async (client) => {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`select set_config('grein.authority', $1, true)`, [authorityId])
    await client.query(`set local role ${roleNames.door}`)
    const faults: LedgerFault[] = []
    for (const kind of ledgerFaultKinds) {
      const { rows } = await client.query<{ id: string; detail: string }>(`${checks[kind]} limit ${faultsMax}`, [
        authorityId,
      ])
      faults.push(...rows.map(({ id, detail }) => ({ kind, id, detail })))
    }
    const { rows } = await client.query<{ events: bigint; movements: bigint; accounts: bigint }>(
      `select (select count(*) from chain.event where authority_id = $1) as events,
         (select count(*) from chain.movement where authority_id = $1) as movements,
         (select count(*) from chain.account where authority_id = $1) as accounts`,
      [authorityId],
    )
    await client.query('commit')
    const [counted] = rows
    return {
      isWhole: faults.length === 0,
      events: Number(counted?.events ?? 0n),
      movements: Number(counted?.movements ?? 0n),
      accounts: Number(counted?.accounts ?? 0n),
      faults,
    }
  })
}

/** The authorities that have a ledger here. Asked as whoever the administrator is, so it needs a login that no wall stops. */
export async function ledgerAuthorities(admin: Admin): Promise<AuthorityId[]> {
  const rows = await admin.query<{ id: AuthorityId }>('select distinct authority_id as id from chain.account')
  return rows.map(({ id }) => id)
}

/** Partitions for this year and the three after it; the default partition is an alarm, not a place to live. */
export async function makePartitions(admin: Admin, year: number): Promise<void> {
  await admin.withClient(async (client) => {
    await client.query('begin')
    await client.query(`set local role ${roleNames.owner}`)
    await client.query('select chain.make_year(y) from generate_series($1::integer, $1::integer + 3) as y', [year])
    await client.query('commit')
  })
}
