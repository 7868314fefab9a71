// The notices of the demo's recalls, who said they received theirs and when, and one drill a quarter ago. Not here: the holds themselves
// (incidents.ts).
import {
  acknowledgeRecall,
  type LawForChain,
  listBatches,
  listRecalls,
  readRecall,
  runDrill,
  tellOfRecall,
} from '#chain'
import type { RecallView } from '#chain/contract'
import { newId, parseId, type RecallId } from '#kernel'
import { type Actor, type Database, systemActor, type TraceContext } from '#platform'
import type { DemoWorld } from './contract.ts'
import { seededRandom } from './random.ts'

type Telling = {
  readonly database: Database
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
}
type Answering = Telling & { readonly recallId: RecallId; readonly of: number; readonly hours: number }

const drillDaysBefore = 90
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
async function answer({ database, law, world, trace, recallId, of, hours }: Answering): Promise<void> {
  const staff = systemActor(world.authorityId, trace)
  const now = Temporal.Instant.from(`${world.arguments.until}T00:00:00Z`)
  const view: RecallView = await database.transaction(staff, (tx) => readRecall(tx, staff, { recallId, now, law }))
  const random = seededRandom(`grein-demo/answers/${world.arguments.seed}/${view.recall.startedAt}`)
  const own = new Set(world.personas.map(({ partyId }) => partyId))
  for (const { holder, toldAt } of view.notices.toSorted((a, b) => a.holder.name.localeCompare(b.holder.name))) {
    const isAnswered = random.chance(of) && (of === 1 || !own.has(holder.partyId))
    const seconds = Math.round(random.float() ** 2 * hours * 3600) + 240
    const person = Object.values(world.staff).find(({ partyId }) => partyId === holder.partyId)
    if (!isAnswered || !person) continue
    const isStaff = person.roles.some((role) => role.startsWith('authority-'))
    const actor: Actor = {
      kind: 'person',
      authorityId: world.authorityId,
      userId: parseId('user', person.userId),
      clientId: null,
      partyId: parseId('party', person.partyId),
      roles: person.roles,
      wall: isStaff ? 'staff' : 'holder',
      assurance: person.assurance,
      steppedUpAt: null,
      trace,
    }
    const at = Temporal.Instant.from(toldAt).add({ seconds })
    await database.transaction(actor, (tx) => acknowledgeRecall(tx, actor, { recallId, now: at }))
  }
}
