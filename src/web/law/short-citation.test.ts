// The short names readers know from the law books. Not here: the articles themselves.
import { readdirSync, readFileSync } from 'node:fs'
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
  ['enkelvoudig-verdrag/34/b', 'EV 34(b)'],
  ['verordening-536-2014/58', 'Vo. 536/2014 58'],
])('%s is %s', (article, short) => {
  expect(shortCitation(article)).toBe(short)
})

const acts = new URL('../../../corpus/acts/', import.meta.url)
test.each(readdirSync(acts))('an article of %s is named as the corpus names its act', (file) => {
  const { act, short } = JSON.parse(readFileSync(new URL(file, acts), 'utf8')) as { act: string; short: string }
  expect(shortCitation(`${act}/1`)).toBe(`${short} 1`)
})
