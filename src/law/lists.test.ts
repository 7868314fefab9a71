// The dated lists: what the mutations come to on every day that matters, and against the lists of 2015 row by row.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListName } from './contract.ts'
import { loadCorpus } from './corpus/index.ts'
import { type Corpus, openCorpus } from './corpus-value.ts'
import { listCounts } from './list-counts.ts'
import { changesBetween, listRegister } from './list-register.ts'
import { changeDays, history, listingsOn, snapshot } from './lists.ts'
import { csvRows } from './testing/csv.ts'

const root = join(import.meta.dirname, '..', '..')
const corpus = await loadCorpus(join(root, 'corpus'))
const day = (text: string) => Temporal.PlainDate.from(text)
const allKnown = day('2026-11-21')
const ids = [...corpus.substanceById.keys()]
const listsOf = (of: Corpus, id: string, on: string, knownOn = allKnown) =>
  listingsOn(of, id, { on: day(on), knownOn }).map(({ list }) => list)

describe('no substance is on two lists on one day', () => {
  test('on every change day and the day before', () => {
    const days = changeDays(corpus).flatMap((on) => [on.subtract({ days: 1 }), on])
    expect(days.length).toBeGreaterThan(20)
    for (const on of days) {
      const twice = ids.filter((id) => listingsOn(corpus, id, { on, knownOn: allKnown }).length > 1)
      expect(twice, on.toString()).toEqual([])
    }
  })

  test('on any day, as known on any day', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => day('1919-01-01').add({ days }))
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom(...ids), (on, knownOn, id) => {
        expect(listingsOn(corpus, id, { on, knownOn }).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3_000 },
    )
  })
})

// Each change that we know by name: the day before, the day itself.
test.each<[string, string, ListName[], ListName[]]>([
  ['oripavine', '2008-12-01', [], ['I']],
  ['psilocybe-cubensis', '2008-12-01', [], ['II']],
  ['mefedron', '2012-05-09', [], ['I']],
  ['tapentadol', '2012-05-09', [], ['I']],
  ['ghb', '2012-05-09', ['II'], ['I']],
  ['4-ma', '2012-06-15', [], ['I']],
  ['qat', '2013-01-05', [], ['II']],
  ['methoxetamine', '2015-07-01', [], ['I']],
  ['mdpv', '2015-07-01', [], ['I']],
  ['morfine', '2015-10-02', [], ['I']],
  ['alfa-pvp', '2017-05-25', [], ['I']],
  ['acetylfentanyl', '2017-05-25', [], ['I']],
  ['4-fa', '2017-05-25', [], ['I']],
  ['fenazepam', '2017-05-25', [], ['II']],
  ['3-mmc', '2021-10-28', [], ['II']],
  ['lachgas', '2023-01-01', [], ['II']],
  ['3-mmc', '2024-04-16', ['II'], ['I']],
  ['2-methyl-ap-237', '2024-04-16', [], ['I']],
  ['adb-butinaca', '2024-04-16', [], ['I']],
  ['alfa-pihp', '2024-04-16', [], ['I']],
])('%s changes on %s', (id, on, before, after) => {
  expect(listsOf(corpus, id, day(on).subtract({ days: 1 }).toString())).toEqual(before)
  expect(listsOf(corpus, id, on)).toEqual(after)
})

test('what was issued later does not count: 3-MMC on a day in June 2024, as known before and after the decree', () => {
  expect(listsOf(corpus, '3-mmc', '2024-06-01', day('2024-01-01'))).toEqual(['II'])
  expect(listsOf(corpus, '3-mmc', '2024-06-01')).toEqual(['I'])
})

test('the history of 3-MMC: list II ends the day list I begins', () => {
  expect(history(corpus, '3-mmc', allKnown).map(({ list, from, until }) => [list, from, until])).toEqual([
    ['II', '2021-10-28', '2024-04-16'],
    ['I', '2024-04-16', null],
  ])
})

test('the changes from one change day to the next, laid end to end, give every list of every change day', () => {
  const { entries } = listRegister(corpus, allKnown)
  const days = changeDays(corpus).map(String)
  const built = new Map<string, ListName>()
  let before = '1919-01-01'
  for (const on of days) {
    for (const { substanceId, toList } of changesBetween(entries, { from: before, until: on })) {
      if (toList === null) built.delete(substanceId)
      else built.set(substanceId, toList)
    }
    before = on
    for (const list of ['I', 'IA', 'II'] as const) {
      const ours = [...built].flatMap(([id, at]) => (at === list ? [id] : [])).sort()
      const shown = snapshot(corpus, list, { on: day(on), knownOn: allKnown }).map(({ substanceId }) => substanceId)
      expect(shown.sort(), `${list} on ${on}`).toEqual(ours)
    }
  }
  expect(days.length).toBeGreaterThan(10)
})

// What docs/reference/lists.md says, by hand, so that a slip in the corpus shows as a number.
test.each([
  ['2008-11-30', 0, 0],
  ['2008-12-01', 1, 188],
  ['2012-05-08', 1, 189],
  ['2012-05-09', 4, 188],
  ['2015-10-02', 180, 261],
  ['2017-05-25', 183, 262],
  ['2023-01-01', 183, 264],
  ['2024-04-16', 244, 268],
  ['2025-07-01', 247, 269],
])('on %s list I names %i and list II %i', (on, one, two) => {
  const counts = listCounts(corpus, { on: day(on), knownOn: allKnown })
  expect(counts.map(({ named }) => named)).toEqual([one, 0, two])
  for (const { named, kinds, certainties } of counts) {
    const sum = (of: Readonly<Record<string, number>>) => Object.values(of).reduce((total, each) => total + each, 0)
    expect([sum(kinds), sum(certainties)]).toEqual([named, named])
  }
})

describe('mutations the corpus does not have yet', () => {
  const [first] = corpus.lists
  function withMutations(mutations: readonly Record<string, unknown>[]): Corpus {
    const file = {
      ...first!,
      ...{
        source: 'test',
        knownOn: '2020-01-01',
        inForce: { from: '2020-01-01', until: null },
        fromIs: 'start' as const,
      },
      mutations: mutations as unknown as (typeof first & object)['mutations'], // Written in this test.
    }
    return openCorpus({ ...corpus, lists: [file] })
  }

  test('an urgent order lapses on its latest end, even when nobody ends it', () => {
    const urgent = withMutations([
      { substance: 'mdma', action: 'add', list: 'II', ground: '3a(5)', latestEnd: '2021-01-01' },
    ])
    expect(listsOf(urgent, 'mdma', '2020-12-31')).toEqual(['II'])
    expect(listsOf(urgent, 'mdma', '2021-01-01')).toEqual([])
  })

  test('an urgent order never outlives its year, whatever its file says of its end', () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => day('1990-01-01').add({ days }))
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), fc.option(anyDay), (from, latestEnd, until) => {
        const urgent = withMutations([
          {
            ...{ substance: 'mdma', action: 'add', list: 'II', ground: '3a(5)' },
            ...{ knownOn: '1990-01-01', inForce: { from: from.toString(), until: until?.toString() ?? null } },
            ...(latestEnd ? { latestEnd: latestEnd.toString() } : {}),
          },
        ])
        for (const on of [from.add({ years: 1 }), from.add({ years: 1, days: 1 }), from.add({ years: 30 })]) {
          expect(listsOf(urgent, 'mdma', on.toString(), day('2090-01-01'))).toEqual([])
        }
        const isOver = [latestEnd, until].some((end) => end && Temporal.PlainDate.compare(end, from) <= 0)
        expect(listsOf(urgent, 'mdma', from.toString(), day('2090-01-01'))).toEqual(isOver ? [] : ['II'])
      }),
    )
  })

  test('a removal ends the stay, a rename changes nothing but the names', () => {
    const changed = withMutations([
      { substance: 'mdma', action: 'add', list: 'I', entry: { inn: null, otherNames: ['MDMA'] } },
      {
        ...{ substance: 'mdma', action: 'rename', list: 'I', inForce: { from: '2021-01-01', until: null } },
        entry: { inn: 'midomafetamine', otherNames: ['MDMA'] },
      },
      { substance: 'mdma', action: 'remove', list: 'I', inForce: { from: '2022-01-01', until: null } },
    ])
    expect(listsOf(changed, 'mdma', '2021-12-31')).toEqual(['I'])
    expect(listsOf(changed, 'mdma', '2022-01-01')).toEqual([])
    const names = snapshot(changed, 'I', { on: day('2021-06-01'), knownOn: allKnown }).map(({ inn }) => inn)
    expect(names).toEqual(['midomafetamine'])
  })
})

const shared = join(root, '..', 'shared', 'data', 'law')
describe.skipIf(!existsSync(shared))('the lists of 2 October 2015 in ../shared/data/law', () => {
  test.each([
    ['I', 180],
    ['II', 261],
  ] as const)('list %s holds the same names, row by row', (list, count) => {
    const text = readFileSync(join(shared, `opiumwet-lijst-${list}-2015-10-02.csv`), 'utf8')
    const rows = csvRows(text)
      .map(([inn, otherNames]) => ({ inn: inn || null, otherNames: otherNames ?? '' }))
      .filter(({ inn, otherNames }) => inn !== null || otherNames !== '')
    expect(rows.length).toBe(count)
    const printed = new Map(
      corpus.lists
        .flatMap((file) => file.mutations)
        .flatMap((m) => (m.printed ? [[m.substance, m.printed] as const] : [])),
    )
    const ours = snapshot(corpus, list, { on: day('2015-10-02'), knownOn: day('2015-10-02') }).map((entry) => {
      const asPrinted = printed.get(entry.substanceId)
      return { inn: entry.inn, otherNames: asPrinted?.otherNames ?? entry.otherNames.join(', ') }
    })
    const sorted = (entries: readonly { inn: string | null; otherNames: string }[]) =>
      entries.map((entry) => `${entry.inn ?? ''} | ${entry.otherNames}`).sort()
    expect(sorted(ours)).toEqual(sorted(rows))
  })
})
