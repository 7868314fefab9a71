// The people of the demo as whoever acts: logged in, at their own level, with a passkey shown a minute ago. Not here: who they are (world.ts).
import { parseId } from '#kernel'
import type { Actor, TraceContext } from '#platform'
import type { DemoWorld } from './contract.ts'

type At = { readonly trace: TraceContext; readonly now: Temporal.Instant }

export function actorOf(world: DemoWorld, staff: string, { trace, now }: At): Actor {
  const person = world.staff[staff]! // world.ts employs them; a test looks.
  const isStaff = person.roles.some((role) => role.startsWith('authority-'))
  return {
    ...{ kind: 'person', authorityId: world.authorityId, userId: parseId('user', person.userId), clientId: null },
    ...{ partyId: parseId('party', person.partyId), roles: [...person.roles], wall: isStaff ? 'staff' : 'holder' },
    ...{ assurance: person.assurance, steppedUpAt: now.subtract({ minutes: 1 }), trace },
  }
}
