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
  hashLength,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  rootOfRange,
  sameBytes,
  splitBytes,
  tileWidth,
  toBase64,
} from '#kernel'
import type { Database, Tx } from '../database/database.ts'
import { nativeSha256, nativeTileRoot, nativeVerify } from './native.ts'
import {
  type CheckpointRow,
  findBeyond,
  findCheckpoints,
  findWrongRecords,
  readHeadSize,
  readLeafTiles,
  readTileLevel,
  readTileRoots,
} from './store.ts'

/** Tiles in one read: 64 × 256 leaves of 32 bytes, half a megabyte. */
const tilesPerRead = 64
/** So many findings say enough; the first is where to begin. */
const findingsMax = 100
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
  /** `edge` is what to go on from, for `resume`; it can be written as JSON. */
  readonly onProgress?: (done: { leaves: number; of: number; edge: LogEdge }) => void
  /** Goes on after so many leaves, before which nothing was found; what does not fit begins anew. */
  readonly resume?: LogEdge | null
}

/** So many leaves were looked at, whole tiles of them, and their subtrees have these roots (base64, largest first). */
export type LogEdge = { readonly leaves: number; readonly roots: readonly string[] }

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

type Signed = Omit<CheckpointRow, 'signedAt'>
type Report = (kind: LogFinding['kind'], at: number | string) => void

async function recompute(
  tx: Tx,
  authorityId: AuthorityId,
  { knownNotes = [], onProgress, resume = null }: VerifyLogOptions,
): Promise<LogReport> {
  const findings: LogFinding[] = []
  const report: Report = (kind, at) => {
    if (findings.length < findingsMax) findings.push({ kind, at: String(at) })
  }
  const size = await readHeadSize(tx, authorityId)
  if (!Number.isSafeInteger(size)) {
    report('leaf-out-of-place', size) // No log is so long: the head was changed.
    return { size, checkpoints: 0, root: rootOfRange(emptyCompactRange, nativeSha256), findings }
  }
  const known = readKnown(knownNotes, size, report)
  // A checkpoint kept elsewhere about leaves that were seen before is held against them again.
  const isBefore = known.some((claim) => claim.size <= (resume?.leaves ?? 0))
  const begun = await beginAt(tx, authorityId, { resume: isBefore ? null : resume, size })
  const tileRoots = [...begun.tileRoots]
  let range = begun.range
  let edge: LogEdge = { leaves: range.size, roots: range.hashes.map(toBase64) }
  let checkpoints = 0
  while (range.size < size) {
    const fromTile = range.size / tileWidth
    const until = Math.min(size, range.size + tilesPerRead * tileWidth)
    const signed = await findCheckpoints(tx, authorityId, { after: range.size, until })
    checkpoints += signed.length
    const tiles = await readLeafTiles(tx, authorityId, { fromTile, tileCount: tilesPerRead })
    const misplaced = findMisplaced(tiles, { from: range.size, until })
    if (misplaced !== null) {
      report('leaf-out-of-place', misplaced)
      break // Beyond this nothing can be said.
    }
    const claims = [...known, ...signed.flatMap((row) => claimOf(row, report))]
    for (const { index, leaves: bytes, storedRoot, isAsStored } of tiles) {
      checkClaims(claims, { range, bytes }, report)
      if (bytes.length < tileWidth * hashLength) {
        range = appendLeaves(range, splitBytes(bytes, hashLength), nativeSha256)
      } else {
        const root = nativeTileRoot(bytes)
        if (!isAsStored || storedRoot === null || !sameBytes(storedRoot, root)) report('tile-differs', `0/${index}`)
        range = appendNodes(range, { level: tileHeight, hashes: [root] }, nativeSha256)
        tileRoots.push(root)
      }
    }
    if (onProgress) {
      // Where something was found the edge stays before it: who goes on after a sudden end must find it again.
      if (findings.length === 0 && range.size % tileWidth === 0)
        edge = { leaves: range.size, roots: range.hashes.map(toBase64) }
      onProgress({ leaves: range.size, of: size, edge })
    }
  }
  await checkUpperTiles(tx, authorityId, tileRoots, report)
  await checkEnds(tx, authorityId, size, report)
  return { size, checkpoints, root: rootOfRange(range, nativeSha256), findings }
}

/** From the roots that are stored, if they still add up to what was seen; else from the first leaf. */
async function beginAt(
  tx: Tx,
  authorityId: AuthorityId,
  { resume, size }: { resume: LogEdge | null; size: number },
): Promise<{ range: CompactRange; tileRoots: readonly Uint8Array[] }> {
  const anew = { range: emptyCompactRange, tileRoots: [] }
  if (!resume || resume.leaves > size || resume.leaves % tileWidth !== 0) return anew
  const tileCount = resume.leaves / tileWidth
  const tileRoots = await readTileRoots(tx, authorityId, tileCount)
  if (tileRoots.length !== tileCount) return anew
  const range = appendNodes(emptyCompactRange, { level: tileHeight, hashes: tileRoots }, nativeSha256)
  const isSame =
    range.hashes.length === resume.roots.length && range.hashes.every((root, at) => toBase64(root) === resume.roots[at])
  return isSame ? { range, tileRoots } : anew
}

/** A size and the root that was stated for it: by a checkpoint of the log, or by one kept elsewhere. */
type Claim = { readonly size: number; readonly root: Uint8Array; readonly kind: 'root-differs' | 'known-differs' }

function readKnown(notes: readonly string[], size: number, report: Report): Claim[] {
  return notes.flatMap((note) => {
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
    if (checkpoint && checkpoint.size <= size) {
      return [{ size: checkpoint.size, root: checkpoint.rootHash, kind: 'known-differs' as const }]
    }
    report('known-differs', checkpoint?.size ?? note.slice(0, 80))
    return []
  })
}

function claimOf(row: Signed, report: Report): Claim[] {
  const fault = signatureFault(row)
  if (fault) report(fault, row.size)
  return fault === 'root-differs' ? [] : [{ size: row.size, root: row.root, kind: 'root-differs' }]
}

/** Holds every claim about a size within these leaves against what they give. */
function checkClaims(
  claims: readonly Claim[],
  { range, bytes }: { range: CompactRange; bytes: Uint8Array },
  report: Report,
): void {
  for (const { size, root, kind } of claims) {
    if (size <= range.size || size > range.size + bytes.length / hashLength) continue
    const leaves = splitBytes(bytes.subarray(0, (size - range.size) * hashLength), hashLength)
    const then = appendLeaves(range, leaves, nativeSha256)
    if (!sameBytes(rootOfRange(then, nativeSha256), root)) report(kind, size)
  }
}

/** The first place from which the leaves are not one after the other, each of its length, or null. */
function findMisplaced(
  tiles: readonly { index: number; firstLeaf: number; leafCount: number; leaves: Uint8Array }[],
  { from, until }: { from: number; until: number },
): number | null {
  let next = from
  for (const { firstLeaf, leafCount, leaves } of tiles) {
    if (firstLeaf !== next || leafCount !== Math.min(tileWidth, until - next)) return next
    if (leaves.length !== leafCount * hashLength) return next
    next += leafCount
  }
  return next === until ? null : next
}

/** Nothing lies past the head, the head is signed, and platform's own records are what their leaves say. */
async function checkEnds(tx: Tx, authorityId: AuthorityId, size: number, report: Report): Promise<void> {
  const last = await findCheckpoints(tx, authorityId, { after: size - 1, until: size })
  if (size > 0 && last.length === 0) report('root-differs', size)
  const beyond = await findBeyond(tx, authorityId, size)
  if (beyond !== null) report('leaf-out-of-place', beyond)
  for (const entryId of await findWrongRecords(tx, authorityId, findingsMax)) report('record-differs', entryId)
}

/** The tiles above the leaves, each against the roots of the level below. A level has a 256th of the tiles of the one beneath. */
async function checkUpperTiles(
  tx: Tx,
  authorityId: AuthorityId,
  tileRoots: readonly Uint8Array[],
  report: Report,
): Promise<void> {
  let below = tileRoots
  for (let level = 1; below.length >= tileWidth; level += 1) {
    const tileCount = Math.floor(below.length / tileWidth)
    const stored = await readTileLevel(tx, authorityId, { level, fromTile: 0, tileCount })
    const tileHashes = Array.from({ length: tileCount }, (_, at) => below.slice(at * tileWidth, (at + 1) * tileWidth))
    below = tileHashes.map((hashes, index) => {
      const bytes = concatBytes(...hashes)
      const root = nativeTileRoot(bytes)
      const kept = stored.find((tile) => tile.index === index)
      const isAsStored = kept !== undefined && sameBytes(kept.hashes, bytes) && sameBytes(kept.root, root)
      if (!isAsStored) report('tile-differs', `${level}/${index}`)
      return root
    })
  }
}

/** Whether the note says what the row says, and its key signed it. */
function signatureFault({ note, size, root, verifierKey }: Signed): 'root-differs' | 'signature-wrong' | null {
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  const key = parseVerifierKey(verifierKey)
  if (!parsed || !checkpoint || !key || checkNote(parsed, key, nativeVerify) !== 'signed') return 'signature-wrong'
  return checkpoint.size === size && sameBytes(checkpoint.rootHash, root) && checkpoint.origin === key.name
    ? null
    : 'root-differs'
}
