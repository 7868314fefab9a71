// One Minister, whatever the order of the registers. Not here: what the Minister may do (coverage-on.test.ts).
import { expect, test } from 'vitest'
import { newId } from '#kernel'
import type { PartyKind } from './contract.ts'
import { ministerOf } from './minister-of.ts'

const partyOf = (kind: PartyKind) => ({ partyId: newId('party'), kind, name: kind, country: 'NL' })
const registersOf = (...parties: readonly ReturnType<typeof partyOf>[]) => ({
  parties: new Map(parties.map((party) => [party.partyId, party])),
})

test('the Minister is found wherever the registers name it, or not at all', () => {
  const [minister, grower, institution] = [partyOf('authority'), partyOf('grower'), partyOf('institution')]
  expect(ministerOf(registersOf(grower, minister, institution))).toBe(minister)
  expect(ministerOf(registersOf(minister, grower))).toBe(minister)
  expect(ministerOf(registersOf(grower, institution))).toBeNull()
})

test('between two nobody chooses', () => {
  expect(() => ministerOf(registersOf(partyOf('authority'), partyOf('authority')))).toThrow(/one party/)
})
