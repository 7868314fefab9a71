// Order forms over HTTP: ordering of a supplier, what is asked and what has come of it, ending what is open, and the paper. Not here: the
// despatch that answers (record-routes.ts), and tests ordered at a laboratory (quality-routes.ts).
import {
  chainProblems,
  endOrder,
  lawForChain,
  listOrderForms,
  orderFormPaper,
  orderProblems,
  placeOrder,
  qualityProblems,
  readOrderForm,
} from '#chain'
import { NewOrderForm, OrderFormList, OrderFormView, OrderNumber, Reasoned } from '#chain/contract'
import { IdOf, type Json, locales, OneOf, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import { once } from '../http/once.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const Numbered = Strict({ number: OrderNumber })
const absent = [orderProblems['unknown-order'], platformProblems['not-found']]

export function mountOrderForms(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  const needs = () => ({ law, now: house.clock.now() })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/order-forms',
    operationId: 'listOrderForms',
    tag: 'chain',
    summary: 'Order forms: what you ordered and what is asked of you, each with what has come of it',
    description: 'With `party` those it placed or was asked; with `q` those whose number holds that text.',
    action: 'chain:read-batches',
    query: Strict({
      open: Type.Optional(OneOf(['yes'])),
      product: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      party: Type.Optional(IdOf('party')),
      q: Type.Optional(Type.String({ maxLength: 80 })),
    }),
    answer: OrderFormList,
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction(async (tx) => ({
        items: await listOrderForms(tx, actor, {
          law,
          ...(query.open ? { isOpen: true } : {}),
          ...(query.product ? { productCode: query.product } : {}),
          ...(query.party ? { partyId: bareId('party', query.party) } : {}),
          ...(query.q ? { q: query.q } : {}),
        }),
      })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/order-forms/:number',
    operationId: 'readOrderForm',
    tag: 'chain',
    summary: 'One order form: what was asked, each shipment that answers it, and every step',
    action: 'chain:read-batches',
    params: Numbered,
    answer: OrderFormView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) => readOrderForm(tx, actor, { number: params.number, law })),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/order-forms',
    operationId: 'placeOrder',
    tag: 'chain',
    summary: 'Orders of a supplier, one product a form (UrOw 3); the form is a leaf of the log',
    action: 'chain:order',
    body: NewOrderForm,
    answer: OrderFormView,
    status: 201,
    takesKey: true,
    refusals: [
      ...writeRefusals,
      ...Object.values(orderProblems),
      chainProblems['no-holder'],
      platformProblems['not-found'],
    ],
    handle: ({ transaction, actor, body, key }) =>
      transaction((tx) =>
        once(tx, actor, { key, operation: 'placeOrder', about: body as Json }, async () => {
          const number = await placeOrder(tx, actor, body, needs())
          return readOrderForm(tx, actor, { number, law })
        }),
      ),
  })

  const ending = (name: 'withdraw' | 'decline', summary: string) =>
    addRoute(app, house, {
      method: 'POST',
      url: `/v1/order-forms/:number/${name}`,
      operationId: `${name}OrderForm`,
      tag: 'chain',
      summary,
      action: 'chain:order',
      params: Numbered,
      body: Reasoned,
      answer: OrderFormView,
      status: 201,
      takesKey: true,
      refusals: [...writeRefusals, ...Object.values(orderProblems), ...absent, qualityProblems['quality-moved-on']],
      handle: ({ transaction, actor, params: { number }, body: { reason }, key }) =>
        transaction((tx) =>
          once(tx, actor, { key, operation: `${name}OrderForm`, about: { number, reason } }, async () => {
            await endOrder(tx, actor, { number, reason, as: name === 'withdraw' ? 'orderer' : 'supplier' }, needs())
            return readOrderForm(tx, actor, { number, law })
          }),
        ),
    })
  ending('withdraw', 'Who ordered no longer wants what was not sent; what was sent stays sent')
  ending('decline', 'The supplier will not send what is still open, with the reason')

  addFileRoute(app, house, {
    url: '/v1/order-forms/:number/paper',
    operationId: 'printNumberedOrderForm',
    tag: 'chain',
    summary: 'The order form as PDF/A, with its number in figures and as a code a scanner reads',
    action: 'chain:read-batches',
    params: Numbered,
    query: Strict({ language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...readRefusals, ...absent, typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params: { number }, query, request }) {
      const locale = query.language ?? request.locale
      const paper = await transaction((tx) => orderFormPaper(tx, actor, { number, locale, law }))
      return { bytes: await house.typesetter.typeset(paper), mediaType: 'application/pdf', fileName: `${number}.pdf` }
    },
  })
}
