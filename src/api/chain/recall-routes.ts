// Recalls, drills and notices over HTTP. Ordering a recall is the act `hold` with scope `recall`. Not here: whom one reaches (chain).
import {
  abroadPaper,
  acknowledgeRecall,
  chainProblems,
  lawForChain,
  listNotices,
  listRecalls,
  noticePaper,
  readNotice,
  readRecall,
  readRecallPart,
  recallProblems,
  recordRecallAttempt,
  recordTelling,
  remindOfRecall,
  runDrill,
  tellOfRecall,
} from '#chain'
import {
  NewAbroadTelling,
  NewDrill,
  NewRecallAttempt,
  RecallList,
  RecallNotice,
  RecallNotices,
  RecallPartView,
  RecallView,
  Reminded,
  recallParts,
} from '#chain/contract'
import { IdOf, locales, OneOf, printId, type RecallId, Strict, Type } from '#kernel'
import { type Actor, platformProblems, type Tx, typesetProblems } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import { proofOfRecord, recordProofRefusals } from '../http/record-proof.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const Params = Strict({ recallId: IdOf('recall') })
const absent = [recallProblems['unknown-recall'], platformProblems['not-found']]

export function mountRecalls(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  const read = (tx: Tx, actor: Actor, recallId: RecallId) =>
    readRecall(tx, actor, { recallId, law, now: house.clock.now() })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recalls',
    operationId: 'listRecalls',
    tag: 'chain',
    summary: 'Recalls and drills with how many were told and said so, newest first; for a holder none',
    action: 'chain:trace',
    answer: RecallList,
    refusals: readRefusals,
    handle: ({ transaction, actor }) =>
      transaction(async (tx) => ({ items: await listRecalls(tx, actor, house.clock.now()) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recalls/:recallId',
    operationId: 'readRecall',
    tag: 'chain',
    summary: 'One recall: every holder with quantities, who received the notice, and where each milligram is by now',
    action: 'chain:trace',
    params: Params,
    answer: RecallView,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) => transaction((tx) => read(tx, actor, bareId('recall', params.recallId))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recalls/:recallId/parts/:part',
    operationId: 'readRecallPart',
    tag: 'chain',
    summary: 'What one part of the mass is made of: its accounts, each with its movements behind it',
    action: 'chain:trace',
    params: Strict({ recallId: IdOf('recall'), part: OneOf(recallParts) }),
    query: Strict({
      moment: Type.Optional(
        Type.Union([Type.Literal('begin'), IdOf('event')], {
          description: 'as it was after this event of its course, or as it began',
        }),
      ),
    }),
    answer: RecallPartView,
    refusals: [...readRefusals, ...absent, chainProblems['unknown-event']],
    handle: ({ transaction, actor, params, query: { moment } }) =>
      transaction((tx) =>
        readRecallPart(tx, actor, {
          recallId: bareId('recall', params.recallId),
          part: params.part,
          ...(moment === undefined ? {} : { moment: moment === 'begin' ? moment : bareId('event', moment) }),
          now: house.clock.now(),
        }),
      ),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recalls',
    operationId: 'tellOfRecall',
    tag: 'chain',
    summary: 'Sends the notices of a recall that has none, because it was brought in as history',
    description: 'A recall that is ordered here has them at once. Asking again changes nothing.',
    action: 'chain:record:recall',
    body: Strict({ holdEventId: IdOf('event') }),
    answer: RecallView,
    refusals: [...writeRefusals, ...absent],
    handle: ({ transaction, actor, body }) =>
      transaction(async (tx) => {
        const holdEventId = bareId('event', body.holdEventId)
        return read(tx, actor, await tellOfRecall(tx, actor, { holdEventId, law, now: house.clock.now() }))
      }),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recalls/drills',
    operationId: 'runRecallDrill',
    tag: 'chain',
    summary: 'A mock recall: the same list, notices and clocks, and nothing is stopped',
    description: 'The `recallId` is made by the sender (UUIDv7) and makes sending twice harmless.',
    action: 'chain:record:recall',
    body: NewDrill,
    answer: RecallView,
    refusals: [
      ...writeRefusals,
      ...Object.values(recallProblems),
      chainProblems['unknown-batch'],
      platformProblems['not-found'],
    ],
    handle: ({ transaction, actor, body }) =>
      transaction(async (tx) => {
        const [recallId, batchId] = [bareId('recall', body.recallId), bareId('batch', body.batchId)]
        await runDrill(tx, actor, { recallId, batchId, reason: body.reason, law, now: house.clock.now() })
        return read(tx, actor, recallId)
      }),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recalls/:recallId/reminders',
    operationId: 'remindOfRecall',
    tag: 'chain',
    summary: 'Tells holders found since, and reminds those whose term is over; the house does so by the clock too',
    action: 'chain:record:recall',
    params: Params,
    answer: Reminded,
    refusals: [...writeRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) =>
        remindOfRecall(tx, actor, { recallId: bareId('recall', params.recallId), now: house.clock.now() }),
      ),
  })

  mountOutside(app, house, read)
  mountNotices(app, house)
}

const Country = Type.String({ pattern: '^[A-Z]{2}$' })
const OneNotice = Strict({ recallId: IdOf('recall'), partyId: IdOf('party') })

/** For who does not look into Grein: a notice on paper, and what staff heard themselves. */
function mountOutside(
  app: App,
  house: House,
  read: (tx: Tx, actor: Actor, recallId: RecallId) => ReturnType<typeof readRecall>,
): void {
  addFileRoute(app, house, {
    url: '/v1/recalls/:recallId/notices/:partyId/paper',
    operationId: 'printRecallNotice',
    tag: 'chain',
    summary: 'The notice to one holder on paper, with a slip to say that it was received',
    action: 'chain:trace',
    params: OneNotice,
    query: Strict({ language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...readRefusals, ...absent, recallProblems['not-told'], typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params, query, request }) {
      const [recallId, partyId] = [bareId('recall', params.recallId), bareId('party', params.partyId)]
      const view = await transaction((tx) => read(tx, actor, recallId))
      const paper = noticePaper(view, {
        holderId: printId('party', partyId),
        locale: query.language ?? request.locale,
        authorityName: house.authorityName,
        on: house.clock.today(),
      })
      const bytes = await house.typesetter.typeset(paper)
      return { bytes, mediaType: 'application/pdf', fileName: `${params.recallId}.pdf` }
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recalls/:recallId/notices/:partyId/attempts',
    operationId: 'recordRecallAttempt',
    tag: 'chain',
    summary: 'That staff told a holder by telephone, e-mail, post or a visit, and what came of it',
    description:
      'Outcome `received` acknowledges the notice for the holder: a leaf of the log, which says that staff recorded it. `attemptId` is made by the sender (UUIDv7).',
    action: 'chain:record:recall',
    params: OneNotice,
    body: NewRecallAttempt,
    answer: RecallView,
    refusals: [...writeRefusals, ...absent, recallProblems['not-told'], recallProblems['attempt-changed']],
    handle: ({ transaction, actor, params, body }) =>
      transaction(async (tx) => {
        const [recallId, holderId] = [bareId('recall', params.recallId), bareId('party', params.partyId)]
        await recordRecallAttempt(tx, actor, { recallId, holderId, input: body, now: house.clock.now() })
        return read(tx, actor, recallId)
      }),
  })

  addFileRoute(app, house, {
    url: '/v1/recalls/:recallId/abroad/:country/paper',
    operationId: 'printToldAbroad',
    tag: 'chain',
    summary:
      'The notice to a buyer or supplier in another country, or to the authority there, on paper, with a slip to say that it was received',
    action: 'chain:trace',
    params: Strict({ recallId: IdOf('recall'), country: Country }),
    query: Strict({
      party: Type.Optional(IdOf('party')),
      language: Type.Optional(OneOf(locales)),
    }),
    produces: ['application/pdf'],
    refusals: [...readRefusals, ...absent, recallProblems['not-exported-there'], typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params: { recallId, country }, query, request }) {
      const view = await transaction((tx) => read(tx, actor, bareId('recall', recallId)))
      const locale = query.language ?? request.locale
      const asked = {
        ...{ country, partyId: query.party ?? null, locale },
        ...{ authorityName: house.authorityName, on: house.clock.today() },
      }
      const bytes = await house.typesetter.typeset(abroadPaper(view, asked))
      return { bytes, mediaType: 'application/pdf', fileName: `${recallId}-${country}.pdf` }
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recalls/:recallId/abroad',
    operationId: 'recordToldAbroad',
    tag: 'chain',
    summary: 'That staff told a buyer or supplier in another country, or the authority there, and what came of it',
    description:
      'Each is a leaf of the log; outcome `received` says that it knows. `tellingId` is made by the sender (UUIDv7).',
    action: 'chain:record:recall',
    params: Params,
    body: NewAbroadTelling,
    answer: RecallView,
    refusals: [...writeRefusals, ...absent, recallProblems['not-exported-there'], recallProblems['attempt-changed']],
    handle: ({ transaction, actor, params, body }) =>
      transaction(async (tx) => {
        const recallId = bareId('recall', params.recallId)
        await recordTelling(tx, actor, { recallId, input: body, now: house.clock.now() })
        return read(tx, actor, recallId)
      }),
  })
}

function mountNotices(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recall-notices',
    operationId: 'listRecallNotices',
    tag: 'chain',
    summary: 'Notices of recalls and drills to your own party, those to answer first',
    action: 'chain:read-batches',
    answer: RecallNotices,
    refusals: readRefusals,
    handle: ({ transaction, actor }) =>
      transaction(async (tx) => ({ items: await listNotices(tx, actor, house.clock.now()) })),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recall-notices/:recallId',
    operationId: 'readRecallNotice',
    tag: 'chain',
    summary: 'Your own notice: which of your stock it concerns, and what has happened to that',
    action: 'chain:read-batches',
    params: Params,
    answer: RecallNotice,
    refusals: [...readRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) =>
        readNotice(tx, actor, { recallId: bareId('recall', params.recallId), now: house.clock.now() }),
      ),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/recall-notices/:recallId/acknowledgement',
    operationId: 'acknowledgeRecall',
    tag: 'chain',
    summary: 'Says that the notice was received; a leaf of the log',
    description: 'The first time counts; sending it again answers that.',
    action: 'chain:record:acknowledge',
    params: Params,
    answer: RecallNotice,
    refusals: [...writeRefusals, ...absent],
    handle: ({ transaction, actor, params }) =>
      transaction((tx) =>
        acknowledgeRecall(tx, actor, { recallId: bareId('recall', params.recallId), now: house.clock.now() }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/recall-notices/acknowledgements/:documentId/proof',
    operationId: 'proveAcknowledgement',
    tag: 'log',
    summary: 'The proof that an acknowledgement is in the log, to check offline',
    action: 'chain:read-batches',
    params: Strict({ documentId: IdOf('document') }),
    answer: ProofFile,
    refusals: recordProofRefusals,
    handle({ transaction, actor, params, reply }) {
      reply.header('content-disposition', `attachment; filename="${params.documentId}.proof.json"`)
      return transaction((tx) => proofOfRecord(tx, actor, bareId('document', params.documentId)))
    },
  })
}
