// Whether each state an account is told with has its words, in both languages. Not here: where they are shown.
import { expect, test } from 'vitest'
import { allowanceKinds, limitState, stockStates, unseenState, worldStates } from '#chain/contract'
import { chainMessages } from '../messages/chain.ts'
import { accountStateText, standsAs, type Words } from './words.ts'

const ofStates = [
  ...[...stockStates, unseenState].map((state) => ({ kind: 'stock', state }) as const),
  ...worldStates.map((state) => ({ kind: 'world', state }) as const),
  ...allowanceKinds.map((state) => ({ kind: 'allowance', state }) as const),
  { kind: 'allowance', state: limitState },
  { kind: 'transit', state: 'quarantine' },
  { kind: 'difference', state: 'late-dispense' },
] as const

test.each(ofStates)('$kind $state is called by a word, never by its key', (account) => {
  for (const state of [standsAs(account), account.kind === 'difference' ? standsAs(account) : account.state]) {
    expect(chainMessages).toHaveProperty([`state.${state}`])
  }
})

test.each([
  ['difference', 'packing', 'difference.packing'],
  ['difference', 'count-released-01a1e4be-6b58-7000-8000-6a333300c845', 'difference.count, state.released'],
  ['difference', 'late-held-01a1e4be-6b58-7000-8000-6a333300c845', 'difference.late, state.held'],
  ['difference', 'quarantine', 'state.quarantine'],
  ['stock', 'reserved', 'state.reserved'],
] as const)('a %s of state %s is said as %s', (kind, state, said) => {
  expect(accountStateText({ kind, state }, { t: ((key) => key) as Words['t'] })).toBe(said)
})
