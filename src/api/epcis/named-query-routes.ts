// Questions with a name over HTTP: kept, listed, read, asked, forgotten. Not here: who is told of new answers (subscription-routes.ts).
import {
  askEvents,
  dropQuery,
  epcisProblems,
  epcisQueryProblems,
  keepQuery,
  listQueries,
  readDefinition,
  readNamedQuery,
  writeQueryDocument,
} from '#chain'
import { Strict, Type } from '#kernel'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, writeRefusals } from '../http/route.ts'
import { epcFormatOf, epcisRoot, pageLimits, speakEpcis } from './headers.ts'
import { addEpcisOptions, addEpcisRead, type EpcisAsk, linkNextPage, nameOfPath, onlyPage } from './route.ts'
import { queryStream } from './stream.ts'

const Definition = Type.Record(Type.String(), Type.Unknown(), {
  description: 'names and values of the EPCIS query language',
})
const Named = Strict({ name: Type.String({ maxLength: 80 }), query: Definition })
export const queryPath = '/queries/:queryName'
const nameParams = Strict({ queryName: nameOfPath(80) })
const versionRefusals = [epcisProblems['version-not-offered'], epcisProblems['header-unknown']]

export function mountEpcisQueries(app: App, house: House): void {
  addEpcisOptions(app, house, { path: '/queries', methods: ['GET', 'POST'] })
  addEpcisRead(app, house, {
    path: '/queries',
    operationId: 'listEpcisQueries',
    summary: 'The questions your organisation has kept, by name',
    action: 'chain:read-events',
    refusals: [epcisQueryProblems['query-parameter'], epcisQueryProblems['page-token']],
    async handle({ actor, query, reply, request, transaction }) {
      const { queries, nextToken } = await transaction((tx) => listQueries(tx, actor, onlyPage(query)))
      linkNextPage(request, reply, nextToken === null ? null : { token: nextToken })
      return JSON.stringify(queries)
    },
  })
  addRoute(app, house, {
    method: 'POST',
    url: `${epcisRoot}/queries`,
    operationId: 'keepEpcisQuery',
    tag: 'chain',
    summary: 'Keeps a question under a name of your organisation',
    action: 'chain:read-events',
    body: Named,
    answer: Named,
    status: 201,
    refusals: [
      ...writeRefusals,
      ...versionRefusals,
      epcisQueryProblems['query-name'],
      epcisQueryProblems['query-parameter'],
      epcisQueryProblems['query-too-complex'],
      epcisQueryProblems['query-exists'],
      epcisQueryProblems['too-many-queries'],
    ],
    async handle({ actor, body, reply, request, transaction }) {
      speakEpcis(request, reply)
      await transaction((tx) => keepQuery(tx, actor, body))
      reply.header('location', `${epcisRoot}/queries/${body.name}`)
      return body
    },
  })
  mountOne(app, house)
  mountAnswers(app, house)
}

function mountOne(app: App, house: House): void {
  addEpcisOptions(app, house, { path: queryPath, methods: ['GET', 'DELETE'] })
  addEpcisRead(app, house, {
    path: queryPath,
    operationId: 'readEpcisQuery',
    summary: 'One question by its name',
    action: 'chain:read-events',
    refusals: [epcisQueryProblems['query-parameter'], epcisQueryProblems['unknown-query']],
    async handle({ actor, params, query, transaction }) {
      onlyPage(query)
      return JSON.stringify(await transaction((tx) => readNamedQuery(tx, actor, params['queryName'] ?? '')))
    },
  })
  addRoute(app, house, {
    method: 'DELETE',
    url: `${epcisRoot}${queryPath}`,
    operationId: 'dropEpcisQuery',
    tag: 'chain',
    summary: 'Forgets a question; its subscriptions end',
    action: 'chain:read-events',
    params: nameParams,
    answer: Type.Null(),
    status: 204,
    refusals: [...writeRefusals, ...versionRefusals, epcisQueryProblems['unknown-query']],
    async handle({ actor, params, reply, request, transaction }) {
      speakEpcis(request, reply)
      await transaction((tx) => dropQuery(tx, actor, params.queryName))
      return null
    },
  })
}

function mountAnswers(app: App, house: House): void {
  addEpcisOptions(app, house, { path: `${queryPath}/events`, methods: ['GET'], more: pageLimits })
  addEpcisRead(app, house, {
    path: `${queryPath}/events`,
    operationId: 'queryEpcisQueryEvents',
    summary: 'Events that answer a kept question; those one may see',
    action: 'chain:read-events',
    refusals: [
      epcisQueryProblems['query-parameter'],
      epcisQueryProblems['unknown-query'],
      epcisQueryProblems['query-too-large'],
      epcisQueryProblems['query-too-complex'],
      epcisQueryProblems['query-too-long'],
      epcisQueryProblems['not-as-urn'],
      epcisQueryProblems['page-token'],
      epcisQueryProblems['page-token-ended'],
    ],
    handle: answerNamedQuery,
    stream: queryStream(),
  })
}

/** Asked by its name. Asked for as a WebSocket, the same address streams what is new (stream.ts). */
async function answerNamedQuery({
  actor,
  house,
  params,
  query,
  reply,
  request,
  transaction,
}: EpcisAsk): Promise<string> {
  const format = epcFormatOf(request, reply)
  const page = onlyPage(query)
  const name = params['queryName'] ?? ''
  const now = house.clock.now()
  const { events, next } = await transaction(async (tx) => {
    const { query: definition } = await readNamedQuery(tx, actor, name)
    return askEvents(tx, actor, { ...page, query: readDefinition(definition), now })
  })
  linkNextPage(request, reply, next)
  return writeQueryDocument({ events, format, queryName: name, now })
}
