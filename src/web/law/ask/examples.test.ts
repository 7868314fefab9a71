// The twelve examples, read from their addresses and answered by the law as it is recorded: each ends as the design says. Not here: why.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { decide, type Outcome } from '#law'
import { loadCorpus } from '#law/corpus'
import { examples } from './examples.ts'
import { questionOf } from './question.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', '..', 'corpus'))
const today = Temporal.PlainDate.from('2026-11-22')
// Without the chemist's record of the demo, bupropion (4) rests on a model alone.
const outcomes: readonly Outcome[] = [
  'prohibited',
  'prohibited',
  'not-decidable',
  'not-decidable',
  'permitted',
  'prohibited',
  'prohibited',
  'permitted',
  'permitted',
  'not-decidable',
  'prohibited',
  'not-decidable',
]

test.each(examples.map(({ title, asked }, at) => ({ title, asked, outcome: outcomes[at] })))(
  '$title: $outcome',
  ({ asked, outcome }) => {
    const question = questionOf(asked)
    expect(question).not.toBeNull()
    expect(unwrap(decide(corpus, question!, today)).outcome).toBe(outcome)
  },
)

test('a chemist’s record settles bupropion', () => {
  const experts = [{ id: 'D-1', by: 'chemist', on: '2026-01-01', about: 'group:fenethylaminen', says: 'in' as const }]
  const question = { ...questionOf(examples[3]!.asked)!, experts }
  expect(unwrap(decide(corpus, question, today)).outcome).toBe('prohibited')
})
