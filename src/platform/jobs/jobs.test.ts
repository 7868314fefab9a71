// Jobs: born with their transaction, run once, tried again. Not here: pg-boss itself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { defineJob, type Jobs, openJobs } from './jobs.ts'

let world: TestDatabase
let jobs: Jobs
const heard: string[] = []
const reported: string[] = []
const failures = new Map<string, number>()

const greet = defineJob<{ name: string; failFirst?: boolean }>({
  name: 'platform.greet',
  run: async ({ actor }, { name, failFirst }) => {
    if (failFirst && !failures.has(name)) {
      failures.set(name, 1)
      throw new Error('not today')
    }
    heard.push(`${name} ${actor.trace.traceId}`)
  },
})

const hopeless = defineJob<{ name: string }>({
  name: 'platform.hopeless',
  retriesMax: 1,
  silentSecondsMax: 30,
  run: async () => {
    throw new Error('never')
  },
  onGivenUp: async ({ actor }, { name }) => {
    heard.push(`gave up ${name} ${actor.trace.traceId}`)
  },
})

beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform/0003' })
  const { connection, database, authorityId } = world
  jobs = await openJobs({
    connection,
    database,
    authorityId,
    jobs: [{ ...greet, cron: '0 4 * * *' }, hopeless],
    report: (error, job, traceId) =>
      reported.push(...[error instanceof Error ? error.message : String(error), `${job} ${traceId}`]),
    pollSeconds: 0.5,
  })
})
afterAll(async () => {
  await jobs?.close()
  await world?.[Symbol.asyncDispose]()
})

const isHeard = (name: string) => () => heard.some((line) => line.startsWith(`${name} `))

describe('a job', () => {
  test('runs in the trace of who sent it, and not at all when the transaction was rolled back', async () => {
    const { database, staff } = world
    await expect(
      database.transaction(staff, async (tx) => {
        await jobs.send(tx, staff, greet, { name: 'never' })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await database.transaction(staff, (tx) => jobs.send(tx, staff, greet, { name: 'anna' }))
    await expect.poll(() => heard, { timeout: 15_000 }).toContain(`anna ${staff.trace.traceId}`)
    expect(heard.filter((line) => line.startsWith('never'))).toEqual([])
  })

  test('is tried again after a failure, which is reported', async () => {
    await world.database.transaction(world.staff, (tx) =>
      jobs.send(tx, world.staff, greet, { name: 'bert', failFirst: true }),
    )
    await expect.poll(isHeard('bert'), { timeout: 20_000 }).toBe(true)
    expect(reported).toContain('not today')
    expect(reported).toContain(`platform.greet ${world.staff.trace.traceId}`)
  })

  test('that failed for the last time is given up, and whoever waits for it is told in the same trace', async () => {
    const { database, staff, admin } = world
    await database.transaction(staff, (tx) => jobs.send(tx, staff, hopeless, { name: 'carl' }))
    const told = `gave up carl ${staff.trace.traceId}`
    await expect.poll(() => heard, { timeout: 25_000 }).toContain(told)
    expect(heard.filter((line) => line === told)).toHaveLength(1)
    expect(reported.filter((line) => line === 'never')).toHaveLength(2)
    // A program that was killed says nothing any more; pg-boss then takes its job for failed.
    const [queue] = await admin.query(
      `select heartbeat_seconds as silent, dead_letter as "givenUp" from pgboss.queue where name = 'platform.hopeless'`,
    )
    expect(queue).toEqual({ silent: 30, givenUp: 'platform.hopeless.given-up' })
  })

  test('with a key waits alone: the second with that key is not added', async () => {
    const notBefore = Temporal.Now.instant().add({ hours: 1 })
    const { database, staff, admin } = world
    for (const name of ['first', 'second']) {
      await database.transaction(staff, (tx) => jobs.send(tx, staff, greet, { name }, { key: 'one', notBefore }))
    }
    const rows = await admin.query<{ name: string }>(
      `select data->'data'->>'name' as name from pgboss.job where singleton_key = 'one'`,
    )
    expect(rows).toEqual([{ name: 'first' }])
  })

  test('the application may use the queue and not change it', async () => {
    const rights = await world.admin.query(`
      select pg_get_userbyid(nspowner) as owner, has_schema_privilege('grein_app', 'pgboss', 'create') as "mayCreate"
      from pg_namespace where nspname = 'pgboss'`)
    expect(rights).toEqual([{ owner: 'grein_jobs', mayCreate: false }])
  })
})
