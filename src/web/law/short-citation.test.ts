// The short names readers know from the law books. Not here: the articles themselves.
import { expect, test } from 'vitest'
import { shortCitation } from './short-citation.ts'

test.each([
  ['opiumwet/8i/4', 'Ow 8i(4)'],
  ['opiumwet/8a/2/f', 'Ow 8a(2)f'],
  ['opiumwet/3/B', 'Ow 3 B'],
  ['opiumwet/lijst/IA', 'Ow lijst IA'],
  ['opiumwetbesluit/6', 'Owb 6'],
  ['opiumwet', 'Ow'],
  ['landelijke-regeling/2', 'Landelijke-regeling 2'],
])('%s is %s', (article, short) => {
  expect(shortCitation(article)).toBe(short)
})
