// When a standing question is asked again. Not here: asking it.
import { describe, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { nextTime, readSchedule, type Schedule } from './schedule.ts'

const next = (schedule: Schedule, after: string) =>
  nextTime(unwrap(readSchedule(schedule)), Temporal.Instant.from(after))?.toString()

test.each<[Schedule, string, string]>([
  [{ hour: '1', minute: '5' }, '2026-11-22T00:00:00Z', '2026-11-22T00:05:00Z'],
  [{ hour: '1', minute: '5' }, '2026-11-22T00:05:00Z', '2026-11-23T00:05:00Z'],
  [{ minute: '0,15,[30-31]' }, '2026-11-22T10:15:00Z', '2026-11-22T10:30:00Z'],
  [{ second: '10' }, '2026-11-22T10:15:10Z', '2026-11-22T10:16:10Z'],
  [{ dayOfWeek: '1' }, '2026-11-22T10:00:00Z', '2026-11-22T23:00:00Z'],
  [{ dayOfMonth: '29', month: '2', hour: '12' }, '2026-11-22T10:00:00Z', '2028-02-29T11:00:00Z'],
  [{ hour: '12' }, '2026-07-01T00:00:00Z', '2026-07-01T10:00:00Z'],
  // The hour that does not exist when the clock goes forward is the one after it.
  [{ hour: '2', minute: '30' }, '2026-03-28T12:00:00Z', '2026-03-29T01:30:00Z'],
  [{ hour: '2', minute: '30' }, '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
  // The one that comes twice when it goes back is meant twice: what looks every minute does not pause for an hour.
  [{ minute: '[0-59]' }, '2026-10-25T00:59:00Z', '2026-10-25T01:00:00Z'],
  [{ minute: '[0-59]' }, '2026-10-25T01:00:00Z', '2026-10-25T01:01:00Z'],
  [{ minute: '[0-59]' }, '2026-10-25T01:59:00Z', '2026-10-25T02:00:00Z'],
  [{ second: '0,30' }, '2026-10-25T00:59:30Z', '2026-10-25T01:00:00Z'],
  [{ hour: '2', minute: '30' }, '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  [{ hour: '2', minute: '30' }, '2026-10-25T01:30:00Z', '2026-10-26T01:30:00Z'],
  [{ hour: '3' }, '2026-10-24T12:00:00Z', '2026-10-25T02:00:00Z'],
])('%j after %s is %s', (schedule, after, expected) => {
  expect(next(schedule, after)).toBe(expected)
})

test.each(['2026-03-28T22:00:00Z', '2026-10-24T22:00:00Z'])('every quarter of an hour, in the night of %s', (from) => {
  const times = unwrap(readSchedule({ minute: '0,15,30,45' }))
  const told = Array.from({ length: 24 }).reduce<Temporal.Instant[]>(
    (all) => [...all, nextTime(times, all.at(-1) ?? Temporal.Instant.from(from)) ?? Temporal.Instant.from(from)],
    [],
  )
  const expected = told.map((_, at) => Temporal.Instant.from(from).add({ minutes: 15 * (at + 1) }))
  expect(told.map(String)).toEqual(expected.map(String))
})

describe('a schedule that cannot be', () => {
  test.each<[Schedule, string]>([
    [{}, 'minute'],
    [{ minute: '60' }, 'minute'],
    [{ hour: '[5-2]' }, 'hour'],
    [{ hour: '*' }, 'hour'],
    [{ dayOfWeek: '0' }, 'dayOfWeek'],
    [{ dayOfMonth: '31', month: '2' }, 'dayOfMonth'],
    [{ second: '' }, 'second'],
  ])('%j is refused at %s', (schedule, field) => {
    const read = readSchedule(schedule)
    expect(read.ok ? null : read.refusal.params['field']).toBe(field)
  })
})
