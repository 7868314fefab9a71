// The generated reference says what the code says, every refusal is documented and told once, and the description is a valid one.
// Not here: what the routes do.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { describeOpenApi, describeProblems } from '#api'

const root = resolve(import.meta.dirname, '..', '..')
const openApi = describeOpenApi()

type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly responses: Record<string, { readonly description: string }>
}
const operations = async () => {
  const { paths } = JSON.parse(await openApi) as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at: `${method} ${path}`, operation })),
  )
}

test('openapi.json is what the routes say (npm run generate), and the same on every run', async () => {
  expect(readFileSync(join(root, 'docs/reference/openapi.json'), 'utf8')).toBe(await openApi)
  expect(await describeOpenApi()).toBe(await openApi)
})

test('every operation has a name of its own, a summary, a room, and says every status it can answer with', async () => {
  const all = await operations()
  expect(all.length).toBeGreaterThan(35)
  const names = all.map(({ operation }) => operation.operationId)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  for (const { at, operation } of all) {
    expect(operation.summary, at).toMatch(/^[A-Z].*[^.]$/)
    expect(operation.tags, at).toHaveLength(1)
    const statuses = Object.keys(operation.responses)
    expect(
      statuses.some((status) => status.startsWith('2')),
      at,
    ).toBe(true)
    if (at.includes('/v1/')) expect(statuses, at).toEqual(expect.arrayContaining(['429', '500', '503']))
  }
})

test('every reference in it leads somewhere', async () => {
  const { components } = JSON.parse(await openApi)
  const references = [...(await openApi).matchAll(/"\$ref": "#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name!,
  )
  expect(references.length).toBeGreaterThan(100)
  for (const name of references) expect(Object.keys(components.schemas)).toContain(name)
})

test('problems.md is what the tables say (npm run generate)', () => {
  expect(readFileSync(join(root, 'docs/reference/problems.md'), 'utf8')).toBe(describeProblems())
})

// Both ways: a row of a table that the reference lacks, and a code in the description that no table has.
test('every row of every table is in problems.md, and every code a route names is a row', async () => {
  const rows = new Set<string>()
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.ts$/.test(file) || /\.test\.ts$/.test(file)) continue
    const path = join(root, 'src', file)
    if (!/= defineProblems\(/.test(readFileSync(path, 'utf8'))) continue
    const exported = (await import(path)) as Record<string, unknown>
    for (const table of Object.values(exported)) {
      if (typeof table !== 'object' || table === null) continue
      for (const row of Object.values(table)) if (isProblem(row)) rows.add(row.code)
    }
  }
  expect(rows.size).toBeGreaterThan(60)
  const documented = new Set([...describeProblems().matchAll(/^\| `([a-z]+\/[a-z-]+)` \|/gm)].map(([, code]) => code!))
  expect([...rows].filter((code) => !documented.has(code))).toEqual([])
  expect([...documented].filter((code) => !rows.has(code))).toEqual(['api/bug'])
  const named = (await operations()).flatMap(({ operation }) =>
    Object.entries(operation.responses)
      .filter(([status]) => status >= '400')
      .flatMap(([, { description }]) => description.match(/[a-z]+\/[a-z-]+/g) ?? []),
  )
  expect([...new Set(named)].filter((code) => !documented.has(code))).toEqual([])
})

function isProblem(row: unknown): row is { code: string } {
  return typeof row === 'object' && row !== null && 'code' in row && 'kind' in row && 'detail' in row
}
