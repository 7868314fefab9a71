// Reservations whose moment has passed become free stock again: work of the house by the clock, an event like any other. Not here: what
// freeing does (acts/reserve.ts). Transit has no such clock: what left a door comes back by no timer.
import { newId, printId, Refused, trustId } from '#kernel'
import type { Actor, Database } from '#platform'
import type { LawForChain } from '../law.ts'
import { recordAct } from '../record/record-act.ts'
import { selectEndedReservations } from '../store/reservations.ts'

/** Answers how many it freed. Each in its own transaction; what somebody else freed or took meanwhile is left as it is. */
export async function freeEndedReservations(
  database: Database,
  house: Actor,
  { law, now }: { readonly law: LawForChain; readonly now: () => Temporal.Instant },
): Promise<number> {
  const at = now()
  const ended = await database.transaction(house, (tx) => selectEndedReservations(tx, house.authorityId, at))
  let freed = 0
  for (const { accountId, holderId, premisesId } of ended) {
    const actor: Actor = { ...house, partyId: trustId('party', holderId) }
    const act = {
      kind: 'free' as const,
      eventId: printId('event', newId('event')),
      occurredAt: at.toString(),
      premisesId: printId('premises', trustId('premises', premisesId)),
      accountId: printId('account', trustId('account', accountId)),
    }
    try {
      await database.transaction(actor, (tx) => recordAct(tx, actor, { act, law, now: at }))
      freed++
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
  return freed
}
