// A batch left out of the baseline of its charts: with a reason, on record, the same for everybody who sees the chart, and taken back as openly. Not
// here: what the limits become (#statistics).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId, Refused } from '#kernel'
import { databaseError } from '#platform'
import type { ChartRules, NewLeftOut } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { flower, openWorld, type Someone, type World } from '../testing/world.ts'
import { leaveOut, takeBackIn } from './baseline.ts'
import { chartedIn } from './drift.ts'
import { productComposition } from './product-composition.ts'

const rules: ChartRules = {
  ...{ baseline: 20, limits: '2.66', ewmaWeight: '0.2', ewmaLimits: '2.96', cusumAllowance: '0.5', cusumLimit: '5' },
}
const of = { product: flower, rules }
let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const staff = () => ({ actor: world.staff })
const read = ({ actor }: Pick<Someone, 'actor'>) =>
  world.database.transaction(actor, (tx) => productComposition(tx, actor, of))
const leave = (over: Partial<NewLeftOut> = {}, { actor }: Pick<Someone, 'actor'> = staff(), by = rules) =>
  world.database.transaction(actor, (tx) =>
    leaveOut(
      tx,
      actor,
      {
        ...{ product: flower, rules: by },
        input: { batchId: made.bulk.batchId, cause: 'measurement', finding: 'OOS-2026-0001: a worn column', ...over },
      },
      { now: world.now },
    ),
  )
const takeBack = (reason = 'the column was in order') =>
  world.database.transaction(world.staff, (tx) =>
    takeBackIn(tx, world.staff, { ...of, batchId: made.bulk.batchId, reason }, { now: world.now }),
  )
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) =>
      error instanceof Refused ? error.refusal.problem.code : (databaseError(error)?.constraint ?? String(error)),
  )

test('is left out with its reason, for everybody who sees it, and taken back as openly', async () => {
  const before = await read(staff())
  expect(before.points).toMatchObject([{ leftOut: null }])
  expect(await refusalOf(takeBack())).toBe('chain/not-left-out')
  const after = await leave()
  const leftOut = {
    ...{ number: expect.stringMatching(/^BL-\d{4}-0001$/), at: world.now.toString() },
    ...{ cause: 'measurement', finding: 'OOS-2026-0001: a worn column' },
  }
  expect(after.points).toMatchObject([{ leftOut }])
  expect(chartedIn(after).every(({ isOutOfBaseline, setsLimits }) => isOutOfBaseline && !setsLimits)).toBe(true)
  const { grower, packer, 'foreign-buyer': stranger } = world.who
  for (const one of [grower, packer]) expect((await read(one)).points).toMatchObject([{ leftOut }])
  expect((await read(stranger)).points).toEqual([])
  expect(await refusalOf(leave({ cause: 'other' }))).toBe('chain/left-out-already')
  expect(await takeBack()).toEqual(before)
  // Once more is the same thread, and every step of it is in the log.
  await leave({ finding: 'it was worn after all' })
  expect((await read(packer)).points).toMatchObject([{ leftOut: { finding: 'it was worn after all' } }])
  const steps = await world.admin.query<{ kind: string; sealed: boolean }>(
    `select s.kind, exists (select from log.unsealed as u where u.leaf = s.leaf) or exists (select from log.leaf as l where l.leaf = s.leaf) as sealed
     from chain.quality_step as s join chain.quality_thread as t using (authority_id, thread_id) where t.kind = 'exclusion' order by s.step`,
  )
  expect(steps.map(({ kind, sealed }) => [kind, sealed])).toEqual([
    ['left-out', true],
    ['taken-back', true],
    ['left-out', true],
  ])
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  expect(await takeBack()).toEqual(before)
})

test('is one that limits follow from, and staff’s to leave out', async () => {
  expect(await refusalOf(leave({ batchId: printId('batch', newId('batch')) }))).toBe('chain/unknown-batch')
  // Of a chart that has no first batches nothing is left out.
  expect(await refusalOf(leave({}, staff(), { ...rules, baseline: 0 }))).toBe('chain/sets-no-limits')
  expect(await refusalOf(leave({}, world.who.grower))).toBe('quality_own')
})
