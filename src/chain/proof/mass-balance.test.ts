// Every balance from its movements alone: sound where nothing was touched, and each account named where something was. Not here: the whole proof.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BareLedger, openBareLedger } from '../testing/index.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { massBalance } from './mass-balance.ts'

let ledger: BareLedger
const count = 20
beforeAll(async () => {
  ledger = await openBareLedger()
  for (let at = 0; at < count; at++) {
    const moves = [{ from: ledger.world, to: ledger.stock(`${at}`), amount: 10n }]
    await ledger.post(ledger.event({ moves }))
  }
  await ledger.post(ledger.event({ moves: [{ from: ledger.stock('0'), to: ledger.stock('1'), amount: 4n }] }))
  await unlockLedger(ledger.admin)
})
afterAll(async () => {
  await ledger[Symbol.asyncDispose]()
})

const holding = async (amount: number) =>
  (
    await ledger.admin.query<{ id: string }>(
      'select account_id as id from chain.balance where amount = $1 order by account_id',
      [amount],
    )
  ).map(({ id }) => id)

test('nothing was touched', async () => {
  expect(await massBalance(ledger.admin, ledger.authorityId)).toEqual({ isSound: true, accounts: count, faults: [] })
})

test('what is taken from one balance and given to another is no balance, though the sum is the same', async () => {
  const [one, other] = await holding(10)
  await ledger.admin.query(
    'update chain.balance set amount = amount + case account_id when $1 then 1 else -1 end where account_id in ($1, $2)',
    [one, other],
  )
  const { isSound, faults } = await massBalance(ledger.admin, ledger.authorityId)
  expect(isSound).toBe(false)
  expect(faults.map(({ kind, id }) => [kind, id]).sort()).toEqual(
    [one, other].map((id) => ['balance-differs', id]).sort(),
  )
  await ledger.admin.query('update chain.balance set amount = 10 where account_id in ($1, $2)', [one, other])
})

test('a movement of the least there is does not stop it: both its ends are named', async () => {
  const [from, to] = [...(await holding(6)), ...(await holding(14))]
  await ledger.admin.query(
    `update chain.movement set amount = '-9223372036854775808' where from_account_id = $1 and to_account_id = $2`,
    [from, to],
  )
  const { faults } = await massBalance(ledger.admin, ledger.authorityId)
  expect(faults.map(({ id }) => id).sort()).toEqual([from, to].sort())
})
