// The second signature: another person's, as an event of its own, by somebody of the same holder or an official; and a receipt is another
// person's than who despatched. Not here: counting (count.test.ts), and who may in the software (access).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId } from '#kernel'
import type { Actor } from '#platform'
import { chainWork } from '../agenda/work.ts'
import { readBook } from '../book/read-book.ts'
import type { ActOf, EventView } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { readEvent } from '../read/event-views.ts'
import { recordAct } from '../record/record-act.ts'
import { to } from '../testing/refusals.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { addWorkingDays } from '../working-days.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

/** Somebody else of the same party. */
const colleague = ({ partyId, premisesId }: Someone): Someone => ({
  partyId,
  premisesId,
  actor: world.actorFor({ partyId, wall: 'holder', roles: ['pharmacist'] }),
})
const count = (changes: Partial<ActOf<'count'>> = {}) =>
  world.act(world.who.pharmacy, 'count', {
    lines: [{ batchId: made.packs.batchId, state: 'released', countedMassMg: '1000' }],
    counter: 'st-1',
    countersigner: null,
    followsId: null,
    ...changes,
  })
const sign = (who: Someone, signsId: string, premises: Someone = world.who.pharmacy) =>
  world.act(who, 'countersign', { signsId, premisesId: printId('premises', premises.premisesId) })
const read = (actor: Actor, eventId: string): Promise<EventView> =>
  world.database.transaction(actor, (tx) => readEvent(tx, actor, parseId('event', eventId)!))
const waiting = async (actor: Actor) =>
  (
    await world.database.transaction(actor, (tx) =>
      chainWork(
        tx,
        { ...actor, roles: actor.wall === 'staff' ? ['inspector'] : ['pharmacist'] },
        { now: world.now, law: testLaw, itemsMax: 8 },
      ),
    )
  ).find(({ kind }) => kind === 'signatures-to-give')

describe('a count signed by one', () => {
  test('waits for another person of the same holder, who signs with an event of their own', async () => {
    const { pharmacy } = world.who
    const counted = await count()
    const dueOn = addWorkingDays(legalDayOf(world.now), 1).toString()
    const second = colleague(pharmacy)
    expect((await read(pharmacy.actor, counted.eventId)).secondSignature).toEqual({
      dueOn,
      isYours: true,
      signed: null,
    })
    expect((await read(second.actor, counted.eventId)).secondSignature).toMatchObject({ isYours: false })
    expect(await waiting(second.actor)).toMatchObject({ items: [{ subtitle: 'count', dueOn }] })
    await expect(sign(pharmacy, counted.eventId)).rejects.toThrow('chain/same-signer')
    const signed = await sign(second, counted.eventId)
    expect((await read(pharmacy.actor, counted.eventId)).secondSignature?.signed).toMatchObject({
      eventId: signed.eventId,
      party: { name: 'The pharmacy' },
    })
    expect(await waiting(second.actor)).toBeUndefined()
    await expect(sign(colleague(pharmacy), counted.eventId)).rejects.toThrow('chain/already-signed')
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('may be signed by an official who was there, and by no outsider, who is told of no such event', async () => {
    const { wholesaler, authority } = world.who
    const counted = await count()
    await expect(sign(wholesaler, counted.eventId)).rejects.toThrow('chain/unknown-event')
    await expect(read(wholesaler.actor, counted.eventId)).rejects.toThrow('chain/unknown-event')
    expect(await waiting(wholesaler.actor)).toBeUndefined()
    await sign(authority, counted.eventId)
    expect((await read(authority.actor, counted.eventId)).secondSignature?.signed).toMatchObject({
      party: { name: 'The authority' },
    })
  })
  test('is not signed by a program, nor at another place, nor before it happened', async () => {
    const { pharmacy } = world.who
    const counted = await count()
    const second = colleague(pharmacy)
    const machine = { ...second, actor: { ...second.actor, userId: null, clientId: newId('client') } as Actor }
    await expect(sign(machine, counted.eventId)).rejects.toThrow('chain/signer-not-a-person')
    await expect(sign(second, counted.eventId, world.who.wholesaler)).rejects.toThrow('chain/not-your-premises')
    const early = world.make(second, 'countersign', {
      signsId: counted.eventId,
      occurredAt: world.now.subtract({ hours: 1 }).toString(),
    })
    await expect(world.record(second, early)).rejects.toThrow('chain/before-its-event')
  })
  test('that was taken back, or signed by two at once, asks for none', async () => {
    const { pharmacy } = world.who
    const wrong = await count()
    await world.act(pharmacy, 'correct', { correctsId: wrong.eventId, reason: 'the wrong shelf' })
    const second = colleague(pharmacy)
    await expect(sign(second, wrong.eventId)).rejects.toThrow('chain/not-to-sign')
    const both = await count({ countersigner: 'st-2' })
    expect((await read(pharmacy.actor, both.eventId)).secondSignature).toBeUndefined()
    await expect(sign(second, both.eventId)).rejects.toThrow('chain/not-to-sign')
  })
  test('is refused where the law lets the second signature not come afterwards', async () => {
    const { pharmacy } = world.who
    const strict = { ...testLaw, secondSignature: () => null }
    const act = world.make(pharmacy, 'count', {
      lines: [{ batchId: made.packs.batchId, state: 'released', countedMassMg: '1000' }],
      counter: 'st-1',
      countersigner: null,
      followsId: null,
    })
    const refused = world.database.transaction(pharmacy.actor, (tx) =>
      recordAct(tx, pharmacy.actor, { act, law: strict, now: world.now }),
    )
    await expect(refused).rejects.toThrow('chain/same-counter')
  })
})

test('what is late is told to the inspector, and not before', async () => {
  await count()
  const inspector = world.who.authority.actor
  expect(await waiting(inspector)).toBeUndefined()
  const later = world.now.add({ hours: 24 * 10 })
  const sections = await world.database.transaction(inspector, (tx) =>
    chainWork(tx, { ...inspector, roles: ['inspector'] }, { now: later, law: testLaw, itemsMax: 8 }),
  )
  expect(sections.find(({ kind }) => kind === 'signatures-to-give')?.count).toBeGreaterThan(0)
})

test('a destruction with one witness waits for a second person, and its book says so', async () => {
  const { pharmacy } = world.who
  const destroyed = await world.act(pharmacy, 'destroy', {
    batchId: made.packs.batchId,
    state: 'released',
    massMg: '10',
    method: 'incineration',
    witnesses: ['st-1'],
    documents: [],
  })
  await expect(sign(pharmacy, destroyed.eventId)).rejects.toThrow('chain/same-signer')
  const today = legalDayOf(world.now)
  const inBook = async () => {
    const { premisesId, partyId: holderId, actor } = pharmacy
    const period = { from: today.subtract({ days: 1 }), until: today.add({ days: 1 }) }
    const { lines } = await world.database.transaction(actor, (tx) =>
      readBook(tx, actor, { premisesId, holderId, productCode: 'flower', ...period, law: testLaw }),
    )
    return lines.find(({ eventId }) => eventId === destroyed.eventId)?.signatures
  }
  const dueOn = addWorkingDays(today, 1).toString()
  expect(await inBook()).toEqual({ by: ['st-1'], signedOn: null, dueOn })
  await sign(colleague(pharmacy), destroyed.eventId)
  expect((await read(pharmacy.actor, destroyed.eventId)).secondSignature?.signed).not.toBeNull()
  expect(await inBook()).toEqual({ by: ['st-1'], signedOn: today.toString(), dueOn: null })
})

test('who despatched does not sign for the receipt, though acting for both', async () => {
  const { pharmacy, wholesaler } = world.who
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: made.packs.batchId, state: 'released' as const }
  await world.act(pharmacy, 'ship', {
    shipmentId,
    ...to(wholesaler),
    reason: 'return',
    lines: [{ ...line, massMg: '100' }],
  })
  const both = { ...wholesaler, actor: { ...wholesaler.actor, userId: pharmacy.actor.userId } }
  const receipt = world.make(both, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '100' }] })
  await expect(world.record(both, receipt)).rejects.toThrow('chain/same-signer')
  await world.record(wholesaler, receipt)
})
