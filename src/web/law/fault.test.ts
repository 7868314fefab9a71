import { expect, test } from 'vitest'
import { faultIn } from './fault.ts'

test.each([
  ['CC(C', 2, { line: null, before: 'CC', at: '(', after: 'C' }],
  ['CC(C', 4, { line: null, before: 'CC(C', at: '␣', after: '' }],
  ['a\nbcd\ne', 3, { line: 2, before: '', at: 'bcd', after: '' }],
  ['a\n\ne', 2, { line: 2, before: '', at: '␣', after: '' }],
  ['C', 99, { line: null, before: 'C', at: '␣', after: '' }],
])('%j at %i', (text, at, fault) => expect(faultIn(text, at)).toEqual(fault))

test('of a long line only what stands around it is shown', () => {
  const { before, at, after } = faultIn(`${'C'.repeat(200)}X${'C'.repeat(200)}`, 200)
  expect(at).toBe('X')
  expect([before.length, after.length]).toEqual([41, 41])
})
