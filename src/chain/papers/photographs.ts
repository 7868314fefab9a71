// Photographs of a destruction: handed in under the number of the event that will name them, each for that event alone, and named there by
// their hash. Who may see one is the wall of documents: the holder who took it, and staff. Not here: what a photograph is (contract).
import { type DocumentId, type EventId, printId, Refused, refuseNow } from '#kernel'
import {
  type Actor,
  type DocumentStore,
  findDocumentsById,
  listDocuments,
  type Paper,
  storeDocument,
  type Tx,
  type Typesetter,
} from '#platform'
import type { DocumentView } from '#platform/contract'
import { bare } from '../bare-id.ts'
import type { Photograph } from '../contract.ts'
import { photographBytesMax, readPhotograph } from '../contract.ts'
import { photographProblems } from './photograph-problems.ts'

/** What the document is about: the event, which may still have to come. */
const subjectOf = (eventId: EventId) => ({ kind: 'photograph', id: eventId })

export type NewPhotograph = {
  readonly eventId: EventId
  readonly documentId: DocumentId
  readonly bytes: Uint8Array
}

const faults = {
  'not-a-photograph': photographProblems['photograph-unreadable'],
  'too-many-points': photographProblems['photograph-too-many-points'],
  'tells-more': photographProblems['photograph-tells-more'],
} as const

/** Refuses what is no whole picture, too large, or tells more than the picture; and what looks like one but cannot be drawn. */
export async function needPhotograph(bytes: Uint8Array, typesetter: Typesetter): Promise<void> {
  if (bytes.length > photographBytesMax)
    refuseNow(photographProblems['photograph-too-large'], { maxBytes: photographBytesMax })
  const read = readPhotograph(bytes)
  if (!read.ok) return refuseNow(faults[read.fault], {})
  const paper: Paper = {
    ...{ template: new URL('./photograph.typ', import.meta.url), data: {}, language: 'nl' },
    ...{ title: 'foto', author: '', foot: '', day: Temporal.PlainDate.from('2000-01-01') },
    files: { 'photograph.jpg': bytes },
  }
  await typesetter.typeset(paper).catch((error: unknown) => {
    if (error instanceof Refused) throw error
    return refuseNow(photographProblems['photograph-unreadable'], {})
  })
}

/** Keeps the bytes, which `needPhotograph` looked at, under their hash. The same again changes nothing. Its name says nothing of whoever took it. */
export function storePhotograph(
  tx: Tx,
  actor: Actor,
  store: DocumentStore,
  { eventId, documentId, bytes }: NewPhotograph,
): Promise<DocumentView> {
  const fileName = `${printId('document', documentId)}.jpg`
  const document = { documentId, fileName, mediaType: 'image/jpeg', bytes, subject: subjectOf(eventId) }
  return storeDocument(tx, actor, store, document)
}

/** What a record names must have been handed in under its own number, and be what was handed in. */
export async function needPhotographs(
  tx: Tx,
  actor: Actor,
  { eventId, photographs }: { readonly eventId: EventId; readonly photographs: readonly Photograph[] },
): Promise<void> {
  if (photographs.length === 0) return
  const handedIn = new Map((await listDocuments(tx, actor, subjectOf(eventId))).map((one) => [one.documentId, one]))
  if (new Set(photographs.map(({ documentId }) => documentId)).size < photographs.length)
    refuseNow(photographProblems['photograph-unknown'], {})
  for (const { documentId, sha256 } of photographs) {
    const found = handedIn.get(documentId)
    if (!found) return refuseNow(photographProblems['photograph-unknown'], {})
    if (found.sha256 !== sha256) refuseNow(photographProblems['photograph-changed'], {})
  }
}

/** A photograph for a paper: its bytes, where they still are what was signed. */
export type PrintedPhotograph = Photograph & { readonly bytes: Uint8Array | null }

/** In the order of the record; one that is gone, damaged or exchanged comes without bytes and is said to be so. */
export async function photographsOf(
  tx: Tx,
  actor: Actor,
  store: DocumentStore,
  photographs: readonly Photograph[],
): Promise<readonly PrintedPhotograph[]> {
  const ids = photographs.map(({ documentId }) => bare('document', documentId))
  const known = new Map((await findDocumentsById(tx, actor, ids)).map((one) => [one.documentId, one]))
  const printed: PrintedPhotograph[] = []
  for (const photograph of photographs) {
    const isAsSigned = known.get(photograph.documentId)?.sha256 === photograph.sha256
    const bytes = isAsSigned ? await store.get(photograph.sha256) : null
    printed.push({ ...photograph, bytes })
  }
  return printed
}
