// Files of rows over HTTP: the templates, what a file would record, recording it. Not here: what a row means (chain/importers).
import { emptyTable, importFile, lawForChain, listTemplates, templateNamed } from '#chain'
import { type Act, ImportFile, ImportReport, ImportTemplates, ImportToRecord } from '#chain/contract'
import { locales, OneOf, refuseNow, Strict, Type } from '#kernel'
import { type Actor, platformProblems } from '#platform'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import type { App, Request } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'
import { compileCheck } from '../http/schema-check.ts'
import { tableFile, tableFormats } from '../http/table-file.ts'
import { actionFor, resourceOfAct } from './act-access.ts'
import { ActBody, actReceipt, actRefusals } from './record-routes.ts'

/** A file of the size that is taken (chain/importers/read-table.ts) is a third longer as base64. */
const bodyBytesMax = 1_500_000

const Named = Strict({ template: Type.String({ pattern: '^[a-z][a-z-]{1,30}$' }) })

export function mountImports(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  const misfits = compileCheck(ActBody)
  const importRefusals = [...actRefusals, platformProblems['step-up-needed'], platformProblems['not-found']]

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/imports/templates',
    operationId: 'listImportTemplates',
    tag: 'chain',
    summary: 'The tables a file may be, with their columns',
    action: 'chain:read-batches',
    answer: ImportTemplates,
    refusals: readRefusals,
    handle: async ({ request }) => listTemplates(request.locale),
  })

  addFileRoute(app, house, {
    url: '/v1/imports/templates/:template/file',
    operationId: 'downloadImportTemplate',
    tag: 'chain',
    summary:
      'A template to fill in: the headings as CSV, or as a workbook with what each column means on its second sheet',
    action: 'chain:read-batches',
    params: Named,
    query: Strict({ format: OneOf(tableFormats), language: Type.Optional(OneOf(locales)) }),
    produces: ['text/csv; charset=utf-8', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    refusals: [platformProblems['not-found']],
    async handle({ params, query, request }) {
      const template = templateNamed(params.template)
      if (template === null) refuseNow(platformProblems['not-found'], { what: 'import-template' })
      const { head, about } = emptyTable(template, query.language ?? request.locale)
      return tableFile({ table: { head, rows: [] }, format: query.format, name: template.name, about })
    },
  })

  /** Asked once for each kind of act at each place in each state: a file has many rows of one. */
  const requireOnce = (actor: Actor) => {
    const asked = new Map<string, Promise<void>>()
    return (act: Act) => {
      const resource = resourceOfAct(actor, act)
      const key = JSON.stringify([actionFor(act), resource])
      const answer = asked.get(key) ?? house.access.require(actor, actionFor(act), resource)
      asked.set(key, answer)
      return answer
    }
  }
  const inputOf = (
    { template, content, sha256 }: { template: string; content: string; sha256: string | null },
    { actor, request }: { actor: Actor; request: Request },
  ) => ({
    template: templateNamed(template),
    bytes: Buffer.from(content, 'base64'),
    sha256,
    law,
    now: house.clock.now(),
    locale: request.locale,
    promise: (leaf: Uint8Array) => house.signer.promise(actor.authorityId, leaf),
    misfits,
    require: requireOnce(actor),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/imports/:template/preview',
    operationId: 'previewImport',
    tag: 'chain',
    summary:
      'What a file would record: each row, every fault with its line and column, and what changes; nothing is written',
    action: 'chain:read-batches',
    params: Named,
    body: ImportFile,
    bodyBytesMax,
    answer: ImportReport,
    refusals: [...writeRefusals, ...importRefusals],
    isQuestion: true,
    async handle({ actor, params, body, request, transaction, absent }) {
      const { template, ...input } = inputOf({ ...params, ...body, sha256: null }, { actor, request })
      if (template === null) return absent({ kind: 'import-template', id: params.template })
      return transaction((tx) => importFile(tx, actor, { ...input, template }))
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/imports/:template',
    operationId: 'recordImport',
    tag: 'chain',
    summary: 'Records a file that was looked over: all its rows, or none',
    description:
      'Send the `sha256` of the report. A row that was recorded before is "already" and counts once; with a fault in any row nothing is recorded.',
    action: 'chain:read-batches',
    params: Named,
    body: ImportToRecord,
    bodyBytesMax,
    answer: ImportReport,
    refusals: [...writeRefusals, ...importRefusals],
    async handle({ actor, params, body, request, transaction, absent }) {
      const { template, ...input } = inputOf({ ...params, ...body }, { actor, request })
      if (template === null) return absent({ kind: 'import-template', id: params.template })
      const report = await transaction((tx) =>
        importFile(tx, actor, {
          ...input,
          template,
          noteRecorded: (act, { basis }) => actReceipt(tx, { house, actor, act, outcome: 'permitted', basis }),
        }),
      )
      if (report.recorded)
        house.metrics.countEvents('recorded', report.acts.filter(({ outcome }) => outcome === 'ready').length)
      return report
    },
  })
}
