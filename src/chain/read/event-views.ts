// Events as screens show them. Not here: recording (record/record-act.ts), and proofs (platform's log has the tree).
import {
  type BatchId,
  type EventId,
  type Instant,
  legalDayOf,
  type PartyId,
  printId,
  refuseNow,
  trustId,
} from '#kernel'
import { exemptionNumbers } from '#licensing'
import { type Actor, leafIndexes, type Tx } from '#platform'
import type { ActKind, EventPage, EventView, LossNotice, SecondSignature } from '../contract.ts'
import { isInstant, pageDefault, pageMax, readPlace, writePlace } from '../paging.ts'
import { chainProblems } from '../problems.ts'
import { lookUp, type Names, nothingWanted, viewMovement, wantMovements } from '../refs.ts'
import { selectErasedAt } from '../retention/store.ts'
import { type EventContent, type EventQuery, type EventRow, selectContents, selectEvents } from '../store/events.ts'
import { type LossDueRow, selectLossDues } from '../store/losses.ts'
import { selectMovements } from '../store/movements.ts'
import { type SignatureRow, selectSignatures } from '../store/signatures.ts'

export type EventFilter = {
  readonly batchId?: BatchId
  readonly kind?: ActKind
  /** For whom it was recorded. */
  readonly holderId?: PartyId
  /** Who had a part in it: it was recorded for this party, or moved something of it. */
  readonly partyId?: PartyId
  readonly from?: Instant
  readonly until?: Instant
  readonly cursor?: string
  readonly limit?: number
}

/** Newest first, by when it happened. Refuses `chain/bad-cursor`. */
export async function listEvents(tx: Tx, actor: Actor, filter: EventFilter = {}): Promise<EventPage> {
  const { cursor, limit: asked, partyId, ...rest } = filter
  const limit = Math.min(asked ?? pageDefault, pageMax)
  const place = cursor === undefined ? null : readPlace(cursor, isInstant)
  const rows = await selectEvents(tx, actor.authorityId, {
    ...rest,
    ...(actor.wall === 'holder' && actor.partyId ? { of: actor.partyId } : {}),
    ...(partyId ? partOf(actor, partyId) : {}),
    ...(place ? { after: { at: place.value, eventId: place.id } } : {}),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await viewEvents(tx, actor, page),
    nextCursor: last && rows.length > limit ? writePlace(last.occurredAt.toString(), last.eventId) : null,
  }
}

/** A holder is not told who else had a part in what it sees: of another it finds what one recorded for the other. */
function partOf(actor: Actor, partyId: PartyId): Pick<EventQuery, 'partOf' | 'between'> {
  if (actor.wall !== 'holder') return { partOf: partyId }
  return partyId === actor.partyId ? {} : { between: partyId }
}

/** Refuses `chain/unknown-event`, also for someone else's. */
export async function readEvent(tx: Tx, actor: Actor, eventId: EventId): Promise<EventView> {
  const [view] = await viewEvents(tx, actor, await selectEvents(tx, actor.authorityId, { ids: [eventId], limit: 1 }))
  return view ?? refuseNow(chainProblems['unknown-event'], {})
}

/**
 * Record and salt of one event, for `proofFor`. Refuses `chain/unknown-event`. A recall or a release moves the stock of many: a holder gets
 * such a record only where every movement in it has an end of its own (the database sees to that), else the leaf alone, which proves
 * the event just as well.
 */
export async function readEventContent(tx: Tx, actor: Actor, eventId: EventId): Promise<EventContent> {
  // Of the function alone, whose plan is kept: a question that meets the wall of events itself is planned each time it is asked.
  const [content] = await selectContents(tx, actor.authorityId, [eventId])
  return content ?? refuseNow(chainProblems['unknown-event'], {})
}

/** Records and salts of the events among these that the reader may see, for the log's entry tiles. */
export async function readEventContents(tx: Tx, actor: Actor, entryIds: readonly string[]): Promise<EventContent[]> {
  return selectContents(tx, actor.authorityId, entryIds)
}

async function viewEvents(tx: Tx, actor: Actor, rows: readonly EventRow[]): Promise<EventView[]> {
  if (rows.length === 0) return []
  const { authorityId } = actor
  const ids = rows.map(({ eventId }) => eventId)
  const movements = await selectMovements(tx, authorityId, ids)
  const places = await leafIndexes(tx, actor, ids)
  const numbers = await exemptionNumbers(
    tx,
    authorityId,
    rows.flatMap(({ exemptionId, exemptionsBeside }) => [exemptionId ?? [], exemptionsBeside].flat()),
  )
  const signatures = await selectSignatures(
    tx,
    actor,
    rows.flatMap(({ eventId, kind }) => (kind === 'count' || kind === 'destroy' ? [eventId] : [])),
  )
  const dues = await selectLossDues(
    tx,
    authorityId,
    rows.flatMap(({ eventId, kind }) => (kind === 'lose' ? [eventId] : [])),
  )
  const erasures = await selectErasedAt(
    tx,
    authorityId,
    rows.flatMap(({ eventId, isErased }) => (isErased ? [eventId] : [])),
  )
  const wanted = nothingWanted()
  for (const { partyId } of signatures.values()) if (partyId) wanted.parties.add(partyId)
  wantMovements(wanted, movements)
  for (const { holderId, counterId, premisesId, batchIds } of rows) {
    wanted.parties.add(holderId)
    if (counterId) wanted.parties.add(counterId)
    if (premisesId) wanted.premises.add(premisesId)
    for (const id of batchIds) wanted.batches.add(id)
  }
  const names = await lookUp(tx, authorityId, wanted)
  const event = (id: string | null) => (id === null ? null : printId('event', trustId('event', id)))
  return rows.map((row): EventView => {
    const { eventId, holderId, counterId, premisesId, exemptionId } = row
    const partner = holderId === actor.partyId ? counterId : holderId
    const signature = signatures.get(eventId)
    const erasure = erasures.get(eventId)
    const notices = dues.filter(({ lossId }) => lossId === eventId)
    const exemptions = (ids: readonly string[]) =>
      ids.flatMap((id) => {
        const number = numbers.get(id)
        return number ? [{ exemptionId: printId('exemption', trustId('exemption', id)), number }] : []
      })
    return {
      eventId: printId('event', trustId('event', eventId)),
      kind: row.kind,
      occurredAt: row.occurredAt.toString(),
      recordedAt: row.recordedAt.toString(),
      holder: names.party(holderId),
      premises: premisesId ? names.premises(premisesId) : null,
      batches: row.batchIds.flatMap((id) => names.batch(id) ?? []),
      act: row.act,
      erased: row.isErased,
      ...(erasure ? { erasure: { at: erasure.at.toString(), basis: [...erasure.basis] } } : {}),
      movements: movements.filter((one) => one.eventId === eventId).map((one) => viewMovement(names, one, partner)),
      basis: [...row.basis],
      exemption: exemptions(exemptionId ? [exemptionId] : [])[0] ?? null,
      exemptionsBeside: exemptions(row.exemptionsBeside),
      correctsId: event(row.correctsId),
      correctedById: event(row.correctedById),
      imported: row.isImported,
      ...(signature ? { secondSignature: viewSignature(signature, names) } : {}),
      ...(notices.length > 0 ? { lossNotices: notices.map(viewNotice) } : {}),
      leafIndex: places.get(eventId) ?? null,
      leaf: Buffer.from(row.leaf).toString('base64'),
    }
  })
}

function viewSignature({ dueOn, isMine, signEventId, signedAt, partyId }: SignatureRow, names: Names): SecondSignature {
  const isSigned = signEventId !== null && signedAt !== null
  return {
    dueOn: dueOn.toString(),
    isYours: isMine,
    signed: isSigned
      ? {
          eventId: printId('event', trustId('event', signEventId)),
          at: signedAt.toString(),
          party: partyId ? names.party(partyId) : null,
        }
      : null,
  }
}

function viewNotice({ to, discoveredAt, dueOn, eventId, toldAt, reference }: LossDueRow): LossNotice {
  const isTold = eventId !== null && toldAt !== null
  return {
    to,
    discoveredAt: discoveredAt.toString(),
    dueOn: dueOn.toString(),
    told: isTold
      ? {
          eventId: printId('event', trustId('event', eventId)),
          at: toldAt.toString(),
          reference: reference ?? '',
          isLate: Temporal.PlainDate.compare(legalDayOf(toldAt), dueOn) > 0,
        }
      : null,
  }
}
