// What a draft says never gets onto the record. Not here: comparing (law), the addresses (test/contract).
import { expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { decideUnder, draftExamples, lawOf } from '#law'
import { loadCorpus } from '#law/corpus'
import { recordDecision } from './record-decision.ts'

test('the recorder refuses an answer of a law that is not the law, before it touches anything', async () => {
  const corpus = await loadCorpus('corpus')
  const day = Temporal.PlainDate.from('2026-11-22')
  const { corpus: drafted, days } = unwrap(lawOf(corpus, { on: day, knownOn: day }, draftExamples[0]!.draft))
  const question = { party: { capacity: 'private-person' as const }, act: 'have' as const, substance: { id: 'mdma' } }
  const decision = unwrap(decideUnder({ corpus: drafted, days }, question))
  const untouched = new Proxy(
    {},
    {
      get: () => {
        throw new Error('nothing is read or written')
      },
    },
  )
  const record = () => recordDecision(untouched as never, untouched as never, drafted, decision) // It must not get as far as using them.
  await expect(record()).rejects.toThrow('only the law itself is put on record')
})
