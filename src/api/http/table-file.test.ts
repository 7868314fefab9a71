// Tables as a spreadsheet opens them. Not here: which tables there are.
import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { csvOf, tableFile } from './table-file.ts'

const table = {
  head: ['Name', 'Stock (g)'],
  rows: [
    ['=1+1', { number: '1.5' }],
    ['a "b", c\nd', { number: '-0.001' }],
  ],
} as const

test('a CSV quotes what would break a row, and nothing in it runs', () => {
  expect(csvOf(table)).toBe('\uFEFFName,Stock (g)\r\n\'=1+1,1.5\r\n"a ""b"", c\nd",-0.001\r\n')
})

test('a workbook holds text as text and numbers as numbers', async () => {
  const { bytes, fileName } = await tableFile({ table, format: 'xlsx', name: 'stock', about: [['Pharmacy']] })
  expect(fileName).toBe('stock.xlsx')
  const sheet = inflated(bytes as Uint8Array) // A workbook is bytes.
  expect(sheet).toContain('<is><t>=1+1</t></is>')
  expect(sheet).toContain('<c><v>-0.001</v></c>')
})

/** The one deflated entry of the archive: the sheet of rows. */
function inflated(bytes: Uint8Array): string {
  const view = Buffer.from(bytes)
  const name = view.indexOf('xl/worksheets/sheet1.xml')
  return inflateRawSync(view.subarray(name + 'xl/worksheets/sheet1.xml'.length)).toString()
}
