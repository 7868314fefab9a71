// What the demo shows of records that may no longer be kept: of years ago, what each room of the authority's own store was for, what it was for after
// that, and that it closed. What a later word replaced is due, the last word is not. Not here: the history of the chain, which is younger than the term.
import { type LawForChain, recordAct } from '#chain'
import { assert, newId, printId, trustId } from '#kernel'
import { type Database, idempotent, type TraceContext } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'
import { seededRandom } from './random.ts'

type Seeding = {
  readonly database: Database
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly now: () => Temporal.Instant
}

const rooms = ['Kluis 1', 'Kluis 2', 'Expeditie'] as const
/** How many days ago a word of each was said, and what it was then for: all longer ago than records are kept. */
const words = [
  { daysAgo: 2_900, uses: ['store'] },
  { daysAgo: 2_600, uses: ['store', 'waste'] },
  { daysAgo: 2_300, uses: [] },
] as const

/** Twice is once: each has its key. The door goes by the real clock: a world that ends tomorrow has none of this yet. */
export async function recordOldRooms({ database, law, world, trace, now: clock }: Seeding): Promise<void> {
  const now = clock()
  if (Temporal.Instant.compare(now, Temporal.Now.instant()) > 0) return
  const random = seededRandom(`grein-retention ${world.arguments.seed}`)
  const manager = actorOf(world, 'bmc/chain', { trace, now })
  const [premises] = world.parties.find(({ partyId }) => partyId === world.staff['bmc/chain']?.partyId)?.premises ?? []
  assert(premises, 'the authority has a store')
  const { premisesId } = premises
  for (const [which, room] of rooms.entries()) {
    for (const { daysAgo, uses } of words) {
      const at = now.subtract({ hours: 24 * daysAgo }).add({ minutes: 20 * which })
      const eventId = trustId('event', newId('event', { at: now.epochMilliseconds, random: random.bytes() }))
      const act = {
        ...({ kind: 'designate', eventId: printId('event', eventId), occurredAt: at.toString(), premisesId } as const),
        ...({ forPremisesId: premisesId, room, roomKind: 'room', from: at.toString().slice(0, 10) } as const),
        uses: [...uses],
      }
      const key = `demo-old-room-${room}-${daysAgo}`
      await database.transaction(manager, (tx) =>
        idempotent<string>(tx, manager, { key, content: key }, async () => {
          await recordAct(tx, manager, { act, law, now })
          return 'done'
        }),
      )
    }
  }
}
