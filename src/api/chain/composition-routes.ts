// What was measured in the batches of a product over the years, over HTTP, and which of them the limits do not follow from. Not here: the charts over
// it (web, #statistics).
import { chainProblems, chartRules, leaveOut, productComposition, qualityProblems, takeBackIn } from '#chain'
import { NewLeftOut, ProductComposition, Reasoned } from '#chain/contract'
import { Day, IdOf, Strict, Type } from '#kernel'
import { productOn } from '#law'
import { Product } from '#law/contract'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { dayOr } from '../http/ids.ts'
import { once } from '../http/once.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

export function mountComposition(app: App, house: House): void {
  const { corpus } = house.law
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/products/:productCode/composition',
    operationId: 'readProductComposition',
    tag: 'chain',
    summary: 'What every decided batch of a product holds of what it is made for, with the figures to chart that by',
    action: 'chain:read-batches',
    params: Strict({ productCode: Product.properties.productCode }),
    query: Strict({ on: Type.Optional(Day) }),
    answer: ProductComposition,
    refusals: [...readRefusals, platformProblems['not-found']],
    async handle({ transaction, actor, params, query, found }) {
      const on = dayOr(query.on, house.clock.today())
      const known = productOn(corpus, params.productCode, on) ?? undefined
      const product = await found(known, { kind: 'product', id: params.productCode })
      return transaction((tx) => productComposition(tx, actor, { product, rules: chartRules(corpus, on) }))
    },
  })
  /** As the law has it today: a chart is drawn with the figures of its day. */
  const today = () => {
    const on = house.clock.today()
    return { on, rules: chartRules(corpus, on) }
  }
  const productCode = Product.properties.productCode
  const missed = [platformProblems['not-found'], chainProblems['unknown-batch']]

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/products/:productCode/baseline/left-out',
    operationId: 'leaveOutOfBaseline',
    tag: 'chain',
    summary: 'Leaves a batch whose special cause was found out of those that the limits of the charts follow from',
    description: 'It stays on the chart with its reason, and can be taken back. Each is a leaf of the log.',
    action: 'chain:quality:judge',
    params: Strict({ productCode }),
    body: NewLeftOut,
    answer: ProductComposition,
    status: 201,
    takesKey: true,
    refusals: [
      ...writeRefusals,
      ...missed,
      qualityProblems['left-out-already'],
      qualityProblems['sets-no-limits'],
      qualityProblems['quality-moved-on'],
    ],
    async handle({ transaction, actor, params, body, key, found }) {
      const { on, rules } = today()
      const known = productOn(corpus, params.productCode, on) ?? undefined
      const product = await found(known, { kind: 'product', id: params.productCode })
      const about = { product: params.productCode, body }
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'leaveOutOfBaseline', about }, () =>
          leaveOut(tx, actor, { product, rules, input: body }, { now: house.clock.now() }),
        ),
      )
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/products/:productCode/baseline/left-out/:batchId/taken-back',
    operationId: 'takeBackIntoBaseline',
    tag: 'chain',
    summary: 'Takes back that a batch was left out of the baseline, with the reason',
    action: 'chain:quality:judge',
    params: Strict({ productCode, batchId: IdOf('batch') }),
    body: Reasoned,
    answer: ProductComposition,
    status: 201,
    takesKey: true,
    refusals: [...writeRefusals, ...missed, qualityProblems['not-left-out'], qualityProblems['quality-moved-on']],
    async handle({ transaction, actor, params: { productCode: code, batchId }, body, key, found }) {
      const { on, rules } = today()
      const product = await found(productOn(corpus, code, on) ?? undefined, { kind: 'product', id: code })
      const about = { product: code, batchId, body }
      return transaction((tx) =>
        once(tx, actor, { key, operation: 'takeBackIntoBaseline', about }, () =>
          takeBackIn(tx, actor, { product, rules, batchId, reason: body.reason }, { now: house.clock.now() }),
        ),
      )
    },
  })
}
