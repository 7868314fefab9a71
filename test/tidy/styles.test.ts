// A screen that is opened first wears its own styles: each class it names is written in a sheet that comes with it, and not only with a
// screen that somebody may have seen before. Not here: how anything looks.
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { filesUnder } from './files.ts'

const files = new Map(
  filesUnder(join('src', 'web'), /\.(tsx?|css)$/)
    .filter(({ path }) => !path.includes('.test.'))
    .map(({ path, text }) => [path, text]),
)
const textOf = (path: string): string => files.get(path) ?? ''

function importsOf(path: string): readonly string[] {
  const pattern = path.endsWith('.css') ? /@import "(\.[^"]+)"/g : /(?:\bfrom|^import)\s*'(\.[^']+)'/gm
  return [...textOf(path).matchAll(pattern)].map(([, target]) => normalize(join(dirname(path), target!)))
}

/** A file with all that comes with it at once; what is loaded later is not in it. */
function withImports(path: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(path) || !files.has(path)) return found
  found.add(path)
  for (const target of importsOf(path)) withImports(target, found)
  return found
}

const isSheet = (path: string) => path.endsWith('.css')
const classIn = /\bgr-[a-z0-9-]+/g
const sheetsOf = new Map<string, Set<string>>()
for (const [path, text] of files) {
  if (!isSheet(path)) continue
  for (const [, name] of text.matchAll(/\.(gr-[a-z0-9-]+)/g)) {
    sheetsOf.set(name!, (sheetsOf.get(name!) ?? new Set()).add(path))
  }
}

const frame = withImports(join('src', 'web', 'main.tsx'))
const loadedLater = [...textOf(join('src', 'web', 'routes.tsx')).matchAll(/import\('\.\/([^']+)'\)/g)].map(([, path]) =>
  join('src', 'web', path!),
)

test('there are screens to look at', () => {
  expect(loadedLater.length).toBeGreaterThan(50)
  expect(frame.size).toBeGreaterThan(20)
})

test.each(loadedLater)('%s wears what came with it', (screen) => {
  const all = [...withImports(screen)]
  const sheets = new Set([...all, ...frame].filter(isSheet))
  const bare = all
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => [...textOf(path).matchAll(/className="([^"]*)"/g)].map(([, names]) => ({ path, names: names! })))
    .flatMap(({ path, names }) => [...names.matchAll(classIn)].map(([name]) => ({ path, name })))
    // A class without a rule anywhere is a name for tests and no look.
    .filter(({ name }) => sheetsOf.has(name) && ![...sheetsOf.get(name)!].some((sheet) => sheets.has(sheet)))
  expect(bare.map(({ path, name }) => `${path}: .${name}`)).toEqual([])
})
