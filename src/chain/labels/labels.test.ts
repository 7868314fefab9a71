// Labels read back by somebody else's reader: the picture of a symbol, and the sheet. Not here: the forms of a code (kernel/gs1.property.test.ts).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { toBuffer } from 'bwip-js/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { groupSeparator, gtinOf, type PartyId, parseId, readScan, writeLink } from '#kernel'
import { openTypesetter } from '#platform'
import { readPdf } from '#platform/testing'
import { codeOf, labelSheet, needLotHere, type PackLot, packLotOf, serialOf } from './pack-labels.ts'
import { dataMatrix, dataMatrixText, linkCode } from './symbols.ts'

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = readFileSync(file)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

const lot: PackLot = {
  batchId: parseId('batch', 'bat_01a1edfa-f3a8-7000-8000-8f6ae6fed2a5')!,
  gtin: gtinOf('0871234567890'),
  lot: 'BRC26K0069',
  expiresOn: Temporal.PlainDate.from('2027-11-30'),
  packs: 3990,
  packMassMg: 5_000n,
  productName: 'Bedrocan',
  holders: ['packer'],
  stopped: null,
}
const code = codeOf(lot, serialOf(lot, 42))

/** What a scanner reads off the very symbol, drawn as a picture of points. */
async function scanned(bcid: 'datamatrix' | 'qrcode', text: string): Promise<{ text: string; contentType: string }> {
  const png = await toBuffer({
    bcid,
    text,
    parsefnc: bcid === 'datamatrix',
    scale: 4,
    padding: 8,
    backgroundcolor: 'FFFFFF',
  })
  const [found] = await readBarcodes(new Uint8Array(png), { textMode: 'Plain' })
  return { text: found?.text ?? '', contentType: found?.contentType ?? '' }
}

describe('a symbol', () => {
  test('is read by another reader as GS1, with the separator between lot and serial number', async () => {
    const found = await scanned('datamatrix', dataMatrixText(code))
    expect(found.contentType).toBe('GS1')
    expect(found.text).toBe(`01${lot.gtin}17271130` + `10BRC26K0069${groupSeparator}21${code.serial}`)
    expect(readScan(found.text, 2026)).toMatchObject({ kind: 'pack', lot: 'BRC26K0069', serial: code.serial })
  })
  test('with every sign GS1 allows survives print and scan', async () => {
    const hard = codeOf({ ...lot, lot: `A!"%&'()*+,-./_:;<=>`.slice(0, 20) }, '?z')
    const { text } = await scanned('datamatrix', dataMatrixText(hard))
    expect(readScan(text, 2026)).toMatchObject({ lot: hard.lot, serial: '?z' })
  })
  test('as a QR code is a Digital Link', async () => {
    const { text } = await scanned('qrcode', writeLink(code))
    expect(text).toBe(`https://id.gs1.org/01/${lot.gtin}/10/BRC26K0069/21/${code.serial}?17=271130`)
  })
  test('is drawn in vectors, without text or script', async () => {
    for (const svg of await Promise.all([dataMatrix(code), linkCode(code)])) {
      expect(svg).toMatch(/^<svg /)
      expect(svg).not.toMatch(/<(script|text|image)/)
    }
  })
})

describe('a sheet', () => {
  test('has a label a pack, numbered on from the first, page after page', async () => {
    await using setter = openTypesetter()
    const on = Temporal.PlainDate.from('2026-11-22')
    const { pages } = await readPdf(
      await setter.typeset(await labelSheet(lot, { first: 40, count: 30, locale: 'nl', on })),
    )
    expect(pages).toHaveLength(2)
    const numbers = pages.flatMap((page) => [...page.matchAll(/SN (\S+)/g)].map(([, number]) => number))
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, at) => serialOf(lot, 40 + at)))
    expect(numbers[0]).toMatch(/^[0-9A-Z]{10}0040$/)
    expect(pages[0]).toContain('LOT BRC26K0069')
    expect(pages[0]).toContain('EXP 30-11-2027')
  })
  test('of more packs than there are is refused', async () => {
    const on = Temporal.PlainDate.from('2026-11-22')
    await expect(labelSheet(lot, { first: 3_990, count: 2, locale: 'nl', on })).rejects.toThrow('chain/label-range')
  })
})

describe('a lot', () => {
  const row = {
    ...{ batchId: lot.batchId, name: 'BRC26K0069', gtin: lot.gtin, packs: 10, packMassMg: 5_000n, expiresOn: null },
    holders: lot.holders,
    ...({ status: 'released', isRecalled: false, isTakenBack: false } as const),
  }
  test('that is packed has a label', () => {
    expect(packLotOf(row, 'Bedrocan')).toMatchObject({ lot: 'BRC26K0069', packs: 10, productName: 'Bedrocan' })
  })
  test('that is no pack, or has a name no scanner takes, has none', () => {
    for (const changes of [{ gtin: null }, { gtin: '08712345678901' }, { packs: null }])
      expect(() => packLotOf({ ...row, ...changes }, '')).toThrow('chain/not-a-pack')
    for (const name of ['BRC 26', 'BRC–26', 'x'.repeat(21)])
      expect(() => packLotOf({ ...row, name }, '')).toThrow('chain/label-lot')
  })
  test('that is on hold, recalled, rejected or taken back gets no label more', async () => {
    const on = Temporal.PlainDate.from('2026-11-22')
    const sheet = (changes: object) =>
      labelSheet(packLotOf({ ...row, ...changes }, ''), { first: 1, count: 1, locale: 'nl', on })
    for (const changes of [{ status: 'held' }, { isRecalled: true }, { status: 'rejected' }, { isTakenBack: true }])
      await expect(sheet(changes)).rejects.toThrow('chain/label-stopped')
    await sheet({ status: 'quarantine' }) // Packs are labelled before they are released.
  })
  test('is labelled by who has any of it; of one that is stopped nobody is told that it lies elsewhere', () => {
    const here = (partyId: string | null, changes: object = {}) =>
      needLotHere(packLotOf({ ...row, ...changes }, ''), { partyId: partyId as PartyId | null })
    expect(() => here('packer')).not.toThrow()
    for (const partyId of ['pharmacy', null]) expect(() => here(partyId)).toThrow('chain/label-elsewhere')
    expect(() => here('packer', { isTakenBack: true, holders: [] })).not.toThrow() // `labelSheet` says why.
  })
  test('shares no serial number with another of its product', () => {
    const batchId = (at: number) => parseId('batch', `bat_01a1edfa-f3a8-7000-8000-${`${at}`.padStart(12, '0')}`)!
    const serials = Array.from({ length: 500 }, (_, at) => serialOf({ batchId: batchId(at), packs: 9 }, 1))
    expect(new Set(serials).size).toBe(500)
    expect(serialOf({ batchId: lot.batchId, packs: 1_000_000 }, 1)).toHaveLength(17)
  })
})
