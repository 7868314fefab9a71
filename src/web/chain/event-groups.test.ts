// What becomes one line of the list of events. Not here: the list.
import { expect, test } from 'vitest'
import type { EventView } from '#chain/contract'
import { endsInGroup, groupEvents } from './event-groups.ts'

let made = 0
/** As the API gives it, as far as grouping looks. */
const event = (change: Partial<EventView> = {}): EventView =>
  ({
    eventId: `evt_${made++}`,
    kind: 'assay',
    occurredAt: '2026-11-22T10:00:12Z',
    holder: { partyId: 'par_1', name: 'Bureau' },
    premises: { premisesId: 'pre_1', name: 'Bureau' },
    correctedById: null,
    ...change,
  }) as EventView // The rest of an event is never looked at here.
const sizes = (events: readonly EventView[]) => groupEvents(events).map(({ length }) => length)

test('one act, done for many batches in one minute, is one group; a few are not', () => {
  expect(sizes(Array.from({ length: 20 }, () => event()))).toEqual([20])
  expect(sizes(Array.from({ length: 3 }, () => event()))).toEqual([1, 1, 1])
  expect(sizes([])).toEqual([])
})

test.each<[string, Partial<EventView>]>([
  ['another act', { kind: 'test' }],
  ['another minute', { occurredAt: '2026-11-22T10:01:00Z' }],
  ['another holder', { holder: { partyId: 'par_2', name: 'Other' } }],
  ['nobody the reader knows', { holder: null }],
  ['another place', { premises: null }],
  ['an act that was taken back', { correctedById: 'evt_x' }],
])('%s parts them', (_, change) => {
  const four = () => Array.from({ length: 4 }, () => event())
  expect(sizes([...four(), event(change), ...four()])).toEqual([4, 1, 4])
})

test('more of the last line may follow where it is many, and nowhere else', () => {
  const many = Array.from({ length: 5 }, () => event())
  expect(endsInGroup(many)).toBe(true)
  expect(endsInGroup([...many, event({ kind: 'ship' })])).toBe(false)
  expect(endsInGroup([])).toBe(false)
})

test('nothing is lost, nothing changes its place', () => {
  const events = [...Array.from({ length: 5 }, () => event()), event({ kind: 'ship' }), event(), event()]
  expect(groupEvents(events).flat()).toEqual(events)
})
