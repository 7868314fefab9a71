// A name on a label: whose it is, and when it is free again, on the real database and with several at once. Not here: what a taking back moves
// (refusals-mass.test.ts).
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseId, Refused } from '#kernel'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { listBatches } from '../read/batch-views.ts'
import { findScanned } from '../scan/find-scanned.ts'
import { newBatch, newEvent, openWorld, testLaw, type World } from '../testing/world.ts'
import { createBatcher } from './batcher.ts'
import { prepareAct } from './record-act.ts'

let world: World
let lotId: string
beforeAll(async () => {
  world = await openWorld()
  const lot = newBatch('L1')
  lotId = lot.batchId
  await world.act(world.who.grower, 'plant', {
    ...{ batch: lot, productCode: 'flower', cultivar: 'C', plants: 100_000, room: '1' },
    occurredAt: world.now.subtract({ minutes: 5 }).toString(),
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const harvest = (name: string, batch = newBatch(name)) =>
  world
    .act(world.who.grower, 'harvest', {
      plantLotId: lotId,
      plantsCut: 1,
      batch,
      wetMassMg: '1000',
      eventId: newEvent(),
    })
    .then(({ eventId }) => ({ ...batch, eventId }))
const takeBack = (correctsId: string) => world.act(world.who.grower, 'correct', { correctsId, reason: 'mistyped' })
const codeOf = (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error))
const asGrower = <Value>(work: (tx: never) => Promise<Value>) =>
  world.database.transaction(world.who.grower.actor, (tx) => work(tx as never)) // The same transaction, without its type.

describe('a name', () => {
  test('is free again when what began with it is taken back, and then another’s alone', async () => {
    const wrong = await harvest('OOGST-1')
    await expect(harvest('OOGST-1')).rejects.toThrow('chain/name-taken')
    await takeBack(wrong.eventId)
    const right = await harvest('OOGST-1')
    await expect(harvest('OOGST-1')).rejects.toThrow('chain/name-taken')
    // A label means what stands; a list says of both which is which.
    const scanned = await asGrower((tx) =>
      findScanned(tx, world.who.grower.actor, { code: 'OOGST-1', on: Temporal.Now.plainDateISO() }),
    )
    expect(scanned.hits[0]).toMatchObject({ kind: 'batch', batch: { batchId: right.batchId } })
    const { items } = await asGrower((tx) =>
      listBatches(tx, world.who.grower.actor, { filter: { q: 'OOGST-1' }, law: testLaw }),
    )
    expect(Object.fromEntries(items.map(({ batchId, takenBack }) => [batchId, takenBack]))).toEqual({
      [wrong.batchId]: true,
      [right.batchId]: false,
    })
  })
  test('stays taken while something of the batch stands that does not go back with it', async () => {
    const counted = await harvest('OOGST-2')
    await world.act(world.who.grower, 'count', {
      lines: [{ batchId: counted.batchId, state: 'wet', countedMassMg: '1001' }],
      ...{ counter: 'st-1', countersigner: 'st-2', followsId: null },
    })
    await expect(takeBack(counted.eventId)).rejects.toThrow('chain/batch-stays')
    await expect(harvest('OOGST-2')).rejects.toThrow('chain/name-taken')
  })
  test('of what was taken back no count finds any, and finding none is a count as any other', async () => {
    const { grower } = world.who
    const gone = await harvest('OOGST-TELLING')
    await takeBack(gone.eventId)
    const count = (countedMassMg: string, batchId = gone.batchId) =>
      world.act(grower, 'count', {
        lines: [{ batchId, state: 'wet', countedMassMg }],
        ...{ counter: 'st-1', countersigner: 'st-2', followsId: null },
      })
    await expect(count('1')).rejects.toThrow('chain/batch-taken-back')
    await count('0')
    const again = await harvest('OOGST-TELLING')
    await count('1000', again.batchId)
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
  test('is one holder’s at a time, whoever opens and takes back at once and in whatever order', async () => {
    const step = fc.constantFrom('open', 'take back')
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        round += 1
        const name = `GELIJK-${round}`
        const opened = [await harvest(name)]
        const outcomes = await Promise.allSettled(
          steps.map(async (what) => {
            if (what === 'open') opened.push(await harvest(name))
            else await takeBack(opened[0]!.eventId)
          }),
        )
        for (const outcome of outcomes)
          if (outcome.status === 'rejected')
            expect(['chain/name-taken', 'chain/already-corrected']).toContain(codeOf(outcome.reason))
        const [row] = await world.admin.query<{ standing: number; back: number; told: number }>(
          `select count(*) filter (where b.taken_back_id is null)::integer as standing, count(b.taken_back_id)::integer as back,
             count(c.event_id)::integer as told
           from chain.batch as b left join chain.correction as c on c.corrects_id = b.event_id and c.event_id = b.taken_back_id
           where b.name = $1`,
          [name],
        )
        expect(row!.standing).toBeLessThanOrEqual(1)
        expect(row!.back).toBe(row!.told)
        expect(row!.standing + row!.back).toBe(opened.length)
      }),
      { numRuns: 12 },
    )
  })
})

/** One milligram more than the book says of what was just cut. */
const countMore = (batchId: string) => ({
  lines: [{ batchId, state: 'wet' as const, countedMassMg: '1001' }],
  ...{ counter: 'st-1', countersigner: 'st-2', followsId: null },
})

describe('what was taken back', () => {
  test('is nobody’s parent: neither before, nor in what was decided before', async () => {
    const { grower } = world.who
    const [mother, cuttings, later] = [newBatch('M1'), newBatch('M1-a'), newBatch('M1-b')]
    const planted = await world.act(grower, 'plant', {
      ...{ batch: mother, productCode: 'flower', cultivar: 'C', plants: 2, room: '1' },
      occurredAt: world.now.subtract({ minutes: 5 }).toString(),
    })
    const propagation = (batch: typeof cuttings) => ({
      motherId: mother.batchId,
      batch,
      cultivar: 'C',
      cuttings: 3,
      room: '1',
    })
    const taken = await world.act(grower, 'propagate', propagation(cuttings))
    await expect(takeBack(planted.eventId)).rejects.toThrow('chain/batch-stays')
    await takeBack(taken.eventId)
    const act = world.make(grower, 'propagate', propagation(later))
    const decided = await asGrower((tx) => prepareAct(tx, grower.actor, { act, law: testLaw, now: world.now }))
    await takeBack(planted.eventId)
    const posted = createBatcher(world.database, { actor: grower.actor }).post(decided)
    await expect(posted).rejects.toThrow('chain/batch-taken-back')
  })
  test('holds nothing, whoever counts and takes back at once', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(['count', 'count', 'take back'], { minLength: 3 }), async (steps) => {
        round += 1
        const one = await harvest(`TELLING-${round}`)
        const outcomes = await Promise.allSettled(
          steps.map((what) =>
            what === 'count' ? world.act(world.who.grower, 'count', countMore(one.batchId)) : takeBack(one.eventId),
          ),
        )
        for (const outcome of outcomes)
          if (outcome.status === 'rejected')
            expect(['chain/batch-taken-back', 'chain/batch-stays', 'chain/stock-short']).toContain(
              codeOf(outcome.reason),
            )
        const left = await world.admin.query(
          `select from chain.batch as b
           join chain.account as a on a.authority_id = b.authority_id and a.batch_id = b.batch_id
           join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
           where b.batch_id = $1 and b.taken_back_id is not null and n.amount <> 0`,
          [parseId('batch', one.batchId)],
        )
        expect(left).toEqual([])
      }),
      { numRuns: 12 },
    )
  })
})
describe('the row of a batch', () => {
  test('says once that it was taken back, and nothing else of it changes', async () => {
    const { batchId, eventId } = await harvest('OOGST-3')
    const id = parseId('batch', batchId)
    const change = (set: string) => world.admin.query(`update chain.batch set ${set} where batch_id = $1`, [id])
    await expect(change(`name = 'ANDERS'`)).rejects.toThrow('written once')
    await expect(change(`taken_back_id = event_id, name = 'ANDERS'`)).rejects.toThrow('written once')
    await takeBack(eventId)
    await expect(change('taken_back_id = null')).rejects.toThrow('written once')
    await expect(world.admin.query('delete from chain.batch where batch_id = $1', [id])).rejects.toThrow()
  })
  test('is held by the proof to the correction that took it back', async () => {
    const kept = await harvest('OOGST-4')
    const faults = async () =>
      (await verifyLedger(world.admin, world.authorityId)).faults.filter(({ kind }) => kind === 'batch-differs')
    expect(await faults()).toEqual([])
    await world.admin.query('alter table chain.batch disable trigger all')
    await world.admin.query('update chain.batch set taken_back_id = event_id where batch_id = $1', [
      parseId('batch', kept.batchId),
    ])
    expect(await faults()).toMatchObject([{ id: parseId('batch', kept.batchId), detail: 'whether it was taken back' }])
  })
})
