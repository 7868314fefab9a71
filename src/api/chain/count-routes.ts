// Counting over HTTP: where there is stock, the blind sheet on a screen and on paper, and the differences that wait. The count itself is the
// act `count` (record-routes.ts). Not here: what a difference means (chain/count).
import {
  bookProblems,
  countPlaces,
  countSheet,
  type LawForChain,
  lawForChain,
  listDifferences,
  sheetPaper,
} from '#chain'
import { CountPlaces, CountSheet, DifferenceList } from '#chain/contract'
import { Day, IdOf, locales, OneOf, type Static, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId, dayOr } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

const Place = { premises: IdOf('premises'), holder: IdOf('party') }
const Asked = Strict(Place)
const refusals = [...readRefusals, bookProblems['unknown-book'], platformProblems['not-found']]

export function mountCounts(app: App, house: House): void {
  const law: LawForChain = lawForChain(house.law.corpus)
  const asked = ({ holder, premises }: Static<typeof Asked>) => ({
    holderId: bareId('party', holder),
    premisesId: bareId('premises', premises),
    law,
    on: house.clock.today(),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/counts/places',
    operationId: 'listCountPlaces',
    tag: 'chain',
    summary: 'Where there is stock to count, of your own or, for staff, of everybody',
    action: 'chain:read-batches',
    answer: CountPlaces,
    refusals: readRefusals,
    handle: ({ transaction, actor }) => transaction((tx) => countPlaces(tx, actor)),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/counts/sheet',
    operationId: 'readCountSheet',
    tag: 'chain',
    summary: 'What is to be counted at a place: lots and states, and nothing of how much the book says',
    action: 'chain:read-batches',
    query: Asked,
    answer: CountSheet,
    refusals,
    handle: ({ transaction, actor, query }) => transaction((tx) => countSheet(tx, actor, asked(query))),
  })

  addFileRoute(app, house, {
    url: '/v1/counts/sheet/paper',
    operationId: 'printCountSheet',
    tag: 'chain',
    summary: 'The same as PDF/A, with room to write and two signatures',
    action: 'chain:read-batches',
    params: Strict({}),
    query: Strict({ ...Place, language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...refusals, typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, query, request }) {
      const sheet = await transaction((tx) => countSheet(tx, actor, asked(query)))
      const on = house.clock.today()
      const paper = sheetPaper(sheet, { locale: query.language ?? request.locale, on })
      return { bytes: await house.typesetter.typeset(paper), mediaType: 'application/pdf', fileName: `count-${on}.pdf` }
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/differences',
    operationId: 'listDifferences',
    tag: 'chain',
    summary: 'Differences of counts, receipts and packing runs that wait to be explained, with their clocks (Owb 6)',
    description:
      'Settled by the act `settle-difference`. `followUps` are counts that no longer agree with the book at their own moment, because an event came in later; they are posted within ten minutes. With `holder` those of one party, with `since` those that arose on that day or later.',
    action: 'chain:read-events',
    query: Strict({ holder: Type.Optional(IdOf('party')), since: Type.Optional(Day) }),
    answer: DifferenceList,
    refusals: readRefusals,
    handle: ({ transaction, actor, query: { holder, since } }) =>
      transaction((tx) =>
        listDifferences(tx, actor, {
          law,
          now: house.clock.now(),
          ...(holder === undefined ? {} : { holderId: bareId('party', holder) }),
          ...(since === undefined ? {} : { since: dayOr(since, house.clock.today()) }),
        }),
      ),
  })
}
