// What was measured in the batches of a product over the years, over HTTP. Not here: the charts over it (web, #statistics).
import { chartRules, productComposition } from '#chain'
import { ProductComposition } from '#chain/contract'
import { Day, Strict, Type } from '#kernel'
import { productOn } from '#law'
import { Product } from '#law/contract'
import { platformProblems } from '#platform'
import type { House } from './house.ts'
import { dayOr } from './ids.ts'
import type { App } from './request-context.ts'
import { addRoute, readRefusals } from './route.ts'

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
}
