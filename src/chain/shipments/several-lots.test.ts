// A van that carries several lots, on the real database: what is refused of one of them is said of that one, what is sent of each is received of each.
// Not here: boxes and journeys of one lot (manifest.test.ts), and reading the form (web/chain/record).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId, Refused, sayRefusal } from '#kernel'
import type { ActOf } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { previewAct } from '../record/preview-act.ts'
import { recordAct } from '../record/record-act.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { flower, newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { readShipment } from './shipment-views.ts'

let world: World
let packs: string
const bulk = newBatch('B2')
beforeAll(async () => {
  world = await openWorld()
  packs = (await growToPatient(world)).packs.batchId
  // A second lot on the same shelf: what came from abroad waits in quarantine there.
  await world.act(world.who.wholesaler, 'import', {
    ...{ batch: bulk, productCode: 'flower', massMg: '2000', foreignName: 'DE-1' },
    ...{ sellerId: printId('party', world.who['foreign-buyer'].partyId), importPermit: 'I1', exportPermit: 'E1' },
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const to = ({ partyId, premisesId }: Someone) => ({
  receiverId: printId('party', partyId),
  toPremisesId: printId('premises', premisesId),
})
type Lines = ActOf<'ship'>['lines']
const ship = (lines: Lines, more: Partial<ActOf<'ship'>> = {}) =>
  world.make(world.who.wholesaler, 'ship', {
    ...to(world.who.packer),
    ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'service', lines },
    ...more,
  })
const lot = (batchId: string, state: 'quarantine' | 'released', massMg: string) => ({ batchId, state, massMg })
const refusedAs = async (act: ActOf<'ship'>, law: LawForChain = testLaw) => {
  const { wholesaler } = world.who
  const error = await world.database
    .transaction(wholesaler.actor, (tx) => recordAct(tx, wholesaler.actor, { act, law, now: world.now }))
    .catch((thrown: unknown) => thrown)
  if (!(error instanceof Refused)) throw error
  return { code: error.refusal.problem.code, said: sayRefusal(error.refusal, 'en').detail }
}

describe('several lots at once', () => {
  test('are seen beforehand line by line, sent, and received each by its own weighing', async () => {
    const { wholesaler, packer } = world.who
    const act = ship([lot(packs, 'released', '1000'), lot(bulk.batchId, 'quarantine', '500')])
    const preview = await world.database.transaction(wholesaler.actor, (tx) =>
      previewAct(tx, wholesaler.actor, { act, law: testLaw, now: world.now, locale: 'nl' }),
    )
    const leaves = preview.balances.filter(({ account }) => account.kind === 'stock')
    expect(
      leaves.map(({ account, beforeAmount, afterAmount }) => [
        account.batch?.name,
        BigInt(beforeAmount) - BigInt(afterAmount),
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['P1', 1000n],
        ['B2', 500n],
      ]),
    )
    await world.record(wholesaler, act)
    await world.act(packer, 'receive', {
      shipmentId: act.shipmentId,
      lines: [
        { batchId: bulk.batchId, state: 'quarantine', receivedMassMg: '490' },
        { batchId: packs, state: 'released', receivedMassMg: '1000' },
      ],
    })
    const shipmentId = parseId('shipment', act.shipmentId)!
    const seen = await world.database.transaction(packer.actor, (tx) =>
      readShipment(tx, packer.actor, { shipmentId, law: testLaw }),
    )
    expect(
      seen.lines.map(({ batch, shippedMassMg, receivedMassMg }) => [batch.name, shippedMassMg, receivedMassMg]),
    ).toEqual([
      ['P1', '1000', '1000'],
      ['B2', '500', '490'],
    ])
    expect(seen.status).toBe('received-with-difference')
  })
  test('are refused whole when of one more is asked than there is, and it is said of which', async () => {
    const before = await stockOf(packs)
    const { code, said } = await refusedAs(
      ship([lot(packs, 'released', '1000'), lot(bulk.batchId, 'quarantine', '999000')]),
    )
    expect(code).toBe('chain/stock-short')
    expect(said).toContain('B2')
    expect(said).not.toContain('P1')
    expect(await stockOf(packs)).toBe(before)
  })
  test('are refused when one stands there twice, whatever stands between', async () => {
    const twice = [lot(packs, 'released', '1'), lot(bulk.batchId, 'quarantine', '1'), lot(packs, 'released', '1')]
    expect(await refusedAs(ship(twice))).toMatchObject({ code: 'chain/same-line-twice' })
  })
  test('are refused when the carrier may not carry one of them, and it is said which product', async () => {
    const other = { ...flower, productCode: 'other', name: 'Other flower', substanceId: 'other' }
    const law: LawForChain = {
      ...testLaw,
      product: (code, on) => (code === 'other' ? other : testLaw.product(code, on)),
      productsOf: (substanceId) => (substanceId === 'other' ? ['other'] : testLaw.productsOf(substanceId)),
      listOf: (substanceId) => (substanceId === 'other' ? null : 'II'),
    }
    // All but the carrier may have this other thing too; it is on no list, so no exception speaks of it.
    await world.admin.query(
      `update licensing.exemption_scope as s set substances = s.substances || '[{"substanceId": "other", "list": "II"}]'::jsonb
         from licensing.exemption as e where e.exemption_id = s.exemption_id and e.holder_id <> $1`,
      [world.who.carrier.partyId],
    )
    const { wholesaler } = world.who
    const third = newBatch('B3')
    const brought = world.make(wholesaler, 'import', {
      ...{ batch: third, productCode: 'other', massMg: '2000', foreignName: 'DE-2' },
      ...{ sellerId: printId('party', world.who['foreign-buyer'].partyId), importPermit: 'I2', exportPermit: 'E2' },
    })
    await world.database.transaction(wholesaler.actor, (tx) =>
      recordAct(tx, wholesaler.actor, { act: brought, law, now: world.now }),
    )
    const transport = {
      ...{ carrierId: printId('party', world.who.carrier.partyId), vehicle: 'VX-123-B', driver: null, route: null },
      ...{ departsAt: world.now.toString(), arrivesAt: world.now.add({ hours: 3 }).toString() },
    }
    const lines = [lot(packs, 'released', '1000'), lot(third.batchId, 'quarantine', '500')]
    const { code, said } = await refusedAs(ship(lines, { transport }), law)
    expect(code).toBe('chain/carrier-not-exempted')
    expect(said).toContain('Other flower')
    // In a van of the sender's own both may go.
    const own = ship(lines, { transport: { ...transport, carrierId: null } })
    await expect(
      world.database.transaction(wholesaler.actor, (tx) =>
        recordAct(tx, wholesaler.actor, { act: own, law, now: world.now }),
      ),
    ).resolves.toMatchObject({ outcome: 'recorded' })
  })
})

async function stockOf(batchId: string): Promise<string> {
  const [row] = await world.admin.query<{ amount: string }>(
    `select sum(b.amount)::text as amount from chain.balance as b join chain.account as a using (authority_id, account_id)
       where a.batch_id = $1 and a.kind = 'stock'`,
    [parseId('batch', batchId)],
  )
  return row?.amount ?? ''
}
