// A judged row as a line: every column kept, every fault said, nothing a spreadsheet would run. Not here: reading rows.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StructureAnswer } from '../classifier/structure.ts'
import { isTable, readHead } from './head.ts'
import { batchFormats, csvField, writerOf } from './lines.ts'
import { openBatch } from './shards.ts'
import { xmlText } from './sheet.ts'
import { crc32, joinCrc } from './zip.ts'

const nothing = { findings: [], exceptions: [], messages: [], steps: [], nearMisses: [], error: null }
/** Stands in for the law: what it says hangs on the text alone. */
const classifier = {
  classify(structure: string): StructureAnswer {
    if (structure === 'BUG') throw new Error('a bug')
    const error = structure === 'C1CC' ? { at: 1, reason: 'syntax', detail: 'a ring is never closed' } : null
    return { ...nothing, verdict: error ? 'unreadable' : 'not-controlled', error }
  },
}

function linesOf(
  text: string | Uint8Array,
  format: (typeof batchFormats)[number],
  stopped?: ReadonlyMap<number, string>,
) {
  const bytes = new Uint8Array(typeof text === 'string' ? new TextEncoder().encode(text) : text)
  const table = readHead(bytes, true, { kind: 'csv', structure: null, id: null })
  if (table === null || !isTable(table)) throw new Error('no table')
  const writer = writerOf(format, table, [{ list: 'I', extent: 'partial' }])
  const shard = { bytes: bytes.slice(table.offset), line: table.line, fault: null }
  const { text: written, counts } = openBatch(classifier, table, { trace: true }).write(
    shard,
    writer.line,
    stopped ? { stopped } : {},
  )
  return { lines: (writer.head + written).trimEnd().split('\n'), counts }
}
const json = (text: string | Uint8Array) => linesOf(text, 'jsonl').lines.map((line) => JSON.parse(line))

test('a line a row, in order, with its own id and columns, doubles kept apart', () => {
  expect(json('id,smiles,note,note\n7,CCO,a,b\n7,CCC,,\n').map(({ id, columns }) => [id, columns])).toEqual([
    ['7', { note: 'a', 'note (2)': 'b' }],
    ['7', { note: '', 'note (2)': '' }],
  ])
})

test('what cannot be read is invalid, with the line, the offset in the field and why; the rows after it go on', () => {
  const said = json('id,smiles\n1,  C1CC\n2\n3,CCO,4\n5,BUG\n6,CCO\n')
  expect(said.map(({ verdict }) => verdict)).toEqual(['invalid', 'invalid', 'invalid', 'expert', 'not-controlled'])
  expect(said[0].messages).toMatchObject([{ code: 'syntax', at: 3, line: 2, detail: 'a ring is never closed' }])
  expect(said.slice(1, 4).map(({ messages }) => messages[0].code)).toEqual(['no-structure', 'fields', 'stopped'])
})

test('a row that is not UTF-8 is read as Windows writes it, and its neighbours are not', () => {
  const text = new TextEncoder().encode('id,smiles,note\n1,CCO,é\n2,CCO,X\n')
  text[text.length - 2] = 0xe9
  const [first, second] = json(text)
  expect([first.columns.note, second.columns.note]).toEqual(['é', 'é'])
  expect([first.messages, second.messages[0].code]).toEqual([[], 'not-utf-8'])
})

test('a row that ended a worker is for an expert and says so', () => {
  const { lines, counts } = linesOf('smiles\nCCO\nCCC\n', 'csv', new Map([[1, 'it took longer than 20 s']]))
  expect(lines[2]).toMatch(/^CCC,expert,.*stopped: it took longer than 20 s/)
  expect(counts).toMatchObject({ rows: 2, expert: 1, 'not-controlled': 1 })
})

test('every format writes as many rows as came in', () => {
  for (const format of batchFormats) expect(linesOf('smiles\nCCO\nC1CC\n', format).counts.rows).toBe(2)
})

test('a spreadsheet will not run what we write', () => {
  expect(csvField('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
  expect(csvField('CC(=O)O')).toBe('CC(=O)O')
  expect(csvField('-1.5')).toBe('-1.5')
  expect(xmlText('a<b & "c"\u0000\ud800_x0041_')).toBe('a&lt;b &amp; &quot;c&quot;\uFFFD\uFFFD_x005F_x0041_')
})

test('checksums of pieces join to that of the whole', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (one, other) => {
      const whole = crc32(Uint8Array.from([...one, ...other]))
      expect(joinCrc(crc32(one), crc32(other), other.length)).toBe(whole)
    }),
  )
})
