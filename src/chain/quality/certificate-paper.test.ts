// What a certificate says on paper: method and uncertainty with each result, the days of testing, that paper alone proves nothing, and a code that leads
// to what does. Not here: how pages look.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { toBuffer } from 'bwip-js/node'
import { expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { openTypesetter } from '#platform'
import { readPdf } from '#platform/testing'
import type { CertificateView, ComparedRow } from '../contract.ts'
import { certificatePaper, checkAddress } from './certificate-paper.ts'

const row = (change: Partial<ComparedRow>): ComparedRow => ({
  ...{ analyte: 'total-thc', min: '17.6', max: '26.4', unit: '%', of: 'dried', rule: 'simple', source: 'test' },
  ...{ value: '25.30', measuredOf: 'dried', uncertainty: '0.76', method: 'HPLC-UV, Ph. Eur. 3028', compared: '25.3' },
  ...{ accepted: null, verdict: 'inside', why: null, testedAt: '2026-11-12T15:49:33Z', eventId: null },
  ...change,
})
const view = {
  ...{ number: 'C-1', state: 'issued', sha256: 'a'.repeat(64), leafIndex: 7, versions: [] },
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
const publicUrl = new URL('https://grein.example')
const paper = (locale: 'nl' | 'en', of = view) =>
  certificatePaper({ ...{ view: of, locale, publicUrl, author: 'BMC' }, nameOf: (analyte) => analyte })
const printed = async (locale: 'nl' | 'en') =>
  (await paper(locale)).data as { rows: string[][]; facts: string[][]; proof: string[][] } // As the template reads it.

test('each result stands with its method and its uncertainty, as far as they are known', async () => {
  expect((await printed('nl')).rows.map(([name, , measured]) => [name, measured])).toEqual([
    ['total-thc, HPLC-UV, Ph. Eur. 3028, op gedroogde stof', '25,30 ± 0,76 %'],
    ['lead, op gedroogde stof', '25,30 %'],
    ['mercury, HPLC-UV, Ph. Eur. 3028, op gedroogde stof', '–'],
  ])
})

test('each limit says of what it is, and a number of another basis says so too', async () => {
  const asIs = { ...row({ analyte: 'loss-on-drying', of: 'as-is', measuredOf: 'as-is', method: null }) }
  const wet = { ...row({ measuredOf: 'as-is', method: null, uncertainty: null }) }
  const one = { ...view, certificate: { ...view.certificate, specification: [asIs, wet] } }
  const { rows } = (await paper('en', one)).data as { rows: string[][] } // As the template reads it.
  expect(rows.map(([name]) => name)).toEqual(['loss-on-drying, as is', 'total-thc, on dried basis'])
  expect(rows[1]?.[2]?.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe('25.30 %, as is')
})

test('what lies below the limit of quantification is no number with an uncertainty', async () => {
  const below = row({ analyte: 'lead', min: null, value: '0.05', compared: '0.1', isBelow: true })
  const unlimited = [
    { test: 'aflatoxins', source: 'test', conforms: null, value: '0.5', unit: 'µg/kg', isBelow: true },
  ] as const
  const one = { ...view, certificate: { ...view.certificate, specification: [below], unlimited: [...unlimited] } }
  const said = (await paper('nl', one)).data as { rows: string[][]; unlimited: string[][] } // As the template reads it.
  const plain = (text?: string) => text?.replaceAll(/[\u00a0\u202f]/g, ' ')
  expect([plain(said.rows[0]?.[2]), plain(said.unlimited[0]?.[2])]).toEqual(['< 0,05 %', '< 0,5 µg/kg'])
})

test('a version that was replaced says by which, and one that was withdrawn that it was', async () => {
  const issued = (version: number, at: string) => ({ version, state: 'issued' as const, at })
  const versions = [issued(2, '2026-12-01T09:00:00Z'), issued(1, '2026-11-18T14:58:41Z')]
  const stands = async (of: CertificateView) => ((await paper('nl', of)).data as { stands: string | null }).stands
  expect((await stands({ ...view, versions }))?.replaceAll('\u00a0', ' ')).toBe(
    'Vervangen door versie 2, uitgegeven op 1 december 2026. Gebruik die; deze versie is wat er toen stond.',
  )
  expect(await stands({ ...view, versions, certificate: { ...view.certificate, version: 2 } })).toBeNull()
  expect(await stands({ ...view, versions, state: 'withdrawn' })).toContain('ingetrokken')
})

test('the days of testing are named, and that what counts is not the paper', async () => {
  const facts = (await printed('en')).facts.map(([name, said]) => [name, said?.replaceAll(/[\u00a0\u202f]/g, ' ')])
  expect(facts).toContainEqual(['Tested on', '10 November 2026 – 12 November 2026'])
  expect((await printed('en')).proof.at(-1)![1]).toContain('Paper can be changed')
  expect((await printed('nl')).proof.at(-1)![1]).toContain('Papier is te veranderen')
})

test('its code is read by another reader as the address where that version is checked, whatever its number', async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  for (const number of ['C-1', 'COA-2026-0001', 'a/b & c é']) {
    const one = { ...view, number, certificate: { ...view.certificate, version: 3 } }
    const address = checkAddress(one, publicUrl)
    const png = await toBuffer({
      ...{ bcid: 'qrcode', text: address },
      ...{ scale: 4, padding: 8, backgroundcolor: 'FFFFFF' },
    })
    const [found] = await readBarcodes(new Uint8Array(png), { textMode: 'Plain' })
    expect(found?.text).toBe(address)
    const asked = new URL(found?.text ?? '')
    expect([asked.pathname, asked.searchParams.get('certificate'), asked.searchParams.get('version')]).toEqual([
      ...['/verify', number, '3'],
    ])
    const { files, data } = await paper('nl', one)
    expect(Buffer.from(files?.['check.svg'] ?? '').toString()).toMatch(/^<svg /)
    expect(data).toMatchObject({ code: { file: '/check.svg', alt: address } })
  }
})

test('stands on the page, with what to do with it', async () => {
  await using setter = openTypesetter()
  const { pages } = await readPdf(await setter.typeset(await paper('en')))
  expect(pages.join(' ')).toContain('Scan and check')
})
