// Labels over HTTP: one symbol as SVG, a sheet as PDF. Not here: what a label says (chain/labels).
import {
  chainProblems,
  codeOf,
  labelProblems,
  labelSheet,
  labelsMax,
  labelsPerPage,
  lawForChain,
  readPackLot,
  serialOf,
  symbolKinds,
  symbolOf,
} from '#chain'
import { IdOf, locales, OneOf, refuseNow, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { readRefusals } from '../http/route.ts'

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
      /** Of one pack; left out for the lot. */
      number: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    }),
    produces: ['image/svg+xml'],
    refusals,
    async handle({ transaction, actor, params, query }) {
      const batchId = bareId('batch', params.batchId)
      const lot = await transaction((tx) => readPackLot(tx, actor, { batchId, law }))
      const { number, symbol = 'datamatrix' } = query
      if (number !== undefined && number > lot.packs) refuseNow(labelProblems['label-range'], { packs: lot.packs })
      const code = codeOf(lot, number === undefined ? null : serialOf(lot, number))
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
    action: 'chain:read-batches',
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
      const first = query.first ?? 1
      // Without a number it is one page, or what the lot has left.
      const count = query.count ?? Math.max(1, Math.min(labelsPerPage, lot.packs - first + 1))
      const locale = query.language ?? request.locale
      const paper = await labelSheet(lot, { first, count, locale, on: house.clock.today() })
      return {
        bytes: await house.typesetter.typeset(paper),
        mediaType: 'application/pdf',
        fileName: `${params.batchId}-labels.pdf`,
      }
    },
  })
}
