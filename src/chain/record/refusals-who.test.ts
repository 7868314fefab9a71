// What is refused because of who asks, where, about what, or under which exemption. Not here: other rooms of rules, and what succeeds.
import { beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, startOfLegalDay } from '#kernel'
import type { Act } from '../contract.ts'
import { listBatches } from '../read/batch-views.ts'
import { postEvents, throwRefusal } from '../store/door.ts'
import { nobody, refusalsOf, shipment, to } from '../testing/refusals.ts'
import { goodResults, type Someone, testLaw, type World } from '../testing/world.ts'
import { createBatcher } from './batcher.ts'
import { prepareAct } from './record-act.ts'

const { open, reachedAll, expectRefusal, fresh, dried, supplied, refusal, send } = refusalsOf('who')
let world: World
beforeAll(async () => {
  world = await open()
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

  test('what was handed over and has gone on, without a word of how much is left', async () => {
    const { grower, authority, packer } = world.who
    const { harvest } = await dried()
    const handedOver = await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '490', bags: 1 })
    const atGrower = { premisesId: printId('premises', grower.premisesId) }
    await send(authority, packer, 'service', harvest.batchId, 'quarantine', '200', atGrower)
    const takeBack = world.make(grower, 'correct', { correctsId: handedOver.eventId, reason: 'x' }) as Act
    await expectRefusal('gone-on', () => world.record(grower, takeBack))
    // Who was quicker between the decision and the door: the door does not say either.
    const lot = await dried()
    const given = await world.act(grower, 'hand-over', { batchId: lot.harvest.batchId, massMg: '490', bags: 1 })
    const act = world.make(grower, 'correct', { correctsId: given.eventId, reason: 'x' }) as Act
    const late = world.database.transaction(grower.actor, async (tx) => {
      const decided = await prepareAct(tx, grower.actor, { act, law: testLaw, now: world.now })
      await send(authority, packer, 'service', lot.harvest.batchId, 'quarantine', '200', atGrower)
      return postEvents(tx, decided.posting, { authorityId: world.authorityId }).catch((error: unknown) =>
        throwRefusal(error, decided.posting),
      )
    })
    expect(await refusal(late)).toBe('gone-on')
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
    const { harvest } = await dried()
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
    // Having it is not covered any more either; being rid of it is, and the book says under which exemption: none.
    const left = { batchId: harvest.batchId, state: 'quarantine' as const, massMg: '3' }
    await expectRefusal('not-exempted', () => world.act(grower, 'sample', { ...left, sample: fresh('S') }))
    const burnt = { method: 'incineration' as const, witnesses: ['A-01', 'B-02'], documents: [] }
    const { eventId } = await world.act(grower, 'destroy', { ...left, ...burnt })
    const [event] = await world.admin.query<{ exemption_id: string | null }>(
      'select exemption_id from chain.event where event_id = $1',
      [parseId('event', eventId)],
    )
    expect(event).toEqual({ exemption_id: null })
    await world.admin.query(`update licensing.exemption set withdrawn_on = null where number = 'E-grower'`)
    expect(packer.partyId).toBeDefined()
  })

  test('a grower’s harvest to anybody but the Minister, released or not', async () => {
    const { grower, laboratory, authority, wholesaler, packer } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    await world.act(authority, 'release', {
      ...{ batchId: harvest.batchId, verdict: 'released', certificate: 'C', expiresOn: '2099-01-01', reason: null },
    })
    const ship = (who: Someone, reason: 'supply' | 'service') =>
      world.act(grower, 'ship', {
        shipmentId: shipment(),
        ...to(who),
        reason,
        lines: [{ batchId: harvest.batchId, state: 'released', massMg: '10' }],
      })
    await expectRefusal('minister-alone', () => ship(wholesaler, 'supply'))
    await expectRefusal('minister-alone', () => ship(wholesaler, 'service')) // By another word.
    await expectRefusal('minister-alone', () => ship(packer, 'supply'))
    await ship(packer, 'service')
    await ship(authority, 'supply')
  })

  test('the last moment of an exemption is of its last day, as the database counts', async () => {
    const { grower } = world.who
    const yesterday = legalDayOf(world.now).subtract({ days: 1 })
    const midnight = startOfLegalDay(yesterday.add({ days: 1 }))
    await world.admin.query(`update licensing.exemption set withdrawn_on = $1 where number = 'E-grower'`, [
      yesterday.add({ days: 1 }).toString(),
    ])
    const plant = (at: Temporal.Instant) =>
      world.act(grower, 'plant', {
        ...{ batch: fresh('T'), productCode: 'flower', cultivar: 'C', plants: 1, room: '1', occurredAt: at.toString() },
      })
    await plant(midnight.subtract({ milliseconds: 1 }))
    await plant(midnight.subtract({ nanoseconds: 600 }))
    await expectRefusal('not-exempted', () => plant(midnight.subtract({ nanoseconds: 400 }))) // Midnight, to the microsecond.
    await expectRefusal('not-exempted', () => plant(midnight))
    await world.admin.query(`update licensing.exemption set withdrawn_on = null where number = 'E-grower'`)
  })

  test('premises that are no longer anybody’s: nothing is done there, sent there or stopped from there', async () => {
    const { wholesaler, pharmacy, authority } = world.who
    const { packs } = await supplied()
    const { batchId } = packs
    await send(wholesaler, pharmacy, 'supply', batchId, 'released', '20')
    const untilDay = ({ premisesId }: Someone, until: string | null) =>
      world.admin.query(
        `update licensing.premises set period = daterange(lower(period), $2::date) where premises_id = $1`,
        [premisesId, until],
      )
    const today = legalDayOf(world.now.subtract({ minutes: 1 })) // The day of these acts.
    const dispense = () => world.act(pharmacy, 'dispense', { batchId, massMg: '1', recordNumber: 'R1' })
    const hold = () => world.act(authority, 'hold', { batchId, scope: 'batch', reason: 'x' })
    await untilDay(pharmacy, today.toString())
    await expectRefusal('not-your-premises', dispense)
    await expectRefusal('unknown-party', () => send(wholesaler, pharmacy, 'supply', batchId, 'released', '1'))
    await untilDay(pharmacy, today.add({ days: 1 }).toString()) // On its last day all of it may be.
    await dispense()
    await untilDay(authority, today.toString())
    await expectRefusal('not-your-premises', hold)
    await untilDay(authority, null)
    await untilDay(pharmacy, null)
    await hold()
  })

  test('a place in a list that nobody gave out', async () => {
    const { actor } = world.who.grower
    await expectRefusal('bad-cursor', () =>
      world.database.transaction(actor, (tx) => listBatches(tx, actor, { filter: { cursor: 'bm8' }, law: testLaw })),
    )
  })
})

reachedAll()
