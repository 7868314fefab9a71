// Stock that its holder may have no longer: on the day its exemption ended it is somebody's work, and it is none any more when it was destroyed.
import { beforeAll, describe, expect, test } from 'vitest'
import { newId, type PlainDate, type PremisesId } from '#kernel'
import type { ExemptionFact } from '#licensing'
import type { Role } from '#platform/contract'
import { chainWork } from '../index.ts'
import { refusalsOf } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { mayLack } from './uncovered.ts'

const { open, dried } = refusalsOf('who')
let world: World
beforeAll(async () => {
  world = await open()
})

describe('of whom stock is looked for', () => {
  const today = Temporal.PlainDate.from('2026-11-23')
  const [holderId, here, there] = [newId('party'), newId('premises'), newId('premises')]
  const holder = { partyId: holderId, kind: 'grower', name: 'G', country: 'NL' } as const
  const law = { listOf: () => 'II' as const, product: () => null }
  const version = ({ until, premises = [here], substanceId = 'hennep' }: Given): ExemptionFact => ({
    ...{ exemptionId: newId('exemption'), number: 'E', holderId, ground: 'opiumwet/8/2', basis: [], withdrawnOn: null },
    period: { from: today.subtract({ years: 2 }), until },
    scope: [
      {
        ...{ acts: ['have'], substances: [{ substanceId, list: 'II' }], purposes: ['medicinal-supply'] },
        ...{ premises, maxStockMg: null },
      },
    ],
  })
  type Given = { readonly until: PlainDate | null; readonly premises?: PremisesId[]; readonly substanceId?: string }
  const over = version({ until: today })
  test.each<[string, ExemptionFact[], boolean]>([
    ['nothing after it', [over], true],
    ['the same goes on', [over, version({ until: null })], false],
    ['it goes on everywhere', [over, version({ until: null, premises: [] })], false],
    ['it goes on elsewhere', [over, version({ until: null, premises: [there] })], true],
    [
      'what held everywhere goes on here alone',
      [version({ until: today, premises: [] }), version({ until: null })],
      true,
    ],
    ['something else goes on', [over, version({ until: null, substanceId: 'lsd' })], true],
    ['it ends tomorrow', [version({ until: today.add({ days: 1 }) })], false],
    ['it was withdrawn', [{ ...version({ until: null }), withdrawnOn: today }], true],
  ])('%s', (_, exemptions, expected) => {
    const facts = { parties: new Map([[holderId, holder]]), exemptions }
    expect(mayLack(holderId, { facts, law, today })).toBe(expected)
  })
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
