// The tree against the vectors of RFC 6962's reference implementation. Not here: properties over many sizes (tree.property.test.ts).
import { expect, test } from 'vitest'
import { fromHex, toHex } from './bytes.ts'
import { leafHash, recordLeafHash } from './hash.ts'
import {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  readerOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'

const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leaves = entries.map((entry) => leafHash(fromHex(entry)!))
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const bytes = (hex: string) => fromHex(hex)!

test('the root of no leaves is the hash of nothing', () => {
  expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(toHex(treeRoot([]))).toBe(toHex(emptyRoot()))
})

test.each(roots.map((root, at) => [at + 1, root]))(
  'the tree of %i leaves has the root everyone else computes',
  (size, root) => {
    expect(toHex(treeRoot(leaves.slice(0, Number(size))))).toBe(root)
  },
)

// Places count from 0 here; the reference counts them from 1.
test.each([
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
])('leaf %i of %i has the inclusion proof of the reference', (index, size, expected) => {
  const path = inclusionPath({ index, size }, readerOf(leaves))
  expect(path.map(toHex)).toEqual(expected)
  expect(verifyInclusion({ index, size, leaf: leaves[index]!, path, root: bytes(roots[size - 1]!) })).toBe(true)
})

test.each([
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
])('from %i to %i leaves has the consistency proof of the reference', (from, to, expected) => {
  const path = consistencyPath({ from, to }, readerOf(leaves))
  expect(path.map(toHex)).toEqual(expected)
  const claim = {
    from: { size: from, root: bytes(roots[from - 1]!) },
    to: { size: to, root: bytes(roots[to - 1]!) },
    path,
  }
  expect(verifyConsistency(claim)).toBe(true)
  expect(verifyConsistency({ ...claim, from: claim.to, to: claim.from })).toBe(from === to)
})

test('nothing is consistent only with everything, and only without a path', () => {
  const to = { size: 3, root: bytes(roots[2]!) }
  expect(verifyConsistency({ from: { size: 0, root: emptyRoot() }, to, path: [] })).toBe(true)
  expect(verifyConsistency({ from: { size: 0, root: bytes(roots[0]!) }, to, path: [] })).toBe(false)
  expect(verifyConsistency({ from: { size: 0, root: emptyRoot() }, to, path: [emptyRoot()] })).toBe(false)
  expect(verifyConsistency({ from: { size: 1, root: bytes(roots[0]!) }, to, path: [] })).toBe(false)
})

test.each([
  ['a place outside the tree', { index: 8, size: 8 }],
  ['a negative place', { index: -1, size: 8 }],
  ['half a place', { index: 0.5, size: 8 }],
  ['no tree', { index: 0, size: 0 }],
  ['a smaller tree', { index: 5, size: 6 }],
  ['a larger tree', { index: 5, size: 16 }],
  ['another place', { index: 4, size: 8 }],
  ['a size past whole numbers', { index: 5, size: 2 ** 53 }],
])('an inclusion proof moved to %s is refused', (_, place) => {
  const path = inclusionPath({ index: 5, size: 8 }, readerOf(leaves))
  expect(verifyInclusion({ ...place, leaf: leaves[5]!, path, root: bytes(roots[7]!) })).toBe(false)
})

test('a leaf is the hash of its salt and record behind a zero byte', () => {
  const salt = bytes(`${'00'.repeat(31)}01`)
  expect(toHex(recordLeafHash({ salt, record: '{"a":"é"}' }))).toBe(
    toHex(leafHash(bytes(`${'00'.repeat(31)}017b2261223a22c3a9227d`))),
  )
})
