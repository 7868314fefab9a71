// An EPCIS document as it comes in over HTTP: bytes to text, strictly, and read. Not here: what becomes of it.
import { epcisProblems, latestMoment, lawForChain, type MediaType, type ReadDocument, readOrRefuse } from '#chain'
import { type Instant, refuseNow, unwrap } from '#kernel'
import type { House } from '../house.ts'
import { readJson } from '../http/json-body.ts'
import { Misfits, refused } from '../http/problem.ts'
import { apiProblems } from '../http/problems.ts'
import type { App, Request } from '../http/request-context.ts'
import { captureLimits, jsonTypes, xmlTypes } from './headers.ts'

export type SentDocument = { readonly text: string; readonly mediaType: MediaType; readonly read: ReadDocument }

const offered = [...jsonTypes, ...xmlTypes]
/** One of GS1's own examples (AssociationEvent-h) says it twice. It names the event and weighs nothing. */
const lastCounts: ReadonlySet<string> = new Set(['eventID'])
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** In a scope of its own: only here documents are read as they are, JSON and XML. */
export function readDocuments(scope: App): void {
  scope.removeAllContentTypeParsers()
  // Before a byte of the body is read: what is packed may be far larger than it says.
  scope.addHook('preParsing', async (request: Request) => needPlain(request))
  scope.addContentTypeParser([...offered], { parseAs: 'buffer' }, async (_request: Request, body: Buffer) => body)
  scope.addContentTypeParser('*', async () => notOffered())
}

const notOffered = () => refuseNow(apiProblems['content-type'], { offered: offered.join(', ') })

/** UTF-8, and ASCII, which is UTF-8 too. A document in another character set would be read as something it does not say. */
const isUtf8 = (charset: string) => /^(utf-?8|us-ascii)$/i.test(charset)

function needPlain({ headers }: Request): void {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (coding !== 'identity' && coding !== '') refuseNow(apiProblems['content-encoding'], { given: coding.slice(0, 60) })
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !isUtf8(charset)) notOffered()
}

/** One byte more than a document may have: the route refuses with its own words, this only ends a flood. */
export const captureBodyLimit = captureLimits.bytes + 1_000_000

/** The latest moment an event may have now. */
export function latestOf({ law, clock }: Pick<House, 'law' | 'clock'>): () => Instant {
  const ours = lawForChain(law.corpus)
  return () => latestMoment({ law: ours, now: clock.now() })
}

/** Refuses what is no document at all; faults of events are still in it. */
export function sentDocument(request: Request, latest: Instant): SentDocument {
  const { body } = request
  if (!Buffer.isBuffer(body) || body.length === 0)
    return refuseNow(epcisProblems.unreadable, { why: 'there is no body' })
  if (body.length > captureLimits.bytes)
    refuseNow(epcisProblems['document-too-large'], { maxBytes: captureLimits.bytes })
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const mediaType = xmlTypes.some((one) => one === type) ? 'xml' : 'json'
  if (mediaType === 'json') unwrap(readJson(body, lastCounts)) // No key twice, no depth without end: the reading itself is exact in its numbers.
  const text = textIn(body)
  // What an XML text says of itself counts as the header does: nobody is left to guess which of two is right.
  const declared = mediaType === 'xml' ? /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)/.exec(text)?.[1] : undefined
  if (declared !== undefined && !isUtf8(declared)) notOffered()
  return { text, mediaType, read: readOrRefuse(text, mediaType, latest) }
}

function textIn(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    return refuseNow(apiProblems['text-unreadable'], { where: 'body' })
  }
}

/** All faults together, as many as are told, each with its place; nothing was kept. */
export function refuseFaults({ faults, faultCount }: Pick<ReadDocument, 'faults' | 'faultCount'>): void {
  if (faults.length === 0) return
  const { refusal } = refused(epcisProblems['not-valid'], { count: faultCount, told: faults.length })
  throw new Misfits(refusal, faults)
}
