// Puts a record of platform itself on record, for ever. Not here: events of the chain; their door queues its own leaves, and they alone are erased.
import { randomBytes } from 'node:crypto'
import {
  assert,
  canonicalJson,
  entryLengthMax,
  type Json,
  type PartyId,
  recordLeafHash,
  refuseNow,
  saltLength,
  utf8,
} from '#kernel'
import type { Actor } from '../actor.ts'
import type { Tx } from '../database/database.ts'
import { databaseError } from '../database/errors.ts'
import { nativeSha256 } from './native.ts'
import { logProblems } from './problems.ts'
import { writeRecord } from './store.ts'

export type NewEntry = {
  /** A UUID that is used for this entry alone. */
  readonly entryId: string
  /** What is put on record: opaque ids and facts, no personal data, for a leaf cannot be taken back. */
  readonly record: Json
  /** Whom it is about: that party may read it later, beside staff. */
  readonly partyId?: PartyId | null
}

/**
 * Writes the canonical record with a fresh salt and queues its leaf, inside the caller's transaction. The same entry with the
 * same record answers the first leaf; with another it refuses `platform/entry-changed`.
 */
export async function recordLeaf(
  tx: Tx,
  actor: Actor,
  { entryId, record, partyId = null }: NewEntry,
): Promise<Uint8Array> {
  const text = canonicalJson(record)
  assert(utf8(text).length + saltLength <= entryLengthMax, 'a record fits in an entry bundle')
  const salt = randomBytes(saltLength)
  const leaf = recordLeafHash({ salt, record: text }, nativeSha256)
  try {
    return await writeRecord(tx, actor.authorityId, { entryId, partyId, record: text, salt, leaf })
  } catch (error) {
    if (databaseError(error)?.constraint === 'record_changed') refuseNow(logProblems['entry-changed'], { entryId })
    throw error
  }
}
