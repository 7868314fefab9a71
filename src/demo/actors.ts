// The people of the demo as whoever acts: logged in, at their own level. Not here: who they are (world.ts).
import { assert, parseId } from '#kernel'
import type { Actor, TraceContext } from '#platform'
import type { DemoStaff, DemoWorld } from './contract.ts'

type LoggedIn = {
  readonly trace: TraceContext
  /** When a passkey was shown; left out: it was not. */
  readonly steppedUpAt?: Temporal.Instant | null
}

export function asPerson(
  { authorityId }: Pick<DemoWorld, 'authorityId'>,
  { userId, partyId, roles, assurance }: DemoStaff,
  { trace, steppedUpAt = null }: LoggedIn,
): Actor {
  const isStaff = roles.some((role) => role.startsWith('authority-'))
  return {
    ...{ kind: 'person', authorityId, userId: parseId('user', userId), clientId: null },
    ...{ partyId: parseId('party', partyId), roles, wall: isStaff ? 'staff' : 'holder' },
    ...{ assurance, steppedUpAt, trace },
  }
}

/** One of the staff of the world by their desk, with a passkey shown a minute ago. */
export function actorOf(
  world: DemoWorld,
  desk: string,
  { trace, now }: { readonly trace: TraceContext; readonly now: Temporal.Instant },
): Actor {
  const person = world.staff[desk]
  assert(person, 'world.ts employs them')
  return asPerson(world, person, { trace, steppedUpAt: now.subtract({ minutes: 1 }) })
}
