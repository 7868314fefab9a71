// Labels over HTTP: the symbol of a lot as SVG, labels of its packs. Those are controlled material: whoever packs prints them, where the packs are,
// and that it was done is on the audit stream. Not here: what a label says (chain/labels).
import {
  chainProblems,
  codeOf,
  labelProblems,
  labelSheet,
  labelsMax,
  labelsPerPage,
  lawForChain,
  needLotHere,
  readPackLot,
  serialOf,
  symbolKinds,
  symbolOf,
} from '#chain'
import { IdOf, locales, OneOf, refuseNow, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems, writeAudit } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { readRefusals } from '../http/route.ts'

const toPrint = 'chain:record:pack'
const Params = Strict({ batchId: IdOf('batch') })
const refusals = [
  ...readRefusals,
  chainProblems['unknown-batch'],
  platformProblems['not-found'],
  ...Object.values(labelProblems),
]

export function mountLabels(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addFileRoute(app, house, {
    url: '/v1/batches/:batchId/label',
    operationId: 'readLabel',
    tag: 'chain',
    summary:
      'The symbol on a pack as SVG: GS1 DataMatrix with GTIN, expiry, lot and serial number, or a QR code with the same as Digital Link',
    action: 'chain:read-batches',
    params: Params,
    query: Strict({
      symbol: Type.Optional(OneOf(symbolKinds)),
      /** Of one pack, for whoever may print it; left out for the lot. */
      number: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    }),
    produces: ['image/svg+xml'],
    refusals,
    async handle({ transaction, actor, params, query }) {
      const batchId = bareId('batch', params.batchId)
      const { number, symbol = 'datamatrix' } = query
      if (number !== undefined) await house.access.require(actor, toPrint)
      const lot = await transaction((tx) => readPackLot(tx, actor, { batchId, law }))
      if (number !== undefined) needLotHere(lot, actor)
      if (number !== undefined && number > lot.packs) refuseNow(labelProblems['label-range'], { packs: lot.packs })
      const code = codeOf(lot, number === undefined ? null : serialOf(lot, number))
      const resource = { kind: 'batch', id: params.batchId }
      if (number !== undefined)
        await transaction((tx) => writeAudit(tx, actor, { action: 'chain/readLabel', resource, outcome: 'done' }))
      return {
        bytes: await symbolOf(code, symbol),
        mediaType: 'image/svg+xml',
        fileName: `${params.batchId}-${symbol}.svg`,
      }
    },
  })

  addFileRoute(app, house, {
    url: '/v1/batches/:batchId/labels',
    operationId: 'printLabels',
    tag: 'chain',
    summary: `A sheet of labels of a pack lot as PDF, ${labelsPerPage} a page, each with its own serial number`,
    action: toPrint,
    params: Params,
    query: Strict({
      first: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: labelsMax })),
      language: Type.Optional(OneOf(locales)),
    }),
    produces: ['application/pdf'],
    refusals: [...refusals, typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params, query, request }) {
      const batchId = bareId('batch', params.batchId)
      const lot = await transaction((tx) => readPackLot(tx, actor, { batchId, law }))
      needLotHere(lot, actor)
      const first = query.first ?? 1
      // Without a number it is one page, or what the lot has left.
      const count = query.count ?? Math.max(1, Math.min(labelsPerPage, lot.packs - first + 1))
      const locale = query.language ?? request.locale
      const paper = await labelSheet(lot, { first, count, locale, on: house.clock.today() })
      const bytes = await house.typesetter.typeset(paper)
      const resource = { kind: 'batch', id: params.batchId }
      // Before it leaves the house: what is not on record is not handed out.
      await transaction((tx) => writeAudit(tx, actor, { action: 'chain/printLabels', resource, outcome: 'done' }))
      return {
        bytes,
        mediaType: 'application/pdf',
        fileName: `${params.batchId}-labels.pdf`,
      }
    },
  })
}
