// How a route is written: its shapes, what it asks of access, what it can refuse, and the operation. Not here: any route.
import { ProblemBody, type ProblemKind, printId, Refused, refuseNow, type Static, type TSchema } from '#kernel'
import {
  type AccessResource,
  type Action,
  type Actor,
  type ProcessingEntry,
  platformProblems,
  type Tx,
  writeAudit,
  writeProcessing,
} from '#platform'
import type { House } from '../house.ts'
import { bug, problemMediaType, statusOf } from './problem.ts'
import { apiProblems } from './problems.ts'
import type { App, Reply, Request } from './request-context.ts'

type Shape = TSchema | undefined
type ValueOf<Schema extends Shape> = Schema extends TSchema ? Static<Schema> : undefined

/** What a route's operation gets: everything read and checked already. */
export type Ask<Params extends Shape, Query extends Shape, Body extends Shape> = {
  readonly house: House
  readonly actor: Actor
  readonly params: ValueOf<Params>
  readonly query: ValueOf<Query>
  readonly body: ValueOf<Body>
  readonly request: Request
  readonly reply: Reply
  /** One transaction in the actor's name; run again when two collide, so no other effect belongs inside. */
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>
  /** The key under which this write happens once, when the sender gave one; only in routes that say `takesKey`. */
  readonly key: string | null
  /** What was found, or the recorded 404: behind the wall "not there" and "not yours" look the same. */
  found<Value>(value: Value | null | undefined, resource: Pick<AccessResource, 'kind' | 'id'>): Promise<Value>
  /** That 404 by itself. */
  absent(resource: Pick<AccessResource, 'kind' | 'id'>): Promise<never>
}

export const tags = ['identity', 'law', 'licensing', 'chain', 'log', 'documents', 'platform'] as const
export type Tag = (typeof tags)[number]

// A table of refusals has rows with different values; the code and the kind are all that counts here.
export type RefusalType = { readonly code: string; readonly kind: ProblemKind }

export type RouteSpec<Params extends Shape, Query extends Shape, Body extends Shape, Answer extends TSchema> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly operationId: string
  readonly tag: Tag
  readonly summary: string
  readonly description?: string
  /** What access is asked before anything is read; null where anyone may, or where the operation asks, knowing its resource. */
  readonly action: Action | null
  /** Where the operation asks, knowing its resource: what a sender nobody knows is asked before a byte of the body is read. */
  readonly actionOfUnknown?: Action
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  readonly status?: 200 | 201 | 204
  readonly refusals: readonly RefusalType[]
  /** A write that is made safe to repeat by the header `Idempotency-Key`. */
  readonly takesKey?: boolean
  /** Sent as a write because it has a body, and writes nothing. */
  readonly isQuestion?: boolean
  /** What the body asks for, where the address names nothing: on record when it is not there. */
  asksFor?(body: ValueOf<Body>): Pick<AccessResource, 'kind' | 'id'>
  /** Where a body may be larger than those of other routes. */
  readonly bodyBytesMax?: number
  /** Whose data this shows, and for what: such an answer goes into the processing log (AVG 30). */
  processing?(answer: Static<Answer>): ProcessingEntry
  handle(ask: Ask<Params, Query, Body>): Promise<Static<Answer>>
}

const accessRefusals: readonly RefusalType[] = [
  platformProblems['not-authenticated'],
  platformProblems['session-expired'],
  platformProblems['token-refused'],
  platformProblems.forbidden,
  platformProblems['database-unavailable'],
]
/** What any route that asks access for reading may answer. */
export const readRefusals: readonly RefusalType[] = [...accessRefusals, platformProblems['question-too-large']]
/** What any route that writes may answer besides. */
export const writeRefusals: readonly RefusalType[] = [
  ...accessRefusals,
  platformProblems['request-not-yours'],
  platformProblems['assurance-too-low'],
  platformProblems['storage-full'],
]
/** What a write that takes an `Idempotency-Key` may answer besides. */
export const keyRefusals: readonly RefusalType[] = [apiProblems['key-malformed'], platformProblems['key-reused']]

/** What every route may answer, whatever its own operation does. */
export const shellRefusals: readonly RefusalType[] = [
  apiProblems.stopping,
  apiProblems['too-many-requests'],
  apiProblems['not-acceptable'],
  apiProblems['text-unreadable'],
  apiProblems['parameter-twice'],
]
const bodyRefusals: readonly RefusalType[] = [
  apiProblems['content-type'],
  apiProblems['body-too-large'],
  apiProblems['json-unreadable'],
  apiProblems['json-too-deep'],
  apiProblems['json-key-twice'],
  apiProblems['json-key-refused'],
]

/** Mounts one route: the shell reads, checks and asks access; the operation does the work. */
export function addRoute<
  Answer extends TSchema,
  Params extends Shape = undefined,
  Query extends Shape = undefined,
  Body extends Shape = undefined,
>(app: App, house: House, spec: RouteSpec<Params, Query, Body, Answer>): void {
  const status = spec.status ?? 200
  const isQuestion = spec.method === 'GET' || spec.isQuestion === true
  const askedFirst = spec.action ?? spec.actionOfUnknown
  app.route({
    method: spec.method,
    url: spec.url,
    ...(spec.bodyBytesMax === undefined ? {} : { bodyLimit: spec.bodyBytesMax }),
    config: { operationId: spec.operationId, ...(askedFirst ? { action: askedFirst } : {}) },
    schema: {
      operationId: spec.operationId,
      tags: [spec.tag],
      summary: spec.summary,
      ...(spec.description ? { description: spec.description } : {}),
      ...(spec.params ? { params: spec.params } : {}),
      querystring: spec.query ?? noParameters,
      ...(spec.body ? { body: spec.body } : {}),
      response: { [status]: answerOf(status, spec.answer), ...problemAnswers(refusalsOf(spec)) },
    },
    async handler(request, reply) {
      const { actor } = request
      if (spec.action) await house.access.require(actor, spec.action)
      // The validator compiler checked each of the three against the very schema their type comes from.
      const body = request.body as ValueOf<Body>
      const answer = await spec
        .handle({
          house,
          actor,
          params: request.params as ValueOf<Params>,
          query: request.query as ValueOf<Query>,
          body,
          request,
          reply,
          key: spec.takesKey ? keyOf(request) : null,
          transaction: (work) => house.database.transaction(actor, work, { isQuestion }),
          absent: (resource) => house.access.denyAbsent(actor, actionOf(spec), resource),
          found: async (value, resource) => value ?? house.access.denyAbsent(actor, actionOf(spec), resource),
        })
        .catch((error: unknown) => {
          const asked = spec.asksFor?.(body)
          return recordAbsence(error, { house, actor, spec, request, ...(asked ? { asked } : {}) })
        })
      await recordUse(answer, { house, actor, spec, request })
      reply.code(status)
      return status === 204 ? reply.send() : reply.type('application/json; charset=utf-8').send(answer)
    },
  })
}

/** The key is the sender's own: a UUID, or anything as short and plain. */
function keyOf(request: Request): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  const isPlain = typeof key === 'string' && /^[A-Za-z0-9_-]{8,80}$/.test(key)
  return isPlain ? key : refuseNow(apiProblems['key-malformed'], {})
}

/** What was done goes on the audit stream, and whose data was shown on the processing log; reading the law leaves no trace of who asked. */
async function recordUse<Answer extends TSchema>(
  answer: Static<Answer>,
  {
    house,
    actor,
    spec,
    request,
  }: Recording & { readonly spec: Pick<RouteSpec<Shape, Shape, Shape, Answer>, 'processing' | 'isQuestion'> },
): Promise<void> {
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD' && !spec.isQuestion
  if (!isWrite && !spec.processing) return
  await house.database.transaction(actor, async (tx) => {
    if (isWrite) {
      const [id = null] = Object.values((request.params ?? {}) as Record<string, string>) // Texts: the router made them.
      const resource = { kind: spec.tag, id }
      await writeAudit(tx, actor, { action: `${spec.tag}/${spec.operationId}`, resource, outcome: 'done' })
    }
    if (spec.processing) await writeProcessing(tx, actor, spec.processing(answer))
  })
}

type Recording = {
  readonly house: House
  readonly actor: Actor
  readonly spec: Pick<RouteSpec<Shape, Shape, Shape, TSchema>, 'action' | 'tag' | 'operationId'>
  readonly request: Request
  readonly asked?: Pick<AccessResource, 'kind' | 'id'>
}

/**
 * A room found nothing behind the wall: that may be someone else's, so it is recorded like any other denial. The room's own
 * words stay the answer; `denyAbsent` has its own for where a room has none.
 */
export async function recordAbsence(error: unknown, recording: Recording): Promise<never> {
  const { house, actor, spec } = recording
  const isAbsence = error instanceof Refused && error.refusal.problem.kind === 'absent'
  if (isAbsence && error.refusal.problem.code !== platformProblems['not-found'].code)
    for (const thing of thingsAsked(recording))
      await house.access.denyAbsent(actor, actionOf(spec), thing).catch(onlyRefusals)
  throw error
}

/** The first of the path is what was asked for. A path without one asks by its parameters: each id there but the asker's own party. */
function thingsAsked({ actor, spec, request, asked }: Recording): readonly Pick<AccessResource, 'kind' | 'id'>[] {
  if (asked) return [asked]
  const [inPath] = Object.values(request.params as Record<string, string>) // Texts: the router made them.
  if (inPath !== undefined) return [{ kind: spec.tag, id: inPath }]
  const own = actor.partyId && printId('party', actor.partyId)
  return Object.values(request.query as Record<string, unknown>)
    .filter((value) => typeof value === 'string' && /^[a-z]{3}_[0-9a-f-]{36}$/.test(value) && value !== own)
    .map((id) => ({ kind: spec.tag, id: id as string })) // Only texts are left.
}

/** `denyAbsent` records and then refuses, which is what was asked of it; a database that is away is told as such. */
function onlyRefusals(error: unknown): void {
  if (!(error instanceof Refused) || error.refusal.problem.kind !== 'absent') throw error
}

/** What a route without an action of its own would ask: your own things. */
function actionOf({ action }: Recording['spec']): Action {
  return action ?? 'platform:profile'
}

const noParameters = { type: 'object', properties: {}, additionalProperties: false } as const

function answerOf(status: number, schema: TSchema) {
  if (status === 204) return { description: 'Done; there is nothing to say.', type: 'null' }
  return { description: 'The answer.', content: { 'application/json': { schema } } }
}

function refusalsOf(
  spec: Pick<RouteSpec<Shape, Shape, Shape, TSchema>, 'refusals' | 'params' | 'query' | 'body' | 'takesKey'>,
) {
  const misfit = [apiProblems['not-as-described']]
  return [
    ...shellRefusals,
    ...misfit,
    ...(spec.body ? bodyRefusals : []),
    ...(spec.takesKey ? keyRefusals : []),
    ...spec.refusals,
  ]
}

/** By status, which codes can come: the reference names every refusal of every route. */
export function problemAnswers(refusals: readonly RefusalType[]): Record<string, object> {
  const byStatus = new Map<number, Set<string>>([[bug.status, new Set([bug.code])]])
  for (const refusal of refusals) {
    const status = statusOf(refusal)
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(refusal.code))
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [
        status,
        {
          description: [...codes].sort().join(', '),
          content: { [problemMediaType]: { schema: ProblemBody } },
        },
      ]),
  )
}
