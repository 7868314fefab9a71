// No two files of the code need each other, directly or by a way round: of each it can be said what it stands on. Imports of types count too.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesUnder, root } from './files.ts'

type Imports = ReadonlyMap<string, readonly string[]>

const imported = /^(?:import|export|\} from)\b[^'\n]*'(\.{1,2}\/[^']+\.tsx?)'/gm

function importsUnder(folders: readonly string[]): Imports {
  const files = folders.flatMap((folder) => filesUnder(folder, /\.tsx?$/))
  return new Map(
    files.map(({ path, text }) => [path, [...text.matchAll(imported)].map(([, to]) => join(dirname(path), to!))]),
  )
}

/** Files that cannot be put in an order in which each comes after all it imports: what is in a circle, and what needs one. */
function withoutOrder(imports: Imports): readonly string[] {
  let left = [...imports.keys()]
  for (;;) {
    const waiting = new Set(left)
    const next = left.filter((path) => imports.get(path)!.some((to) => waiting.has(to)))
    if (next.length === left.length) return left
    left = next
  }
}

const imports = importsUnder(['src', 'test', 'bench'])

test('imports are read: each names a file that is there', () => {
  expect(imports.size).toBeGreaterThan(1_000)
  const all = [...imports.values()].flat()
  expect(all.length).toBeGreaterThan(2 * imports.size)
  expect([...new Set(all)].filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('no file needs itself by a way round', () => {
  expect(withoutOrder(imports)).toEqual([])
})

test('a circle would be seen, and whoever stands on one', () => {
  const ring: Imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
    ['d', []],
  ])
  expect(withoutOrder(ring)).toEqual(['a', 'b', 'c'])
})
