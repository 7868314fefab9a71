// The register of expert decisions over HTTP: read by everyone, written by who decides. Not here: what a decision is (licensing).
import { Day, IdOf, type Json, OneOf, refuseNow, Strict, Type } from '#kernel'
import {
  ExpertDecision,
  ExpertDecisionPage,
  ExpertSubjects,
  expertContent,
  expertDecision,
  expertProblems,
  expertSubjects,
  licensingProblems,
  listExpertDecisions,
  NewExpertDecision,
  readExpertSubject,
  recordExpertDecision,
  Withdrawal,
  withdrawExpertDecision,
} from '#licensing'
import { logProblems, platformProblems, proofFor } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId, dayOr } from '../http/ids.ts'
import { once } from '../http/once.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, writeRefusals } from '../http/route.ts'

const Params = Strict({ expertDecisionId: IdOf('expertDecision') })
const absent = [expertProblems['unknown-expert-decision'], platformProblems['not-found']]
const decideRefusals = [
  ...writeRefusals,
  platformProblems['step-up-needed'],
  platformProblems['not-found'],
  ...Object.values(expertProblems),
]

export function mountExperts(app: App, house: House): void {
  mountReading(app, house)
  mountDeciding(app, house)
}

function mountReading(app: App, house: House): void {
  const { corpus, toolkit } = house.law

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/expert-decisions',
    operationId: 'listExpertDecisions',
    tag: 'licensing',
    summary: 'Readings of the law by named chemists and lawyers, newest first',
    description:
      'By words, by the substance, or by a structure (its InChIKey, or a SMILES that is read without its counter-ions). With `standing=yes` only those an answer of `on` may cite. The name of an expert is professional data and public.',
    action: 'law:check-substance',
    query: Strict({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      substanceId: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80 })),
      structure: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
      inchiKey: Type.Optional(Type.String({ pattern: '^[A-Z]{14}-[A-Z]{10}-[A-Z]$' })),
      standing: Type.Optional(OneOf(['yes'])),
      on: Type.Optional(Day),
      knownOn: Type.Optional(Day),
      ...pageParameters,
    }),
    answer: ExpertDecisionPage,
    refusals: [
      licensingProblems['bad-cursor'],
      expertProblems['expert-structure-unreadable'],
      platformProblems['database-unavailable'],
    ],
    async handle({ transaction, actor, query, request, reply }) {
      const { q, substanceId, structure, inchiKey, standing, on, knownOn, ...place } = query
      const today = house.clock.today()
      const given = inchiKey === undefined ? [] : [inchiKey]
      const keys = structure === undefined ? given : [...given, ...(await keysOf(structure))]
      const page = await transaction((tx) =>
        listExpertDecisions(tx, actor, {
          ...place,
          ...(q?.trim() ? { words: q.trim() } : {}),
          ...(substanceId === undefined ? {} : { substanceId }),
          ...(keys.length > 0 ? { inchiKeys: keys } : {}),
          ...(standing ? { standing: { on: dayOr(on, today), knownOn: dayOr(knownOn, today) } } : {}),
        }),
      )
      return linkNext(request, reply, { items: [...page.items], nextCursor: page.nextCursor })
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/expert-decisions/subjects',
    operationId: 'listExpertSubjects',
    tag: 'licensing',
    summary: 'What a decision can be about: the groups of list IA, the closing clauses and the doubtful points of law',
    action: 'law:check-substance',
    answer: ExpertSubjects,
    refusals: [],
    handle: async () => expertSubjects(corpus),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/expert-decisions/:expertDecisionId',
    operationId: 'readExpertDecision',
    tag: 'licensing',
    summary: 'One expert decision, and what follows it',
    action: 'law:check-substance',
    params: Params,
    answer: ExpertDecision,
    refusals: [...absent, platformProblems['database-unavailable']],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => expertDecision(tx, actor, { decisionId: bareId('expertDecision', params.expertDecisionId) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/expert-decisions/:expertDecisionId/proof',
    operationId: 'proveExpertDecision',
    tag: 'log',
    summary: 'The proof that an expert decision is in the log, to check offline',
    action: 'log:read-proof',
    params: Params,
    answer: ProofFile,
    refusals: [
      ...absent,
      logProblems['not-sealed-yet'],
      logProblems['not-in-log'],
      platformProblems['database-unavailable'],
    ],
    async handle({ transaction, actor, params, reply }) {
      const decisionId = bareId('expertDecision', params.expertDecisionId)
      reply.header('content-disposition', `attachment; filename="${params.expertDecisionId}.proof.json"`)
      return transaction(async (tx) => proofFor(tx, actor, decisionId, await expertContent(tx, actor, decisionId)))
    },
  })

  /** Of what was sent, the part that is no counter-ion. */
  async function keysOf(structure: string): Promise<readonly string[]> {
    const reading = await toolkit.read(structure)
    const key = reading.ok ? reading.structure.parts[0]?.inchiKey : undefined
    return key ? [key] : refuseNow(expertProblems['expert-structure-unreadable'], {})
  }
}

function mountDeciding(app: App, house: House): void {
  const { corpus } = house.law
  const resource = { kind: 'expert-decision', id: null }

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/expert-decisions',
    operationId: 'recordExpertDecision',
    tag: 'licensing',
    summary: 'Records a reading by a named chemist or lawyer',
    description:
      'By a decision maker who has just shown a passkey. Written once: a mistake is mended by a new decision that `replaces` it. From then on answers about this structure or article cite it by its number.',
    action: null,
    actionOfUnknown: 'licensing:decide-as-expert',
    body: NewExpertDecision,
    answer: ExpertDecision,
    status: 201,
    takesKey: true,
    refusals: decideRefusals,
    async handle({ actor, body, key, transaction }) {
      await house.access.require(actor, 'licensing:decide-as-expert', resource)
      const subject = await readExpertSubject(house.law, body.subject)
      const now = house.clock.now()
      return transaction((tx) =>
        // The body was read from JSON and checked by its schema.
        once<ExpertDecision>(tx, actor, { key, operation: 'recordExpertDecision', about: body as Json }, () =>
          recordExpertDecision(tx, actor, { ...body, subject }, { corpus, now }),
        ),
      )
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/expert-decisions/:expertDecisionId/withdraw',
    operationId: 'withdrawExpertDecision',
    tag: 'licensing',
    summary: 'Takes an expert decision back; it stays to be read, and no answer cites it any more',
    action: null,
    actionOfUnknown: 'licensing:decide-as-expert',
    params: Params,
    body: Withdrawal,
    answer: ExpertDecision,
    status: 201,
    takesKey: true,
    refusals: decideRefusals,
    async handle({ actor, body, key, params, transaction }) {
      await house.access.require(actor, 'licensing:decide-as-expert', resource)
      const decisionId = bareId('expertDecision', params.expertDecisionId)
      const now = house.clock.now()
      const about = { decisionId, body: body as Json } // As above.
      return transaction((tx) =>
        once<ExpertDecision>(tx, actor, { key, operation: 'withdrawExpertDecision', about }, () =>
          withdrawExpertDecision(tx, actor, { ...body, decisionId }, { now }),
        ),
      )
    },
  })
}
