// What a certificate says on paper: method and uncertainty with each result, the days of testing, and that paper alone proves nothing. Not here: typesetting.
import { expect, test } from 'vitest'
import type { CertificateView, ComparedRow } from '../contract.ts'
import { certificatePaper } from './certificate-paper.ts'

const row = (change: Partial<ComparedRow>): ComparedRow => ({
  ...{ analyte: 'total-thc', min: '17.6', max: '26.4', unit: '%', of: 'dried', rule: 'simple', source: 'test' },
  ...{ value: '25.30', measuredOf: 'dried', uncertainty: '0.76', method: 'HPLC-UV, Ph. Eur. 3028', compared: '25.3' },
  ...{ accepted: null, verdict: 'inside', why: null, testedAt: '2026-11-12T15:49:33Z', eventId: null },
  ...change,
})
const view = {
  ...{ number: 'C-1', state: 'issued', sha256: 'a'.repeat(64), leafIndex: 7 },
  certificate: {
    ...{ product: { name: 'Flower' }, batch: { batchId: 'bat_1', name: 'B1' }, version: 1, publicUntil: null },
    ...{
      releasedAt: '2026-11-18T14:58:41Z',
      releasedBy: { capacity: null },
      expiresOn: null,
      label: [],
      unlimited: [],
    },
    specification: [
      row({}),
      row({ analyte: 'lead', min: null, uncertainty: null, method: null, testedAt: '2026-11-10T09:00:00Z' }),
      row({ analyte: 'mercury', value: null, compared: null, uncertainty: null, verdict: 'missing', testedAt: null }),
    ],
  },
} as unknown as CertificateView // The part of one that is printed.
const printed = (locale: 'nl' | 'en') =>
  certificatePaper({
    ...{ view, locale, publicUrl: new URL('https://grein.example'), author: 'BMC' },
    nameOf: (analyte) => analyte,
  }).data as { rows: string[][]; facts: string[][]; proof: string[][] } // As the template reads it.

test('each result stands with its method and its uncertainty, as far as they are known', () => {
  expect(printed('nl').rows.map(([name, , measured]) => [name, measured])).toEqual([
    ['total-thc, HPLC-UV, Ph. Eur. 3028', '25,30 ± 0,76 %'],
    ['lead', '25,30 %'],
    ['mercury, HPLC-UV, Ph. Eur. 3028', '–'],
  ])
})

test('the days of testing are named, and that what counts is not the paper', () => {
  const facts = printed('en').facts.map(([name, said]) => [name, said?.replaceAll(/[\u00a0\u202f]/g, ' ')])
  expect(facts).toContainEqual(['Tested on', '10 November 2026 – 12 November 2026'])
  expect(printed('en').proof.at(-1)![1]).toContain('Paper can be changed')
  expect(printed('nl').proof.at(-1)![1]).toContain('Bewijs controleren')
})
