// An EPCIS document as it comes in over HTTP: bytes to text, strictly, and read. Not here: what becomes of it.
import { epcisProblems, type MediaType, type ReadDocument, readOrRefuse } from '#chain'
import { refuseNow, unwrap } from '#kernel'
import { captureLimits, jsonTypes, xmlTypes } from './epcis-headers.ts'
import { readJson } from './json-body.ts'
import { Misfits, refused } from './problem.ts'
import { apiProblems } from './problems.ts'
import type { App, Request } from './request-context.ts'

export type SentDocument = { readonly text: string; readonly mediaType: MediaType; readonly read: ReadDocument }

const offered = [...jsonTypes, ...xmlTypes]
/** One of GS1's own examples (AssociationEvent-h) says it twice. It names the event and weighs nothing. */
const lastCounts: ReadonlySet<string> = new Set(['eventID'])
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** In a scope of its own: only here documents are read as they are, JSON and XML. */
export function readDocuments(scope: App): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser([...offered], { parseAs: 'buffer' }, async (_request: Request, body: Buffer) => body)
  scope.addContentTypeParser('*', async () => refuseNow(apiProblems['content-type'], { offered: offered.join(', ') }))
}

/** One byte more than a document may have: the route refuses with its own words, this only ends a flood. */
export const captureBodyLimit = captureLimits.bytes + 1_000_000

/** Refuses what is no document at all; faults of events are still in it. */
export function sentDocument(request: Request): SentDocument {
  const { body } = request
  if (!Buffer.isBuffer(body) || body.length === 0)
    return refuseNow(epcisProblems.unreadable, { why: 'there is no body' })
  if (body.length > captureLimits.bytes)
    refuseNow(epcisProblems['document-too-large'], { maxBytes: captureLimits.bytes })
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const mediaType = xmlTypes.some((one) => one === type) ? 'xml' : 'json'
  if (mediaType === 'json') unwrap(readJson(body, lastCounts)) // No key twice, no depth without end: the reading itself is exact in its numbers.
  const text = textIn(body)
  return { text, mediaType, read: readOrRefuse(text, mediaType) }
}

function textIn(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    return refuseNow(apiProblems['text-unreadable'], { where: 'body' })
  }
}

/** All faults together, each with its place; nothing was kept. */
export function refuseFaults({ faults }: Pick<ReadDocument, 'faults'>): void {
  if (faults.length === 0) return
  const { refusal } = refused(epcisProblems['not-valid'], { count: faults.length })
  throw new Misfits(refusal, faults)
}
