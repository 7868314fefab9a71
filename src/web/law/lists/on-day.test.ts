// What the lists browser works out for itself: stops of the slider, searching, grouping. Not here: what changed between days (law).
import { expect, test } from 'vitest'
import type { ListChange, ListEntry, ListRegister } from '#law/contract'
import {
  daysOfChange,
  firstWholeDay,
  groupChanges,
  nearestDay,
  searched,
  sizesOf,
  sorted,
  stopAfter,
  stopBefore,
  toEpochDay,
} from './on-day.ts'

const entry = (substanceId: string, over: Partial<ListEntry> = {}): ListEntry => ({
  substanceId,
  list: 'I',
  from: '2024-04-16',
  until: null,
  startIs: 'start',
  knownOn: '2024-04-10',
  source: 'stb-2024-90',
  endedBy: null,
  certainty: 'title',
  inn: null,
  nameNl: substanceId,
  nameEn: substanceId,
  cas: [],
  kind: 'compound',
  treaty: null,
  ...over,
})
const entries = [
  entry('cocaïne', { nameEn: 'cocaine', cas: ['50-36-2'], from: '2015-10-02', startIs: 'earliest-known' }),
  entry('3-mmc', { list: 'II', from: '2021-10-28', until: '2024-04-16', endedBy: 'stb-2024-90' }),
  entry('3-mmc'),
  entry('lachgas', { list: 'II', from: '2023-01-01', nameEn: 'nitrous oxide' }),
]
const register: ListRegister = {
  knownOn: '2026-11-21',
  changeDays: ['2015-10-02', '2021-10-28', '2023-01-01', '2024-04-16'],
  coverage: [
    { list: 'IA', from: '1919-01-01', until: '2025-07-01', extent: 'text', note: { nl: '', en: '' } },
    { list: 'I', from: '2015-10-02', until: '2015-10-03', extent: 'text', note: { nl: '', en: '' } },
  ],
  entries,
  definitions: [],
  sources: [],
  lawVersion: '',
}
const stops = register.changeDays

test('the slider stops at days of change, and goes from one to the next', () => {
  expect(nearestDay(stops, toEpochDay('2022-01-01'))).toBe('2021-10-28')
  expect(nearestDay(stops, toEpochDay('2022-11-30'))).toBe('2023-01-01')
  expect(nearestDay([], 0)).toBeNull()
  expect([stopBefore(stops, '2021-10-28'), stopAfter(stops, '2021-10-28')]).toEqual(['2015-10-02', '2023-01-01'])
  expect([stopBefore(stops, '2015-10-02'), stopAfter(stops, '2024-04-16')]).toEqual([null, null])
})

test('the lists have a size on each of those days', () => {
  expect(sizesOf(register)).toEqual([
    { on: '2015-10-02', I: 1, IA: 0, II: 0 },
    { on: '2021-10-28', I: 1, IA: 0, II: 1 },
    { on: '2023-01-01', I: 1, IA: 0, II: 2 },
    { on: '2024-04-16', I: 2, IA: 0, II: 1 },
  ])
  expect(firstWholeDay(register)).toBe('2015-10-02')
})

test.each([
  ['cocaine', null, ['cocaïne']],
  ['COCAÏNE', null, ['cocaïne']],
  ['50-36', null, ['cocaïne']],
  ['nitrous', null, ['lachgas']],
  ['', 'II', ['3-mmc', 'lachgas']],
  ['lachgas', 'I', []],
  ['(', null, []],
] as const)('searching "%s" on list %s', (q, list, expected) => {
  expect(searched(entries, { q, list }).map(({ substanceId }) => substanceId)).toEqual(expected)
})

test('rows sort both ways, by name where the rest is equal', () => {
  const ids = (order: 'asc' | 'desc') =>
    sorted(entries, { column: 'since', order, locale: 'nl' }).map(({ from }) => from)
  expect(ids('asc')).toEqual([...ids('desc')].reverse())
  expect(ids('asc')[0]).toBe('2015-10-02')
})

test('a day tells what came, moved and went, and by which decree', () => {
  expect(daysOfChange(register).at(-1)).toEqual({
    on: '2024-04-16',
    counts: { added: 0, moved: 1, removed: 0, 'first-read': 0 },
    definitions: 0,
    sources: ['stb-2024-90'],
  })
  expect(daysOfChange(register)[0]?.counts['first-read']).toBe(1)
})

test('changes are told by kind, what came first', () => {
  const change = (kind: ListChange['kind'], toList: ListChange['toList']): ListChange => ({
    kind,
    fromList: null,
    toList,
    on: '2024-04-16',
    source: null,
    certainty: 'text',
    substanceId: kind,
    inn: null,
    nameNl: kind,
    nameEn: kind,
  })
  const told = groupChanges([
    change('first-read', 'I'),
    change('removed', null),
    change('added', 'II'),
    change('added', 'I'),
  ])
  expect(told.map(({ kind, toList }) => `${kind} ${toList}`)).toEqual([
    'added I',
    'added II',
    'removed null',
    'first-read I',
  ])
})
