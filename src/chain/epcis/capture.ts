// Captures events: each as the act it is, or as evidence that is kept and moves nothing; each once. Not here: the job around it (capture-job.ts)
// and the routes.
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Instant, legalDayOf, newId, type PartyId, type Refusal, Refused, refuseNow } from '#kernel'
import { loadLicensingFacts, ministerOf } from '#licensing'
import { type Actor, recordLeaf, type Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { Act, ActKind, Recorded } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { recordAct } from '../record/record-act.ts'
import { refusedForKeeper } from '../store/keepers.ts'
import { printExact } from './json.ts'
import { judge, knownLots } from './judge.ts'
import { massOfEvent } from './mass-check.ts'
import { needMovedAsSaid } from './moved-as-said.ts'
import { hashAsKept } from './places/told.ts'
import { epcisProblems } from './problems.ts'
import type { ProfileOn } from './profile/profile.ts'
import { contextOf, type ReadEvent } from './read-document.ts'
import {
  type EventToKeep,
  type KnownEvent,
  keepEvents,
  lockTransformation,
  selectCapturedSaid,
  selectKnown,
  selectMoved,
} from './store.ts'

export type CaptureInput = {
  readonly law: LawForChain
  readonly profileOn: ProfileOn
  readonly now: Instant
  readonly captureId: string | null
  /** Whether this person or program may do this act in the software; throws when not. */
  readonly mayRecord: (act: Act) => Promise<void>
  readonly promise?: (leaf: Uint8Array) => string
  /** In the same transaction: what else is written when an act was recorded. */
  readonly onRecorded?: (tx: Tx, act: Act, recorded: Recorded) => Promise<void>
}

export type Captured = {
  readonly outcome: 'captured' | 'already'
  readonly rowId: string
  readonly name: string
  /** The act it became, or null: kept, and moves nothing. */
  readonly recorded: Recorded | null
  readonly actKind: ActKind | null
  readonly mass: EventToKeep['mass']
}

/** An event's name: the one it brings, else its hash id. */
export const nameOf = ({ eventId, hashId }: ReadEvent): string => eventId ?? hashId
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Captures them in this order, all in the caller's transaction: the first refusal refuses all. */
export async function captureEvents(
  tx: Tx,
  actor: Actor,
  events: readonly ReadEvent[],
  input: CaptureInput,
): Promise<readonly Captured[]> {
  const holderId = await capturingParty(tx, actor)
  const { authorityId } = actor
  const known = new Map<string, KnownEvent>()
  for (const one of await selectKnown(tx, { authorityId, holderId, names: events.map(nameOf) }))
    known.set(keyOf(one), one)
  const done: Captured[] = []
  for (const event of events) done.push(await captureOne(tx, actor, event, { ...input, holderId, known }))
  return done
}

/** What one event would be; `refusal` where it would be refused before the ledger is asked. */
export type Foreseen = {
  readonly event: ReadEvent
  readonly actKind: ActKind | null
  readonly mass: EventToKeep['mass']
  readonly refusal: Refusal | null
}

/** What each would become, and nothing is written; whether the ledger takes an act is only known when it is recorded. */
export async function foresee(
  tx: Tx,
  actor: Actor,
  events: readonly ReadEvent[],
  profileOn: ProfileOn,
): Promise<readonly Foreseen[]> {
  const holderId = await capturingParty(tx, actor)
  const { authorityId } = actor
  const known = await selectKnown(tx, { authorityId, holderId, names: events.map(nameOf) })
  const lots = await knownLots(tx, actor, events)
  const all: Foreseen[] = []
  for (const event of events) {
    const declared = known.find(({ name, isDeclaration }) => !isDeclaration && name === nameOf(event)) ?? null
    const mass = massOfEvent(event.expanded).kind
    all.push(
      await refusedForKeeper(
        tx,
        actor,
        whoseOf(event, holderId),
        judge(tx, actor, event, { holderId, lots, declared, profileOn }),
      )
        .then((one) => ({
          event,
          actKind: one.kind === 'act' ? one.act.kind : null,
          mass: one.mass.kind,
          refusal: null,
        }))
        .catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error
          return { event, actKind: null, mass, refusal: error.refusal }
        }),
    )
  }
  return all
}

/** Whose record an event belongs in, on its own day. */
const whoseOf = ({ expanded }: ReadEvent, holderId: PartyId) => ({
  holderId,
  on: legalDayOf(Temporal.Instant.from(expanded.eventTime)),
})

const keyOf = ({ name, isDeclaration }: { name: string; isDeclaration: boolean }) =>
  `${isDeclaration ? '!' : ''}${name}`

type One = CaptureInput & { readonly holderId: PartyId; readonly known: Map<string, KnownEvent> }

async function captureOne(tx: Tx, actor: Actor, event: ReadEvent, one: One): Promise<Captured> {
  const { holderId, known, captureId } = one
  const { isDeclaration, hashId } = event
  const name = nameOf(event)
  const before = known.get(keyOf({ name, isDeclaration }))
  if (before) {
    const isSame = before.hashId === hashId || (await isAsTold(tx, actor, event, before))
    const declaration = event.expanded.errorDeclaration ?? null
    if (!isSame || !isDeepStrictEqual(before.declaration, declaration))
      refuseNow(epcisProblems['event-changed'], {
        eventId: name,
        kept: contentOf(before),
        sent: contentOf({ hashId, declaration }),
      })
    return { outcome: 'already', rowId: before.rowId, name, recorded: null, actKind: null, mass: 'none' }
  }
  const { transformationID: transformationId } = event.expanded
  if (transformationId !== undefined)
    await lockTransformation(tx, { authorityId: actor.authorityId, holderId, transformationId })
  const declared = isDeclaration ? (known.get(keyOf({ name, isDeclaration: false })) ?? null) : null
  // Looked up for each event, for an earlier one of this document may have opened the lot.
  const lots = await knownLots(tx, actor, [event])
  const whose = whoseOf(event, holderId)
  const judging = judge(tx, actor, event, { holderId, lots, declared, profileOn: one.profileOn })
  const judgement = await refusedForKeeper(tx, actor, whose, judging)
  const recorded = judgement.kind === 'act' ? await record(tx, actor, { act: judgement.act, event, one }) : null
  const chainEventId = recorded === null ? null : bare('event', recorded.eventId)
  const moved = chainEventId === null ? null : await selectMoved(tx, actor.authorityId, chainEventId)
  if (judgement.kind === 'act' && chainEventId !== null && moved)
    await refusedForKeeper(
      ...([tx, actor, whose] as const),
      needMovedAsSaid(tx, actor, { ...judgement, event, lots, chainEventId, movedMg: moved.movedMg }),
    )
  const row: EventToKeep = {
    id: newId('event'),
    holder: holderId,
    counter: moved?.counterId ?? null,
    capture: captureId,
    place: event.place,
    name,
    isIdGiven: event.eventId !== null,
    hashId,
    isDeclaration,
    type: event.expanded.type,
    at: event.expanded.eventTime,
    document: printExact(event.source),
    context: printExact(contextOf(event)),
    expanded: { ...event.expanded, eventID: name },
    origin: 'captured',
    actKind: judgement.kind === 'act' ? judgement.act.kind : judgement.actKind,
    mass: judgement.mass.kind,
    event: chainEventId,
  }
  const isNew = (await keepEvents(tx, actor.authorityId, [row])).has(row.id)
  // Somebody was just before us with the same name: their transaction has ended, so who looks again finds it (capture-race.ts).
  if (!isNew) refuseNow(epcisProblems['event-exists'], { eventId: name })
  const said = await selectCapturedSaid(tx, actor.authorityId, row.id)
  await recordLeaf(tx, actor, { entryId: row.id, partyId: holderId, record: said })
  known.set(keyOf(row), {
    ...{ rowId: row.id, name, hashId, isDeclaration, chainEventId, holderId, origin: 'captured' },
    declaration: event.expanded.errorDeclaration ?? null,
  })
  return {
    outcome: 'captured',
    rowId: row.id,
    name,
    recorded,
    actKind: judgement.kind === 'act' ? judgement.act.kind : null,
    mass: row.mass,
  }
}

/** What stands under a name, in few words: its hash, and what is declared of it, for a hash leaves that out. */
function contentOf({ hashId, declaration }: Pick<KnownEvent, 'hashId' | 'declaration'>): string {
  if (!declaration) return hashId
  const { declarationTime, reason, correctiveEventIDs = [] } = declaration
  return `${hashId} (errorDeclaration: ${[declarationTime, ...(reason === undefined ? [] : [reason]), ...correctiveEventIDs].join(', ')})`
}

/** We told it with numbers in the place of our ids; kept are the ids, and so is the hash. */
async function isAsTold(tx: Tx, { authorityId }: Actor, event: ReadEvent, { origin, hashId }: KnownEvent) {
  if (origin !== 'act') return false
  return (await hashAsKept(tx, authorityId, { ...event, context: contextOf(event) })) === hashId
}

/** The same operation as the form: the same refusals, the same questions to licensing and to the walls. */
async function record(
  tx: Tx,
  actor: Actor,
  { act, event, one }: { act: Act; event: ReadEvent; one: One },
): Promise<Recorded> {
  await one.mayRecord(act)
  // Of one organisation alone: who names an event as another did learns nothing of it, and takes no name away.
  const nameSha256 = sha256(`${one.holderId} ${nameOf(event)}`)
  const recorded = await recordAct(tx, actor, {
    act,
    law: one.law,
    now: one.now,
    ...(event.isDeclaration ? {} : { nameSha256 }),
    ...(one.promise ? { promise: one.promise } : {}),
  })
  if (recorded.outcome === 'recorded') await one.onRecorded?.(tx, act, recorded)
  return recorded
}

/** For whom is captured: the actor's party; the Minister for staff without one. */
export async function capturingParty(tx: Tx, { authorityId, partyId }: Actor): Promise<PartyId> {
  if (partyId !== null) return partyId
  const facts = await loadLicensingFacts(tx, authorityId, { parties: [], premises: [] })
  return ministerOf(facts)?.partyId ?? refuseNow(chainProblems['no-holder'], {})
}
