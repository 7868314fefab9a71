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
  proofSetFormat,
  rangeHash,
  recordLeafHash,
  refuseNow,
  sameBytes,
  setNotShown,
  type TileId,
  tileOf,
  tileReader,
  toBase64,
} from '#kernel'
import type { Actor } from '../actor.ts'
import type { ConsistencyProof, ProofFile, ProofSet, SignedCheckpoint } from '../contract.ts'
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
import { checkpointOver, withWitnesses } from './witnesses.ts'

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
  const checkpoint = await checkpointOver(tx, authorityId, leaf.index)
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
    checkpoint: (await withWitnesses(tx, authorityId, checkpoint)).note,
    verifierKey: checkpoint.verifierKey,
  }
}

/** One record of a set: its leaf as its room keeps it, and what may be shown of it. */
export type SetEntry = RecordContent & { readonly leaf: Uint8Array }

/**
 * The proof that all these entries are in the log, under one signed state. Refuses `platform/not-sealed-yet` while one of them waits, and
 * `platform/not-in-log`.
 */
export async function proofSet(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  { about, entries }: { readonly about: Omit<ProofSet['about'], 'notShown'>; readonly entries: readonly SetEntry[] },
): Promise<ProofSet> {
  const rows = await findLeaves(
    tx,
    authorityId,
    entries.map(({ entryId }) => entryId),
  )
  const indexes = new Map(rows.map(({ entryId, leaf, index }) => [`${entryId} ${toBase64(leaf)}`, index]))
  const placed = entries.map((entry) => ({
    entry,
    index: indexes.get(`${entry.entryId} ${toBase64(entry.leaf)}`) ?? null,
  }))
  const missing = placed.find(({ index }) => index === null)
  if (entries.length === 0 || missing) {
    const isWaiting = missing !== undefined && (await isQueued(tx, authorityId, missing.entry.entryId))
    return isWaiting
      ? refuseNow(logProblems['not-sealed-yet'], { retryAfterSeconds })
      : refuseNow(logProblems['not-in-log'], {})
  }
  const last = Math.max(...placed.map(({ index }) => index ?? 0))
  const checkpoint = await checkpointOver(tx, authorityId, last)
  assert(checkpoint !== null && last < checkpoint.size, 'a leaf with a place is covered by a checkpoint')
  const ranges = placed.map(({ index }) => inclusionRanges({ index: index ?? 0, size: checkpoint.size }))
  const hashOf = await rangeReader(tx, authorityId, ranges.flat())
  return {
    format: proofSetFormat,
    about: { ...about, notShown: setNotShown },
    proofs: placed.map(({ entry: { record, salt, leaf }, index }, at) => ({
      record,
      salt: salt && toBase64(salt),
      leaf: toBase64(leaf),
      index: index ?? 0, // None is missing: asked above.
      path: (ranges[at] ?? []).map(hashOf),
    })),
    checkpoint: (await withWitnesses(tx, authorityId, checkpoint)).note,
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
    to: (await withWitnesses(tx, authorityId, to)).note,
    path: await hashRanges(tx, authorityId, consistencyRanges({ from: fromSize, to: toSize })),
    verifierKey: to.verifierKey,
  }
}

/** The last signed state of the log, or null when nothing was ever sealed. */
export async function latestCheckpoint(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
): Promise<SignedCheckpoint | null> {
  return signedCheckpoint(tx, authorityId, await findLatestCheckpoint(tx, authorityId))
}

/** The last state signed at or before an instant: what the log held then, whatever came later. */
export async function checkpointAt(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  at: Temporal.Instant,
): Promise<SignedCheckpoint | null> {
  return signedCheckpoint(tx, authorityId, await findCheckpointAt(tx, authorityId, at))
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
  return row && { origin: originOf(row), size: row.size, rootHash: toBase64(row.root), signedAt: row.signedAt }
}

async function signedCheckpoint(
  tx: Tx,
  authorityId: AuthorityId,
  row: CheckpointRow | null,
): Promise<SignedCheckpoint | null> {
  if (row === null) return null
  const { size, root, verifierKey } = row
  const witnessed = await withWitnesses(tx, authorityId, row)
  return { origin: originOf(row), size, rootHash: toBase64(root), ...witnessed, verifierKey }
}

/** The name of the log stands in the first line of what it signs. */
const originOf = ({ note }: CheckpointRow) => note.split('\n', 1)[0] ?? ''

async function hashRanges(tx: Tx, authorityId: AuthorityId, ranges: readonly LeafRange[]): Promise<string[]> {
  return ranges.map(await rangeReader(tx, authorityId, ranges))
}

/** The hash (base64) of each of these ranges, out of as few tiles as hold them all. */
async function rangeReader(
  tx: Tx,
  authorityId: AuthorityId,
  ranges: readonly LeafRange[],
): Promise<(range: LeafRange) => string> {
  const needed = new Map<string, TileId>()
  for (const node of ranges.flatMap(nodesOf)) {
    const { level, index } = tileOf(node)
    needed.set(`${level}/${index}`, { level, index })
  }
  const read = tileReader(await readTiles(tx, authorityId, [...needed.values()]), nativeSha256)
  const known = new Map<string, string>() // Neighbours in the tree share most of their way up.
  return (range) => {
    const name = `${range.from}-${range.until}`
    const hash = known.get(name) ?? toBase64(rangeHash(range, read, nativeSha256))
    known.set(name, hash)
    return hash
  }
}
