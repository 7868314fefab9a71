// `grein may` as people run it: one question, many, explained, replayed, and what is no question. Not here: what the law answers (#law).
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../project.ts'
import { questionSchema } from './may.ts'

const main = join(projectRoot, 'src', 'cli', 'main.ts')
const example = (name: string) => join(projectRoot, 'docs', 'examples', 'decisions', name)

function may(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'may', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, LC_ALL: 'C' },
  })
  return { code: status, out: stdout, err: stderr }
}

test.each([
  ['pharmacist.json', 'permitted', 0],
  ['tourist.json', 'prohibited', 1],
  ['web-shop.json', 'not-decidable', 2],
] as const)('%s: %s, and the exit code says so', (file, outcome, code) => {
  const { out, code: ended } = may([example(file)])
  expect(JSON.parse(out).outcome).toBe(outcome)
  expect(ended).toBe(code)
})

test('one question a line gets one answer a line; a bad line is told with its number and the rest goes on', () => {
  const question = {
    party: { capacity: 'patient' },
    act: 'promote',
    substance: { id: 'mdma' },
    on: '2026-06-01',
    purpose: 'own-use',
  }
  const lines = [
    JSON.stringify(question),
    '{"party": {"capacity": "wizard"}}',
    '{',
    JSON.stringify({ ...question, act: 'have', form: 'substance' }),
  ]
  const { out, code } = may(['-'], lines.join('\n'))
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers).toHaveLength(4)
  expect([answers[0].outcome, answers[3].outcome]).toEqual(['prohibited', 'prohibited'])
  expect(answers[1]).toMatchObject({ line: 2, error: expect.stringContaining('/party/capacity') })
  expect(answers[2]).toMatchObject({ line: 3, error: expect.any(String) })
  expect(code).toBe(65)
})

test('explained in either language, with its article and its maximum', () => {
  const dutch = may([example('tourist.json'), '--explain', '--lang', 'nl'])
  expect(dutch.out).toContain('VERBODEN')
  expect(dutch.out).toContain('Ow 11(1)')
  const english = may([example('tourist.json'), '--explain', '--lang', 'en'])
  expect(english.out).toContain('PROHIBITED')
  expect(english.out).toContain('1 month detention')
})

test('a receipt replays to the same bytes; one that was touched does not', () => {
  const { out } = may([example('pharmacist.json'), '--receipt'])
  expect(may(['-', '--replay'], out)).toMatchObject({ code: 0, out: expect.stringContaining('"same":true') })
  const touched = out.replace('"outcome":"permitted"', '"outcome":"prohibited"')
  expect(may(['-', '--replay'], touched)).toMatchObject({ code: 1, out: expect.stringContaining('"answer"') })
})

describe('what is no question', () => {
  test.each([
    ['nothing', '', 65],
    ['no JSON', '{"party":', 65],
    ['a capacity nobody has', '{"party":{"capacity":"wizard"},"act":"have","substance":{"id":"mdma"}}', 65],
    [
      'a field nobody asked for',
      '{"party":{"capacity":"patient"},"act":"have","substance":{"id":"mdma"},"colour":"blue"}',
      65,
    ],
    [
      'a fact nobody knows',
      '{"party":{"capacity":"patient"},"act":"have","substance":{"id":"mdma"},"facts":{"intend":true}}',
      65,
    ],
    [
      'a day that does not exist',
      '{"party":{"capacity":"patient"},"act":"have","substance":{"id":"mdma"},"on":"2026-02-30"}',
      65,
    ],
  ])('%s', (_name, input, code) => {
    const ended = may(['-'], input)
    expect(ended.code).toBe(code)
    expect(ended.err.length).toBeGreaterThan(10)
  })
  test('what would have fitted is said', () => {
    const said = (question: unknown) => may(['-', '--lang', 'en'], JSON.stringify(question)).err
    const party = { capacity: 'patient' }
    const substance = { id: 'mdma' }
    expect(said({ party: { capacity: 'wizard' }, act: 'have', substance })).toMatch(/party\/capacity.*private-person/)
    expect(said({ party, act: 'have', substance, colour: 'blue' })).toContain('colour')
    expect(said({ party, substance })).toContain('"act"')
  })
  test('no file, and two files', () => {
    expect(may([]).code).toBe(64)
    expect(may(['/no/such/file.json']).code).toBe(66)
  })
})

test('the schema is printed, and is the one that is published', () => {
  expect(may(['--schema']).out).toBe(questionSchema())
})
