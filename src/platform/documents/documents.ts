// Documents as people use them: hand one in, find it, read it. Not here: the files (store.ts) and what a kind of file is (media-type.ts).
import { sql } from 'kysely'
import { type DocumentId, type PartyId, printId, refuseNow, trustId } from '#kernel'
import type { Actor } from '../actor.ts'
import type { DocumentView } from '../contract.ts'
import type { Tx } from '../database/database.ts'
import { databaseError } from '../database/errors.ts'
import { recordLeaf } from '../log/record-leaf.ts'
import { isOfType, type MediaType, mediaTypes } from './media-type.ts'
import { countForDay } from './per-day.ts'
import { documentProblems } from './problems.ts'
import { type DocumentStore, hexSha256 } from './store.ts'

/** A scanned certificate of many pages fits; a film does not. */
export const documentSizeMax = 20_000_000

export type NewDocument = {
  /** Made by the client; the key of idempotency. */
  readonly documentId: DocumentId
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Who may see it, beside staff. A holder is always among them for its own. */
  readonly partyIds?: readonly PartyId[]
  /** What it is about: kind and bare id. */
  readonly subject?: { readonly kind: string; readonly id: string } | null
}

/**
 * Stores the row, then its file, and puts its hash on record. The same document again answers the first row. A number that is taken, also by
 * somebody else, and what is too much for one day cost no disk. When the transaction rolls back after that the file stays behind under its
 * hash: nothing points at it. Refuses size, name, kind, `platform/document-changed`, `platform/documents-day-full` and `platform/documents-full`.
 */
export async function storeDocument(
  tx: Tx,
  actor: Actor,
  store: DocumentStore,
  document: NewDocument,
): Promise<DocumentView> {
  const mediaType = checkDocument(document)
  const { documentId, fileName, bytes, partyIds = [], subject = null } = document
  const earlier = await findRow(tx, actor, documentId)
  if (earlier) {
    const isSame =
      earlier.sha256 === hexSha256(bytes) && earlier.fileName === fileName && earlier.mediaType === mediaType
    return isSame ? viewOf(earlier) : refuseNow(documentProblems['document-changed'], { documentId })
  }
  await needRoomToday(tx, actor, store, bytes.length)
  const sha256 = hexSha256(bytes)
  const visibleTo = [
    ...new Set(actor.partyId === null || actor.wall === 'staff' ? partyIds : [...partyIds, actor.partyId]),
  ]
  try {
    await sql`
      insert into platform.document (
        authority_id, document_id, party_ids, subject_kind, subject_id, file_name, media_type, size, sha256, user_id, client_id
      )
      values (
        ${actor.authorityId}, ${documentId}, ${visibleTo}::uuid[], ${subject?.kind ?? null}, ${subject?.id ?? null},
        ${fileName}, ${mediaType}, ${bytes.length}, ${Buffer.from(sha256, 'hex')}, ${actor.userId}, ${actor.clientId}
      )`.execute(tx)
  } catch (error) {
    // Someone else's document, which the wall hides, or the same one stored at this very moment.
    if (databaseError(error)?.constraint === 'document_key')
      refuseNow(documentProblems['document-changed'], { documentId })
    throw error
  }
  await store.put(bytes)
  const record = {
    kind: 'document',
    documentId: printId('document', documentId),
    mediaType,
    sha256,
    size: bytes.length,
  }
  await recordLeaf(tx, actor, { entryId: documentId, record, partyId: visibleTo[0] ?? null })
  return findDocument(tx, actor, documentId)
}

/** Beside their bytes, for each is a row, a leaf and a file: as many as the usual amount holds of a scanned page each. */
export const documentsPerDayMax = 20_000

async function needRoomToday(
  tx: Tx,
  actor: Actor,
  { bytesPerDayMax, clock }: DocumentStore,
  size: number,
): Promise<void> {
  const most = { bytes: bytesPerDayMax, pieces: documentsPerDayMax }
  const day = await countForDay(tx, actor, { what: 'document', size, now: clock.now(), most })
  if (day.kind === 'counted') return
  const { left, freeOn, seconds } = day
  refuseNow(documentProblems['documents-day-full'], {
    size,
    left: left.bytes,
    piecesLeft: left.pieces,
    freeOn,
    seconds,
  })
}

/** Refuses `platform/no-such-document`. */
export async function findDocument(tx: Tx, actor: Actor, documentId: DocumentId): Promise<DocumentView> {
  return viewOf((await findRow(tx, actor, documentId)) ?? refuseNow(documentProblems['no-such-document'], {}))
}

/** The file with what it is, checked against the hash on record. Refuses `no-such-document` and `document-damaged`. */
export async function readDocument(tx: Tx, actor: Actor, store: DocumentStore, documentId: DocumentId) {
  const row = (await findRow(tx, actor, documentId)) ?? refuseNow(documentProblems['no-such-document'], {})
  const bytes = (await store.get(row.sha256)) ?? refuseNow(documentProblems['document-damaged'], { documentId })
  return { document: viewOf(row), bytes }
}

/** Documents about one thing, oldest first. A dossier has tens of them, not thousands. */
export async function listDocuments(
  tx: Tx,
  actor: Actor,
  subject: { kind: string; id: string },
): Promise<readonly DocumentView[]> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from platform.document
    where authority_id = ${actor.authorityId} and subject_kind = ${subject.kind} and subject_id = ${subject.id}
    order by document_id
    limit ${documentsPerSubjectMax}`.execute(tx)
  return rows.map(viewOf)
}

/** Those of these documents that the reader may see. */
export async function findDocumentsById(
  tx: Tx,
  actor: Actor,
  documentIds: readonly DocumentId[],
): Promise<readonly DocumentView[]> {
  if (documentIds.length === 0) return []
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from platform.document
    where authority_id = ${actor.authorityId} and document_id = any (${[...documentIds]}::uuid[])
    order by document_id
    limit ${documentsPerSubjectMax}`.execute(tx)
  return rows.map(viewOf)
}

const documentsPerSubjectMax = 500

type DocumentRow = {
  readonly documentId: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly storedAt: Temporal.Instant
}

const documentColumns = sql`
  document_id as "documentId", file_name as "fileName", media_type as "mediaType", size::float8 as size,
  encode(sha256, 'hex') as sha256, stored_at as "storedAt"`

async function findRow(tx: Tx, actor: Actor, documentId: DocumentId): Promise<DocumentRow | null> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from platform.document
    where authority_id = ${actor.authorityId} and document_id = ${documentId}`.execute(tx)
  return rows[0] ?? null
}

function viewOf({ documentId, storedAt, ...row }: DocumentRow): DocumentView {
  return { ...row, documentId: printId('document', trustId('document', documentId)), storedAt: storedAt.toString() }
}

/** Directions of writing and other invisible characters let "fdp.exe" look like "exe.pdf". */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

function checkDocument({ bytes, fileName, mediaType }: NewDocument): MediaType {
  if (bytes.length > documentSizeMax) {
    refuseNow(documentProblems['document-too-large'], { size: bytes.length, sizeMax: documentSizeMax })
  }
  if (bytes.length === 0) refuseNow(documentProblems['document-empty'], {})
  const isName =
    fileName.length <= 200 && fileName.trim() === fileName && /^[^/\\]+$/.test(fileName) && !/^\.+$/.test(fileName)
  if (!isName || hidden.test(fileName)) refuseNow(documentProblems['document-name'], {})
  const bare = mediaType.split(';')[0]!.trim().toLowerCase()
  const known = mediaTypes.find((name) => name === bare || (bare === 'text/xml' && name === 'application/xml'))
  if (!known) return refuseNow(documentProblems['document-kind'], { mediaType: bare })
  if (!isOfType(bytes, known)) refuseNow(documentProblems['document-not-what-it-says'], { mediaType: known })
  return known
}
