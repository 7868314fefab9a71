// An exemption and what is done under it as days go by: it begins, ends, fills or is withdrawn between one act and the next, and what was recorded
// under it is taken back, refused or sent back. Not here: an amendment beside an act (store/amended.test.ts).
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, newId, type PlainDate, printId } from '#kernel'
import { seedLicensing } from '#licensing'
import type { Act, ActOf } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { createImporter } from '../record/import-acts.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { type GrantSaid, openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { listLimits } from './list-limits.ts'

const { open, refusal } = refusalsOf('mass')
let world: World
let today: PlainDate
let sender: SeveralHolder
beforeAll(async () => {
  world = await open()
  today = legalDayOf(world.now)
  sender = await openSeveral(world, [{ number: 'D-sender', acts: ['import', 'have', 'supply', 'transport'] }])
})

let made = 0
const opened = (more: Partial<GrantSaid> = {}) =>
  openSeveral(world, [{ number: `D${made++}`, acts: ['have', 'supply', 'transport'], ...more }])
const receiving = (maxMg: bigint) => ({ limit: { acts: ['receive'] as const, maxMg } })
const at = (day: PlainDate, plainTime: string) => ({
  occurredAt: day.toZonedDateTime({ timeZone: legalTimeZone, plainTime }).toInstant().toString(),
})
const used = async ({ actor, partyId }: Someone) => {
  const filter = { holder: printId('party', partyId) }
  const { items } = await world.database.transaction(actor, (tx) =>
    listLimits(tx, actor, { filter, law: testLaw, now: world.now }),
  )
  return items.filter(({ isNow }) => isNow).map(({ usedMassMg }) => usedMassMg)
}
const brought = async (massMg: string, when: object = {}) => {
  const act = sender.bringing(massMg, when)
  await world.record(sender, act)
  return act.batch.batchId
}

type Parcel = {
  readonly from: Someone
  readonly receiver: Someone
  readonly batchId: string
  readonly massMg: string
  readonly reason?: ActOf<'ship'>['reason']
}
/** It leaves; what is answered weighs it in as it left. */
async function sent({ from, receiver, batchId, massMg, reason = 'service' }: Parcel, when: object = {}) {
  const [shipmentId, line] = [shipment(), { batchId, state: 'quarantine' as const }]
  await world.act(from, 'ship', { shipmentId, ...to(receiver), reason, lines: [{ ...line, massMg }], ...when })
  const lines = [{ ...line, receivedMassMg: massMg }]
  return {
    shipmentId,
    receipt: (then: object = {}) => world.make(receiver, 'receive', { shipmentId, lines, ...then }) as Act,
  }
}
async function received(parcel: Parcel) {
  const act = (await sent(parcel)).receipt()
  await world.record(parcel.receiver, act)
  return act
}

test('a receipt is under the exemption of its own day: one that ended on the way refuses it, and the parcel goes back', async () => {
  const yesterday = today.subtract({ days: 1 })
  const receiver = await opened({ until: today.toString() }) // Yesterday was its last day.
  const batchId = await brought('100', at(yesterday, '09:00'))
  const parcel = { from: sender, receiver, batchId, massMg: '10' }
  const late = await sent(parcel, at(yesterday, '12:00'))
  expect(await refusal(world.record(receiver, late.receipt(at(today, '00:00'))))).toBe('not-exempted')
  expect(await refusal(world.record(receiver, late.receipt(at(yesterday, '23:59'))))).toBe('accepted')
  const { shipmentId } = await sent(parcel, at(yesterday, '13:00'))
  const returnShipmentId = shipment()
  await world.act(receiver, 'refuse', { shipmentId, returnShipmentId, reason: 'ended', ...at(today, '00:00') })
  const lines = [{ batchId, state: 'quarantine' as const, receivedMassMg: '10' }]
  const back = { shipmentId: returnShipmentId, lines, occurredAt: world.now.toString() }
  expect((await world.act(sender, 'receive', back)).outcome).toBe('recorded')
})

test('an act the day before its exemption began is refused, and on its first day it is under it', async () => {
  const yesterday = today.subtract({ days: 1 })
  const receiver = await opened({ from: yesterday.toString(), acts: ['import', 'have'] })
  const bring = (when: object) => refusal(world.record(receiver, receiver.bringing('10', when)))
  expect(await bring(at(yesterday.subtract({ days: 1 }), '23:59'))).toBe('not-exempted')
  expect(await bring(at(yesterday, '00:00'))).toBe('accepted')
})

test('what was received under an exemption that was withdrawn since is taken back all the same, and leaves its room', async () => {
  const receiver = await opened(receiving(100n))
  const batchId = await brought('100')
  const first = await received({ from: sender, receiver, batchId, massMg: '100' })
  expect(await used(receiver)).toEqual(['100'])
  const [exemptionId] = receiver.exemptionOf.values()
  const withdrawn = (on: PlainDate | null) =>
    world.admin.query('update licensing.exemption set withdrawn_on = $2 where exemption_id = $1', [
      exemptionId,
      on?.toString() ?? null,
    ])
  await withdrawn(legalDayOf(Temporal.Instant.from(first.occurredAt)))
  await world.act(receiver, 'correct', { correctsId: first.eventId, reason: 'not here' })
  const again = { ...first, eventId: printId('event', newId('event')) }
  expect(await refusal(world.record(receiver, again))).toBe('not-exempted')
  await withdrawn(null)
  expect(await used(receiver)).toEqual(['0'])
  expect(await refusal(world.record(receiver, again))).toBe('accepted')
  expect(await used(receiver)).toEqual(['100'])
})

test('a limit that was full has room for what was taken back, to the milligram and no further', async () => {
  const receiver = await opened(receiving(100n))
  const batchId = await brought('300')
  const parcel = { from: sender, receiver, batchId }
  const first = await received({ ...parcel, massMg: '60' })
  await received({ ...parcel, massMg: '40' })
  const full = (await sent({ ...parcel, massMg: '61' })).receipt()
  expect(await refusal(world.record(receiver, full))).toBe('exemption-limit')
  await world.act(receiver, 'correct', { correctsId: first.eventId, reason: 'wrong scale' })
  expect(await refusal(world.record(receiver, full))).toBe('exemption-limit')
  const fits = (await sent({ ...parcel, massMg: '60' })).receipt()
  expect(await refusal(world.record(receiver, fits))).toBe('accepted')
  expect(await used(receiver)).toEqual(['100'])
})

test('what is refused at the door uses nothing; what comes back uses nothing, and gives the one who had it no room', async () => {
  const [receiver, other] = [await opened(receiving(100n)), await opened(receiving(100n))]
  const batchId = await brought('300')
  const { shipmentId } = await sent({ from: sender, receiver, batchId, massMg: '80' })
  await world.act(receiver, 'refuse', { shipmentId, returnShipmentId: shipment(), reason: 'wet' })
  expect(await used(receiver)).toEqual(['0'])
  await received({ from: sender, receiver, batchId, massMg: '80' })
  await received({ from: receiver, receiver: other, batchId, massMg: '30' })
  await received({ from: other, receiver, batchId, massMg: '30', reason: 'return' })
  expect([await used(receiver), await used(other)]).toEqual([['80'], ['30']])
})

test('a return of what its receiver never sent out is no return: it uses the limit, as what goes beyond what was sent does', async () => {
  const [receiver, other] = [await opened(receiving(100n)), await opened()]
  const batchId = await brought('500')
  const parcel = { from: sender, receiver, batchId, reason: 'return' as const }
  const called = (await sent({ ...parcel, massMg: '101' })).receipt()
  expect(await refusal(world.record(receiver, called))).toBe('exemption-limit')
  await received({ ...parcel, massMg: '40' })
  expect(await used(receiver)).toEqual(['40'])
  const away = { from: receiver, receiver: other, batchId, massMg: '30' }
  await received(away)
  await received({ from: sender, receiver: other, batchId, massMg: '50' })
  const back = { from: other, receiver, batchId, reason: 'return' as const }
  await received({ ...back, massMg: '45' }) // Thirty of it went out from here.
  expect(await used(receiver)).toEqual(['55'])
  await received({ ...back, massMg: '5' })
  expect(await used(receiver)).toEqual(['60'])
  // As history the same.
  const options = { actor: world.staff, law: testLaw, now: () => world.now }
  const importer = await createImporter(world.database, options)
  const last = (await sent({ ...parcel, massMg: '41' })).receipt()
  expect(await refusal(importer.add(receiver.actor, last))).toBe('exemption-limit')
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('late history is held to what its own day leaves, not to what a wider version let in since', async () => {
  const holder = await opened({ acts: ['import', 'have'], limit: { acts: ['import'], maxMg: 50n } })
  const june = today.with({ month: 6, day: 1 }).subtract({ years: 1 })
  const [exemptionId] = holder.exemptionOf.values()
  const tables = ['limit', 'condition', 'scope', 'version'].map((table) => `licensing.exemption_${table}`)
  await world.admin.withClient(async (client) => {
    await client.query('begin')
    for (const [place, table] of tables.entries()) {
      const which = `where exemption_id = '${exemptionId}'`
      await client.query(`create temporary table was_${place} on commit drop as select * from ${table} ${which}`)
      await client.query(`update was_${place} set period = daterange('${june}', null)`)
      await client.query(`update ${table} set period = daterange(lower(period), '${june}') ${which}`)
    }
    await client.query('update was_0 set max_mg = 150')
    for (const [place, table] of [...tables.entries()].reverse())
      await client.query(`insert into ${table} select * from was_${place}`)
    await client.query('commit')
  })
  const on = (month: number) => at(june.with({ month }), '12:00')
  await world.record(holder, holder.bringing('100', on(9)))
  const importer = await createImporter(world.database, { actor: world.staff, law: testLaw, now: () => world.now })
  expect(await refusal(importer.add(holder.actor, holder.bringing('20', on(3))))).toBe('accepted')
  expect(await refusal(importer.add(holder.actor, holder.bringing('31', on(3))))).toBe('exemption-limit')
  expect(await refusal(importer.add(holder.actor, holder.bringing('30', on(3))))).toBe('accepted')
  expect(await importer.finish()).toEqual({ recorded: 2, already: 0 })
})

test('from one of its premises to another a holder receives nothing', async () => {
  const receiver = await opened(receiving(100n))
  const batchId = await brought('100')
  await received({ from: sender, receiver, batchId, massMg: '100' })
  const premisesId = newId('premises')
  const period = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const second = { premisesId, partyId: receiver.partyId, name: 'The annexe', town: 'Veendam', country: 'NL', period }
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, { parties: [], premises: [second], exemptions: [] }),
  )
  const actor = world.actorFor({ partyId: receiver.partyId, wall: 'holder' }) // Another person weighs it in.
  await received({ from: receiver, receiver: { ...receiver, actor, premisesId }, batchId, massMg: '100' })
  expect(await used(receiver)).toEqual(['100'])
})

test('what a permit lets in is used once by what came, also when that was recorded wrongly first', async () => {
  const importer = await opened({ acts: ['import', 'have'] })
  const number = 'NL-once'
  await world.act(world.who.authority, 'grant', {
    ...{ allowance: 'import-permit', number, holderId: printId('party', importer.partyId), counterId: null },
    ...{ productCode: null, massMg: '100', from: today.subtract({ days: 30 }).toString(), through: null },
  })
  const bring = async (massMg: string) => {
    const act = importer.bringing(massMg, { importPermit: number })
    return { act, code: await refusal(world.record(importer, act)) }
  }
  const { act } = await bring('90')
  expect((await bring('90')).code).toBe('allowance-short')
  await world.act(importer, 'correct', { correctsId: act.eventId, reason: 'it was a hundred' })
  expect((await bring('101')).code).toBe('allowance-short')
  expect((await bring('100')).code).toBe('accepted')
  expect((await bring('1')).code).toBe('allowance-short')
})

test('a despatch that is taken back may leave more than the ceiling: it says what was so, and nothing more comes in', async () => {
  const [holder, other] = [
    await opened({ acts: ['import', 'have', 'supply', 'transport'], maxStockMg: 100n }),
    await opened(),
  ]
  const bring = (massMg: string) => {
    const act = holder.bringing(massMg)
    return { act, code: refusal(world.record(holder, act)) }
  }
  const first = bring('100')
  expect(await first.code).toBe('accepted')
  const { batchId } = first.act.batch
  const [shipmentId, lines] = [shipment(), [{ batchId, state: 'quarantine' as const, massMg: '60' }]]
  const away = await world.act(holder, 'ship', { shipmentId, ...to(other), reason: 'service', lines })
  const second = holder.bringing('60', { occurredAt: world.now.toString() })
  expect(await refusal(world.record(holder, second))).toBe('accepted')
  await world.act(holder, 'correct', {
    correctsId: away.eventId,
    reason: 'it never left',
    occurredAt: world.now.toString(),
  })
  expect(await bring('1').code).toBe('stock-ceiling')
})
