// A table in a browser: what the pages show is what was judged, whatever the filter, and the file is the same again. Not here: the screen.
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BatchVerdict, isTable, type Table } from '#law/batch'
import { readCorpus } from '#law/corpus'
import { type LawHere, openLaw } from './law-here.ts'
import { openTables } from './tables.ts'

const days = { on: '2025-07-02', knownOn: '2026-01-01' }
const some = ['CNC(C)Cc1ccc2OCOc2c1', 'CCO', 'C1CC', '*CC', 'CC(=O)Oc1ccccc1C(=O)O']
const expected: readonly BatchVerdict[] = ['controlled', 'not-controlled', 'invalid', 'expert', 'not-controlled']
const rows = 4_000

let law: LawHere
beforeAll(() => {
  law = openLaw(() => readCorpus(join(import.meta.dirname, '..', '..', '..', '..', 'corpus')))
})

/** Long enough for several shards, with blank lines between. */
const text = `nr;smiles;note\n${Array.from({ length: rows }, (_, row) => `${row};${some[row % 5]};"note ${row}\n${'x'.repeat(row % 40)}"\n\n`).join('')}`

async function judged() {
  const tables = openTables(law)
  const file = new File([text], 'stock.csv')
  const head = await tables.head({ file, wish: { kind: 'csv', structure: 'smiles', id: 'nr' } })
  if (!isTable(head)) throw new Error(head.kind)
  const ran = await tables.run({ file, table: head, ...days }, () => {})
  return { tables, file, head, ran }
}

describe('a run', () => {
  test('counts every row, and each page holds the rows it says', async () => {
    const { tables, ran } = await judged()
    expect(ran).toMatchObject({
      isWhole: true,
      counts: { rows, controlled: 800, 'not-controlled': 1_600, expert: 800 },
    })
    for (const verdict of [null, 'controlled', 'invalid'] as const) {
      const of = (row: number) => verdict === null || expected[row % 5] === verdict
      const numbers = Array.from({ length: rows }, (_, row) => row).filter(of)
      for (const from of [0, 50, numbers.length - 7]) {
        const page = await tables.page({ verdict, from, count: 50 })
        expect(page.total).toBe(numbers.length)
        expect(page.rows.map(({ id }) => Number(id))).toEqual(numbers.slice(from, from + 50))
        for (const row of page.rows) expect(row.verdict).toBe(expected[(row.number - 1) % 5])
      }
    }
  })

  test('a row says what it was found under by its name, and where it cannot be read', async () => {
    const { tables } = await judged()
    const [first] = (await tables.page({ verdict: 'controlled', from: 0, count: 1 })).rows
    expect(first?.found[0]).toMatchObject({ list: 'I', basis: 'named', name: { nl: 'MDMA' }, isSure: true })
    const [bad] = (await tables.page({ verdict: 'invalid', from: 0, count: 1 })).rows
    expect(bad?.messages[0]).toMatchObject({ code: 'syntax', at: 1 })
  })

  test('a download has a line for every row, in order, and a workbook is an archive', async () => {
    const { tables } = await judged()
    const lines = (await (await tables.download({ format: 'jsonl' }, () => {})).text()).trimEnd().split('\n')
    expect(lines.map((line) => Number(JSON.parse(line).id))).toEqual(Array.from({ length: rows }, (_, row) => row))
    const book = Buffer.from(await (await tables.download({ format: 'xlsx' }, () => {})).arrayBuffer())
    expect([book.subarray(0, 2).toString(), book.includes('xl/workbook.xml')]).toEqual(['PK', true])
  })

  test('a gzipped file is the same table', async () => {
    const { ran } = await judged()
    const tables = openTables(law)
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
    const file = new File([await new Response(packed).blob()], 'stock.csv.gz')
    const head = (await tables.head({ file, wish: { kind: 'csv', structure: 'smiles', id: 'nr' } })) as Table // As above.
    expect((await tables.run({ file, table: head, ...days }, () => {})).counts).toEqual(ran.counts)
  })
})

test('a law that did not come is asked for again', async () => {
  let asked = 0
  const failing = openLaw(async () => {
    asked++
    throw new TypeError('no line')
  })
  await expect(failing.on(days)).rejects.toThrow('no line')
  await expect(failing.on(days)).rejects.toThrow('no line')
  expect([asked, failing.isHere()]).toEqual([2, false])
})
