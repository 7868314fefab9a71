// That whatever is captured is a leaf of the log, also where it became no act, and also what was captured before that was so; and that the proof misses what
// is gone. Not here: each column of it that is edited (proof/any-edit.property.test.ts).
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { newId, recordLeafHash } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { migrate, readMigrations } from '#platform'
import { openTestDatabase } from '#platform/testing'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { eraseAllDue } from '../testing/past.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { actContext, eventOfAct } from './acts/write-act.ts'
import { type Captured, captureEvents } from './capture.ts'
import { printExact } from './json.ts'
import { profilesIn } from './profile/profile.ts'
import { readDocument } from './read-document.ts'

const seen = {
  '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  ...{ type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'inspecting', epcList: ['urn:epc:id:sgtin:8712345.012345.1'] },
  ...{ eventTime: '2026-05-01T10:00:00Z', eventTimeZoneOffset: '+02:00' },
}
type Recorded = { record: string; salt: Buffer; leaf: Buffer; waits: boolean }
const recordOf = `select r.record, r.salt, r.leaf, exists (select from log.unsealed as u where u.entry_id = r.entry_id and u.leaf = r.leaf) as waits
  from log.record as r where r.entry_id = $1`

async function capture(world: World, who: Someone, text: string): Promise<readonly Captured[]> {
  const profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
  const work = { captureId: null, mayRecord: async () => {}, law: testLaw, profileOn, now: world.now }
  const { events } = readDocument(text, 'json')
  return world.database.transaction(who.actor, (tx) => captureEvents(tx, who.actor, events, work))
}

test('what became no act is a leaf without a word of it, and is missed where it is gone', async () => {
  await using world = await openWorld()
  const { grower } = world.who
  const [done] = await capture(world, grower, JSON.stringify(seen))
  expect([done?.outcome, done?.recorded]).toEqual(['captured', null])
  const [kept] = await world.admin.query<Recorded>(recordOf, [done?.rowId])
  if (!kept) throw new Error('it is on record')
  expect(Buffer.from(recordLeafHash(kept))).toEqual(kept.leaf)
  expect(kept.waits).toBe(true)
  expect(kept.record).not.toContain('8712345')
  expect((await capture(world, grower, JSON.stringify(seen))).map(({ outcome }) => outcome)).toEqual(['already'])
  expect((await world.admin.query(`select from log.record where record like '%"epcis-%'`)).length).toBe(1)
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])

  await expect(world.admin.query('delete from chain.epcis_event')).rejects.toThrow(/goes with its act/)
  await unlockLedger(world.admin)
  await world.admin.query('delete from chain.epcis_event')
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([
    { kind: 'captured-differs', id: done?.rowId, detail: 'event is gone' },
  ])
})

test('what goes with an act that was erased is not missed, and what the log said of it tells nothing of it', async () => {
  await using world = await openWorld()
  const { grower } = world.who
  const lot = newBatch('EP-ERASED')
  const plant = world.make(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 4, room: '1' })
  const told = { '@context': actContext, ...eventOfAct(plant, { lots: new Map(), movedMg: 0n }) }
  const [done] = await capture(world, grower, printExact(told))
  expect(done?.recorded?.outcome).toBe('recorded')
  await world.act(grower, 'destroy', {
    ...{ batchId: lot.batchId, state: 'growing', massMg: '1', plants: 4, method: 'composting' },
    ...{ witnesses: ['st-1', 'st-2'], documents: [] },
  })
  const before = world.now.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate().add({ days: 1 })
  await eraseAllDue(world, before)
  expect(await world.admin.query('select row_id from chain.epcis_event')).toEqual([])
  const [kept] = await world.admin.query<Recorded>(recordOf, [done?.rowId])
  expect(JSON.parse(kept?.record ?? '')).toMatchObject({ kind: 'epcis-event', event: plant.eventId })
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('what was captured before is put on record as it stands, and every wall is up again', async () => {
  await using old = await openTestDatabase({ upTo: 'chain/0149' })
  const { admin, authorityId } = old
  const [captured, told] = [newId('event'), newId('event')]
  for (const [rowId, origin] of [
    [captured, 'captured'],
    [told, 'act'],
  ])
    await admin.query(
      `insert into chain.epcis_event (authority_id, row_id, holder_id, epcis_event_id, is_id_given, name_sha256, hash_id, is_declaration, event_type,
         event_time, document, context, expanded, origin, became, mass)
       values ($1, $2, $3, $4, true, sha256(convert_to($4, 'UTF8')), 'ni:///', false, 'ObjectEvent', now(), '{}', '{}', '{}', $5, 'kept', 'none')`,
      [authorityId, rowId, newId('party'), `urn:uuid:${rowId}`, origin],
    )
  const [job, waiting] = [newId('event'), newId('event')]
  for (const [captureId, isEnded] of [
    [job, true],
    [waiting, false],
  ] as const)
    await admin.query(
      `insert into chain.epcis_capture (authority_id, capture_id, holder_id, behaviour, media_type, document, standing, header, event_count, finished_at)
       values ($1, $2, $3, 'proceed', 'json', '{}', '{"kind":"machine"}', '{"a":1}', 0, case when $4 then now() end)`,
      [authorityId, captureId, newId('party'), isEnded],
    )
  for (const element of ['b', 'a'])
    await admin.query(
      `insert into chain.epcis_master (authority_id, holder_id, row_id, capture_id, vocabulary, element_id, attributes, children)
       values ($1, $2, $3, $4, 'v', $5, '{"n":["1"]}', '{x}')`,
      [authorityId, newId('party'), newId('event'), job, element],
    )
  await migrate(admin, readMigrations())
  const records = await admin.query<{ id: string }>('select entry_id as id from log.record')
  expect(records.map(({ id }) => id).toSorted()).toEqual([captured, job].toSorted())
  const [kept] = await admin.query<Recorded>(recordOf, [captured])
  expect(kept?.waits).toBe(true)
  expect((await verifyLedger(admin, authorityId)).faults).toEqual([])
  await admin.query(`alter table chain.epcis_event disable trigger all`)
  await admin.query(`update chain.epcis_event set document = '{"a":1}' where row_id = $1`, [captured])
  expect((await verifyLedger(admin, authorityId)).faults).toEqual([
    { kind: 'captured-differs', id: captured, detail: 'event' },
  ])
  await admin.query(`alter table chain.epcis_master disable trigger all`)
  await admin.query(`update chain.epcis_master set children = '{y}' where element_id = 'a'`)
  expect((await verifyLedger(admin, authorityId)).faults).toContainEqual({
    ...{ kind: 'captured-differs', id: job, detail: 'capture' },
  })
  await admin.query('delete from chain.epcis_capture where capture_id = $1', [job])
  const gone = (await verifyLedger(admin, authorityId)).faults.map(({ detail }) => detail)
  expect(gone.toSorted()).toEqual([
    ...['capture is gone', 'event', 'master data of no capture', 'master data of no capture'],
  ])
  const [walls] = await admin.query<{ forced: boolean }>(
    `select bool_and(relforcerowsecurity) as forced from pg_class
     where oid in ('chain.epcis_event'::regclass, 'chain.epcis_capture'::regclass, 'chain.epcis_master'::regclass, 'log.record'::regclass, 'log.unsealed'::regclass)`,
  )
  expect(walls?.forced).toBe(true)
})
