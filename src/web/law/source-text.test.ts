import { expect, test } from 'vitest'
import { sourceText } from './source-text.ts'

test.each([
  ['stb-2024-90', 'Stb. 2024, 90'],
  ['kst-35863-1', 'Kamerstuk 35 863, nr. 1'],
  ['bwb-2015-10-02', 'Wettekst van 2 oktober 2015'],
  ['opiumwet-lijst-I-2015-10-02', 'Lijst I, tekst van 2 oktober 2015'],
  ['stb-2024-90-context', 'Stb. 2024, 90'],
  ['un-cnd-2015-2022', 'VN-besluit (CND) 2015–2022'],
  ['not-identified-2013-01-05', 'besluit niet gevonden'],
  ['house reading, to be checked', 'onze lezing, nog te controleren'],
  ['house', 'house'],
])('%s is cited as %s', (source, cited) => {
  expect(sourceText(source, 'nl').replaceAll('\u00a0', ' ')).toBe(cited)
})
