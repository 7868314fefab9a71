// A clock that is set back: the queue of another day goes on by the clock as it is. Not here: pg-boss itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { defineJob, openJobs } from './jobs.ts'

let world: TestDatabase
const heard: string[] = []
const faults: unknown[] = []
const told: Temporal.Instant[] = []

const work = defineJob<{ name: string }>({
  name: 'platform.work',
  run: async (_, { name }) => {
    heard.push(name)
  },
})
const tick = defineJob({
  name: 'platform.tick',
  cron: '* * * * *',
  run: async () => {},
})

const open = () =>
  openJobs({
    ...{ connection: world.connection, database: world.database, authorityId: world.authorityId },
    jobs: [work, tick],
    report: (error) => faults.push(error),
    onClockBack: (cameTo) => told.push(cameTo),
    ...{ pollSeconds: 0.5, lookAfterSeconds: 1 },
  })

/** As if everything the queue wrote down so far was written a year from now. */
async function aYearOn(): Promise<void> {
  const { admin } = world
  const later = (columns: readonly string[]) => columns.map((one) => `${one} = ${one} + interval '1 year'`).join(', ')
  await admin.query(`update pgboss.version set ${later(['cron_on', 'bam_on', 'flow_on', 'reindex_on'])}`)
  await admin.query(`update pgboss.queue set ${later(['monitor_claim_on', 'maintain_on'])}`)
  await admin.query(
    `update pgboss.job set ${later(['created_on', 'start_after', 'started_on', 'completed_on', 'singleton_on', 'heartbeat_on'])}`,
  )
}

const ahead = async () => {
  const rows = await world.admin.query<{ count: bigint }>(`
    select (select count(*) from pgboss.version where cron_on > now())
      + (select count(*) from pgboss.queue where greatest(monitor_claim_on, maintain_on) > now())
      + (select count(*) from pgboss.job where singleton_on > now() at time zone 'UTC' or state < 'active' and start_after > now()
           or state = 'active' and started_on > now()) as count`)
  return Number(rows[0]?.count)
}

/** When the schedules were last looked at; null where they are due at once. */
const lastScheduled = async () => {
  const rows = await world.admin.query<{ at: Temporal.Instant | null }>('select cron_on as at from pgboss.version')
  return rows[0]?.at ?? null
}

beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform/0003' })
})
afterAll(() => world?.[Symbol.asyncDispose]())

test('a clock that was not set back is nothing to tell', async () => {
  await using _ = await open()
  await expect.poll(lastScheduled, { timeout: 30_000 }).not.toBeNull()
  expect(told).toEqual([])
})

test('what was sent under a clock a year ahead is done at the next start, and the schedules go on', async () => {
  const { database, staff } = world
  await expect.poll(lastScheduled, { timeout: 30_000 }).not.toBeNull()
  const sender = await openJobs({
    ...{ connection: world.connection, database, authorityId: world.authorityId, report: () => {} },
    jobs: [],
  })
  await database.transaction(staff, (tx) => sender.send(tx, staff, work, { name: 'waits' }))
  await sender.close()
  await aYearOn()
  await using _ = await open()
  expect(told).toHaveLength(1)
  expect(told[0]?.since(Temporal.Now.instant()).total('hours')).toBeGreaterThan(24 * 360)
  await expect.poll(() => heard, { timeout: 30_000 }).toContain('waits')
  await expect.poll(lastScheduled, { timeout: 30_000 }).not.toBeNull()
  expect(await ahead()).toBe(0)
  expect(faults).toEqual([])
})

test('what was sent to a house that then stood still for years is not thrown away before it is done', async () => {
  const { admin, database, staff } = world
  const first = await open()
  const notBefore = Temporal.Now.instant().add({ hours: 12 })
  await database.transaction(staff, (tx) => first.send(tx, staff, work, { name: 'kept' }, { notBefore }))
  await first.close()
  const kept = `name = 'platform.work' and data -> 'data' ->> 'name' = 'kept'`
  await admin.query(
    `update pgboss.job set created_on = created_on - interval '9 years', keep_until = keep_until - interval '9 years' where ${kept}`,
  )
  await admin.query('update pgboss.queue set maintain_on = null')
  const again = await open()
  const isTidied = async () =>
    (await admin.query(`select from pgboss.queue where name = 'platform.work' and maintain_on is not null`)).length
  await expect.poll(isTidied, { timeout: 30_000 }).toBe(1)
  await again.close()
  expect(await admin.query(`select state from pgboss.job where ${kept}`)).toEqual([{ state: 'created' }])
})

test('a clock that is set back while it runs is found, and told', async () => {
  await using _ = await open()
  told.length = 0
  await aYearOn()
  await expect.poll(() => told.length, { timeout: 30_000 }).toBeGreaterThan(0)
  await expect.poll(ahead, { timeout: 30_000 }).toBe(0)
})
