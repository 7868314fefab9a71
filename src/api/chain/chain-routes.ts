// What stands where and how it came there, over HTTP: batches, traces, events, shipments. Not here: recording (record-routes.ts).
import {
  type BatchAsked,
  batchDetail,
  chainProblems,
  type LawForChain,
  lawForChain,
  listBatches,
  listEvents,
  listShipments,
  readEvent,
  readEventContent,
  readShipment,
  trace,
} from '#chain'
import {
  actKinds,
  BatchDetail,
  BatchFilter,
  BatchPage,
  EventPage,
  EventView,
  ShipmentPage,
  ShipmentView,
  Trace,
} from '#chain/contract'
import { Day, IdOf, Moment, OneOf, refuseNow, Strict, startOfLegalDay, Type } from '#kernel'
import { logProblems, platformProblems, proofFor } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId, dayOr } from '../http/ids.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

const batchParams = Strict({ batchId: IdOf('batch') })
const eventParams = Strict({ eventId: IdOf('event') })
const listRefusals = [...readRefusals, chainProblems['bad-cursor']]
const batchRefusals = [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']]
const eventRefusals = [...readRefusals, chainProblems['unknown-event'], platformProblems['not-found']]

export function mountChain(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  mountBatches(app, house, law)
  mountEvents(app, house)
  mountShipments(app, house, law)
}

function mountBatches(app: App, house: House, law: LawForChain): void {
  const asked = (batchId: string): BatchAsked => ({ batchId: bareId('batch', batchId), law, now: house.clock.now() })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches',
    operationId: 'listBatches',
    tag: 'chain',
    summary: 'Batches you may see, filtered and sorted, with how many there are',
    action: 'chain:read-batches',
    query: BatchFilter,
    answer: BatchPage,
    refusals: listRefusals,
    handle: async ({ transaction, actor, query, request, reply }) =>
      linkNext(request, reply, await transaction((tx) => listBatches(tx, actor, { filter: query, law }))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId',
    operationId: 'readBatch',
    tag: 'chain',
    summary: 'One batch: where it stands, what is in it, where every milligram went',
    action: 'chain:read-batches',
    params: batchParams,
    answer: BatchDetail,
    refusals: batchRefusals,
    handle: ({ transaction, actor, params }) => transaction((tx) => batchDetail(tx, actor, asked(params.batchId))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/events',
    operationId: 'listBatchEvents',
    tag: 'chain',
    summary: 'What happened to a batch, newest first',
    action: 'chain:read-events',
    params: batchParams,
    query: Strict(pageParameters),
    answer: EventPage,
    refusals: [...listRefusals, chainProblems['unknown-batch']],
    async handle({ transaction, actor, params, query, request, reply }) {
      const filter = { ...query, batchId: bareId('batch', params.batchId) }
      const page = await transaction((tx) => listEvents(tx, actor, filter))
      // Whoever may see a batch sees at least how it reached them: no event at all is no batch of theirs.
      if (page.items.length === 0 && query.cursor === undefined) refuseNow(chainProblems['unknown-batch'], {})
      return linkNext(request, reply, page)
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/trace',
    operationId: 'traceBatch',
    tag: 'chain',
    summary: 'Back to the plants, forward to whoever has or had it, with the part of each',
    action: 'chain:trace',
    params: batchParams,
    query: Strict({ direction: Type.Optional(Trace.properties.direction) }),
    answer: Trace,
    refusals: batchRefusals,
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) =>
        trace(tx, actor, { batchId: bareId('batch', params.batchId), direction: query.direction ?? 'both' }),
      ),
  })
}

const EventQuery = Strict({
  batch: Type.Optional(IdOf('batch')),
  kind: Type.Optional(OneOf(actKinds)),
  holder: Type.Optional(IdOf('party')),
  party: Type.Optional(IdOf('party')),
  from: Type.Optional(Moment),
  until: Type.Optional(Moment),
  ...pageParameters,
})

function mountEvents(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/events',
    operationId: 'listEvents',
    tag: 'chain',
    summary: 'What happened, newest first',
    description:
      '`holder` is for whom it was recorded. `party` had a part in it: it was recorded for this party, or moved something of it.',
    action: 'chain:read-events',
    query: EventQuery,
    answer: EventPage,
    refusals: listRefusals,
    async handle({ transaction, actor, query, request, reply }) {
      const { batch, holder, party, from, until, ...rest } = query
      const filter = {
        ...rest,
        ...(batch === undefined ? {} : { batchId: bareId('batch', batch) }),
        ...(holder === undefined ? {} : { holderId: bareId('party', holder) }),
        ...(party === undefined ? {} : { partyId: bareId('party', party) }),
        ...(from === undefined ? {} : { from: Temporal.Instant.from(from) }),
        ...(until === undefined ? {} : { until: Temporal.Instant.from(until) }),
      }
      return linkNext(request, reply, await transaction((tx) => listEvents(tx, actor, filter)))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/events/:eventId',
    operationId: 'readEvent',
    tag: 'chain',
    summary: 'One event: the act as it was recorded, and every movement of it',
    action: 'chain:read-events',
    params: eventParams,
    answer: EventView,
    refusals: eventRefusals,
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readEvent(tx, actor, bareId('event', params.eventId))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/events/:eventId/proof',
    operationId: 'proveEvent',
    tag: 'log',
    summary: 'The proof that an event is in the log, to check offline',
    action: 'chain:read-events',
    params: eventParams,
    answer: ProofFile,
    refusals: [...eventRefusals, logProblems['not-sealed-yet'], logProblems['not-in-log']],
    async handle({ transaction, actor, params, reply }) {
      const eventId = bareId('event', params.eventId)
      reply.header('content-disposition', `attachment; filename="${params.eventId}.proof.json"`)
      return transaction(async (tx) => proofFor(tx, actor, eventId, await readEventContent(tx, actor, eventId)))
    },
  })
}

const ShipmentQuery = Strict({
  direction: Type.Optional(OneOf(['sent', 'received'])),
  party: Type.Optional(IdOf('party')),
  status: Type.Optional(ShipmentView.properties.status),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
  overdue: Type.Optional(OneOf(['yes'])),
  order: Type.Optional(OneOf(['open-first'])),
  ...pageParameters,
})

function mountShipments(app: App, house: House, law: LawForChain): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/shipments',
    operationId: 'listShipments',
    tag: 'chain',
    summary: 'Shipments sent or received, newest first',
    description:
      'With `party` those it sent or was sent; with `direction` besides only the one or the other. `from` and `until` are the first and the last day on which they left. With `overdue` those alone that are on their way past their term. With `order=open-first` what is on its way comes first, of that what left first.',
    action: 'chain:read-batches',
    query: ShipmentQuery,
    answer: ShipmentPage,
    refusals: listRefusals,
    async handle({ transaction, actor, query, request, reply }) {
      const { party, from, until, overdue, order, ...rest } = query
      const today = house.clock.today()
      const filter = {
        ...rest,
        ...(party === undefined ? {} : { partyId: bareId('party', party) }),
        ...(from === undefined ? {} : { from: startOfLegalDay(dayOr(from, today)) }),
        ...(until === undefined ? {} : { until: startOfLegalDay(dayOr(until, today).add({ days: 1 })) }),
        ...(overdue ? { lateOn: today } : {}),
        isOpenFirst: order === 'open-first',
      }
      return linkNext(request, reply, await transaction((tx) => listShipments(tx, actor, { filter, law })))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/shipments/:shipmentId',
    operationId: 'readShipment',
    tag: 'chain',
    summary: 'One shipment: what left, what arrived, and what that leaves open',
    action: 'chain:read-batches',
    params: Strict({ shipmentId: IdOf('shipment') }),
    answer: ShipmentView,
    refusals: [...readRefusals, chainProblems['unknown-shipment'], platformProblems['not-found']],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readShipment(tx, actor, { shipmentId: bareId('shipment', params.shipmentId), law })),
  })
}
