// The minute on a form as the moment of an act. Not here: what the ledger says of a moment.
import { expect, test } from 'vitest'
import { momentIn } from './moment.ts'

const now = Temporal.Instant.from('2026-11-22T19:20:50.123456Z')

test.each([
  ['the present minute is now', '2026-11-22T19:20:00Z', [], '2026-11-22T19:20:50.123456Z'],
  ['an earlier one begins', '2026-11-22T19:10:00Z', [], '2026-11-22T19:10:00Z'],
  ['what was moved by hand keeps no seconds', '2026-11-22T19:10:42Z', [], '2026-11-22T19:10:00Z'],
  [
    'in the minute of a delivery it comes with it, not before',
    '2026-11-22T19:10:00Z',
    ['2026-11-22T19:10:35.5Z', undefined, '2026-11-22T19:09:59Z'],
    '2026-11-22T19:10:35.5Z',
  ],
  [
    'where another’s clock is ahead within the minute, not before that either',
    '2026-11-22T19:20:00Z',
    ['2026-11-22T19:20:55Z'],
    '2026-11-22T19:20:55Z',
  ],
  [
    'a minute before it stays before it: that is said by the ledger',
    '2026-11-22T19:09:00Z',
    ['2026-11-22T19:10:35Z'],
    '2026-11-22T19:09:00Z',
  ],
  ['the last second of a day', '2026-11-21T22:59:00Z', ['2026-11-21T22:59:59.999Z'], '2026-11-21T22:59:59.999Z'],
])('%s', (_, chosen, follows, moment) => {
  expect(momentIn(chosen, { now, follows })).toBe(moment)
})
