// What an event is to us: an act of the ledger, or evidence that is kept and moves nothing. Not here: recording and keeping (capture.ts).
import { legalDayOf, newId, type PartyId, parseId, printId, refuseNow, trustId } from '#kernel'
import { registerNames } from '#licensing'
import type { Actor, Tx } from '#platform'
import { type Act, type ActKind, actKinds } from '../contract.ts'
import { speaksOurs } from './acts/fields.ts'
import { leftOut } from './acts/left-out.ts'
import { idOf, lotIn, uuidIn } from './acts/names.ts'
import { ownTexts } from './acts/parts.ts'
import { actOfEvent, classesOf, correctionOf, declaredAt, kindOfEvent, ownEventId, voidedIn } from './acts/read-act.ts'
import { findDespatch } from './despatch-store.ts'
import type { ExpandedEvent } from './expanded.ts'
import { type MassVerdict, massOfEvent, massOfTransformation } from './mass-check.ts'
import { meantPlaces, withRoom } from './places/meant.ts'
import { epcisProblems } from './problems.ts'
import { inOthersHands, misfitsOf, plotApart, strangersIn, unitsNotOfMass } from './profile/lacking.ts'
import { lackingInEvent, type ProfileOn } from './profile/profile.ts'
import type { ReadEvent } from './read-document.ts'
import { type KnownEvent, type Lot, selectLots, selectParts } from './store.ts'

/** Lots of a document, looked up once. */
export type KnownLots = { readonly byId: ReadonlyMap<string, Lot>; readonly byName: ReadonlyMap<string, Lot> }

const nameKey = ({ gtin, name }: { gtin: string | null; name: string }) => `${gtin}/${name}`

export async function knownLots(tx: Tx, actor: Actor, events: readonly ReadEvent[]): Promise<KnownLots> {
  const classes = [...new Set(events.flatMap(({ expanded }) => classesOf(expanded)))]
  const lots = await selectLots(tx, {
    authorityId: actor.authorityId,
    // A lot others named is ours by the id that follows from its name.
    ids: [...new Set(classes.map((uri) => idOf('batch', uri).slice(4)))],
    lots: classes.flatMap((uri) => lotIn(uri) ?? []),
  })
  return {
    byId: new Map(lots.map((lot) => [lot.batchId, lot])),
    byName: new Map(lots.filter(({ gtin }) => gtin !== null).map((lot) => [nameKey(lot), lot])),
  }
}

/** The id of a lot by whatever name: ours, or one that follows from the name for a lot we do not know yet. */
export function batchFor(uri: string, { byName }: KnownLots): string {
  const named = uuidIn(uri) === null ? lotIn(uri) : null
  const lot = named && byName.get(nameKey(named))
  return lot ? printId('batch', lot.batchId) : idOf('batch', uri)
}

const isOurs = (event: ExpandedEvent, lots: KnownLots) =>
  event.bizStep?.startsWith('urn:grein:epcis:') ||
  speaksOurs(event) ||
  classesOf(event).some((uri) => lots.byId.has(batchFor(uri, lots).slice(4)))

export type Judgement =
  | { readonly kind: 'act'; readonly act: Act; readonly mass: MassVerdict }
  | { readonly kind: 'kept'; readonly actKind: ActKind | null; readonly mass: MassVerdict }

export type Judging = {
  readonly holderId: PartyId
  readonly lots: KnownLots
  /** What this holder sent before under the same name. */
  readonly declared: KnownEvent | null
  readonly profileOn: ProfileOn
}

/**
 * Refuses `epcis/transformation-whole` for a part that comes after the act, `epcis/mass-imbalance` for an act whose masses do not balance,
 * `epcis/not-as-profiled` for one that does not tell enough, or what no act tells, and `epcis/unknown-place` for one at or with somebody nobody
 * here has that number of.
 * Never refuses what is no act of ours.
 */
export async function judge(tx: Tx, actor: Actor, read: ReadEvent, judging: Judging): Promise<Judgement> {
  const { expanded } = read
  if (read.isDeclaration) return judgeDeclaration(tx, actor, read, judging)
  const voided = voidedIn(expanded)
  if (voided !== null) return judgeVoid(tx, actor, read, { holderId: judging.holderId, voided })
  const kind = kindOfEvent(expanded)
  if (kind === null || !isOurs(expanded, judging.lots))
    return { kind: 'kept', actKind: null, mass: massOfEvent(expanded) }
  const whole = await wholeOf(tx, actor, expanded, judging.holderId)
  const mass = massOfTransformation(whole.parts)
  if (whole.isDone)
    refuseNow(epcisProblems['transformation-whole'], { transformationId: expanded.transformationID ?? '' })
  if (mass.kind === 'open') return { kind: 'kept', actKind: kind, mass }
  const on = legalDayOf(Temporal.Instant.from(expanded.eventTime))
  const event = withRoom(whole.event, kind)
  const lacking = lackingInEvent(judging.profileOn(on), kind, event).map(({ place }) => place)
  const misfits = [...lacking, ...strangersIn(event, [kind]), ...unitsNotOfMass(event), ...plotApart(event)]
  if (misfits.length > 0) refuseLacking(kind, misfits)
  if (mass.kind === 'imbalance') refuseNow(epcisProblems['mass-imbalance'], { inMg: mass.inMg, outMg: mass.outMg })
  const meant = await needPlaces(tx, actor, { event, source: read.source })
  const others = inOthersHands(meant, kind, judging.holderId)
  if (others.length > 0) refuseLacking(kind, others)
  const batch = (uri: string) => batchFor(uri, judging.lots)
  const told = actOfEvent(meant, kind, {
    occurredAt: occurredAtOf(read),
    eventId: printId('event', trustId('event', ownEventId(read.eventId) ?? newId('event'))),
    batch,
  })
  const act = needAct(told, kind)
  const unsaid = leftOut(meant, act, { batch, movedMg: 'inMg' in mass ? mass.inMg : 0n })
  if (unsaid.length > 0) refuseLacking(kind, unsaid)
  return { kind: 'act', act, mass }
}

/** An act taken back, where the event was one; a declaration about anything else is kept like that thing itself. */
async function judgeDeclaration(
  tx: Tx,
  actor: Actor,
  { expanded, source }: ReadEvent,
  { declared }: Judging,
): Promise<Judgement> {
  const mass: MassVerdict = { kind: 'none' }
  if (!declared?.chainEventId) return { kind: 'kept', actKind: null, mass }
  // Where it happened is all that is read again; whom it was with the act itself knows.
  const at = expanded.bizLocation === undefined ? '/readPoint/id' : '/bizLocation/id'
  const act = correctionOf(await needPlaces(tx, actor, { event: expanded, source }, (pointer) => pointer === at), {
    correctsId: printId('event', declared.chainEventId),
    eventId: printId('event', newId('event')),
    premisesId: await knownHere(tx, actor, declaredAt(expanded)),
  })
  const strangers = strangersIn(expanded, actKinds)
  if (strangers.length > 0) refuseLacking('correct', strangers)
  const declaration = source['errorDeclaration'] as { declarationTime?: unknown } // Validated: an object with its time.
  return { kind: 'act', act: needAct({ ...act, occurredAt: declaration.declarationTime }, 'correct'), mass }
}

/** Premises by an id of some house, where they are of this one. */
async function knownHere(tx: Tx, { authorityId }: Actor, premisesId: string | null): Promise<string | null> {
  const bare = premisesId === null ? null : parseId('premises', premisesId)
  if (bare === null) return null
  const { premises } = await registerNames(tx, authorityId, { parties: [], premises: [bare] })
  return premises.has(bare) ? premisesId : null
}

/** What was despatched never left, says its sender: the despatch is taken back. Of others' despatches, and taken back before, it is evidence. */
async function judgeVoid(
  tx: Tx,
  actor: Actor,
  read: ReadEvent,
  { holderId, voided }: { readonly holderId: PartyId; readonly voided: string },
): Promise<Judgement> {
  const { expanded, source } = read
  const mass: MassVerdict = { kind: 'none' }
  const despatch = await findDespatch(tx, actor.authorityId, trustId('shipment', voided.slice(voided.indexOf('_') + 1)))
  if (despatch?.senderId !== holderId || despatch.isTakenBack) return { kind: 'kept', actKind: null, mass }
  const misfits = [...strangersIn(expanded, ['correct']), ...unitsNotOfMass(expanded)]
  if (misfits.length > 0) refuseLacking('correct', misfits)
  const { bizLocation, readPoint } = await needPlaces(tx, actor, { event: expanded, source })
  const place = bizLocation ?? readPoint
  const act = {
    kind: 'correct',
    eventId: printId('event', trustId('event', ownEventId(read.eventId) ?? newId('event'))),
    occurredAt: occurredAtOf(read),
    ...(place === undefined ? {} : { premisesId: idOf('premises', place) }),
    correctsId: printId('event', despatch.eventId),
    reason: ownTexts(expanded, 'reason')[0] ?? 'void shipping',
  }
  return { kind: 'act', act: needAct(act, 'correct'), mass }
}

/** The parts of a transformation over several events, as one event: the words of this one, everything that went in and came out. */
async function wholeOf(
  tx: Tx,
  actor: Actor,
  event: ExpandedEvent,
  holderId: PartyId,
): Promise<{ event: ExpandedEvent; parts: readonly ExpandedEvent[]; isDone: boolean }> {
  const { transformationID: transformationId } = event
  if (transformationId === undefined) return { event, parts: [event], isDone: false }
  const before = await selectParts(tx, { authorityId: actor.authorityId, holderId, transformationId })
  const isDone = before.some(({ became }) => became === 'act')
  const parts = [...before.map(({ expanded }) => expanded), event]
  const all = (list: 'inputQuantityList' | 'outputQuantityList') => parts.flatMap((part) => part[list] ?? [])
  const ilmd = Object.assign({}, ...parts.map((part) => part.ilmd ?? {}))
  const merged = Object.assign({}, ...parts, {
    inputQuantityList: all('inputQuantityList'),
    outputQuantityList: all('outputQuantityList'),
  })
  return { event: Object.keys(ilmd).length > 0 ? { ...merged, ilmd } : merged, parts, isDone }
}

/** As it was written, where an act may be written so. */
function occurredAtOf({ source, expanded }: ReadEvent): string {
  const written = source['eventTime']
  return typeof written === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(written) ? written : expanded.eventTime
}

/** The same event, its places and parties by our ids. Refuses `epcis/unknown-place`. */
async function needPlaces(
  tx: Tx,
  actor: Actor,
  { event, source }: { readonly event: ExpandedEvent; readonly source: ReadEvent['source'] },
  isNeeded: (pointer: string) => boolean = () => true,
): Promise<ExpandedEvent> {
  const { event: meant, faults: all } = await meantPlaces(tx, actor, event, source)
  const faults = all.filter(({ pointer }) => isNeeded(pointer))
  if (faults.length > 0) refuseNow(epcisProblems['unknown-place'], { places: faults })
  return meant
}

function needAct(act: Record<string, unknown>, kind: ActKind): Act {
  const misfits = misfitsOf(act, kind)
  return misfits.length === 0 ? (act as Act) : refuseLacking(kind, misfits) // Just held against the schema of its kind.
}

const refuseLacking = (act: ActKind, places: readonly string[]): never =>
  refuseNow(epcisProblems['not-as-profiled'], { act, faults: places.join(', ') })
