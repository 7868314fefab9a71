// Orders at a laboratory, cases of a result outside, releases and who may decide them, over HTTP. Not here: what may follow what (chain), and
// certificates (certificate-routes.ts). The verdict itself is the act `release`.
import {
  appoint,
  chainProblems,
  confirmCase,
  confirmResult,
  correctResult,
  endAppointment,
  explainCase,
  lawForChain,
  listAppointments,
  listCandidates,
  listCases,
  listOrders,
  listSignals,
  lookAtSignal,
  orderRetest,
  orderTests,
  type QualityNeeds,
  qualityProblems,
  qualityTerms,
  readCase,
  readOrder,
  releaseDossier,
  reportResult,
  startOrder,
  withdrawOrder,
} from '#chain'
import {
  Appointment,
  CaseView,
  CorrectedResult,
  caseStates,
  KnownPeople,
  NewAppointment,
  NewOrder,
  OrderResult,
  OrderView,
  Reasoned,
  ReleaseDossier,
  SignalView,
} from '#chain/contract'
import { IdOf, type Json, OneOf, type QualityId, type Static, Strict, type TSchema, Type } from '#kernel'
import { type Action, type Actor, platformProblems, type Tx } from '#platform'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import { once } from '../http/once.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'
import { actRefusals } from './record-routes.ts'

const Params = Strict({ qualityId: IdOf('quality') })
const absent = [qualityProblems['unknown-quality'], platformProblems['not-found']]
const changeRefusals = [...writeRefusals, ...absent, ...Object.values(qualityProblems)]

export function mountQuality(app: App, house: House): void {
  const law = { ...lawForChain(house.law.corpus), quality: qualityTerms(house.law.corpus) }
  const needs = (actor: Actor): QualityNeeds => ({
    ...{ law, now: house.clock.now() },
    promise: (leaf) => house.signer.promise(actor.authorityId, leaf),
  })
  mountOrders(app, house, needs)
  mountCases(app, house, needs)
  mountRelease(app, house, needs)
  mountSignals(app, house, needs)
}

type Needs = (actor: Actor) => QualityNeeds

function mountOrders(app: App, house: House, needs: Needs): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/orders',
    operationId: 'listLaboratoryOrders',
    tag: 'chain',
    summary: 'Tests ordered at laboratories: what you ordered, or what was ordered of you',
    action: 'chain:read-batches',
    query: Strict({
      open: Type.Optional(OneOf(['yes'])),
      batch: Type.Optional(IdOf('batch')),
      sample: Type.Optional(IdOf('batch')),
    }),
    answer: Strict({ items: Type.Array(OrderView) }),
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction(async (tx) => ({
        items: await listOrders(tx, actor, {
          law: needs(actor).law,
          wish: {
            ...(query.open ? { states: ['ordered', 'received', 'in-test', 'result'], oldestFirst: true } : {}),
            ...(query.batch ? { batchId: bareId('batch', query.batch) } : {}),
            ...(query.sample ? { sampleIds: [bareId('batch', query.sample)] } : {}),
          },
        }),
      })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/orders/:qualityId',
    operationId: 'readLaboratoryOrder',
    tag: 'chain',
    summary: 'One order: its steps, the figures as received and as read, and beside the specification',
    action: 'chain:read-batches',
    params: Params,
    answer: OrderView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) =>
        readOrder(tx, actor, { orderId: bareId('quality', params.qualityId), law: needs(actor).law }),
      ),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/orders',
    operationId: 'orderTests',
    tag: 'chain',
    summary: 'Orders tests of a sample at a laboratory',
    action: 'chain:quality:order',
    body: NewOrder,
    answer: OrderView,
    status: 201,
    takesKey: true,
    refusals: [...changeRefusals, chainProblems['unknown-batch']],
    asksFor: ({ sampleId }) => ({ kind: 'batch', id: sampleId }),
    handle: ({ transaction, actor, body, key }) =>
      transaction((tx) =>
        once(tx, actor, { key, operation: 'orderTests', about: body as Json }, async () => {
          const { threadId } = await orderTests(tx, actor, body, needs(actor))
          return readOrder(tx, actor, { orderId: threadId, law: needs(actor).law })
        }),
      ),
  })

  type Work<Body> = (tx: Tx, actor: Actor, orderId: QualityId, body: Body) => Promise<unknown>
  type Given = {
    readonly name: string
    readonly operationId: string
    readonly summary: string
    readonly action: Action
  }
  const written = (given: Given) => ({
    ...{ method: 'POST' as const, url: `/v1/quality/orders/:qualityId/${given.name}`, tag: 'chain' as const },
    ...{
      operationId: given.operationId,
      summary: given.summary,
      action: given.action,
      status: 201 as const,
      takesKey: true,
    },
    ...{ params: Params, answer: OrderView, refusals: [...changeRefusals, ...actRefusals] },
  })
  type Asked<Body> = {
    readonly actor: Actor
    readonly qualityId: string
    readonly body: Body
    readonly key: string | null
  }
  const done = <Body>(given: Given, work: Work<Body>, { actor, qualityId, body, key }: Asked<Body>) => {
    const orderId = bareId('quality', qualityId)
    const about = { orderId, body: (body ?? null) as Json } // Read from JSON and checked by the schema of its route.
    return (tx: Tx) =>
      once(tx, actor, { key, operation: given.operationId, about }, async () => {
        await work(tx, actor, orderId, body)
        return readOrder(tx, actor, { orderId, law: needs(actor).law })
      })
  }
  const step = (given: Given, work: Work<undefined>) =>
    addRoute(app, house, {
      ...written(given),
      handle: ({ transaction, actor, params: { qualityId }, key }) =>
        transaction(done(given, work, { actor, qualityId, body: undefined, key })),
    })
  const stepWith = <Body extends TSchema>(given: Given, schema: Body, work: Work<Static<Body>>) =>
    addRoute(app, house, {
      ...written(given),
      body: schema as TSchema, // `addRoute` types the body by its schema; here that is the type of `work`.
      handle: ({ transaction, actor, params: { qualityId }, body, key }) =>
        transaction(done(given, work, { actor, qualityId, body: body as Static<Body>, key })),
    })

  step(
    { name: 'start', operationId: 'startOrder', summary: 'The laboratory begins', action: 'chain:quality:test' },
    (tx, actor, orderId) => startOrder(tx, actor, orderId, needs(actor)),
  )
  stepWith(
    {
      ...{ name: 'result', operationId: 'reportResult', action: 'chain:quality:test' },
      summary:
        'Figures as the laboratory writes them; kept as received, read by dated tables, and recorded as the act `test`',
    },
    OrderResult,
    (tx, actor, orderId, report) => reportResult(tx, actor, { orderId, report }, needs(actor)),
  )
  stepWith(
    {
      ...{ name: 'correct', operationId: 'correctResult', action: 'chain:quality:test' },
      summary: 'Another report in the place of one that is not confirmed yet, with the reason; both stay',
    },
    CorrectedResult,
    (tx, actor, orderId, given) => correctResult(tx, actor, { orderId, ...given }, needs(actor)),
  )
  step(
    {
      ...{ name: 'confirm', operationId: 'confirmResult', action: 'chain:quality:test' },
      summary:
        'The result stands, says another than who entered it; one outside the specification opens a case at once',
    },
    (tx, actor, orderId) => confirmResult(tx, actor, orderId, needs(actor)),
  )
  stepWith(
    {
      ...{ name: 'withdraw', operationId: 'withdrawOrder', action: 'chain:quality:order' },
      summary: 'Takes an order back that has no confirmed result',
    },
    Reasoned,
    (tx, actor, orderId, { reason }) => withdrawOrder(tx, actor, { orderId, reason }, needs(actor)),
  )
}

function mountCases(app: App, house: House, needs: Needs): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/cases',
    operationId: 'listQualityCases',
    tag: 'chain',
    summary: 'Results outside the specification, each with its clock and what became of it',
    action: 'chain:read-batches',
    query: Strict({ state: Type.Optional(OneOf(caseStates)), batch: Type.Optional(IdOf('batch')) }),
    answer: Strict({ items: Type.Array(CaseView) }),
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction(async (tx) => ({
        items: await listCases(tx, actor, {
          ...(query.state ? { states: [query.state] } : {}),
          ...(query.batch ? { batchId: bareId('batch', query.batch) } : {}),
        }),
      })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/cases/:qualityId',
    operationId: 'readQualityCase',
    tag: 'chain',
    summary: 'One case: what was outside, what explains it, and what was decided',
    action: 'chain:read-batches',
    params: Params,
    answer: CaseView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readCase(tx, actor, bareId('quality', params.qualityId))),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/cases/:qualityId/explain',
    operationId: 'explainCase',
    tag: 'chain',
    summary: 'What went wrong with the measurement, by the laboratory or the authority',
    action: null,
    actionOfUnknown: 'chain:quality:test',
    params: Params,
    body: Reasoned,
    answer: CaseView,
    status: 201,
    takesKey: true,
    refusals: changeRefusals,
    async handle({ transaction, actor, params, body, key }) {
      await house.access.require(actor, actor.wall === 'staff' ? 'chain:quality:judge' : 'chain:quality:test')
      const caseId = bareId('quality', params.qualityId)
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'explainCase', about: { caseId, body } }, async () => {
          await explainCase(tx, actor, { caseId, reason: body.reason }, needs(actor))
          return readCase(tx, actor, caseId)
        }),
      )
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/cases/:qualityId/retest',
    operationId: 'orderRetest',
    tag: 'chain',
    summary: 'Accepts the explanation and orders the test again',
    action: 'chain:quality:judge',
    params: Params,
    body: NewOrder,
    answer: CaseView,
    status: 201,
    takesKey: true,
    refusals: [...changeRefusals, chainProblems['unknown-batch']],
    handle({ transaction, actor, params, body, key }) {
      const caseId = bareId('quality', params.qualityId)
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'orderRetest', about: { caseId, body: body as Json } }, async () => {
          await orderRetest(tx, actor, { caseId, order: body }, needs(actor))
          return readCase(tx, actor, caseId)
        }),
      )
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/cases/:qualityId/confirm',
    operationId: 'confirmCase',
    tag: 'chain',
    summary: 'The result is right: the batch is outside and can only be refused',
    action: 'chain:quality:judge',
    params: Params,
    body: Reasoned,
    answer: CaseView,
    status: 201,
    takesKey: true,
    refusals: changeRefusals,
    handle({ transaction, actor, params, body, key }) {
      const caseId = bareId('quality', params.qualityId)
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'confirmCase', about: { caseId, body } }, async () => {
          await confirmCase(tx, actor, { caseId, reason: body.reason }, needs(actor))
          return readCase(tx, actor, caseId)
        }),
      )
    },
  })
}

function mountSignals(app: App, house: House, needs: Needs): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/signals',
    operationId: 'listQualitySignals',
    tag: 'chain',
    summary: 'Batches in which a control chart says that a product is not what it was, newest first',
    action: 'chain:read-batches',
    answer: Strict({ items: Type.Array(SignalView) }),
    refusals: readRefusals,
    handle: ({ transaction, actor }) =>
      transaction(async (tx) => ({ items: await listSignals(tx, actor, { law: needs(actor).law }) })),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/signals/:qualityId/look',
    operationId: 'lookAtSignal',
    tag: 'chain',
    summary: 'Says what a signal was, after somebody looked',
    action: 'chain:quality:judge',
    params: Params,
    body: Reasoned,
    answer: Strict({ items: Type.Array(SignalView) }),
    status: 201,
    takesKey: true,
    refusals: changeRefusals,
    handle({ transaction, actor, params, body, key }) {
      const signalId = bareId('quality', params.qualityId)
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'lookAtSignal', about: { signalId, body } }, async () => {
          await lookAtSignal(tx, actor, { signalId, reason: body.reason }, needs(actor))
          return { items: await listSignals(tx, actor, { law: needs(actor).law, ids: [signalId] }) }
        }),
      )
    },
  })
}

function mountRelease(app: App, house: House, needs: Needs): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/release',
    operationId: 'readReleaseDossier',
    tag: 'chain',
    summary:
      'What a release turns on: the specification beside the results, the label, what is open, and whether you are qualified',
    description: 'The verdict itself is the act `release`, recorded as an event.',
    action: 'chain:read-batches',
    params: Strict({ batchId: IdOf('batch') }),
    answer: ReleaseDossier,
    refusals: [
      ...readRefusals,
      chainProblems['unknown-batch'],
      chainProblems['unknown-product'],
      platformProblems['not-found'],
    ],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => releaseDossier(tx, actor, { batchId: bareId('batch', params.batchId) }, needs(actor))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/appointments',
    operationId: 'listAppointments',
    tag: 'chain',
    summary: 'Who has the capacity of qualified person, by opaque id; for staff',
    action: 'chain:read-batches',
    answer: Strict({ items: Type.Array(Appointment) }),
    refusals: readRefusals,
    handle: ({ transaction, actor }) => transaction(async (tx) => ({ items: await listAppointments(tx, actor) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/quality/appointments/candidates',
    operationId: 'listCandidates',
    tag: 'chain',
    summary: 'Decision-makers who logged in before, whom you could appoint',
    // Looking whom there is takes no passkey; appointing does.
    action: 'chain:quality:order',
    answer: KnownPeople,
    refusals: readRefusals,
    handle: ({ transaction, actor }) => transaction(async (tx) => ({ items: [...(await listCandidates(tx, actor))] })),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/appointments',
    operationId: 'appointQualifiedPerson',
    tag: 'chain',
    summary: 'Puts on record that a person is a qualified person, from a day on; never oneself',
    action: 'chain:quality:appoint',
    body: NewAppointment,
    answer: Appointment,
    status: 201,
    takesKey: true,
    refusals: [...changeRefusals, platformProblems['step-up-needed']],
    handle: ({ transaction, actor, body, key }) =>
      transaction((tx) =>
        once(tx, actor, { key, operation: 'appoint', about: body as Json }, () =>
          appoint(tx, actor, body, house.clock.now()),
        ),
      ),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/quality/appointments/:qualityId/end',
    operationId: 'endAppointment',
    tag: 'chain',
    summary: 'Ends a capacity; what was released before stays released',
    action: 'chain:quality:appoint',
    params: Params,
    body: Reasoned,
    answer: Appointment,
    status: 201,
    takesKey: true,
    refusals: [...changeRefusals, platformProblems['step-up-needed']],
    handle({ transaction, actor, params, body, key }) {
      const appointmentId = bareId('quality', params.qualityId)
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'endAppointment', about: { appointmentId, body } }, () =>
          endAppointment(tx, actor, { appointmentId, reason: body.reason }, house.clock.now()),
        ),
      )
    },
  })
}
