// Acts of years ago for tests, through the door for history, and the two people who decide what is erased. Only for tests.
import { randomBytes } from 'node:crypto'
import { type ErasureId, newId, printId } from '#kernel'
import type { Act, ActKind, Recorded } from '../contract.ts'
import { recordAct } from '../record/record-act.ts'
import { decideErasure, proposeErasure } from '../retention/erasures.ts'
import type { RetentionTerm } from '../retention/terms.ts'
import { type Someone, testLaw, type World } from './world.ts'

/** Records an act as it would have come in as history, of that moment. */
export function actOf<Kind extends ActKind>(
  world: World,
  who: Someone,
  {
    kind,
    at,
    fields,
  }: { readonly kind: Kind; readonly at: string; readonly fields: Parameters<typeof world.make<Kind>>[2] },
): Promise<Recorded> {
  const instant = Temporal.Instant.from(at)
  const id = newId('event', { at: instant.epochMilliseconds, random: new Uint8Array(randomBytes(16)) })
  const act = {
    ...world.make(who, kind, fields),
    ...{ eventId: printId('event', id), occurredAt: instant.toString() },
  } as unknown as Act // An act of this kind, at another time.
  return world.database.transaction(who.actor, (tx) =>
    recordAct(tx, who.actor, { act, law: testLaw, now: world.now, isImport: true }),
  )
}

/** Six years and 25, as the corpus has them; `before` may lie later, so that what happened just now is old enough. */
export const termOfSixYears = (before: Temporal.PlainDate): RetentionTerm => ({
  ...{ termId: 'record-keeping', months: 72, before, basis: ['opiumwetbesluit/7', 'avg/5'] },
  trial: { months: 300, before: before.subtract({ years: 19 }), basis: ['verordening-536-2014/58'] },
})

/** Two people of the authority erase all that is due before that day. */
export async function eraseAllDue(world: World, before: Temporal.PlainDate): Promise<ErasureId> {
  const [one, other] = [world.actorFor({ wall: 'staff' }), world.actorFor({ wall: 'staff' })]
  const id = newId('erasure')
  const asked = { term: termOfSixYears(before), now: world.now }
  const wish = { erasureId: printId('erasure', id), reason: 'the term is over' }
  await world.database.transaction(one, (tx) => proposeErasure(tx, one, { ...asked, wish }))
  const decision = { outcome: 'erased', reason: '' } as const
  await world.database.transaction(other, (tx) => decideErasure(tx, other, { ...asked, id, decision }))
  return id
}
