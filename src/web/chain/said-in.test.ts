// Whether the page of an event says what its form asked: each field, typed with a value of its own, is read back there, in both languages.
// Not here: how a form becomes an act (record/act-of.test.ts).
import { describe, expect, test } from 'vitest'
import { type Act, type ActKind, actKinds } from '#chain/contract'
import { locales, translator, writerIn } from '#kernel'
import { chainMessages } from '../messages/chain.ts'
import { coreMessages } from '../messages/core.ts'
import { countMessages } from '../messages/count.ts'
import { recordMessages } from '../messages/record.ts'
import { roomMessages } from '../messages/rooms.ts'
import { saidMessages } from '../messages/said.ts'
import { actOf } from './record/act-of.ts'
import { type Draft, type Field, fieldsOf } from './record/fields.ts'
import { type SaidWords, saidIn } from './said-in.ts'
import { batchId, contextOf, idOf } from './testing/context-of.ts'

const texts = {
  ...{ ...coreMessages, ...chainMessages, ...countMessages, ...recordMessages, ...roomMessages, ...saidMessages },
}
const wordsIn = (locale: 'nl' | 'en'): SaidWords => ({ ...writerIn(locale), t: translator(texts, locale) })

/** What moves, and of what it is, stands among the movements and the batches. */
const saidElsewhere: readonly Field['kind'][] = [
  'mass',
  'product',
  'party',
  'premises',
  'difference',
  'reservation',
  'lines',
]
const isElsewhere = ({ kind, name }: Field) =>
  saidElsewhere.includes(kind) || ['name', 'cuttings'].includes(name) || (kind === 'count' && name === 'plants')

/** A value that no other field of the act has, and how a page would say it. */
function typedFor(field: Field, index: number): readonly [string, ((words: SaidWords) => string)?] {
  const on = `2027-02-${String(index + 1).padStart(2, '0')}`
  switch (field.kind) {
    case 'mass':
      return [`${index + 3} g`]
    case 'count':
      return [`${index + 31}`, () => `${index + 31}`]
    case 'decimal':
      return [`${index},5`, ({ locale }) => (locale === 'nl' ? `${index},5` : `${index}.5`)]
    case 'text':
    case 'room': {
      const said = field.name === 'orderNumber' ? 'B-2026-0007' : `WORD-${index}`
      return [said, () => said]
    }
    case 'day':
      // A reservation lasts to the end of the day, and says so to the minute.
      return [on, ({ day, instant }) => (field.name === 'until' ? instant(`${on}T22:59:59Z`) : day(on))]
    case 'moment':
      return ['2026-11-20T08:30:00Z', ({ instant }) => instant('2026-11-20T08:30:00Z')]
    case 'gtin':
      return ['9506000134352', () => '09506000134352']
    case 'choice': {
      const last = field.choices?.at(-1)
      return [last?.id ?? '', ({ t }) => (last ? t(last.text) : '')]
    }
    default:
      return [field.kind === 'product' ? 'bedrocan' : field.kind === 'lines' ? 'A-1\nA-2' : idOf('party')]
  }
}

function filled(kind: ActKind): { readonly act: Act; readonly fields: readonly [Field, number][] } {
  const fields = fieldsOf(kind).map((field, index): [Field, number] => [field, index])
  const draft: Draft = {
    ...{ 'received.0': '12 g', results: '1', 'result.0.analyte': 'total-thc', 'result.0.value': '21,70' },
    ...{ 'result.0.method': 'HPLC', 'result.0.uncertainty': '0,65' },
    ...Object.fromEntries(fields.map(([field, index]) => [field.name, typedFor(field, index)[0]])),
    ...(kind === 'notify-loss' ? { reference: 'IGJ-1' } : {}),
    ...(kind === 'designate' ? { room: '3', from: '2027-01-31' } : {}),
    ...(kind === 'release' ? { verdict: 'released', certificate: 'COA-1', expiresOn: '2027-01-31' } : {}),
  }
  const { act, missing } = actOf(contextOf(kind), draft)
  expect(missing, kind).toBeNull()
  return { act: act as Act, fields } // Nothing is missing.
}

describe.each(locales)('the page of an event, in %s', (locale) => {
  const words = wordsIn(locale)
  test.each(actKinds)('of %s says what its form asked', (kind) => {
    const { act, fields } = filled(kind)
    const shown = saidIn(act, words)
    for (const { name, value } of shown) expect(`${name}${value}`).not.toMatch(/\b(field|choice|said|loss|rooms)\./)
    expect(new Set(shown.map(({ name }) => name)).size, 'each by a name of its own').toBe(shown.length)
    for (const [field, index] of fields) {
      if (isElsewhere(field)) continue
      const said = typedFor(field, index)[1]?.(words)
      expect(shown.map(({ value }) => value).join('\n'), field.name).toContain(said)
    }
  })

  test('of plants that were destroyed says how many, what they weighed, how, and who stood by', () => {
    const act: Act = {
      ...{ kind: 'destroy', eventId: idOf('event'), occurredAt: '2026-11-21T09:30:00Z', premisesId: idOf('premises') },
      ...{ batchId, state: 'growing', plants: 4, massMg: '1250000', method: 'composting' },
      ...{ witnesses: ['KWA-11', 'KWB-07'], documents: [] },
    }
    const values = saidIn(act, words).map(({ value }) => value.replaceAll('\u00a0', ' '))
    const expected = { nl: ['4', '1.250 g', 'compostering'], en: ['4', '1,250 g', 'composting'] }
    expect(values).toEqual([...expected[locale], 'KWA-11', 'KWB-07'])
  })

  test('of a release says the verdict, under which certificate and until when; of a rejection why', () => {
    const { act } = filled('release')
    const rejected = { ...act, verdict: 'rejected', expiresOn: null, reason: 'Mould.' } as Act
    const shown = [act, rejected].map((one) => saidIn(one, words).map(({ value }) => value.replaceAll('\u00a0', ' ')))
    const expected = { nl: ['vrijgeven', 'afkeuren', '31 januari 2027'], en: ['release', 'reject', '31 January 2027'] }
    const [released, refused, on] = expected[locale]
    expect(shown).toEqual([
      [released, 'COA-1', on],
      [refused, 'COA-1', 'Mould.'],
    ])
  })

  test('of a test says each result with its unit, of what, and by which method', () => {
    const { act } = filled('test')
    const [first] = saidIn(act, words).map(({ value }) => value.replaceAll('\u00a0', ' '))
    const expected = { nl: '21,70 ± 0,65 % op gedroogde stof, HPLC', en: '21.70 ± 0.65 % on dried basis, HPLC' }
    expect(first).toBe(expected[locale])
  })
})
