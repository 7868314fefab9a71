// The tile layout: paths as tlog-tiles writes them, widths, and proofs read out of tiles. Not here: the tree's own vectors.
import { hash as nativeHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex, utf8 } from './bytes.ts'
import type { Sha256 } from './hash.ts'
import {
  emptyEdge,
  growTiles,
  packEntries,
  parseResourcePath,
  resourcePath,
  rootOfEdge,
  type TileResource,
  tileReader,
  unpackEntries,
  widthOfTile,
} from './tiles.ts'
import { consistencyPath, inclusionPath, readerOf, treeRoot } from './tree.ts'

const native: Sha256 = (data) => nativeHash('sha256', data, 'buffer')

test.each<[TileResource, string]>([
  [{ kind: 'checkpoint' }, 'checkpoint'],
  [{ kind: 'tile', level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ kind: 'tile', level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ kind: 'tile', level: 1, index: 0, width: 17 }, 'tile/1/000.p/17'],
  [{ kind: 'tile', level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
  [{ kind: 'tile', level: 2, index: 1000, width: 1 }, 'tile/2/x001/000.p/1'],
  [{ kind: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
])('%o is %s, both ways', (resource, path) => {
  expect(resourcePath(resource)).toBe(path)
  expect(parseResourcePath(path)).toEqual(resource)
})

test.each([
  '',
  'checkpoint/',
  'tile/0/0',
  'tile/00/000',
  'tile/64/000',
  'tile/-1/000',
  'tile/0/x000/001',
  'tile/0/001/067',
  'tile/0/x001',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p',
  'tile/entries/000/',
  'tile/0/../000',
  'tile/0/x999/x999/x999/x999/x999/999',
])('%s is no path of a log', (path) => {
  expect(parseResourcePath(path)).toBeNull()
})

// The example of the specification itself.
test('a tree of 70,000 leaves has the tiles the specification counts', () => {
  expect(widthOfTile({ level: 0, index: 272 }, 70_000)).toBe(256)
  expect(widthOfTile({ level: 0, index: 273 }, 70_000)).toBe(112)
  expect(widthOfTile({ level: 0, index: 274 }, 70_000)).toBe(0)
  expect(widthOfTile({ level: 1, index: 0 }, 70_000)).toBe(256)
  expect(widthOfTile({ level: 1, index: 1 }, 70_000)).toBe(17)
  expect(widthOfTile({ level: 2, index: 0 }, 70_000)).toBe(1)
  expect(widthOfTile({ level: 3, index: 0 }, 70_000)).toBe(0)
  expect(widthOfTile({ level: 1, index: 0 }, 256)).toBe(1)
})

const leaves = Array.from({ length: 66_000 }, (_, at) => native(utf8(`leaf ${at}`)))
const read = readerOf(leaves, native)

test('tiles grown in any pieces hold the same hashes and the same root', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 4 }), (pieces) => {
      let grown = { ...emptyEdge, completed: [] as readonly unknown[] }
      let completed = 0
      for (const piece of pieces) {
        grown = growTiles(grown, leaves.slice(grown.size, grown.size + piece), native)
        completed += grown.completed.length
      }
      expect(completed).toBe(Math.floor(grown.size / 256))
      expect(toHex(rootOfEdge(grown, native))).toBe(toHex(treeRoot(leaves.slice(0, grown.size), native)))
      const again = growTiles(emptyEdge, leaves.slice(0, grown.size), native)
      expect(again.edge.map((hashes) => hashes.map(toHex))).toEqual(grown.edge.map((hashes) => hashes.map(toHex)))
    }),
    { numRuns: 30 },
  )
})

test('proofs read out of tiles are those of the whole tree, past two levels of tiles', () => {
  const size = leaves.length
  const { completed, edge } = growTiles(emptyEdge, leaves, native)
  expect(completed.filter(({ level }) => level === 1)).toHaveLength(1)
  const stored = new Map(completed.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]))
  const tiles = tileReader(({ level, index }) => stored.get(`${level}/${index}`) ?? edge[level]!, native)
  for (const index of [0, 255, 256, 65_535, 65_536, 65_792, size - 1]) {
    expect(inclusionPath({ index, size }, tiles, native).map(toHex)).toEqual(
      inclusionPath({ index, size }, read, native).map(toHex),
    )
  }
  for (const from of [1, 256, 300, 65_535, 65_536, 65_537, 65_999]) {
    expect(consistencyPath({ from, to: size }, tiles, native).map(toHex)).toEqual(
      consistencyPath({ from, to: size }, read, native).map(toHex),
    )
  }
})

test('entries come out of a bundle as they went in, and a cut bundle is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1, maxLength: 8 }), (entries) => {
      const bundle = packEntries(entries)
      expect(unpackEntries(bundle)!.map(toHex)).toEqual(entries.map(toHex))
      expect(unpackEntries(bundle.subarray(0, -1))?.map(toHex) ?? null).not.toEqual(entries.map(toHex))
    }),
  )
})
