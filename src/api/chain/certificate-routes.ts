// Certificates of analysis over HTTP: for anyone while they are public, as JSON, as paper, and with their proof. Not here: issuing (chain).
import { certificateContent, certificatePaper, qualityProblems, qualityTerms, readCertificate } from '#chain'
import { CertificateView } from '#chain/contract'
import { type Locale, locales, OneOf, Strict, Type } from '#kernel'
import { logProblems, platformProblems, proofFor, typesetProblems } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { addFileRoute } from '../http/file-route.ts'
import type { App } from '../http/request-context.ts'
import { addRoute } from '../http/route.ts'

const Params = Strict({ number: Type.String({ minLength: 1, maxLength: 40 }) })
const version = { version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }
const refusals = [
  qualityProblems['unknown-certificate'],
  platformProblems['not-found'],
  platformProblems['database-unavailable'],
]

export function mountCertificates(app: App, house: House): void {
  const { results } = qualityTerms(house.law.corpus)
  type Asked = { readonly params: { readonly number: string }; readonly query: { readonly version?: number } }
  const asked = ({ params, query }: Asked) => ({
    ...{ number: params.number, now: house.clock.now() },
    ...(query.version === undefined ? {} : { version: query.version }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/certificates/:number',
    operationId: 'readCertificate',
    tag: 'chain',
    summary: 'A certificate of analysis, public until three months after its expiry',
    description:
      'Its shape is docs/reference/certificate.schema.json. The hash is of its canonical text (RFC 8785), which stands in the record of the log.',
    action: 'log:read-proof',
    params: Params,
    query: Strict(version),
    answer: CertificateView,
    refusals,
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) => readCertificate(tx, actor, asked({ params, query }))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/certificates/:number/proof',
    operationId: 'proveCertificate',
    tag: 'log',
    summary: 'The proof that a certificate is in the log, to check offline',
    action: 'log:read-proof',
    params: Params,
    query: Strict(version),
    answer: ProofFile,
    refusals: [...refusals, logProblems['not-sealed-yet'], logProblems['not-in-log']],
    async handle({ transaction, actor, params, query, reply }) {
      reply.header('content-disposition', `attachment; filename="${plainName(params.number)}.proof.json"`)
      return transaction(async (tx) => {
        const { stepId, content } = await certificateContent(tx, actor, asked({ params, query }))
        return proofFor(tx, actor, stepId, content)
      })
    },
  })

  addFileRoute(app, house, {
    url: '/v1/certificates/:number/paper',
    operationId: 'printCertificate',
    tag: 'chain',
    summary: 'The certificate as PDF/A, with its hash and where to verify it',
    action: 'log:read-proof',
    params: Params,
    query: Strict({ ...version, language: Type.Optional(OneOf(locales)) }),
    produces: ['application/pdf'],
    refusals: [...refusals, typesetProblems['typesetting-busy']],
    async handle({ transaction, actor, params, query, request }) {
      const view = await transaction((tx) => readCertificate(tx, actor, asked({ params, query })))
      const locale: Locale = query.language ?? request.locale
      const paper = await certificatePaper({
        view,
        locale,
        publicUrl: house.config.publicUrl,
        author: house.authorityName,
        nameOf: results.nameOf,
      })
      return {
        bytes: await house.typesetter.typeset(paper),
        mediaType: 'application/pdf',
        fileName: `${plainName(params.number)}.pdf`,
      }
    },
  })
}

const plainName = (number: string) => number.replaceAll(/[^A-Za-z0-9._-]/g, '-')
