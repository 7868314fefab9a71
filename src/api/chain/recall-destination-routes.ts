// Where notices of recalls are posted, over HTTP: registered, listed, tried, ended. Not here: posting them as recalls come (chain, cli).
import {
  endDestination,
  findDestination,
  listDestinations,
  recallProblems,
  registerDestination,
  tryDestination,
} from '#chain'
import { NewRecallDestination, RecallDestination, RecallDestinations, RecallPosting } from '#chain/contract'
import { IdOf, Strict, Type } from '#kernel'
import { newTrace, platformProblems, systemActor } from '#platform'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, writeRefusals } from '../http/route.ts'

const Params = Strict({ destinationId: IdOf('destination') })
const absent = [recallProblems['unknown-destination'], platformProblems['not-found']]

export function mountRecallDestinations(app: App, house: House): void {
  const action = 'chain:subscribe'

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recall-destinations',
    operationId: 'listRecallDestinations',
    tag: 'chain',
    summary: 'Where notices of recalls to your own party are posted, and what came of the last calls',
    action,
    answer: RecallDestinations,
    refusals: writeRefusals,
    handle: ({ transaction, actor }) => transaction(async (tx) => ({ items: await listDestinations(tx, actor) })),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recall-destinations',
    operationId: 'registerRecallDestination',
    tag: 'chain',
    summary: 'Posts each notice of a recall or drill to an address of yours from now on, signed in GS1-Signature',
    description:
      'GS1-Signature is `t=<seconds since 1970>,hmac-sha256=<hex>` over `<seconds>.<body>` under your signatureToken; believe it for five minutes. Not answered with 2xx, a notice is posted again with growing pauses; 410 ends the destination. That a program took a notice is no acknowledgement: a person still says that it was received.',
    action,
    body: NewRecallDestination,
    answer: RecallDestination,
    status: 201,
    refusals: [
      ...writeRefusals,
      ...absent,
      recallProblems['destination-not-allowed'],
      recallProblems['too-many-destinations'],
      recallProblems['destination-changed'],
    ],
    handle: ({ transaction, actor, body }) =>
      transaction((tx) =>
        registerDestination(tx, actor, body, { now: house.clock.now(), mayCall: (url) => house.poster.mayCall(url) }),
      ),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recall-destinations/:destinationId/test',
    operationId: 'tryRecallDestination',
    tag: 'chain',
    summary: 'Makes one signed call that says it is a test, and answers what came of it',
    action,
    params: Params,
    answer: RecallPosting,
    refusals: [...writeRefusals, ...absent],
    async handle({ transaction, actor, params }) {
      const destination = await transaction((tx) =>
        findDestination(tx, actor, bareId('destination', params.destinationId)),
      )
      // The house signs and calls, outside any transaction: nobody waits on a database for a stranger's server.
      const at = { database: house.database, actor: systemActor(actor.authorityId, newTrace()) }
      return tryDestination({ ...at, poster: house.poster, now: () => house.clock.now() }, destination)
    },
  })

  addRoute(app, house, {
    method: 'DELETE',
    url: '/v1/recall-destinations/:destinationId',
    operationId: 'endRecallDestination',
    tag: 'chain',
    summary: 'Posts nothing there any more; what was posted stays to be read',
    action,
    params: Params,
    answer: Type.Null(),
    status: 204,
    refusals: [...writeRefusals, ...absent],
    async handle({ transaction, actor, params }) {
      const destinationId = bareId('destination', params.destinationId)
      await transaction((tx) => endDestination(tx, actor, { destinationId, now: house.clock.now() }))
      return null
    },
  })
}
