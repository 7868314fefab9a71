// What is left of what was granted, and what is in the material, over HTTP. Not here: granting and posting; those are acts (record-routes.ts).
import { lawForChain, listAllowances, listCeilings, listContents, listLimits } from '#chain'
import {
  AllowanceFilter,
  Allowances,
  CeilingFilter,
  Ceilings,
  ContentFilter,
  Contents,
  LimitFilter,
  Limits,
} from '#chain/contract'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

export function mountStanding(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/allowances',
    operationId: 'listAllowances',
    tag: 'chain',
    summary: 'Call-offs and permits: granted, used and left, with the events that used them',
    action: 'chain:read-events',
    query: AllowanceFilter,
    answer: Allowances,
    refusals: readRefusals,
    handle: ({ actor, query, transaction }) =>
      transaction((tx) => listAllowances(tx, actor, { filter: query, law, now: house.clock.now() })),
  })
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/limits',
    operationId: 'listLimits',
    tag: 'chain',
    summary:
      'What conditions of exemptions limit for a year, or while they hold: the most, what was used, what is left',
    action: 'chain:read-events',
    query: LimitFilter,
    answer: Limits,
    refusals: readRefusals,
    handle: ({ actor, query, transaction }) =>
      transaction((tx) => listLimits(tx, actor, { filter: query, law, now: house.clock.now() })),
  })
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/ceilings',
    operationId: 'listCeilings',
    tag: 'chain',
    summary: 'The most of a substance that exemptions let lie in each place, what lies there now, and what still fits',
    action: 'chain:read-events',
    query: CeilingFilter,
    answer: Ceilings,
    refusals: readRefusals,
    handle: ({ actor, query, transaction }) =>
      transaction((tx) => listCeilings(tx, actor, { filter: query, law, now: house.clock.now() })),
  })
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/contents',
    operationId: 'listContents',
    tag: 'chain',
    summary: 'How much dried drug, THC, CBD and MDMA base lies where, and of how much material that is not known',
    action: 'chain:read-batches',
    query: ContentFilter,
    answer: Contents,
    refusals: readRefusals,
    handle: ({ actor, query, transaction }) => transaction((tx) => listContents(tx, actor, query)),
  })
}
