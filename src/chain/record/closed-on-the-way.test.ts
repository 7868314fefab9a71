// What arrives where premises closed meanwhile: received or refused at others of the same holder, and taken back by its sender where there are none.
// Not here: premises that close at the very moment (store/closed.test.ts), and who may have nothing any more (returned-after-the-end.test.ts).
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, newId, type PlainDate, type Refused, sayRefusal } from '#kernel'
import { seedLicensing } from '#licensing'
import { ledgerFaults } from '../testing/ledger-faults.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import type { World } from '../testing/world.ts'

const { open, refusal, states } = refusalsOf('mass')
let world: World
let today: PlainDate
beforeAll(async () => {
  world = await open()
  today = legalDayOf(world.now)
})

const yesterday = (hour: number) => ({
  occurredAt: today
    .subtract({ days: 1 })
    .toZonedDateTime({ timeZone: legalTimeZone, plainTime: { hour } })
    .toInstant()
    .toString(),
})
const now = () => ({ occurredAt: world.now.toString() })
const opened = () => openSeveral(world, [{ number: newId('event'), acts: ['import', 'have', 'supply', 'transport'] }])
/** The same holder, who acts from other premises of theirs. */
async function elsewhere(holder: SeveralHolder): Promise<SeveralHolder> {
  const premisesId = newId('premises')
  const period = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const second = { premisesId, partyId: holder.partyId, name: 'The annexe', town: 'Veendam', country: 'NL', period }
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, { parties: [], premises: [second], exemptions: [] }),
  )
  return { ...holder, premisesId, actor: world.actorFor({ partyId: holder.partyId, wall: 'holder' }) }
}
const close = ({ premisesId }: SeveralHolder) =>
  world.admin.query(
    'update licensing.premises set period = daterange(lower(period), $2::date) where premises_id = $1',
    [premisesId, today.toString()],
  )
/** Sixty of a batch of the sender's, on their way since yesterday. */
async function under(sender: SeveralHolder, receiver: SeveralHolder) {
  const bringing = sender.bringing('100', yesterday(9))
  await world.record(sender, bringing)
  const { batch } = bringing
  const [shipmentId, line] = [shipment(), { batchId: batch.batchId, state: 'quarantine' as const }]
  const said = { shipmentId, ...to(receiver), reason: 'service' as const, lines: [{ ...line, massMg: '60' }] }
  await world.act(sender, 'ship', { ...said, ...yesterday(10) })
  return { batch, shipmentId, weighed: { lines: [{ ...line, receivedMassMg: '60' }], ...now() } }
}
async function refused(sender: SeveralHolder, receiver: SeveralHolder) {
  const { shipmentId, ...parcel } = await under(sender, receiver)
  const returnShipmentId = shipment()
  const back = await world.act(receiver, 'refuse', { shipmentId, returnShipmentId, reason: 'wet', ...now() })
  return { ...parcel, shipmentId, returnShipmentId, back }
}

test('what comes back to premises that closed is received at others, and the refusal says so', async () => {
  const [sender, receiver] = [await opened(), await opened()]
  const annexe = await elsewhere(sender)
  const { returnShipmentId, weighed } = await refused(sender, receiver)
  const receipt = { shipmentId: returnShipmentId, ...weighed }
  expect(await refusal(world.act(annexe, 'receive', receipt))).toBe('not-your-premises') // The first are open.
  await close(sender)
  const said = await world.act(sender, 'receive', receipt).catch((error: unknown) => error)
  expect(said).toMatchObject({ message: 'chain/destination-closed' })
  expect(sayRefusal((said as Refused).refusal, 'en').detail).toContain('at other premises of yours') // Asked just before.
  const back = await world.act(annexe, 'receive', receipt)
  expect(back.exemptionId).not.toBeNull()
  const [stock] = await world.admin.query<{ mg: bigint }>(
    `select b.amount as mg from chain.balance b join chain.account a using (authority_id, account_id) where a.kind = 'stock' and a.premises_id = $1`,
    [annexe.premisesId],
  )
  expect(stock?.mg).toBe(60n)
  expect(await ledgerFaults(world)).toEqual([])
})

test('at others that its exemption does not name it is received to be rid of', async () => {
  const [sender, receiver] = [await opened(), await opened()]
  const annexe = await elsewhere(sender)
  await world.admin.query(
    'update licensing.exemption_scope set premises = array[$2::uuid] where exemption_id = any ($1)',
    [[...sender.exemptionOf.values()], sender.premisesId],
  )
  const { batch, returnShipmentId, weighed } = await refused(sender, receiver)
  const supplied = await under(receiver, sender)
  await close(sender)
  const back = await world.act(annexe, 'receive', { shipmentId: returnShipmentId, ...weighed })
  expect([back.basis, back.exemptionId]).toEqual([['opiumwetbesluit/6', 'opiumwet/8f/1'], null])
  await world.act(annexe, 'destroy', {
    ...{ batchId: batch.batchId, state: 'quarantine', massMg: '60', witnesses: ['W1', 'W2'], method: 'burnt' },
    ...{ documents: [], ...now() },
  } as never)
  expect(await states(sender, batch)).toEqual({ quarantine: 40n })
  // What is new to it is refused there.
  const { shipmentId } = supplied
  const receipt = { shipmentId, ...supplied.weighed }
  const said = await world.act(annexe, 'receive', receipt).catch((error: unknown) => error)
  expect(said).toMatchObject({
    message: 'chain/not-exempted',
    refusal: { basis: expect.arrayContaining(['opiumwetbesluit/6']) },
  })
  for (const [locale, words] of [
    ['en', 'refuse it'],
    ['nl', 'weiger haar'],
  ] as const)
    expect(sayRefusal((said as Refused).refusal, locale).detail).toContain(words) // Asked just before.
  const away = { shipmentId, returnShipmentId: shipment(), reason: 'closed', ...now() }
  expect((await world.act(annexe, 'refuse', away)).outcome).toBe('recorded')
  expect(await ledgerFaults(world)).toEqual([])
})

test('where its sender has no other premises, who refused it takes the refusal back and has it', async () => {
  const [sender, receiver] = [await opened(), await opened()]
  const { batch, shipmentId, returnShipmentId, weighed, back } = await refused(sender, receiver)
  await close(sender)
  expect(await refusal(world.act(sender, 'receive', { shipmentId: returnShipmentId, ...weighed }))).toBe(
    'destination-closed',
  )
  await world.act(receiver, 'correct', { correctsId: back.eventId, reason: 'nobody is there', ...now() })
  await world.act(receiver, 'receive', { shipmentId, ...weighed })
  expect(await states(receiver, batch)).toEqual({ quarantine: 60n })
  expect(await ledgerFaults(world)).toEqual([])
})
