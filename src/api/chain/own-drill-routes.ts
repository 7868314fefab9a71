// A holder's own recall drills over HTTP. Not here: drills of the authority and notices to receivers (recall-routes.ts), whom one reaches (chain).
import {
  abroadPaper,
  chainProblems,
  lawForChain,
  listOwnDrills,
  listSentEvents,
  ownDrillPaper,
  readOwnDrill,
  readOwnDrillPart,
  recallProblems,
  recordTelling,
  runOwnDrill,
} from '#chain'
import {
  BandEvents,
  NewAbroadTelling,
  NewDrill,
  OwnDrills,
  OwnDrillView,
  RecallPartView,
  recallParts,
} from '#chain/contract'
import { IdOf, locales, OneOf, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const Params = Strict({ recallId: IdOf('recall') })
const Country = Type.String({ pattern: '^[A-Z]{2}$' })
const absent = [recallProblems['unknown-recall'], platformProblems['not-found']]

export function mountOwnDrills(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/own-drills',
    operationId: 'listOwnDrills',
    tag: 'chain',
    summary: 'Recall drills that your own party held, newest first; for staff those of every holder',
    action: 'chain:read-batches',
    answer: OwnDrills,
    refusals: readRefusals,
    handle: ({ transaction, actor }) =>
      transaction(async (tx) => ({ items: await listOwnDrills(tx, actor, house.clock.now()) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/own-drills/:recallId',
    operationId: 'readOwnDrill',
    tag: 'chain',
    summary: 'A drill of a holder: where its own share is, whom it sent the rest, and who of them answered',
    action: 'chain:read-batches',
    params: Params,
    answer: OwnDrillView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) =>
        readOwnDrill(tx, actor, { recallId: bareId('recall', params.recallId), now: house.clock.now() }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/own-drills/:recallId/parts/:part',
    operationId: 'readOwnDrillPart',
    tag: 'chain',
    summary: 'What one part of the holder’s own share was made of when its drill began: its accounts',
    action: 'chain:read-batches',
    params: Strict({ recallId: IdOf('recall'), part: OneOf(recallParts) }),
    answer: RecallPartView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) =>
        readOwnDrillPart(tx, actor, {
          recallId: bareId('recall', params.recallId),
          part: params.part,
          now: house.clock.now(),
        }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/own-drills/:recallId/receivers/:receiverId/events',
    operationId: 'listSentEvents',
    tag: 'chain',
    summary:
      'What one receiver of a drill got, or sent back, event by event, newest first, as it was when the drill began',
    action: 'chain:read-events',
    params: Strict({ recallId: IdOf('recall'), receiverId: IdOf('party') }),
    query: Strict({ what: OneOf(['sent', 'back']), ...pageParameters }),
    answer: BandEvents,
    refusals: [...readRefusals, ...absent, chainProblems['bad-cursor']],
    handle: async ({ transaction, actor, params, query, request, reply }) => {
      const [recallId, receiverId] = [bareId('recall', params.recallId), bareId('party', params.receiverId)]
      const asked = { ...query, recallId, receiverId, now: house.clock.now() }
      return linkNext(request, reply, await transaction((tx) => listSentEvents(tx, actor, asked)))
    },
  })

  addFileRoute(app, house, {
    url: '/v1/own-drills/:recallId/report',
    operationId: 'printOwnDrill',
    tag: 'chain',
    summary: 'The report of a drill on paper: the times, the share accounted for, and every receiver with its answer',
    action: 'chain:read-batches',
    params: Params,
    query: Strict({ language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...readRefusals, ...absent, typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params, query, request }) {
      const now = house.clock.now()
      const view = await transaction((tx) =>
        readOwnDrill(tx, actor, { recallId: bareId('recall', params.recallId), now }),
      )
      const paper = ownDrillPaper(view, { locale: query.language ?? request.locale, on: house.clock.today() })
      const bytes = await house.typesetter.typeset(paper)
      return { bytes, mediaType: 'application/pdf', fileName: `${params.recallId}.pdf` }
    },
  })

  addFileRoute(app, house, {
    url: '/v1/own-drills/:recallId/abroad/:country/paper',
    operationId: 'printOwnDrillAbroad',
    tag: 'chain',
    summary: 'The notice of a drill to one buyer in another country, on paper, with a slip to say that it was received',
    action: 'chain:read-batches',
    params: Strict({ recallId: IdOf('recall'), country: Country }),
    query: Strict({ party: IdOf('party'), language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...readRefusals, ...absent, recallProblems['not-exported-there'], typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params: { recallId, country }, query, request }) {
      const asked = { recallId: bareId('recall', recallId), now: house.clock.now() }
      const view = await transaction((tx) => readOwnDrill(tx, actor, asked))
      const paper = abroadPaper(view, {
        ...{ country, partyId: query.party, locale: query.language ?? request.locale },
        ...{ authorityName: house.authorityName, on: house.clock.today() },
      })
      const bytes = await house.typesetter.typeset(paper)
      return { bytes, mediaType: 'application/pdf', fileName: `${recallId}-${country}.pdf` }
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/own-drills/:recallId/abroad',
    operationId: 'recordOwnDrillToldAbroad',
    tag: 'chain',
    summary: 'That who holds a drill told a buyer in another country of it, and what came of that',
    description:
      'Each is a leaf of the log; outcome `received` says that the buyer knows. `tellingId` is made by the sender (UUIDv7). Authorities abroad are the authority’s to tell.',
    action: 'chain:record:drill',
    params: Params,
    body: NewAbroadTelling,
    answer: OwnDrillView,
    refusals: [...writeRefusals, ...absent, recallProblems['not-exported-there'], recallProblems['attempt-changed']],
    handle: ({ transaction, actor, params, body }) =>
      transaction(async (tx) => {
        const asked = { recallId: bareId('recall', params.recallId), now: house.clock.now() }
        await recordTelling(tx, actor, { ...asked, input: body })
        return readOwnDrill(tx, actor, asked)
      }),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/own-drills',
    operationId: 'runOwnDrill',
    tag: 'chain',
    summary: 'A mock recall of what your own party shipped: tells its direct receivers, and stops nothing',
    description: 'The `recallId` is made by the sender (UUIDv7) and makes sending twice harmless.',
    action: 'chain:record:drill',
    body: NewDrill,
    answer: OwnDrillView,
    refusals: [
      ...writeRefusals,
      ...absent,
      recallProblems['drill-changed'],
      recallProblems['drill-by-holder'],
      recallProblems['drill-reaches-nobody'],
      chainProblems['unknown-batch'],
    ],
    asksFor: ({ batchId }) => ({ kind: 'batch', id: batchId }),
    handle({ transaction, actor, body }) {
      const [recallId, batchId] = [bareId('recall', body.recallId), bareId('batch', body.batchId)]
      const now = house.clock.now()
      return transaction(async (tx) => {
        await runOwnDrill(tx, actor, { recallId, batchId, reason: body.reason, law, now })
        return readOwnDrill(tx, actor, { recallId, now })
      })
    },
  })
}
