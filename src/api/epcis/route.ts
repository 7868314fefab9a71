// A route of the EPCIS standard: its headers, its parameters that are no schema of ours, its answers as JSON text. Not here: any of them.

import type { WebSocket } from '@fastify/websocket'
import { type EpcisQuery, epcisProblems, epcisQueryProblems, headerPrefixes, parseQuery } from '#chain'
import { refuseNow, type TSchema, Type, unwrap } from '#kernel'
import type { Action, Actor, Tx } from '#platform'
import type { House } from '../house.ts'
import { accepts, preferred } from '../http/negotiate.ts'
import { problemMediaType } from '../http/problem.ts'
import { apiProblems } from '../http/problems.ts'
import type { App, Reply, Request } from '../http/request-context.ts'
import { problemAnswers, type RefusalType, readRefusals, recordAbsence, shellRefusals } from '../http/route.ts'
import { announceEpcis, epcisRoot, speakEpcis } from './headers.ts'

export const epcisAnswerTypes = ['application/json', 'application/ld+json'] as const

/** JSON-LD is always UTF-8, and has no parameter to say so. */
const written = {
  'application/json': 'application/json; charset=utf-8',
  'application/ld+json': 'application/ld+json',
} as const

export type EpcisAsk = {
  readonly house: House
  readonly actor: Actor
  readonly request: Request
  readonly reply: Reply
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>
}

type EpcisRead = {
  /** Below the root: `/events/:eventID`. */
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly action: Action
  readonly refusals: readonly RefusalType[]
  /** JSON text, as it is to be sent. */
  handle(ask: EpcisAsk): Promise<string>
  /** The same address asked for as a WebSocket. */
  readonly stream?: EpcisStream
}

export type EpcisStream = {
  /** Before the line is opened: refuses as any other request would. */
  admit(ask: EpcisAsk): Promise<void>
  run(ask: EpcisAsk, socket: WebSocket): void
}

const noReply = null as unknown as Reply // Never read: what runs on an open line sends over the line.
const anything = Type.Object({}, { additionalProperties: true })

/** Mounts one GET. What its parameters mean is the standard's, and checked by whoever reads them: an unknown one is refused there. */
export function addEpcisRead(app: App, house: House, spec: EpcisRead): void {
  const { operationId, action, stream } = spec
  const askOf = (request: Request, reply: Reply): EpcisAsk => ({
    house,
    actor: request.actor,
    request,
    reply,
    params: (request.params ?? {}) as Record<string, string>, // Texts: the router made them.
    query: request.query as Record<string, string>, // Texts: `readQuery` made them.
    transaction: (work) => house.database.transaction(request.actor, work),
  })
  app.route({
    method: 'GET',
    url: `${epcisRoot}${spec.path}`,
    ...(stream
      ? {
          async preHandler(request: Request, reply: Reply) {
            if (!request.ws) return
            speakEpcis(request, reply)
            const { actor } = request
            await house.access.require(actor, action)
            await stream
              .admit(askOf(request, reply))
              .catch((error: unknown) =>
                recordAbsence(error, { house, actor, spec: { ...spec, tag: 'chain' }, request }),
              )
          },
          // The line is open: there is no answer any more on which anything could be said.
          wsHandler: (socket: WebSocket, request: Request) => stream.run(askOf(request, noReply), socket),
        }
      : {}),
    config: { operationId, produces: [...epcisAnswerTypes] },
    schema: {
      operationId,
      tags: ['chain'],
      summary: spec.summary,
      ...(spec.path.includes(':') ? { params: paramsOf(spec.path) } : {}),
      querystring: anything,
      produces: [...epcisAnswerTypes],
      response: {
        200: { description: 'As EPCIS 2.0 has it.', content: { 'application/json': { schema: anything } } },
        ...problemAnswers([...shellRefusals, ...readRefusals, ...epcisReadRefusals, ...spec.refusals]),
      },
    },
    async handler(request, reply) {
      const { actor } = request
      speakEpcis(request, reply)
      if (!accepts(request.headers.accept, [...epcisAnswerTypes, problemMediaType]))
        refuseNow(apiProblems['not-acceptable'], { offered: epcisAnswerTypes.join(', ') })
      await house.access.require(actor, action)
      const text = await spec
        .handle(askOf(request, reply))
        .catch((error: unknown) => recordAbsence(error, { house, actor, spec: { ...spec, tag: 'chain' }, request }))
      return reply
        .type(written[preferred(request.headers.accept, epcisAnswerTypes)])
        .serializer((value: unknown) => String(value))
        .send(text)
    },
  })
}

const epcisReadRefusals: readonly RefusalType[] = [
  epcisProblems['version-not-offered'],
  epcisProblems['header-unknown'],
]

/** Mounts OPTIONS of one path: who asks must be known, as for everything else here. */
export function addEpcisOptions(
  app: App,
  house: House,
  {
    path,
    methods,
    more,
  }: { readonly path: string; readonly methods: readonly string[]; readonly more?: Readonly<Record<string, string>> },
): void {
  const operationId = `optionsEpcis${path.replace(/[/:]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`
  app.options(`${epcisRoot}${path}`, {
    config: { operationId, produces: [...epcisAnswerTypes] },
    schema: {
      operationId,
      tags: ['chain'],
      summary: 'What may be done here, and in which versions of EPCIS and CBV',
      ...(path.includes(':') ? { params: paramsOf(path) } : {}),
      querystring: anything,
      response: {
        204: { description: 'Said in the headers.', type: 'null' },
        ...problemAnswers([...shellRefusals, ...readRefusals, ...epcisReadRefusals]),
      },
    },
    async handler(request, reply) {
      await house.access.require(request.actor, 'chain:read-events')
      return announceEpcis(request, reply, { methods, ...(more ? { more } : {}) })
    },
  })
}

/** What an address names: any text the database can hold. */
export const nameOfPath = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000]*$' })

export function paramsOf(path: string): TSchema {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return Type.Object(Object.fromEntries(names.map((name) => [name, nameOfPath(2_048)])))
}

/** How long a page is and where it goes on; everything else asks. */
export type PageAsked = {
  readonly perPage?: number
  readonly token?: string
  readonly rest: Readonly<Record<string, string>>
}

/** Refuses `epcis/query-parameter` for a page of no length. */
export function pageAsked(query: Readonly<Record<string, string>>): PageAsked {
  const { perPage, nextPageToken, ...rest } = query
  if (perPage !== undefined && !/^[1-9]\d{0,5}$/.test(perPage))
    refuseNow(epcisQueryProblems['query-parameter'], {
      faults: [{ fault: 'bad-value', name: 'perPage', expected: 'count' }],
    })
  return {
    ...(perPage === undefined ? {} : { perPage: Number(perPage) }),
    ...(nextPageToken === undefined ? {} : { token: nextPageToken }),
    rest,
  }
}

/** Where there is nothing to ask but a page, every other name is unknown. */
export function onlyPage(query: Readonly<Record<string, string>>): Omit<PageAsked, 'rest'> {
  const { rest, ...page } = pageAsked(query)
  const names = Object.keys(rest)
  if (names.length > 0)
    refuseNow(epcisQueryProblems['query-parameter'], {
      faults: names.map((name) => ({ fault: 'unknown-name' as const, name: name.slice(0, 120) })),
    })
  return page
}

/** The question in an address. Prefixes of own fields come in the header GS1-Extensions. */
export function queryAsked(request: Request, rest: Readonly<Record<string, string>>): EpcisQuery {
  const header = request.headers['gs1-extensions']
  const prefixes = typeof header === 'string' || header === undefined ? headerPrefixes(header) : null
  if (!prefixes)
    return refuseNow(epcisProblems['header-unknown'], {
      header: 'GS1-Extensions',
      given: String(header).slice(0, 60),
      offered: 'prefix=namespace, …',
    })
  return unwrap(parseQuery({ parameters: withOffsets(rest), from: 'address', prefixes }))
}

/** In an address a `+` is a space: who forgot to escape the zone of a time meant a plus. */
function withOffsets(rest: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+) (\d\d:\d\d)$/, '$1+$2'),
    ]),
  )
}

/** The next page in the headers, as the standard has it. */
export function linkNextPage(
  request: Request,
  reply: Reply,
  next: { readonly token: string; readonly endsAt?: Temporal.Instant } | null,
): void {
  if (!next) return
  const [path = '', search = ''] = request.url.split('?')
  const parameters = new URLSearchParams(search)
  parameters.set('nextPageToken', next.token)
  reply.header('link', `<${path}?${parameters}>; rel="next"`)
  if (next.endsAt) reply.header('GS1-Next-Page-Token-Expires', next.endsAt.toString({ smallestUnit: 'second' }))
}
