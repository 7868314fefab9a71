// A holder's own drill at the border: it shows to whom it exported itself, who of them it told, and tells nobody else's. Not here: receivers in the
// country (own-drill.test.ts), and recalls of the authority (abroad.test.ts).
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, parseId, printId, type RecallId, Refused } from '#kernel'
import { seedLicensing } from '#licensing'
import type { Tx } from '#platform'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { recordTelling } from './abroad.ts'
import { abroadPaper } from './abroad-paper.ts'
import { listRecalls } from './cockpit.ts'
import { listOwnDrills, readOwnDrill, runOwnDrill } from './own-drill.ts'
import { ownDrillPaper } from './own-drill-paper.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
beforeAll(async () => {
  world = await openWorld()
  const { wholesaler } = world.who
  const scope = {
    ...{ acts: ['export' as const], purposes: ['export' as const], premises: [], maxStockMg: null },
    substances: [{ substanceId: 'hennep', list: 'II' as const }],
  }
  const exemption = {
    ...{ exemptionId: newId('exemption'), number: 'E-abroad', holderId: wholesaler.partyId },
    ...{ ground: 'opiumwet/8/1/a', basis: ['opiumwet/6/2'] },
    versions: [{ period: always, scope: [scope], conditions: [] }],
  }
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, { parties: [], premises: [], exemptions: [exemption] }),
  )
  made = await growToPatient(world)
  await sell('3000')
  const mistake = await sell('500')
  await world.act(wholesaler, 'correct', { correctsId: mistake.eventId, reason: 'it never left' })
})
afterAll(() => world[Symbol.asyncDispose]())

const buyerId = () => printId('party', world.who['foreign-buyer'].partyId)
const sell = (massMg: string, more: { occurredAt?: string } = {}) =>
  world.act(world.who.wholesaler, 'export', {
    ...more,
    ...{ buyerId: buyerId(), exportPermit: 'NL-9', importPermit: 'DE-9' },
    lines: [{ batchId: made.packs.batchId, state: 'released', massMg }],
  })
const as = <Value>({ actor }: Pick<Someone, 'actor'>, work: (tx: Tx) => Promise<Value>) =>
  world.database.transaction(actor, work)
const later = (hours: number) => world.now.add({ hours })
const drill = async (who: Someone) => {
  const recallId = newId('recall')
  const batchId = parseId('batch', made.packs.batchId)!
  const input = { recallId, batchId, reason: 'abroad', law: testLaw, now: world.now.add({ seconds: 1 }) }
  return as(who, (tx) => runOwnDrill(tx, who.actor, input))
}
const read = (who: Pick<Someone, 'actor'>, recallId: RecallId, now = later(1)) =>
  as(who, (tx) => readOwnDrill(tx, who.actor, { recallId, now }))
const said = (over: object = {}) => ({
  ...{ tellingId: printId('document', newId('document')), country: 'DE', partyId: buyerId(), recipient: 'on duty' },
  ...{ way: 'telephone' as const, outcome: 'received' as const, remark: '' },
  ...over,
})
const tell = (who: Pick<Someone, 'actor'>, recallId: RecallId, input = said(), now = later(2)) =>
  as(who, (tx) => recordTelling(tx, who.actor, { recallId, input, now }))
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )
const staff = () => ({ actor: world.staff })

test('shows to whom its holder exported, by when they are to know, and no authority', async () => {
  const { wholesaler } = world.who
  const recallId = await drill(wholesaler)
  const view = await read(wholesaler, recallId)
  expect(view.recall.abroad).toEqual({ toTell: 1, heard: 0, late: 0 })
  expect(view.abroad).toMatchObject([
    { country: 'DE', party: { partyId: buyerId() }, exportedMg: '3000', importedMg: '0', heardAt: null, isLate: false },
  ])
  expect(view.abroad[0]?.crossings).toMatchObject([{ way: 'exported', massMg: '3000', batch: { name: 'P1' } }])
  // What is exported after it began is no part of it.
  await sell('700', { occurredAt: world.now.add({ seconds: 2 }).toString() })
  expect((await read(wholesaler, recallId)).abroad[0]?.exportedMg).toBe('3000')
  expect((await read(wholesaler, recallId, later(25))).recall.abroad.late).toBe(1)
  const own = await as(wholesaler, (tx) => listOwnDrills(tx, wholesaler.actor, later(25)))
  const all = await as(staff(), (tx) => listRecalls(tx, world.staff, later(25)))
  for (const list of [own, all])
    expect(list.find((one) => one.recallId === printId('recall', recallId))?.abroad.late).toBe(1)
  expect(await read(staff(), recallId)).toEqual(await read(wholesaler, recallId))
})

test('its holder tells them, with a leaf, a letter that says it is a drill, and a line in the report', async () => {
  const { wholesaler } = world.who
  const recallId = await drill(wholesaler)
  const asked = {
    ...{ country: 'DE', partyId: buyerId(), locale: 'en' as const, authorityName: 'The authority' },
    on: Temporal.PlainDate.from('2026-11-23'),
  }
  const letter = abroadPaper(await read(wholesaler, recallId), asked)
  expect(JSON.stringify(letter.data)).toContain('This is a drill. Nothing is stopped')
  expect(letter.author).toBe('The wholesaler')
  await tell(wholesaler, recallId, said({ outcome: 'no-answer' }))
  const input = said()
  await tell(wholesaler, recallId, input, later(3))
  await tell(wholesaler, recallId, input, later(4)) // The same again is the same.
  const view = await read(wholesaler, recallId, later(30))
  expect(view.recall.abroad).toEqual({ toTell: 1, heard: 1, late: 0 })
  expect(view.abroad[0]).toMatchObject({ heardAt: later(3).toString() })
  const leaves = await world.admin.query<{ record: string; party: string }>(
    'select record, party_id as party from log.record where entry_id = $1',
    [parseId('document', input.tellingId)],
  )
  expect(leaves[0]?.party).toBe(wholesaler.partyId)
  const heldBy = printId('party', wholesaler.partyId)
  expect(JSON.parse(leaves[0]?.record ?? '')).toMatchObject({ kind: 'drill', heldBy, party: buyerId(), country: 'DE' })
  const report = JSON.stringify(ownDrillPaper(view, { locale: 'en', on: asked.on }).data)
  expect(report).toContain('The foreign-buyer, Germany')
})

test('nobody else tells of it, and it tells nobody else', async () => {
  const { wholesaler, pharmacy, authority } = world.who
  const recallId = await drill(wholesaler)
  for (const other of [pharmacy, staff()]) expect(await refusalOf(tell(other, recallId))).toBe('chain/unknown-recall')
  expect(await refusalOf(tell(wholesaler, recallId, said({ partyId: null })))).toBe('chain/not-exported-there')
  const stranger = printId('party', authority.partyId)
  expect(await refusalOf(tell(wholesaler, recallId, said({ partyId: stranger })))).toBe('chain/not-exported-there')
  // The database refuses it too, whoever asks.
  const put = (who: Pick<Someone, 'actor'>, buyer: string | null) => {
    const row = JSON.stringify({
      id: newId('document'),
      recall: recallId,
      country: 'DE',
      buyer,
      at: world.now.toString(),
    })
    return as(who, (tx) => sql`select chain.put_recall_telling(${world.authorityId}, ${row}::jsonb)`.execute(tx))
  }
  const buyer = world.who['foreign-buyer'].partyId
  await expect(put(pharmacy, buyer)).rejects.toThrow(/who holds a drill of its own/)
  await expect(put(staff(), buyer)).rejects.toThrow(/who holds a drill of its own/)
  await expect(put(wholesaler, pharmacy.partyId)).rejects.toThrow(/by who holds the drill/)
  await expect(put(wholesaler, null)).rejects.toThrow(/by who holds the drill/)
  await tell(wholesaler, recallId)
  const seen = (who: Someone) =>
    as(who, (tx) => sql`select from chain.recall_telling where recall_id = ${recallId}`.execute(tx))
  expect([(await seen(wholesaler)).rows.length, (await seen(pharmacy)).rows.length]).toEqual([1, 0])
})

test('who exported none of it itself has nobody abroad to tell', async () => {
  const view = await read(world.who.pharmacy, await drill(world.who.pharmacy))
  expect(view.abroad).toEqual([])
  expect(view.recall.abroad).toEqual({ toTell: 0, heard: 0, late: 0 })
})
