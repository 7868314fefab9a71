// A route that answers a file we made ourselves: a paper as PDF, a table as CSV or XLSX, a symbol as SVG. Not here: documents people handed in.
import type { Static, TSchema } from '#kernel'
import type { Action, Actor, Tx } from '#platform'
import type { House } from '../house.ts'
import { apiProblems } from './problems.ts'
import type { App, Request } from './request-context.ts'
import { problemAnswers, type RefusalType, readRefusals, recordAbsence, shellRefusals, type Tag } from './route.ts'

/** A file as it goes out. Its name carries no name of a person. */
export type MadeFile = {
  readonly bytes: Uint8Array | string
  readonly mediaType: FileType
  readonly fileName: string
}

export type FileType = keyof typeof typesOfFiles
/** `inline`: a browser shows it in its own reader, from where it is printed. What is no page is kept as a file. */
const typesOfFiles = {
  'application/pdf': 'inline',
  'image/svg+xml': 'attachment',
  'text/csv; charset=utf-8': 'attachment',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'attachment',
} as const

export type FileAsk<Params extends TSchema, Query extends TSchema> = {
  readonly house: House
  readonly actor: Actor
  readonly params: Static<Params>
  readonly query: Static<Query>
  readonly request: Request
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>
}

export type FileRouteSpec<Params extends TSchema, Query extends TSchema> = {
  readonly url: string
  readonly operationId: string
  readonly tag: Tag
  readonly summary: string
  readonly description?: string
  readonly action: Action
  readonly params: Params
  readonly query: Query
  readonly produces: readonly [FileType, ...FileType[]]
  readonly refusals: readonly RefusalType[]
  handle(ask: FileAsk<Params, Query>): Promise<MadeFile>
}

/** Mounts one GET. The same walls, refusals and records as any other route (route.ts); only the answer is no JSON. */
export function addFileRoute<Params extends TSchema, Query extends TSchema>(
  app: App,
  house: House,
  spec: FileRouteSpec<Params, Query>,
): void {
  const { operationId, tag, summary, description, params, query, produces, action } = spec
  const refusals = [...shellRefusals, apiProblems['not-as-described'], ...readRefusals, ...spec.refusals]
  app.get(spec.url, {
    config: { operationId, produces },
    schema: {
      operationId,
      tags: [tag],
      summary,
      ...(description ? { description } : {}),
      params,
      querystring: query,
      produces: [...produces],
      response: {
        200: { description: `The file: ${produces.join(', ')}.`, type: 'string', format: 'binary' },
        ...problemAnswers(refusals),
      },
    },
    async handler(request, reply) {
      const { actor } = request
      await house.access.require(actor, action)
      const made = await spec
        .handle({
          house,
          actor,
          // The validator compiler checked both against the very schemas their types come from.
          params: request.params as Static<Params>,
          query: request.query as Static<Query>,
          request,
          transaction: (work) => house.database.transaction(actor, work),
        })
        .catch((error: unknown) => recordAbsence(error, { house, actor, spec, request }))
      return reply
        .type(made.mediaType)
        .header('content-disposition', `${typesOfFiles[made.mediaType]}; filename="${made.fileName}"`)
        .header('cache-control', 'private, no-cache')
        .send(typeof made.bytes === 'string' ? made.bytes : Buffer.from(made.bytes))
    },
  })
}
