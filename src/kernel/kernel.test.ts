// Ids, cursors, days, messages and problems: the small vocabulary that everyone leans on.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  conflict,
  decodeCursor,
  defineMessages,
  defineProblems,
  encodeCursor,
  formatDay,
  formatInstant,
  formatMoment,
  millisecondsOf,
  newId,
  parseDay,
  parseId,
  printId,
  Refused,
  refuse,
  sayRefusal,
  text,
  translator,
  unwrap,
} from './index.ts'

test('an id keeps its kind at the boundary', () => {
  const id = newId('batch')
  expect(parseId('batch', printId('batch', id))).toBe(id)
  expect(parseId('event', printId('batch', id))).toBeNull()
  expect(parseId('batch', id)).toBeNull()
  expect(parseId('batch', `bat_${id.toUpperCase()}`)).toBeNull()
})

test('a seeded id is the same every time and carries its instant', () => {
  const seeded = () => newId('event', { at: 1_700_000_000_123, random: new Uint8Array(16).fill(7) })
  expect(seeded()).toBe(seeded())
  expect(millisecondsOf(seeded())).toBe(1_700_000_000_123)
})

test('a cursor comes back as it went, and nothing else passes for one', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 4 }), (values) => {
      const cursor = encodeCursor(values)
      if (cursor.length <= 512) expect(decodeCursor(cursor, values.length)).toEqual(values)
      expect(decodeCursor(cursor, values.length + 1)).toBeNull()
    }),
  )
  for (const bad of ['', '!', 'e30', '/w', 'W251bGxd', 'a'.repeat(600)]) expect(decodeCursor(bad, 1)).toBeNull()
  expect(decodeCursor(encodeCursor(['a\0']), 1)).toBeNull() // No text of the database.
})

test('days are read strictly and written as the style page says', () => {
  expect(parseDay('2026-02-29')).toBeNull()
  expect(parseDay('2026-2-3')).toBeNull()
  expect(formatDay('2026-12-14', 'nl')).toBe('14\u00a0december\u00a02026')
  expect(formatInstant('2026-03-29T00:30:00Z')).toBe('29-03-2026 01:30')
  expect(formatInstant('2026-03-29T01:30:00Z')).toBe('29-03-2026 03:30') // the hour that does not exist
  expect(formatMoment('2026-10-25T01:05:09.999Z')).toBe('25-10-2026 02:05:09 (+01:00)') // the hour that is struck twice
  expect(formatInstant('2026-10-25T00:05:09Z')).toBe('25-10-2026 02:05 (+02:00)')
  expect([formatInstant('2026-10-24T23:59:00Z'), formatInstant('2026-10-25T02:00:00Z')]).toEqual([
    '25-10-2026 01:59',
    '25-10-2026 03:00',
  ])
})

test('a message takes its values in both languages', () => {
  const table = defineMessages({
    plain: { nl: 'Partijen', en: 'Batches' },
    count: text<{ count: number }>({
      nl: ({ count }, write) => `${write.number(count)} partijen`,
      en: ({ count }, write) => `${write.number(count)} batches`,
    }),
  })
  expect(translator(table, 'nl')('count', { count: 1234 })).toBe('1.234 partijen')
  expect(translator(table, 'en')('count', { count: 1234 })).toBe('1,234 batches')
  expect(translator(table, 'nl')('plain')).toBe('Partijen')
})

test('a refusal speaks both languages, and its exception keeps the values out of its message', () => {
  const problems = defineProblems('room', {
    short: conflict<{ heldMg: bigint }>({
      title: { nl: 'Te weinig.', en: 'Too little.' },
      detail: ({ heldMg }, say) => ({
        nl: `De kluis heeft ${say.mass(heldMg)}.`,
        en: `The safe holds ${say.mass(heldMg)}.`,
      }),
      basis: ['opiumwet/6'],
    }),
  })
  const result = refuse(problems.short, { heldMg: 12_000n })
  try {
    unwrap(result)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(Refused)
    const { refusal, message } = error as Refused
    expect(message).toBe('room/short')
    expect(refusal.basis).toEqual(['opiumwet/6'])
    expect(sayRefusal(refusal, 'nl')).toEqual({ title: 'Te weinig.', detail: 'De kluis heeft 12\u00a0g.' })
    expect(sayRefusal(refusal, 'en').detail).toBe('The safe holds 12\u00a0g.')
  }
})
