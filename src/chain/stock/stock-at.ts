// Stock on a past day in both times: how it stood in the world at a moment, and how much of that the log knew by the end of a day.
// Not here: sums (store/stock-at.ts), and what stands there now (read/batch-detail.ts).
import {
  type BatchId,
  type Instant,
  legalDayOf,
  type PartyId,
  type PlainDate,
  type PremisesId,
  parseDay,
  refuseNow,
  startOfLegalDay,
} from '#kernel'
import { type Actor, stateKnownBefore, type Tx } from '#platform'
import type { BatchStockAt, BatchSummary, KnownBy, Ledger, StockAt } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { accountRef, batchRef, lookUp, nothingWanted, wantAccount } from '../refs.ts'
import { selectBatches } from '../store/batches.ts'
import {
  isOpeningKnown,
  type StockMoment,
  type StockRow,
  type StockWanted,
  selectBatchStock,
  selectStock,
} from '../store/stock-at.ts'

/** `at` a day counts to its end, a moment counts itself; left out, it is now. */
export type StockTimesAsked = {
  readonly at?: string
  readonly knownAt?: PlainDate
  readonly now: Instant
}

/** One answer stays readable; more asks for a narrower question. */
const linesMax = 500

/** PostgreSQL's own step of time: what occurred at a moment is counted with it. */
const step = { nanoseconds: 1_000 }

/** Refuses `chain/unknown-batch`, also for someone else's. */
export async function batchStockAt(
  tx: Tx,
  actor: Actor,
  { batchId, ...times }: StockTimesAsked & { readonly batchId: BatchId },
): Promise<BatchStockAt> {
  const { authorityId } = actor
  const [row] = await selectBatches(tx, authorityId, {
    ids: [batchId],
    order: { by: 'opened', isDescending: true },
    limit: 1,
  })
  if (!row) return refuseNow(chainProblems['unknown-batch'], {})
  const { moment, known } = await momentOf(tx, actor, times)
  const rows = await selectBatchStock(tx, authorityId, batchId, moment)
  const { before, knownSize } = moment
  const isThere =
    Temporal.Instant.compare(row.openedAt, before) < 0 &&
    (knownSize === null || (await isOpeningKnown(tx, authorityId, batchId, knownSize)))
  const wanted = nothingWanted()
  for (const { holderId, premisesId } of rows) wantAccount(wanted, { holderId, premisesId, batchId: null })
  const batch = batchRef(row) // Every row is of this one: it has its name already.
  const names = { ...(await lookUp(tx, authorityId, wanted)), batch: () => batch }
  return {
    batch,
    before: before.toString(),
    known,
    unit: row.unit,
    status: isThere ? statusOf(rows) : null,
    leftAmount: `${leftOf(rows)}`,
    rows: rows.map((one) => ({
      account: accountRef(names, one),
      amount: `${one.amount}`,
      lastAt: one.lastAt?.toString() ?? null,
    })),
  }
}

/** Everything the reader may see, in lines of place, product, ledger and state. */
export async function stockAt(
  tx: Tx,
  actor: Actor,
  {
    holderId,
    premisesId,
    product,
    law,
    ...times
  }: StockTimesAsked & {
    readonly holderId?: PartyId
    readonly premisesId?: PremisesId
    readonly product?: string
    readonly law: LawForChain
  },
): Promise<StockAt> {
  const { authorityId } = actor
  const { moment, known } = await momentOf(tx, actor, times)
  const wantedStock: StockWanted = {
    ...(holderId ? { holderId } : {}),
    ...(premisesId ? { premisesId } : {}),
    ...(product ? { product } : {}),
  }
  const rows = await selectStock(tx, actor, wantedStock, moment, linesMax + 1)
  const lines = rows.slice(0, linesMax)
  const wanted = nothingWanted()
  for (const { holderId: holder, premisesId: premises } of lines) {
    wanted.parties.add(holder)
    if (premises) wanted.premises.add(premises)
  }
  const names = await lookUp(tx, authorityId, wanted)
  const on = legalDayOf(moment.before.subtract(step))
  return {
    before: moment.before.toString(),
    known,
    isCut: rows.length > linesMax,
    lines: lines.map(
      ({ holderId: holder, premisesId: premises, productCode, ledger, kind, state, amount, batches }) => ({
        holder: names.party(holder),
        premises: premises ? names.premises(premises) : null,
        productCode,
        productName: law.product(productCode, on)?.name ?? productCode,
        ledger,
        kind,
        state,
        amount: `${amount}`,
        batches,
      }),
    ),
  }
}

async function momentOf(
  tx: Tx,
  actor: Actor,
  { at, knownAt, now }: StockTimesAsked,
): Promise<{ moment: StockMoment; known: KnownBy | null }> {
  const before = beforeOf(at, now)
  if (!knownAt) return { moment: { before, knownSize: null }, known: null }
  const state = await stateKnownBefore(tx, actor, startOfLegalDay(knownAt.add({ days: 1 })))
  const known: KnownBy = {
    knownAt: knownAt.toString(),
    checkpoint: state && { ...pick(state), signedAt: state.signedAt.toString() },
  }
  return { moment: { before, knownSize: state?.size ?? 0 }, known }
}

const pick = ({ origin, size, rootHash }: { origin: string; size: number; rootHash: string }) => ({
  origin,
  size,
  rootHash,
})

export const beforeOf = (at: string | undefined, now: Instant): Instant => (at === undefined ? after(now) : endOf(at))

/** The first instant that is not counted: of a day its end in the Netherlands, of a moment the one behind it. */
export function endOf(at: string): Instant {
  const day = parseDay(at)
  return day ? startOfLegalDay(day.add({ days: 1 })) : after(Temporal.Instant.from(at))
}

/** Whole microseconds, as the database keeps them. */
const after = (moment: Instant): Instant =>
  moment.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }).add(step)

type Standing = Pick<StockRow, 'kind' | 'state' | 'amount' | 'ledger'>

/** Waste is no stock of the batch any more, and what is measured beside the material is no second stock of it. */
export function leftOf(rows: readonly Standing[]): bigint {
  return rows.reduce(
    (sum, row) =>
      isOfBatch(row.ledger) && (row.kind === 'stock' || row.kind === 'transit') && row.state !== 'waste'
        ? sum + row.amount
        : sum,
    0n,
  )
}

const isOfBatch = (ledger: Ledger) => ledger === 'material_mg' || ledger === 'plant_pieces'

/** What the whole batch is called by where it lies: the most pressing first, as the lists of today have it. */
export function statusOf(rows: readonly Standing[]): BatchSummary['status'] {
  const has = (state: string, kind?: 'stock' | 'transit') =>
    rows.some((row) => row.amount > 0n && row.state === state && (kind === undefined || row.kind === kind))
  if (has('held')) return 'held'
  if (has('growing')) return 'growing'
  if (has('wet')) return 'wet'
  for (const state of ['released', 'quarantine', 'sample', 'rejected'] as const) if (has(state, 'stock')) return state
  return rows.some(({ kind, amount }) => kind === 'transit' && amount > 0n) ? 'in-transit' : 'used-up'
}
