// Which addresses the router follows: ours alone, and never what the server answers itself. Not here: the anchor on screen.
import { expect, test } from 'vitest'
import { isScreen } from './anchor.tsx'

test.each([
  ['/batches/bat_1?tab=trace', true],
  ['/', true],
  ['/verify', true],
  ['/v1/events/evt_1/proof', false],
  ['/auth/login?persona=x', false],
  ['/problems/chain/stock-short', false],
  ['/openapi.json', false],
  ['/loge', true],
  ['//evil.example', false],
  ['/\\evil.example', false],
  ['https://wetten.overheid.nl/', false],
])('%s: %s', (href, expected) => {
  expect(isScreen(href)).toBe(expected)
})
