// What a clock wrote that was set back since, against the clock as it is. Not here: who is told then (test/contract/epcis-subscriptions.test.ts).
import { expect, test } from 'vitest'
import { broughtBack, type Standing } from './times-ahead.ts'

const at = (text: string) => Temporal.Instant.from(`2026-${text}Z`)
const now = at('03-01T12:00')
const ordinary: Standing = {
  initialFrom: at('02-01T09:00'),
  createdAt: at('02-01T09:00'),
  seenAt: at('03-01T11:59:30'),
  aheadAt: null,
  nextAt: at('03-01T12:00:01'),
  schedule: null,
  failures: 0,
}

test.each<[string, Partial<Standing>]>([
  ['nothing lies ahead', {}],
  ['it waits after failures, as long as it may', { failures: 9, nextAt: at('03-01T12:15') }],
  ['its schedule comes round tomorrow', { schedule: { hour: '4' }, nextAt: at('03-02T03:00') }],
  [
    'somebody wishes to hear from a day to come',
    { initialFrom: at('07-01T00:00'), seenAt: at('07-01T00:00'), nextAt: at('03-01T12:00') },
  ],
  ['the clock is a little behind', { seenAt: at('03-01T12:00:50'), nextAt: at('03-01T12:00:52') }],
])('is left as it is where %s', (_, more) => {
  expect(broughtBack({ ...ordinary, ...more }, now)).toBeNull()
})

test.each<[string, Partial<Standing>, ReturnType<typeof broughtBack>]>([
  [
    'what was looked at a day ahead is looked at now, and that day first',
    { seenAt: at('03-02T12:00'), nextAt: at('03-02T12:00:02') },
    { initialFrom: ordinary.initialFrom, seenAt: now, aheadAt: at('03-02T12:00'), nextAt: at('03-01T12:00:02') },
  ],
  [
    'a clock set back twice: from where it was told first',
    { seenAt: at('03-02T12:00'), aheadAt: at('03-05T12:00') },
    { initialFrom: ordinary.initialFrom, seenAt: now, aheadAt: at('03-05T12:00'), nextAt: ordinary.nextAt },
  ],
  [
    'one made a day ahead hears from now on',
    {
      createdAt: at('03-02T12:00'),
      initialFrom: at('03-02T12:00'),
      seenAt: at('03-02T12:00'),
      nextAt: at('03-02T12:00'),
    },
    { initialFrom: at('03-01T11:58'), seenAt: now, aheadAt: at('03-02T12:00'), nextAt: at('03-01T12:00:02') },
  ],
  [
    'one that failed waits no longer than its pause',
    { failures: 1, nextAt: at('03-02T12:00') },
    { ...timesOf(ordinary), nextAt: at('03-01T12:00:04') },
  ],
  [
    'a schedule comes round by the clock as it is',
    { schedule: { hour: '4' }, seenAt: at('03-05T03:00'), nextAt: at('03-06T03:00') },
    { initialFrom: ordinary.initialFrom, seenAt: now, aheadAt: at('03-05T03:00'), nextAt: at('03-02T03:00') },
  ],
])('%s', (_, more, expected) => {
  expect(broughtBack({ ...ordinary, ...more }, now)).toEqual(expected)
})

function timesOf({ initialFrom, seenAt, aheadAt, nextAt }: Standing) {
  return { initialFrom, seenAt, aheadAt, nextAt }
}
