// The tree against one written as RFC 6962 reads, recursive and slow, for every size up to 300. Not here: the published vectors.
import { createHash, hash as nativeHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import { appendLeaves, appendNodes, emptyCompactRange, rootOfRange } from './compact-range.ts'
import { type Sha256, sha256 } from './hash.ts'
import {
  consistencyPath,
  inclusionPath,
  readerOf,
  rootFromInclusion,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'

const native: Sha256 = (data) => nativeHash('sha256', data, 'buffer')
const sizeMax = 300
const leaves = Array.from({ length: sizeMax }, (_, at) => createHash('sha256').update(`leaf ${at}`).digest())

// ── The law itself, word for word (RFC 6962, 2.1): k is the largest power of two smaller than n. ──

const memory = new Map<string, Uint8Array>()
function slowRoot(from: number, until: number): Uint8Array {
  const known = memory.get(`${from}-${until}`)
  if (known) return known
  const root = computeRoot(from, until)
  memory.set(`${from}-${until}`, root)
  return root
}
function computeRoot(from: number, until: number): Uint8Array {
  if (until === from) return createHash('sha256').digest()
  if (until - from === 1) return leaves[from]!
  const middle = from + split(until - from)
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(slowRoot(from, middle))
    .update(slowRoot(middle, until))
    .digest()
}
function split(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1))
}
function slowPath(index: number, from: number, until: number): Uint8Array[] {
  if (until - from === 1) return []
  const middle = from + split(until - from)
  return index < middle
    ? [...slowPath(index, from, middle), slowRoot(middle, until)]
    : [...slowPath(index, middle, until), slowRoot(from, middle)]
}
function slowProof(older: number, from: number, until: number, isWhole: boolean): Uint8Array[] {
  if (older === until - from) return isWhole ? [] : [slowRoot(from, until)]
  const size = split(until - from)
  const middle = from + size
  return older <= size
    ? [...slowProof(older, from, middle, isWhole), slowRoot(middle, until)]
    : [...slowProof(older - size, middle, until, false), slowRoot(from, middle)]
}

const read = readerOf(leaves, native)
const hexes = (path: readonly Uint8Array[]) => path.map(toHex)

describe('every size from 0 to 300', () => {
  test('the root is the recursive one, built at once, leaf by leaf, and by either hash', () => {
    let range = emptyCompactRange
    for (let size = 0; size <= sizeMax; size += 1) {
      const expected = toHex(slowRoot(0, size))
      expect(toHex(treeRoot(leaves.slice(0, size), native))).toBe(expected)
      expect(toHex(rootOfRange(range, native))).toBe(expected)
      if (size % 37 === 0) expect(toHex(treeRoot(leaves.slice(0, size), sha256))).toBe(expected)
      if (size < sizeMax) range = appendLeaves(range, [leaves[size]!], native)
    }
  })

  test('every leaf has the recursive inclusion proof, and it verifies', () => {
    for (let size = 1; size <= sizeMax; size += 1) {
      const root = slowRoot(0, size)
      for (let index = 0; index < size; index += 1) {
        const path = inclusionPath({ index, size }, read, native)
        const slow = slowPath(index, 0, size)
        const found = rootFromInclusion({ index, size, leaf: leaves[index]!, path }, native)
        // One comparison a leaf: 45,150 of them, and `expect` is not free.
        const isSame = path.length === slow.length && path.every((step, at) => Buffer.compare(step, slow[at]!) === 0)
        if (!isSame || found === null || Buffer.compare(found, root) !== 0) expect.fail(`leaf ${index} of ${size}`)
      }
    }
    expect(memory.size).toBeGreaterThan(sizeMax) // The slow tree really was asked.
  })
})

const twoSizes = fc
  .tuple(fc.integer({ min: 1, max: sizeMax }), fc.integer({ min: 1, max: sizeMax }))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const aPlace = fc
  .integer({ min: 1, max: sizeMax })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }))

test('any two sizes have the recursive consistency proof, and it verifies', () => {
  fc.assert(
    fc.property(twoSizes, ({ from, to }) => {
      const path = consistencyPath({ from, to }, read, native)
      expect(hexes(path)).toEqual(hexes(slowProof(from, 0, to, true)))
      const claim = { from: { size: from, root: slowRoot(0, from) }, to: { size: to, root: slowRoot(0, to) }, path }
      expect(verifyConsistency(claim, native)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

const flip = (bytes: Uint8Array, bit: number) =>
  bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

test('no single bit of an inclusion proof can change', () => {
  fc.assert(
    fc.property(aPlace, ({ index, size }) => {
      const claim = {
        index,
        size,
        leaf: leaves[index]!,
        path: inclusionPath({ index, size }, read, native),
        root: slowRoot(0, size),
      }
      expect(verifyInclusion(claim, native)).toBe(true)
      for (let bit = 0; bit < 256; bit += 1) {
        expect(verifyInclusion({ ...claim, leaf: flip(claim.leaf, bit) }, native)).toBe(false)
        expect(verifyInclusion({ ...claim, root: flip(claim.root, bit) }, native)).toBe(false)
      }
      for (const [at, step] of claim.path.entries()) {
        for (let bit = 0; bit < 256; bit += 1) {
          if (verifyInclusion({ ...claim, path: claim.path.with(at, flip(step, bit)) }, native)) {
            expect.fail(`bit ${bit} of step ${at}`)
          }
        }
      }
    }),
    { numRuns: 8 },
  )
})

test('no single bit of a consistency proof can change, and no step be added or lost', () => {
  fc.assert(
    fc.property(twoSizes, ({ from, to }) => {
      const claim = {
        from: { size: from, root: slowRoot(0, from) },
        to: { size: to, root: slowRoot(0, to) },
        path: consistencyPath({ from, to }, read, native),
      }
      for (const [at, step] of claim.path.entries()) {
        for (let bit = 0; bit < 256; bit += 1) {
          if (verifyConsistency({ ...claim, path: claim.path.with(at, flip(step, bit)) }, native)) {
            expect.fail(`bit ${bit} of step ${at}`)
          }
        }
        expect(verifyConsistency({ ...claim, path: claim.path.toSpliced(at, 1) }, native)).toBe(false)
        expect(verifyConsistency({ ...claim, path: claim.path.toSpliced(at, 0, step) }, native)).toBe(false)
      }
      expect(verifyConsistency({ ...claim, path: [...claim.path, claim.to.root] }, native)).toBe(false)
    }),
    { numRuns: 8 },
  )
})

test('a compact range grown in any pieces is the same range', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }), (pieces) => {
      let range = emptyCompactRange
      for (const piece of pieces) range = appendLeaves(range, leaves.slice(range.size, range.size + piece), native)
      expect(toHex(rootOfRange(range, native))).toBe(toHex(slowRoot(0, range.size)))
    }),
  )
})

test('whole subtrees appended at once give the root of their leaves', () => {
  const range = appendNodes(emptyCompactRange, { level: 6, hashes: [slowRoot(0, 64), slowRoot(64, 128)] }, native)
  const grown = appendLeaves(range, leaves.slice(128, 201), native)
  expect(toHex(rootOfRange(grown, native))).toBe(toHex(slowRoot(0, 201)))
})
