// What the demo shows of quality, recorded through its own doors after the history is in: who is a qualified person. People are invented.
// Not here: samples, results and verdicts, which are the history (quality.ts).
import { appoint } from '#chain'
import type { Appointment } from '#chain/contract'
import { parseId } from '#kernel'
import { type Actor, type Database, idempotent, type TraceContext } from '#platform'
import type { DemoWorld } from './contract.ts'

type Seeding = { readonly database: Database; readonly world: DemoWorld; readonly trace: TraceContext }

/** Twice is once: each has its key. */
export async function recordQuality({ database, world, trace }: Seeding): Promise<void> {
  const now = at(world, 200)
  const manager = actorOf(world, 'bmc/chain', { trace, now })
  const { userId } = world.staff['bmc/decision']! // world.ts employs one; a test looks.
  const given = { userId, from: '2015-10-02', until: null }
  await database.transaction(manager, (tx) =>
    idempotent<Appointment>(tx, manager, { key: 'demo-qualified-person', content: given }, () =>
      appoint(tx, manager, given, now),
    ),
  )
}

/** So many days before the demo's last one, in the morning. */
function at(world: DemoWorld, daysBefore: number): Temporal.Instant {
  const on = Temporal.PlainDate.from(world.arguments.until).subtract({ days: daysBefore })
  return on.toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '10:30' }).toInstant()
}

function actorOf(
  world: DemoWorld,
  staff: string,
  { trace, now }: { trace: TraceContext; now: Temporal.Instant },
): Actor {
  const person = world.staff[staff]! // world.ts employs them; a test looks.
  const isStaff = person.roles.some((role) => role.startsWith('authority-'))
  return {
    ...{ kind: 'person', authorityId: world.authorityId, userId: parseId('user', person.userId), clientId: null },
    ...{ partyId: parseId('party', person.partyId), roles: [...person.roles], wall: isStaff ? 'staff' : 'holder' },
    ...{ assurance: person.assurance, steppedUpAt: now.subtract({ minutes: 1 }), trace },
  }
}
