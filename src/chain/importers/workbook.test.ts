// Workbooks as programs and people make them: what a cell does not hold is no empty cell, what a person does not see is not read, and nothing that
// can be written in one makes the house run out of time or memory. Not here: what a row records (import-file.test.ts).
import { describe, expect, test } from 'vitest'
import { zip } from '../testing/zip.ts'
import { importRowsMax, readTable } from './read-table.ts'

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>${text}`
type Given = {
  readonly rows?: string
  readonly after?: string
  readonly sheets?: readonly { readonly name: string; readonly state?: string; readonly rows: string }[]
  readonly properties?: string
  readonly texts?: string
  readonly styles?: string
  readonly prefix?: string
}

function partsOf({
  rows = '',
  after = '',
  sheets = [{ name: 'Blad1', rows }],
  properties = '',
  texts,
  styles,
  prefix = '',
}: Given) {
  const [open, close] = prefix === '' ? ['<', '</'] : [`<${prefix}:`, `</${prefix}:`]
  const main = `xmlns${prefix === '' ? '' : `:${prefix}`}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
  const prefixed = (text: string) => text.replaceAll(/<(\/?)(?=[a-z])/gi, (_, slash: string) => (slash ? close : open))
  const listed = sheets
    .map(
      ({ name, state }, at) =>
        `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at}"/>`,
    )
    .join('')
  return {
    'xl/workbook.xml': xml(
      prefixed(`<workbook ${main} xmlns:r="${relations}">${properties}<sheets>${listed}</sheets></workbook>`),
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at}" Type="${relations}/worksheet" Target="${at === 0 ? '/xl/' : ''}worksheets/sheet${at}.xml"/>`).join('')}<Relationship Id="s" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    ...(texts === undefined ? {} : { 'xl/sharedStrings.xml': xml(prefixed(`<sst ${main}>${texts}</sst>`)) }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': xml(prefixed(`<styleSheet ${main}>${styles}</styleSheet>`)) }),
    ...Object.fromEntries(
      sheets.map(({ rows: own }, at) => [
        `xl/worksheets/sheet${at}.xml`,
        xml(prefixed(`<worksheet ${main}><sheetData>${own}</sheetData>${after}</worksheet>`)),
      ]),
    ),
  }
}
const workbook = (given: Given) => zip(Object.entries(partsOf(given)))

const said = (text: string, at = '') => `<c${at && ` r="${at}"`} t="inlineStr"><is><t>${text}</t></is></c>`
const row = (line: number, ...cells: readonly string[]) => `<row r="${line}">${cells.join('')}</row>`
const heading = row(1, said('moment', 'A1'), said('mass', 'B1'), said('state', 'C1'))

const codeOf = (bytes: Uint8Array) => {
  try {
    readTable(bytes)
    return 'read'
  } catch (error) {
    return (error as { refusal?: { problem: { code: string } } }).refusal?.problem.code ?? error
  }
}

describe('a cell that does not hold what it shows', () => {
  test.each([
    ['a formula nobody calculated', '<c r="B2"><f>20+20</f><v/></c>', '', 'never calculated'],
    ['one without a place for its value', '<c r="B2"><f>20+20</f></c>', '', 'never calculated'],
    ['a formula in error', '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '', '#DIV/0!'],
    ['a merged cell', '<c r="B2" s="0"/>', '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>', 'merged'],
  ])('%s is no empty cell', (_, cell, after, why) => {
    const { rows } = readTable(workbook({ rows: heading + row(2, said('now', 'A2'), cell), after }))
    expect(rows[0]?.cells[1] ?? '').toBe('')
    expect(rows[0]?.odd?.get(1)?.en).toContain(why)
    expect(rows[0]?.odd?.has(0) ?? false, 'the cell beside it holds what it shows').toBe(false)
  })
  test('a row of nothing else is a row', () => {
    const { rows } = readTable(workbook({ rows: heading + row(2, '<c r="B2" t="e"><v>#N/A</v></c>') }))
    expect(rows.map(({ line }) => line)).toEqual([2])
  })
  test('a formula that was calculated is its value, as a program shows it', () => {
    const cells = [
      '<c r="A2"><f>0.1+0.2</f><v>0.30000000000000004</v></c>',
      '<c r="B2" t="str"><f>x</f><v>quarantine</v></c>',
      '<c r="C2" t="str"><f>x</f><v></v></c>',
    ]
    const { rows } = readTable(workbook({ rows: heading + row(2, ...cells) }))
    expect(rows).toMatchObject([{ cells: ['0.3', 'quarantine'] }])
    expect(rows[0]?.odd).toBeUndefined()
  })
})

describe('what a person sees', () => {
  const sheet = (name: string, batch: string, state?: string) => ({
    name,
    rows: row(1, said('batch')) + row(2, said(batch)),
    ...(state ? { state } : {}),
  })
  test.each(['hidden', 'veryHidden'])('is not a sheet that is %s', (state) => {
    const table = readTable(workbook({ sheets: [sheet('old', 'H-old', state), sheet('now', 'H-now')] }))
    expect(table.rows).toMatchObject([{ cells: ['H-now'] }])
    expect(table.otherSheets).toEqual([])
  })
  test('is told of another sheet with something in it, and not of an empty one', () => {
    const sheets = [sheet('a', 'H-a'), { name: 'empty', rows: '<row r="1"><c r="A1" s="1"/></row>' }, sheet('b', 'H-b')]
    expect(readTable(workbook({ sheets })).otherSheets).toEqual(['b'])
  })
  test('all sheets hidden is no table', () => {
    expect(codeOf(workbook({ sheets: [sheet('a', 'H', 'hidden')] }))).toBe('chain/import-unreadable')
  })
})

describe('dates and texts', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="d\\-m\\-yyyy\\ h:mm"/><numFmt numFmtId="165" formatCode="0.0&quot; dagen&quot;"/><numFmt numFmtId="166" formatCode="[Red]0;[$-413]General"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>'
  const cells = (value: string) => [1, 2, 3, 4].map((style) => `<c s="${style}"><v>${value}</v></c>`)
  test.each([
    ['', '46346.604166666664', '2026-11-20 14:30:00'],
    ['<workbookPr date1904="1"/>', '44884.604166666664', '2026-11-20 14:30:00'],
    ['<workbookPr date1904="true"/><workbookPr/>', '44884.604166666664', '2026-11-20 14:30:00'],
    ['<workbookPr date1904="false"/>', '46346', '2026-11-20'],
  ])('%s %s', (properties, value, read) => {
    const { rows } = readTable(workbook({ rows: row(1, said('a')) + row(2, ...cells(value)), properties, styles }))
    const number = String(Number(Number(value).toPrecision(15)))
    expect(rows[0]?.cells).toEqual([read, read, number, number])
    expect(rows[0]?.numbers).toEqual(new Set([2, 3]))
  })
  test('shared texts with runs, a reading aloud and a sign by its number; elements with a prefix; cells without an address', () => {
    const texts =
      '<si><r><t>H-</t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></si><si><t>a_x000D_b</t></si>'
    const rows = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c><c t="b"><v>1</v></c></row>'
    for (const prefix of ['', 'x'])
      expect(readTable(workbook({ rows, texts, prefix }))).toMatchObject({
        header: ['H-1'],
        rows: [{ line: 2, cells: ['a\rb', 'true'] }],
      })
  })
})

describe('what nobody types', () => {
  test('a sign in the last cell of all makes no grid of seventeen thousand million cells', () => {
    const { rows, header } = readTable(workbook({ rows: heading + row(1_048_576, said('x', 'XFD1048576')) }))
    expect(header).toEqual(['moment', 'mass', 'state'])
    expect(rows.map(({ line, cells }) => [line, cells.length, cells.at(-1)])).toEqual([[1_048_576, 16_384, 'x']])
  })
  const two = heading + row(2, said('x', 'A2'))
  test.each<[string, Uint8Array]>([
    ['a row beyond all rows', workbook({ rows: heading + row(99_999_999, said('x')) })],
    ['a column beyond all columns', workbook({ rows: heading + row(2, said('x', 'XFE2')) })],
    ['a number that is none', workbook({ rows: heading + row(2, '<c r="A2"><v>many</v></c>') })],
    [
      'a shared text that is not there',
      workbook({ rows: heading + row(2, '<c r="A2" t="s"><v>7</v></c>'), texts: '' }),
    ],
    ['an entity of its own', workbook({ rows: two, after: '&lol;' })],
    [
      'a part that is there twice',
      zip([...Object.entries(partsOf({ rows: two })), ['xl/workbook.xml', xml('<workbook/>')]]),
    ],
    ['a part that unfolds to more than it says', zip(Object.entries(partsOf({ rows: two })), () => 100)],
    ['an archive of something else', zip([['content.xml', xml('<office/>')]])],
    ['an archive cut off', workbook({ rows: two }).subarray(0, 300)],
  ])('%s is refused', (_, bytes) => {
    expect(codeOf(bytes)).toBe('chain/import-unreadable')
  })
  test.each<[string, Uint8Array]>([
    [
      'more rows than are looked over',
      workbook({ rows: Array.from({ length: importRowsMax + 2 }, (_, at) => row(at + 1, said('x'))).join('') }),
    ],
    ['a sheet that unfolds to eleven million signs', workbook({ rows: two, after: ' '.repeat(11_000_000) })],
    [
      'more merged cells than anybody merges',
      workbook({ rows: two, after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(1_001)}</mergeCells>` }),
    ],
  ])('%s is too long', (_, bytes) => {
    expect(codeOf(bytes)).toBe('chain/import-too-long')
  })
})
