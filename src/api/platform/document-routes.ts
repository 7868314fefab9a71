// Documents in and out: raw bytes with their type, never a form. Not here: what may be stored (platform/documents).
import { IdOf, refuseNow, Strict } from '#kernel'
import { documentProblems, documentSizeMax, mediaTypes, readDocument, storeDocument, writeAudit } from '#platform'
import { DocumentView } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import { apiProblems } from '../http/problems.ts'
import type { App, Request } from '../http/request-context.ts'
import { problemAnswers, readRefusals, recordAbsence, shellRefusals, writeRefusals } from '../http/route.ts'

const Params = Strict({ documentId: IdOf('document') })

/** One byte more than a document may have: the room refuses with its own words, this only ends a flood. */
const bodyBytesMax = documentSizeMax + 1_000_000

export async function mountDocuments(app: App, house: House): Promise<void> {
  mountContent(app, house)
  await app.register(async (scope) => mountUpload(scope, house))
}

function mountContent(app: App, house: House): void {
  app.get<{ Params: { documentId: string } }>(
    '/v1/documents/:documentId',
    {
      config: { produces: mediaTypes },
      schema: {
        operationId: 'readDocument',
        tags: ['documents'],
        summary: 'The document itself, checked against the hash on record',
        params: Params,
        response: {
          200: { description: 'The bytes as they were stored.', type: 'string', format: 'binary' },
          ...problemAnswers([
            ...shellRefusals,
            ...readRefusals,
            documentProblems['no-such-document'],
            documentProblems['document-damaged'],
          ]),
        },
      },
    },
    async (request, reply) => {
      const { actor, params } = request
      await house.access.require(actor, 'documents:read')
      const documentId = bareId('document', params.documentId)
      const spec = { action: 'documents:read', tag: 'documents', operationId: 'readDocument' } as const
      const found = await house.database
        .transaction(actor, (tx) => readDocument(tx, actor, house.documents, documentId))
        .catch((error: unknown) => recordAbsence(error, { house, actor, spec, request }))
      const { document, bytes } = found
      return reply
        .type(document.mediaType)
        .header('content-disposition', attachmentNamed(document.fileName))
        .header('cache-control', 'private, no-cache')
        .header('etag', `"${document.sha256}"`)
        .send(Buffer.from(bytes))
    },
  )
}

/** In a scope of its own: only here bytes are read that are no JSON. */
function mountUpload(app: App, house: House): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...mediaTypes], { parseAs: 'buffer' }, async (_request: Request, body: Buffer) => body)
  app.put<{ Params: { documentId: string }; Body: Buffer }>(
    '/v1/documents/:documentId',
    {
      bodyLimit: bodyBytesMax,
      config: { action: 'documents:upload' },
      schema: {
        operationId: 'storeDocument',
        tags: ['documents'],
        summary: 'Stores a document under an id the client made; the same again changes nothing',
        description: `The body is the file; Content-Type is one of ${mediaTypes.join(', ')}; its name stands in Content-Disposition as filename*=UTF-8''….`,
        params: Params,
        consumes: [...mediaTypes],
        response: {
          201: { description: 'Stored, now or before.', content: { 'application/json': { schema: DocumentView } } },
          ...problemAnswers([
            ...shellRefusals,
            ...writeRefusals,
            apiProblems['content-type'],
            apiProblems['body-too-large'],
            ...Object.values(documentProblems),
          ]),
        },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request
      await house.access.require(actor, 'documents:upload')
      if (!Buffer.isBuffer(body)) return refuseNow(documentProblems['document-empty'], {})
      const document = {
        documentId: bareId('document', params.documentId),
        fileName: nameIn(request.headers['content-disposition']) ?? '',
        mediaType: request.headers['content-type'] ?? '',
        bytes: body,
      }
      const stored = await house.database.transaction(actor, async (tx) => {
        const view = await storeDocument(tx, actor, house.documents, document)
        const resource = { kind: 'document', id: document.documentId }
        await writeAudit(tx, actor, { action: 'documents/storeDocument', resource, outcome: 'done' })
        return view
      })
      return reply.code(201).send(stored)
    },
  )
}

/** The name in `filename*=UTF-8''…` (RFC 8187), or null. A plain `filename=` cannot say which characters it means. */
export function nameIn(disposition: string | undefined): string | null {
  const found = /(?:^|;)\s*filename\*=utf-8''([^;\s]+)/i.exec(disposition ?? '')
  try {
    return found ? decodeURIComponent(found[1]!) : null
  } catch {
    return null
  }
}

/** Always as a file and never as a page of ours: what someone uploaded may not run here. */
function attachmentNamed(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}
