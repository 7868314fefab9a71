// The papers of the Opium Act Decree over HTTP: of an event, and an order form to sign by hand. Not here: what stands on them (chain/papers).
import { chainProblems, eventPaper, lawForChain, orderPaper, paperProblems } from '#chain'
import { IdOf, locales, OneOf, PositiveAmount, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { readRefusals } from '../http/route.ts'

const language = { language: Type.Optional(OneOf(locales)) }
const refusals = [
  ...readRefusals,
  chainProblems['unknown-event'],
  chainProblems['unknown-shipment'],
  paperProblems['no-paper'],
  paperProblems['paper-erased'],
  platformProblems['not-found'],
  typesetProblems['typesetting-busy'],
]

export function mountPapers(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addFileRoute(app, house, {
    url: '/v1/events/:eventId/paper',
    operationId: 'printEventPaper',
    tag: 'chain',
    summary:
      'The paper of an event as PDF/A: receipt note, manifest with both signatures, destruction record or count report (Owb 6 and 7)',
    action: 'chain:read-events',
    params: Strict({ eventId: IdOf('event') }),
    query: Strict(language),
    produces: ['application/pdf'],
    refusals,
    async handle({ transaction, actor, params, query, request }) {
      const locale = query.language ?? request.locale
      const eventId = bareId('event', params.eventId)
      const paper = await transaction((tx) =>
        eventPaper(tx, actor, { eventId, locale, law, documents: house.documents }),
      )
      return {
        bytes: await house.typesetter.typeset(paper),
        mediaType: 'application/pdf',
        fileName: `${params.eventId}.pdf`,
      }
    },
  })

  addFileRoute(app, house, {
    url: '/v1/papers/order',
    operationId: 'printOrderForm',
    tag: 'chain',
    summary: 'An order form to sign: one substance, the quantity in words (Owb 3, UrOw 3)',
    action: 'chain:read-batches',
    params: Strict({}),
    query: Strict({
      product: Type.String({ minLength: 1, maxLength: 40 }),
      massMg: PositiveAmount,
      from: IdOf('premises'),
      to: IdOf('premises'),
      ...language,
    }),
    produces: ['application/pdf'],
    refusals,
    async handle({ transaction, actor, query, request }) {
      const on = house.clock.today()
      const asked = {
        locale: query.language ?? request.locale,
        on,
        law,
        productCode: query.product,
        massMg: query.massMg,
        fromPremisesId: bareId('premises', query.from),
        toPremisesId: bareId('premises', query.to),
      }
      const paper = await transaction((tx) => orderPaper(tx, actor, asked))
      return { bytes: await house.typesetter.typeset(paper), mediaType: 'application/pdf', fileName: `order-${on}.pdf` }
    },
  })
}
