// What a scanned code names, over HTTP. Not here: reading the code (kernel) and looking it up (chain/scan).
import { findScanned } from '#chain'
import { ScanAnswer } from '#chain/contract'
import { Strict, Type } from '#kernel'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

export function mountScans(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/scan',
    operationId: 'readScan',
    tag: 'chain',
    summary: 'The batch or shipment a label, a Digital Link, an id or a typed name stands for',
    description:
      'Takes GS1 element strings with FNC1 as ASCII 29, with or without brackets, Digital Links of any domain, ids of Grein and names. What the asker may not see is not found.',
    action: 'chain:read-batches',
    query: Strict({ code: Type.String({ minLength: 1, maxLength: 400 }) }),
    answer: ScanAnswer,
    refusals: readRefusals,
    handle: ({ transaction, actor, query }) =>
      transaction((tx) => findScanned(tx, actor, { code: query.code, on: house.clock.today() })),
  })
}
