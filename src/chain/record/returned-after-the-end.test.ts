// What goes back to who may no longer have it: received to be destroyed, and by nobody who never had it. Not here: who received under an exemption that
// ended on the way refuses the parcel (limits/through-the-days.test.ts).
import { beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, newId, type PlainDate } from '#kernel'
import type { Act } from '../contract.ts'
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

const yesterday = (plainTime: string) => ({
  occurredAt: today
    .subtract({ days: 1 })
    .toZonedDateTime({ timeZone: legalTimeZone, plainTime })
    .toInstant()
    .toString(),
})
const opened = () => openSeveral(world, [{ number: newId('event'), acts: ['import', 'have', 'supply', 'transport'] }])
async function brought(holder: SeveralHolder) {
  const act = holder.bringing('100', yesterday('09:00'))
  await world.record(holder, act)
  return act.batch
}
const withdraw = ({ exemptionOf }: SeveralHolder) =>
  world.admin.query('update licensing.exemption set withdrawn_on = $2 where exemption_id = any ($1)', [
    [...exemptionOf.values()],
    today.toString(),
  ])
const runOut = async ({ exemptionOf }: SeveralHolder) => {
  for (const table of ['exemption_scope', 'exemption_version'])
    await world.admin.query(
      `update licensing.${table} set period = daterange(lower(period), $2::date) where exemption_id = any ($1)`,
      [[...exemptionOf.values()], today.toString()],
    )
}

describe.each([
  ['was withdrawn', withdraw],
  ['ran out', runOut],
] as const)('whose exemption %s', (_how, end) => {
  test('receives what was refused, by the article on what is left, and destroys it; nothing stays on the road', async () => {
    const [sender, receiver] = [await opened(), await opened()]
    const batch = await brought(sender)
    const line = { batchId: batch.batchId, state: 'quarantine' as const }
    const [shipmentId, returnShipmentId] = [shipment(), shipment()]
    const lines = [{ ...line, massMg: '60' }]
    await world.act(sender, 'ship', { shipmentId, ...to(receiver), reason: 'service', lines, ...yesterday('10:00') })
    await end(sender)
    await world.act(receiver, 'refuse', { shipmentId, returnShipmentId, reason: 'wet' })
    const weighed = (receivedMassMg: string) => ({
      shipmentId: returnShipmentId,
      lines: [{ ...line, receivedMassMg }],
      occurredAt: world.now.toString(),
    })
    const back = await world.act(sender, 'receive', weighed('60'))
    expect(back.basis).toEqual(['opiumwetbesluit/6', 'opiumwet/8f/1'])
    expect(back.exemptionId).toBeNull()
    expect(await states(sender, batch)).toEqual({ quarantine: 100n })
    // It is to be rid of: it goes to nobody, and may be destroyed.
    const more = { shipmentId: shipment(), ...to(receiver), reason: 'service' as const, lines }
    expect(await refusal(world.act(sender, 'ship', { ...more, occurredAt: world.now.toString() }))).toBe('not-exempted')
    await world.act(sender, 'destroy', {
      ...{ ...line, massMg: '100', witnesses: ['W1', 'W2'], method: 'burnt', documents: [] },
      occurredAt: world.now.toString(),
    } as never)
    expect(await states(sender, batch)).toEqual({})
    const [transit] = await world.admin.query<{ mg: bigint }>(
      `select coalesce(sum(b.amount), 0)::bigint as mg from chain.balance b join chain.account a using (authority_id, account_id)
       where a.kind = 'transit' and a.batch_id = (select batch_id from chain.batch where name = $1)`,
      [batch.name],
    )
    expect(transit?.mg).toBe(0n)
    expect(await ledgerFaults(world)).toEqual([])
  })

  test('receives nothing that is supplied to it', async () => {
    const [sender, receiver] = [await opened(), await opened()]
    const { batchId } = await brought(sender)
    const [shipmentId, line] = [shipment(), { batchId, state: 'quarantine' as const }]
    const lines = [{ ...line, massMg: '60' }]
    await world.act(sender, 'ship', { shipmentId, ...to(receiver), reason: 'service', lines, ...yesterday('10:00') })
    await end(receiver)
    const received = { shipmentId, lines: [{ ...line, receivedMassMg: '60' }] }
    expect(await refusal(world.act(receiver, 'receive', received))).toBe('not-exempted')
  })
})

test('who never had it under an exemption, at these premises, does not receive it as a return', async () => {
  const [sender, receiver] = [await opened(), await opened()]
  const { batchId } = await brought(sender)
  const [shipmentId, line] = [shipment(), { batchId, state: 'quarantine' as const }]
  const lines = [{ ...line, massMg: '60' }]
  await world.act(sender, 'ship', { shipmentId, ...to(receiver), reason: 'return', lines, ...yesterday('10:00') })
  await world.admin.query(
    `update licensing.exemption_scope set substances = '[{"substanceId": "mdma", "list": "I"}]' where exemption_id = any ($1)`,
    [[...receiver.exemptionOf.values()]],
  )
  await withdraw(receiver)
  const act = world.make(receiver, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '60' }] }) as Act
  expect(await refusal(world.record(receiver, act))).toBe('not-exempted')
})
