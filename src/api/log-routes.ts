// The transparency log over HTTP: checkpoints and proofs for the API, tiles as C2SP tlog-tiles has them. Not here: the tree (platform/log).
import { readEventContents, readQualityContents } from '#chain'
import { refuseNow, Strict, Type } from '#kernel'
import { readExpertContents } from '#licensing'
import {
  type Actor,
  consistency,
  latestCheckpoint,
  logProblems,
  platformProblems,
  type ReadContents,
  readLogResource,
} from '#platform'
import { ConsistencyProof, SignedCheckpoint } from '#platform/contract'
import type { House } from './house.ts'
import type { App } from './request-context.ts'
import { addRoute } from './route.ts'

const aYear = 31_536_000

export function mountLog(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/log/checkpoint',
    operationId: 'readCheckpoint',
    tag: 'log',
    summary: 'The last signed state of the log',
    action: 'log:read-proof',
    answer: SignedCheckpoint,
    refusals: [platformProblems['not-found']],
    handle: async ({ transaction, actor, found }) =>
      found(await transaction((tx) => latestCheckpoint(tx, actor)), { kind: 'checkpoint', id: null }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/log/consistency',
    operationId: 'readConsistency',
    tag: 'log',
    summary: 'The proof that a later state of the log only added to an earlier one',
    action: 'log:read-proof',
    query: Strict({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) }),
    answer: ConsistencyProof,
    refusals: [logProblems['no-such-checkpoint']],
    handle: ({ transaction, actor, query }) =>
      transaction((tx) => consistency(tx, actor, { fromSize: query.from, toSize: query.to })),
  })

  mountTiles(app, house)
}

/** Bytes and not JSON, for programs that know the format and nothing of us. */
function mountTiles(app: App, house: House): void {
  app.get<{ Params: { authority: string; '*': string } }>(
    '/log/:authority/*',
    {
      config: { produces: ['application/octet-stream', 'text/plain'] },
      schema: {
        operationId: 'readTile',
        tags: ['log'],
        summary: 'The log as C2SP tlog-tiles: checkpoint, tile/…, tile/entries/… (the last for staff)',
        params: Strict({ authority: Type.String({ maxLength: 36 }), '*': Type.String({ maxLength: 200 }) }),
        produces: ['application/octet-stream', 'text/plain'],
      },
    },
    async (request, reply) => {
      const { actor, params } = request
      await house.access.require(actor, 'log:read-proof')
      const isOurs = params.authority === actor.authorityId
      const found = isOurs
        ? await house.database.transaction(actor, (tx) =>
            readLogResource(tx, actor, { path: params['*'], readContents: contentsFor(actor) }),
          )
        : null
      if (!found) return refuseNow(platformProblems['not-found'], { what: 'log' })
      const caching = found.isImmutable ? `public, max-age=${aYear}, immutable` : 'no-cache'
      return reply.type(found.mediaType).header('cache-control', caching).send(Buffer.from(found.bytes))
    },
  )
}

/** The chain, its quality and the register of expert decisions keep their own records; the log only their hashes. */
function contentsFor(actor: Actor): ReadContents {
  return async (tx, entryIds) => [
    ...(await readEventContents(tx, actor, entryIds)),
    ...(await readExpertContents(tx, actor.authorityId, entryIds)),
    ...(await readQualityContents(tx, actor.authorityId, entryIds)),
  ]
}
