// The first sentence over an answer. Not here: its words.
import { expect, test } from 'vitest'
import type { SubstanceAnswer, SubstanceException, SubstanceFinding } from '#law/contract'
import { headlineOf } from './headline.ts'

const words = { nl: 'woord', en: 'word' }
const finding = (some: Partial<SubstanceFinding>): SubstanceFinding => ({
  ...{ list: 'IA', basis: 'group', rule: 'groep', title: words, version: '1', certainty: 'in', status: 'model' },
  ...{ citation: null, since: null, piece: 0, substanceId: null, trace: [] },
  ...some,
})
const exception = (needsEvidence: SubstanceException['needsEvidence'], kind: SubstanceException['kind']) => ({
  ...{ kind, needsEvidence, article: 'opiumwet/2a/2/a', short: 'Ow 2a(2)a', title: words, source: '', piece: 0 },
  ...{ certainty: 'text' as const, substance: null, note: null, facts: [] },
})
const answer = (some: Partial<SubstanceAnswer>): SubstanceAnswer => ({
  ...{ question: { q: 'x', readAs: 'name', on: '2026-01-01', knownOn: '2026-01-01' }, verdict: 'controlled' },
  ...{ substance: null, listings: [], history: [], findings: [], exceptions: [], nearMisses: [], citations: [] },
  ...{ steps: [], messages: [], suggestions: [], structure: null, drawing: null, error: null, lawVersion: '' },
  coverage: [{ list: 'I', extent: 'text', note: words }],
  ...some,
})

test('a name goes before the groups it also falls in', () => {
  const both = answer({ findings: [finding({ basis: 'named', list: 'I', status: 'text' }), finding({})] })
  expect(headlineOf(both)).toMatchObject({ text: 'named', lists: ['I'], tone: 'negative', exception: null })
})

test('a finding on a model says so, one on a clause does not', () => {
  expect(headlineOf(answer({ findings: [finding({})] })).text).toBe('model')
  expect(headlineOf(answer({ findings: [finding({ basis: 'ester', list: 'I', status: 'text' })] })).text).toBe('clause')
})

test('an exception is told without taking the list away, and one that needs nothing shown goes first', () => {
  const exceptions = [exception(words, 'medicine'), exception(null, 'substance')]
  const excepted = headlineOf(answer({ findings: [finding({})], exceptions }))
  expect(excepted).toMatchObject({ lists: ['IA'], tone: 'info', exception: { is: 'sure' } })
  expect(headlineOf(answer({ findings: [finding({})], exceptions: exceptions.slice(0, 1) }))).toMatchObject({
    ...{ tone: 'warning', exception: { is: 'shown' } },
  })
  const inferred = [{ ...exception(null, 'substance'), certainty: 'inferred' as const }]
  expect(headlineOf(answer({ findings: [finding({})], exceptions: inferred }))).toMatchObject({
    ...{ tone: 'warning', exception: { is: 'inferred' } },
  })
  const onTwo = [finding({ basis: 'named', list: 'I', status: 'text' }), finding({})]
  expect(headlineOf(answer({ findings: onTwo, exceptions })).exception).toBeNull()
})

test('not found on a day whose lists were not read is no plain answer', () => {
  const free = answer({ verdict: 'not-controlled' })
  expect(headlineOf(free)).toMatchObject({ text: 'free', tone: 'info' })
  const unread = { ...free, coverage: [{ list: 'IA' as const, extent: 'none' as const, note: words }] }
  expect(headlineOf(unread)).toMatchObject({ text: 'free-unread', tone: 'warning', note: 'unread' })
})
