// Every example of docs/reference/law-library.md runs as another program would run it, and says what the page says. Not here: the law.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..')
// Under the project, where its own name resolves; unlike under the root, nothing else looks here.
const folder = join(root, '.cache', `law-library-${process.pid}`)
beforeAll(() => void mkdirSync(folder, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const page = readFileSync(join(root, 'docs/reference/law-library.md'), 'utf8')
const examples = [...page.matchAll(/^## (.+)$[\s\S]*?^```ts\n([\s\S]*?)^```\n\n^```text\n([\s\S]*?)^```$/gm)].map(
  ([, title, code, said]) => ({ title: title!, code: code!, said: said! }),
)

test('the page has an example of each use', () => {
  expect(examples.map(({ title }) => title)).toHaveLength(4)
})

test.each(examples)('$title', ({ title, code, said }) => {
  const path = join(folder, `${title.replace(/\W+/g, '-')}.ts`)
  writeFileSync(path, code)
  const { stdout, stderr } = spawnSync(process.execPath, [path], { cwd: root, encoding: 'utf8' })
  expect(stdout || stderr).toBe(said)
})
