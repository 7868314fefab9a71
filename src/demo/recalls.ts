// The notices of the demo's recalls, who said they received theirs and when, one drill a quarter ago, and one that the distributor held
// itself. Not here: the holds themselves (incidents.ts).
import {
  acknowledgeRecall,
  type LawForChain,
  listBatches,
  listRecalls,
  readOwnDrill,
  readRecall,
  runDrill,
  runOwnDrill,
  tellOfRecall,
} from '#chain'
import { newId, parseId, type RecallId } from '#kernel'
import { type Actor, type Database, systemActor, type TraceContext } from '#platform'
import { asPerson } from './actors.ts'
import type { DemoWorld } from './contract.ts'
import { seededRandom } from './random.ts'

type Telling = {
  readonly database: Database
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
}
type Answering = Telling & {
  readonly recallId: RecallId
  /** Whose own drill it is; left out: the authority's. */
  readonly holder?: Actor
  readonly of: number
  readonly hours: number
}

const drillDaysBefore = 90
const ownDrillDaysBefore = 40
/** The newest recall still waits for some: of the others and the drill everybody answered. */
const openShare = 0.6
/** Who answers does so within these hours. */
const answerHours = 20

/** Twice is once: a recall is told once, a holder answers once, and the drill has one id. */
export async function playRecalls(telling: Telling): Promise<void> {
  const { database, law, world, trace } = telling
  const staff = systemActor(world.authorityId, trace)
  const until = Temporal.PlainDate.from(world.arguments.until)
  const end = until.toZonedDateTime('Europe/Amsterdam').toInstant()
  const recalls = (await database.transaction(staff, (tx) => listRecalls(tx, staff, end))).filter(
    ({ kind }) => kind === 'recall',
  )
  for (const [index, { holdEventId, startedAt }] of recalls.entries()) {
    const hold = holdEventId && parseId('event', holdEventId)
    if (!hold) continue
    const now = Temporal.Instant.from(startedAt).add({ seconds: 2 })
    const recallId = await database.transaction(staff, (tx) => tellOfRecall(tx, staff, { holdEventId: hold, law, now }))
    await answer({ ...telling, recallId, of: index === 0 ? openShare : 1, hours: answerHours })
  }
  const drill = await drillOf(
    telling,
    staff,
    until
      .subtract({ days: drillDaysBefore })
      .toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '10:00' })
      .toInstant(),
  )
  if (drill) await answer({ ...telling, recallId: drill, of: 1, hours: 6 })
  const own = await ownDrillOf(telling, until.subtract({ days: ownDrillDaysBefore }))
  if (own) await answer({ ...telling, recallId: own.recallId, holder: own.actor, of: 1, hours: 9 })
}

/** The distributor's own, over the packs it had longest by then. */
async function ownDrillOf(
  { database, law, world, trace }: Telling,
  on: Temporal.PlainDate,
): Promise<{ readonly recallId: RecallId; readonly actor: Actor } | null> {
  const person = world.staff['distributor/chain']
  if (!person) return null
  const actor = asPerson(world, person, { trace })
  const now = on.toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '09:30' }).toInstant()
  const random = seededRandom(`grein-demo/own-drill/${world.arguments.seed}`)
  const recallId = newId('recall', { at: now.epochMilliseconds, random: random.bytes() })
  const { items } = await database.transaction(actor, (tx) =>
    listBatches(tx, actor, { filter: { kind: 'pack-lot', sort: 'opened', order: 'asc', limit: 1 }, law }),
  )
  const batchId = items[0] && parseId('batch', items[0].batchId)
  if (!batchId) return null
  const reason = 'Eigen oefening: vinden onze apotheken deze potten binnen een dag?'
  await database.transaction(actor, (tx) => runOwnDrill(tx, actor, { recallId, batchId, reason, law, now }))
  return { recallId, actor }
}

/** At the oldest harvest there still is in the ninety days before: what it became is everywhere by now. */
async function drillOf(
  { database, law, world }: Telling,
  staff: Actor,
  now: Temporal.Instant,
): Promise<RecallId | null> {
  const random = seededRandom(`grein-demo/drill/${world.arguments.seed}`)
  const recallId = newId('recall', { at: now.epochMilliseconds, random: random.bytes() })
  const { items } = await database.transaction(staff, (tx) =>
    listBatches(tx, staff, { filter: { kind: 'harvest', sort: 'opened', order: 'asc', limit: 1 }, law }),
  )
  const batchId = items[0] && parseId('batch', items[0].batchId)
  if (!batchId) return null
  const reason = 'Jaarlijkse oefening: binnen hoeveel tijd weet iedereen ervan?'
  return database.transaction(staff, (tx) => runDrill(tx, staff, { recallId, batchId, reason, law, now }))
}

/** Each in its own time; the pharmacy you can log in as still has the newest to answer. */
async function answer({ database, law, world, trace, recallId, holder, of, hours }: Answering): Promise<void> {
  const staff = systemActor(world.authorityId, trace)
  const now = Temporal.Instant.from(`${world.arguments.until}T00:00:00Z`)
  const { recall, told } = holder
    ? await database
        .transaction(holder, (tx) => readOwnDrill(tx, holder, { recallId, now }))
        .then((view) => ({ ...view, told: view.receivers.map((one) => ({ ...one, holder: one.receiver })) }))
    : await database
        .transaction(staff, (tx) => readRecall(tx, staff, { recallId, now, law }))
        .then((view) => ({ ...view, told: view.notices }))
  const random = seededRandom(`grein-demo/answers/${world.arguments.seed}/${recall.startedAt}`)
  const own = new Set(world.personas.map(({ partyId }) => partyId))
  for (const { holder: one, toldAt } of told.toSorted((a, b) => a.holder.name.localeCompare(b.holder.name))) {
    const isAnswered = random.chance(of) && (of === 1 || !own.has(one.partyId))
    const seconds = Math.round(random.float() ** 2 * hours * 3600) + 240
    const person = Object.values(world.staff).find(({ partyId }) => partyId === one.partyId)
    if (!isAnswered || !person) continue
    const actor = asPerson(world, person, { trace })
    const at = Temporal.Instant.from(toldAt).add({ seconds })
    await database.transaction(actor, (tx) => acknowledgeRecall(tx, actor, { recallId, now: at }))
  }
}
