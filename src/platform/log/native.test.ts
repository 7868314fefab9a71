// Node's own hashing against the portable one of the kernel, over any bytes. Not here: the tree (kernel/transparency).
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashLength, perfectRoot, sha256, splitBytes, tileWidth } from '#kernel'
import { nativeSha256, nativeTileRoot } from './native.ts'

test('hashes as the portable one does, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(new Uint8Array(nativeSha256(bytes))).toEqual(sha256(bytes))
    }),
  )
})

test('the root of a full tile is that of its hashes, and the tile stays as it was', () => {
  const tile = randomBytes(tileWidth * hashLength)
  const before = Buffer.from(tile)
  const root = perfectRoot(splitBytes(tile, hashLength), sha256)
  expect(new Uint8Array(nativeTileRoot(tile))).toEqual(new Uint8Array(root))
  expect(tile).toEqual(before)
  const changed = Buffer.from(tile)
  changed[4_711]! ^= 1
  expect(nativeTileRoot(changed)).not.toEqual(nativeTileRoot(tile))
})

test('a tile that is not full has no root of its own', () => {
  expect(() => nativeTileRoot(randomBytes(255 * hashLength))).toThrow('the tile is full')
})
