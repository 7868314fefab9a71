// Every refusal of the chain, reached by a person's mistake or a race, each with nothing written. Not here: what succeeds.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, Refused, sayRefusal } from '#kernel'
import { closeImport, openImport } from '#licensing'
import { openDocumentStore, storeDocument } from '#platform'
import { batchDetail } from './batch-detail.ts'
import { listBatches } from './batch-views.ts'
import { createBatcher } from './batcher.ts'
import type { Act, ActOf } from './contract.ts'
import { eraseEvent } from './erase-event.ts'
import { chainProblems } from './problems.ts'
import { prepareAct, recordAct } from './record-act.ts'
import { goodResults, newBatch, openWorld, type Someone, testLaw, type World } from './testing/world.ts'

let world: World
const seen = new Set<string>()
beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

/** The refusal's code; its text says something in both languages and knows its values. */
async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    for (const locale of ['nl', 'en'] as const) {
      const { title, detail } = sayRefusal(error.refusal, locale)
      expect(`${title} ${detail}`).not.toMatch(/undefined|NaN|\[object/)
      expect(detail.length).toBeGreaterThan(10)
    }
    const code = error.message.slice('chain/'.length)
    seen.add(code)
    return code
  }
  return 'accepted'
}
async function expectRefusal(code: keyof typeof chainProblems, work: () => Promise<unknown>) {
  const before = await world.admin.query<{ n: bigint }>('select count(*) as n from chain.movement')
  expect(await refusal(work())).toBe(code)
  expect(await world.admin.query('select count(*) as n from chain.movement')).toEqual(before)
}

const to = ({ partyId, premisesId }: Someone) => ({
  receiverId: printId('party', partyId),
  toPremisesId: printId('premises', premisesId),
})
const shipment = () => printId('shipment', newId('shipment'))
const nobody = () => printId('batch', newId('batch'))
let counter = 0
const fresh = (kind: string) => newBatch(`${kind}${counter++}`)

async function grown() {
  const lot = fresh('L')
  const harvest = fresh('H')
  await world.act(world.who.grower, 'plant', {
    batch: lot,
    productCode: 'flower',
    cultivar: 'C',
    plants: 10,
    room: '1',
  })
  await world.act(world.who.grower, 'harvest', {
    plantLotId: lot.batchId,
    plantsCut: 5,
    batch: harvest,
    wetMassMg: '2000',
  })
  return { lot, harvest }
}
async function dried() {
  const batches = await grown()
  await world.act(world.who.grower, 'dry', { batchId: batches.harvest.batchId, driedMassMg: '500' })
  return batches
}
/** 400 mg of packs, released, at the wholesaler's. */
async function supplied(expiresOn = '2099-01-01') {
  const { grower, laboratory, authority, packer, wholesaler } = world.who
  const { harvest } = await dried()
  const sample = fresh('S')
  const packs = fresh('P')
  await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
  await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
  await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
  await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '490', bags: 1 })
  const atGrower = { premisesId: printId('premises', grower.premisesId) }
  await send(authority, packer, 'service', harvest.batchId, 'quarantine', '490', atGrower)
  await world.act(authority, 'release', {
    batchId: harvest.batchId,
    verdict: 'released',
    certificate: 'C',
    expiresOn: null,
    reason: null,
  })
  await world.act(packer, 'pack', {
    batchId: harvest.batchId,
    inputMassMg: '410',
    pack: packs,
    gtin: '08712345678906',
    expiresOn,
    packs: 4,
    packMassMg: '100',
    wasteMassMg: '10',
  })
  await send(packer, wholesaler, 'supply', packs.batchId, 'released', '400')
  return { harvest, sample, packs }
}
async function send(
  from: Someone,
  receiver: Someone,
  reason: ActOf<'ship'>['reason'],
  batchId: string,
  state: ActOf<'destroy'>['state'],
  massMg: string,
  more: { premisesId?: string } = {},
) {
  const shipmentId = shipment()
  await world.act(from, 'ship', { ...more, shipmentId, ...to(receiver), reason, lines: [{ batchId, state, massMg }] })
  await world.act(receiver, 'receive', { shipmentId, lines: [{ batchId, state, receivedMassMg: massMg }] })
  return shipmentId
}

describe('sending twice, and time', () => {
  test('the same is answered again, other content is refused, what was erased is gone', async () => {
    const { grower } = world.who
    const act = world.make(grower, 'plant', {
      batch: fresh('T'),
      productCode: 'flower',
      cultivar: 'C',
      plants: 1,
      room: '1',
    })
    const first = await world.record(grower, act)
    expect(await world.record(grower, act)).toEqual({ ...first, outcome: 'already' })
    await expectRefusal('event-changed', () => world.record(grower, { ...act, plants: 2 }))
    // The same id from someone who cannot see the first: the wall hides it, the door knows it.
    const { eventId } = act
    const harvested = await dried()
    const other = { eventId, batchId: harvested.harvest.batchId, scope: 'batch' as const, reason: 'x' }
    const second: Someone = {
      ...grower,
      actor: world.actorFor({ wall: 'staff', partyId: world.who.authority.partyId }),
    }
    await expectRefusal('event-changed', () => world.act(second, 'hold', other))
    const { staff, database } = world
    await database.transaction(staff, (tx) => eraseEvent(tx, staff, parseId('event', act.eventId)!))
    await expectRefusal('event-gone', () => world.record(grower, act))
  })

  test('the future, an old id, and a moment before the batch began', async () => {
    const { grower } = world.who
    const plant = { batch: fresh('T'), productCode: 'flower', cultivar: 'C', plants: 1, room: '1' }
    await expectRefusal('time-ahead', () =>
      world.act(grower, 'plant', { ...plant, occurredAt: world.now.add({ minutes: 9 }).toString() }),
    )
    const old = newId('event', {
      at: world.now.subtract({ hours: 24 * 100 }).epochMilliseconds,
      random: new Uint8Array(16).fill(1),
    })
    await expectRefusal('event-id-window', () =>
      world.act(grower, 'plant', { ...plant, eventId: printId('event', old) }),
    )
    const { harvest } = await grown()
    const early = world.now.subtract({ hours: 1 }).toString()
    await expectRefusal('before-batch', () =>
      world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '1', occurredAt: early }),
    )
  })

  test('history, while no administrator holds the import open', async () => {
    const { grower } = world.who
    const act = world.make(grower, 'plant', {
      batch: fresh('T'),
      productCode: 'flower',
      cultivar: 'C',
      plants: 1,
      room: '1',
    }) as Act
    await closeImport(world.admin, world.authorityId)
    const input = { act, law: testLaw, now: world.now, isImport: true }
    await expectRefusal('import-closed', () =>
      world.database.transaction(grower.actor, (tx) => recordAct(tx, grower.actor, input)),
    )
    await openImport(world.admin, world.authorityId)
    await world.database.transaction(grower.actor, (tx) => recordAct(tx, grower.actor, input))
    const [row] = await world.admin.query<{ is_imported: boolean }>(
      'select is_imported from chain.event where event_id = $1',
      [parseId('event', act.eventId)],
    )
    expect(row?.is_imported).toBe(true)
  })
})

describe('who, where and what', () => {
  test('the other end of a shipment does not get the answer of the one who recorded it', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const sent = world.make(wholesaler, 'ship', {
      shipmentId: shipment(),
      ...to(pharmacy),
      reason: 'supply',
      lines: [{ batchId: packs.batchId, state: 'released', massMg: '10' }],
    }) as Act
    await world.record(wholesaler, sent)
    await expectRefusal('unknown-event', () => world.record(pharmacy, sent))
    await expectRefusal('unknown-event', () => world.record(authority, sent))
    const agency: Someone = { ...authority, actor: world.actorFor({ wall: 'staff', partyId: null }) }
    await expectRefusal('unknown-event', () => world.record(agency, sent))
    expect((await world.record(wholesaler, sent)).outcome).toBe('already')
  })

  test('nobody, someone else’s batch, and things that are not there', async () => {
    const { grower, packer, wholesaler } = world.who
    const nameless: Someone = { ...grower, actor: world.actorFor({ wall: 'holder', partyId: null }) }
    const { harvest } = await dried()
    await expectRefusal('no-holder', () => world.act(nameless, 'dry', { batchId: harvest.batchId, driedMassMg: '1' }))
    await expectRefusal('unknown-batch', () =>
      world.act(packer, 'irradiate', { batchId: harvest.batchId, doseKGy: '10', certificate: 'x' }),
    )
    await expectRefusal('unknown-batch', () => world.act(grower, 'dry', { batchId: nobody(), driedMassMg: '1' }))
    await expectRefusal('unknown-shipment', () =>
      world.act(wholesaler, 'receive', {
        shipmentId: shipment(),
        lines: [{ batchId: nobody(), state: 'released', receivedMassMg: '1' }],
      }),
    )
    await expectRefusal('unknown-event', () =>
      world.act(grower, 'correct', { correctsId: printId('event', newId('event')), reason: 'x' }),
    )
    await expectRefusal('unknown-account', () =>
      world.act(grower, 'settle-difference', { accountId: printId('account', newId('account')), reason: 'x' }),
    )
    await expectRefusal('unknown-product', () =>
      world.act(grower, 'plant', { batch: fresh('T'), productCode: 'tea', cultivar: 'C', plants: 1, room: '1' }),
    )
    const line = [{ batchId: harvest.batchId, state: 'quarantine' as const, massMg: '1' }]
    const elsewhere = {
      receiverId: printId('party', packer.partyId),
      toPremisesId: printId('premises', wholesaler.premisesId),
    }
    await expectRefusal('unknown-party', () =>
      world.act(grower, 'ship', { shipmentId: shipment(), ...elsewhere, reason: 'service', lines: line }),
    )
  })

  test('what another recorded is that other’s to take back, and another’s difference that other’s to settle', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const shipmentId = shipment()
    const line = { batchId: packs.batchId, state: 'released' as const }
    const lines = [{ ...line, massMg: '20' }]
    await world.act(wholesaler, 'ship', { shipmentId, ...to(pharmacy), reason: 'supply', lines })
    await world.act(pharmacy, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '17' }] })
    const dispensed = await world.act(pharmacy, 'dispense', {
      batchId: packs.batchId,
      massMg: '1',
      recordNumber: 'R',
    })
    const [difference] = await world.admin.query<{ id: string }>(
      `select account_id as id from chain.account where kind = 'difference' and shipment_id = $1`,
      [parseId('shipment', shipmentId)],
    )
    const accountId = printId('account', difference?.id as never)
    for (const other of [authority, wholesaler]) {
      await expectRefusal('unknown-event', () =>
        world.act(other, 'correct', { correctsId: dispensed.eventId, reason: 'x' }),
      )
      await expectRefusal('unknown-account', () => world.act(other, 'settle-difference', { accountId, reason: 'x' }))
    }
    await world.act(pharmacy, 'correct', { correctsId: dispensed.eventId, reason: 'x' })
    const elsewhere = { premisesId: printId('premises', wholesaler.premisesId) }
    await expectRefusal('not-your-premises', () =>
      world.act(pharmacy, 'settle-difference', { ...elsewhere, accountId, reason: 'x' }),
    )
    await world.act(pharmacy, 'settle-difference', { accountId, reason: 'x' })
  })

  test('someone else’s premises, and acts that are another’s to record', async () => {
    const { grower, packer } = world.who
    const { harvest } = await dried()
    const atPacker = printId('premises', packer.premisesId)
    await expectRefusal('not-your-premises', () =>
      world.act(grower, 'process', {
        premisesId: atPacker,
        method: 'trim',
        inputs: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '1' }],
        output: fresh('B'),
        productCode: 'flower',
        outputMassMg: '1',
        wasteMassMg: '0',
      }),
    )
    await expectRefusal('not-for-you', () =>
      world.act(grower, 'release', {
        batchId: harvest.batchId,
        verdict: 'released',
        certificate: 'C',
        expiresOn: null,
        reason: null,
      }),
    )
  })

  test('holding, lifting, taking back and settling from premises that are another’s', async () => {
    const { grower, packer, authority } = world.who
    const { harvest } = await dried()
    const { batchId } = harvest
    const at = ({ premisesId }: Someone) => ({ premisesId: printId('premises', premisesId) })
    const hold = { batchId, scope: 'batch' as const, reason: 'x' }
    await expectRefusal('not-your-premises', () => world.act(grower, 'hold', { ...hold, ...at(packer) }))
    // The authority stops what others have from its own desk, and claims nobody else's.
    await expectRefusal('not-your-premises', () => world.act(authority, 'hold', { ...hold, ...at(grower) }))
    const inspectorate: Someone = { ...authority, actor: world.actorFor({ wall: 'staff', partyId: packer.partyId }) }
    const held = await world.act(inspectorate, 'hold', hold)
    const lift = { batchId, holdEventId: held.eventId, reason: 'x' }
    await expectRefusal('not-your-premises', () => world.act(authority, 'lift', { ...lift, ...at(grower) }))
    await world.act(authority, 'lift', lift)
    const lost = { batchId, state: 'quarantine' as const, massMg: '1', cause: 'loss' as const, reason: 'x' }
    const { eventId } = await world.act(grower, 'lose', lost)
    const correct = { correctsId: eventId, reason: 'found' }
    await expectRefusal('not-your-premises', () => world.act(grower, 'correct', { ...correct, ...at(packer) }))
    await world.act(grower, 'correct', correct)
  })

  test('no exemption for the act, for the receiver, or any more', async () => {
    const { grower, packer, wholesaler } = world.who
    await expectRefusal('not-exempted', () =>
      world.act(wholesaler, 'plant', { batch: fresh('T'), productCode: 'flower', cultivar: 'C', plants: 1, room: '1' }),
    )
    const { packs } = await supplied()
    await expectRefusal('receiver-not-exempted', () =>
      world.act(wholesaler, 'ship', {
        shipmentId: shipment(),
        ...to(world.who['foreign-buyer']),
        reason: 'supply',
        lines: [{ batchId: packs.batchId, state: 'released', massMg: '1' }],
      }),
    )
    await expectRefusal('same-party', () =>
      world.act(wholesaler, 'ship', {
        shipmentId: shipment(),
        ...to(wholesaler),
        reason: 'return',
        lines: [{ batchId: packs.batchId, state: 'released', massMg: '1' }],
      }),
    )
    // Decided, and then withdrawn before it was written.
    const act = world.make(grower, 'plant', {
      batch: fresh('T'),
      productCode: 'flower',
      cultivar: 'C',
      plants: 1,
      room: '1',
    }) as Act
    const decided = await world.database.transaction(grower.actor, (tx) =>
      prepareAct(tx, grower.actor, { act, law: testLaw, now: world.now }),
    )
    await world.admin.query(`update licensing.exemption set withdrawn_on = current_date - 2 where number = 'E-grower'`)
    await expectRefusal('exemption-withdrawn', () =>
      createBatcher(world.database, { actor: grower.actor }).post(decided),
    )
    await expectRefusal('not-exempted', () => world.record(grower, act))
    await world.admin.query(`update licensing.exemption set withdrawn_on = null where number = 'E-grower'`)
    expect(packer.partyId).toBeDefined()
  })
})

describe('names and shipments', () => {
  test('a name, a shipment or a line used twice', async () => {
    const { grower, packer, wholesaler, pharmacy } = world.who
    const name = fresh('N')
    await world.act(grower, 'plant', { batch: name, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
    const again = { ...newBatch(name.name) }
    await expectRefusal('name-taken', () =>
      world.act(grower, 'plant', { batch: again, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' }),
    )
    await expectRefusal('name-taken', () =>
      world.act(grower, 'plant', {
        batch: { ...name, name: 'else' },
        productCode: 'flower',
        cultivar: 'C',
        plants: 1,
        room: '1',
      }),
    )
    const { packs } = await supplied()
    const line = { batchId: packs.batchId, state: 'released' as const, massMg: '10' }
    await expectRefusal('same-line-twice', () =>
      world.act(wholesaler, 'ship', { shipmentId: shipment(), ...to(pharmacy), reason: 'supply', lines: [line, line] }),
    )
    const shipmentId = shipment()
    const sent = await world.act(wholesaler, 'ship', { shipmentId, ...to(pharmacy), reason: 'supply', lines: [line] })
    await expectRefusal('shipment-exists', () =>
      world.act(wholesaler, 'ship', { shipmentId, ...to(pharmacy), reason: 'supply', lines: [line] }),
    )
    await expectRefusal('receipt-incomplete', () =>
      world.act(pharmacy, 'receive', {
        shipmentId,
        lines: [{ batchId: packs.batchId, state: 'held', receivedMassMg: '10' }],
      }),
    )
    await expectRefusal('unknown-shipment', () =>
      world.act(packer, 'receive', {
        shipmentId,
        lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '10' }],
      }),
    )
    await world.act(wholesaler, 'correct', { correctsId: sent.eventId, reason: 'never left' })
    await expectRefusal('shipment-closed', () =>
      world.act(pharmacy, 'receive', {
        shipmentId,
        lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '10' }],
      }),
    )
    await expectRefusal('already-corrected', () =>
      world.act(wholesaler, 'correct', { correctsId: sent.eventId, reason: 'again' }),
    )
  })

  test('a receipt that was taken back can be done again, and once', async () => {
    const { wholesaler, pharmacy } = world.who
    const { packs } = await supplied()
    const shipmentId = shipment()
    const lines = (receivedMassMg: string) => [{ batchId: packs.batchId, state: 'released' as const, receivedMassMg }]
    await world.act(wholesaler, 'ship', {
      shipmentId,
      ...to(pharmacy),
      reason: 'supply',
      lines: [{ batchId: packs.batchId, state: 'released', massMg: '100' }],
    })
    const wrong = await world.act(pharmacy, 'receive', { shipmentId, lines: lines('10') })
    const corrected = await world.act(pharmacy, 'correct', { correctsId: wrong.eventId, reason: 'a nought too few' })
    await expectRefusal('not-correctable', () =>
      world.act(pharmacy, 'correct', { correctsId: corrected.eventId, reason: 'x' }),
    )
    await world.act(pharmacy, 'receive', { shipmentId, lines: lines('100') })
    await expectRefusal('shipment-closed', () => world.act(pharmacy, 'receive', { shipmentId, lines: lines('100') }))
  })
})

describe('state and quality', () => {
  test('held, not held, and not released', async () => {
    const { wholesaler, pharmacy, authority, grower } = world.who
    const { packs } = await supplied()
    const line = { batchId: packs.batchId, state: 'released' as const, massMg: '10' }
    const back = shipment()
    await expectRefusal('recall-by-authority', () =>
      world.act(wholesaler, 'hold', { batchId: packs.batchId, scope: 'recall', reason: 'mould' }),
    )
    const held = await world.act(authority, 'hold', { batchId: packs.batchId, scope: 'recall', reason: 'mould' })
    await expectRefusal('batch-held', () =>
      world.act(wholesaler, 'ship', { shipmentId: shipment(), ...to(pharmacy), reason: 'supply', lines: [line] }),
    )
    await world.act(wholesaler, 'ship', {
      shipmentId: back,
      ...to(pharmacy),
      reason: 'recall',
      lines: [{ ...line, state: 'held' }],
    })
    await expectRefusal('not-held', () =>
      world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: newEventOf(), reason: 'x' }),
    )
    await expectRefusal('not-held', () =>
      world.act(wholesaler, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'not mine to lift' }),
    )
    await world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'clean' })
    await expectRefusal('not-held', () =>
      world.act(authority, 'lift', { batchId: packs.batchId, holdEventId: held.eventId, reason: 'x' }),
    )
    const arrived = { batchId: packs.batchId, state: 'held' as const, receivedMassMg: '10' }
    await world.act(pharmacy, 'receive', { shipmentId: back, lines: [arrived] })
    const [stuck] = await world.admin.query<{ mg: bigint | null }>(
      `select sum(b.amount)::bigint as mg from chain.balance b join chain.account a using (authority_id, account_id) where a.state = 'held' and a.kind = 'stock'`,
    )
    expect(stuck?.mg ?? 0n).toBe(0n)
    await expectRefusal('wrong-state', () =>
      world.act(wholesaler, 'ship', { shipmentId: shipment(), ...to(pharmacy), reason: 'recall', lines: [line] }),
    )
    const { harvest } = await dried()
    await expectRefusal('not-released', () =>
      world.act(grower, 'ship', {
        shipmentId: shipment(),
        ...to(pharmacy),
        reason: 'supply',
        lines: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '1' }],
      }),
    )
    await expectRefusal('wrong-batch', () =>
      world.act(grower, 'harvest', { plantLotId: harvest.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg: '1' }),
    )
  })

  test('a holder’s hold binds that holder alone, the authority’s everyone', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    await send(wholesaler, pharmacy, 'supply', batchId, 'released', '100')
    const dispense = (massMg: string) => world.act(pharmacy, 'dispense', { batchId, massMg, recordNumber: 'R' })
    const out = (state: 'released' | 'held', reason: 'supply' | 'return') =>
      world.act(wholesaler, 'ship', {
        shipmentId: shipment(),
        ...to(pharmacy),
        reason,
        lines: [{ batchId, state, massMg: '1' }],
      })
    const own = await world.act(wholesaler, 'hold', { batchId, scope: 'batch', reason: 'torn label' })
    await expectRefusal('batch-held', () => out('released', 'supply'))
    await dispense('1')
    const detailOf = ({ actor }: Someone) =>
      world.database.transaction(actor, (tx) =>
        batchDetail(tx, actor, { batchId: parseId('batch', batchId)!, law: testLaw, now: world.now }),
      )
    expect((await detailOf(wholesaler)).hold).not.toBeNull()
    expect((await detailOf(pharmacy)).hold).toBeNull()
    // The authority's comes on top: the holder's lifting then frees nothing, and the authority's leaves the holder's own.
    const theirs = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'mould' })
    await expectRefusal('batch-held', () => dispense('1'))
    await world.act(wholesaler, 'lift', { batchId, holdEventId: own.eventId, reason: 'new label' })
    await expectRefusal('batch-held', () => out('released', 'supply'))
    const again = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'x' }).catch(() => null)
    expect(again).toBeNull()
    await world.act(authority, 'lift', { batchId, holdEventId: theirs.eventId, reason: 'clean' })
    await dispense('99')
    await expectRefusal('stock-short', () => dispense('1'))
  })

  test('what a hold caught on the way is, once lifted, what its shipment line was', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    const line = { batchId, state: 'released' as const }
    const on = async (from: Someone, receiver: Someone, reason: 'supply' | 'return', massMg: string) => {
      const shipmentId = shipment()
      await world.act(from, 'ship', { shipmentId, ...to(receiver), reason, lines: [{ ...line, massMg }] })
      return (receivedMassMg: string) =>
        world.act(receiver, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg }] })
    }
    const states = async ({ partyId }: Someone) =>
      Object.fromEntries(
        (
          await world.admin.query<{ state: string; mg: bigint }>(
            `select a.state, b.amount as mg from chain.balance b join chain.account a using (authority_id, account_id)
             where a.kind = 'stock' and b.amount > 0 and a.holder_id = $1 and a.batch_id = $2`,
            [partyId, parseId('batch', batchId)],
          )
        ).map(({ state, mg }) => [state, mg]),
      )
    await (await on(wholesaler, pharmacy, 'supply', '50'))('50')
    const arrives = await on(wholesaler, pharmacy, 'supply', '100')
    const comesBack = await on(pharmacy, wholesaler, 'return', '20')
    const hold = await world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'mould' })
    await arrives('101') // One more than was sent: it comes out of the difference.
    await comesBack('20')
    expect(await states(pharmacy)).toEqual({ held: 131n })
    await world.act(pharmacy, 'destroy', {
      batchId,
      state: 'held',
      massMg: '1',
      method: 'incineration',
      witnesses: ['w01', 'w02'],
      documents: [],
    })
    await world.act(authority, 'lift', { batchId, holdEventId: hold.eventId, reason: 'clean' })
    expect(await states(pharmacy)).toEqual({ released: 130n })
    // What came back was out of sight, hold or no hold.
    expect(await states(wholesaler)).toEqual({ released: 250n, quarantine: 20n })
  })

  test('no results, or results outside the specification', async () => {
    const { grower, laboratory, authority } = world.who
    const { harvest } = await dried()
    const release = (verdict: 'released' | 'rejected') =>
      world.act(authority, 'release', {
        batchId: harvest.batchId,
        verdict,
        certificate: 'C',
        expiresOn: null,
        reason: null,
      })
    await expectRefusal('results-missing', () => release('released'))
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', {
      sampleId: sample.batchId,
      consumedMassMg: '5',
      results: goodResults.map((row) => (row.analyte === 'total-thc' ? { ...row, value: '26.45' } : row)),
    })
    await expectRefusal('outside-specification', () => release('released'))
    await expectRefusal('not-for-you', () =>
      world.act(grower, 'test', { sampleId: sample.batchId, consumedMassMg: '1', results: goodResults }),
    )
    await release('rejected')
    await expectRefusal('nothing-to-move', () => release('rejected'))
  })

  test('a release dated before the result it rests on', async () => {
    const { grower, laboratory, authority } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    const tested = (minutesAgo: number, results: typeof goodResults) =>
      world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '1', results, ...ago(minutesAgo) })
    const release = (minutesAgo: number) =>
      world.act(authority, 'release', {
        batchId: harvest.batchId,
        verdict: 'released',
        certificate: 'C',
        expiresOn: null,
        reason: null,
        ...ago(minutesAgo),
      })
    const ago = (minutes: number) => ({
      occurredAt: world.now.subtract({ seconds: Math.round(minutes * 60) }).toString(),
    })
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await tested(0.9, goodResults)
    await tested(0.5, goodResults)
    await expectRefusal('verdict-before-results', () => release(0.6)) // The older results are not what it would rest on.
    await expectRefusal('before-batch', () => release(2))
    await release(0.5)
  })

  test('past the day its release holds until', async () => {
    const { grower, laboratory, authority, packer, wholesaler } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '490', bags: 1 })
    const atGrower = { premisesId: printId('premises', grower.premisesId) }
    await send(authority, packer, 'service', harvest.batchId, 'quarantine', '490', atGrower)
    const today = legalDayOf(world.now)
    await world.act(authority, 'release', {
      batchId: harvest.batchId,
      verdict: 'released',
      certificate: 'C',
      expiresOn: today.subtract({ days: 1 }).toString(),
      reason: null,
    })
    await expectRefusal('expired', () =>
      world.act(packer, 'pack', {
        batchId: harvest.batchId,
        inputMassMg: '400',
        pack: fresh('P'),
        gtin: '08712345678906',
        expiresOn: '2099-01-01',
        packs: 4,
        packMassMg: '100',
        wasteMassMg: '0',
      }),
    )
    const line = { batchId: harvest.batchId, state: 'released' as const, massMg: '10' }
    const supply = () =>
      world.act(packer, 'ship', { shipmentId: shipment(), ...to(wholesaler), reason: 'supply', lines: [line] })
    await expectRefusal('expired', supply)
  })

  test('past its expiry date', async () => {
    expect(await refusal(supplied('2020-01-01'))).toBe('expired') // Packed, but it does not leave the packer.
  })
})

describe('mass', () => {
  test('more out than in, more than there is, and one witness twice', async () => {
    const { grower } = world.who
    const { harvest } = await grown()
    await expectRefusal('mass-imbalance', () =>
      world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '2001' }),
    )
    await expectRefusal('stock-short', () =>
      world.act(grower, 'destroy', {
        batchId: harvest.batchId,
        state: 'wet',
        massMg: '2001',
        method: 'composting',
        witnesses: ['st-1', 'st-2'],
        documents: [],
      }),
    )
    await expectRefusal('same-witness', () =>
      world.act(grower, 'destroy', {
        batchId: harvest.batchId,
        state: 'wet',
        massMg: '1',
        method: 'composting',
        witnesses: ['st-1', 'ST-1'],
        documents: [],
      }),
    )
  })

  test('more gone than drying or processing explains, to the milligram', async () => {
    const { grower } = world.who
    const { harvest } = await grown()
    const dry = (driedMassMg: string) => world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg })
    await expectRefusal('drying-yield', () => dry('199'))
    await expectRefusal('drying-yield', () => dry('701'))
    await dry('700')
    const trim = (outputMassMg: string, wasteMassMg: string) =>
      world.act(grower, 'process', {
        method: 'trim',
        inputs: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '700' }],
        output: fresh('B'),
        productCode: 'flower',
        outputMassMg,
        wasteMassMg,
      })
    await expectRefusal('processing-loss', () => trim('1', '0'))
    await expectRefusal('processing-loss', () => trim('600', '85')) // 15 mg of 700 is more than two in a hundred.
    await trim('600', '86')
  })

  test('a paper that is not there, or not theirs to see', async () => {
    const { grower, packer } = world.who
    const { harvest } = await grown()
    const folder = await mkdtemp(join(tmpdir(), 'grein-papers-'))
    const handIn = async ({ actor }: Someone) => {
      const document = {
        documentId: newId('document'),
        fileName: 'report.txt',
        mediaType: 'text/plain',
        bytes: new TextEncoder().encode('seen by two'),
      }
      const store = openDocumentStore({ folder })
      await world.database.transaction(actor, (tx) => storeDocument(tx, actor, store, document))
      return printId('document', document.documentId)
    }
    const destroy = (...documents: string[]) =>
      world.act(grower, 'destroy', {
        batchId: harvest.batchId,
        state: 'wet',
        massMg: '1',
        method: 'composting',
        witnesses: ['st-1', 'st-2'],
        documents,
      })
    const [own, others] = [await handIn(grower), await handIn(packer)]
    await expectRefusal('unknown-document', () => destroy(printId('document', newId('document'))))
    await expectRefusal('unknown-document', () => destroy(own, others))
    await destroy(own)
    await rm(folder, { recursive: true })
  })

  test('two who decide on the same grams, and one who comes late', async () => {
    const { grower, wholesaler } = world.who
    const { packs } = await supplied()
    const lose = (massMg: string, more: object = {}) =>
      world.make(wholesaler, 'lose', {
        batchId: packs.batchId,
        state: 'released',
        massMg,
        cause: 'loss',
        reason: 'x',
        ...more,
      }) as Act
    const prepare = (act: Act) =>
      world.database.transaction(wholesaler.actor, (tx) =>
        prepareAct(tx, wholesaler.actor, { act, law: testLaw, now: world.now }),
      )
    const [first, second] = [await prepare(lose('300')), await prepare(lose('300'))]
    const batcher = createBatcher(world.database, { actor: wholesaler.actor })
    const verdicts = await Promise.allSettled([batcher.post(first), batcher.post(second)])
    expect(verdicts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(Promise.reject((verdicts[1] as PromiseRejectedResult).reason))).toBe('stock-short-now')
    // Everything of the harvest was opened a minute ago; half a minute later it left, so nothing was there to lose before that.
    const batch = fresh('H')
    const { lot } = await grown()
    const before = world.now.subtract({ seconds: 40 }).toString()
    await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch, wetMassMg: '100' })
    await world.act(grower, 'dry', {
      batchId: batch.batchId,
      driedMassMg: '25',
      occurredAt: world.now.subtract({ seconds: 20 }).toString(),
    })
    await expectRefusal('stock-short-then', () =>
      world.act(grower, 'lose', {
        batchId: batch.batchId,
        state: 'quarantine',
        massMg: '1',
        cause: 'loss',
        reason: 'x',
        occurredAt: before,
      }),
    )
  })

  test('above the ceiling of the exemption', async () => {
    const { grower } = world.who
    const { lot } = await grown()
    await world.admin.query(
      `update licensing.exemption_scope set max_stock_mg = 1000 where exemption_id = (select exemption_id from licensing.exemption where number = 'E-grower')`,
    )
    await expectRefusal('stock-ceiling', () =>
      world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg: '1000' }),
    )
    await world.admin.query(`update licensing.exemption_scope set max_stock_mg = null`)
  })

  test('a difference that was closed', async () => {
    const { packer } = world.who
    const { harvest } = await supplied()
    const bulkLeft = {
      batchId: harvest.batchId,
      inputMassMg: '80',
      gtin: '08712345678906',
      expiresOn: '2099-01-01',
      packs: 1,
      packMassMg: '75',
      wasteMassMg: '0',
    }
    await expectRefusal(
      'mass-imbalance',
      () => world.act(packer, 'pack', { ...bulkLeft, packMassMg: '10', pack: fresh('P') }), // 70 mg would be nobody's.
    )
    await world.act(packer, 'pack', { ...bulkLeft, pack: fresh('P') })
    const [difference] = await world.admin.query<{ id: string }>(
      `select a.account_id as id from chain.account a join chain.balance b using (authority_id, account_id) where a.kind = 'difference' and b.amount = 5`,
    )
    const accountId = printId('account', difference?.id as never)
    await world.act(packer, 'settle-difference', { accountId, reason: 'dust' })
    await expectRefusal('balance-closed', () => world.act(packer, 'settle-difference', { accountId, reason: 'dust' }))
  })
})

test('a place in a list that nobody gave out', async () => {
  const { actor } = world.who.grower
  await expectRefusal('bad-cursor', () =>
    world.database.transaction(actor, (tx) => listBatches(tx, actor, { filter: { cursor: 'bm8' }, law: testLaw })),
  )
})

test('every refusal of the table was reached', () => {
  expect(Object.keys(chainProblems).filter((code) => !seen.has(code))).toEqual([])
})

const newEventOf = () => printId('event', newId('event'))
