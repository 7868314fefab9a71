// What stood where on a past day, in both times: in the world, and as the log knew it. Not here: what stands there now (chain-routes.ts).
import { batchStockAt, chainProblems, lawForChain, stockAt } from '#chain'
import { BatchStockAt, StockAt, StockQuery, StockTimes } from '#chain/contract'
import { IdOf, Strict } from '#kernel'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

const about =
  'at: a day counts to its end in the Netherlands, a moment counts itself; left out, it is now. ' +
  'knownAt: counts only what lay in the last checkpoint signed by the end of that day, which the answer names.'

export function mountStock(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  const timesOf = ({ at, knownAt }: { at?: string; knownAt?: string }) => ({
    now: house.clock.now(),
    ...(at === undefined ? {} : { at }),
    ...(knownAt === undefined ? {} : { knownAt: Temporal.PlainDate.from(knownAt) }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/stock',
    operationId: 'readBatchStock',
    tag: 'chain',
    summary: 'Where a batch stood and in which state on a past day, as known today or on another day',
    description: about,
    action: 'chain:read-batches',
    params: Strict({ batchId: IdOf('batch') }),
    query: Strict(StockTimes),
    answer: BatchStockAt,
    refusals: [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']],
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) => batchStockAt(tx, actor, { batchId: bareId('batch', params.batchId), ...timesOf(query) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/stock',
    operationId: 'readStock',
    tag: 'chain',
    summary: 'Stock you may see on a past day, by place, product and state, as known today or on another day',
    description: about,
    action: 'chain:read-batches',
    query: StockQuery,
    answer: StockAt,
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) => {
      const { holder, premises, product } = query
      return transaction((tx) =>
        stockAt(tx, actor, {
          law,
          ...timesOf(query),
          ...(holder === undefined ? {} : { holderId: bareId('party', holder) }),
          ...(premises === undefined ? {} : { premisesId: bareId('premises', premises) }),
          ...(product === undefined ? {} : { product }),
        }),
      )
    },
  })
}
