import { describe, expect, test } from 'vitest'
import type { SentDraft } from '#law'
import {
  asNumber,
  draftFromAddress,
  draftFromText,
  draftToAddress,
  emptyDraft,
  figured,
  placed,
  punished,
  rowsOf,
  switched,
  withNumber,
  withStructure,
} from './draft.ts'
import { askedIn, compareAddress, modeOf } from './search.ts'

const trial = emptyDraft('Proef met é en 🧪')

test('a draft comes whole out of an address', () => {
  const draft = placed(trial, { substance: 'mdma', from: 'I', to: 'II' })
  expect(draftFromAddress(draftToAddress(draft))).toEqual(draft)
  expect(draftToAddress(draft)).toMatch(/^[A-Za-z0-9_-]+$/)
})

test.each(['', 'x', draftToAddress(trial).slice(0, 20), 'bm9uc2Vuc2U'])('what is no draft is none: %s', (text) => {
  expect(draftFromAddress(text)).toBeNull()
})

test('a file without the mark of a draft is none', () => {
  expect(draftFromText('{"title":{"nl":"x"}}')).toBeNull()
  expect(draftFromText('[1]')).toBeNull()
  expect(draftFromText(JSON.stringify({ $schema: 'x', ...trial }))).toEqual(trial)
})

describe('a substance', () => {
  test('is added, moved or removed by where it was, and said once', () => {
    const once = placed(trial, { substance: 'x', from: null, to: 'I' })
    expect(once.mutations).toEqual([{ action: 'add', substance: 'x', list: 'I' }])
    const again = placed(once, { substance: 'x', from: 'II', to: null })
    expect(again.mutations).toEqual([{ action: 'remove', substance: 'x', list: 'II' }])
    expect(placed(again, { substance: 'x', from: 'II', to: 'II' }).mutations).toEqual([])
  })

  test('by its structure gets a key of its own, and goes whole when its row is removed', () => {
    const given = { name: 'Één stof!', smiles: 'CCO', list: 'I' } as const
    const twice = withStructure(withStructure(trial, given), given)
    expect(twice.substances?.map(({ substanceId }) => substanceId)).toEqual(['ontwerp-een-stof', 'ontwerp-een-stof-2'])
    const [first] = rowsOf(twice)
    expect([first?.without.substances?.length, first?.without.mutations?.length]).toEqual([1, 1])
  })
})

test('every change is a row, and without it the draft is as before', () => {
  let draft: SentDraft = switched(trial, { group: 'nitazenen', version: 'model-1', set: 'on' })
  draft = figured(draft, 'export-ceiling', null)
  draft = punished(draft, 'ow-10-3', { years: 0, fineCategory: 4 })
  expect(rowsOf(draft).map(({ kind }) => kind)).toEqual(['group', 'term', 'rule'])
  for (const { without } of rowsOf(draft)) expect(rowsOf(without)).toHaveLength(2)
  expect(draft.rules).toEqual([{ ruleId: 'ow-10-3', penalty: { custody: null, fineCategory: 4 } }])
})

test('a figure is changed in the unit people use', () => {
  const ceiling = { kind: 'mass-mg', max: '100000000' } as const
  expect(asNumber(ceiling)).toEqual({ number: 100, unit: 'kg' })
  expect(withNumber(ceiling, 250.5)).toEqual({ kind: 'mass-mg', max: '250500000' })
  expect(withNumber({ kind: 'euro-cents', amount: '100' }, 12.34)).toEqual({ kind: 'euro-cents', amount: '1234' })
  expect(asNumber({ kind: 'millionths', min: 0, max: 10 })).toBeNull()
})

test('the address says what is asked', () => {
  expect(askedIn({ from: '2025-06-30', to: '2025-07-01' }, [])).toEqual({
    a: { on: '2025-06-30' },
    b: { on: '2025-07-01' },
  })
  expect(askedIn({ from: '2015-10-02' }, [])).toEqual({ a: { on: '2015-10-02' }, b: {} })
  for (const nothing of [
    {},
    { from: '2025-06-30', to: '2025-06-30' },
    { from: 'gisteren' },
    { draft: 'x' },
    { example: 'x' },
  ])
    expect(askedIn(nothing, [])).toBeNull()
  const address = compareAddress({ draft: draftToAddress(trial) })
  const read = Object.fromEntries(new URLSearchParams(address.split('?')[1]))
  expect([askedIn(read, [])?.b?.draft, modeOf(read)]).toEqual([trial, 'draft'])
})
