// How a route is written: its shapes, what it asks of access, what it can refuse, and the operation. Not here: any route.
import { ProblemBody, type ProblemKind, Refused, type Static, type TSchema } from '#kernel'
import { type AccessResource, type Action, type Actor, platformProblems, type Tx } from '#platform'
import type { House } from './house.ts'
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
  /** The recorded 404: behind the wall "not there" and "not yours" look the same. */
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
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  readonly status?: 200 | 201 | 204
  readonly refusals: readonly RefusalType[]
  handle(ask: Ask<Params, Query, Body>): Promise<Static<Answer>>
}

/** What any route that asks access for reading may answer. */
export const readRefusals: readonly RefusalType[] = [
  platformProblems['not-authenticated'],
  platformProblems['session-expired'],
  platformProblems['token-refused'],
  platformProblems.forbidden,
  platformProblems['database-unavailable'],
]
/** What any route that writes may answer besides. */
export const writeRefusals: readonly RefusalType[] = [
  ...readRefusals,
  platformProblems['request-not-yours'],
  platformProblems['assurance-too-low'],
  platformProblems['storage-full'],
]
/** What a write that takes an `Idempotency-Key` may answer besides. */
export const keyRefusals: readonly RefusalType[] = [apiProblems['key-missing'], platformProblems['key-reused']]

/** What every route may answer, whatever its own operation does. */
const shellRefusals: readonly RefusalType[] = [
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
  app.route({
    method: spec.method,
    url: spec.url,
    config: { operationId: spec.operationId },
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
      const answer = await spec.handle({
        house,
        actor,
        // The validator compiler checked each of the three against the very schema their type comes from.
        params: request.params as ValueOf<Params>,
        query: request.query as ValueOf<Query>,
        body: request.body as ValueOf<Body>,
        request,
        reply,
        transaction: (work) => house.database.transaction(actor, work),
        absent: (resource) => house.access.denyAbsent(actor, actionOf(spec), resource),
      }).catch((error: unknown) => recordAbsence(error, { house, actor, spec, request }))
      reply.code(status)
      return status === 204 ? reply.send() : reply.type('application/json; charset=utf-8').send(answer)
    },
  })
}

type Recording = {
  readonly house: House
  readonly actor: Actor
  readonly spec: Pick<RouteSpec<Shape, Shape, Shape, TSchema>, 'action' | 'tag'>
  readonly request: Request
}

/**
 * A room found nothing behind the wall: that may be someone else's, so it is recorded like any other denial. The room's own
 * words stay the answer; `denyAbsent` has its own for where a room has none.
 */
async function recordAbsence(error: unknown, { house, actor, spec, request }: Recording): Promise<never> {
  const isAbsence = error instanceof Refused && error.refusal.problem.kind === 'absent'
  const [id] = Object.values(request.params as Record<string, string>) // The first of the path is the thing that was asked for.
  if (isAbsence && id !== undefined && error.refusal.problem.code !== platformProblems['not-found'].code) {
    await house.access.denyAbsent(actor, actionOf(spec), { kind: spec.tag, id }).catch(onlyRefusals)
  }
  throw error
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

function refusalsOf(spec: Pick<RouteSpec<Shape, Shape, Shape, TSchema>, 'refusals' | 'params' | 'query' | 'body'>) {
  const misfit = [apiProblems['not-as-described']]
  return [...shellRefusals, ...misfit, ...(spec.body ? bodyRefusals : []), ...spec.refusals]
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
