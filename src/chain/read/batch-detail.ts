// One batch in depth: what it is, where it stands, what was measured, where it came from. Not here: lists and traces.
import {
  type BatchId,
  type DocumentId,
  type Instant,
  legalDayOf,
  type PlainDate,
  printId,
  refuseNow,
  trustId,
} from '#kernel'
import { type Actor, findDocumentsById, listDocuments, type Tx } from '#platform'
import type { ResultFact } from '../acts/facts.ts'
import { deliveryDueOn } from '../agenda/delivery-clock.ts'
import type { BatchDetail, CompositionRow, Flow } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { certificatesFor } from '../quality/certificate-store.ts'
import { compareWithSpecification } from '../quality/specification.ts'
import { accountRef, lookUp, type Names, nothingWanted, wantAccount, wantMovements } from '../refs.ts'
import {
  type BatchRow,
  findHold,
  selectBalances,
  selectBatches,
  sumUndelivered,
  type Undelivered,
} from '../store/batches.ts'
import { selectDocumentIds, selectSeen } from '../store/events.ts'
import { readResult } from '../store/facts.ts'
import {
  countEdgesOf,
  type FamilyRow,
  findResults,
  type ResultsJson,
  selectEdgesOf,
  selectFamily,
} from '../store/family.ts'
import { selectFlow } from '../store/movements.ts'
import { selectTakenBack } from '../store/taken-back.ts'
import { viewBatch, wantBatch } from './batch-views.ts'
import { flowOf } from './flow.ts'
import { refOf } from './trace.ts'

export type BatchAsked = { readonly batchId: BatchId; readonly law: LawForChain; readonly now: Instant }

/** Refuses `chain/unknown-batch`, also for someone else's. */
export async function batchDetail(tx: Tx, actor: Actor, { batchId, law, now }: BatchAsked): Promise<BatchDetail> {
  const { authorityId } = actor
  const row = await findBatch(tx, actor, batchId)
  const balances = await selectBalances(tx, authorityId, { batchId })
  const { results, verdict } = await findResults(tx, authorityId, batchId)
  const hold = await findHold(tx, authorityId, batchId)
  const family = await selectFamily(tx, authorityId, { batchId, back: true, forward: true, max: familyMax })
  const edges = await selectEdgesOf(tx, authorityId, { batchId, kin: family.map((one) => one.batchId) })
  const beside = await countEdgesOf(tx, authorityId, { batchId, max: familyMax })
  const undone = await selectTakenBack(
    tx,
    authorityId,
    edges.flatMap(({ parentId, eventId }) => (parentId === batchId ? [eventId] : [])),
  )
  const movements = await selectFlow(tx, authorityId, pictured(row))
  const undelivered = row.kind === 'harvest' ? await sumUndelivered(tx, authorityId, batchId) : null
  const documentIds = await selectDocumentIds(tx, authorityId, batchId)
  const wanted = nothingWanted()
  wantBatch(wanted, row)
  wantMovements(wanted, movements)
  for (const balance of balances) wantAccount(wanted, balance)
  const names = await lookUp(tx, authorityId, wanted)
  const mentioned = [row.eventId, ...(verdict ? [verdict.eventId] : []), ...results.map(({ eventId }) => eventId)]
  const seen = await selectSeen(tx, authorityId, mentioned)
  const event = (id: string) => (seen.has(id) ? printId('event', trustId('event', id)) : null)
  const decidedOn = verdict ? legalDayOf(Temporal.Instant.from(verdict.decidedAt)) : legalDayOf(now)
  return {
    batch: viewBatch(names, law, row),
    form: law.product(row.productCode, legalDayOf(row.openedAt))?.form ?? null,
    cultivar: row.cultivar,
    gtin: row.gtin,
    packs: row.packs,
    packMassMg: row.packMassMg === null ? null : `${row.packMassMg}`,
    openedByEventId: event(row.eventId),
    balances: balances.map((balance) => ({
      account: accountRef(names, balance),
      amount: `${balance.amount}`,
      lastAt: balance.lastAt.toString(),
      closed: balance.closedAt !== null,
    })),
    composition: compositionOf(law, row, results.map(readResult), decidedOn).map(({ eventId, ...rest }) => ({
      ...rest,
      eventId: event(eventId),
    })),
    flow: flowFrom(row, movements, names, family),
    parents: edges.flatMap(({ parentId, childId, amount }) =>
      childId === batchId ? related(family, parentId, amount) : [],
    ),
    children: edges.flatMap(({ parentId, childId, eventId, amount }) =>
      parentId === batchId && !undone.has(eventId) ? related(family, childId, amount) : [],
    ),
    relativesCut: beside > edges.length,
    certificate: viewVerdict(verdict, event),
    certificates: (await certificatesFor(tx, authorityId, batchId)).map(({ number, state }) => ({ number, state })),
    hold: hold && {
      eventId: printId('event', trustId('event', hold.eventId)),
      scope: hold.scope,
      reason: hold.reason,
      at: hold.heldAt.toString(),
    },
    deliveryClock: undelivered && viewClock(law, row, undelivered),
    documents: await documentsOf(tx, actor, { batchId, documentIds }),
  }
}

/** The flow picture alone. Refuses `chain/unknown-batch`. */
export async function batchFlow(tx: Tx, actor: Actor, batchId: BatchId): Promise<Flow> {
  const row = await findBatch(tx, actor, batchId)
  const movements = await selectFlow(tx, actor.authorityId, pictured(row))
  const family = await selectFamily(tx, actor.authorityId, { batchId, back: true, forward: true, max: familyMax })
  const wanted = nothingWanted()
  wantMovements(wanted, movements)
  return flowFrom(row, movements, await lookUp(tx, actor.authorityId, wanted), family)
}

/** Parents and children stand beside the picture; more than this is what a trace is for. */
const familyMax = 500

async function findBatch(tx: Tx, actor: Actor, batchId: BatchId): Promise<BatchRow> {
  const order = { by: 'opened', isDescending: true } as const
  const [row] = await selectBatches(tx, actor.authorityId, { ids: [batchId], order, limit: 1 })
  return row ?? refuseNow(chainProblems['unknown-batch'], {})
}

/** Plants in pieces, the rest in mg: a picture has one unit. */
const pictured = ({ batchId, unit }: BatchRow) => ({
  batchId,
  ledger: unit === 'pieces' ? ('plant_pieces' as const) : ('material_mg' as const),
})

function flowFrom(
  row: BatchRow,
  movements: Awaited<ReturnType<typeof selectFlow>>,
  names: Names,
  family: readonly FamilyRow[],
): Flow {
  const relatives = new Map(family.map((one) => [one.batchId, one.name]))
  const nameOf = (id: string) => names.batch(id)?.name ?? relatives.get(id) ?? ''
  return flowOf(row.batchId, row.unit, movements, nameOf)
}

function related(family: readonly FamilyRow[], id: string, amount: bigint): BatchDetail['parents'] {
  const row = family.find((one) => one.batchId === id)
  return row ? [{ batch: refOf(row), amount: `${amount}`, isOpen: row.status !== null }] : []
}

/** Each analyte once: the nearest and newest result, beside the specification of the day of the verdict (or of today). */
function compositionOf(
  law: LawForChain,
  row: BatchRow,
  results: readonly ResultFact[],
  on: PlainDate,
): (Omit<CompositionRow, 'eventId'> & Pick<ResultFact, 'eventId'>)[] {
  const product = law.product(row.productCode, on) ?? law.product(row.productCode, legalDayOf(row.openedAt))
  const compared = new Map(
    compareWithSpecification(product?.specification ?? [], results).map((one) => [one.analyte, one]),
  )
  // In the order of the specification, then what else was measured.
  const analytes = [...new Set([...compared.keys(), ...results.map(({ analyte }) => analyte)])]
  return analytes.flatMap((analyte) => {
    const result = results.find((one) => one.analyte === analyte)
    const limit = compared.get(analyte)
    if (!result) return []
    const hasVerdict = limit !== undefined && limit.verdict !== 'missing' && (limit.min !== null || limit.max !== null)
    return [
      {
        analyte,
        value: result.value,
        unit: result.unit,
        of: result.of,
        method: result.method,
        uncertainty: result.uncertainty,
        min: limit?.min ?? null,
        max: limit?.max ?? null,
        source: limit?.source ?? null,
        verdict: !hasVerdict
          ? ('no-limit' as const)
          : limit.verdict === 'outside'
            ? ('outside' as const)
            : ('inside' as const),
        eventId: result.eventId,
        testedAt: result.testedAt.toString(),
      },
    ]
  })
}

function viewVerdict(
  verdict: ResultsJson['verdict'],
  event: (id: string) => string | null,
): BatchDetail['certificate'] {
  return (
    verdict && {
      number: verdict.number,
      verdict: verdict.verdict,
      eventId: event(verdict.eventId),
      on: legalDayOf(Temporal.Instant.from(verdict.decidedAt)).toString(),
    }
  )
}

function viewClock(
  law: LawForChain,
  { openedAt, holderId }: BatchRow,
  { atGrowerMg, atServiceMg }: Undelivered,
): BatchDetail['deliveryClock'] {
  const harvestedOn = legalDayOf(openedAt)
  return {
    harvestedOn: harvestedOn.toString(),
    dueOn: deliveryDueOn(harvestedOn, law).toString(),
    openMassMg: `${atGrowerMg + atServiceMg}`,
    atServiceMassMg: `${atServiceMg}`,
    growerId: printId('party', holderId),
    basis: 'opiumwet/8i/4',
  }
}

async function documentsOf(
  tx: Tx,
  actor: Actor,
  { batchId, documentIds }: { batchId: BatchId; documentIds: readonly DocumentId[] },
): Promise<BatchDetail['documents']> {
  const about = await listDocuments(tx, actor, { kind: 'batch', id: batchId })
  const others = await findDocumentsById(tx, actor, documentIds)
  const all = new Map([...about, ...others].map((one) => [one.documentId, one]))
  return [...all.values()].map(({ documentId, fileName, mediaType, size }) => ({
    documentId,
    fileName,
    mediaType,
    size,
  }))
}
