// A tree's right edge: all that is needed to append leaves and know the root. Not here: proofs; they need the whole tree.
import { assert } from '../assert.ts'
import { nodeHash, type Sha256, sha256 } from './hash.ts'
import { emptyRoot } from './tree.ts'

/** The roots of the perfect subtrees that make up the first `size` leaves, largest first: one for each 1 bit of `size`. */
export type CompactRange = { readonly size: number; readonly hashes: readonly Uint8Array[] }

export const emptyCompactRange: CompactRange = { size: 0, hashes: [] }

/** Appends perfect subtrees of 2^level leaves each. The range must end where such a subtree may begin. */
export function appendNodes(
  range: CompactRange,
  { level, hashes }: { level: number; hashes: readonly Uint8Array[] },
  hash: Sha256 = sha256,
): CompactRange {
  const width = 2 ** level
  assert(range.size % width === 0, 'a subtree begins at a multiple of its width')
  const edge = [...range.hashes]
  let size = range.size
  for (const appended of hashes) {
    let merged = appended
    // As in adding one to a binary number: every trailing 1 is a subtree that is now complete.
    for (let count = size / width; count % 2 === 1; count = Math.floor(count / 2)) {
      merged = nodeHash(edge.pop()!, merged, hash)
    }
    edge.push(merged)
    size += width
  }
  return { size, hashes: edge }
}

export function appendLeaves(range: CompactRange, leaves: readonly Uint8Array[], hash?: Sha256): CompactRange {
  return appendNodes(range, { level: 0, hashes: leaves }, hash)
}

export function rootOfRange(range: CompactRange, hash: Sha256 = sha256): Uint8Array {
  if (range.hashes.length === 0) return emptyRoot(hash)
  return range.hashes.reduceRight((right, left) => nodeHash(left, right, hash))
}
