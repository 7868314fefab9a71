// What may no longer be kept, over HTTP: what is due, the lists, and the decision about one. Not here: what may go (chain/retention), and who may decide (access).
import {
  chainProblems,
  decideErasure,
  listDue,
  listOnErasure,
  proposeErasure,
  readRetention,
  retentionProblems,
  retentionTermOn,
} from '#chain'
import {
  type ActKind,
  actSchemas,
  ErasureDecision,
  ErasureView,
  NewErasure,
  RetentionPage,
  RetentionView,
  retentionStops,
} from '#chain/contract'
import { IdOf, legalDayOf, OneOf, Strict, Type } from '#kernel'
import { platformProblems } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import { proofOfRecord, recordProofRefusals } from '../http/record-proof.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const cursor = { cursor: Type.Optional(Type.String()) }
const Params = Strict({ erasureId: IdOf('erasure') })

export function mountRetention(app: App, house: House): void {
  const asked = () => {
    const now = house.clock.now()
    return { now, term: retentionTermOn(house.law.corpus, legalDayOf(now)) }
  }

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/retention',
    operationId: 'readRetention',
    tag: 'chain',
    summary:
      'What may no longer be kept: how much, how old, under which article; what waits for what; and the lists so far',
    action: 'chain:retention:propose',
    answer: RetentionView,
    refusals: readRefusals,
    handle: ({ transaction, actor }) => transaction((tx) => readRetention(tx, actor, asked())),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/retention/events',
    operationId: 'listRetentionEvents',
    tag: 'chain',
    summary: 'The events that are due, or that wait for one thing, oldest first',
    action: 'chain:retention:propose',
    query: Strict({
      kind: Type.Optional(OneOf(Object.keys(actSchemas) as ActKind[])),
      /** Not those that are due, but those that wait for this. */
      why: Type.Optional(OneOf(retentionStops)),
      ...cursor,
    }),
    answer: RetentionPage,
    refusals: [...readRefusals, chainProblems['bad-cursor']],
    handle: ({ transaction, actor, query }) =>
      transaction((tx) => listDue(tx, actor, { term: asked().term, ...query })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/retention/erasures/:erasureId/events',
    operationId: 'listErasureEvents',
    tag: 'chain',
    summary: 'The events on a list, or those of them that were erased, by when they happened',
    action: 'chain:retention:propose',
    params: Params,
    query: Strict({ erased: Type.Optional(OneOf(['yes'])), ...cursor }),
    answer: RetentionPage,
    refusals: [...readRefusals, chainProblems['bad-cursor'], retentionProblems['unknown-erasure']],
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) => {
        const { erased, ...page } = query
        return listOnErasure(tx, actor, {
          ...{ id: bareId('erasure', params.erasureId), isErased: erased === 'yes', ...page },
        })
      }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/retention/erasures/:erasureId/proof',
    operationId: 'proveErasure',
    tag: 'log',
    summary: 'The proof that a decision about a list is in the log, to check offline',
    action: 'chain:retention:propose',
    params: Params,
    answer: ProofFile,
    refusals: recordProofRefusals,
    handle({ transaction, actor, params, reply }) {
      reply.header('content-disposition', `attachment; filename="${params.erasureId}.proof.json"`)
      return transaction((tx) => proofOfRecord(tx, actor, bareId('erasure', params.erasureId)))
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/retention/erasures',
    operationId: 'proposeErasure',
    tag: 'chain',
    summary: 'Draw up a list of what is due, of one kind of event or of all',
    description:
      'The number is made by the sender, so that sending twice is once. Nothing is erased before somebody else decides.',
    action: 'chain:retention:propose',
    body: NewErasure,
    status: 201,
    answer: ErasureView,
    refusals: [
      ...writeRefusals,
      retentionProblems['erasure-changed'],
      retentionProblems['erasure-waits'],
      retentionProblems['nothing-due'],
    ],
    handle: ({ transaction, actor, body }) =>
      transaction((tx) => proposeErasure(tx, actor, { ...asked(), wish: body })),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/retention/erasures/:erasureId/decision',
    operationId: 'decideErasure',
    tag: 'chain',
    summary: 'Erase what is on a list and still due, or decline the list',
    description:
      'By somebody else than who drew it up. What was erased does not come back; what moved, between whom and when, and the leaf in the log stay. The decision is a record of the log.',
    action: 'chain:retention:erase',
    params: Params,
    body: ErasureDecision,
    answer: ErasureView,
    refusals: [
      ...writeRefusals,
      platformProblems['step-up-needed'],
      retentionProblems['unknown-erasure'],
      retentionProblems['erasure-own'],
      retentionProblems['erasure-decided'],
      retentionProblems['erasure-without-reason'],
    ],
    handle: ({ transaction, actor, params, body }) =>
      transaction((tx) =>
        decideErasure(tx, actor, {
          ...{ ...asked(), id: bareId('erasure', params.erasureId), decision: body },
        }),
      ),
  })
}
