// Call-offs and permits, through the real door: granted by the authority, used up by acts, never twice. Not here: the ceiling of an exemption.
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, type Refused } from '#kernel'
import { type Act, permitSaid } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { readEvent } from '../read/event-views.ts'
import { createBatcher } from '../record/batcher.ts'
import { prepareAct } from '../record/record-act.ts'
import { refusalsOf } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { listAllowances } from './list-allowances.ts'

const { open, reachedAll, expectRefusal, fresh, dried } = refusalsOf('allowances')
let world: World
let today: Temporal.PlainDate
beforeAll(async () => {
  world = await open()
  today = legalDayOf(world.now)
})

const grant = (holder: Someone, massMg: string, more: object = {}) =>
  world.act(world.who.authority, 'grant', {
    allowance: 'call-off',
    number: `N-${newId('event')}`,
    holderId: printId('party', holder.partyId),
    counterId: null,
    productCode: 'flower',
    massMg,
    from: today.subtract({ days: 30 }).toString(),
    through: today.add({ days: 30 }).toString(),
    ...more,
  })
const permitOf = ({ actor }: Someone, { eventId }: { readonly eventId: string }) =>
  world.database.transaction(actor, async (tx) => {
    const { act, movements } = await readEvent(tx, actor, parseId('event', eventId)!) // As it was answered.
    return permitSaid(act, movements)
  })
const left = async ({ actor, partyId }: Someone) => {
  const { items } = await world.database.transaction(actor, (tx) =>
    listAllowances(tx, actor, { filter: { holder: printId('party', partyId) }, law: testLaw, now: world.now }),
  )
  return items.map(({ leftMassMg }) => leftMassMg).sort()
}

test('a call-off is used up by delivering, the one that ends first first, and given back by a correction', async () => {
  const { grower, wholesaler } = world.who
  const { harvest } = await dried()
  const deliver = (massMg: string) => world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg, bags: 1 })
  await deliver('10') // Nothing was called off through here: nothing is used.
  await grant(grower, '100', { through: null })
  await grant(grower, '50')
  await grant(grower, '999', { from: today.add({ days: 1 }).toString() })
  const given = await deliver('70')
  expect(await left(grower)).toEqual(['0', '80', '999'].sort())
  expect(await left(wholesaler)).toEqual([])
  await expectRefusal('allowance-short', () => deliver('81'))
  await world.act(grower, 'correct', { correctsId: given.eventId, reason: 'wrong batch' })
  expect(await left(grower)).toEqual(['100', '50', '999'].sort())
  await expect(world.act(grower, 'grant', { ...(await made(grower)) })).rejects.toThrow('chain/not-for-you')
})

const made = async (holder: Someone) => ({
  allowance: 'call-off' as const,
  number: 'X',
  holderId: printId('party', holder.partyId),
  counterId: null,
  productCode: null,
  massMg: '1',
  from: today.toString(),
  through: null,
})

test('two deliveries at once do not use the same milligrams', async () => {
  const { grower } = world.who
  const [one, other] = [await dried(), await dried()]
  const prepare = (batchId: string) => {
    const act = world.make(grower, 'hand-over', { batchId, massMg: '120', bags: 1 }) as Act
    return world.database.transaction(grower.actor, (tx) =>
      prepareAct(tx, grower.actor, { act, law: testLaw, now: world.now }),
    )
  }
  const prepared = [await prepare(one.harvest.batchId), await prepare(other.harvest.batchId)]
  const batcher = createBatcher(world.database, { actor: grower.actor })
  const verdicts = await Promise.allSettled(prepared.map((one) => batcher.post(one)))
  expect(verdicts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('an import permit is for its days, its counterparty and its mass', async () => {
  const { wholesaler, 'foreign-buyer': abroad, grower } = world.who
  const permit = { allowance: 'import-permit', number: 'NL-9', productCode: null } as const
  const bring = (importPermit: string, massMg: string) =>
    world.act(wholesaler, 'import', {
      batch: fresh('I'),
      productCode: 'flower',
      massMg,
      sellerId: printId('party', abroad.partyId),
      importPermit,
      exportPermit: 'DE-9',
      foreignName: 'X',
    })
  const unkept = await bring('on paper', '1')
  await grant(wholesaler, '100', { ...permit, counterId: printId('party', abroad.partyId) })
  const kept = await bring('NL-9', '60')
  expect(await permitOf(wholesaler, unkept)).toEqual({ number: 'on paper', isKept: false })
  expect(await permitOf(wholesaler, kept)).toEqual({ number: 'NL-9', isKept: true })
  await expectRefusal('allowance-short', () => bring('NL-9', '41'))
  await expectRefusal('unknown-allowance', () => bring('on paper', '1'))
  await grant(wholesaler, '100', { ...permit, number: 'NL-10', counterId: printId('party', grower.partyId) })
  await expectRefusal('allowance-other', () => bring('NL-10', '1'))
  await grant(wholesaler, '100', { ...permit, number: 'NL-11', from: today.add({ days: 2 }).toString() })
  await expectRefusal('allowance-other', () => bring('NL-11', '1'))
  await grant(wholesaler, '100', { ...permit, number: 'NL-12', productCode: 'oil' })
  await expectRefusal('allowance-other', () => bring('NL-12', '1')) // This is flower.
  await expectRefusal('allowance-exists', () => grant(wholesaler, '100', permit))
  await expectRefusal('allowance-days', () =>
    grant(wholesaler, '1', { through: today.subtract({ days: 31 }).toString() }),
  )
  expect(await left(wholesaler)).toEqual(['100', '100', '100', '40'])
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('a grant of which some was used goes back after what used it, and says so', async () => {
  const { authority, wholesaler, 'foreign-buyer': abroad } = world.who
  const number = 'NL-8'
  const granted = await grant(wholesaler, '100', { allowance: 'import-permit', number, productCode: null })
  const brought = await world.act(wholesaler, 'import', {
    ...{ batch: fresh('I'), productCode: 'flower', massMg: '70', foreignName: 'X' },
    ...{ sellerId: printId('party', abroad.partyId), importPermit: number, exportPermit: 'DE-8' },
  })
  const takeBack = () => world.act(authority, 'correct', { correctsId: granted.eventId, reason: 'for another' })
  await expectRefusal('allowance-used', takeBack)
  const error = await takeBack().catch((thrown: unknown) => thrown)
  expect((error as Refused).refusal.params).toEqual({ grantedMg: 100n, usedMg: 70n }) // As was just refused.
  await world.act(wholesaler, 'correct', { correctsId: brought.eventId, reason: 'it never came' })
  expect((await takeBack()).outcome).toBe('recorded')
})

reachedAll()
