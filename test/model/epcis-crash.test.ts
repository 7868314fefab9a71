// A program that is killed in the midst of a capture: all or nothing leaves nothing, event by event leaves what was captured; and the next try makes
// it whole, each event once. Not here: that the queue tries again (src/platform/jobs), and bugs (src/chain/epcis/capture-broken.test.ts).
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Act, actContext, eventOfAct, findCapture, handIn, profilesIn, runCapture, verifyLedger } from '#chain'
import { newBatch, openWorld, testLaw, type World } from '#chain/testing'
import { newId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { seededRandom } from '../faults/crash-rounds.ts'

const acts = 8
const rounds = 2
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Lots that are planted, each an act of its own. */
function documentOf(round: string): string {
  const { grower } = world.who
  const eventList = Array.from({ length: acts }, (_, number) => {
    const batch = newBatch(`${round}-${number}`)
    const act = world.make(grower, 'plant', {
      batch,
      productCode: 'flower',
      cultivar: 'C',
      plants: 3,
      room: '1',
    }) as Act
    return eventOfAct(act, { lots: new Map(), movedMg: 0n })
  })
  return JSON.stringify({
    ...{ '@context': actContext, type: 'EPCISDocument', schemaVersion: '2.0' },
    creationDate: world.now.toString(),
    epcisBody: { eventList },
  })
}

const look = async (captureId: string) => ({
  job: await world.database.transaction(world.staff, (tx) => findCapture(tx, world.authorityId, captureId)),
  counts: await world.admin.query<{ kept: bigint; names: bigint; recorded: bigint }>(
    `select count(*) as kept, count(distinct e.epcis_event_id) as names,
       (select count(*) from chain.event as a where a.event_id in (select c.chain_event_id from chain.epcis_event as c where c.capture_id = $1)) as recorded
     from chain.epcis_event as e where e.capture_id = $1`,
    [captureId],
  ),
})

/** How the process ended. */
function diesIn(captureId: string, act: number): Promise<string> {
  const path = resolve(import.meta.dirname, '../faults/capturer.ts')
  const given = [JSON.stringify(world.connection), world.authorityId, captureId, String(act)]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...given], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  return new Promise((done) => child.once('close', (code, signal) => done(signal ?? `${code}: ${said}`)))
}

test.each(['rollback', 'proceed'] as const)('killed in the midst of %s, and tried again', async (behaviour) => {
  const seed = Date.now() % 1_000_000
  const random = seededRandom(seed)
  const { grower } = world.who
  const profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../corpus')))
  const before = await world.admin.query<{ count: bigint }>('select count(*) as count from chain.event')
  for (let round = 1; round <= rounds; round += 1) {
    const act = 1 + Math.floor(random() * acts)
    const what = `seed ${seed}, round ${round}, killed in act ${act} of ${acts}`
    const text = documentOf(`${behaviour}-${newId('event').slice(-6)}`)
    const captureId = await world.database.transaction(grower.actor, (tx) =>
      handIn(tx, grower.actor, { text, mediaType: 'json', behaviour, eventCount: acts }),
    )
    expect(await diesIn(captureId, act), what).toBe('SIGKILL')
    const left = BigInt(behaviour === 'rollback' ? 0 : act - 1)
    const halfway = await look(captureId)
    expect([halfway.job?.finishedAt, halfway.counts], what).toEqual([
      null,
      [{ kept: left, names: left, recorded: left }],
    ])
    const input = () => ({ law: testLaw, profileOn, now: world.now, mayRecord: async () => {} })
    await runCapture({ database: world.database, house: world.staff, captureId, input })
    const { job, counts } = await look(captureId)
    expect([job?.success, job?.errors, job?.doneCount], what).toEqual([true, [], acts])
    expect(counts, what).toEqual([{ kept: BigInt(acts), names: BigInt(acts), recorded: BigInt(acts) }])
  }
  const after = await world.admin.query<{ count: bigint }>('select count(*) as count from chain.event')
  expect((after[0]?.count ?? 0n) - (before[0]?.count ?? 0n), `seed ${seed}`).toBe(BigInt(rounds * acts))
  expect((await verifyLedger(world.admin, world.authorityId)).faults, `seed ${seed}`).toEqual([])
})
