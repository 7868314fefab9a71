// Records an act: load → decide → post, in one transaction. Not here: who may do this in the software (access), and previews.
import {
  assert,
  type BatchId,
  canonicalJson,
  type Instant,
  type Json,
  legalDayOf,
  millisecondsOf,
  type PartyId,
  type PremisesId,
  printId,
  Refused,
  refuseNow,
  trustId,
  unwrap,
} from '#kernel'
import { type LicensingFacts, loadLicensingFacts, ministerOf, type PartyFact } from '#licensing'
import { type Actor, databaseError, findDocumentsById, type Tx } from '#platform'
import type { Decision } from '../acts/decision.ts'
import type { ShipmentFact } from '../acts/facts.ts'
import { decide } from '../acts/index.ts'
import { keptUnder, tellingKeeper } from '../acts/record-basis.ts'
import type { Situation } from '../acts/situation.ts'
import { bare } from '../bare-id.ts'
import type { Act, ActOf, Recorded } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { hasLimits, isLimitAct } from '../limits/limits.ts'
import { followOrder, loadOrder } from '../orders/follow-order.ts'
import { needPhotographs } from '../papers/photographs.ts'
import { chainProblems } from '../problems.ts'
import { followQuality } from '../quality/after-act.ts'
import { qualityProblems } from '../quality/problems.ts'
import { loadReleaseFacts } from '../quality/release-facts.ts'
import { tellOfRecall } from '../recall/tell.ts'
import { needUnitsTaken } from '../shipments/logistic-units.ts'
import { loadShelfLife } from '../stability/shelf-life-store.ts'
import { ceilingsToChoose, loadCeilings } from '../store/ceilings.ts'
import { loadStockThen, loadTakenBack } from '../store/counts.ts'
import { type Posted, type PostOptions, postEvents, throwRefusal } from '../store/door.ts'
import { findRecord } from '../store/events.ts'
import { loadChainFacts, lockHolds } from '../store/facts.ts'
import { loadLate } from '../store/late.ts'
import { loadLimits, loadMayComeBack } from '../store/limits.ts'
import { selectRooms } from '../store/rooms.ts'
import { factsAsked, isAboutHolds, needsRooms, partiesAsked } from './act-asks.ts'
import { type DecidedEvent, type Posting, postingOf } from './posting.ts'

export type RecordInput = {
  readonly act: Act
  readonly law: LawForChain
  readonly now: Instant
  /** History, through the door an administrator holds open: ids may be older than 90 days, and the event says it was imported. */
  readonly isImport?: boolean
  /** Signs a leaf until the tree is sealed: base64 of an Ed25519 signature. */
  readonly promise?: (leaf: Uint8Array) => string
  readonly salt?: Uint8Array | undefined
  /** A test that an order asked for: its confirmation opens a case, not the act. */
  readonly isOfOrder?: boolean
  /** How others call this event (an EPCIS eventID or hash id), as sha256 in hex: the same name never is two events. */
  readonly nameSha256?: string
}

/**
 * Records `act` for the actor's party (the house itself: for whoever the premises belong to). The same event again answers the first
 * time's answer with outcome "already"; with other content it refuses `chain/event-changed`.
 */
export async function recordAct(tx: Tx, actor: Actor, input: RecordInput): Promise<Recorded> {
  const { act } = input
  const first = isYoung(actor, input) ? null : await findEarlier(tx, actor, act)
  if (first) return answerOf(first, input)
  const decided = await decideUnlessEarlier(tx, actor, input)
  if ('earlier' in decided) return answerOf(decided.earlier, input)
  const { situation, decision } = decided
  const { eventId, posting } = postingOf(situation, act, decision, { actorId: actorIdOf(actor), salt: input.salt })
  const named = input.nameSha256 ? { ...posting, identities: [{ event: eventId, sha256: input.nameSha256 }] } : posting
  const [posted] = await postEvents(tx, named, doorFor(actor, input)).catch((error: unknown) =>
    tellingKeeper(keptUnder(situation), () => refuseLate(error, input, named)),
  )
  assert(posted, 'the door answers for each event')
  const answer = { ...posted, basis: decision.basis, exemptionId: decision.exemptions[0]?.exemptionId ?? null }
  if (posted.outcome === 'already') return answerOf((await findEarlier(tx, actor, act)) ?? answer, input)
  if (act.kind === 'hold' && act.scope === 'recall')
    await tellOfRecall(tx, actor, { holdEventId: posted.eventId, law: input.law, now: input.now })
  const happened = { act, eventId: posted.eventId, situation }
  await followQuality(tx, actor, { ...happened, isOfOrder: input.isOfOrder === true })
  await followOrder(tx, actor, happened)
  return answerOf(answer, input)
}

const youngMs = 24 * 60 * 60_000

/**
 * Whether an id of today was sent before is asked only where something stands in the way, for it hardly ever was and to ask costs a fifth of an
 * act. Of what the door refuses for its time alone it is asked first: a repetition is no new event, however late it comes.
 */
function isYoung(actor: Actor, input: RecordInput): boolean {
  const age = input.now.epochMilliseconds - millisecondsOf(bare('event', input.act.eventId))
  return age < youngMs && !doorFor(actor, input).isImport
}

type Decided = { readonly situation: Situation; readonly decision: Decision }

/** What is refused may have been recorded already, and be refused for that: then the first time's answer stands. */
async function decideUnlessEarlier(
  tx: Tx,
  actor: Actor,
  input: RecordInput,
): Promise<Decided | { readonly earlier: Answer }> {
  try {
    return await decideAct(tx, actor, input)
  } catch (error) {
    const earlier = error instanceof Refused ? await findEarlier(tx, actor, input.act) : null
    if (earlier) return { earlier }
    throw error
  }
}

/** As far as the decision: for previews, and for those who post many at once. */
export async function decideAct(tx: Tx, actor: Actor, input: RecordInput): Promise<Decided> {
  await needDocuments(tx, actor, input.act)
  needOrder(actor, input)
  const situation = await loadSituation(tx, actor, input)
  return { situation, decision: decideFor(situation, input.act) }
}

/** Refused with the article that holds for whoever keeps the record. */
export const decideFor = (situation: Situation, act: Act): Decision =>
  tellingKeeper(keptUnder(situation), () => unwrap(decide(situation, act)))

/** What an act refers to must be there, for the eyes of who refers to it. History hands its papers in beside the acts. */
async function needDocuments(tx: Tx, actor: Actor, act: Act): Promise<void> {
  await needUnitsTaken(tx, actor, act)
  if (act.kind !== 'destroy') return
  const named = new Set(act.documents.map((text) => bare('document', text)))
  const found = await findDocumentsById(tx, actor, [...named])
  if (found.length < named.size) refuseNow(chainProblems['unknown-document'], {})
  await needPhotographs(tx, actor, { eventId: bare('event', act.eventId), photographs: act.photographs ?? [] })
}

/** Where a second analyst must confirm, a result comes in on an order; history, and what the house itself brings in, was confirmed elsewhere. */
function needOrder(actor: Actor, { act, law, now, isOfOrder, isImport }: RecordInput): void {
  if (act.kind !== 'test' || isOfOrder === true || isImport === true || actor.kind === 'system') return
  if (law.quality?.needsSecondEyes(legalDayOf(now))) refuseNow(qualityProblems['order-first'], {})
}

/** Decides and makes ready, posts nothing: for `createBatcher`. */
export async function prepareAct(tx: Tx, actor: Actor, input: RecordInput): Promise<DecidedEvent> {
  const { situation, decision } = await decideAct(tx, actor, input)
  return postingOf(situation, input.act, decision, { actorId: actorIdOf(actor), salt: input.salt })
}

/** Who acted, opaque: the person, or the machine. */
export const actorIdOf = (actor: Actor): string | null => actor.userId ?? actor.clientId

export async function loadSituation(tx: Tx, actor: Actor, input: RecordInput): Promise<Situation> {
  const { authorityId } = actor
  const { act, law, now } = input
  const at = needTime(input)
  const premisesId = bare('premises', act.premisesId)
  const others = partiesAsked(actor, act)
  const first = await loadLicensingFacts(tx, authorityId, {
    parties: others.parties,
    premises: [premisesId, ...others.premises],
  })
  const holder = holderOf(actor, premisesId, first)
  const asked = factsAsked(actor, act, holder, premisesId)
  if (isAboutHolds(act)) await lockHolds(tx, authorityId, asked) // Before anything is read of them.
  const workingDays = input.isImport === true ? null : law.lateDispute(act.kind, legalDayOf(now))
  const { isMovedSince, ...loaded } = await loadChainFacts(tx, authorityId, asked, workingDays === null ? null : at)
  const facts =
    act.kind === 'count'
      ? {
          ...loaded,
          stockThen: await loadStockThen(tx, authorityId, asked, at),
          takenBack: await loadTakenBack(tx, authorityId, asked.batches),
        }
      : loaded
  const { quality } = law
  const release =
    act.kind === 'release' && quality
      ? await loadReleaseFacts(tx, actor, { batchId: bare('batch', act.batchId), on: legalDayOf(at), quality })
      : null
  const setsDay = (act.kind === 'pack' || act.kind === 'release') && input.isImport !== true
  const isHeldToStudy = setsDay && quality?.stability(legalDayOf(at)).limitsExpiry === true
  const shelfLife = isHeldToStudy ? await loadShelfLife(tx, actor, bare('batch', act.batchId)) : null
  const late =
    workingDays === null
      ? null
      : { workingDays, stock: isMovedSince ? await loadLate(tx, authorityId, asked, at) : new Map() }
  const rooms =
    needsRooms(act) && input.isImport !== true
      ? await selectRooms(tx, authorityId, { premises: [premisesId], on: legalDayOf(at) })
      : null
  const limits =
    isLimitAct(act.kind) && hasLimits(first, holder.partyId)
      ? await loadLimits(tx, authorityId, { holderId: holder.partyId, kind: act.kind, on: legalDayOf(at), law })
      : null
  const mayComeBack =
    limits && limits.length > 0 && act.kind === 'receive' && facts.shipment
      ? await loadMayComeBack(tx, authorityId, {
          holderId: holder.partyId,
          senderId: facts.shipment.senderId,
          at,
          came: cameOf(act),
        })
      : null
  const mayLie = { kind: act.kind, holderId: holder.partyId, premisesId, at }
  const named = ceilingsToChoose(first, mayLie)
  const ceilings = named.length > 0 ? await loadCeilings(tx, authorityId, { ...mayLie, named, law }) : null
  const order = await loadOrder(tx, actor, act)
  // A receipt's supplier and the holders of recalled stock are named in what was just read; nobody decides on their registers.
  return {
    authorityId,
    holder,
    isHistory: input.isImport === true,
    isPerson: actor.userId !== null,
    isStaff: actor.wall === 'staff',
    premisesId,
    at,
    on: legalDayOf(at),
    now,
    licensing: await withDestination(tx, authorityId, first, { act, premisesId, shipment: facts.shipment }),
    facts,
    ...(release ? { release } : {}),
    ...(shelfLife ? { shelfLife } : {}),
    ...(late ? { late } : {}),
    ...(rooms ? { rooms } : {}),
    ...(limits ? { limits } : {}),
    ...(mayComeBack ? { mayComeBack } : {}),
    ...(ceilings ? { ceilings } : {}),
    ...(order ? { order } : {}),
    law,
  }
}

type Arriving = Pick<Situation, 'premisesId'> & { readonly act: Act; readonly shipment: ShipmentFact | null }

/** What arrives elsewhere than where it was sent to is asked about there too: whether that has closed. */
async function withDestination(
  tx: Tx,
  authorityId: Actor['authorityId'],
  facts: LicensingFacts,
  { act, premisesId, shipment }: Arriving,
): Promise<LicensingFacts> {
  const isElsewhere = (act.kind === 'receive' || act.kind === 'refuse') && shipment?.toPremisesId !== premisesId
  if (!isElsewhere || !shipment) return facts
  const { premises } = await loadLicensingFacts(tx, authorityId, { parties: [], premises: [shipment.toPremisesId] })
  return { ...facts, premises: new Map([...facts.premises, ...premises]) }
}

/** What was weighed of each batch, in whatever states it came. */
function cameOf({ lines }: ActOf<'receive'>): ReadonlyMap<BatchId, bigint> {
  const came = new Map<BatchId, bigint>()
  for (const { batchId, receivedMassMg } of lines) {
    const id = bare('batch', batchId)
    came.set(id, (came.get(id) ?? 0n) + BigInt(receivedMassMg))
  }
  return came
}

/** To the microsecond, as the database keeps it: the last moment of a day may not be another day there. */
export const momentOf = ({ occurredAt }: Act): Instant => Temporal.Instant.from(occurredAt).round('microsecond')

function needTime({ act, law, now }: RecordInput): Instant {
  const at = momentOf(act)
  const { aheadSeconds } = law.recording(legalDayOf(now))
  if (Temporal.Instant.compare(at, now.add({ seconds: aheadSeconds })) > 0) refuseNow(chainProblems['time-ahead'], {})
  return at
}

/**
 * So long ago that the records were wrong meanwhile; how long is a term of the law's corpus on the day of recording. Staff record it all
 * the same; a holder's goes through the door for history, which is open when the authority has decided so.
 * @basis opiumwetbesluit/7
 */
function isLate({ wall }: Actor, { act, law, now }: RecordInput): boolean {
  const { lateDays } = law.recording(legalDayOf(now))
  const on = legalDayOf(Temporal.Instant.from(act.occurredAt))
  return wall !== 'staff' && Temporal.PlainDate.compare(on, legalDayOf(now).subtract({ days: lateDays })) < 0
}

/** Which door an act goes through. */
export function doorFor(actor: Actor, input: RecordInput): PostOptions {
  return { authorityId: actor.authorityId, isImport: input.isImport === true || isLate(actor, input) }
}

/** What the door's refusal means: a closed door for history is another word to who only came late. */
export function refuseLate(error: unknown, input: RecordInput, posting: Posting): never {
  const isClosed = databaseError(error)?.constraint === 'import_closed'
  if (isClosed && input.isImport !== true) {
    refuseNow(chainProblems['recorded-late'], { lateDays: input.law.recording(legalDayOf(input.now)).lateDays })
  }
  return throwRefusal(error, posting)
}

/** The actor's party; for the house itself the owner of the premises; for staff without a party the Minister. */
export function holderOf(actor: Actor, premisesId: PremisesId, licensing: Situation['licensing']): PartyFact {
  const owner = licensing.premises.get(premisesId)?.partyId
  const minister = ministerOf(licensing)?.partyId
  const partyId = actor.partyId ?? (actor.kind === 'system' ? owner : actor.wall === 'staff' ? minister : undefined)
  const holder = partyId === undefined ? undefined : licensing.parties.get(partyId)
  return holder ?? refuseNow(chainProblems['no-holder'], {})
}

type Answer = Posted & { readonly basis: readonly string[]; readonly exemptionId: string | null }

/** The same event, recorded before: its answer again, or the refusal when it says something else now. */
async function findEarlier(tx: Tx, actor: Actor, act: Act): Promise<Answer | null> {
  const earlier = await findRecord(tx, actor.authorityId, bare('event', act.eventId))
  if (!earlier) return null // Not there, or another's: the door knows, and refuses.
  if (earlier.isErased) return refuseNow(chainProblems['event-gone'], {})
  if (earlier.act === null) return null // Somebody else's words: the door knows, and refuses.
  if (canonicalJson(earlier.act as unknown as Json) !== canonicalJson(act as unknown as Json))
    refuseNow(chainProblems['event-changed'], {})
  // A counterparty sees the event and can repeat its words; the answer to the one who sent it is not the counterparty's.
  const isSenders = actor.kind === 'system' || earlier.holderId === (await senderOf(tx, actor, act))
  if (!isSenders) refuseNow(chainProblems['unknown-event'], {})
  return { ...earlier, outcome: 'already' }
}

async function senderOf(tx: Tx, actor: Actor, act: Act): Promise<PartyId> {
  if (actor.partyId !== null) return actor.partyId
  const premisesId = bare('premises', act.premisesId)
  return holderOf(
    actor,
    premisesId,
    await loadLicensingFacts(tx, actor.authorityId, { parties: [], premises: [premisesId] }),
  ).partyId
}

function answerOf(
  { eventId, outcome, recordedAt, leaf, basis, exemptionId }: Answer,
  { promise }: RecordInput,
): Recorded {
  return {
    eventId: printId('event', eventId),
    outcome,
    recordedAt: recordedAt.toString(),
    leaf: Buffer.from(leaf).toString('base64'),
    promise: promise ? promise(leaf) : null,
    basis: [...basis],
    exemptionId: exemptionId === null ? null : printId('exemption', trustId('exemption', exemptionId)),
  }
}
