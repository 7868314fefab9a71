// Plants one by one, parts, oil, what is used, refused, set aside, seized and brought in: each through the real door. Not here: the long
// way from plant to patient (whole-chain.test.ts), and most refusals.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, parseId, printId } from '#kernel'
import { systemActor } from '#platform'
import { freeEndedReservations } from '../agenda/free-ended.ts'
import { postContents } from '../agenda/post-contents.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { batchDetail } from '../read/batch-detail.ts'
import { trace } from '../read/trace.ts'
import { readShipment } from '../shipments/shipment-views.ts'
import { refusalsOf, to } from '../testing/refusals.ts'
import { goodResults, newBatch, type Someone, testLaw, type World } from '../testing/world.ts'

const { open, dried, supplied, states, fresh, send } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})
afterAll(async () => {
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

const house = () => systemActor(world.authorityId, { traceId: '0'.repeat(32), spanId: '0'.repeat(16) } as never) // Whoever asks, the house acts.
async function inWorld(state: string, { batchId }: { batchId: string }): Promise<bigint> {
  const [row] = await world.admin.query<{ mg: bigint }>(
    `select coalesce(sum(m.amount), 0)::bigint as mg from chain.movement m
     join chain.account t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
     where t.kind = 'world' and t.state = $1 and t.batch_id = $2 and m.ledger = 'material_mg'`,
    [state, parseId('batch', batchId)],
  )
  return row?.mg ?? 0n
}

test('cuttings of a mother become a lot; its plants are tagged and cut one by one', async () => {
  const { grower, wholesaler } = world.who
  const [mother, lot, tagA, tagB] = [fresh('M'), fresh('L'), fresh('T'), fresh('T')]
  await world.act(grower, 'plant', { batch: mother, productCode: 'flower', cultivar: 'C', plants: 3, room: 'mothers' })
  const cut = { motherId: mother.batchId, cuttings: 40, batch: lot, cultivar: 'C', room: '1' }
  await world.act(grower, 'propagate', cut)
  expect(await states(grower, mother)).toEqual({ growing: 3n })
  await world.act(grower, 'tag', { plantLotId: lot.batchId, plants: [tagA, tagB] })
  expect(await states(grower, lot)).toEqual({ growing: 38n })
  await expect(world.act(grower, 'tag', { plantLotId: lot.batchId, plants: [tagA] })).rejects.toThrow(
    'chain/name-taken',
  )
  const [c] = [fresh('T')]
  await expect(world.act(grower, 'tag', { plantLotId: lot.batchId, plants: [c, c] })).rejects.toThrow(
    'chain/same-line-twice',
  )
  await world.act(grower, 'harvest', { plantLotId: tagA.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg: '900' })
  expect(await states(grower, tagA)).toEqual({})
  // Forty cuttings of three plants are her offspring and no part of her; of the lot each plant that was tagged is a fortieth.
  const { actor } = grower
  const traced = (of: { batchId: string }) =>
    world.database.transaction(actor, (tx) =>
      trace(tx, actor, { batchId: parseId('batch', of.batchId)!, direction: 'forward' }),
    )
  const whole = { numerator: '1', denominator: '1' }
  const ofMother = await traced(mother)
  expect(ofMother.nodes.map(({ depth, share }) => [depth, share])).toEqual([
    [0, whole],
    [1, null],
    ...[2, 2, 3].map((depth) => [depth, null]),
  ])
  expect(ofMother.edges.find(({ childId }) => childId === lot.batchId)).toMatchObject({
    ofChild: whole,
    ofParent: null,
  })
  const ofLot = await traced(lot)
  expect(ofLot.nodes.map(({ share }) => share)).toEqual([
    whole,
    ...[0, 1, 2].map(() => ({ numerator: '1', denominator: '40' })),
  ])
  await expect(world.act(wholesaler, 'propagate', { ...cut, batch: fresh('L') })).rejects.toThrow('chain/unknown-batch')
})

test('plants that are dead, stolen or taken leave the count, and nothing is harvested', async () => {
  const { grower, authority } = world.who
  const lot = fresh('L')
  const room = { productCode: 'flower', cultivar: 'C', room: '1' }
  await world.act(grower, 'plant', { batch: lot, plants: 40, ...room })
  const of = { batchId: lot.batchId, state: 'growing' as const, massMg: '900000' }
  const how = { method: 'composting' as const, witnesses: ['st-1', 'st-2'], documents: [] }
  await expect(world.act(grower, 'destroy', { ...of, ...how })).rejects.toThrow('chain/plants-unsaid')
  await expect(world.act(grower, 'destroy', { ...of, ...how, plants: 41 })).rejects.toThrow('chain/stock-short')
  await world.act(grower, 'destroy', { ...of, ...how, plants: 5 })
  const stolen = await world.act(grower, 'lose', { ...of, plants: 12, cause: 'theft', reason: 'the fence was cut' })
  expect(await states(grower, lot)).toEqual({ growing: 23n })
  const seize = { premisesId: printId('premises', grower.premisesId), holderId: printId('party', grower.partyId) }
  await world.act(authority, 'seize', { ...of, ...seize, plants: 3, caseNumber: 'PL-1', reason: 'evidence' })
  await world.act(grower, 'correct', { correctsId: stolen.eventId, reason: 'they were in the other room' })
  expect([await states(grower, lot), await inWorld('destroyed', lot)]).toEqual([{ growing: 32n }, 0n])
  // What has a mass is not counted in plants.
  const { harvest } = await dried()
  await expect(
    world.act(grower, 'destroy', { ...how, batchId: harvest.batchId, state: 'quarantine', massMg: '1', plants: 1 }),
  ).rejects.toThrow('chain/wrong-batch')
})

test('a part goes on under a name of its own, as far as the whole had come', async () => {
  const { grower } = world.who
  const { harvest } = await dried()
  const part = fresh('B')
  await world.act(grower, 'split', { batchId: harvest.batchId, state: 'quarantine', massMg: '120', part })
  expect([await states(grower, harvest), await states(grower, part)]).toEqual([
    { quarantine: 380n },
    { quarantine: 120n },
  ])
})

test('a part that was made by mistake and taken back is no child of the whole', async () => {
  const { grower } = world.who
  const { harvest } = await dried()
  const [wrong, right] = [fresh('B'), fresh('B')]
  const split = { batchId: harvest.batchId, state: 'quarantine' as const, massMg: '500' }
  const mistake = await world.act(grower, 'split', { ...split, part: wrong })
  await world.act(grower, 'correct', { correctsId: mistake.eventId, reason: 'the name of another lot' })
  await world.act(grower, 'split', { ...split, massMg: '400', part: right })
  const { actor } = grower
  const batchId = parseId('batch', harvest.batchId)!
  const [traced, detail] = await world.database.transaction(actor, async (tx) => [
    await trace(tx, actor, { batchId, direction: 'forward' }),
    await batchDetail(tx, actor, { batchId, law: testLaw, now: world.now }),
  ])
  const part = [harvest.name, right.name]
  expect(traced.nodes.map(({ batch }) => batch.name)).toEqual(part)
  expect(traced.edges.map(({ ofParent }) => ofParent)).toEqual([{ numerator: '1', denominator: '5' }]) // Of 2,000 mg as it was cut.
  expect(traced.whereabouts.map(({ batch }) => batch.name).sort()).toEqual(part.toSorted())
  expect(detail.children.map(({ batch }) => batch.name)).toEqual([right.name])
})

test('flower becomes oil: what went in is converted, what came out is weighed', async () => {
  const { packer } = world.who
  const { harvest } = await supplied()
  const oil = fresh('O')
  await world.act(packer, 'extract', {
    solvent: 'co2',
    inputs: [{ batchId: harvest.batchId, state: 'released', massMg: '70' }],
    output: oil,
    productCode: 'oil',
    outputMassMg: '12',
    wasteMassMg: '50',
  })
  expect(await states(packer, oil)).toEqual({ quarantine: 12n })
  expect(await inWorld('converted', harvest)).toBe(20n)
})

test('used in a practice, given in a trial, and only by who may', async () => {
  const { wholesaler, pharmacy, institution } = world.who
  const { packs } = await supplied()
  await send(wholesaler, pharmacy, 'supply', packs.batchId, 'released', '100')
  await send(wholesaler, institution, 'supply', packs.batchId, 'released', '100')
  const use = { batchId: packs.batchId, massMg: '30', recordNumber: 'R-1' }
  await world.act(pharmacy, 'own-practice', use)
  await world.act(institution, 'administer', { ...use, study: '2025-500001-10-00' })
  expect([await inWorld('own-practice', packs), await inWorld('administered', packs)]).toEqual([30n, 30n])
  await send(institution, wholesaler, 'return', packs.batchId, 'released', '70') // What the trial did not use.
  expect(await states(wholesaler, packs)).toMatchObject({ quarantine: 70n })
  await expect(world.act(wholesaler, 'own-practice', use)).rejects.toThrow('chain/not-for-you')
  await expect(world.act(pharmacy, 'administer', { ...use, study: 'X' })).rejects.toThrow('chain/not-for-you')
})

test('refused at the door: on its way back at once, and never the receiver’s', async () => {
  const { wholesaler, pharmacy } = world.who
  const { packs } = await supplied()
  const [shipmentId, returnShipmentId] = [
    printId('shipment', newId('shipment')),
    printId('shipment', newId('shipment')),
  ]
  const line = { batchId: packs.batchId, state: 'released' as const }
  await world.act(wholesaler, 'ship', {
    shipmentId,
    ...to(pharmacy),
    reason: 'supply',
    lines: [{ ...line, massMg: '80' }],
  })
  const refuse = { shipmentId, returnShipmentId, reason: 'the seal was broken' }
  await expect(world.act(wholesaler, 'refuse', refuse)).rejects.toThrow('chain/unknown-shipment')
  await world.act(pharmacy, 'refuse', refuse)
  expect(await states(pharmacy, packs)).toEqual({})
  const view = (id: string, { actor }: Someone) =>
    world.database.transaction(actor, (tx) =>
      readShipment(tx, actor, { shipmentId: parseId('shipment', id)!, law: testLaw }),
    ) // Printed above.
  expect((await view(shipmentId, wholesaler)).status).toBe('refused')
  expect(await view(returnShipmentId, wholesaler)).toMatchObject({ status: 'in-transit', reason: 'return' })
  await expect(
    world.act(pharmacy, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '80' }] }),
  ).rejects.toThrow('chain/shipment-closed')
  const before = (await states(wholesaler, packs))['released'] ?? 0n
  await world.act(wholesaler, 'receive', { shipmentId: returnShipmentId, lines: [{ ...line, receivedMassMg: '80' }] })
  expect(await states(wholesaler, packs)).toEqual({ released: before, quarantine: 80n })
})

test('what is set aside is nobody else’s to take, is stopped by a recall, and comes free by its clock', async () => {
  const { wholesaler, pharmacy, authority } = world.who
  const { packs } = await supplied()
  const until = world.now.add({ hours: 2 }).toString()
  const reserve = (massMg: string) =>
    world.act(wholesaler, 'reserve', {
      batchId: packs.batchId,
      massMg,
      forPartyId: printId('party', pharmacy.partyId),
      until,
    })
  await reserve('300')
  await reserve('50')
  expect(await states(wholesaler, packs)).toMatchObject({ released: 50n })
  const ship = {
    ...to(pharmacy),
    reason: 'supply' as const,
    lines: [{ batchId: packs.batchId, state: 'released' as const, massMg: '51' }],
  }
  await expect(
    world.act(wholesaler, 'ship', { shipmentId: printId('shipment', newId('shipment')), ...ship }),
  ).rejects.toThrow('chain/stock-short')
  const free = (at: Temporal.Instant) => freeEndedReservations(world.database, house(), { law: testLaw, now: () => at })
  expect(await free(world.now)).toBe(0)
  const held = await world.act(authority, 'hold', { batchId: packs.batchId, scope: 'recall', reason: 'mould' })
  expect(await states(wholesaler, packs)).toEqual({ held: 400n })
  await world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'no mould' })
  expect(await states(wholesaler, packs)).toEqual({ released: 400n })
  await reserve('120')
  const [account] = await world.admin.query<{ id: string }>(
    `select a.account_id as id from chain.account a join chain.balance b using (authority_id, account_id) where a.state = 'reserved' and b.amount = 120`,
  )
  const accountId = printId('account', account?.id as never)
  await expect(world.act(pharmacy, 'free', { accountId })).rejects.toThrow('chain/unknown-account')
  const elsewhere = { accountId, premisesId: printId('premises', pharmacy.premisesId) }
  await expect(world.act(wholesaler, 'free', elsewhere)).rejects.toThrow('chain/unknown-account')
  // The clock of the door is ours: what ended an hour ago is freed now.
  await world.admin.query(`select 1`)
  await world.act(wholesaler, 'free', { accountId })
  expect(await states(wholesaler, packs)).toEqual({ released: 400n })
  await expect(world.act(wholesaler, 'free', { accountId })).rejects.toThrow('chain/nothing-to-move')
})

test('a reservation that has ended is freed by the house', async () => {
  const { wholesaler } = world.who
  const { packs } = await supplied()
  const occurredAt = world.now.subtract({ seconds: 30 })
  await world.act(wholesaler, 'reserve', {
    batchId: packs.batchId,
    massMg: '60',
    forPartyId: null,
    occurredAt: occurredAt.toString(),
    until: occurredAt.add({ seconds: 10 }).toString(),
  })
  const once = () => freeEndedReservations(world.database, house(), { law: testLaw, now: () => world.now })
  expect(await once()).toBe(1)
  expect(await once()).toBe(0)
  expect(await states(wholesaler, packs)).toEqual({ released: 400n })
})

test('seized from whoever has it, by staff alone', async () => {
  const { wholesaler, authority, grower } = world.who
  const { packs } = await supplied()
  const seize = (who: Someone, holder: Someone) =>
    world.act(who, 'seize', {
      batchId: packs.batchId,
      premisesId: printId('premises', holder.premisesId),
      holderId: printId('party', holder.partyId),
      state: 'released',
      massMg: '400',
      caseNumber: 'PL-2026-1',
      reason: 'on order of the prosecutor',
    })
  await expect(seize(grower, wholesaler)).rejects.toThrow('chain/not-for-you')
  await expect(seize(authority, grower)).rejects.toThrow('chain/stock-short')
  await seize(authority, wholesaler)
  expect(await inWorld('seized', packs)).toBe(400n)
})

test('what comes from abroad waits in quarantine, under an exemption and its ceiling', async () => {
  const { wholesaler, grower } = world.who
  const bring = (who: Someone, massMg: string, batch = fresh('I')) =>
    world
      .act(who, 'import', {
        batch,
        productCode: 'flower',
        massMg,
        sellerId: printId('party', world.who['foreign-buyer'].partyId),
        importPermit: 'NL-1',
        exportPermit: 'DE-1',
        foreignName: 'CH-77',
      })
      .then(() => batch)
  await expect(bring(grower, '5')).rejects.toThrow('chain/not-exempted')
  expect(await states(wholesaler, await bring(wholesaler, '5'))).toEqual({ quarantine: 5n })
  await world.admin.query(
    `update licensing.exemption_scope set max_stock_mg = 100000 where exemption_id = (select exemption_id from licensing.exemption where number = 'E-wholesaler')`,
  )
  await expect(bring(wholesaler, '100000')).rejects.toThrow('chain/stock-ceiling')
  // Two at once who each saw room: the door judges them one after another.
  const both = await Promise.allSettled([bring(wholesaler, '60000'), bring(wholesaler, '60000')])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await world.admin.query(`update licensing.exemption_scope set max_stock_mg = null`)
})

test('what a laboratory found is posted by the house, of packs made before it too', async () => {
  const { packer } = world.who
  const { grower, laboratory } = world.who
  const { harvest } = await dried()
  const sample = newBatch(`S-${newId('batch')}`)
  await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
  await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
  const loss = {
    analyte: 'loss-on-drying' as const,
    value: '10',
    unit: '%' as const,
    of: 'as-is' as const,
    method: 'x',
    uncertainty: null,
  }
  await world.act(laboratory, 'test', {
    sampleId: sample.batchId,
    consumedMassMg: '5',
    results: [...goodResults, loss],
  })
  const post = () => postContents(world.database, house(), { law: testLaw, now: () => world.now })
  expect(await post()).toBe(2) // The harvest and what is left of its sample.
  expect(await post()).toBe(0)
  const [row] = await world.admin.query<{ ug: bigint }>(
    `select sum(b.amount)::bigint as ug from chain.balance b join chain.account a using (authority_id, account_id)
     where a.ledger = 'thc_ug' and a.batch_id = $1`,
    [parseId('batch', harvest.batchId)],
  )
  expect(row?.ug).toBe((490n * 217n * 9n + 5n) / 10n)
  void packer
})
