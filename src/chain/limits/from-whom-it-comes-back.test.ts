// That what comes back is told by whom it comes from, and by all that was made of what went out: whatever is told late and whatever it has become. Not
// here: two at one moment (comes-back-once.test.ts), and histories at random (room.property.test.ts).
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, newId, type PlainDate, printId } from '#kernel'
import type { Act, ActOf } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import { newBatch, testLaw, type World } from '../testing/world.ts'
import { listLimits } from './list-limits.ts'

const { open, refusal } = refusalsOf('mass')
let world: World
let sender: SeveralHolder
let today: PlainDate
const acts = ['have', 'supply', 'transport', 'process'] as const
const opened = (maxMg?: bigint) =>
  openSeveral(world, [
    {
      number: newId('event'),
      acts: ['import', ...acts],
      ...(maxMg ? { limit: { acts: ['receive'] as const, maxMg } } : {}),
    },
  ])
beforeAll(async () => {
  world = await open()
  today = legalDayOf(world.now)
  sender = await opened()
})

/** In the last days of the year before: they are of one year whenever this runs, and of one that is over. */
const on = (day: number, hour: number) => ({
  occurredAt: today
    .with({ month: 1, day: 1 })
    .subtract({ days: 10 - day })
    .toZonedDateTime({ timeZone: legalTimeZone, plainTime: { hour } })
    .toInstant()
    .toString(),
})
type When = ReturnType<typeof on>
const bring = async (holder: SeveralHolder, massMg: string) => {
  const act = holder.bringing(massMg, on(0, 8))
  await world.record(holder, act)
  return act.batch.batchId
}
type Parcel = {
  readonly from: SeveralHolder
  readonly receiver: SeveralHolder
  readonly lines: readonly (readonly [batchId: string, massMg: string])[]
  readonly reason?: ActOf<'ship'>['reason']
}
/** It leaves; what is answered weighs it in an hour later, as it left. */
async function sent({ from, receiver, lines, reason = 'service' }: Parcel, when: When, then: When): Promise<Act> {
  const shipmentId = shipment()
  const each = lines.map(([batchId, massMg]) => ({ batchId, state: 'quarantine' as const, massMg }))
  await world.act(from, 'ship', { shipmentId, ...to(receiver), reason, lines: each, ...when })
  const weighed = each.map(({ massMg, ...line }) => ({ ...line, receivedMassMg: massMg }))
  return world.make(receiver, 'receive', { shipmentId, lines: weighed, ...then }) as Act
}
const received = async (parcel: Parcel, when: When, then: When) =>
  world.record(parcel.receiver, await sent(parcel, when, then))
async function blended(holder: SeveralHolder, batchIds: readonly string[], massMg: string, outputMassMg: string) {
  const output = newBatch(newId('batch'))
  const inputs = batchIds.map((batchId) => ({ batchId, state: 'quarantine' as const, massMg }))
  const said = { inputs, output, productCode: 'flower', outputMassMg, wasteMassMg: '0', ...on(2, 8) }
  await world.act(holder, 'process', { method: 'blend', ...said })
  return output.batchId
}
const used = async ({ actor, partyId }: SeveralHolder) => {
  const filter = { holder: printId('party', partyId) }
  const { items } = await world.database.transaction(actor, (tx) =>
    listLimits(tx, actor, { filter, law: testLaw, now: world.now }),
  )
  const year = on(1, 8).occurredAt.slice(0, 4)
  return items.filter(({ from }) => from.startsWith(year)).map(({ usedMassMg }) => usedMassMg)
}

test('a parcel of whoever never had it from here is no return; a return that is told later is one', async () => {
  const [holder, other] = [await opened(150n), await opened()]
  const batchId = await bring(sender, '200')
  await received({ from: sender, receiver: holder, lines: [[batchId, '100']] }, on(1, 8), on(1, 9))
  await received({ from: holder, receiver: other, lines: [[batchId, '40']] }, on(1, 10), on(1, 11))
  const back = await sent(
    { from: other, receiver: holder, lines: [[batchId, '40']], reason: 'return' },
    on(1, 12),
    on(1, 13),
  )
  await received({ from: sender, receiver: holder, lines: [[batchId, '40']] }, on(3, 8), on(3, 9))
  expect(await used(holder)).toEqual(['140'])
  expect(await refusal(world.record(holder, back))).toBe('accepted')
  expect(await used(holder)).toEqual(['140'])
})

test('of two from one party, the one that is told late comes back for what the other leaves out there', async () => {
  const [holder, other] = [await opened(170n), await opened()]
  const batchId = await bring(sender, '200')
  await received({ from: sender, receiver: holder, lines: [[batchId, '100']] }, on(1, 8), on(1, 9))
  await received({ from: holder, receiver: other, lines: [[batchId, '60']] }, on(1, 10), on(1, 11))
  await received({ from: sender, receiver: other, lines: [[batchId, '60']] }, on(1, 10), on(1, 11))
  const first = await sent({ from: other, receiver: holder, lines: [[batchId, '60']] }, on(1, 12), on(1, 13))
  await received({ from: other, receiver: holder, lines: [[batchId, '50']] }, on(3, 8), on(3, 9))
  expect(await used(holder)).toEqual(['100'])
  await world.record(holder, first)
  expect(await used(holder)).toEqual(['150'])
})

test('what came before anything went out did not come back', async () => {
  const [holder, other] = [await opened(150n), await opened()]
  const batchId = await bring(sender, '200')
  await received({ from: sender, receiver: holder, lines: [[batchId, '40']] }, on(1, 8), on(1, 9))
  await received({ from: sender, receiver: other, lines: [[batchId, '60']] }, on(1, 8), on(1, 9))
  const first = await sent({ from: other, receiver: holder, lines: [[batchId, '60']] }, on(1, 12), on(1, 13))
  await received({ from: holder, receiver: other, lines: [[batchId, '40']] }, on(2, 10), on(2, 11))
  await world.record(holder, first)
  expect(await used(holder)).toEqual(['100'])
})

test.each(['one after another', 'in one parcel'])(
  'two batches made of one that went out, and of other material, come back for it once: %s',
  async (how) => {
    const [holder, other] = [await opened(200n), await opened()]
    const batchId = await bring(sender, '100')
    await received({ from: sender, receiver: holder, lines: [[batchId, '100']] }, on(1, 8), on(1, 9))
    await received({ from: holder, receiver: other, lines: [[batchId, '100']] }, on(1, 10), on(1, 11))
    const theirs = await bring(other, '100')
    const made = [
      await blended(other, [batchId, theirs], '50', '100'),
      await blended(other, [batchId, theirs], '50', '100'),
    ]
    const parcel = { from: other, receiver: holder, reason: 'return' as const }
    const parcels = how === 'in one parcel' ? [made] : made.map((one) => [one])
    for (const [index, batches] of parcels.entries()) {
      const lines = batches.map((one) => [one, '100'] as const)
      await received({ ...parcel, lines }, on(3 + index, 8), on(3 + index, 9))
    }
    expect(await used(holder)).toEqual(['200'])
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  },
)

test('what was handed on comes back from who has it now, as far as it got there', async () => {
  const [holder, other, third] = [await opened(150n), await opened(), await opened()]
  const batchId = await bring(sender, '200')
  await received({ from: sender, receiver: holder, lines: [[batchId, '100']] }, on(1, 8), on(1, 9))
  await received({ from: holder, receiver: other, lines: [[batchId, '100']] }, on(1, 10), on(1, 11))
  await received({ from: other, receiver: third, lines: [[batchId, '30']] }, on(2, 8), on(2, 9))
  await received({ from: sender, receiver: third, lines: [[batchId, '20']] }, on(2, 10), on(2, 11))
  await received({ from: third, receiver: holder, lines: [[batchId, '50']], reason: 'return' }, on(3, 8), on(3, 9))
  expect(await used(holder)).toEqual(['120'])
  await received({ from: other, receiver: holder, lines: [[batchId, '70']], reason: 'return' }, on(3, 8), on(3, 9))
  expect(await used(holder)).toEqual(['120'])
})
