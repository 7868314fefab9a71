// The tile layout of C2SP tlog-tiles: which tile holds a hash, how its path is written, how tiles grow. Not here: storage and HTTP.
import { assert } from '../assert.ts'
import { concatBytes } from './bytes.ts'
import { appendNodes, type CompactRange, emptyCompactRange, rootOfRange } from './compact-range.ts'
import { nodeHash, type Sha256, sha256 } from './hash.ts'
import type { NodeReader, TreeNode } from './tree.ts'

export const tileWidth = 256
const tileHeight = 8
const levelMax = 63

/** Tile `index` of tile level `level`: up to 256 hashes, each of a perfect subtree of 256^level leaves. */
export type TileId = { readonly level: number; readonly index: number }

export type TileResource =
  | { readonly kind: 'checkpoint' }
  | ({ readonly kind: 'tile'; readonly width: number } & TileId)
  | { readonly kind: 'entries'; readonly index: number; readonly width: number }

/** The path below the log's prefix, as tlog-tiles writes it: `tile/0/x001/x234/067.p/3`. */
export function resourcePath(resource: TileResource): string {
  if (resource.kind === 'checkpoint') return 'checkpoint'
  const part = resource.width === tileWidth ? '' : `.p/${resource.width}`
  const folder = resource.kind === 'tile' ? resource.level : 'entries'
  return `tile/${folder}/${indexPath(resource.index)}${part}`
}

/** What a path below the log's prefix asks for, or null; one resource has one path, so a padded number is refused. */
export function parseResourcePath(path: string): TileResource | null {
  if (path === 'checkpoint') return { kind: 'checkpoint' }
  const found = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path)
  if (!found) return null
  const index = Number(found[2]!.replaceAll(/[x/]/g, ''))
  const width = found[3] === undefined ? tileWidth : Number(found[3])
  if (!Number.isSafeInteger(index) || indexPath(index) !== found[2]) return null
  if (found[3] !== undefined && width >= tileWidth) return null
  if (found[1] === 'entries') return { kind: 'entries', index, width }
  const level = Number(found[1])
  return level <= levelMax ? { kind: 'tile', level, index, width } : null
}

function indexPath(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
}

/** How many hashes a tile has in a tree of `size` leaves: 256, fewer at the right edge, 0 when there is no such tile. */
export function widthOfTile({ level, index }: TileId, size: number): number {
  const hashes = Math.floor(size / 256 ** level)
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth))
}

/** The tile that holds what a perfect subtree is computed from, and which of its hashes. */
export function tileOf({ level, index }: TreeNode): TileId & { readonly from: number; readonly until: number } {
  const tileLevel = Math.floor(level / tileHeight)
  const span = 2 ** (level % tileHeight)
  const first = index * span
  const tileIndex = Math.floor(first / tileWidth)
  const from = first - tileIndex * tileWidth
  return { level: tileLevel, index: tileIndex, from, until: from + span }
}

/** Reads subtrees out of tiles that were fetched beforehand. */
export function tileReader(hashesOf: (tile: TileId) => readonly Uint8Array[], hash: Sha256 = sha256): NodeReader {
  return (node) => {
    const { from, until, ...tile } = tileOf(node)
    const hashes = hashesOf(tile).slice(from, until)
    assert(hashes.length === until - from, 'the tile is wide enough for this subtree')
    return perfectRoot(hashes, hash)
  }
}

/** The root over a power of two of hashes; of a full tile, what stands in the tile above. */
export function perfectRoot(hashes: readonly Uint8Array[], hash: Sha256 = sha256): Uint8Array {
  let level = hashes
  while (level.length > 1) {
    const below = level
    level = Array.from({ length: below.length / 2 }, (_, at) => nodeHash(below[2 * at]!, below[2 * at + 1]!, hash))
  }
  return level[0]!
}

/** A tile that will never change again. `root` is its entry in the tile above. */
export type FullTile = TileId & { readonly hashes: readonly Uint8Array[]; readonly root: Uint8Array }

/** A tree as its unfinished tiles: `edge[level]` holds the hashes of the partial tile of that level. */
export type TileEdge = { readonly size: number; readonly edge: readonly (readonly Uint8Array[])[] }

export const emptyEdge: TileEdge = { size: 0, edge: [] }

/** Appends leaf hashes; gives the tiles this completed, lowest level first within each, and the new edge. */
export function growTiles(
  { size, edge }: TileEdge,
  leaves: readonly Uint8Array[],
  hash: Sha256 = sha256,
): TileEdge & { readonly completed: readonly FullTile[] } {
  const levels = edge.map((hashes) => [...hashes])
  const completed: FullTile[] = []
  const grown = size + leaves.length
  let counted = size
  for (const leaf of leaves) {
    counted += 1
    let rising = leaf
    for (let level = 0; ; level += 1) {
      levels[level] ??= []
      levels[level]!.push(rising)
      if (levels[level]!.length < tileWidth) break
      const hashes = levels[level]!
      const root = perfectRoot(hashes, hash)
      completed.push({ level, index: counted / 256 ** (level + 1) - 1, hashes, root })
      levels[level] = []
      rising = root
    }
  }
  return { size: grown, edge: levels, completed }
}

/** The root of a tree given as its unfinished tiles. */
export function rootOfEdge({ edge }: TileEdge, hash: Sha256 = sha256): Uint8Array {
  let range: CompactRange = emptyCompactRange
  for (let level = edge.length - 1; level >= 0; level -= 1) {
    range = appendNodes(range, { level: level * tileHeight, hashes: edge[level]! }, hash)
  }
  return rootOfRange(range, hash)
}

/** An entry bundle holds its entries each behind a length of two bytes, so no entry is longer than this. */
export const entryLengthMax = 65_535

/** Entries one after the other, each behind its length as a big-endian uint16. */
export function packEntries(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      assert(entry.length <= entryLengthMax, 'an entry fits in a bundle')
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )
}

/** The entries of a bundle, or null when a length points beyond the end. */
export function unpackEntries(bundle: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    if (at + 2 > bundle.length) return null
    const end = at + 2 + (bundle[at]! << 8) + bundle[at + 1]!
    if (end > bundle.length) return null
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}
