// Which differences a refusal is about. Not here: that it is refused (src/chain/record/refusals-mass.test.ts).
import { expect, test } from 'vitest'
import type { Act, EventView } from '#chain/contract'
import { allowanceOf, differencesOf } from './closed-differences.ts'

type Movement = EventView['movements'][number]
const end = (accountId: string, kind: string, name: string | null = null) =>
  ({ accountId, kind, batch: name === null ? null : { batchId: 'bat_1', name } }) as Movement['from'] // What is read of it.
const moved = (ledger: string, from: Movement['from'], to: Movement['from']) => ({ ledger, from, to }) as Movement // As above.

test('what is settled is the one that is named', () => {
  expect(differencesOf({ kind: 'settle-difference', accountId: 'acc_1' } as Act, null)).toEqual([
    { accountId: 'acc_1', name: null },
  ])
})

test('what is taken back names each difference it moved once, and nothing of what was in the material', () => {
  const movements = [
    moved('material_mg', end('acc_1', 'transit', 'A'), end('acc_2', 'difference', 'A')),
    moved('material_mg', end('acc_3', 'difference', 'B'), end('acc_4', 'stock', 'B')),
    moved('material_mg', end('acc_1', 'transit', 'A'), end('acc_2', 'difference', 'A')),
    moved('thc_ug', end('acc_5', 'transit', 'A'), end('acc_6', 'difference', 'A')),
  ]
  expect(differencesOf({ kind: 'correct' } as Act, { movements })).toEqual([
    { accountId: 'acc_2', name: 'A' },
    { accountId: 'acc_3', name: 'B' },
  ])
  expect(differencesOf({ kind: 'correct' } as Act, null)).toEqual([])
  expect(differencesOf({ kind: 'lift' } as Act, { movements })).toEqual([])
})

test('what was granted stands in the account that it went into', () => {
  const movements = [moved('allowance_mg', end('acc_1', 'world'), end('acc_2', 'allowance'))]
  expect(allowanceOf({ movements })).toBe('acc_2')
  expect(allowanceOf({ movements: [moved('material_mg', end('acc_1', 'world'), end('acc_3', 'stock'))] })).toBe(null)
  expect(allowanceOf(null)).toBe(null)
})
