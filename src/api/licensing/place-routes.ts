// Where things lie, over HTTP: a trace over the country, and the places of the registers. Not here: who may know what of a place (licensing).
import { chainProblems, traceMap } from '#chain'
import { TraceMap } from '#chain/contract'
import { externalIdProblems, IdOf, Strict, Type } from '#kernel'
import {
  GlnDetail,
  licensingProblems,
  NewGln,
  NewLocation,
  ownerOfPremises,
  PlaceDetail,
  Places,
  placesOf,
  readGlns,
  readPlace,
  recordGln,
  recordLocation,
} from '#licensing'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const Premises = Strict({ premisesId: IdOf('premises') })
const unknown = [licensingProblems['unknown-premises'], platformProblems['not-found']]

export function mountPlaces(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/map',
    operationId: 'mapBatch',
    tag: 'chain',
    summary: 'A trace over the country: its places, what lies there, and what was sent between them',
    description:
      'A place is told as exactly as you may know it: the spot for its holder and the authority, else the town, rounded to about a kilometre; `location` is null where nobody said.',
    action: 'chain:trace',
    params: Strict({ batchId: IdOf('batch') }),
    query: Strict({ direction: Type.Optional(TraceMap.properties.direction) }),
    answer: TraceMap,
    refusals: [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']],
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) =>
        traceMap(tx, actor, { batchId: bareId('batch', params.batchId), direction: query.direction ?? 'both' }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/places',
    operationId: 'listPlaces',
    tag: 'licensing',
    summary: 'Premises with where they lie, as exactly as you may know it',
    action: 'licensing:read-parties',
    query: Strict({ party: Type.Optional(IdOf('party')) }),
    answer: Places,
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction(async (tx) => ({
        items: await placesOf(tx, actor, query.party === undefined ? {} : { partyId: bareId('party', query.party) }),
      })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/premises/:premisesId/location',
    operationId: 'readLocation',
    tag: 'licensing',
    summary: 'One place, and everything that was said of where it lies',
    action: 'licensing:read-parties',
    params: Premises,
    answer: PlaceDetail,
    refusals: [...readRefusals, ...unknown],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readPlace(tx, actor, bareId('premises', params.premisesId))),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/premises/:premisesId/location',
    operationId: 'recordLocation',
    tag: 'licensing',
    summary: 'Says where premises lie, or that it is unknown',
    description:
      'By their holder, or by the authority that keeps the registers. A town is rounded to hundredths of a degree. `locationId` is made by the sender (UUIDv7): the same line twice is once. Nothing is overwritten: the newest line counts.',
    action: null,
    actionOfUnknown: 'licensing:locate-premises',
    params: Premises,
    body: NewLocation,
    answer: PlaceDetail,
    refusals: [...writeRefusals, ...unknown, licensingProblems['location-changed']],
    async handle({ transaction, actor, params, body }) {
      const premisesId = bareId('premises', params.premisesId)
      const owner = await transaction((tx) => ownerOfPremises(tx, actor, premisesId))
      const resource = { kind: 'premises', id: premisesId, partyIds: [owner] }
      await house.access.require(actor, 'licensing:locate-premises', resource)
      return transaction((tx) => recordLocation(tx, actor, { premisesId, input: body }))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/premises/:premisesId/gln',
    operationId: 'readGlns',
    tag: 'licensing',
    summary: 'The GLNs of premises and of whose they are, and everything that was said of them',
    action: 'licensing:read-parties',
    params: Premises,
    answer: GlnDetail,
    refusals: [...readRefusals, ...unknown],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readGlns(tx, actor, bareId('premises', params.premisesId))),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/premises/:premisesId/gln',
    operationId: 'recordGln',
    tag: 'licensing',
    summary: 'Says which GLN premises, or whose they are, have from a day on, or that they have none',
    description:
      'By their holder, or by the authority that keeps the registers. The check digit is verified, and on one day a number stands for one place of one party. `prefixLength` is how many of its first digits are the company prefix of GS1: without it the number cannot be written as an EPC URN. `glnId` is made by the sender (UUIDv7): the same line twice is once. Nothing is overwritten: of two lines from one day the newest counts.',
    action: null,
    actionOfUnknown: 'licensing:number-premises',
    params: Premises,
    body: NewGln,
    answer: GlnDetail,
    refusals: [
      ...writeRefusals,
      ...unknown,
      ...Object.values(externalIdProblems),
      licensingProblems['gln-taken'],
      licensingProblems['gln-changed'],
    ],
    async handle({ transaction, actor, params, body }) {
      const premisesId = bareId('premises', params.premisesId)
      const owner = await transaction((tx) => ownerOfPremises(tx, actor, premisesId))
      const resource = { kind: 'premises', id: premisesId, partyIds: [owner] }
      await house.access.require(actor, 'licensing:number-premises', resource)
      return transaction((tx) => recordGln(tx, actor, { premisesId, input: body }))
    },
  })
}
