// What needs no judgement in how the house is kept: opening comments, short READMEs, links that lead somewhere, a page per dependency.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesUnder, root } from './files.ts'

const sources = filesUnder('src', /\.tsx?$/)

test('every source file opens with what it is', () => {
  // A face is re-exports and nothing else: taken out, nothing is left.
  const isFace = (path: string, text: string) =>
    path.endsWith('index.ts') && text.replace(/export (type )?(\*( as \w+)?|\{[^}]*\}) from '[^']+'/g, '').trim() === ''
  const silent = sources.filter(
    ({ path, text }) =>
      !/^(\/\/|\/\*\*|#!)/.test(text) && !isFace(path, text) && !/\.(property\.)?test\.tsx?$/.test(path),
  )
  expect(silent.map(({ path }) => path)).toEqual([])
})

test('every migration opens with why, and its name carries its number', () => {
  const wrong = filesUnder('src', /migrations[\\/].*\.sql$/).filter(
    ({ path, text }) => !text.startsWith('-- why:') || !/\/\d{4}-[a-z0-9-]+\.sql$/.test(path),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('the README of a room has at most 40 lines, and none is a page long', () => {
  const long = filesUnder('src', /^src\/[a-z]+\/README\.md$/).filter(({ text }) => {
    const lines = text.trimEnd().split('\n')
    return lines.length > 40 || lines.some((line) => line.length > 300)
  })
  expect(long.map(({ path }) => path)).toEqual([])
})

test('every room but the web has a README', () => {
  const rooms = readdirSync(join(root, 'src')).filter((room) => room !== 'kernel')
  expect(rooms.filter((room) => !existsSync(join(root, 'src', room, 'README.md')))).toEqual([])
})

test('links between our documents lead somewhere, also to a heading', () => {
  const documents = filesUnder('.', /\.md$/)
  const dead: string[] = []
  for (const { path, text } of documents) {
    for (const [, link] of text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)/g)) {
      const [target = '', heading] = link!.split('#')
      const leadsTo = target === '' ? path : join(dirname(path), target)
      const isThere = existsSync(join(root, leadsTo))
      const page = documents.find((one) => one.path === leadsTo)
      if (!isThere || (heading && !(page && headingsOf(page.text).includes(heading)))) dead.push(`${path} → ${link}`)
    }
  }
  expect(dead).toEqual([])
})

// As GitHub makes them: lower case, without signs, a hyphen for each space.
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, line]) =>
    line!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

test('a file of ours that a comment or a document names is there', () => {
  const names = filesUnder('.', /\.(tsx?|mjs|md|sql|typ|json|css)$/).map(({ path }) => `/${path}`)
  const isThere = (name: string) => names.some((path) => path.endsWith(`/${name}`))
  const dead = [
    ...[...sources, ...filesUnder('test', /\.ts$/), ...filesUnder('bench', /\.ts$/)].map(({ path, text }) => ({
      path,
      said: [...text.matchAll(/^\s*(?:\/\/|\/?\*)(.*)$/gm)].map(([, line]) => line!).join('\n'),
    })),
    ...filesUnder('.', /\.md$/).map(({ path, text }) => ({
      path,
      said: [...text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name!).join('\n'),
    })),
  ].flatMap(({ path, said }) =>
    [...said.matchAll(/(?<![\w/.@…-])(?:[\w-]+\/)*\w[\w.-]*\.tsx?\b/g)]
      .filter(([name]) => !isThere(name))
      .map(([name]) => `${path} → ${name}`),
  )
  expect(dead).toEqual([])
})

test('a test is never switched off or singled out without its sentence', () => {
  const off: string[] = []
  for (const { path, text } of [...sources, ...filesUnder('test', /\.ts$/)]) {
    for (const [index, line] of text.split('\n').entries()) {
      if (/^\s*(it|test|describe)\.(only|todo|fails|skip)\(/.test(line)) off.push(`${path}:${index + 1}`)
    }
  }
  expect(off).toEqual([])
})

test('every walk through the browser is taken, and by one file', () => {
  const taken = filesUnder('test/e2e', /^test\/e2e\/[^/]+\.test\.ts$/).flatMap(({ text }) =>
    [...text.matchAll(/from '\.\/walks\/([a-z-]+\.ts)'/g)].map(([, name]) => name!),
  )
  expect(taken.sort()).toEqual(readdirSync(join(root, 'test', 'e2e', 'walks')).sort())
})

test('every runtime dependency is argued for in a decision', () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const pages = filesUnder('docs/decisions', /\.md$/)
    .map(({ text }) => text)
    .join('\n')
  const names = [...Object.keys(dependencies!), ...Object.keys(optionalDependencies!)]
  expect(names.filter((name) => !pages.includes(`\`${name}\``))).toEqual([])
})

test('versions are exact and the lock file names no address', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/)
})

// A mirror, not a gate: the row of our own size, printed for whoever looks.
test('the measure of the house', () => {
  const code = sources
    .filter(({ path }) => !/\.test\.tsx?$/.test(path))
    .map(({ text }) => text.split('\n').length)
    .sort((a, b) => a - b)
  const tests = [...sources.filter(({ path }) => /\.test\.tsx?$/.test(path)), ...filesUnder('test', /\.ts$/)].map(
    ({ text }) => text.split('\n').length,
  )
  const sum = (list: readonly number[]) => list.reduce((total, lines) => total + lines, 0)
  const at = (part: number) => code[Math.min(code.length - 1, Math.floor(code.length * part))]
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  process.stdout.write(
    `Grein | ${code.length} files | lines ${at(0.5)} / ${at(0.9)} / ${code.at(-1)} | tests ÷ code ${(sum(tests) / sum(code)).toFixed(2)} | ${Object.keys(dependencies).length} dependencies\n`,
  )
  expect(code.length).toBeGreaterThan(0)
})
