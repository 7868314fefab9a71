// Pictures over HTTP: a period as a flow, the country in figures, the ledger account by account, rooms. Not here: how they are folded (chain).
import {
  accountMovements,
  bandEvents,
  chainProblems,
  figureEvents,
  lawForChain,
  listAccounts,
  movedEvents,
  nationalPicture,
  periodFlow,
  roomFate,
  roomFatePart,
  roomHanded,
  roomMap,
} from '#chain'
import {
  AccountMovements,
  BandEvents,
  FigureEvents,
  flowKinds,
  LedgerAccounts,
  LedgerFilter,
  MovedFilter,
  National,
  PeriodFlow,
  RecallPartView,
  RoomFate,
  RoomHanded,
  RoomMap,
  recallParts,
} from '#chain/contract'
import { Day, IdOf, Label, OneOf, Strict, Type } from '#kernel'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { bareId, dayOr, yearBefore } from '../http/ids.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

/** Longer periods are for reports over exported data. */
const monthsMax = 36

export function mountPictures(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  const roomOf = ({ params, query }: { params: { premisesId: string }; query: { room: string; on?: string } }) => ({
    premisesId: bareId('premises', params.premisesId),
    room: query.room,
    on: query.on === undefined ? null : Temporal.PlainDate.from(query.on),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/flow',
    operationId: 'readPeriodFlow',
    tag: 'chain',
    summary: 'Where material came from and went in a period, of one holder or of everyone you may see',
    description:
      'Days are legal days; `until` is the day after the last. A holder sees its own flow, whatever it asks.',
    action: 'chain:read-aggregates',
    query: Strict({ holder: Type.Optional(IdOf('party')), from: Type.Optional(Day), until: Type.Optional(Day) }),
    answer: PeriodFlow,
    refusals: [...readRefusals, chainProblems['unknown-party'], platformProblems['not-found']],
    handle({ transaction, actor, query }) {
      const until = dayOr(query.until, house.clock.today().add({ days: 1 }))
      const from = dayOr(query.from, yearBefore(until))
      const holderId = query.holder === undefined ? null : bareId('party', query.holder)
      return transaction((tx) => periodFlow(tx, actor, { from, until, holderId }))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/flow/events',
    operationId: 'listBandEvents',
    tag: 'chain',
    summary: 'The events behind one band of the flow of a period',
    description: '`source` and `target` are the ids of the nodes at both ends, as `/v1/flow` names them.',
    action: 'chain:read-events',
    query: Strict({
      ...{ holder: Type.Optional(IdOf('party')), from: Type.Optional(Day), until: Type.Optional(Day) },
      source: Label(80),
      target: Label(80),
      ...pageParameters,
    }),
    answer: BandEvents,
    refusals: [...readRefusals, chainProblems['bad-cursor'], chainProblems['unknown-band']],
    async handle({ transaction, actor, query, request, reply }) {
      const { holder, from: first, until: last, ...rest } = query
      const until = dayOr(last, house.clock.today().add({ days: 1 }))
      const from = dayOr(first, yearBefore(until))
      const holderId = holder === undefined ? null : bareId('party', holder)
      return linkNext(
        request,
        reply,
        await transaction((tx) => bandEvents(tx, actor, { ...rest, from, until, holderId })),
      )
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/national',
    operationId: 'readNationalPicture',
    tag: 'chain',
    summary: 'Stock by class of holder, flow by month, what harvests gave against what was expected',
    action: 'chain:read-aggregates',
    query: Strict({ months: Type.Optional(Type.Integer({ minimum: 1, maximum: monthsMax })) }),
    answer: National,
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction((tx) => nationalPicture(tx, actor, { until: house.clock.today(), months: query.months ?? 13, law })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/national/events',
    operationId: 'listFigureEvents',
    tag: 'chain',
    summary: 'The events behind one figure of the country by month, and the figure itself',
    description: 'Days are legal days; `until` is the day after the last. Each event with its part of the figure.',
    action: 'chain:read-events',
    query: Strict({
      what: OneOf(flowKinds),
      ...{ from: Type.Optional(Day), until: Type.Optional(Day) },
      product: Type.Optional(Label(40)),
      ...pageParameters,
    }),
    answer: FigureEvents,
    refusals: [...readRefusals, chainProblems['bad-cursor']],
    async handle({ transaction, actor, query, request, reply }) {
      const { from: first, until: last, product, ...rest } = query
      const until = dayOr(last, house.clock.today().add({ days: 1 }))
      const from = dayOr(first, yearBefore(until))
      const asked = { ...rest, from, until, ...(product === undefined ? {} : { productCode: product }) }
      return linkNext(request, reply, await transaction((tx) => figureEvents(tx, actor, asked)))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/accounts',
    operationId: 'listAccounts',
    tag: 'chain',
    summary:
      'The ledger, account by account: what stands where, or stood, by holder, premises, batch, state and ledger',
    description: 'at: a day counts to its end in the Netherlands, a moment counts itself; left out, it is now.',
    action: 'chain:read-batches',
    query: LedgerFilter,
    answer: LedgerAccounts,
    refusals: [...readRefusals, chainProblems['bad-cursor']],
    handle: async ({ transaction, actor, query, request, reply }) =>
      linkNext(request, reply, await transaction((tx) => listAccounts(tx, actor, query))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/accounts/moved',
    operationId: 'listMoved',
    tag: 'chain',
    summary: 'What came into the accounts of a filter, or left them, event by event and together; of material alone',
    description:
      'A change of state within them is neither, and what was taken back is left out. From `since` on, to the end of `at`.',
    action: 'chain:read-events',
    query: MovedFilter,
    answer: FigureEvents,
    refusals: [...readRefusals, chainProblems['bad-cursor']],
    handle: async ({ transaction, actor, query, request, reply }) =>
      linkNext(request, reply, await transaction((tx) => movedEvents(tx, actor, query))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/accounts/:accountId/movements',
    operationId: 'listMovements',
    tag: 'chain',
    summary:
      'Every movement of an account, newest first, with what stood there after it; with `at` only those until then',
    action: 'chain:read-events',
    params: Strict({ accountId: IdOf('account') }),
    query: Strict({ at: LedgerFilter.properties.at, ...pageParameters }),
    answer: AccountMovements,
    refusals: [
      ...readRefusals,
      chainProblems['bad-cursor'],
      chainProblems['unknown-account'],
      platformProblems['not-found'],
    ],
    handle: async ({ transaction, actor, params, query, request, reply }) => {
      const asked = { ...query, accountId: bareId('account', params.accountId) }
      return linkNext(request, reply, await transaction((tx) => accountMovements(tx, actor, asked)))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/rooms',
    operationId: 'listRooms',
    tag: 'chain',
    summary: 'Rooms with the plants in them, and what stands at the premises beside',
    action: 'chain:read-batches',
    answer: RoomMap,
    refusals: readRefusals,
    handle: ({ transaction, actor }) => transaction((tx) => roomMap(tx, actor, house.clock.today())),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/rooms/:premisesId/fate',
    operationId: 'readRoomFate',
    tag: 'chain',
    summary:
      'Where a room went: all that stood there, or stood there on a day, and what became of it, to the milligram',
    action: 'chain:trace',
    params: Strict({ premisesId: IdOf('premises') }),
    query: Strict({ room: Label(40), on: Type.Optional(Day) }),
    answer: RoomFate,
    refusals: [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']],
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) => roomFate(tx, actor, { ...roomOf({ params, query }), now: house.clock.now() })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/rooms/:premisesId/fate/parts/:part',
    operationId: 'readRoomFatePart',
    tag: 'chain',
    summary: 'What one part of where a room went is made of: its accounts, each with its movements behind it',
    action: 'chain:trace',
    params: Strict({ premisesId: IdOf('premises'), part: OneOf(recallParts) }),
    query: Strict({ room: Label(40), on: Type.Optional(Day) }),
    answer: RecallPartView,
    refusals: [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']],
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) =>
        roomFatePart(tx, actor, { ...roomOf({ params, query }), part: params.part, now: house.clock.now() }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/rooms/:premisesId/fate/handed',
    operationId: 'listRoomHanded',
    tag: 'chain',
    summary: 'The events in which a room’s mass passed to others, newest first',
    description:
      'What came in from others stands against it, so that together they are what `/fate` says was passed on.',
    action: 'chain:trace',
    params: Strict({ premisesId: IdOf('premises') }),
    query: Strict({ room: Label(40), on: Type.Optional(Day), ...pageParameters }),
    answer: RoomHanded,
    refusals: [
      ...readRefusals,
      chainProblems['bad-cursor'],
      chainProblems['unknown-batch'],
      platformProblems['not-found'],
    ],
    handle: async ({ transaction, actor, params, query, request, reply }) => {
      const { room: _, on: __, ...page } = query
      const asked = { ...roomOf({ params, query }), ...page }
      return linkNext(request, reply, await transaction((tx) => roomHanded(tx, actor, asked)))
    },
  })
}
