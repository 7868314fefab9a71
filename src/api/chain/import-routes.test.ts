// A template as it is downloaded is read back as it was written, and a workbook's own dates and numbers as a person means them. Not here:
// what a row records (chain/importers).
import { expect, test } from 'vitest'
import { emptyTable, listTemplates, readTable, templateNamed } from '#chain'
import { zip } from '#chain/testing'
import { tableFile, tableFormats } from '../http/table-file.ts'

test.each(tableFormats)('every template comes back from %s with its headings and a row', async (format) => {
  for (const { name, columns } of listTemplates('nl').items) {
    const { head, about } = emptyTable(templateNamed(name)!, 'nl')
    const row = columns.map(({ example }) => example)
    const { bytes } = await tableFile({ table: { head, rows: [row] }, format, name, about })
    const { header, rows, otherSheets } = readTable(Buffer.from(bytes as string | Uint8Array<ArrayBuffer>))
    expect({ header, otherSheets }).toEqual({ header: head, otherSheets: [] })
    expect(rows.map(({ line, cells }) => [line, head.map((_, at) => cells[at] ?? '')])).toEqual([[2, row]])
  }
})

test('a date of a workbook is what the clock on the wall said; a number keeps its digits', async () => {
  // 46346.604166666664 days since 1899-12-30 is 20 November 2026, half past two.
  const bytes = workbook(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>moment</t></is></c><c r="B1" t="inlineStr"><is><t>mass</t></is></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>46346.604166666664</v></c><c r="B3"><v>12.125</v></c></row>',
  )
  const { rows } = readTable(bytes)
  // A number of a workbook has one reading, which "12.125" as a text has not.
  expect(rows).toEqual([{ line: 3, cells: ['2026-11-20 14:30:00', '12.125'], numbers: new Set([1]) }])
})

test('an archive that says it unfolds to more than any table is not opened', () => {
  expect(() => readTable(workbook('<row r="1"/>', 4_000_000_000))).toThrow('chain/import-too-long')
})

/** The smallest workbook Excel would open: one sheet, and a style that makes a number a date. `said`: the size its sheet claims. */
function workbook(rows: string, said?: number): Uint8Array {
  const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>${text}`
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zip(
    Object.entries({
      '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
      'xl/workbook.xml': xml(
        `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': xml(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
          `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
          `<Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
      ),
      'xl/styles.xml': xml(
        `<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      ),
      'xl/worksheets/sheet1.xml': xml(`<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`),
    }),
    (name, size) => (said !== undefined && name.endsWith('sheet1.xml') ? said : size),
  )
}
