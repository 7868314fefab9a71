// The lists of the Opium Act as whole registers over HTTP: on a day, through the years, and what changed. Not here: one substance (law-routes.ts).
import { Day, decodeCursor, encodeCursor, OneOf, refuseNow, Strict, Type, unwrap } from '#kernel'
import { changesBetween, daysOf, lawProblems, listRegister, listsOnDay } from '#law'
import { ListChangePage, ListRegister, ListsOnDay, lists } from '#law/contract'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App } from '../http/request-context.ts'
import { addRoute } from '../http/route.ts'

const pageDefault = 100

export function mountLists(app: App, house: House): void {
  const { corpus } = house.law
  const refusals = [
    lawProblems['day-before-the-act'],
    lawProblems['day-too-far-ahead'],
    lawProblems['known-later-than-today'],
  ]

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/law/lists',
    operationId: 'readLists',
    tag: 'law',
    summary: 'Lists I, IA and II as they stood on a day',
    description:
      'Every substance named on a list and every group or closing clause, each with its source and how certain it is, as known on `knownOn`. `coverage` says how much of each list was read.',
    action: 'law:check-substance',
    query: Strict({ on: Type.Optional(Day), knownOn: Type.Optional(Day) }),
    answer: ListsOnDay,
    refusals,
    handle: async ({ query }) => listsOnDay(corpus, unwrap(daysOf(query, house.clock.today()))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/law/lists/register',
    operationId: 'readListRegister',
    tag: 'law',
    summary: 'Every stay on every list, in one answer',
    description:
      'With this a program or a screen can tell the lists on any day, and what changed, without asking again.',
    action: 'law:check-substance',
    query: Strict({ knownOn: Type.Optional(Day) }),
    answer: ListRegister,
    refusals,
    handle: async ({ query }) => listRegister(corpus, unwrap(daysOf(query, house.clock.today())).knownOn),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/law/changes',
    operationId: 'listChanges',
    tag: 'law',
    summary: 'What is different on the lists between two days',
    description:
      'By name, one row per substance: added, moved, removed, or first met in the first text that was read (`first-read`).',
    action: 'law:check-substance',
    query: Strict({
      from: Day,
      until: Type.Optional(Day),
      knownOn: Type.Optional(Day),
      list: Type.Optional(OneOf(lists)),
      ...pageParameters,
    }),
    answer: ListChangePage,
    refusals: [...refusals, platformProblems['bad-cursor']],
    async handle({ query, request, reply }) {
      const { from, until, knownOn, list, cursor, limit = pageDefault } = query
      const days = unwrap(
        daysOf({ ...(until ? { on: until } : {}), ...(knownOn ? { knownOn } : {}) }, house.clock.today()),
      )
      unwrap(daysOf({ on: from }, house.clock.today()))
      const { entries } = listRegister(corpus, days.knownOn)
      const changes = changesBetween(entries, { from, until: days.on.toString() }).filter(
        ({ fromList, toList }) => list === undefined || list === fromList || list === toList,
      )
      const start = cursor === undefined ? 0 : placeAfter(changes, cursor)
      const items = changes.slice(start, start + limit)
      const last = items.at(-1)
      const hasMore = last !== undefined && start + limit < changes.length
      return linkNext(request, reply, { items, nextCursor: hasMore ? encodeCursor([last.substanceId]) : null })
    },
  })
}

/** A page begins behind the substance that the one before ended with. */
function placeAfter(changes: readonly { readonly substanceId: string }[], cursor: string): number {
  const [substanceId] = decodeCursor(cursor, 1) ?? []
  const at = changes.findIndex((change) => change.substanceId === substanceId)
  return at < 0 ? refuseNow(platformProblems['bad-cursor'], {}) : at + 1
}
