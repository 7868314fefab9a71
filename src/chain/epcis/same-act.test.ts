// Every kind of act, once as an EPCIS event and once by hand, on the same stock: the same movements, to the account and the milligram.
// Not here: the event's own round trip (acts/), and jobs, documents and errors (capture.test.ts).
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Id, newId, parseId, printId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import type { Tx } from '#platform'
import { type Act, type ActKind, actKinds } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { goodResults, newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { actContext, eventOfAct, type LotName } from './acts/write-act.ts'
import { captureEvents } from './capture.ts'
import { printExact } from './json.ts'
import { type ProfileOn, profilesIn } from './profile/profile.ts'
import { writeActsDown } from './project.ts'
import { readDocument } from './read-document.ts'

let world: World
let profileOn: ProfileOn
const seen = new Set<ActKind>()
beforeAll(async () => {
  world = await openWorld()
  profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
})
afterAll(() => world[Symbol.asyncDispose]())

class Undone extends Error {}

const movedBy = async (tx: Tx, eventId: string) =>
  (
    await tx
      .selectFrom('chain.movement' as never)
      .select(['line', 'ledger', 'from_account_id', 'to_account_id', 'amount'] as never)
      .where('event_id' as never, '=', parseId('event', eventId) as never)
      .orderBy('line' as never)
      .execute()
  ).map((row) => Object.values(row).join(' '))

/** As an event, in a transaction that is undone; then by hand. */
async function twice(who: Someone, act: Act) {
  const names = await world.admin.query<{ id: Id<'batch'>; gtin: string; name: string }>(
    'select batch_id as id, gtin, name from chain.batch where gtin is not null',
  )
  const lots = new Map<string, LotName>(names.map(({ id, ...name }) => [printId('batch', id), name]))
  const [wet] = await world.admin.query<{ mg: bigint }>(
    `select coalesce(sum(b.amount), 0)::bigint as mg from chain.account a join chain.balance b using (authority_id, account_id)
     where a.state = 'wet' and a.batch_id = $1`,
    [act.kind === 'dry' ? parseId('batch', act.batchId) : null],
  )
  const text = printExact({ '@context': actContext, ...eventOfAct(act, { lots, movedMg: wet?.mg ?? 0n }) })
  let asEvent: readonly string[] = ['not captured']
  const { events, faults } = readDocument(text, 'json')
  expect(faults).toEqual([])
  const captured = world.database.transaction(who.actor, async (tx) => {
    const work = { law: testLaw, profileOn, now: world.now, captureId: null, mayRecord: async () => {} }
    const [done] = await captureEvents(tx, who.actor, events, work)
    expect([done?.actKind, done?.recorded?.eventId]).toEqual([act.kind, act.eventId])
    asEvent = await movedBy(tx, act.eventId)
    throw new Undone()
  })
  await expect(captured).rejects.toThrow(Undone)
  const recorded = await world.record(who, act)
  expect(await world.database.transaction(who.actor, (tx) => movedBy(tx, act.eventId))).toEqual(asEvent)
  seen.add(act.kind)
  return recorded
}

const act: World['act'] = (who, kind, fields) => twice(who, world.make(who, kind, fields) as Act)

test('each act is the same, however it came', async () => {
  const { grower, authority, laboratory, packer, wholesaler, pharmacy, institution } = world.who
  const { packs } = await growToPatient({ who: world.who, act })
  const at = ({ premisesId }: Someone) => ({ premisesId: printId('premises', premisesId) })
  const party = ({ partyId }: Someone) => printId('party', partyId)
  const to = (someone: Someone) => ({ receiverId: party(someone), toPremisesId: at(someone).premisesId })
  const shipment = () => printId('shipment', newId('shipment'))
  const line = (massMg: string, state: 'released' | 'quarantine' = 'released') => ({
    batchId: packs.batchId,
    state,
    massMg,
  })
  const accountOf = async (text: string) => {
    const [row] = await world.admin.query<{ id: Id<'account'> }>(
      `select a.account_id as id from chain.account a join chain.balance b using (authority_id, account_id)
       where a.state like $1 and a.ledger = 'material_mg' and b.amount <> 0 limit 1`,
      [text],
    )
    return printId('account', row?.id ?? newId('account'))
  }

  const [mother, cuttings, plant, wet] = [newBatch('M'), newBatch('C'), newBatch('T'), newBatch('W')]
  await act(grower, 'plant', { batch: mother, productCode: 'flower', cultivar: 'C', plants: 3, room: '1' })
  await act(grower, 'propagate', { motherId: mother.batchId, cuttings: 9, batch: cuttings, cultivar: 'C', room: '2' })
  await act(grower, 'tag', { plantLotId: cuttings.batchId, plants: [plant, newBatch('T2')] })
  await act(grower, 'harvest', { plantLotId: plant.batchId, plantsCut: 1, batch: wet, wetMassMg: '4000' })
  await act(grower, 'trim-wet', { batchId: wet.batchId, wasteMassMg: '400' })
  await act(grower, 'dry', { batchId: wet.batchId, driedMassMg: '1000' })
  await act(grower, 'split', { batchId: wet.batchId, state: 'quarantine', massMg: '300', part: newBatch('P2') })
  const sample = newBatch('S2')
  await act(grower, 'sample', { batchId: wet.batchId, state: 'quarantine', massMg: '50', sample })
  const toLab = shipment()
  const ofSample = { batchId: sample.batchId, state: 'sample' as const }
  await act(grower, 'ship', {
    shipmentId: toLab,
    ...to(laboratory),
    reason: 'sample',
    lines: [{ ...ofSample, massMg: '50' }],
  })
  await act(laboratory, 'receive', { shipmentId: toLab, lines: [{ ...ofSample, receivedMassMg: '50' }] })
  const dryness = { analyte: 'loss-on-drying', value: '10', unit: '%', of: 'as-is', method: 'x' } as const
  const results = [...goodResults, { ...dryness, uncertainty: null }]
  await act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '40', results })
  await act(authority, 'assay', { batchId: wet.batchId })

  const back = shipment()
  await act(wholesaler, 'ship', { shipmentId: back, ...to(packer), reason: 'return', lines: [line('5000')] })
  await act(packer, 'receive', {
    shipmentId: back,
    lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '5000' }],
  })
  await act(packer, 'extract', {
    solvent: 'co2',
    inputs: [line('5000', 'quarantine')],
    output: newBatch('OIL'),
    productCode: 'oil',
    outputMassMg: '45900',
    carrierMassMg: '45000',
    wasteMassMg: '3000',
  })

  const refused = shipment()
  await act(wholesaler, 'ship', { shipmentId: refused, ...to(pharmacy), reason: 'supply', lines: [line('5000')] })
  await act(pharmacy, 'refuse', { shipmentId: refused, returnShipmentId: shipment(), reason: 'seal broken' })
  const toTrial = shipment()
  await act(wholesaler, 'ship', { shipmentId: toTrial, ...to(institution), reason: 'supply', lines: [line('5000')] })
  await act(institution, 'receive', {
    shipmentId: toTrial,
    lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '5000' }],
  })
  const use = { batchId: packs.batchId, massMg: '1000', recordNumber: 'R2' }
  await act(institution, 'administer', { ...use, study: '2025-500001-10-00' })
  await act(pharmacy, 'own-practice', use)

  const until = world.now.add({ hours: 2 }).toString()
  await act(wholesaler, 'reserve', { batchId: packs.batchId, massMg: '2000', forPartyId: party(pharmacy), until })
  await act(wholesaler, 'free', { accountId: await accountOf('reserved') })

  const buyer = world.who['foreign-buyer']
  const permit = { holderId: party(wholesaler), counterId: party(buyer), productCode: 'flower', massMg: '9000' }
  const days = { from: '2026-01-01', through: null }
  await act(authority, 'grant', { allowance: 'import-permit', number: 'NL-1', ...permit, ...days })
  const abroad = { importPermit: 'NL-1', exportPermit: 'DE-1', foreignName: 'CH-77' }
  const brought = { batch: newBatch('IN'), productCode: 'flower', massMg: '8000' }
  await act(wholesaler, 'import', { ...brought, sellerId: party(buyer), ...abroad })

  const sold = shipment()
  await act(wholesaler, 'ship', { shipmentId: sold, ...to(authority), reason: 'supply', lines: [line('4000')] })
  await act(authority, 'receive', {
    shipmentId: sold,
    lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '4000' }],
  })
  const hold = { batchId: packs.batchId, reason: 'smells' }
  await act(authority, 'export', {
    buyerId: party(buyer),
    exportPermit: 'NL-2',
    importPermit: 'DE-2',
    lines: [line('3000')],
  })
  const held = await act(authority, 'hold', { ...hold, scope: 'batch' })
  await act(authority, 'lift', { ...hold, holdEventId: held.eventId })

  const taken = { state: 'released' as const, massMg: '700', reason: 'on order' }
  await act(authority, 'seize', {
    ...at(pharmacy),
    ...taken,
    batchId: packs.batchId,
    holderId: party(pharmacy),
    caseNumber: 'PL-1',
  })
  await act(pharmacy, 'lose', { ...taken, batchId: packs.batchId, massMg: '10', cause: 'theft' })
  const counted = { batchId: packs.batchId, state: 'released' as const, countedMassMg: '480000' }
  await act(pharmacy, 'count', { lines: [counted], counter: 'st-1', countersigner: 'st-2', followsId: null })
  await act(pharmacy, 'settle-difference', { accountId: await accountOf('count-%'), reason: 'spilt' })
})

/** They say something of an event, a room or a place, and move nothing; that they come back the same is tested in acts/. */
const moveNothing: readonly ActKind[] = ['countersign', 'notify-loss', 'designate', 'move-room']

test('that was every act that moves something; only taking back is told another way', () => {
  const rest = actKinds.filter((kind) => kind !== 'correct' && !moveNothing.includes(kind))
  expect(rest.filter((kind) => !seen.has(kind))).toEqual([])
})

test('what an act does not name, its event names from the ledger; with another mass it is no such act', async () => {
  const { grower } = world.who
  await world.admin.query(
    `insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
     select authority_id, row_number() over (order by entry_id) - 1, entry_id, leaf from log.unsealed where authority_id = $1`,
    [world.authorityId],
  )
  while ((await writeActsDown(world.database, world.staff)) > 0);
  const rows = await world.admin.query<{ kind: string; said: string }>(
    `select act_kind as kind, coalesce(expanded -> 'quantityList', '[]')::text as said from chain.epcis_event
     where act_kind in ('refuse', 'free', 'settle-difference') order by 1`,
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['free', 'refuse', 'settle-difference'])
  for (const { said } of rows) expect(JSON.parse(said)).toMatchObject([{ massMg: expect.stringMatching(/^[1-9]/) }])
  expect(JSON.parse(rows[0]?.said ?? '')).toMatchObject([{ massMg: '2000' }])
  expect(grower.partyId).toBeDefined()
})
