// The command as people run it: tables in and out, cut off and taken up again, and threads that end. Not here: rows and lines (#law/batch).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CorpusData, readHead, type Table } from '#law/batch'
import { projectRoot } from '../project.ts'
import { inOrder } from './in-order.ts'
import { openPool } from './pool.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grein-classify-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const main = join(projectRoot, 'src', 'cli', 'main.ts')
const on = ['--on', '2025-07-02', '--known-on', '2026-01-01']
type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

function grein(args: readonly string[], input: string | Uint8Array = ''): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'classify', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, LC_ALL: 'C' },
  })
  return { code: status, out: stdout, err: stderr }
}
const jsonIn = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const mdma = 'CNC(C)Cc1ccc2OCOc2c1'

test('one substance: brief leaves the steps out, and what is for a file alone is refused', () => {
  const [full, brief] = [grein(['MDMA', ...on]), grein(['MDMA', ...on, '--brief'])].map(({ out }) => jsonIn(out)[0])
  expect(full.findings.every(({ trace }: { trace: unknown[] }) => trace.length > 0)).toBe(true)
  expect(brief.findings.map(({ rule, trace }: { rule: string; trace: unknown[] }) => [rule, trace])).toEqual(
    full.findings.map(({ rule }: { rule: string }) => [rule, []]),
  )
  for (const option of [
    ['--output', join(folder, 'one.jsonl')],
    ['--structure', 'smiles'],
  ])
    expect(grein(['MDMA', ...on, ...option])).toMatchObject({
      code: 64,
      out: '',
      err: expect.stringContaining(option[0]!),
    })
  expect(existsSync(join(folder, 'one.jsonl'))).toBe(false)
})

test('one line a row from a pipe, in the form that is promised', () => {
  const { out, code, err } = grein(['-', '--id', 'nr', ...on], `nr,smiles,note\n7,${mdma},"a, b"\n8,CCO,\n9,C1CC,\n`)
  const [first, second, third] = jsonIn(out)
  expect([code, err]).toEqual([0, '3 rows: 1 controlled, 1 not, 0 for an expert, 1 unreadable.\n'])
  expect(Object.keys(first)).toEqual(['id', 'verdict', 'findings', 'exceptions', 'coverage', 'messages', 'columns'])
  expect([first.id, first.verdict, first.columns]).toEqual(['7', 'controlled', { note: 'a, b' }])
  expect(first.findings[0]).toMatchObject({
    list: 'I',
    basis: 'named',
    rule: 'mdma',
    version: null,
    status: expect.anything(),
  })
  expect(first.findings.find(({ list }: { list: string }) => list === 'IA')).toMatchObject({
    ...{ basis: 'group', version: expect.any(String), status: 'model', citation: { short: expect.any(String) } },
    trace: expect.arrayContaining([expect.objectContaining({ outcome: 'met', atoms: expect.any(Array) })]),
  })
  expect(first.exceptions[0]).toMatchObject({ kind: 'other-list', source: expect.any(String), needsEvidence: null })
  expect(first.coverage.map(({ list }: { list: string }) => list)).toEqual(['I', 'IA', 'II'])
  expect(second.verdict).toBe('not-controlled')
  expect([third.verdict, third.messages[0].at, third.messages[0].line]).toEqual(['invalid', 1, 4])
})

test('one substance, by name or structure; what cannot be judged ends with a number of its own', () => {
  const byName = grein(['MDMA', ...on])
  expect([byName.code, jsonIn(byName.out)[0].verdict]).toEqual([0, 'controlled'])
  expect(jsonIn(byName.out)[0].findings[0]).toMatchObject({ list: 'I', basis: 'named' })
  const bySmiles = grein([mdma, ...on])
  expect(jsonIn(bySmiles.out)[0]).toMatchObject({ id: mdma, verdict: 'controlled' })
  const unread = grein(['C1CC', ...on])
  expect([unread.code, jsonIn(unread.out)[0].verdict]).toEqual([65, 'invalid'])
})

test.each<[string, string[], string | Uint8Array, number, RegExp]>([
  [
    'a column that is not there',
    ['-'],
    'nr,structuur,x\n1,CCO,\n',
    65,
    /no column "smiles".*nr, structuur, x.*--structure/,
  ],
  ['an id that is not there', ['-', '--id', 'nr'], 'smiles,x,y\n', 65, /no column "nr".*--id/],
  ['nothing at all', ['-', '--from', 'csv'], '', 65, /The input is empty/],
  [
    'a gzip that is not whole',
    ['-'],
    gzipSync('smiles\nCCO\n'.repeat(999)).subarray(0, 30),
    65,
    /gzip file is not whole/,
  ],
  ['a file that is not there', ['/nowhere/x.csv'], '', 66, /is not there/],
  ['a day before the law', ['-', '--on', '1900-01-01'], '', 65, /1919|before/],
  ['resuming a pipe', ['-', '--resume'], '', 64, /--resume goes with a file/],
])('%s is refused in one paragraph', (_name, args, input, code, said) => {
  const ended = grein(args, input)
  expect([ended.code, ended.out]).toEqual([code, ''])
  expect(ended.err).toMatch(said)
})

describe('a table in a file', () => {
  const rows = 20_000
  let table: string
  let whole: string
  beforeAll(() => {
    table = join(folder, 'table.csv')
    const some = [mdma, 'CCO', 'C1CC', 'CC(=O)Oc1ccccc1C(=O)O', 'CC(N)Cc1ccccc1']
    const lines = Array.from(
      { length: rows },
      (_, row) => `${row},${some[row % 5]}${'C'.repeat(row % 7)},"note ${row}\nsecond"`,
    )
    writeFileSync(table, `id,smiles,note\n${lines.join('\n')}\n`)
    whole = join(folder, 'whole.jsonl')
    expect(grein([table, ...on, '--output', whole, '--workers', '2']).code).toBe(0)
  })

  test('every row in order, once, and no progress is left behind', () => {
    const ids = jsonIn(readFileSync(whole, 'utf8')).map(({ id }) => Number(id))
    expect(ids).toEqual(Array.from({ length: rows }, (_, row) => row))
    expect(existsSync(`${whole}.progress`)).toBe(false)
  })

  test('gzipped and from a pipe it says the same', () => {
    const zipped = join(folder, 'table.csv.gz')
    writeFileSync(zipped, gzipSync(readFileSync(table)))
    expect(grein([zipped, ...on, '--workers', '1']).out === readFileSync(whole, 'utf8')).toBe(true)
    expect(
      grein(['-', ...on, '--workers', '2'], gzipSync(readFileSync(table))).out === readFileSync(whole, 'utf8'),
    ).toBe(true)
  })

  test('nothing is written over that nobody asked to', () => {
    const again = grein([table, ...on, '--output', whole])
    expect([again.code, again.err]).toEqual([73, expect.stringContaining('exists already')])
    const done = grein([table, ...on, '--output', whole, '--resume'])
    expect([done.code, done.err]).toEqual([0, expect.stringContaining('is done already')])
    expect(grein([table, ...on, '--output', table, '--overwrite']).code).toBe(64)
  })

  test.each(['jsonl', 'csv', 'xlsx'])(
    'killed at any moment and resumed, %s is byte for byte what it would have been',
    async (format) => {
      const expected = join(folder, `expected.${format}`)
      grein([table, ...on, '--format', format, '--output', expected, '--overwrite', '--workers', '1'])
      const path = join(folder, `cut.${format}`)
      const args = [main, 'classify', table, ...on, '--format', format, '--output', path, '--workers', '2', '--resume']
      for (const wait of [150, 400]) {
        const child = spawn(process.execPath, args, { stdio: 'ignore' })
        const ended = new Promise((resolve) => child.once('exit', resolve))
        while (!existsSync(`${path}.progress`) && child.exitCode === null) await later(5)
        await later(wait)
        child.kill('SIGKILL')
        await ended
      }
      const last = grein(args.slice(2))
      expect(last.code).toBe(0)
      expect(readFileSync(path).equals(readFileSync(expected))).toBe(true)
      expect(existsSync(`${path}.progress`)).toBe(false)
    },
  )

  test('a run about another day is not gone on with', () => {
    const path = join(folder, 'other.jsonl')
    const progress = { form: 1, run: { on: '2020-01-01' }, offset: 15, line: 2, written: 0, counts: {}, book: null }
    writeFileSync(path, '')
    writeFileSync(`${path}.progress`, JSON.stringify(progress))
    const ended = grein([table, ...on, '--output', path, '--resume'])
    expect([ended.code, ended.err]).toEqual([65, expect.stringMatching(/what differs.*\bon\b/)])
    expect(grein([table, ...on, '--output', path]).err).toContain('was cut off')
  })

  test('whoever reads our output may go away without a word', async () => {
    const child = spawn(process.execPath, [main, 'classify', table, ...on])
    let err = ''
    child.stderr.on('data', (part) => {
      err += part
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect([code, err]).toEqual([0, ''])
  })

  // Nobody's library but the one every Python brings: zip and XML.
  const python = spawnSync('python3', ['--version']).status === 0
  test.skipIf(!python)('the workbook opens elsewhere (python3), and holds what the CSV holds', () => {
    const [book, csv] = [join(folder, 'read.xlsx'), join(folder, 'read.csv')]
    const text = `id,smiles,naam\n007,${mdma}, <b> & "c"\n=1+1,CCO,"é\nü"\n`
    expect(grein(['-', ...on, '--format', 'xlsx', '--output', book], text).code).toBe(0)
    expect(grein(['-', ...on, '--format', 'csv', '--output', csv], text).code).toBe(0)
    const script = join(import.meta.dirname, 'testing', 'read_workbook.py')
    const read = JSON.parse(spawnSync('python3', [script, book], { encoding: 'utf8' }).stdout)
    expect(Object.keys(read)).toEqual(['Rows', 'About'])
    expect(read.Rows[0].slice(0, 4)).toEqual(['id', 'smiles', 'naam', 'verdict'])
    expect(read.Rows[1].slice(0, 5)).toEqual(['007', mdma, ' <b> & "c"', 'controlled', 'I IA'])
    expect(read.Rows[2].slice(0, 4)).toEqual(['=1+1', 'CCO', 'é\nü', 'not-controlled'])
    expect(read.About).toContainEqual(['on', '2025-07-02'])
    expect(readFileSync(csv, 'utf8')).toContain(`007,${mdma}," <b> & ""c""",controlled,I IA,`)
  })
})

describe('threads', () => {
  const text = 'smiles\nCCO\nDIE\nCCC\nHANG\nC1CC\nEAT\nCCN\n'
  const bytes = new TextEncoder().encode(text)
  const table = readHead(bytes, true, { kind: 'csv', structure: null, id: null }) as Table // It has the column.
  const open = (script = new URL('./testing/frail-worker.ts', import.meta.url)) =>
    openPool({
      // Patient enough that on a busy machine memory ends before time does.
      ...{ size: 2, patienceMs: 4_000, memoryMb: 64, script },
      task: {
        ...{ corpus: {} as CorpusData, on: '2025-07-02', knownOn: '2025-07-02' }, // This worker has no law.
        ...{ table, format: 'csv', trace: false, coverage: [] },
      },
    })

  test('a row that ends its thread, or never ends, or eats all memory is for an expert; the others are judged', async () => {
    await using pool = open()
    const job = { bytes: bytes.slice(table.offset), line: table.line, fault: null }
    const done = await Promise.all([pool.run(job), pool.run({ ...job, bytes: new TextEncoder().encode('CCO\n') })])
    const lines = new TextDecoder().decode(done[0].bytes).trimEnd().split('\n')
    expect(lines.map((line) => line.split(',')[1])).toEqual([
      ...['not-controlled', 'expert', 'not-controlled', 'expert', 'invalid', 'expert', 'not-controlled'],
    ])
    expect(lines[1]).toContain('the thread ended with 3')
    expect(lines[3]).toContain('it took longer than')
    expect(lines[5]).toMatch(/memory/)
    expect(new TextDecoder().decode(done[1].bytes)).toMatch(/^CCO,not-controlled/)
  })

  test('a worker that cannot start is told at once', async () => {
    await using pool = open(new URL('./testing/no-such-worker.ts', import.meta.url))
    const job = { bytes: bytes.slice(table.offset), line: 2, fault: null }
    await expect(pool.run(job)).rejects.toThrow('could not start')
  })

  test('done in any order, given in order, and never far ahead', async () => {
    let underWay = 0
    let most = 0
    async function* numbers() {
      for (let number = 0; number < 20; number++) yield number
    }
    const seen: number[] = []
    const work = async (number: number) => {
      most = Math.max(most, ++underWay)
      await later(number % 3 === 0 ? 8 : 1)
      underWay--
      return number
    }
    for await (const [number, result] of inOrder(numbers(), 5, work)) {
      expect(result).toBe(number)
      seen.push(number)
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, number) => number))
    expect(most).toBeLessThanOrEqual(5)
  })
})

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
