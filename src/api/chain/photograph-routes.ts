// Photographs of a destruction come in: the bytes of a JPEG under the number of the event that will name them. They are read as any
// document is (platform/document-routes.ts). Not here: what a photograph may hold (chain).
import { needPhotograph, photographProblems, storePhotograph } from '#chain'
import { photographBytesMax } from '#chain/contract'
import { IdOf, refuseNow, Strict } from '#kernel'
import { documentProblems, typesetProblems, writeAudit } from '#platform'
import { DocumentView } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import { apiProblems } from '../http/problems.ts'
import type { App, Request } from '../http/request-context.ts'
import { problemAnswers, shellRefusals, writeRefusals } from '../http/route.ts'

const Params = Strict({ eventId: IdOf('event'), documentId: IdOf('document') })
/** A little more than a photograph may have: the chain refuses with its own words, this only ends a flood. */
const bodyBytesMax = photographBytesMax + 1_000_000
const mediaType = 'image/jpeg'

export async function mountPhotographs(app: App, house: House): Promise<void> {
  await app.register(async (scope) => mountUpload(scope, house))
}

/** In a scope of its own: only here a picture is read as a body. */
function mountUpload(app: App, house: House): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(mediaType, { parseAs: 'buffer' }, async (_request: Request, body: Buffer) => body)
  app.put<{ Params: { eventId: string; documentId: string }; Body: Buffer }>(
    '/v1/events/:eventId/photographs/:documentId',
    {
      bodyLimit: bodyBytesMax,
      config: { action: 'documents:upload' },
      schema: {
        operationId: 'storePhotograph',
        tags: ['documents'],
        summary: 'Stores a photograph for a destruction that will name it by this id and its hash',
        description:
          'The body is a JPEG of at most 4 MB without metadata: place, moment and device are refused, for they are personal data. The same again changes nothing. Read it at /v1/documents/{documentId}.',
        params: Params,
        consumes: [mediaType],
        response: {
          201: { description: 'Stored, now or before.', content: { 'application/json': { schema: DocumentView } } },
          ...problemAnswers([
            ...shellRefusals,
            ...writeRefusals,
            apiProblems['content-type'],
            apiProblems['body-too-large'],
            ...Object.values(documentProblems),
            ...Object.values(photographProblems),
            typesetProblems['typesetting-busy'],
          ]),
        },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request
      await house.access.require(actor, 'documents:upload')
      if (!Buffer.isBuffer(body)) return refuseNow(documentProblems['document-empty'], {})
      await needPhotograph(body, house.typesetter)
      const documentId = bareId('document', params.documentId)
      const photograph = { eventId: bareId('event', params.eventId), documentId, bytes: body }
      const stored = await house.database.transaction(actor, async (tx) => {
        const view = await storePhotograph(tx, actor, house.documents, photograph)
        const resource = { kind: 'document', id: documentId }
        await writeAudit(tx, actor, { action: 'documents/storePhotograph', resource, outcome: 'done' })
        return view
      })
      return reply.code(201).send(stored)
    },
  )
}
