// Batches as screens list them. Not here: one batch in depth (batch-detail.ts).
import { assert, legalDayOf, type PartyId, parseId, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { type BatchFilter, type BatchPage, type BatchRef, type BatchSummary, batchesCountedMax } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { isAmount, isInstant, pageDefault, pageMax, readPlace, writePlace } from '../paging.ts'
import { batchRef, lookUp, type Names, nothingWanted, type Wanted } from '../refs.ts'
import {
  type BatchOrder,
  type BatchQuery,
  type BatchRow,
  countBatches,
  hasFewBatches,
  selectBatches,
} from '../store/batches.ts'

/** Newest first, names from a to z, unless asked otherwise. Refuses `chain/bad-cursor`. */
export async function listBatches(
  tx: Tx,
  actor: Actor,
  { filter, law }: { filter: BatchFilter; law: LawForChain },
): Promise<BatchPage> {
  const { authorityId } = actor
  const by = filter.sort ?? 'opened'
  const order: BatchOrder = { by, isDescending: filter.order ? filter.order === 'desc' : by !== 'name' }
  const limit = Math.min(filter.limit ?? pageDefault, pageMax)
  const place = filter.cursor === undefined ? null : readPlace(filter.cursor, isValueOf[by])
  const query: BatchQuery = {
    ...(filter.q ? { text: filter.q } : {}),
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.product ? { product: filter.product } : {}),
    ...(filter.holder ? { holderId: barePartyId(filter.holder) } : {}),
    ...(await startOf(tx, actor)),
    ...(place ? { after: { value: place.value, batchId: place.id } } : {}),
    order,
    limit: limit + 1,
  }
  const rows = await selectBatches(tx, authorityId, query)
  const total = await countBatches(tx, authorityId, { ...query, max: batchesCountedMax })
  const page = rows.slice(0, limit)
  const wanted = nothingWanted()
  for (const row of page) wantBatch(wanted, row)
  const names = await lookUp(tx, authorityId, wanted)
  const last = page.at(-1)
  return {
    items: page.map((row) => viewBatch(names, law, row)),
    nextCursor: last && rows.length > limit ? writePlace(sortValue(last, by), last.batchId) : null,
    total,
  }
}

/** A holder with few batches is asked for those; one with many finds its own among all. */
const startOf = async (tx: Tx, { authorityId, partyId, wall }: Actor): Promise<Pick<BatchQuery, 'of'>> =>
  wall === 'holder' && partyId && (await hasFewBatches(tx, authorityId, partyId)) ? { of: partyId } : {}

const isValueOf: Record<BatchOrder['by'], (value: string) => boolean> = {
  opened: isInstant,
  last: isInstant,
  left: isAmount,
  name: () => true,
}

function sortValue({ openedAt, lastAt, leftAmount, name }: BatchRow, by: BatchOrder['by']): string {
  switch (by) {
    case 'opened':
      return openedAt.toString()
    case 'last':
      return lastAt.toString()
    case 'left':
      return `${leftAmount}`
    default:
      return name.toLowerCase()
  }
}

function barePartyId(text: string): PartyId {
  const id = parseId('party', text)
  assert(id, 'the filter holds a party id')
  return id
}

export function wantBatch(wanted: Wanted, { premisesId, holders }: BatchRow): void {
  wanted.premises.add(premisesId)
  for (const holder of holders) wanted.parties.add(holder)
}

/** A pack lot lies in every pharmacy; a list names the first few. */
const holdersMax = 20

export function viewBatch(names: Names, law: LawForChain, row: BatchRow): BatchSummary {
  const openedOn = legalDayOf(row.openedAt)
  return {
    ...batchRef(row),
    productCode: row.productCode,
    productName: law.product(row.productCode, openedOn)?.name ?? row.productCode,
    status: row.status,
    openedOn: openedOn.toString(),
    openedAtPremises: names.premises(row.premisesId),
    holders: row.holders.slice(0, holdersMax).map((id) => names.party(id)),
    unit: row.unit,
    openedAmount: `${row.openedAmount}`,
    leftAmount: `${row.leftAmount}`,
    expiresOn: row.expiresOn?.toString() ?? null,
    lastEventAt: row.lastAt.toString(),
    recalled: row.isRecalled,
    takenBack: row.isTakenBack,
  }
}

const foundMax = 20

/** For the search palette: by part of the name, newest first. */
export async function searchBatches(tx: Tx, actor: Actor, q: string): Promise<BatchRef[]> {
  const text = q.trim()
  if (text === '') return []
  const order: BatchOrder = { by: 'opened', isDescending: true }
  const rows = await selectBatches(tx, actor.authorityId, {
    text,
    order,
    limit: foundMax,
    ...(await startOf(tx, actor)),
  })
  return rows.map(({ batchId, name, kind }) => ({ batchId: printId('batch', trustId('batch', batchId)), name, kind }))
}
