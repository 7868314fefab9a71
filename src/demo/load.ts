// Brings the demo world into a house through its own doors: registers first, then every act, decided by the chain's rules and posted
// through its one door. Not here: what happens in that world (simulate.ts), and serving it.
import { type ActOf, createImporter, type Importer, type LawForChain } from '#chain'
import { assert, type Instant, parseId, printId } from '#kernel'
import type { Corpus } from '#law'
import { closeImport, openImport, seedLicensing, seedLocations } from '#licensing'
import {
  type Actor,
  type Admin,
  type Database,
  type DocumentStore,
  storeDocument,
  systemActor,
  type TraceContext,
} from '#platform'
import { asPerson } from './actors.ts'
import { msPerDay } from './calendar.ts'
import type { DemoArguments, DemoStep, DemoWorld } from './contract.ts'
import { recordDocuments } from './epcis-seed.ts'
import { recordReadings } from './expert-decisions.ts'
import { recordClocks } from './kept-clocks.ts'
import { licensingSeed } from './licensing-seed.ts'
import { demoLocations } from './locations.ts'
import { recordOrders } from './orders-seed.ts'
import { recordPapers } from './papers-seed.ts'
import { recordQuality } from './quality-seed.ts'
import { playRecalls } from './recalls.ts'
import { recordOldRooms } from './retention-seed.ts'
import { simulate } from './simulate.ts'
import { recordStability } from './stability-seed.ts'
import { buildStage, warmUpDays } from './world.ts'

/** What the loader needs of the house; nothing else is touched. */
export type DemoHouse = {
  readonly database: Database
  /** The strong login: history is only brought in while an administrator holds the import open. */
  readonly admin: Admin
  readonly law: LawForChain
  readonly now: () => Instant
  readonly trace: TraceContext
  /** Where papers are kept. Left out, the world has none. */
  readonly documents?: DocumentStore
  /** What experts' readings are checked against. Left out, the world has none. */
  readonly corpus?: Corpus
  /** Gives what was loaded its place in the log: the sealer's `sealAll`. Left out, a running sealer does so by itself. */
  readonly seal?: () => Promise<void>
}

export type DemoProgress = {
  /** 0–1, by the days of history; 1 when all is loaded and sealed. */
  readonly fraction: number
  readonly acts: number
  /** The last day that is in. */
  readonly day: string
}

export type LoadOptions = DemoArguments & {
  readonly onProgress?: (progress: DemoProgress) => void
  /** Ends the load between two acts; what is in stays in, and the next load goes on from there. */
  readonly signal?: AbortSignal
}

export type DemoLoaded = {
  readonly world: DemoWorld
  /** Now, and by an earlier load. */
  readonly recorded: number
  readonly already: number
  readonly isComplete: boolean
}

/** What `npm start` shows: the chain at a tenth of its size, some ten thousand acts. */
export const defaultDemo = { seed: 'grein', years: 1, scale: 0.1 } as const

/** Who and what there is, without its history: for a house that already has it. */
export function demoWorld(demo: DemoArguments): DemoWorld {
  return buildStage(demo).world
}

/** Progress is told this often: often enough for a bar, too seldom to cost. */
const actsPerReport = 250

/** Loads the world; may be called again at any time with the same arguments, after an end or in the middle of one. */
export async function loadDemo(house: DemoHouse, options: LoadOptions): Promise<DemoLoaded> {
  const { database, admin, law, now, trace, seal } = house
  const { onProgress = () => {}, signal, ...demo } = options
  const world = demoWorld(demo)
  const staff = systemActor(world.authorityId, trace)
  await openImport(admin, world.authorityId)
  try {
    await database.transaction(staff, (tx) => seedLicensing(tx, staff, licensingSeed(world)))
    await database.transaction(staff, (tx) => seedLocations(tx, staff, demoLocations(world)))
    const importer = await createImporter(database, { actor: staff, law, now, saltSeed: `grein-demo ${demo.seed}` })
    const counted = await addAll(simulate(demo), { ...house, importer, world, signal, onProgress })
    await importer.finish()
    const isComplete = !signal?.aborted
    if (isComplete && house.corpus) await recordReadings({ database, corpus: house.corpus, world, trace })
    if (isComplete && house.corpus) await recordQuality({ database, world, trace, corpus: house.corpus, now })
    if (isComplete) await recordOrders({ database, law, world, trace, now })
    if (isComplete && house.corpus) await recordStability({ database, world, trace, corpus: house.corpus, now })
    if (isComplete && house.documents)
      await recordPapers({ database, documents: house.documents, law, world, trace, now })
    if (isComplete) await recordClocks({ database, law, world, trace, now })
    if (isComplete && house.corpus) await recordDocuments({ database, corpus: house.corpus, law, world, trace, now })
    if (isComplete) await playRecalls({ database, law, world, trace })
    if (isComplete) await recordOldRooms({ database, law, world, trace, now })
    await seal?.()
    if (isComplete) onProgress({ fraction: 1, acts: counted.recorded + counted.already, day: world.arguments.until })
    return { world, ...counted, isComplete }
  } finally {
    await closeImport(admin, world.authorityId)
  }
}

type Adding = Pick<DemoHouse, 'database' | 'documents' | 'trace'> & {
  readonly importer: Importer
  readonly world: DemoWorld
  readonly signal: AbortSignal | undefined
  readonly onProgress: (progress: DemoProgress) => void
}

async function addAll(steps: Iterable<DemoStep>, adding: Adding) {
  const { importer, world, trace, signal, onProgress } = adding
  const counted = { recorded: 0, already: 0 }
  const fractionAt = fractionOf(world)
  let handing: Promise<void> = Promise.resolve()
  for (const step of steps) {
    if (signal?.aborted) break
    if (step.kind === 'world') continue
    if (step.kind === 'document') {
      // Papers go in beside the acts, one at a time; a fault waits here to be thrown at the next one or at the end.
      await handing
      handing = hand(step, adding)
      handing.catch(() => {})
      continue
    }
    const eventId = parseId('event', step.act.eventId)
    assert(eventId, 'the simulator prints its ids')
    if (importer.has(eventId)) counted.already++
    else {
      const actor = actorOf(world, step, trace)
      await importer.add(actor, step.kind === 'act' ? step.act : settled(step, importer, actor))
      counted.recorded++
    }
    const acts = counted.recorded + counted.already
    if (acts % actsPerReport > 0) continue
    onProgress({ fraction: fractionAt(step.at), acts, day: step.at.slice(0, 10) })
  }
  await handing
  return counted
}

/** A day of growing before the first year has few acts; this is how much of a later day it counts for. */
const quietDay = 0.15

/** How far a moment is through the work, by days: nobody knows the number of acts before they have happened. */
function fractionOf({ arguments: { until, years } }: DemoWorld): (at: string) => number {
  const end = Date.parse(until)
  const from = Date.parse(Temporal.PlainDate.from(until).subtract({ years }).toString())
  const quietMs = quietDay * warmUpDays * msPerDay
  return (at) => {
    const ms = Date.parse(at)
    const done = ms < from ? quietMs - quietDay * (from - ms) : quietMs + ms - from
    return Math.min(0.99, Math.max(0, done / (quietMs + end - from)))
  }
}

/** Handing in the same paper again answers the first; nothing is stored twice. */
async function hand(step: Extract<DemoStep, { kind: 'document' }>, { database, documents, world, trace }: Adding) {
  if (!documents) return
  const { documentId: printed, fileName, mediaType, text, batchId, partyIds } = step.document
  const documentId = parseId('document', printed)
  const subject = parseId('batch', batchId)
  assert(documentId && subject, 'the simulator prints its ids')
  const actor = actorOf(world, step, trace)
  const parties = partyIds.flatMap((party) => parseId('party', party) ?? [])
  const bytes = new TextEncoder().encode(text)
  await database.transaction(actor, (tx) =>
    storeDocument(tx, actor, documents, {
      documentId,
      fileName,
      mediaType,
      bytes,
      partyIds: parties,
      subject: { kind: 'batch', id: subject },
    }),
  )
}

/** The account of a difference is the chain's to name. */
function settled(
  { act, difference }: Extract<DemoStep, { kind: 'settle' }>,
  importer: Importer,
  { partyId: holderId }: Actor,
): ActOf<'settle-difference'> {
  const batchId = parseId('batch', difference.batchId)
  const shipmentId = difference.shipmentId === null ? null : parseId('shipment', difference.shipmentId)
  assert(batchId && holderId, 'the simulator prints its ids, and a holder settles')
  const accountId = importer.difference({ batchId, shipmentId, holderId })
  assert(accountId, 'a difference of the demo stands open in the chain too')
  return { ...act, accountId: printId('account', accountId) }
}

/** As this person would be after logging in; a decision is taken with a passkey shown that moment. */
function actorOf(world: DemoWorld, step: Exclude<DemoStep, { kind: 'world' }>, trace: TraceContext): Actor {
  const person = world.staff[step.as]
  assert(person, 'every step is by somebody of the world')
  const isSteppedUp = step.kind === 'act' && step.isSteppedUp
  return asPerson(world, person, { trace, steppedUpAt: isSteppedUp ? Temporal.Instant.from(step.at) : null })
}
