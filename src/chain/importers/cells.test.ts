// What a person may write in a cell, and what is refused with what to write instead. Not here: whole files.
import { expect, test } from 'vitest'
import { ambiguity, readChoice, readCount, readDay, readGrams, readMoment, readSomeGrams } from './cells.ts'

const value = (read: { value: unknown } | { fault: unknown }) => ('value' in read ? String(read.value) : 'fault')

test.each([
  ['20-11-2026 14:30', '2026-11-20T13:30:00Z'],
  ['2026-11-20 14:30', '2026-11-20T13:30:00Z'],
  ['2026-11-20T14:30', '2026-11-20T13:30:00Z'],
  ['1-7-2026 9.05', '2026-07-01T07:05:00Z'],
  ['2026-11-20 14:30:05', '2026-11-20T13:30:05Z'],
  ['2026-11-20T13:30:00Z', '2026-11-20T13:30:00Z'],
  ['2026-10-25 02:30+01:00', '2026-10-25T01:30:00Z'],
  ['2026-10-25 02:30', 'fault'], // Struck twice that night.
  ['2026-03-29 02:30', 'fault'], // Skipped that night.
  ['31-11-2026 10:00', 'fault'],
  ['20-11-2026', 'fault'],
  ['20-11-2026 25:00', 'fault'],
  ['yesterday', 'fault'],
])('the moment %s', (text, read) => {
  expect(value(readMoment(text))).toBe(read)
})

test('an hour that came twice is told from what is no moment at all', () => {
  expect(readMoment('2026-10-25 02:30')).toMatchObject({ fault: { en: expect.stringContaining('offset') } })
  expect(readMoment('2026-02-30 02:30')).toMatchObject({ fault: { en: expect.stringContaining('for instance') } })
})

test.each([
  ['2026-11-20', 'midnight is that too'],
  ['20-11-2026', 'midnight is that too'],
  ['46346.604', 'as a workbook keeps a date'],
  ['46346,604', 'as a workbook keeps a date'],
  ['20-11-2026 soon', 'for instance'],
])('%s is no moment, and why', (text, why) => {
  expect(readMoment(text)).toMatchObject({ fault: { en: expect.stringContaining(why) } })
})

test.each([
  ['12,5', '12500'],
  ['12.5', '12500'],
  ['2 kg', '2000000'],
  ['0', '0'],
  ['0,0001', 'fault'],
  ['0.30000000000000004', 'fault'],
  ['1.234,5', '1234500'], // Two signs say which is which.
  ['1.234', 'fault'],
  ['1.234.5', 'fault'],
  ['-3', 'fault'],
  ['', 'fault'],
])('the mass %s', (text, read) => {
  expect(value(readGrams(text))).toBe(read)
})

test.each([
  ['1.250', '1250 or 1.25'],
  ['1,250 g', '1250 g or 1.25 g'],
  ['19,995', '19995 or 19.9950'],
  ['19.005kg', '19005 kg or 19.0050 kg'],
  ['120.000', '120000 or 120'],
  ['1.5', null],
  ['1.25', null],
  ['1.2500', null],
  ['19,9950', null],
  ['0,250', null],
  ['0.001', null],
  ['1250,500', null],
  ['1250', null],
])('%s can be read in two ways: %s', (text, both) => {
  const found = ambiguity(text)
  expect(found?.fault.en ?? null).toBe(both === null ? null : `This can be ${both}. Write ${both}.`)
  if (found)
    for (const way of found.fault.nl.split('Schrijf ')[1]!.slice(0, -1).split(' of ')) {
      expect(ambiguity(way)).toBeNull()
      expect(value(readGrams(way))).not.toBe('fault')
    }
})

test('nothing is not something', () => {
  expect(value(readSomeGrams('0'))).toBe('fault')
  expect(value(readSomeGrams('0,001'))).toBe('1')
})

test.each([
  ['120', '120'],
  ['120.0', '120'],
  ['0', 'fault'],
  ['1,5', 'fault'],
  ['1.000', 'fault'],
  ['12.125', 'fault'],
  ['1.00', '1'],
  ['12345678', 'fault'],
])('the count %s', (text, read) => {
  expect(value(readCount(text))).toBe(read)
})

test('days and words', () => {
  expect(value(readDay('20-11-2027'))).toBe('2027-11-20')
  expect(value(readDay('2027-02-29'))).toBe('fault')
  const words = { released: { nl: 'vrijgegeven', en: 'released' }, waste: { nl: 'afval', en: 'waste' } }
  expect(value(readChoice('Vrijgegeven', words))).toBe('released')
  expect(readChoice('gone', words)).toEqual({
    fault: {
      nl: 'Dit woord kennen we hier niet. Kies uit: vrijgegeven, afval.',
      en: 'This word is not known here. Choose from: released, waste.',
    },
  })
})
