// Jobs: born with their transaction, run once, tried again. Not here: pg-boss itself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { defineJob, type Jobs, openJobs } from './jobs.ts'

let world: TestDatabase
let jobs: Jobs
const heard: string[] = []
const reported: string[] = []
/** Of one queue, where no job failed. */
const faults: unknown[] = []
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

/** What is in the way passes, or does not. */
const away = new Map<string, number>()
class Away extends Error {}
const patient = defineJob<{ name: string }>({
  name: 'platform.patient',
  retriesMax: 0,
  isPassing: (error) => error instanceof Away,
  run: async ({ actor }, { name }) => {
    const left = away.get(name) ?? 0
    away.set(name, left - 1)
    if (left > 0) throw new Away('away')
    heard.push(`${name} ${actor.trace.traceId}`)
  },
  onGivenUp: async (_, { name }) => {
    heard.push(`gave up ${name}`)
  },
})
const impatient = defineJob<{ name: string }>({ ...patient, name: 'platform.impatient', patienceHours: 0 })

/** Taken by a program that was killed: it says nothing any more. */
const left = defineJob<{ name: string }>({
  name: 'platform.left',
  silentSecondsMax: 10,
  run: async ({ actor }, { name }) => {
    heard.push(`${name} ${actor.trace.traceId}`)
  },
})

beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform/0003' })
  const { connection, database, authorityId } = world
  jobs = await openJobs({
    connection,
    database,
    authorityId,
    jobs: [{ ...greet, cron: '0 4 * * *' }, hopeless, left, patient, impatient],
    report: (error, job, traceId) => {
      reported.push(...[error instanceof Error ? error.message : String(error), `${job} ${traceId}`])
      if (traceId === null && job === greet.name) faults.push(error)
    },
    pollSeconds: 0.5,
    lookAfterSeconds: 1,
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
    await expect.poll(() => heard).toContain(`anna ${staff.trace.traceId}`)
    expect(heard.filter((line) => line.startsWith('never'))).toEqual([])
  })

  test('is tried again after a failure, which is reported', async () => {
    await world.database.transaction(world.staff, (tx) =>
      jobs.send(tx, world.staff, greet, { name: 'bert', failFirst: true }),
    )
    await expect.poll(isHeard('bert')).toBe(true)
    expect(reported).toContain('not today')
    expect(reported).toContain(`platform.greet ${world.staff.trace.traceId}`)
  })

  test('that failed for the last time is given up, and whoever waits for it is told in the same trace', async () => {
    const { database, staff, admin } = world
    await database.transaction(staff, (tx) => jobs.send(tx, staff, hopeless, { name: 'carl' }))
    const told = `gave up carl ${staff.trace.traceId}`
    await expect.poll(() => heard).toContain(told)
    expect(heard.filter((line) => line === told)).toHaveLength(1)
    expect(reported.filter((line) => line === 'never')).toHaveLength(2)
    // Of a program that was killed the next test tells.
    const [queue] = await admin.query(
      `select heartbeat_seconds as silent, dead_letter as "givenUp" from pgboss.queue where name = 'platform.hopeless'`,
    )
    expect(queue).toEqual({ silent: 30, givenUp: 'platform.hopeless.given-up' })
  })

  test('that met what passes is tried again until it has passed, and that costs none of its tries', async () => {
    const { database, staff } = world
    away.set('frits', 3)
    await database.transaction(staff, (tx) => jobs.send(tx, staff, patient, { name: 'frits' }))
    await expect.poll(isHeard('frits'), { timeout: 40_000 }).toBe(true)
    expect(heard).toContain(`frits ${staff.trace.traceId}`)
    expect(heard).not.toContain('gave up frits')
    expect(reported.filter((line) => line === 'away')).toHaveLength(3)
  })

  test('that met what does not pass is given up when it waited long enough', async () => {
    const { database, staff } = world
    away.set('gerda', 1_000)
    await database.transaction(staff, (tx) => jobs.send(tx, staff, impatient, { name: 'gerda' }))
    await expect.poll(() => heard, { timeout: 40_000 }).toContain('gave up gerda')
    expect(isHeard('gerda')()).toBe(false)
  })

  test('that a program left which was killed runs again, as soon as it was silent for too long', async () => {
    const { database, staff, admin } = world
    const later = Temporal.Now.instant().add({ hours: 1 })
    await database.transaction(staff, (tx) => jobs.send(tx, staff, left, { name: 'dora' }, { notBefore: later }))
    const taken = (silent: number) =>
      admin.query(
        `update pgboss.job set state = 'active', started_on = now(), start_after = now(), heartbeat_on = now() - make_interval(secs => ${silent})
         where name = 'platform.left'`,
      )
    await taken(-3_600)
    const [now] = await admin.query('select clock_timestamp() as at')
    const lookedAfter = () =>
      admin.query(`select from pgboss.queue where name = 'platform.left' and monitor_on > $1`, [now?.['at']])
    await expect.poll(lookedAfter).toHaveLength(1)
    expect(isHeard('dora')(), 'whoever speaks is left alone').toBe(false)
    await taken(11)
    await expect.poll(isHeard('dora')).toBe(true)
  })

  test('waits in line where the database is slow, and nobody is told of a fault', async () => {
    const { database, staff, admin } = world
    const before = reported.length
    // Longer than a person would wait for a connection, and every queue asks for one of two.
    await admin.query(`do $$ begin lock table pgboss.job in access exclusive mode; perform pg_sleep(6.5); end $$`)
    await database.transaction(staff, (tx) => jobs.send(tx, staff, greet, { name: 'emil' }))
    await expect.poll(isHeard('emil')).toBe(true)
    expect(reported.slice(before)).toEqual([])
  })

  test('of a queue that cannot be asked is told as an error with its code, and of which queue', async () => {
    const { admin } = world
    await admin.query('revoke select on all tables in schema pgboss from grein_app')
    const isTold = () => faults.some((error) => error instanceof Error && 'code' in error && error.code === '42501')
    await expect.poll(isTold).toBe(true)
    await admin.query('grant select on all tables in schema pgboss to grein_app')
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
