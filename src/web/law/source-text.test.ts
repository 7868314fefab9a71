import { expect, test } from 'vitest'
import { sourceText } from './source-text.ts'

test.each([
  ['stb-2024-90', 'Stb. 2024, 90'],
  ['kst-35863-1', 'Kamerstuk 35 863, nr. 1'],
  ['bwb-2015-10-02', 'Wettekst van 2 oktober 2015'],
  ['house', 'house'],
])('%s is cited as %s', (source, cited) => {
  expect(sourceText(source, 'nl').replaceAll('\u00a0', ' ')).toBe(cited)
})
