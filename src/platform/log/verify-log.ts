// The whole log recomputed from its leaves: what was changed behind the functions' back is found and named. Not here: the records of
// other rooms (each rehashes its own), and one proof (kernel/transparency/verify.ts).
import {
  type AuthorityId,
  appendLeaves,
  appendNodes,
  type CompactRange,
  checkNote,
  concatBytes,
  emptyCompactRange,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  perfectRoot,
  rootOfRange,
  sameBytes,
  splitBytes,
  tileWidth,
} from '#kernel'
import type { Database, Tx } from '../database/database.ts'
import { nativeSha256, nativeVerify } from './native.ts'
import {
  type CheckpointRow,
  findBeyond,
  findCheckpoints,
  findWrongRecords,
  readHeadSize,
  readLeafTiles,
  readTileLevel,
} from './store.ts'

/** Tiles in one read: 64 × 256 leaves of 32 bytes, half a megabyte. */
const tilesPerRead = 64
/** So many findings say enough; the first is where to begin. */
const findingsMax = 100
const hashLength = 32
const tileHeight = 8

export type LogFinding = {
  readonly kind:
    | 'leaf-out-of-place' // a hole, or something beyond the head
    | 'tile-differs' // a stored tile is not what the leaves give
    | 'root-differs' // a signed checkpoint is not what the leaves give
    | 'signature-wrong' // a checkpoint that its key did not sign
    | 'record-differs' // a record of platform whose leaf is not in the log
    | 'known-differs' // a checkpoint kept elsewhere that this log contradicts
  /** A leaf index, `level/tile`, a checkpoint's size, or an entry id. */
  readonly at: string
}

export type LogReport = {
  readonly size: number
  readonly checkpoints: number
  readonly root: Uint8Array
  readonly findings: readonly LogFinding[]
}

export type VerifyLogOptions = {
  /** Signed notes that someone kept outside this database, such as beside a backup: the log must agree with each. */
  readonly knownNotes?: readonly string[]
  readonly onProgress?: (done: { leaves: number; of: number }) => void
}

/** Recomputes one authority's log in one snapshot. It reads the leaves as tiles, because a row a leaf is ten times slower. */
export function verifyLog(
  database: Database,
  authorityId: AuthorityId,
  options: VerifyLogOptions = {},
): Promise<LogReport> {
  return database.transaction(
    { authorityId, partyId: null, wall: 'staff' },
    (tx) => recompute(tx, authorityId, options),
    { isolation: 'repeatable read', readOnly: true },
  )
}

async function recompute(
  tx: Tx,
  authorityId: AuthorityId,
  { knownNotes = [], onProgress }: VerifyLogOptions,
): Promise<LogReport> {
  const findings: LogFinding[] = []
  const report = (kind: LogFinding['kind'], at: number | string) => {
    if (findings.length < findingsMax) findings.push({ kind, at: String(at) })
  }
  const size = await readHeadSize(tx, authorityId)
  const beyond = await findBeyond(tx, authorityId, size)
  const known = knownNotes.map((note) => ({ note, checkpoint: parseCheckpoint(parseNote(note)?.text ?? '') }))
  for (const { note, checkpoint } of known) {
    if (!checkpoint || checkpoint.size > size) report('known-differs', checkpoint?.size ?? note.slice(0, 80))
  }
  const check = (range: CompactRange, row: CheckpointRow) => {
    if (!sameBytes(rootOfRange(range, nativeSha256), row.root)) report('root-differs', row.size)
    const fault = signatureFault(row)
    if (fault) report(fault, row.size)
  }

  const done = (range: CompactRange, checkpoints: number): LogReport => {
    if (beyond !== null) report('leaf-out-of-place', beyond)
    return { size, checkpoints, root: rootOfRange(range, nativeSha256), findings }
  }

  let range: CompactRange = emptyCompactRange
  let checkpoints = 0
  const levels: Uint8Array[][] = [] // What the full tiles of each level must hold, from the leaves up.
  for (let fromTile = 0; fromTile * tileWidth < size; fromTile += tilesPerRead) {
    const until = Math.min(size, (fromTile + tilesPerRead) * tileWidth)
    const signed = await findCheckpoints(tx, authorityId, { after: fromTile * tileWidth, until })
    checkpoints += signed.length
    const tiles = await readLeafTiles(tx, authorityId, { fromTile, tileCount: tilesPerRead })
    const stored = new Map(
      (await readTileLevel(tx, authorityId, { level: 0, fromTile, tileCount: tilesPerRead })).map((tile) => [
        tile.index,
        tile,
      ]),
    )
    for (const [at, tile] of tiles.entries()) {
      const width = Math.min(tileWidth, size - tile.index * tileWidth)
      if (tile.index !== fromTile + at || tile.firstLeaf !== tile.index * tileWidth || tile.leafCount !== width) {
        report('leaf-out-of-place', range.size)
        return done(range, checkpoints)
      }
      const leaves = splitBytes(tile.leaves, hashLength)
      for (const row of signed.filter(inside(range.size, range.size + width))) {
        check(appendLeaves(range, leaves.slice(0, row.size - range.size), nativeSha256), row)
      }
      for (const { checkpoint } of known.filter(
        (one) => one.checkpoint && inside(range.size, range.size + width)(one.checkpoint),
      )) {
        const then = appendLeaves(range, leaves.slice(0, checkpoint!.size - range.size), nativeSha256)
        if (!sameBytes(rootOfRange(then, nativeSha256), checkpoint!.rootHash)) report('known-differs', checkpoint!.size)
      }
      if (width < tileWidth) range = appendLeaves(range, leaves, nativeSha256)
      else {
        const root = perfectRoot(leaves, nativeSha256)
        const kept = stored.get(tile.index)
        if (!kept || !sameBytes(kept.hashes, tile.leaves) || !sameBytes(kept.root, root))
          report('tile-differs', `0/${tile.index}`)
        range = appendNodes(range, { level: tileHeight, hashes: [root] }, nativeSha256)
        levels[0] ??= []
        levels[0].push(root)
      }
    }
    if (range.size < until) {
      report('leaf-out-of-place', range.size)
      return done(range, checkpoints)
    }
    onProgress?.({ leaves: range.size, of: size })
  }
  await checkUpperTiles(tx, authorityId, levels, report)
  for (const entryId of await findWrongRecords(tx, authorityId, findingsMax)) report('record-differs', entryId)
  if (size > 0 && (await findCheckpoints(tx, authorityId, { after: size - 1, until: size })).length === 0)
    report('root-differs', size)
  return done(range, checkpoints)
}

const inside = (after: number, until: number) => (row: { size: number }) => row.size > after && row.size <= until

/** The tiles above the leaves, each against the roots of the level below. A level has a 256th of the tiles of the one beneath. */
async function checkUpperTiles(
  tx: Tx,
  authorityId: AuthorityId,
  levels: Uint8Array[][],
  report: (kind: LogFinding['kind'], at: string) => void,
): Promise<void> {
  for (let level = 1; (levels[level - 1]?.length ?? 0) >= tileWidth; level += 1) {
    const below = levels[level - 1]!
    const tileCount = Math.floor(below.length / tileWidth)
    const stored = new Map(
      (await readTileLevel(tx, authorityId, { level, fromTile: 0, tileCount })).map((tile) => [tile.index, tile]),
    )
    levels[level] = Array.from({ length: tileCount }, (_, index) => {
      const hashes = below.slice(index * tileWidth, (index + 1) * tileWidth)
      const root = perfectRoot(hashes, nativeSha256)
      const kept = stored.get(index)
      if (!kept || !sameBytes(kept.hashes, concatBytes(...hashes)) || !sameBytes(kept.root, root)) {
        report('tile-differs', `${level}/${index}`)
      }
      return root
    })
  }
}

/** Whether the note says what the row says, and its key signed it. */
function signatureFault({ note, size, root, verifierKey }: CheckpointRow): 'root-differs' | 'signature-wrong' | null {
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  const key = parseVerifierKey(verifierKey)
  if (!parsed || !checkpoint || !key || checkNote(parsed, key, nativeVerify) !== 'signed') return 'signature-wrong'
  return checkpoint.size === size && sameBytes(checkpoint.rootHash, root) && checkpoint.origin === key.name
    ? null
    : 'root-differs'
}
