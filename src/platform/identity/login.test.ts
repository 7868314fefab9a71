// Where somebody lands after logging in: on a screen of ours, whatever the link said.
import { expect, test } from 'vitest'
import { safeReturn } from './login.ts'

const publicUrl = new URL('https://grein.example.org')

test.each([
  ['/batches?sort=opened', '/batches?sort=opened'],
  ['/batches/../events', '/events'],
  [undefined, '/'],
  ['batches', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/..//elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['/batches/..//elsewhere.example', '/'],
  ['/%2e//elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['https://elsewhere.example/', '/'],
  [`/${'a'.repeat(2_000)}`, '/'],
])('%j leads to %s', (asked, lands) => {
  expect(safeReturn(asked, publicUrl)).toBe(lands)
})

test('however the path is written, a browser stays with us', () => {
  for (const path of ['/..//x', '/./\\x', '/a/%2E%2E//x', '/;/..//x', '/\n//x']) {
    expect(new URL(safeReturn(path, publicUrl), publicUrl).origin).toBe(publicUrl.origin)
  }
})
