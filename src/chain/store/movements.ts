// Reads movements with the places they touch. Not here: making them (door.ts).
import { sql } from 'kysely'
import type { AuthorityId, BatchId, Instant } from '#kernel'
import type { Tx } from '#platform'
import { type AccountKind, type Ledger, unseenState } from '../contract.ts'
import { isAmong } from './of-years.ts'

/** One end of a movement. Of an end behind the wall only its id and what a partner may know is left. */
export type End = {
  readonly accountId: string
  readonly isVisible: boolean
  readonly kind: AccountKind
  readonly state: string
  readonly holderId: string | null
  readonly premisesId: string | null
  readonly batchId: string | null
}
export type MovementRow = {
  readonly eventId: string
  readonly line: number
  readonly ledger: Ledger
  readonly amount: bigint
  readonly occurredAt: Instant
  readonly from: End
  readonly to: End
}

type Row = {
  eventId: string
  line: number
  ledger: Ledger
  amount: bigint
  occurredAt: Instant
  fromId: string
  toId: string
} & { [Key in `${'from' | 'to'}${'Kind' | 'State' | 'Holder' | 'Premises' | 'Batch'}`]: string | null }

const columns = sql`
  m.event_id as "eventId", m.line, m.ledger, m.amount, m.occurred_at as "occurredAt", m.from_account_id as "fromId", m.to_account_id as "toId",
  f.kind as "fromKind", f.state as "fromState", f.holder_id as "fromHolder", f.premises_id as "fromPremises", f.batch_id as "fromBatch",
  t.kind as "toKind", t.state as "toState", t.holder_id as "toHolder", t.premises_id as "toPremises", t.batch_id as "toBatch"`
const ends = sql`
  left join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
  left join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id`

export async function selectMovements(
  tx: Tx,
  authorityId: AuthorityId,
  eventIds: readonly string[],
): Promise<MovementRow[]> {
  const { rows } = await sql<Row>`
    select ${columns} from chain.movement as m ${ends}
    where m.authority_id = ${authorityId} and ${isAmong(sql`m.event_id`, eventIds)}
    order by m.event_id, m.line`.execute(tx)
  return rows.map(read)
}

/**
 * All that came in and went out of a batch in one ledger, in order of time, without what was taken back: of a part the picture would be false.
 * What a difference lends to a stock (acts/late.ts) comes before what the same event takes of it.
 */
export async function selectFlow(
  tx: Tx,
  authorityId: AuthorityId,
  { batchId, ledger }: { readonly batchId: BatchId; readonly ledger: Ledger },
): Promise<MovementRow[]> {
  const { rows } = await sql<Row>`
    with own as (
      select a.account_id from chain.account as a where a.authority_id = ${authorityId} and a.batch_id = ${batchId} and a.ledger = ${ledger}
    ), touching as (
      select o.event_id, o.line from own join chain.movement as o on o.authority_id = ${authorityId} and o.from_account_id = own.account_id
      union
      select i.event_id, i.line from own join chain.movement as i on i.authority_id = ${authorityId} and i.to_account_id = own.account_id
    )
    select ${columns}
    from touching
    join chain.movement as m on m.authority_id = ${authorityId} and m.event_id = touching.event_id and m.line = touching.line
    ${ends}
    where not exists (
      select from chain.correction as c
      where c.authority_id = ${authorityId} and (c.corrects_id = m.event_id or c.event_id = m.event_id))
    order by m.occurred_at, coalesce(f.kind = 'difference' and t.kind = 'stock', false) desc, m.event_id, m.line`.execute(
    tx,
  )
  return rows.map(read)
}

function read(row: Row): MovementRow {
  const { eventId, line, ledger, amount, occurredAt } = row
  const from = end(
    row.fromId,
    [row.fromKind, row.fromState, row.fromHolder, row.fromPremises, row.fromBatch],
    row.toBatch,
  )
  const to = end(row.toId, [row.toKind, row.toState, row.toHolder, row.toPremises, row.toBatch], row.fromBatch)
  return { eventId, line, ledger, amount, occurredAt, from, to }
}

function end(
  accountId: string,
  [kind, state, holderId, premisesId, batchId]: (string | null)[],
  otherBatch: string | null,
): End {
  if (!kind || !state) {
    return {
      accountId,
      isVisible: false,
      kind: 'stock',
      state: unseenState,
      holderId: null,
      premisesId: null,
      batchId: otherBatch,
    }
  }
  return {
    accountId,
    isVisible: true,
    kind: kind as AccountKind, // The column's check allows no other; allowances are not posted yet.
    state,
    holderId: holderId ?? null,
    premisesId: premisesId ?? null,
    batchId: batchId ?? null,
  }
}
