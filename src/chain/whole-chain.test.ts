// From the plants to the patient: every act once, through the real door. Not here: refusals (record/refusals.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseId, printId } from '#kernel'
import { readEventContent } from './read/event-views.ts'
import { growToPatient } from './testing/whole-chain.ts'
import { openWorld, type Someone, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

test('a gram grown is a gram dispensed, destroyed, lost or still there', async () => {
  const { who, act } = world
  const { authority, irradiator, wholesaler } = who
  const { harvest, packs, dispensed } = await growToPatient(world)
  expect(dispensed.basis).toContain('opiumwet/5/1/a')

  const held = await act(authority, 'hold', { batchId: harvest.batchId, scope: 'recall', reason: 'mould' })
  const [heldStock] = await world.admin.query<{ mg: bigint }>(
    `select sum(b.amount)::bigint as mg from chain.balance b join chain.account a using (authority_id, account_id) where a.state = 'held'`,
  )
  expect(heldStock?.mg).toBe(19_945_000n)
  // The record of a recall names everybody's stock: a holder it reached proves it by its leaf alone.
  const contentFor = ({ actor }: Someone) =>
    world.database.transaction(actor, (tx) => readEventContent(tx, actor, parseId('event', held.eventId)!))
  expect((await contentFor(authority)).record).toContain('"movements"')
  expect(await contentFor(wholesaler)).toMatchObject({ record: null, salt: null })
  await act(authority, 'lift', { batchId: harvest.batchId, holdEventId: held.eventId, reason: 'no mould' })

  const differences = await world.admin.query<{ id: string; state: string; amount: bigint }>(
    `select a.account_id as id, a.state, b.amount from chain.balance b join chain.account a using (authority_id, account_id) where a.kind = 'difference' and b.amount <> 0`,
  )
  expect(differences.map(({ amount }) => amount).sort()).toEqual([-500n, 1000n, 9500n].sort())
  const irradiatorLoss = differences.find(({ amount }) => amount === 1000n)
  const settled = await act(irradiator, 'settle-difference', {
    accountId: printId('account', irradiatorLoss?.id as never),
    reason: 'dried a little',
  })
  expect(settled.basis).toEqual(['opiumwetbesluit/6', 'opiumwet/8a/2/f'])
  await act(authority, 'export', {
    premisesId: printId('premises', authority.premisesId),
    buyerId: printId('party', who['foreign-buyer'].partyId),
    exportPermit: 'X',
    importPermit: 'Y',
    lines: [{ batchId: packs.batchId, state: 'released', massMg: '1' }],
  }).catch(({ message }) => expect(message).toBe('chain/stock-short'))
  await act(wholesaler, 'lose', {
    batchId: packs.batchId,
    state: 'released',
    massMg: '5000',
    cause: 'theft',
    reason: 'break-in',
  }).then(async (lost) => {
    expect(lost.basis).toEqual(['opiumwet/8a/2/f']) // Its exemption asks for the record; the decree asks it of pharmacists alone.
    const found = await act(wholesaler, 'correct', { correctsId: lost.eventId, reason: 'found' })
    expect(found.basis).toEqual(['opiumwet/8a/2/f'])
  })
  await act(who.pharmacy, 'lose', {
    ...{ batchId: packs.batchId, state: 'released', massMg: '1000', cause: 'loss', reason: 'dropped' },
  }).then(async (lost) => {
    expect(lost.basis).toEqual(['opiumwetbesluit/7'])
    await act(who.pharmacy, 'correct', { correctsId: lost.eventId, reason: 'swept up' })
  })

  const [sums] = await world.admin.query<{ stands: bigint; came: bigint }>(`
    select (select sum(b.amount)::bigint from chain.balance b join chain.account a using (authority_id, account_id) where a.ledger = 'material_mg') as stands,
      (select sum(case when f.kind = 'world' then m.amount else 0 end - case when t.kind = 'world' then m.amount else 0 end)::bigint
       from chain.movement m join chain.account f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
       join chain.account t on t.authority_id = m.authority_id and t.account_id = m.to_account_id where m.ledger = 'material_mg') as came`)
  expect(sums?.stands).toBe(sums?.came)
})
