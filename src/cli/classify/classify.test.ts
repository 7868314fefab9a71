// A table in, a line a row out: in order, whatever the pieces it comes in, and a bad row is never the end.
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openClassifier, type StructureClassifier } from '#law'
import { loadCorpus } from '#law/corpus'
import { projectRoot } from '../project.ts'
import { csvField, csvRecords, maxRow, type Record_, sdfRecords, smilesRecords } from './records.ts'
import { classifyRows, type Format } from './rows.ts'

let classifier: StructureClassifier
beforeAll(async () => {
  const day = Temporal.PlainDate.from('2025-07-02')
  classifier = openClassifier(await loadCorpus(join(projectRoot, 'corpus')), { on: day, knownOn: day })
})

async function* inPieces(text: string, size = text.length || 1) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function rowsOf(records: AsyncIterable<readonly Record_[]>): Promise<Record_[]> {
  const all: Record_[] = []
  for await (const batch of records) all.push(...batch)
  return all
}

describe('reading CSV', () => {
  const fieldsOf = async (text: string, size?: number) =>
    (await rowsOf(csvRecords(inPieces(text, size)))).map(({ fields }) => fields)
  test.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no newline at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'Windows',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes',
      'a,b\n"x, ""y""","two\nlines"\n',
      [
        ['a', 'b'],
        ['x, "y"', 'two\nlines'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'an empty last field',
      'a,b\n1,\n',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'blank lines',
      'a,b\n\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', async (_name, text, expected) => expect(await fieldsOf(text)).toEqual(expected))

  test('what is written is read back, in pieces of any size', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', ' ', 'é'), maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const text = [['x', 'y'], ...rows]
            .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))
            .join('\n')
          expect(await fieldsOf(text, size)).toEqual([['x', 'y'], ...rows])
        },
      ),
    )
  })

  test('a row that never ends and a quote that is never closed are faults of their own', async () => {
    const long = await rowsOf(csvRecords(inPieces(`a,b\n"${'x'.repeat(maxRow + 10)}"\n1,2\n`, 65_536)))
    expect(long.map(({ fault }) => fault)).toEqual([null, 'too-long', null])
    const open = await rowsOf(csvRecords(inPieces('a,b\n"1,2\n')))
    expect(open.map(({ fault, line }) => [fault, line])).toEqual([
      [null, 1],
      ['open-quote', 2],
    ])
  })

  test('a spreadsheet will not run what we write', () => {
    expect(csvField('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
    expect(csvField('CC(=O)O')).toBe('CC(=O)O')
    expect(csvField('-1.5')).toBe('-1.5')
  })
})

async function linesOf(text: string, more: { format?: Format; id?: string; structure?: string; list?: boolean } = {}) {
  let out = ''
  const { format = 'jsonl', id = null, structure = 'smiles', list = false } = more
  const end = await classifyRows({
    ...{ classifier, format, trace: false, coverage: [{ list: 'I', extent: 'text' }], progress: () => {} },
    records: list ? smilesRecords(inPieces(text, 7)) : csvRecords(inPieces(text, 7)),
    columns: list ? null : { structure, id },
    write: async (piece) => {
      out += piece
    },
  })
  return { end, lines: out.trim().split('\n') }
}

test('a line for every row, in order, with its own id', async () => {
  const { lines, end } = await linesOf(
    'nr,smiles\n7,CNC(C)Cc1ccc2OCOc2c1\n8,CCO\n9,C1CC\n10,CC(N)Cc1ccc(C#N)cc1\n11,\n',
    { id: 'nr' },
  )
  const said = lines.map((line) => JSON.parse(line) as { id: string; verdict: string; findings: { list: string }[] })
  expect(said.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['7', 'controlled'],
    ['8', 'not-controlled'],
    ['9', 'invalid'],
    ['10', 'expert'],
    ['11', 'invalid'],
  ])
  expect(said[0]?.findings.map(({ list }) => list)).toEqual(['I', 'IA'])
  expect(end.counts).toEqual({ rows: 5, controlled: 1, 'not-controlled': 1, expert: 1, invalid: 2 })
})

test('as CSV the columns that came in stay, in front', async () => {
  const { lines } = await linesOf('smiles;note\nCCO;"a; b"\n', { format: 'csv' })
  expect(lines).toEqual(['smiles,note,verdict,lists,findings,exceptions,messages', 'CCO,"a; b",not-controlled,,,,'])
})

test('a list of SMILES has no heading', async () => {
  const { lines } = await linesOf('CCO ethanol\n\nCNC(C)Cc1ccc2OCOc2c1\tmdma\n', { list: true })
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['ethanol', 'mdma'])
})

test('an SD file: a line for every record, by its data or its title', async () => {
  const carbon = (x: number) => `    ${x}.0000    0.0000    0.0000 C   0  0`
  const ethane = `\n\n  2  1  0     0  0              V2000\n${carbon(0)}\n${carbon(1)}\n  1  2  1  0\nM  END\n`
  const file = `one${ethane}> <NR>\n17\n\n$$$$\ntwo${ethane}$$$$\nthree\n\n\nrubbish\nM  END\n$$$$\n`
  for (const size of [1, 13, 1000]) {
    const records = await rowsOf(sdfRecords(inPieces(file, size), 'nr'))
    expect(records.map(({ fields }) => fields[1])).toEqual(['17', 'two', 'three'])
    const said = records.map(({ fields }) => classifier.classify(fields[0]!).verdict)
    expect(said).toEqual(['not-controlled', 'not-controlled', 'unreadable'])
  }
})

test('a column that is not there is said, with those that are', async () => {
  const { end } = await linesOf('name,structuur\nx,CCO\n')
  expect(end.missing).toBe('smiles')
  expect(end.headings).toEqual(['name', 'structuur'])
})
