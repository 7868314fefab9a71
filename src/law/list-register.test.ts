// The registers of the lists: the same as snapshots on every change day, and changes that add up. Not here: how stays follow from mutations.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadCorpus } from './corpus/index.ts'
import { changesBetween, countsOf, holdsOn, listRegister, listsOnDay } from './list-register.ts'
import { snapshot } from './lists.ts'
import { lists } from './vocabulary.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', 'corpus'))
const day = (text: string) => Temporal.PlainDate.from(text)
const knownOn = day('2026-11-21')
const register = listRegister(corpus, knownOn)
const { entries, changeDays } = register

describe('the register', () => {
  test('gives on every change day, and the day before, who the lists hold', () => {
    for (const on of changeDays.flatMap((text) => [day(text).subtract({ days: 1 }), day(text)])) {
      for (const list of lists) {
        const held = entries.filter((entry) => entry.list === list && holdsOn(entry, on.toString()))
        const ids = snapshot(corpus, list, { on, knownOn }).map(({ substanceId }) => substanceId)
        expect(held.map(({ substanceId }) => substanceId).sort(), `${list} on ${on}`).toEqual([...ids].sort())
      }
    }
  })

  test('knows a source for every entry, and tells a stand-in from the law', () => {
    const sources = new Set(register.sources.map(({ source }) => source))
    expect(entries.filter(({ source }) => !sources.has(source))).toEqual([])
    const groups = register.definitions.filter(({ kind }) => kind === 'group')
    expect(groups.length).toBeGreaterThanOrEqual(3)
    expect(groups.every(({ list, version }) => list === 'IA' && version !== null)).toBe(true)
  })

  test('of a day has nothing of before or after it, and nothing that became known later', () => {
    const asKnown = listsOnDay(corpus, { on: day('2024-06-01'), knownOn: day('2024-01-01') })
    const now = listsOnDay(corpus, { on: day('2024-06-01'), knownOn })
    const listOf = (found: typeof now) => found.entries.find(({ substanceId }) => substanceId === '3-mmc')?.list
    expect([listOf(asKnown), listOf(now)]).toEqual(['II', 'I'])
    expect(asKnown.entries.every((entry) => entry.knownOn <= '2024-01-01' && holdsOn(entry, '2024-06-01'))).toBe(true)
    expect(now.counts).toEqual(countsOf(now.entries, now.definitions))
  })
})

describe('what changed', () => {
  const one = (id: string, from: string, until: string) =>
    changesBetween(entries, { from, until }).find(({ substanceId }) => substanceId === id)

  test.each([
    ['lachgas', '2022-12-31', '2023-01-01', { kind: 'added', fromList: null, toList: 'II', source: 'stb-2022-461' }],
    ['3-mmc', '2024-04-15', '2024-04-16', { kind: 'moved', fromList: 'II', toList: 'I', source: 'stb-2024-90' }],
    // In the first text that was read: nobody says that it was added that day.
    ['morfine', '2015-10-01', '2015-10-02', { kind: 'first-read', fromList: null, toList: 'I' }],
  ] as const)('%s between %s and %s', (id, from, until, expected) => {
    expect(one(id, from, until)).toMatchObject(expected)
  })

  test('a substance that left its list is removed, by what ended its stay', () => {
    const stay = { ...entries[0]!, until: '2026-03-01', endedBy: 'stb-2026-1' }
    expect(changesBetween([stay], { from: '2026-02-28', until: '2026-03-01' })).toMatchObject([
      { kind: 'removed', fromList: stay.list, toList: null, on: '2026-03-01', source: 'stb-2026-1' },
    ])
  })

  test('adds up: the list of the first day with the changes is the list of the second', () => {
    const anyDay = fc.constantFrom(...changeDays, '1950-01-01', '2026-11-21')
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [from, until] = a < b ? [a, b] : [b, a]
        const sizes = countsOf(
          entries.filter((entry) => holdsOn(entry, from)),
          [],
        )
        const after = countsOf(
          entries.filter((entry) => holdsOn(entry, until)),
          [],
        )
        const changes = changesBetween(entries, { from, until })
        for (const { list, substances } of sizes) {
          const into = changes.filter(({ toList }) => toList === list).length
          const outOf = changes.filter(({ fromList }) => fromList === list).length
          expect(substances + into - outOf).toBe(after.find((count) => count.list === list)?.substances)
        }
        expect(changesBetween(entries, { from, until: from })).toEqual([])
      }),
      { seed: 20251122 },
    )
  })
})
