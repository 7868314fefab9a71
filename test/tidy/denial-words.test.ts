// Whoever reads what was refused reads it in words: every action, every reason and every rule that forbids has its own. Not here: what the list holds.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actions, recordedActs } from '#platform'
import { chainMessages } from '../../src/web/messages/chain.ts'
import { isRule, reasonKey, rules, thingKey, wordsOf } from '../../src/web/platform/denial-words.ts'

const policies = (name: string) =>
  readFileSync(new URL(`../../src/platform/access/policies/${name}.cedar`, import.meta.url), 'utf8')

test.each(actions)('%s has words', (action) => {
  expect(wordsOf(action)).not.toBeNull()
})

test.each(recordedActs)('%s is called as on its form', (act) => {
  expect(wordsOf(`chain:record:${act}`)).toEqual(chainMessages[`act.${act}`])
})

test('every rule that forbids is said in words', () => {
  const forbidding = [...policies('limits').matchAll(/@id\("([^"]+)"\)/g)].map(([, id]) => id!)
  expect(forbidding.length).toBeGreaterThan(5)
  expect(forbidding.filter((id) => !isRule(id))).toEqual([])
  expect(rules.toSorted()).toEqual(forbidding.toSorted()) // And no words are left of a rule that is gone.
  for (const name of ['everyone', 'holders', 'staff']) expect(policies(name)).not.toMatch(/^forbid/m)
})

test('what is there and another’s is said to be so, and what no longer has words stands as it was', () => {
  const thing = { kind: 'batch' as const, name: 'P1', href: '/batches/bat_1' }
  expect(reasonKey({ reason: 'not-found', thing })).toBe('denials.reason.of-another')
  expect(reasonKey({ reason: 'not-found', thing: null })).toBe('denials.reason.not-found')
  for (const reason of ['not-authenticated', 'assurance-too-low', 'step-up-needed', 'forbidden'])
    expect(reasonKey({ reason, thing: null })).toBe(`denials.reason.${reason}`)
  expect(reasonKey({ reason: 'of-old', thing })).toBeNull()
  expect(wordsOf('chain:of-old')).toBeNull()
  expect(wordsOf('toString')).toBeNull()
  expect(isRule('of-old')).toBe(false)
  expect(thingKey('any')).toBe('denials.thing.any')
  expect(thingKey('chain')).toBe('denials.thing.any')
  expect(thingKey('document 0198f1c2-0000-7000-8000-000000000000')).toBe('denials.thing.document')
  expect(thingKey('ship 0198f1c2-0000-7000-8000-000000000000')).toBe('denials.thing.unknown')
})
