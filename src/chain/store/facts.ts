// Fetches what a decision needs, in one statement. Not here: what screens read (the other files of this folder).
import { type RawBuilder, sql } from 'kysely'
import {
  type AccountId,
  type AuthorityId,
  assert,
  type BatchId,
  type EventId,
  type Instant,
  type PartyId,
  type PremisesId,
  type ShipmentId,
  trustId,
} from '#kernel'
import type { Tx } from '#platform'
import type {
  AccountFact,
  BatchFact,
  ChainFacts,
  EventFact,
  OriginFact,
  ResultFact,
  ShipmentFact,
} from '../acts/facts.ts'
import type { AllowanceKind } from '../contract.ts'
import { selectAllowances } from './allowances.ts'
import { isMovedSince } from './late.ts'
import { selectLossDues } from './losses.ts'
import { isToSign } from './signatures.ts'

export type FactsAsked = {
  readonly batches: readonly BatchId[]
  readonly holder: PartyId | null
  readonly premises: PremisesId
  /** With everything that descends from them. */
  readonly descend?: boolean
  /** Every holder's stock of them, not only this one's. */
  readonly wide?: boolean
  readonly shipment?: ShipmentId
  readonly event?: EventId
  /** With what stands held of the batches of the event, a hold, by what it was before. */
  readonly origins?: boolean
  readonly account?: AccountId
  readonly results?: boolean
  /** What the holder was granted of this kind. */
  readonly allowances?: AllowanceKind
}

export type AccountJson = {
  accountId: string
  ledger: AccountFact['ledger']
  kind: AccountFact['kind']
  holderId: string
  counterId: string | null
  premisesId: string | null
  batchId: string | null
  shipmentId: string | null
  state: string
  amount: string | null
  closed: boolean
}
export type BatchJson = Omit<
  BatchFact,
  'batchId' | 'holderId' | 'premisesId' | 'openedAt' | 'openedAmount' | 'expiresOn' | 'releaseExpiresOn' | 'holds'
> & {
  batchId: string
  holderId: string
  premisesId: string
  openedAt: string
  openedAmount: string
  expiresOn: string | null
  releaseExpiresOn: string | null
  holds: { eventId: string; scope: 'batch' | 'recall'; rootId: string; holderId: string | null; heldAt: string }[]
}
export type ShipmentJson = Record<
  'shipmentId' | 'senderId' | 'fromPremisesId' | 'receiverId' | 'toPremisesId' | 'eventId' | 'shippedAt',
  string
> & {
  reason: ShipmentFact['reason']
  isCancelled: boolean
  lines: {
    line: number
    batchId: string
    state: ShipmentFact['lines'][number]['state']
    shippedMg: string
    rounds: number
    isSettled: boolean
  }[]
}
type EventJson = {
  eventId: string
  kind: EventFact['kind']
  holderId: string
  counterId: string | null
  premisesId: string | null
  occurredAt: string
  correctedById: string | null
  parties: string[]
  batches: string[]
  holds: { batchId: string; rootId: string; holderId: string | null; isLifted: boolean }[]
  movements: { amount: string; from: AccountJson; to: AccountJson }[]
}
export type ResultJson = Omit<ResultFact, 'eventId' | 'sampleId' | 'testedAt'> & {
  eventId: string
  sampleId: string | null
  testedAt: string
}
type FactsJson = {
  batches: BatchJson[]
  accounts: AccountJson[]
  shipment?: ShipmentJson | null
  event?: EventJson | null
  account?: AccountJson | null
  results?: ResultJson[]
}

type FactsRow = {
  readonly facts: FactsJson
  readonly expiries: Record<string, string | null>
  readonly isMovedSince: boolean
}

/** With `since`: also whether something moved the holder's stock of these batches after it. */
export async function loadChainFacts(
  tx: Tx,
  authorityId: AuthorityId,
  asked: FactsAsked,
  since: Instant | null = null,
): Promise<ChainFacts & Pick<FactsRow, 'isMovedSince'>> {
  const { rows } = await sql<FactsRow>`
    select chain.facts_for(${authorityId}, ${JSON.stringify(asked)}::jsonb) as facts,
      (select coalesce(jsonb_object_agg(b.id, ${expiryOf({ authorityId: sql`${authorityId}::uuid`, batchId: sql.ref('b.id') })}), '{}')
        from unnest(${asked.batches}::uuid[]) as b(id)) as expiries,
      ${since === null ? sql`false` : isMovedSince(authorityId, asked, since)} as "isMovedSince"`.execute(tx)
  assert(rows[0], 'a function returns a row')
  const { batches, accounts, shipment, event, account, results } = rows[0].facts
  const { expiries, isMovedSince: isMoved } = rows[0]
  return {
    isMovedSince: isMoved,
    batches: new Map(
      batches.map((row) => [
        trustId('batch', row.batchId),
        readBatch({ ...row, releaseExpiresOn: expiries[row.batchId] ?? null }, asked.holder),
      ]),
    ),
    accounts: accounts.map(readAccount),
    shipment: shipment ? readShipment(shipment) : null,
    event: event
      ? {
          ...readEvent(event),
          isToSign: await isToSign(tx, authorityId, event.eventId),
          lossDueTo: (await selectLossDues(tx, authorityId, event.kind === 'lose' ? [event.eventId] : [])).map(
            ({ to }) => to,
          ),
        }
      : null,
    account: account ? readAccount(account) : null,
    results: (results ?? []).map(readResult),
    allowances:
      asked.allowances && asked.holder
        ? await selectAllowances(tx, authorityId, { holder: asked.holder, kind: asked.allowances })
        : [],
    origins: asked.origins && asked.event ? await selectOrigins(tx, authorityId, asked.event) : [],
  }
}

/** Holding, lifting and taking such a thing back wait for each other, batch by batch, until the transaction ends. */
export async function lockHolds(
  tx: Tx,
  authorityId: AuthorityId,
  { batches, descend = false, event }: Pick<FactsAsked, 'batches' | 'descend' | 'event'>,
): Promise<void> {
  await sql`select chain.lock_holds(${authorityId}, ${batches}::uuid[], ${descend}, ${event ?? null}::uuid)`.execute(tx)
}

/** In the order in which they came in. */
async function selectOrigins(tx: Tx, authorityId: AuthorityId, holdId: EventId): Promise<OriginFact[]> {
  const { rows } = await sql<{ accountId: string; state: string; amount: bigint }>`
    select a.account_id as "accountId", a.state, a.amount
    from chain.held_origins(${authorityId}, ${holdId}) as a`.execute(tx)
  return rows.map(({ accountId, state, amount }) => ({ accountId: trustId('account', accountId), state, amount }))
}

export function readAccount({
  accountId,
  holderId,
  counterId,
  premisesId,
  batchId,
  shipmentId,
  amount,
  closed,
  ...rest
}: AccountJson): AccountFact {
  return {
    ...rest,
    accountId: trustId('account', accountId),
    holderId: trustId('party', holderId),
    counterId: counterId === null ? null : trustId('party', counterId),
    premisesId: premisesId === null ? null : trustId('premises', premisesId),
    batchId: batchId === null ? null : trustId('batch', batchId),
    shipmentId: shipmentId === null ? null : trustId('shipment', shipmentId),
    amount: amount === null ? 0n : BigInt(amount), // A world account has no balance.
    isClosed: closed,
  }
}

/** `reader` is the holder of the decision, whom a hold binds or not. */
/** Until when the last release of a batch holds: a release that was taken back does not count. */
export function expiryOf({ authorityId, batchId }: { authorityId: RawBuilder<unknown>; batchId: RawBuilder<unknown> }) {
  return sql`(
    select v.expires_on
    from chain.verdict as v
    where v.authority_id = ${authorityId} and v.batch_id = ${batchId} and v.verdict = 'released'
      and not exists (select from chain.correction as c where c.authority_id = v.authority_id and c.corrects_id = v.event_id)
    order by v.decided_at desc, v.event_id desc
    limit 1)`
}

const dayOrNull = (day: string | null) => (day === null ? null : Temporal.PlainDate.from(day))

export function readBatch(row: BatchJson, reader: PartyId | null): BatchFact {
  return {
    ...row,
    batchId: trustId('batch', row.batchId),
    holderId: trustId('party', row.holderId),
    premisesId: trustId('premises', row.premisesId),
    openedAt: Temporal.Instant.from(row.openedAt),
    openedAmount: BigInt(row.openedAmount),
    expiresOn: dayOrNull(row.expiresOn),
    releaseExpiresOn: dayOrNull(row.releaseExpiresOn),
    holds: row.holds.map(({ eventId, scope, rootId, holderId, heldAt }) => ({
      eventId: trustId('event', eventId),
      scope,
      rootId: trustId('batch', rootId),
      holderId: holderId === null ? null : trustId('party', holderId),
      isBinding: holderId === null || holderId === reader,
      heldAt: Temporal.Instant.from(heldAt),
    })),
  }
}

export function readShipment(row: ShipmentJson): ShipmentFact {
  return {
    shipmentId: trustId('shipment', row.shipmentId),
    reason: row.reason,
    senderId: trustId('party', row.senderId),
    fromPremisesId: trustId('premises', row.fromPremisesId),
    receiverId: trustId('party', row.receiverId),
    toPremisesId: trustId('premises', row.toPremisesId),
    eventId: trustId('event', row.eventId),
    shippedAt: Temporal.Instant.from(row.shippedAt),
    isCancelled: row.isCancelled,
    lines: row.lines.map(({ line, batchId, state, shippedMg, rounds, isSettled }) => ({
      line,
      batchId: trustId('batch', batchId),
      state,
      shippedMg: BigInt(shippedMg),
      rounds,
      isSettled,
    })),
  }
}

function readEvent(row: EventJson): Omit<EventFact, 'isToSign' | 'lossDueTo'> {
  return {
    eventId: trustId('event', row.eventId),
    kind: row.kind,
    holderId: trustId('party', row.holderId),
    counterId: row.counterId === null ? null : trustId('party', row.counterId),
    premisesId: row.premisesId === null ? null : trustId('premises', row.premisesId),
    occurredAt: Temporal.Instant.from(row.occurredAt),
    correctedById: row.correctedById === null ? null : trustId('event', row.correctedById),
    parties: row.parties.map((id) => trustId('party', id)),
    batches: row.batches.map((id) => trustId('batch', id)),
    holds: row.holds.map(({ batchId, rootId, holderId, isLifted }) => ({
      batchId: trustId('batch', batchId),
      rootId: trustId('batch', rootId),
      holderId: holderId === null ? null : trustId('party', holderId),
      isLifted,
    })),
    movements: row.movements.map(({ amount, from, to }) => ({
      amount: BigInt(amount),
      from: readAccount(from),
      to: readAccount(to),
    })),
  }
}

export function readResult(row: ResultJson): ResultFact {
  return {
    ...row,
    eventId: trustId('event', row.eventId),
    sampleId: row.sampleId === null ? null : trustId('batch', row.sampleId),
    testedAt: Temporal.Instant.from(row.testedAt),
  }
}
