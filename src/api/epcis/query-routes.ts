// Asking for EPCIS events over HTTP: all of them, one, by what occurs in them, page by page. Not here: capture, and questions with a name.
import {
  askEvents,
  type Condition,
  endToken,
  epcisQueryProblems,
  eventById,
  listResources,
  type ResourceKind,
  resourceCondition,
  resourceNames,
  standardContext,
  writeQueryDocument,
} from '#chain'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { problemAnswers, readRefusals, shellRefusals } from '../http/route.ts'
import { epcFormatOf, epcisRoot, pageLimits } from './headers.ts'
import {
  addEpcisOptions,
  addEpcisRead,
  type EpcisAsk,
  linkNextPage,
  onlyPage,
  pageAsked,
  paramsOf,
  queryAsked,
} from './route.ts'

/** What the standard calls the question that is asked in the address itself. */
const simpleQuery = 'SimpleEventQuery'
const askRefusals = [
  epcisQueryProblems['query-parameter'],
  epcisQueryProblems['query-too-large'],
  epcisQueryProblems['query-too-complex'],
  epcisQueryProblems['query-too-long'],
  epcisQueryProblems['not-as-urn'],
  epcisQueryProblems['page-token'],
  epcisQueryProblems['page-token-ended'],
]
const singular = {
  eventTypes: 'eventType',
  epcs: 'epc',
  bizSteps: 'bizStep',
  bizLocations: 'bizLocation',
  readPoints: 'readPoint',
  dispositions: 'disposition',
} as const satisfies Record<ResourceKind, string>

export function mountEpcisQuery(app: App, house: House): void {
  mountRoot(app, house)
  mountEvents(app, house)
  for (const kind of resourceNames) mountResource(app, house, kind)
  mountPageToken(app, house)
}

const collection = (members: readonly string[]) =>
  JSON.stringify({ '@context': standardContext, type: 'Collection', member: members })

function mountRoot(app: App, house: House): void {
  const members = ['queries', 'capture', 'events', ...resourceNames]
  addEpcisOptions(app, house, { path: '', methods: ['GET'] })
  addEpcisRead(app, house, {
    path: '',
    operationId: 'listEpcisResources',
    summary: 'The resources of EPCIS 2.0 that this service has',
    action: 'chain:read-events',
    refusals: [epcisQueryProblems['query-parameter'], epcisQueryProblems['page-token']],
    handle: async ({ query }) => {
      onlyPage(query)
      return collection(members)
    },
  })
}

function mountEvents(app: App, house: House): void {
  addEpcisOptions(app, house, { path: '/events', methods: ['GET', 'POST'], more: pageLimits })
  addEpcisRead(app, house, {
    path: '/events',
    operationId: 'queryEpcisEvents',
    summary: 'Events that answer a question in the EPCIS query language; those one may see',
    action: 'chain:read-events',
    refusals: askRefusals,
    handle: (ask) => answerEvents(ask, ask.query),
  })
  addEpcisOptions(app, house, { path: '/events/:eventID', methods: ['GET'] })
  addEpcisRead(app, house, {
    path: '/events/:eventID',
    operationId: 'readEpcisEvent',
    summary: 'One event by its eventID, with what was declared of it later',
    action: 'chain:read-events',
    refusals: [...askRefusals, epcisQueryProblems['unknown-event']],
    async handle({ actor, house: { clock }, params, query, reply, request, transaction }) {
      const format = epcFormatOf(request, reply)
      const now = clock.now()
      const asked = { ...onlyPage(query), eventId: params['eventID'] ?? '', now }
      const { events, next } = await transaction((tx) => eventById(tx, actor, asked))
      linkNextPage(request, reply, next)
      return writeQueryDocument({ events, format, queryName: simpleQuery, now })
    },
  })
}

async function answerEvents(
  { actor, house, reply, request, transaction }: EpcisAsk,
  asked: Readonly<Record<string, string>>,
  also: readonly Condition[] = [],
): Promise<string> {
  const format = epcFormatOf(request, reply)
  const { rest, ...page } = pageAsked(asked)
  const said = queryAsked(request, rest)
  const query = { ...said, conditions: [...also, ...said.conditions] }
  const now = house.clock.now()
  const { events, next } = await transaction((tx) => askEvents(tx, actor, { ...page, query, now }))
  linkNextPage(request, reply, next)
  return writeQueryDocument({ events, format, queryName: simpleQuery, now })
}

function mountResource(app: App, house: House, kind: ResourceKind): void {
  const name = singular[kind]
  const each = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
  const valueIn = ({ params }: EpcisAsk) => params[name] ?? ''
  addEpcisOptions(app, house, { path: `/${kind}`, methods: ['GET'] })
  addEpcisRead(app, house, {
    path: `/${kind}`,
    operationId: `listEpcis${each}s`,
    summary: `Each ${name} in the events one may see`,
    action: 'chain:read-events',
    refusals: [
      epcisQueryProblems['query-parameter'],
      epcisQueryProblems['page-token'],
      epcisQueryProblems['query-too-long'],
    ],
    async handle({ actor, query, reply, request, transaction }) {
      const { members, nextToken } = await transaction((tx) => listResources(tx, actor, { kind, ...onlyPage(query) }))
      linkNextPage(request, reply, nextToken === null ? null : { token: nextToken })
      return collection(members)
    },
  })
  addEpcisOptions(app, house, { path: `/${kind}/:${name}`, methods: ['GET'] })
  addEpcisRead(app, house, {
    path: `/${kind}/:${name}`,
    operationId: `readEpcis${each}`,
    summary: `What there is of one ${name}: its events`,
    action: 'chain:read-events',
    refusals: [
      epcisQueryProblems['query-parameter'],
      epcisQueryProblems['unknown-resource'],
      epcisQueryProblems['query-too-long'],
    ],
    async handle(ask) {
      onlyPage(ask.query)
      await ask.transaction((tx) => resourceCondition(tx, ask.actor, { kind, value: valueIn(ask) }))
      return collection(['events'])
    },
  })
  addEpcisOptions(app, house, { path: `/${kind}/:${name}/events`, methods: ['GET'], more: pageLimits })
  addEpcisRead(app, house, {
    path: `/${kind}/:${name}/events`,
    operationId: `queryEpcis${each}Events`,
    summary: `Events with one ${name}, and whatever else is asked`,
    action: 'chain:read-events',
    refusals: [...askRefusals, epcisQueryProblems['unknown-resource']],
    async handle(ask) {
      const one = await ask.transaction((tx) => resourceCondition(tx, ask.actor, { kind, value: valueIn(ask) }))
      return answerEvents(ask, ask.query, [one])
    },
  })
}

function mountPageToken(app: App, house: House): void {
  const path = '/nextPageToken/:token'
  app.delete<{ Params: { token: string } }>(`${epcisRoot}${path}`, {
    config: { operationId: 'endEpcisPageToken' },
    schema: {
      operationId: 'endEpcisPageToken',
      tags: ['chain'],
      summary: 'Gives a next page back; it cannot be read any more',
      params: paramsOf(path),
      response: {
        204: { description: 'It is ended.', type: 'null' },
        ...problemAnswers([...shellRefusals, ...readRefusals]),
      },
    },
    async handler({ actor, params }, reply) {
      await house.access.require(actor, 'chain:read-events')
      await house.database.transaction(actor, (tx) => endToken(tx, actor, params.token, house.clock.now()))
      return reply.code(204).send()
    },
  })
}
