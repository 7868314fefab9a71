// One event is one act, whole: what it says beside the act is refused and not passed over, two at once do not lose it, and a name is its
// organisation's own. Not here: each kind of act both ways (same-act.test.ts), and capture at large (capture.test.ts).
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Id, newId, printId, type Refused } from '#kernel'
import { loadCorpus } from '#law/corpus'
import type { Act, ActKind } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { actContext, eventOfAct } from './acts/write-act.ts'
import { captureEvents } from './capture.ts'
import { printExact } from './json.ts'
import { type ProfileOn, profilesIn } from './profile/profile.ts'
import { readDocument } from './read-document.ts'

let world: World
let profileOn: ProfileOn
const [lot, harvest, bulk] = ['ONE-LOT', 'ONE-HARVEST', 'ONE-BULK'].map(newBatch) as [Batch, Batch, Batch] // Three, as named.
type Batch = ReturnType<typeof newBatch>
beforeAll(async () => {
  world = await openWorld()
  profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
  const { grower } = world.who
  await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 10, room: '1' })
  await world.act(grower, 'harvest', {
    ...{ plantLotId: lot.batchId, plantsCut: 5, batch: harvest, wetMassMg: '5000000' },
  })
  await world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '1000000' })
  await world.act(grower, 'process', {
    ...{ method: 'trim', output: bulk, productCode: 'flower', outputMassMg: '900000', wasteMassMg: '100000' },
    inputs: [{ batchId: harvest.batchId, state: 'quarantine', massMg: '1000000' }],
  })
})
afterAll(() => world[Symbol.asyncDispose]())

type Told = Record<string, unknown> & { eventID: string }
type Element = { epcClass: string; quantity: number; uom?: string }
const work = () => ({ captureId: null, mayRecord: async () => {}, law: testLaw, profileOn, now: world.now })
const told = (act: Act): Told =>
  JSON.parse(printExact({ '@context': actContext, ...eventOfAct(act, { lots: new Map(), movedMg: 0n }) }))
const capture = (who: Someone, event: object) =>
  world.database.transaction(who.actor, (tx) =>
    captureEvents(tx, who.actor, readDocument(JSON.stringify(event), 'json').events, work()),
  )
const refusal = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => ({ problem: { code: 'none' }, params: {} }),
    (error: Refused) => error.refusal ?? Promise.reject(error),
  )
const faultsOf = async (event: object, who = world.who.grower) =>
  (await refusal(capture(who, event))).params as { act: ActKind; faults: string }
const trim = (fields: object = {}) =>
  world.make(world.who.grower, 'process', {
    ...{ method: 'trim', productCode: 'flower', outputMassMg: '90000', wasteMassMg: '10000' },
    inputs: [{ batchId: bulk.batchId, state: 'quarantine', massMg: '100000' }],
    output: newBatch(`ONE-${newId('event').slice(-6)}`),
    ...fields,
  }) as Act
const list = (event: Told, name: string) => event[name] as Element[]

describe('what an event says beside its act is refused with its place, and nothing moves', () => {
  test('a second lot that is held, where an act holds one', async () => {
    const { authority } = world.who
    const event = told(
      world.make(authority, 'hold', { batchId: bulk.batchId, scope: 'batch', reason: 'mould' } as never) as Act,
    )
    const second = { epcClass: `urn:uuid:${harvest.batchId.slice(4)}` }
    const more = { ...event, quantityList: [...list(event, 'quantityList'), second] }
    expect(await faultsOf(more, authority)).toEqual({ act: 'hold', faults: '/quantityList/1' })
  })

  test('a batch rejected without a word why', async () => {
    const { authority } = world.who
    const rejected = (reason: string | null) =>
      told(
        world.make(authority, 'release', {
          ...{ batchId: bulk.batchId, verdict: 'rejected', certificate: 'C', expiresOn: null, reason },
        } as never) as Act,
      )
    expect((await refusal(capture(authority, rejected(null)))).problem.code).toBe('chain/reason-missing')
    expect((await refusal(capture(authority, rejected(' ')))).problem.code).toBe('chain/reason-missing')
  })

  test('a second product, which would be called a loss', async () => {
    const event = told(trim({ outputMassMg: '50000' }))
    const [product, waste] = list(event, 'outputQuantityList')
    const other = { epcClass: `urn:uuid:${newId('batch')}`, quantity: 40, uom: 'GRM' }
    expect(await faultsOf({ ...event, outputQuantityList: [product, waste, other] })).toEqual({
      act: 'process',
      faults: '/outputQuantityList/2',
    })
  })

  test('a loss that is called moisture', async () => {
    const event = told(trim({ outputMassMg: '80000' }))
    const renamed = list(event, 'outputQuantityList').map((one) => ({
      ...one,
      epcClass: one.epcClass.replace(':loss', ':moisture'),
    }))
    expect(await faultsOf({ ...event, outputQuantityList: renamed })).toMatchObject({ faults: '/outputQuantityList/2' })
  })

  test('packs that weigh another thing than their number times their mass', async () => {
    const pack = world.make(world.who.grower, 'pack', {
      ...{ batchId: bulk.batchId, inputMassMg: '100000', pack: newBatch('ONE-PACK'), gtin: '08712345000011' },
      ...{ packs: 18, packMassMg: '5000', wasteMassMg: '10000', expiresOn: '2028-01-01' },
    }) as Act
    const event = told(pack)
    const [packs, ...rest] = list(event, 'outputQuantityList') as [Element, ...Element[]]
    const heavier = [{ ...packs, quantity: 100 }, ...rest.filter(({ epcClass }) => !epcClass.endsWith(':waste'))]
    expect((await faultsOf({ ...event, outputQuantityList: heavier })).faults).toContain('/outputQuantityList')
  })

  test.each([
    ['a name of a lot where there is no lot', { 'grein:name': 'J. Jansen' }, '/grein:name'],
    ['two methods of one act', { 'grein:method': ['composting', 'incineration'] }, '/method'],
  ])('%s', async (_what, more, faults) => {
    const act = world.make(world.who.grower, 'destroy', {
      ...{ batchId: harvest.batchId, state: 'waste', massMg: '1000', method: 'composting' },
      ...{ witnesses: ['A-1', 'A-2'], documents: [] },
    }) as Act
    expect(await faultsOf({ ...told(act), ...more })).toEqual({ act: 'destroy', faults })
  })
})

describe('a transformation in two parts', () => {
  const parts = () => {
    const transformationID = `urn:uuid:${newId('event')}`
    const { outputQuantityList, ilmd, eventID, ...first } = told(trim())
    const { inputQuantityList, ...second } = { outputQuantityList, ilmd, eventID, ...first } as Told
    return {
      first: { ...first, transformationID, eventID: `urn:uuid:${newId('event')}` },
      second: { ...second, transformationID },
      third: { ...second, transformationID, eventID: `urn:uuid:${newId('event')}`, ilmd: undefined, inputQuantityList },
    }
  }

  test('handed in at once is one act, whichever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { first, second } = parts()
      const done = (await Promise.all([capture(world.who.grower, first), capture(world.who.grower, second)])).flat()
      expect(done.map(({ recorded }) => recorded?.outcome ?? null).toSorted()).toEqual([null, 'recorded'].toSorted())
    }
  })

  test('takes no more of the server’s locks however many there are in one document', async () => {
    const { packer } = world.who
    const events = Array.from({ length: 300 }, (_, number) => ({
      ...{
        '@context': actContext,
        type: 'TransformationEvent',
        eventID: `urn:x:half:${number}`,
        bizStep: 'commissioning',
      },
      ...{
        eventTime: '2026-05-01T10:00:00Z',
        eventTimeZoneOffset: '+02:00',
        transformationID: `urn:x:whole:${number}`,
      },
      inputQuantityList: [{ epcClass: 'urn:x:lot', quantity: 1, uom: 'KGM' }],
    }))
    const locks = await world.database.transaction(packer.actor, async (tx) => {
      for (const event of events)
        await captureEvents(tx, packer.actor, readDocument(JSON.stringify(event), 'json').events, work())
      const { rows } = await sql<{ count: bigint }>`
        select count(*) as count from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`.execute(tx)
      return Number(rows[0]?.count ?? 0n)
    })
    expect(locks).toBeGreaterThan(1) // Not all behind one.
    expect(locks).toBeLessThanOrEqual(64)
  })

  test('has no third part once it is whole', async () => {
    const { first, second, third } = parts()
    for (const each of [first, second]) await capture(world.who.grower, each)
    expect(await refusal(capture(world.who.grower, third))).toMatchObject({
      problem: { code: 'epcis/transformation-whole' },
    })
    // Once the part that closed it is declared an error it is open again, and another may close it.
    await capture(world.who.grower, {
      ...second,
      errorDeclaration: { declarationTime: world.now.toString(), reason: 'incorrect_data' },
    })
    const right = told(trim({ outputMassMg: '85000', wasteMassMg: '15000' }))
    const { inputQuantityList: _, ...again } = right
    const [closed] = await capture(world.who.grower, { ...again, transformationID: first.transformationID })
    expect(closed?.recorded?.outcome).toBe('recorded')
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
})

test('a second declaration with other words is refused, and not passed over as the first', async () => {
  const { packer } = world.who
  const seen = {
    ...{ '@context': actContext, type: 'ObjectEvent', action: 'OBSERVE', eventID: 'urn:x:declared' },
    ...{ eventTime: '2026-05-01T10:00:00Z', eventTimeZoneOffset: '+02:00', epcList: ['urn:x:thing'] },
  }
  const declared = { declarationTime: '2026-05-02T10:00:00Z', reason: 'incorrect_data' }
  await capture(packer, seen)
  await capture(packer, { ...seen, errorDeclaration: declared })
  const again = await capture(packer, {
    ...seen,
    errorDeclaration: { reason: 'incorrect_data', declarationTime: '2026-05-02T12:00:00+02:00' },
  })
  expect(again.map(({ outcome }) => outcome)).toEqual(['already'])
  const corrected = { ...declared, correctiveEventIDs: ['urn:x:right'] }
  expect(await refusal(capture(packer, { ...seen, errorDeclaration: corrected }))).toMatchObject({
    problem: { code: 'epcis/event-changed' },
  })
})

test('a name that another organisation gave its act is free, so nobody learns of it and nobody takes it', async () => {
  await using other = await openWorld()
  await growToPatient({ who: other.who, act: other.act })
  const stockOf = async ({ partyId }: Someone) => {
    const [found] = await other.admin.query<{ batchId: Id<'batch'>; state: string }>(
      `select a.batch_id as "batchId", a.state from chain.account a join chain.balance b using (authority_id, account_id)
       where a.holder_id = $1 and a.kind = 'stock' and a.state <> 'growing' and a.ledger = 'material_mg' and b.amount >= 10 limit 1`,
      [partyId],
    )
    if (!found) throw new Error('nothing is left to lose')
    return { batchId: printId('batch', found.batchId), state: found.state }
  }
  for (const who of [other.who.packer, other.who.pharmacy]) {
    const lose = other.make(who, 'lose', {
      ...{ occurredAt: other.now.toString(), ...(await stockOf(who)), massMg: '10', cause: 'loss', reason: 'spilt' },
    } as never) as Act
    const text = JSON.stringify({ ...told(lose), eventID: 'urn:x:everybodys:1' })
    const done = await other.database.transaction(who.actor, (tx) =>
      captureEvents(tx, who.actor, readDocument(text, 'json').events, { ...work(), now: other.now }),
    )
    expect(done.map(({ recorded }) => recorded?.outcome)).toEqual(['recorded'])
  }
})
