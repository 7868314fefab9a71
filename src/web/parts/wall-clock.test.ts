// What a typed time means in the nights the clocks change: in 2026 from 02:00 to 03:00 on 29 March, and back on 25 October.
import { expect, test } from 'vitest'
import { bothOf, followsSkipped, instantAt } from './wall-clock.ts'

const at = (wall: string, before: string | null = null) =>
  instantAt(Temporal.PlainDateTime.from(wall), before === null ? null : Temporal.Instant.from(before)).toString()

test.each([
  ['an hour struck twice is the first', '2026-10-25T02:30', null, '2026-10-25T00:30:00Z'],
  ['the second, once that was chosen', '2026-10-25T02:35', '2026-10-25T01:30:00Z', '2026-10-25T01:35:00Z'],
  ['the first stays the first', '2026-10-25T02:35', '2026-10-25T00:30:00Z', '2026-10-25T00:35:00Z'],
  ['the first, whatever winter day stood there', '2026-10-25T02:30', '2026-11-23T12:00:00Z', '2026-10-25T00:30:00Z'],
  ['the hour before it is one', '2026-10-25T01:59', '2026-10-25T01:30:00Z', '2026-10-24T23:59:00Z'],
  ['the hour after it is one', '2026-10-25T03:00', '2026-10-25T00:30:00Z', '2026-10-25T02:00:00Z'],
  ['a skipped hour goes on into the next', '2026-03-29T02:30', null, '2026-03-29T01:30:00Z'],
  ['any other is what it says', '2026-07-01T02:30', '2026-01-01T12:00:00Z', '2026-07-01T00:30:00Z'],
])('%s', (_, wall, before, instant) => expect(at(wall, before)).toBe(instant))

test('both are offered in the hour that is struck twice, from its first second to its last', () => {
  const both = (instant: string) => bothOf(Temporal.Instant.from(instant))?.map(String) ?? null
  expect(both('2026-10-25T00:00:00Z')).toEqual(['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z'])
  expect(both('2026-10-25T01:59:59Z')).toEqual(['2026-10-25T00:59:59Z', '2026-10-25T01:59:59Z'])
  expect([both('2026-10-24T23:59:59Z'), both('2026-10-25T02:00:00Z'), both('2026-03-29T01:00:00Z')]).toEqual([
    null,
    null,
    null,
  ])
})

test('after a skipped hour it is said for an hour, and at no other time', () => {
  const instants = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T01:59:59Z', '2026-03-29T02:00:00Z']
  expect(instants.map((instant) => followsSkipped(Temporal.Instant.from(instant)))).toEqual([false, true, true, false])
})
