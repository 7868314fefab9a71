// The page names the files of its own screen: the right ones by address, none where nothing is known. Not here: the build's list itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readAhead } from './screens-ahead.ts'

const folder = mkdtempSync(join(tmpdir(), 'grein-ahead-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(
  join(folder, 'ahead.json'),
  JSON.stringify({
    '/experts/$id': ['/assets/expert.js'],
    '/experts/new': ['/assets/new.js', '/assets/new.css'],
    '/none': [],
  }),
)

test.each([
  ['/experts/new', '</assets/new.js>; rel=modulepreload, </assets/new.css>; rel=preload; as=style; crossorigin'],
  ['/experts/exp_1', '</assets/expert.js>; rel=modulepreload'],
  ['/experts/exp_1/', '</assets/expert.js>; rel=modulepreload'],
  ['/experts/exp_1/more', null],
  ['/experts', null],
  ['/none', null],
])('%s', (path, header) => {
  expect(readAhead(folder)(path)).toBe(header)
})

test('screens that were built without the list are served without it', () => {
  expect(readAhead(join(folder, 'elsewhere'))('/experts/new')).toBeNull()
  expect(readAhead(null)('/')).toBeNull()
})
