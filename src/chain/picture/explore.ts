// The ledger, account by account: what stands where, or stood on a past day, and every movement behind a number. Through the reader's own wall.
// Not here: one batch's balances (../batch-detail.ts), and what was known of a past day (../stock-at.ts).
import { sql } from 'kysely'
import { type AccountId, decodeCursor, encodeCursor, type Instant, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { AccountKind, AccountMovements, ActKind, Ledger, LedgerAccounts, LedgerFilter } from '../contract.ts'
import { isAmount, isInstant, pageDefault, pageMax } from '../paging.ts'
import { chainProblems } from '../problems.ts'
import { accountRef, lookUp, type Names, nothingWanted, wantAccount } from '../refs.ts'
import { endOf } from '../stock/stock-at.ts'
import { selectThen, type ThenAsked } from './accounts-then.ts'
import {
  type AccountRow,
  columnsOf,
  type ListedAccounts,
  standing,
  standingNow,
  whichAccounts,
} from './which-accounts.ts'

/** Null: now. A day counts to its end, a moment counts itself. */
const beforeIn = (at: string | undefined): Instant | null => (at === undefined ? null : endOf(at))

/** Newest first. Refuses `chain/bad-cursor`. */
export async function listAccounts(tx: Tx, actor: Actor, filter: LedgerFilter): Promise<LedgerAccounts> {
  const before = beforeIn(filter.at)
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const place = filter.cursor === undefined ? null : placeOf(filter.cursor, 2)
  const after = place ? sql`(a.opened_at, a.account_id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql`true`
  const asked = { filter, after, limit: limit + 1 }
  const { rows, totals } =
    before === null ? await selectNow(tx, actor, asked) : await selectThen(tx, actor, { ...asked, before })
  const page = rows.slice(0, limit)
  const names = await namesOf(tx, actor.authorityId, page)
  const last = page.at(-1)
  return {
    items: page.map((row) => viewAccount(names, row)),
    nextCursor: last && rows.length > limit ? encodeCursor([last.openedAt.toString(), last.accountId]) : null,
    totals: totals.map(({ amount, ...one }) => ({ ...one, amount: `${amount}` })),
  }
}

async function selectNow(
  tx: Tx,
  actor: Actor,
  { filter, after, limit }: Omit<ThenAsked, 'before'>,
): Promise<ListedAccounts> {
  const now = standingNow
  const which = whichAccounts(actor, filter)
  const all = filter.empty ? which : sql`${which} and ${now.isThere}`
  const { rows } = await sql<AccountRow>`
    with page as materialized ( -- First the page, then what must be counted for each of it.
      select a.* from chain.account as a ${now.balance}
      where ${all} and ${after}
      order by a.opened_at desc, a.account_id desc
      limit ${limit}
    )
    select ${columnsOf(now)} from page as a ${now.joined}
    order by a.opened_at desc, a.account_id desc`.execute(tx)
  // What the chain has and what the world gave it are together nothing: the world is summed where it is asked for.
  const isOfWorld = filter.kind === 'world'
  const { rows: totals } = await sql<{ ledger: Ledger; amount: bigint; accounts: bigint }>`
    select a.ledger, sum(${isOfWorld ? now.amount : sql`n.amount`})::bigint as amount, count(*) as accounts
    from chain.account as a ${isOfWorld ? now.joined : now.balance}
    where ${all} and ${isOfWorld ? sql`true` : sql`a.kind <> 'world'`}
    group by a.ledger order by a.ledger`.execute(tx)
  return { rows, totals: totals.map(({ accounts, ...one }) => ({ ...one, accounts: Number(accounts) })) }
}

function placeOf(cursor: string, length: number): readonly string[] {
  const parts = decodeCursor(cursor, length) ?? []
  const isFit =
    parts.length === length &&
    parts.every((part) => typeof part === 'string') &&
    isInstant(String(parts[0])) &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(parts[1])) &&
    parts.slice(2).every((part) => isAmount(String(part)))
  return isFit ? parts.map(String) : refuseNow(chainProblems['bad-cursor'], {})
}

async function namesOf(tx: Tx, authorityId: Actor['authorityId'], rows: readonly AccountRow[]): Promise<Names> {
  const wanted = nothingWanted()
  for (const row of rows) wantAccount(wanted, row)
  return lookUp(tx, authorityId, wanted)
}

const viewAccount = (names: Names, row: AccountRow): AccountMovements['account'] => ({
  account: accountRef(names, row),
  amount: `${row.amount}`,
  openedAt: row.openedAt.toString(),
  movements: Number(row.movements),
})

type MoveRow = {
  readonly eventId: string
  readonly kind: ActKind
  readonly line: number
  readonly occurredAt: Instant
  readonly signed: bigint
  readonly otherId: string
} & {
  readonly [Key in keyof Pick<AccountRow, 'state' | 'holderId' | 'premisesId' | 'batchId'>]: AccountRow[Key] | null
} & {
  readonly otherKind: AccountKind | null
}

export type MovementsAsked = {
  readonly accountId: AccountId
  /** Only those until then, and what stood there then. */
  readonly at?: string
  readonly cursor?: string
  readonly limit?: number
}

/** Newest first, each with what stood there after it. Refuses `chain/unknown-account`, `chain/bad-cursor`. */
export async function accountMovements(
  tx: Tx,
  { authorityId }: Actor,
  { accountId, at, cursor, limit: asked }: MovementsAsked,
): Promise<AccountMovements> {
  const then = standing(beforeIn(at))
  const { rows: found } = await sql<AccountRow>`
    select ${columnsOf(then)} from chain.account as a ${then.joined}
    where a.authority_id = ${authorityId} and a.account_id = ${accountId}`.execute(tx)
  const [account] = found
  if (!account) return refuseNow(chainProblems['unknown-account'], {})
  const limit = Math.min(asked ?? pageDefault, pageMax)
  const place = cursor === undefined ? null : placeOf(cursor, 4)
  const after = place
    ? sql`and (m.occurred_at, m.event_id, m.line) < (${place[0]}::timestamptz, ${place[1]}::uuid, ${place[2]}::smallint)`
    : sql``
  const { rows } = await sql<MoveRow>`
    select m.event_id as "eventId", e.kind, m.line, m.occurred_at as "occurredAt", m.signed, m.other_id as "otherId", o.kind as "otherKind",
      o.state, o.holder_id as "holderId", o.premises_id as "premisesId", o.batch_id as "batchId"
    from (
      select i.event_id, i.line, i.occurred_at, i.amount as signed, i.from_account_id as other_id
      from chain.movement as i where i.authority_id = ${authorityId} and i.to_account_id = ${accountId}
      union all
      select d.event_id, d.line, d.occurred_at, -d.amount, d.to_account_id
      from chain.movement as d where d.authority_id = ${authorityId} and d.from_account_id = ${accountId}
    ) as m
    join chain.event as e on e.authority_id = ${authorityId} and e.event_id = m.event_id
    left join chain.account as o on o.authority_id = ${authorityId} and o.account_id = m.other_id
    where ${then.within} ${after}
    order by m.occurred_at desc, m.event_id desc, m.line desc
    limit ${limit + 1}`.execute(tx)
  const page = rows.slice(0, limit)
  const wanted = nothingWanted()
  wantAccount(wanted, account)
  for (const row of page) wantAccount(wanted, row)
  const names = await lookUp(tx, authorityId, wanted)
  let balance = place ? BigInt(place[3] ?? '0') : account.amount
  const items = page.map((row) => {
    const balanceAfter = balance
    balance -= row.signed
    return {
      eventId: printId('event', trustId('event', row.eventId)),
      kind: row.kind,
      occurredAt: row.occurredAt.toString(),
      // An end behind the wall: that it went there is known, where it lies is not.
      other: accountRef(names, {
        accountId: row.otherId,
        kind: row.otherKind ?? 'stock',
        ledger: account.ledger,
        state: row.state ?? 'elsewhere',
        holderId: row.holderId,
        premisesId: row.premisesId,
        batchId: row.batchId,
      }),
      amount: `${row.signed}`,
      balanceAfter: `${balanceAfter}`,
    }
  })
  const last = page.at(-1)
  const next = last && [last.occurredAt.toString(), last.eventId, `${last.line}`, `${balance}`]
  return {
    account: viewAccount(names, account),
    items,
    nextCursor: next && rows.length > limit ? encodeCursor(next) : null,
  }
}
