// `grein law diff` as people run it: two days, a worked example, a draft from a pipe, and what is no draft.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../project.ts'

const main = join(projectRoot, 'src', 'cli', 'main.ts')

function diff(args: readonly string[], { input = '', locale = 'C' } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'law', 'diff', ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, LC_ALL: locale },
  })
  return { code: status, out: stdout, err: stderr }
}

const draft = JSON.stringify({
  format: 'grein/law-draft/1',
  title: { nl: 'Proef', en: 'Trial' },
  mutations: [{ action: 'move', substance: 'mdma', list: 'II' }],
})

describe('grein law diff', () => {
  test('two days, to read: the sentence first, no word of a draft', () => {
    const { code, out } = diff(['--from', '2025-06-30', '--to', '2025-07-01'])
    expect(code).toBe(0)
    expect(out).toContain('2025-06-30')
    expect(out).toMatch(/bupropion +no list → IA/)
    expect(out).not.toContain('HYPOTHETICAL')
  })

  test('a worked example in Dutch is marked at both ends, with penalties beside each other', () => {
    const { code, out } = diff(['--example', 'mdma-naar-lijst-ii'], { locale: 'nl_NL.UTF-8' })
    const lines = out.trim().split('\n')
    expect([code, lines[0], lines.at(-1)]).toEqual([0, lines[0], lines[0]])
    expect(lines[0]).toContain('HYPOTHETISCH')
    expect(out).toMatch(
      /binnen of buiten het grondgebied brengen \(A\), met opzet +12 j \/ 5 \(Ow 10\(5\)\) +→ 4 j \/ 5 \(Ow 11\(4\)\)/,
    )
  })

  test('a draft through a pipe gives JSON that says hypothetical', () => {
    const { code, out } = diff(['--draft', '-', '--format', 'json'], { input: draft })
    const answer = JSON.parse(out)
    expect([code, answer.a.hypothetical, answer.b.hypothetical.title.en]).toEqual([0, null, 'Trial'])
    expect(answer.b.lawVersion).toMatch(/^hypothetical:[0-9a-f]{64}$/)
    expect(answer.moved[0]).toMatchObject({ substanceId: 'mdma', from: 'I', to: 'II' })
  })

  test.each<[string, readonly string[], string, number, RegExp]>([
    ['nothing to compare', [], '', 64, /two days/],
    ['a day that is none', ['--from', '2025-02-30'], '', 64, /2025-07-01/],
    ['an example that is none', ['--example', 'x'], '', 64, /mdma-naar-lijst-ii/],
    ['both', ['--example', 'x', '--draft', '-'], '', 64, /not both/],
    ['a file that is not there', ['--draft', 'nowhere.json'], '', 66, /nowhere\.json/],
    ['no JSON', ['--draft', '-'], '{', 65, /draft/],
    ['a wrong field', ['--draft', '-'], draft.replace('move', 'burn'), 65, /mutations\/0/],
    ['what the law does not have', ['--draft', '-'], draft.replace('"mdma"', '"eenhoorn"'), 66, /eenhoorn/],
    ['a day before the act', ['--from', '1900-01-01'], '', 65, /1919/],
  ])('%s ends with its own number', (_, args, input, code, words) => {
    const ended = diff(args, { input })
    expect([ended.code, ended.out]).toEqual([code, ''])
    expect(ended.err).toMatch(words)
  })
})
