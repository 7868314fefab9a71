// What must hold of every answer and of every day of the corpus, whatever the rules say.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json, unwrap } from '#kernel'
import { citation } from '../citations.ts'
import { loadCorpus } from '../corpus/index.ts'
import { type Corpus, openCorpus } from '../corpus-value.ts'
import { changeDays } from '../lists.ts'
import { lists } from '../vocabulary.ts'
import { lawBook, versionOn } from './book.ts'
import { openCase } from './case.ts'
import { conditionFault } from './condition-shape.ts'
import {
  capacities,
  type Decision,
  type DecisionQuestion,
  decisionActs,
  decisionPurposes,
  forms,
  institutions,
  places,
} from './contract.ts'
import { decide, decideUnder } from './decide.ts'
import { receiptJson, receiptOf, replay } from './receipt.ts'
import { resolve } from './resolve.ts'
import type { Rule } from './rule.ts'
import { standingOf } from './substance.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
const today = Temporal.PlainDate.from('2026-11-22')
const all = [...corpus.rules, ...corpus.penalties].flatMap(({ rules }) => rules)
const ids = [...new Set(all.map(({ id }) => id))]
const facts = corpus.facts.flatMap((file) => file.facts)

/** Every day on which a list, a rule, an article or a set begins or ends, and the day before it. */
const everyDay = [
  ...new Set(
    [
      ...changeDays(corpus).map(String),
      ...all.flatMap(({ from, until }) => [from, until]),
      ...corpus.acts.flatMap(({ articles }) => articles.flatMap(({ from, until }) => [from, until])),
      ...corpus.sets.flatMap(({ versions }) => versions.map(({ from }) => from)),
    ]
      .filter((day): day is string => day !== null && day >= '1920-01-01')
      .flatMap((day) => [Temporal.PlainDate.from(day).subtract({ days: 1 }).toString(), day]),
  ),
]
  .sort()
  .map((day) => Temporal.PlainDate.from(day))

const substances = [
  'mdma',
  '3-mmc',
  'hennep',
  'morfine',
  'methylfenidaat',
  'pentobarbital',
  'lachgas',
  'bolkaf',
  'codeine',
  'barbital',
  'heroine',
]
const structures = [
  'CC(NC)C(=O)c1ccccc1Cl',
  'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1',
  'CCO',
  'COC(=O)[C@H](Cc1ccccc1)NC(=O)[C@@H](N)CC(O)=O',
]

const anyFact = fc.constantFrom(...facts.filter(({ fact }) => !fact.includes('.'))).chain((fact) => {
  const value: fc.Arbitrary<string | number | boolean> =
    fact.kind === 'yes-no'
      ? fc.boolean()
      : fact.kind === 'choice'
        ? fc.constantFrom(...(fact.choices ?? []).map((choice) => choice.value))
        : fact.kind === 'day'
          ? fc.constantFrom('2024-01-01', '2026-05-20')
          : fc.integer({ min: 0, max: 5000 })
  return value.map((one) => [fact.fact, one] as const)
})

const anyQuestion: fc.Arbitrary<DecisionQuestion> = fc.record(
  {
    party: fc.record(
      { capacity: fc.constantFrom(...capacities), institution: fc.constantFrom(...institutions) },
      { requiredKeys: ['capacity'] },
    ),
    act: fc.constantFrom(...decisionActs),
    substance: fc.oneof(
      fc.constantFrom(...substances).map((id) => ({ id })),
      fc.constantFrom(...structures).map((structure) => ({ structure })),
    ),
    form: fc.constantFrom(...forms),
    purpose: fc.constantFrom(...decisionPurposes),
    place: fc.record({ kind: fc.constantFrom(...places) }),
    on: fc.constantFrom(
      '2012-01-01',
      '2016-01-01',
      '2020-01-01',
      '2023-06-01',
      '2025-06-30',
      '2025-07-01',
      '2026-06-01',
      '2026-11-22',
    ),
    facts: fc.array(anyFact, { maxLength: 8 }).map((rows) => Object.fromEntries(rows)),
    readings: fc.subarray(corpus.readings.map(({ reading }) => ({ id: reading, acceptedBy: 'a lawyer' }))),
    experts: fc.subarray([
      { id: 'rec-1', by: 'chemist', on: '2025-07-02', about: 'group:fenethylaminen', says: 'in' as const },
    ]),
  },
  { requiredKeys: ['party', 'act', 'substance'] },
)
const ask = (question: DecisionQuestion, law: Corpus = corpus): Decision => unwrap(decide(law, question, today))
const runs = { numRuns: 150 }

describe('every answer', () => {
  test('has an outcome, proof or reason that fits it', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const decision = ask(question)
        const standing = decision.proof.filter(({ stands }) => stands)
        const has = (...kinds: readonly string[]) => standing.some(({ kind }) => kinds.includes(kind))
        switch (decision.outcome) {
          case 'permitted':
            expect(has('exception', 'exemption')).toBe(true)
            expect(has('prohibition')).toBe(false)
            break
          case 'prohibited':
            expect(has('prohibition')).toBe(true)
            break
          case 'no-prohibition':
            expect(has('prohibition')).toBe(false)
            break
          case 'not-decidable':
            expect(decision.undecided.length).toBeGreaterThan(0)
            break
          default:
            decision.outcome satisfies never
        }
        if (decision.outcome !== 'prohibited') expect(decision.penalties).toEqual([])
        expect(decision.penalties.filter(({ heaviest }) => heaviest).length).toBeLessThanOrEqual(1)
      }),
      runs,
    )
  })

  test('cites only articles that are in the text of the day they are cited on', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        for (const { citations } of ask(question).proof) {
          expect(citations.length).toBeGreaterThan(0)
          for (const { article, jci } of citations) {
            const [, on, known] = /&g=([^&]+)&z=(.+)$/.exec(jci) ?? []
            if (on === undefined || known === undefined || article.startsWith('opiumwet/lijst/')) continue
            expect(
              citation(corpus, article, Temporal.PlainDate.from(on), Temporal.PlainDate.from(known)),
              jci,
            ).not.toBeNull()
          }
        }
      }),
      runs,
    )
  })

  test('does not change for a fact that no rule of the answer looked at', () => {
    fc.assert(
      fc.property(anyQuestion, anyFact, (question, [fact, value]) => {
        const before = ask(question)
        const named = new Set([
          ...before.proof.flatMap(({ clauses }) => clauses.flatMap((clause) => clause.facts)),
          ...before.missing.map((one) => one.fact),
        ])
        const looked = lookedAt(question)
        fc.pre(!named.has(fact) && !looked.has(fact) && question.facts?.[fact] === undefined)
        expect(ask({ ...question, facts: { ...question.facts, [fact]: value } }).outcome).toBe(before.outcome)
      }),
      runs,
    )
  })

  test('is the same whatever the order of the rules in the corpus', () => {
    const turned = openCorpus({
      ...corpus,
      rules: [...corpus.rules].reverse().map((file) => ({ ...file, rules: [...file.rules].reverse() })),
    })
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const [one, other] = [ask(question), ask(question, turned)]
        expect(other.outcome).toBe(one.outcome)
        expect(other.proof.map(({ id }) => id).sort()).toEqual(one.proof.map(({ id }) => id).sort())
      }),
      runs,
    )
  })

  test('comes back byte for byte from its receipt', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const receipt = receiptOf(corpus, ask(question))
        const read = JSON.parse(receiptJson(receipt))
        const { same, again } = unwrap(replay(corpus, read, today))
        expect(same).toBe(true)
        expect(receiptJson(again)).toBe(canonicalJson(receipt as Json))
      }),
      { numRuns: 100 },
    )
  })
})

/** Every fact any rule in scope asks for: only a fact outside these is unrelated. */
function lookedAt(question: DecisionQuestion): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'fact' || key === 'daysSince' || key === 'given') && typeof inner === 'string') found.add(inner)
      walk(inner)
    }
  }
  for (const rule of all) if (rule.acts === undefined || rule.acts.includes(question.act)) walk(rule.when)
  return found
}

describe('a prohibition more', () => {
  test('never turns what is prohibited into what is permitted', () => {
    const ban: Rule = {
      ...all.find(({ id }) => id === 'ow-3-c')!,
      id: 'draft-ban',
      lists: ['I', 'II', 'IA'],
      acts: [...decisionActs],
    }
    const harsher = openCorpus({
      ...corpus,
      rules: [...corpus.rules, { title: { nl: 'Ontwerp', en: 'Draft' }, rules: [ban] }],
    })
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const [before, after] = [ask(question).outcome, ask(question, harsher).outcome]
        if (before === 'prohibited') expect(after).toBe('prohibited')
        if (after === 'permitted') expect(['permitted', 'no-prohibition']).toContain(before)
      }),
      runs,
    )
  })
})

describe('the corpus over every change date and the day before', () => {
  test('each rule has exactly one version from the day it began, or an ended one', () => {
    for (const id of ids) {
      const versions = all.filter((rule) => rule.id === id)
      const begins = versions.map(({ from }) => from).sort()[0]!
      for (const on of everyDay.filter((day) => day.toString() >= begins)) {
        const held = versions.filter(
          ({ from, until }) => from <= on.toString() && (until === null || on.toString() < until),
        )
        const found = versionOn(versions, { on, knownOn: today })
        const hasEnded = versions.every(({ until }) => until !== null && until <= on.toString())
        expect(found === null, `${id} on ${on}`).toBe(hasEnded)
        if (found)
          expect(
            held
              .map(({ from }) => from)
              .sort()
              .at(-1),
          ).toBe(found.version.from)
      }
    }
  })

  test('every rule runs on every day for every list, without an engine conflict', () => {
    for (const on of everyDay) {
      const book = lawBook(corpus, { on, knownOn: Temporal.PlainDate.compare(on, today) > 0 ? on : today })
      for (const act of decisionActs) {
        const question: DecisionQuestion = {
          party: { capacity: 'institution', institution: 'hospital' },
          act,
          substance: { id: 'hennep' },
        }
        for (const list of lists) {
          const resolved = resolve(openCase(book, question, standingOf(book, question), list))
          for (const id of ids) resolved.stands(id)
          expect(resolved.conflicts, `${act} ${list} ${on}`).toEqual([])
        }
      }
    }
  })

  test('every article a rule names is in the index on the day its version begins', () => {
    const missing = all.flatMap(({ id, from, basis }) =>
      basis
        .filter((article) => citation(corpus, article, Temporal.PlainDate.from(from), today) === null)
        .map((article) => `${id}: ${article}`),
    )
    expect(missing).toEqual([])
  })
})

describe('the corpus agrees with itself', () => {
  const named = (value: unknown, key: string): string[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, inner]) => [
      ...(name === key && typeof inner === 'string' ? [inner] : []),
      ...named(inner, key),
    ])
  }
  test('rules name rules, facts, sets and readings that exist', () => {
    const known = new Set(facts.map(({ fact }) => fact))
    const sets = new Set(corpus.sets.map(({ set }) => set))
    const readings = new Set(corpus.readings.map(({ reading }) => reading))
    for (const rule of all) {
      for (const id of [...rule.defeats, ...(rule.with ?? []), ...named(rule.when, 'stands')])
        expect(ids, `${rule.id} names ${id}`).toContain(id)
      for (const fact of [...named(rule.when, 'fact'), ...named(rule.when, 'daysSince'), ...named(rule.when, 'given')])
        expect(known, `${rule.id} asks ${fact}`).toContain(fact)
      for (const set of named(rule.when, 'inSet')) expect(sets, rule.id).toContain(set)
      for (const reading of named(rule.when, 'reading')) expect(readings, rule.id).toContain(reading)
    }
  })
  test('every word a question may use has a label, and no label is for another word', () => {
    const choices = (fact: string) => (facts.find((one) => one.fact === fact)?.choices ?? []).map(({ value }) => value)
    expect(choices('party.capacity')).toEqual(capacities)
    expect(choices('party.institution')).toEqual(institutions)
    expect(choices('act')).toEqual(decisionActs)
    expect(choices('purpose')).toEqual(decisionPurposes)
    expect(choices('place.kind')).toEqual(places)
    expect(choices('form')).toEqual(forms)
  })
  test('values a rule compares a choice with are choices of that fact', () => {
    const wrong: string[] = []
    const walk = (id: string, value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      const leaf = value as { fact?: string; is?: readonly unknown[] }
      const fact = facts.find((one) => one.fact === leaf.fact)
      for (const one of leaf.is ?? []) {
        const fits =
          fact?.kind === 'yes-no'
            ? typeof one === 'boolean'
            : (fact?.choices ?? []).some((choice) => choice.value === one)
        if (!fits) wrong.push(`${id}: ${leaf.fact} = ${String(one)}`)
      }
      for (const inner of Object.values(value)) walk(id, inner)
    }
    for (const rule of all) walk(rule.id, rule.when)
    expect(wrong).toEqual([])
  })
  test('members of a set are substances', () => {
    const unknown = corpus.sets.flatMap(({ set, versions }) =>
      versions.flatMap(({ substances: members, except }) =>
        [...members, ...except].filter((id) => !corpus.substanceById.has(id)).map((id) => `${set}: ${id}`),
      ),
    )
    expect(unknown).toEqual([])
  })
})

describe('rules that do not settle who goes first', () => {
  const have: DecisionQuestion = {
    party: { capacity: 'private-person' },
    act: 'have',
    substance: { id: 'mdma' },
    form: 'substance',
    purpose: 'own-use',
    on: '2026-06-01',
  }
  const base = all.find(({ id }) => id === 'ow-5-3')!
  const withRules = (...rules: readonly Rule[]) =>
    openCorpus({ ...corpus, rules: [...corpus.rules, { title: { nl: 'Proef', en: 'Trial' }, rules: [...rules] }] })
  const { when: _, ...free } = { ...base, acts: ['have' as const], lists: ['I' as const] }
  test('an exception that names no prohibition is a lacuna, shown with its name', () => {
    const decision = ask(have, withRules({ ...free, id: 'names-nobody', defeats: [] }))
    expect(decision.outcome).toBe('not-decidable')
    expect(decision.undecided).toMatchObject([{ reason: 'lacuna', rules: ['names-nobody'] }])
  })
  test('two that defeat each other are a conflict, shown with both names', () => {
    const decision = ask(
      have,
      withRules(
        { ...free, id: 'one', defeats: ['ow-2-c', 'other'] },
        { ...free, id: 'other', kind: 'priority', defeats: ['one'] },
      ),
    )
    expect(decision.outcome).toBe('not-decidable')
    expect(decision.undecided.find(({ reason }) => reason === 'conflict')?.rules.toSorted()).toEqual(['one', 'other'])
  })
  test('a draft says so in every answer', () => {
    const draft = openCorpus({ ...corpus, version: `hypothetical:${corpus.version}`, hypothetical: 'x' })
    const decision = unwrap(decideUnder({ corpus: draft, days: { on: today, knownOn: today } }, have))
    expect(decision.hypothetical).toBe('x')
    expect(receiptOf(draft, decision).hypothetical).toBe('x')
  })
})

describe('bad input', () => {
  const base: DecisionQuestion = { party: { capacity: 'pharmacist' }, act: 'supply', substance: { id: 'morfine' } }
  const refused: readonly (readonly [DecisionQuestion, string])[] = [
    [{ ...base, facts: { 'normal-practise': true } }, 'law/fact-unknown'],
    [{ ...base, facts: { 'normal-practice': 'yes' } }, 'law/fact-misread'],
    [{ ...base, facts: { 'registration-form-on': '2026-02-30' } }, 'law/fact-misread'],
    [{ ...base, facts: { recipient: 'uncle' } }, 'law/fact-misread'],
    [{ ...base, facts: { 'content-mg-per-g': -1 } }, 'law/fact-misread'],
    [{ ...base, readings: [{ id: 'no-such', acceptedBy: 'x' }] }, 'law/reading-unknown'],
    [{ ...base, on: '1900-01-01' }, 'law/day-before-the-act'],
    [{ ...base, on: '2099-01-01' }, 'law/day-too-far-ahead'],
    [{ ...base, knownOn: '2027-01-01' }, 'law/known-later-than-today'],
  ]
  test.each(refused)('%j is refused as %s', (question, code) => {
    const result = decide(corpus, question, today)
    expect(result.ok ? null : result.refusal.problem.code).toBe(code)
  })
  test('a misspelt fact is told what it resembles', () => {
    const result = decide(corpus, { ...base, facts: { 'normal-practise': true } }, today)
    expect(result.ok ? [] : result.refusal.params['similar']).toContain('normal-practice')
  })
  test.each([
    { id: 'nothing' },
    { name: 'speed' },
    { name: 'no such thing' },
    { structure: 'C1CC' },
    { structure: '' },
  ])('%j is not decidable, and says why', (substance) => {
    const decision = ask({ ...base, substance })
    expect(decision.outcome).toBe('not-decidable')
    expect(decision.undecided.map(({ reason }) => reason)).toEqual(['unknown-substance'])
    expect(decision.sentence.en.length).toBeGreaterThan(20)
  })
  test('a day before the first text that was read is not decidable', () => {
    const decision = ask({
      party: { capacity: 'private-person' },
      act: 'have',
      substance: { id: 'cocaine' },
      form: 'substance',
      purpose: 'own-use',
      on: '2010-01-01',
    })
    expect(decision.outcome).toBe('not-decidable')
  })
})

describe('a condition that is none', () => {
  test.each([
    [{ when: { all: [{ fact: 'purpose', is: [] }] } }, '/when/all/0'],
    [{ rules: [{ when: { any: [{ not: { colour: 'blue' } }] } }] }, '/rules/0/when/any/0/not'],
    [{ when: { all: [] } }, '/when/all'],
    [{ when: 'always' }, '/when'],
  ])('%j is told with its place', (value, place) => {
    expect(conditionFault(value)?.pointer.startsWith(place)).toBe(true)
  })
  test('nesting without end is refused, not followed', () => {
    let deep: unknown = { fact: 'purpose', is: ['trade'] }
    for (let level = 0; level < 60; level++) deep = { not: deep }
    expect(conditionFault({ when: deep })?.what).toContain('deep')
  })
})
