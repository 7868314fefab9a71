// Stock that its holder may have no longer: on the day its exemption ended it is somebody's work, and it is none any more when it was destroyed.
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '#platform/contract'
import { chainWork } from '../index.ts'
import { refusalsOf } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'

const { open, dried } = refusalsOf('who')
let world: World
beforeAll(async () => {
  world = await open()
})

async function uncovered(someone: Someone, role: Role) {
  const actor = { ...someone.actor, roles: [role] }
  const [section] = await world.database.transaction(actor, (tx) =>
    chainWork(tx, actor, { now: world.now, law: testLaw, itemsMax: 8, kind: 'stock-uncovered' }),
  )
  return section ?? null
}

test('is told to its holder and to staff until it is gone, and to no other holder', async () => {
  const { grower, packer, authority } = world.who
  const { harvest } = await dried()
  const staff = () => uncovered(authority, 'inspector')
  const own = () => uncovered(grower, 'holder-chain-officer')
  expect([await staff(), await own()]).toEqual([null, null])
  const [lies] = await world.admin.query<{ mg: bigint }>(
    `select sum(b.amount)::bigint as mg from chain.balance as b join chain.account as a using (authority_id, account_id)
     where a.holder_id = $1 and a.kind = 'stock' and a.ledger = 'material_mg'`,
    [grower.partyId],
  )
  await world.admin.query(`update licensing.exemption set withdrawn_on = current_date - 1 where number = 'E-grower'`)
  const found = await own()
  expect(found?.items.map(({ massMg }) => massMg)).toContain(`${lies?.mg}`)
  expect(found?.items[0]?.href).toContain('ledger=material_mg')
  expect(found?.items.some(({ plants }) => plants !== undefined)).toBe(true)
  expect((await staff())?.count).toBe(found?.count)
  expect(await uncovered(packer, 'holder-chain-officer')).toBeNull()
  const destroy = { method: 'incineration' as const, witnesses: ['A-01', 'B-02'], documents: [] }
  const rows = await stockOf(grower)
  for (const { batch_id, state, amount } of rows)
    await world.act(grower, 'destroy', { ...destroy, batchId: `bat_${batch_id}`, state, massMg: `${amount}` })
  expect(rows.some(({ batch_id }) => `bat_${batch_id}` === harvest.batchId)).toBe(true)
  expect((await own())?.items.filter(({ massMg }) => massMg !== undefined) ?? []).toEqual([])
})

const stockOf = ({ partyId }: Someone) =>
  world.admin.query<{ batch_id: string; state: 'quarantine'; amount: bigint }>(
    `select a.batch_id, a.state, b.amount from chain.balance as b join chain.account as a using (authority_id, account_id)
     where a.holder_id = $1 and a.kind = 'stock' and a.ledger = 'material_mg' and b.amount > 0`,
    [partyId],
  )
