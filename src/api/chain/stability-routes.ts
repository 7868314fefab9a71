// Stability studies over HTTP: their protocol, their points, what they carry and what was concluded. Not here: what may follow what (chain),
// and the laboratory's report of an order (quality-routes.ts).
import {
  batchStability,
  beginStudy,
  chainProblems,
  concludeStudy,
  drawPoint,
  lawForChain,
  listStudies,
  type QualityNeeds,
  qualityProblems,
  qualityTerms,
  readStudy,
  stabilityProblems,
  stopStudy,
  studyPaper,
  takeOver,
} from '#chain'
import {
  BatchStability,
  NewConclusion,
  NewPull,
  NewStudy,
  Reasoned,
  StudySummary,
  StudyView,
  TakenOver,
} from '#chain/contract'
import { IdOf, type Json, type Locale, locales, OneOf, type QualityId, Strict, Type } from '#kernel'
import { type Action, type Actor, platformProblems, type Tx, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import { once } from '../http/once.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const Params = Strict({ qualityId: IdOf('quality') })
const absent = [qualityProblems['unknown-quality'], platformProblems['not-found']]
const changeRefusals = [
  ...writeRefusals,
  ...absent,
  ...Object.values(stabilityProblems),
  ...(['not-a-laboratory', 'not-a-sample', 'order-open', 'wrong-step', 'quality-moved-on'] as const).map(
    (name) => qualityProblems[name],
  ),
  ...[qualityProblems['result-unread'], qualityProblems['results-incomplete'], qualityProblems['not-qualified']],
]

export function mountStability(app: App, house: House): void {
  const law = { ...lawForChain(house.law.corpus), quality: qualityTerms(house.law.corpus) }
  const needs = (): QualityNeeds => ({ law, now: house.clock.now() })
  mountReading(app, house, needs)
  mountSteps(app, house, needs)
  mountPaper(app, house, needs)
}

type Needs = () => QualityNeeds

function mountReading(app: App, house: House, needs: Needs): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/stability',
    operationId: 'listStabilityStudies',
    tag: 'chain',
    summary: 'Stability studies: the authority sees all, a party those it holds or measures',
    action: 'chain:read-batches',
    answer: Strict({ items: Type.Array(StudySummary) }),
    refusals: readRefusals,
    handle: ({ transaction, actor }) => transaction(async (tx) => ({ items: await listStudies(tx, actor, needs()) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/stability/:qualityId',
    operationId: 'readStabilityStudy',
    tag: 'chain',
    summary: 'One study: its schedule, every figure with its event, the lines through them and the months they carry',
    action: 'chain:read-batches',
    params: Params,
    answer: StudyView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readStudy(tx, actor, { studyId: bareId('quality', params.qualityId) }, needs())),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/stability',
    operationId: 'readBatchStability',
    tag: 'chain',
    summary:
      'How long a batch keeps by the study of its product, and the studies that follow it or what it was made of',
    action: 'chain:read-batches',
    params: Strict({ batchId: IdOf('batch') }),
    answer: BatchStability,
    refusals: [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => batchStability(tx, actor, bareId('batch', params.batchId), needs())),
  })
}

function mountSteps(app: App, house: House, needs: Needs): void {
  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/stability',
    operationId: 'beginStabilityStudy',
    tag: 'chain',
    summary:
      'Begins a study: batches, conditions, months and attributes, with the limits of the specification of today',
    action: 'chain:quality:order',
    body: NewStudy,
    answer: StudyView,
    status: 201,
    takesKey: true,
    refusals: changeRefusals,
    handle: ({ transaction, actor, body, key }) =>
      transaction((tx) =>
        once(tx, actor, { key, operation: 'beginStabilityStudy', about: body as Json }, async () => {
          const { threadId } = await beginStudy(tx, actor, body, needs())
          return readStudy(tx, actor, { studyId: threadId }, needs())
        }),
      ),
  })

  type Given<Body> = {
    readonly name: string
    readonly operationId: string
    readonly summary: string
    readonly action: Action
    readonly work: (tx: Tx, actor: Actor, studyId: QualityId, body: Body) => Promise<unknown>
  }
  const step = <Body>({ name, operationId, summary, action }: Given<Body>) => ({
    ...{ method: 'POST' as const, url: `/v1/quality/stability/:qualityId/${name}`, tag: 'chain' as const },
    ...{ operationId, summary, action, status: 201 as const, takesKey: true },
    ...{ params: Params, answer: StudyView, refusals: [...changeRefusals, platformProblems['step-up-needed']] },
  })
  type Asked<Body> = {
    readonly actor: Actor
    readonly qualityId: string
    readonly body: Body
    readonly key: string | null
  }
  const done = <Body>({ operationId, work }: Given<Body>, { actor, qualityId, body, key }: Asked<Body>) => {
    const studyId = bareId('quality', qualityId)
    const about = { studyId, body: body as Json } // Read from JSON and checked by the schema of its route.
    return (tx: Tx) =>
      once(tx, actor, { key, operation: operationId, about }, async () => {
        await work(tx, actor, studyId, body)
        return readStudy(tx, actor, { studyId }, needs())
      })
  }

  const draw: Given<NewPull> = {
    ...{ name: 'points', operationId: 'drawStabilityPoint', action: 'chain:quality:order' },
    summary: 'A sample is drawn at its month, and the laboratory is asked for every attribute of the protocol',
    work: (tx, actor, studyId, pull) => drawPoint(tx, actor, { studyId, pull }, needs()),
  }
  addRoute(app, house, {
    ...step(draw),
    refusals: [...changeRefusals, chainProblems['unknown-batch']],
    body: NewPull,
    handle: ({ transaction, actor, params: { qualityId }, body, key }) =>
      transaction(done(draw, { actor, qualityId, body, key })),
  })
  const take: Given<TakenOver> = {
    ...{ name: 'taken-over', operationId: 'takeOverStabilityPoint', action: 'chain:quality:order' },
    summary: 'Figures of a report from before, kept as received and said to be taken over',
    work: (tx, actor, studyId, given) => takeOver(tx, actor, { studyId, given }, needs()),
  }
  addRoute(app, house, {
    ...step(take),
    body: TakenOver,
    handle: ({ transaction, actor, params: { qualityId }, body, key }) =>
      transaction(done(take, { actor, qualityId, body, key })),
  })
  const conclude: Given<NewConclusion> = {
    ...{ name: 'conclude', operationId: 'concludeStabilityStudy', action: 'chain:quality:conclude' },
    summary: 'A qualified person establishes a shelf life or a retest period, never longer than the figures carry',
    work: (tx, actor, studyId, given) => concludeStudy(tx, actor, { studyId, given }, needs()),
  }
  addRoute(app, house, {
    ...step(conclude),
    body: NewConclusion,
    handle: ({ transaction, actor, params: { qualityId }, body, key }) =>
      transaction(done(conclude, { actor, qualityId, body, key })),
  })
  const stop: Given<Reasoned> = {
    ...{ name: 'stop', operationId: 'stopStabilityStudy', action: 'chain:quality:order' },
    summary: 'Stops a study before a conclusion; what was measured stays',
    work: (tx, actor, studyId, { reason }) => stopStudy(tx, actor, { studyId, reason }, needs()),
  }
  addRoute(app, house, {
    ...step(stop),
    body: Reasoned,
    handle: ({ transaction, actor, params: { qualityId }, body, key }) =>
      transaction(done(stop, { actor, qualityId, body, key })),
  })
}

function mountPaper(app: App, house: House, needs: Needs): void {
  addFileRoute(app, house, {
    url: '/v1/quality/stability/:qualityId/paper',
    operationId: 'printStabilityStudy',
    tag: 'chain',
    summary: 'The stability report as PDF/A: what was established, what carries it, and every measurement',
    action: 'chain:read-batches',
    params: Params,
    query: Strict({ language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...readRefusals, ...absent, typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params, query, request }) {
      const studyId = bareId('quality', params.qualityId)
      const needed = needs()
      const view = await transaction((tx) => readStudy(tx, actor, { studyId }, needed))
      const locale: Locale = query.language ?? request.locale
      const { results } = needed.law.quality
      const paper = studyPaper({
        ...{ view, locale, publicUrl: house.config.publicUrl, author: view.owner.name, readAt: needed.now },
        nameOf: results.nameOf,
      })
      return {
        bytes: await house.typesetter.typeset(paper),
        mediaType: 'application/pdf',
        fileName: `${view.number}.pdf`,
      }
    },
  })
}
