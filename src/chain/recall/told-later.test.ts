// A recall without notices: years of another system come in through the importer, which tells nobody, and that alone makes one; a form, an EPCIS event
// and a file tell in the transaction that stops the stock (recall.test.ts). Not here: the importer itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, parseId, printId } from '#kernel'
import { chainWork } from '../agenda/work.ts'
import { createImporter } from '../record/import-acts.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { listRecalls, readRecall } from './cockpit.ts'
import { listNotices } from './notices.ts'
import { tellOfRecall } from './tell.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

test('a recall the importer brought in has stopped the stock and told nobody, until somebody tells', async () => {
  const made = await growToPatient(world)
  const { authority, pharmacy } = world.who
  const staff = world.staff
  const law = testLaw
  const importer = await createImporter(world.database, { actor: staff, law, now: () => world.now })
  const hold = world.make(authority, 'hold', {
    batchId: made.packs.batchId,
    scope: 'recall',
    reason: 'from the old system',
  })
  await importer.add(authority.actor, hold)
  expect(await importer.finish()).toMatchObject({ recorded: 1 })
  const now = world.now.add({ hours: 1 })
  const read = () => world.database.transaction(staff, (tx) => listRecalls(tx, staff, now))
  expect(await read()).toMatchObject([{ kind: 'recall', recallId: null, told: 0, holdEventId: hold.eventId }])
  const manager = { ...staff, roles: ['authority-chain-manager'] } as const
  const work = async () => {
    const asked = { now, law, itemsMax: 8, kind: 'recalls-open' } as const
    const [section] = await world.database.transaction(manager, (tx) => chainWork(tx, manager, asked))
    return section?.items
  }
  expect(await work()).toMatchObject([{ id: hold.eventId, subtitle: 'from the old system', href: '/recalls' }])
  const notices = () => world.database.transaction(pharmacy.actor, (tx) => listNotices(tx, pharmacy.actor, now))
  expect(await notices()).toEqual([])
  const asked = { holdEventId: parseId('event', hold.eventId)!, law, now }
  // Between the stop and the telling it goes on its way back.
  const { wholesaler } = world.who
  await world.act(pharmacy, 'ship', {
    ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'recall', occurredAt: world.now.toString() },
    receiverId: printId('party', wholesaler.partyId),
    toPremisesId: printId('premises', wholesaler.premisesId),
    lines: [{ batchId: made.packs.batchId, state: 'held', massMg: '495000' }],
  })
  const recallId = await world.database.transaction(staff, (tx) => tellOfRecall(tx, staff, asked))
  const view = await world.database.transaction(staff, (tx) => readRecall(tx, staff, { recallId, law, now }))
  expect(view.recall.told).toBeGreaterThan(1)
  const printed = printId('recall', recallId)
  expect(await work()).toMatchObject([{ id: printed, title: view.recall.root.name, href: `/recalls/${printed}` }])
  expect(view.mass.parts.some(({ part }) => part === 'free')).toBe(false) // Stopped when it came in.
  expect(await notices()).toMatchObject([{ kind: 'recall', reason: 'from the old system', acknowledgedAt: null }])
  // Each hears what it has and is being sent as it hears it, and its clock runs from then.
  const of = ({ partyId }: Someone) => view.notices.find(({ holder }) => holder.partyId === printId('party', partyId))
  const told = { toldAt: now.toString(), countedAt: now.toString(), dueAt: now.add({ hours: 24 }).toString() }
  expect(of(pharmacy)).toMatchObject({ ...told, hadThenMg: '0', comingThenMg: '0', dispensedThenMg: '5000' })
  expect(of(wholesaler)).toMatchObject({ ...told, comingThenMg: '495000' })
  expect(await world.database.transaction(staff, (tx) => tellOfRecall(tx, staff, asked))).toBe(recallId)
  expect(await read()).toHaveLength(1)
})
