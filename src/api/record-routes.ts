// Acts over HTTP: what may be done with a batch, what an act would do, and recording it. Not here: what an act does (chain).
import { chainProblems, lawForChain, readEvent, recordAct } from '#chain'
import { type Act, actSchemas, Recorded } from '#chain/contract'
import { parseId } from '#kernel'
import { type Actor, actionOfAct, platformProblems } from '#platform'
import { resourceOfAct } from './act-access.ts'
import type { House } from './house.ts'
import { bareId } from './ids.ts'
import type { App } from './request-context.ts'
import { addRoute, writeRefusals } from './route.ts'
import { taggedUnion } from './schema-check.ts'

/** One schema for each kind of act; the field `kind` says which. */
export const ActBody = taggedUnion<Act>('kind', Object.values(actSchemas))

export const actRefusals = [...Object.values(chainProblems), platformProblems['not-found']]

export function mountRecording(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/events',
    operationId: 'recordEvent',
    tag: 'chain',
    summary: 'Records what happened',
    description:
      'The `eventId` is made by the sender (UUIDv7) and makes sending twice harmless: the same content gets the first answer with outcome "already", other content is refused.',
    action: null,
    body: ActBody,
    answer: Recorded,
    refusals: [...writeRefusals, platformProblems['step-up-needed'], ...actRefusals],
    async handle({ actor, body: act, transaction }) {
      const heldBy = act.kind === 'lift' ? await holderOfHold(house, actor, act.holdEventId) : null
      await house.access.require(actor, actionOfAct(act.kind), resourceOfAct(actor, act, heldBy))
      const recorded = await transaction((tx) =>
        recordAct(tx, actor, {
          act,
          law,
          now: house.clock.now(),
          promise: (leaf) => house.signer.promise(actor.authorityId, leaf),
        }),
      )
      house.metrics.countEvents(recorded.outcome, 1)
      return recorded
    },
  })
}

/** Who placed a hold decides who may lift it. */
async function holderOfHold(house: House, actor: Actor, holdEventId: string) {
  if (actor.kind === 'anonymous') return null // Access says so in its own words.
  const hold = await house.database.transaction(actor, (tx) => readEvent(tx, actor, bareId('event', holdEventId)))
  return hold.holder && parseId('party', hold.holder.partyId)
}
