// Which language and which form an asker gets.
import { expect, test } from 'vitest'
import { accepts, localeFrom, preferred } from './negotiate.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['nl', 'nl'],
  ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
  ['en-GB,en;q=0.9,nl;q=0.8', 'en'],
  ['de, fr;q=0.9, nl;q=0.1', 'nl'],
  ['en;q=0.2, NL;q=0.3', 'nl'],
  ['nl;q=0, en', 'en'],
  ['nl;q=0', 'en'],
  ['x'.repeat(5_000), 'en'],
])('Accept-Language %s → %s', (header, locale) => {
  expect(localeFrom(header)).toBe(locale)
})

test.each([
  [undefined, true],
  ['*/*', true],
  ['application/*', true],
  ['text/html', false],
  ['text/html, application/json;q=0.1', true],
  ['application/json;q=0, */*', false],
  ['application/xml', false],
])('Accept %s takes JSON: %s', (header, isTaken) => {
  expect(accepts(header, ['application/json'])).toBe(isTaken)
})

test('a browser gets the page, a program the data', () => {
  const offered = ['application/json', 'text/html'] as const
  expect(preferred('text/html,application/xhtml+xml,*/*;q=0.8', offered)).toBe('text/html')
  expect(preferred('*/*', offered)).toBe('application/json')
  expect(preferred(undefined, offered)).toBe('application/json')
})
