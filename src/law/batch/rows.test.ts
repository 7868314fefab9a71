// Bytes in, rows out: whatever the pieces they come in, whatever stands in them, and from any shard on. Not here: judging them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTable, readHead } from './head.ts'
import { lostRow, type Row, rowsOf } from './rows.ts'
import { maxRow, openScanner, type Shard, type TableKind } from './scan.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

type How = { kind?: TableKind; separator?: string; piece?: number; size?: number; offset?: number; line?: number }

function shardsOf(text: string | Uint8Array, how: How = {}): Shard[] {
  const { kind = 'csv', separator = ',', piece = 7, size = 1, offset = 0, line = 1 } = how
  const all = typeof text === 'string' ? bytes(text) : text
  const scanner = openScanner({ kind, separator, offset, line, size })
  const shards: Shard[] = []
  const hand = new Uint8Array(piece)
  for (let at = offset; at < all.length; at += piece) {
    const given = all.subarray(at, at + piece)
    hand.set(given) // One buffer for every piece, as a file is read.
    shards.push(...scanner.take(hand.subarray(0, given.length)))
  }
  return [...shards, ...scanner.end()]
}

function readAll(text: string, how: How = {}): Row[] {
  const { kind = 'csv', separator = ',' } = how
  return shardsOf(text, how).flatMap(({ bytes: own, line, fault }) =>
    fault ? [lostRow(line, fault)] : rowsOf(new TextDecoder().decode(own), kind, separator, line),
  )
}

describe('CSV', () => {
  test.each<[string, string, string[][]]>([
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
      'a,b\r\n1,"2"\r\n',
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
      'a quote in the middle is a letter',
      'a,b\n5" nail,2\n',
      [
        ['a', 'b'],
        ['5" nail', '2'],
      ],
    ],
    [
      'an empty last field',
      'a,b\n1,\n"1",\n"1",""',
      [
        ['a', 'b'],
        ['1', ''],
        ['1', ''],
        ['1', ''],
      ],
    ],
    [
      'blank lines',
      'a,b\n\n1,2\r\n\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_name, text, expected) => {
    for (const piece of [1, 3, 100])
      for (const size of [1, 5, 1_000])
        expect(readAll(text, { piece, size }).map(({ fields }) => fields)).toEqual(expected)
  })

  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '€'), maxLength: 8 })
  const tables = fc.array(fc.tuple(cell, cell), { maxLength: 12 })
  const written = (rows: readonly (readonly [string, string])[]) =>
    rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')).join('\n')

  test('what is written is read back, in pieces and shards of any size', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), (rows, piece, size) => {
        const read = readAll(written(rows), { piece, size })
        expect(read.map(({ fields }) => fields)).toEqual(rows.map((row) => [...row]))
      }),
    )
  })

  test('where it is cut does not depend on the pieces, and from any cut on the rest is the same', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é'), maxLength: 60 })
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 }), (text, piece, size) => {
        const whole = shardsOf(text, { piece: 100, size })
        expect(shardsOf(text, { piece, size })).toEqual(whole)
        whole.forEach(({ end, endLine }, index) => {
          const rest = shardsOf(text, { piece, size, offset: end, line: endLine })
          expect(rest).toEqual(whole.slice(index + 1))
        })
      }),
    )
  })

  test('a line is the line of the file, however many a field has', () => {
    expect(readAll('a,b\n"1\n2",x\n\n3,y\n').map(({ line }) => line)).toEqual([1, 2, 5])
  })

  test('a quote that is never closed costs its own line alone', () => {
    const rows = readAll('a,b\n1,"2\n3,4\n5,6\n')
    expect(rows.map(({ fields, fault, line }) => [line, fault ?? fields])).toEqual([
      [1, ['a', 'b']],
      [2, 'open-quote'],
      [3, ['3', '4']],
      [4, ['5', '6']],
    ])
  })

  test('so does one with text behind it, which swallows no quoted rows', () => {
    const rows = readAll('a,b\n1,"2\n3,"4"\n5,"6"\n')
    expect(rows.map(({ fields, fault }) => fault ?? fields)).toEqual([
      ['a', 'b'],
      'stray-quote',
      ['3', '4'],
      ['5', '6'],
    ])
  })

  test('a row longer than a million signs is not kept, in CSV or SDF', () => {
    const long = 'x'.repeat(maxRow + 10)
    const csv = readAll(`a,b\n${long}\n1,2\n`, { piece: 65_536 })
    expect(csv.map(({ fault, line }) => [fault, line])).toEqual([
      [null, 1],
      ['too-long', 2],
      [null, 3],
    ])
    const quoted = readAll(`a,b\n"${'x\n'.repeat(maxRow / 2)}\n1,2\n`, { piece: 65_536, size: 65_536 })
    expect(quoted[1]?.fault).toBe('open-quote')
    expect(quoted.at(-1)?.fields).toEqual(['1', '2'])
    const sdf = readAll(`one\n${'y\n'.repeat(maxRow / 2 + 10)}$$$$\ntwo\n\n\n$$$$\n`, { kind: 'sdf', piece: 65_536 })
    expect(sdf.map(({ fault, fields }) => fault ?? fields[1])).toEqual(['too-long', 'two'])
  })
})

test('a list of SMILES: the structure and the rest of the line', () => {
  const rows = readAll('CCO ethanol\n\n  CNC\tdimethyl amine \r\nC', { kind: 'smiles' })
  expect(rows.map(({ fields, line }) => [line, ...fields])).toEqual([
    [1, 'CCO', 'ethanol'],
    [3, '  CNC', 'dimethyl amine'],
    [4, 'C', ''],
  ])
})

test('an SD file: each record with its title and its data', () => {
  const file =
    'one\n\n\n  0  0\nM  END\n> <NR>\n17\n\n> 2 <note> (2)\nfirst\nsecond\n\n$$$$\r\ntwo\n\n\nM  END\n$$$$\nthree\n'
  for (const piece of [1, 13, 1_000]) {
    for (const size of [1, 1_000]) {
      const rows = readAll(file, { kind: 'sdf', piece, size })
      expect(rows.map(({ fields, data, line }) => [line, fields[1], data])).toEqual([
        [1, 'one', { NR: '17', note: 'first\nsecond' }],
        [14, 'two', {}],
        [19, 'three', {}],
      ])
    }
  }
})

describe('what a table is', () => {
  const wish = { kind: null, structure: null, id: null }
  const head = (text: string | Uint8Array, more: object = {}) =>
    readHead(typeof text === 'string' ? bytes(text) : text, true, { ...wish, ...more })

  test.each<[string, string, object, object]>([
    [
      'a byte order mark and semicolons',
      '\uFEFFnr;SMILES\n1;CCO\n',
      { id: 'NR' },
      { separator: ';', structure: 1, id: 0, offset: 13, line: 2 },
    ],
    ['tabs', 'smiles\tname\n', {}, { separator: '\t', structure: 0, id: -1 }],
    ['the column id is taken when it is there', 'id,smiles\n', {}, { id: 0 }],
    ['a heading over two lines', '"my\nid",smiles\nx', {}, { offset: 15, line: 3 }],
    ['a list of SMILES', 'CC(=O)O acetic acid\nCCO\n', {}, { kind: 'smiles' }],
    [
      'an SD file',
      'x\n\n\n  0  0  0     0  0              V2000\nM  END\n> <NR>\n1\n\n$$$$\n',
      { id: 'nr' },
      { kind: 'sdf', idName: 'NR', headings: ['structure', 'id', 'NR'] },
    ],
  ])('%s', (_name, text, more, expected) => expect(head(text, more)).toMatchObject(expected))

  test.each<[string, string | Uint8Array, object, object]>([
    ['nothing', '', {}, { kind: 'empty' }],
    ['spaces', ' \n \n', { kind: 'csv' }, { kind: 'empty' }],
    [
      'another name',
      'nr,structuur\n1,CCO\n',
      { structure: 'smiles' },
      { kind: 'no-column', column: 'smiles', headings: ['nr', 'structuur'] },
    ],
    ['no such id', 'smiles,nr,x\n', { id: 'id' }, { kind: 'no-column', column: 'id' }],
    ['twice', 'smiles,Smiles,x\n', { structure: 'SMILES' }, { kind: 'two-columns' }],
    ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0), {}, { kind: 'not-text', looksLike: 'spreadsheet' }],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 97, 0), {}, { kind: 'not-text', looksLike: 'utf-16' }],
    ['a picture', Uint8Array.of(0x89, 0x50, 0, 0), {}, { kind: 'not-text', looksLike: 'binary' }],
  ])('%s is refused, and said why', (_name, text, more, expected) => expect(head(text, more)).toMatchObject(expected))

  test('two columns that differ in capitals alone are told apart by the exact name', () => {
    const found = head('smiles,SMILES,x\n', { structure: 'SMILES' })
    expect(found !== null && isTable(found) && found.structure).toBe(1)
  })
})
