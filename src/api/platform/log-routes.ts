// The transparency log over HTTP: checkpoints and proofs for the API, tiles as C2SP tlog-tiles has them. Not here: the tree (platform/log).
import { batchProof, chainProblems, readEventContents, readQualityContents } from '#chain'
import { IdOf, OneOf, refuseNow, Strict, Type } from '#kernel'
import { readExpertContents } from '#licensing'
import {
  type Actor,
  addCosignatures,
  consistency,
  latestCheckpoint,
  logProblems,
  platformProblems,
  type ReadContents,
  readLogResource,
} from '#platform'
import { ConsistencyProof, CosignaturesTaken, Cosigned, ProofSet, SignedCheckpoint } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

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

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/log/cosignatures',
    operationId: 'addCosignature',
    tag: 'log',
    summary: 'A checkpoint of ours with the line of a witness this house knows; its signature is all it has to show',
    action: null,
    body: Cosigned,
    answer: CosignaturesTaken,
    refusals: [logProblems['cosignature-refused'], platformProblems['database-unavailable']],
    handle: ({ transaction, actor, body }) =>
      transaction((tx) => addCosignatures(tx, actor, { note: body.note, witnessKeys: house.config.witnessKeys ?? [] })),
  })

  mountBatchProofs(app, house)
  mountTiles(app, house)
}

function mountBatchProofs(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/proof',
    operationId: 'proveBatch',
    tag: 'log',
    summary: 'The proof that all events of a batch, or its release with what it rests on, are in the log',
    description: 'A batch of very many events comes in parts; the file says which part it is of how many.',
    action: 'chain:read-events',
    params: Strict({ batchId: IdOf('batch') }),
    query: Strict({
      of: Type.Optional(OneOf(['batch', 'release'])),
      part: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    }),
    answer: ProofSet,
    refusals: [
      ...readRefusals,
      chainProblems['unknown-batch'],
      platformProblems['not-found'],
      logProblems['not-sealed-yet'],
      logProblems['not-in-log'],
    ],
    handle({ transaction, actor, params, query: { of = 'batch', part = 1 }, reply }) {
      const batchId = bareId('batch', params.batchId)
      const name = [params.batchId, of, ...(part > 1 ? [part] : [])].join('-')
      reply.header('content-disposition', `attachment; filename="${name}.proofs.json"`)
      return transaction((tx) => batchProof(tx, actor, { batchId, of, part }))
    },
  })
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
