// `grein law lists` and `grein law import` as people run them: counts, rows through a pipe, texts taken in, and what is no day or no XML.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus } from '#law/corpus'
import { projectRoot } from '../project.ts'
import { describeLists } from './lists-reference.ts'

const main = join(projectRoot, 'src', 'cli', 'main.ts')
const sample = join(projectRoot, 'src', 'law', 'corpus', 'texts', 'testing', 'toestand.xml')

function law(args: readonly string[], locale = 'C') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'law', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, LC_ALL: locale },
  })
  return { code: status, out: stdout, err: stderr }
}

test('docs/reference/lists.md is what the corpus says', async () => {
  const text = describeLists(await loadCorpus(join(projectRoot, 'corpus')))
  // To renew: node bin/grein.mjs generate.
  expect(readFileSync(join(projectRoot, 'docs', 'reference', 'lists.md'), 'utf8')).toBe(text)
})

describe('law lists', () => {
  test('the counts of a day, in either language', () => {
    const english = law(['lists', '--on', '2015-10-02', '--known', '2026-01-01'])
    expect(english.out).toContain('On 2015-10-02, as known on 2026-01-01')
    expect(english.out).toMatch(/^I +180 +175 +1 +0 +4 +8 +\d+ +whole$/m)
    expect(english.out).toMatch(/^IA +0 /m)
    expect(english.out).toMatch(/^II +261 +70 +2 +188 +1 +1 +\d+ +whole$/m)
    expect(law(['lists', '--on', '2015-10-02', '--list', 'I'], 'nl_NL.UTF-8').out).toMatch(/geheel$/m)
  })

  test('every row, for a pipe and for a spreadsheet', () => {
    const rows = law(['lists', '--on', '2024-06-01', '--list', 'II', '--format', 'jsonl']).out.trim().split('\n')
    expect(rows.map((row) => JSON.parse(row).list)).toEqual(Array(rows.length).fill('II'))
    const csv = law(['lists', '--on', '2024-06-01', '--list', 'II', '--format', 'csv']).out.trim().split('\n')
    expect(csv.length).toBe(rows.length + 1)
    expect(csv[0]).toMatch(/^list,substanceId,inn,.*,convention,schedule$/)
    expect(csv.find((line) => line.includes(',diazepam,'))).toMatch(/,1971,IV$/)
  })

  test('a day is asked about as it was known', () => {
    const of = (known: string) => law(['lists', '--on', '2024-06-01', '--known', known, '--format', 'jsonl']).out
    const listOf = (rows: string) => JSON.parse(rows.split('\n').find((row) => row.includes('"3-mmc"'))!).list
    expect([listOf(of('2024-01-01')), listOf(of('2024-05-01'))]).toEqual(['II', 'I'])
  })

  test.each([
    [['--on', '1918-12-31'], 65, '1919'],
    [['--on', '2025-02-30'], 64, '2025-07-01'],
    [['--format', 'xlsx'], 64, 'table, jsonl or csv'],
    [['--list', 'III'], 64, 'I, IA or II'],
  ])('%j is told what to do instead', (args, code, words) => {
    const ended = law(['lists', ...args])
    expect(ended.code).toBe(code)
    expect(ended.err).toContain(words)
    expect(ended.out).toBe('')
  })
})

describe('law import', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'grein-law-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('takes texts in, says what has none, and is a file the server reads', () => {
    const { code, out, err } = law(['import', sample, '--data', folder])
    expect(code).toBe(0)
    expect(out).toMatch(/^opiumwet\/2a\/2\/c .*not found in the text$/m)
    expect(out).not.toMatch(/^opiumwet\/2a\/2\/a /m)
    expect(err).toMatch(/9 with text/)
    expect(existsSync(join(folder, 'law', 'BWBR0001941.json'))).toBe(true)
    const rows = law(['import', sample, '--data', folder, '--format', 'jsonl']).out.trim().split('\n')
    expect(rows.map((row) => JSON.parse(row)).find(({ article }) => article === 'opiumwet/2a/2/b')).toMatchObject({
      ...{ finding: 'text', from: '2025-07-01' },
    })
  })

  test('a file that is none, and one that is not there, end it without a trace', () => {
    const bad = join(folder, 'bad.xml')
    writeFileSync(
      bad,
      '<toestand bwb-id="BWBR0001941" inwerkingtreding="2025-07-01">\n<artikel>&x;</artikel></toestand>',
    )
    const out = join(folder, 'nowhere')
    const refused = law(['import', sample, bad, '--out', out])
    expect(refused.code).toBe(65)
    expect(refused.err).toMatch(/bad\.xml:2:\d+: .*Nothing was taken in/)
    expect(law(['import', join(folder, 'absent.xml'), '--out', out]).code).toBe(66)
    expect(law(['import']).code).toBe(64)
    expect(existsSync(out)).toBe(false)
  })

  test('"grein law" alone names its commands', () => {
    const { code, out } = law([])
    expect(code).toBe(64)
    expect(out).toContain('law import')
    expect(law(['--help']).code).toBe(0)
  })
})
