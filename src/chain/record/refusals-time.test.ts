// What is refused because it was sent before, or because of when it happened. Not here: other rooms of rules, and what succeeds.
import { beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, type Refused, sayRefusal, writerIn } from '#kernel'
import { closeImport, openImport } from '#licensing'
import type { Act } from '../contract.ts'
import { eraseAllDue } from '../testing/past.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { recordAct } from './record-act.ts'

const { open, reachedAll, expectRefusal, fresh, grown, dried, supplied } = refusalsOf('time')
let world: World
beforeAll(async () => {
  world = await open()
})

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
    // Its plants are taken out of stock, and all of it is old enough on a day to come.
    const gone = { state: 'growing', plants: 1, massMg: '1', method: 'composting' } as const
    const batchId = act.kind === 'plant' ? act.batch.batchId : ''
    await world.act(grower, 'destroy', { ...gone, batchId, witnesses: ['st-1', 'st-2'], documents: [] })
    await eraseAllDue(world, legalDayOf(world.now).add({ days: 1 }))
    await expectRefusal('event-gone', () => world.record(grower, act))
  })

  test('what took all there was is answered again, at once and when its id is of days ago', async () => {
    const { grower } = world.who
    const { harvest } = await dried()
    const all = world.make(grower, 'destroy', {
      batchId: harvest.batchId,
      state: 'quarantine',
      massMg: '500',
      method: 'composting',
      witnesses: ['w-1', 'w-2'],
      documents: [],
    }) as Act
    const first = await world.record(grower, all)
    expect(first.outcome).toBe('recorded')
    const again = (days: number) =>
      world.database.transaction(grower.actor, (tx) =>
        recordAct(tx, grower.actor, { act: all, law: testLaw, now: world.now.add({ hours: days * 24 }) }),
      )
    for (const days of [0, 1, 2, 100]) expect(await again(days)).toEqual({ ...first, outcome: 'already' })
    await expectRefusal('event-changed', () => world.record(grower, { ...all, massMg: '1' } as Act))
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

  test('a moment before the despatch that is received or refused, and before the event that is taken back', async () => {
    const { wholesaler, pharmacy } = world.who
    const { packs } = await supplied()
    const shipmentId = shipment()
    const line = { batchId: packs.batchId, state: 'released' as const }
    const sent = await world.act(wholesaler, 'ship', {
      ...{ shipmentId, ...to(pharmacy), reason: 'supply', lines: [{ ...line, massMg: '100' }] },
    })
    const early = { occurredAt: world.now.subtract({ minutes: 2 }).toString() }
    const receipt = { shipmentId, lines: [{ ...line, receivedMassMg: '100' }] }
    await expectRefusal('before-despatch', () => world.act(pharmacy, 'receive', { ...receipt, ...early }))
    const refusing = { shipmentId, returnShipmentId: shipment(), reason: 'wet' }
    await expectRefusal('before-despatch', () => world.act(pharmacy, 'refuse', { ...refusing, ...early }))
    // It says what is wrong, of which moment, and by which article.
    const refused = await world.act(pharmacy, 'receive', { ...receipt, ...early }).catch((error: unknown) => error)
    const { refusal } = refused as Refused
    expect(refusal.basis).toEqual(['opiumwetbesluit/6'])
    const left = writerIn('nl').instant(world.now.subtract({ minutes: 1 }))
    expect(sayRefusal(refusal, 'nl')).toMatchObject({
      title: 'Dit tijdstip ligt vóór de verzending.',
      detail: expect.stringContaining(left),
    })
    const back = { correctsId: sent.eventId, reason: 'never left', ...early }
    await expectRefusal('before-its-event', () => world.act(wholesaler, 'correct', back))
    await world.act(pharmacy, 'receive', receipt)
  })

  test('what is long past, but by staff, or through the door for history', async () => {
    const { grower, authority } = world.who
    const daysAgo = (days: number) => ({
      occurredAt: world.now.toZonedDateTimeISO('Europe/Amsterdam').subtract({ days }).toInstant().toString(),
    })
    const plant = (days: number) =>
      world.make(grower, 'plant', {
        batch: fresh('T'),
        productCode: 'flower',
        cultivar: 'C',
        plants: 1,
        room: '1',
        ...daysAgo(days),
      }) as Act
    await closeImport(world.admin, world.authorityId)
    expect((await world.record(grower, plant(31))).outcome).toBe('recorded')
    const late = plant(32)
    await expectRefusal('recorded-late', () => world.record(grower, late))
    const hold = { scope: 'batch' as const, reason: 'x' }
    await openImport(world.admin, world.authorityId)
    expect((await world.record(grower, late)).outcome).toBe('recorded')
    await closeImport(world.admin, world.authorityId)
    expect((await world.record(grower, late)).outcome).toBe('already') // Sending it again is no new lateness.
    const batchId = late.kind === 'plant' ? late.batch.batchId : ''
    await expectRefusal('recorded-late', () => world.act(grower, 'hold', { ...hold, batchId, ...daysAgo(32) }))
    // The authority's own acts are its own decision.
    const stopped = await world.act(authority, 'hold', { ...hold, batchId, ...daysAgo(32) })
    const imported = await world.admin.query<{ imported: boolean }>(
      'select is_imported as imported from chain.event where event_id = any ($1) order by event_id = $2',
      [[parseId('event', late.eventId), parseId('event', stopped.eventId)], parseId('event', stopped.eventId)],
    )
    expect(imported).toEqual([{ imported: true }, { imported: false }]) // A late act says so for ever.
    await openImport(world.admin, world.authorityId)
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

reachedAll()
