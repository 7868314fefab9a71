// How a shipment travels over HTTP: the company prefix, numbers for boxes, and their labels. Not here: the act of sending (record-routes.ts).
import {
  chainProblems,
  lawForChain,
  manifestProblems,
  readCompanyPrefix,
  readShipment,
  registerCompanyPrefix,
  takeUnits,
  unitLabels,
} from '#chain'
import { CompanyPrefix, NewCompanyPrefix, UnitsTaken, UnitsWanted } from '#chain/contract'
import { IdOf, locales, OneOf, Strict, Type } from '#kernel'
import { platformProblems, typesetProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const Params = Strict({ shipmentId: IdOf('shipment') })

export function mountManifests(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/company-prefix',
    operationId: 'readCompanyPrefix',
    tag: 'chain',
    summary: 'The GS1 company prefix your own numbers begin with, or null',
    action: 'chain:read-batches',
    answer: CompanyPrefix,
    refusals: [...readRefusals, chainProblems['no-holder']],
    handle: ({ transaction, actor }) => transaction((tx) => readCompanyPrefix(tx, actor)),
  })

  addRoute(app, house, {
    method: 'PUT',
    url: '/v1/company-prefix',
    operationId: 'registerCompanyPrefix',
    tag: 'chain',
    summary: 'Registers the company prefix GS1 gave you, once; the same again changes nothing',
    action: 'chain:record:ship',
    body: NewCompanyPrefix,
    answer: CompanyPrefix,
    refusals: [
      ...writeRefusals,
      chainProblems['no-holder'],
      manifestProblems['prefix-taken'],
      manifestProblems['prefix-fixed'],
    ],
    handle: ({ transaction, actor, body }) => transaction((tx) => registerCompanyPrefix(tx, actor, body.prefix)),
  })

  addRoute(app, house, {
    method: 'PUT',
    url: '/v1/shipments/:shipmentId/units',
    operationId: 'takeLogisticUnits',
    tag: 'chain',
    summary: 'Numbers (SSCC) for the boxes of a shipment that is being made; asking again answers the same numbers',
    description: 'The shipment’s id is made by the client. The act `ship` then names each box with what is in it.',
    action: 'chain:record:ship',
    params: Params,
    body: UnitsWanted,
    answer: UnitsTaken,
    refusals: [
      ...writeRefusals,
      chainProblems['no-holder'],
      chainProblems['unknown-shipment'],
      manifestProblems['prefix-missing'],
      manifestProblems['numbers-used-up'],
    ],
    handle: ({ transaction, actor, params, body }) =>
      transaction((tx) =>
        takeUnits(tx, actor, { shipmentId: bareId('shipment', params.shipmentId), count: body.count }),
      ),
  })

  addFileRoute(app, house, {
    url: '/v1/shipments/:shipmentId/labels',
    operationId: 'printUnitLabels',
    tag: 'chain',
    summary:
      'A label for each box of a shipment as PDF: its SSCC as GS1-128 and DataMatrix, from whom, to whom, what is in it',
    action: 'chain:read-batches',
    params: Params,
    query: Strict({ language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [
      ...readRefusals,
      chainProblems['unknown-shipment'],
      platformProblems['not-found'],
      manifestProblems['no-units'],
      typesetProblems['typesetting-busy'],
    ],
    async handle({ transaction, actor, params, query, request }) {
      const shipmentId = bareId('shipment', params.shipmentId)
      const shipment = await transaction((tx) => readShipment(tx, actor, { shipmentId, law }))
      const paper = await unitLabels(shipment, query.language ?? request.locale)
      return {
        bytes: await house.typesetter.typeset(paper),
        mediaType: 'application/pdf',
        fileName: `${params.shipmentId}-labels.pdf`,
      }
    },
  })
}
