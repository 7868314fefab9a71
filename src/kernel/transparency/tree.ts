// The RFC 6962 Merkle tree: root, proofs made and proofs checked. Not here: where hashes are kept (tiles.ts) and who signed (note.ts).
// Sizes and indexes are plain numbers up to 2^53, so halving is division: bit operators would cut at 32 bits.
import { assert } from '../assert.ts'
import { sameBytes } from './bytes.ts'
import { hashLength, nodeHash, type Sha256, sha256 } from './hash.ts'

/** The leaves [from, until): a subtree as RFC 6962 writes D[from:until]. */
export type LeafRange = { readonly from: number; readonly until: number }

/** A perfect subtree: the leaves [index × 2^level, (index + 1) × 2^level). */
export type TreeNode = { readonly level: number; readonly index: number }

export type NodeReader = (node: TreeNode) => Uint8Array

const half = (value: number) => Math.floor(value / 2)
const isOdd = (value: number) => value % 2 === 1

/** The largest power of two smaller than `size` (at least 2): where RFC 6962 splits a tree. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The root of no leaves at all: the hash of nothing. */
export function emptyRoot(hash: Sha256 = sha256): Uint8Array {
  return hash(new Uint8Array())
}

/** The root over leaf hashes. */
export function treeRoot(leaves: readonly Uint8Array[], hash: Sha256 = sha256): Uint8Array {
  return rangeHash({ from: 0, until: leaves.length }, readerOf(leaves, hash), hash)
}

/** Reads every perfect subtree of a list of leaf hashes by hashing it; for trees that fit in memory. */
export function readerOf(leaves: readonly Uint8Array[], hash: Sha256 = sha256): NodeReader {
  const levels: (readonly Uint8Array[])[] = [leaves]
  return ({ level, index }) => {
    while (levels.length <= level) {
      const below = levels[levels.length - 1]!
      levels.push(
        Array.from({ length: half(below.length) }, (_, at) => nodeHash(below[2 * at]!, below[2 * at + 1]!, hash)),
      )
    }
    const found = levels[level]![index]
    assert(found, 'the subtree lies within the leaves')
    return found
  }
}

/** The perfect subtrees that together are a range, left to right, when the range is a subtree of an RFC 6962 tree. */
export function nodesOf({ from, until }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = []
  let start = from
  while (start < until) {
    let level = 0
    let width = 1
    while (start % (width * 2) === 0 && start + width * 2 <= until) {
      width *= 2
      level += 1
    }
    nodes.push({ level, index: start / width })
    start += width
  }
  return nodes
}

/** The hash of a subtree from the perfect subtrees in it. */
export function rangeHash(range: LeafRange, read: NodeReader, hash: Sha256 = sha256): Uint8Array {
  const nodes = nodesOf(range)
  if (nodes.length === 0) return emptyRoot(hash)
  return nodes.map(read).reduceRight((right, left) => nodeHash(left, right, hash))
}

/** The subtrees whose hashes prove leaf `index` in a tree of `size` leaves, from the leaf upwards (RFC 6962, 2.1.1). */
export function inclusionRanges({ index, size }: { index: number; size: number }): LeafRange[] {
  assert(Number.isSafeInteger(index) && index >= 0 && index < size, 'the leaf lies in the tree')
  const ranges: LeafRange[] = []
  let from = 0
  let until = size
  while (until - from > 1) {
    const middle = from + splitOf(until - from)
    if (index < middle) {
      ranges.push({ from: middle, until })
      until = middle
    } else {
      ranges.push({ from, until: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

/** The subtrees whose hashes prove that the tree of `from` leaves is the start of that of `to` leaves (RFC 6962, 2.1.2). */
export function consistencyRanges({ from, to }: { from: number; to: number }): LeafRange[] {
  assert(Number.isSafeInteger(from) && from >= 0 && from <= to, 'the older tree is not the larger')
  if (from === 0 || from === to) return []
  const ranges: LeafRange[] = []
  let start = 0
  let until = to
  while (until !== from) {
    const middle = start + splitOf(until - start)
    if (from <= middle) {
      ranges.push({ from: middle, until })
      until = middle
    } else {
      ranges.push({ from: start, until: middle })
      start = middle
    }
  }
  // The verifier knows the older root already; only when the older tree is not whole here does it need this piece of it.
  if (start !== 0) ranges.push({ from: start, until })
  return ranges.reverse()
}

export function inclusionPath(
  place: { index: number; size: number },
  read: NodeReader,
  hash: Sha256 = sha256,
): Uint8Array[] {
  return inclusionRanges(place).map((range) => rangeHash(range, read, hash))
}

export function consistencyPath(
  sizes: { from: number; to: number },
  read: NodeReader,
  hash: Sha256 = sha256,
): Uint8Array[] {
  return consistencyRanges(sizes).map((range) => rangeHash(range, read, hash))
}

export type InclusionClaim = {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** The root that a path leads to, or null when the path has not the length this place asks (RFC 9162, 2.1.3.2). */
export function rootFromInclusion({ index, size, leaf, path }: InclusionClaim, hash: Sha256 = sha256) {
  if (!isPlace(index) || !isPlace(size) || index >= size) return null
  if (leaf.length !== hashLength || path.some((step) => step.length !== hashLength)) return null
  let root = leaf
  let node = index
  let last = size - 1
  for (const step of path) {
    if (last === 0) return null
    if (isOdd(node) || node === last) {
      root = nodeHash(step, root, hash)
      while (node !== 0 && !isOdd(node)) {
        node = half(node)
        last = half(last)
      }
    } else root = nodeHash(root, step, hash)
    node = half(node)
    last = half(last)
  }
  return last === 0 ? root : null
}

export function verifyInclusion(claim: InclusionClaim & { readonly root: Uint8Array }, hash: Sha256 = sha256): boolean {
  const root = rootFromInclusion(claim, hash)
  return root !== null && sameBytes(root, claim.root)
}

export type ConsistencyClaim = {
  readonly from: { readonly size: number; readonly root: Uint8Array }
  readonly to: { readonly size: number; readonly root: Uint8Array }
  readonly path: readonly Uint8Array[]
}

/** Whether the newer tree begins with every leaf of the older one (RFC 9162, 2.1.4.2). */
export function verifyConsistency({ from, to, path }: ConsistencyClaim, hash: Sha256 = sha256): boolean {
  if (!isPlace(from.size) || !isPlace(to.size) || from.size > to.size) return false
  if ([from.root, to.root, ...path].some((value) => value.length !== hashLength)) return false
  if (from.size === 0) return path.length === 0 && sameBytes(from.root, emptyRoot(hash))
  if (from.size === to.size) return path.length === 0 && sameBytes(from.root, to.root)
  let node = from.size - 1
  let last = to.size - 1
  while (isOdd(node)) {
    node = half(node)
    last = half(last)
  }
  // A whole older tree is its own first step: the proof leaves out what the verifier has.
  const [first, ...rest] = node === 0 ? [from.root, ...path] : path
  if (!first) return false
  let older = first
  let newer = first
  for (const step of rest) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      older = nodeHash(step, older, hash)
      newer = nodeHash(step, newer, hash)
      while (node !== 0 && !isOdd(node)) {
        node = half(node)
        last = half(last)
      }
    } else newer = nodeHash(newer, step, hash)
    node = half(node)
    last = half(last)
  }
  return last === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root)
}

const isPlace = (value: number) => Number.isSafeInteger(value) && value >= 0
