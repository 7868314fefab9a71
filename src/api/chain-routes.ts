// The chain over HTTP: acts in; batches, events, traces and shipments out. Not here: what an act does (chain) and who may (access).
import { chainProblems, lawForChain, recordAct } from '#chain'
import { type Act, actSchemas, Recorded } from '#chain/contract'
import { actionOfAct, platformProblems } from '#platform'
import { resourceOfAct } from './act-access.ts'
import type { House } from './house.ts'
import type { App } from './request-context.ts'
import { addRoute, writeRefusals } from './route.ts'
import { taggedUnion } from './schema-check.ts'

/** One schema for each kind of act; the field `kind` says which. */
export const ActBody = taggedUnion<Act>('kind', Object.values(actSchemas))

const actRefusals = [...writeRefusals, platformProblems['step-up-needed'], ...Object.values(chainProblems)]

export function mountChain(app: App, house: House): void {
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
    refusals: actRefusals,
    async handle({ actor, body: act, transaction }) {
      await house.access.require(actor, actionOfAct(act.kind), resourceOfAct(actor, act))
      const input = {
        act,
        law,
        now: house.clock.now(),
        promise: (leaf: Uint8Array) => house.signer.promise(actor.authorityId, leaf),
      }
      return transaction((tx) => recordAct(tx, actor, input))
    },
  })
}
