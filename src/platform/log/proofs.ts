// Proofs out of the stored tree: that an entry is in it, and that it only grew. Not here: checking them (kernel/transparency/verify.ts).
import {
  type AuthorityId,
  assert,
  consistencyFormat,
  consistencyRanges,
  inclusionFormat,
  inclusionRanges,
  type LeafRange,
  nodesOf,
  rangeHash,
  recordLeafHash,
  refuseNow,
  sameBytes,
  type TileId,
  tileOf,
  tileReader,
  toBase64,
} from '#kernel'
import type { Actor } from '../actor.ts'
import type { ConsistencyProof, ProofFile, SignedCheckpoint } from '../contract.ts'
import type { Tx } from '../database/database.ts'
import { nativeSha256 } from './native.ts'
import { logProblems } from './problems.ts'
import {
  type CheckpointRow,
  findCheckpoint,
  findCheckpointAt,
  findLatestCheckpoint,
  findLeaves,
  findRecords,
  isQueued,
  type RecordContent,
  readTiles,
} from './store.ts'

/** How long the sealer may let an entry wait; what the answer tells the caller to do. */
const retryAfterSeconds = 10

/**
 * The proof that an entry is in the log of the actor's authority. Rooms that keep their own records (the chain) hand in `content`;
 * without it, platform's own record is used if this actor may see it. Without any content the proof is by leaf alone.
 * Refuses `platform/not-sealed-yet` and `platform/not-in-log`.
 */
export async function proofFor(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  entryId: string,
  content?: Pick<RecordContent, 'record' | 'salt'> | null,
): Promise<ProofFile> {
  const known = content ?? (await findRecords(tx, authorityId, [entryId]))[0] ?? { record: null, salt: null }
  const leaf = (await findLeaves(tx, authorityId, [entryId])).find((row) => isLeafOf(row.leaf, known))
  if (!leaf) {
    if (await isQueued(tx, authorityId, entryId)) refuseNow(logProblems['not-sealed-yet'], { retryAfterSeconds })
    return refuseNow(logProblems['not-in-log'], {})
  }
  const checkpoint = await findLatestCheckpoint(tx, authorityId)
  assert(checkpoint !== null && leaf.index < checkpoint.size, 'a leaf with a place is covered by a checkpoint')
  const ranges = inclusionRanges({ index: leaf.index, size: checkpoint.size })
  return {
    format: inclusionFormat,
    kind: 'inclusion',
    record: known.record,
    salt: known.salt && toBase64(known.salt),
    leaf: toBase64(leaf.leaf),
    index: leaf.index,
    path: await hashRanges(tx, authorityId, ranges),
    checkpoint: checkpoint.note,
    verifierKey: checkpoint.verifierKey,
  }
}

function isLeafOf(leaf: Uint8Array, { record, salt }: Pick<RecordContent, 'record' | 'salt'>): boolean {
  return record === null || salt === null || sameBytes(leaf, recordLeafHash({ record, salt }, nativeSha256))
}

/** Where an entry stands; null while it waits. For lists, which name the place and leave the proof to whoever asks. */
export async function leafIndexes(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await findLeaves(tx, authorityId, entryIds)
  return new Map(rows.map(({ entryId, index }) => [entryId, index]))
}

/** The proof that the log of `toSize` only added to that of `fromSize`. Refuses `platform/no-such-checkpoint`. */
export async function consistency(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { fromSize, toSize }: { fromSize: number; toSize: number },
): Promise<ConsistencyProof> {
  const from = await findCheckpoint(tx, authorityId, fromSize)
  if (!from) return refuseNow(logProblems['no-such-checkpoint'], { size: fromSize })
  const to = await findCheckpoint(tx, authorityId, toSize)
  if (!to || toSize < fromSize) return refuseNow(logProblems['no-such-checkpoint'], { size: toSize })
  return {
    format: consistencyFormat,
    from: from.note,
    to: to.note,
    path: await hashRanges(tx, authorityId, consistencyRanges({ from: fromSize, to: toSize })),
    verifierKey: to.verifierKey,
  }
}

/** The last signed state of the log, or null when nothing was ever sealed. */
export async function latestCheckpoint(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
): Promise<SignedCheckpoint | null> {
  return signedCheckpoint(await findLatestCheckpoint(tx, authorityId))
}

/** The last state signed at or before an instant: what the log held then, whatever came later. */
export async function checkpointAt(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  at: Temporal.Instant,
): Promise<SignedCheckpoint | null> {
  return signedCheckpoint(await findCheckpointAt(tx, authorityId, at))
}

export type KnownState = Pick<SignedCheckpoint, 'origin' | 'size' | 'rootHash'> & {
  readonly signedAt: Temporal.Instant
}

/** The last state signed before an instant, and when: what was known then is what lies in it. Null when nothing had been signed. */
export async function stateKnownBefore(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  before: Temporal.Instant,
): Promise<KnownState | null> {
  const row = await findCheckpointAt(tx, authorityId, before.subtract({ nanoseconds: 1_000 }))
  const signed = signedCheckpoint(row)
  return row && signed && { ...signed, signedAt: row.signedAt }
}

function signedCheckpoint(row: CheckpointRow | null): SignedCheckpoint | null {
  if (row === null) return null
  const [origin = ''] = row.note.split('\n', 1)
  return { origin, size: row.size, rootHash: toBase64(row.root), note: row.note, verifierKey: row.verifierKey }
}

async function hashRanges(tx: Tx, authorityId: AuthorityId, ranges: readonly LeafRange[]): Promise<string[]> {
  const needed = new Map<string, TileId>()
  for (const node of ranges.flatMap(nodesOf)) {
    const { level, index } = tileOf(node)
    needed.set(`${level}/${index}`, { level, index })
  }
  const read = tileReader(await readTiles(tx, authorityId, [...needed.values()]), nativeSha256)
  return ranges.map((range) => toBase64(rangeHash(range, read, nativeSha256)))
}
