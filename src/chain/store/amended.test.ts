// That an amendment of an exemption and an act under it cannot pass each other, at either door, and that no limit of it goes unsaid. Not here: a
// withdrawal (withdrawal.test.ts), and what the rules make of a version (licensing).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, Refused } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../record/posting.ts'
import { prepareAct } from '../record/record-act.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import { openWorld, testLaw, type World } from '../testing/world.ts'
import { postEventsAlone, throwRefusal } from './door.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

let made = 0
const limited = { acts: ['import'] as const, maxMg: 1_000n }
/** Of one exemption, or of one for bringing in and one for having: then the door locks them together. */
const opened = (isOne: boolean, limit?: typeof limited) => {
  const number = `A${made++}`
  const said = limit ? { limit } : {}
  return openSeveral(
    world,
    isOne
      ? [{ number, acts: ['import', 'have'], ...said }]
      : [
          { number, acts: ['import'], ...said },
          { number: `${number}-have`, acts: ['have'] },
        ],
  )
}
const preparedOf = async (holder: SeveralHolder, acts: readonly Act[]) => {
  const postings: Posting[] = []
  for (const act of acts) {
    const input = { act, law: testLaw, now: world.now }
    postings.push((await world.database.transaction(holder.actor, (tx) => prepareAct(tx, holder.actor, input))).posting)
  }
  return joinPostings(postings)
}
const post = (holder: SeveralHolder, posting: Posting) =>
  postEventsAlone(world.database, holder.actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => databaseError(error)?.constraint,
  )

/** Another version of it from the day before yesterday on, that lets nothing be brought in: the way registers are kept. */
const amend = (exemptionId: string, day: string) => [
  `select from licensing.exemption where exemption_id = '${exemptionId}' for update`,
  `update licensing.exemption_scope set period = daterange(lower(period), '${day}') where exemption_id = '${exemptionId}'`,
  `update licensing.exemption_version set period = daterange(lower(period), '${day}') where exemption_id = '${exemptionId}'`,
  `insert into licensing.exemption_version (authority_id, exemption_id, period)
   select authority_id, exemption_id, daterange('${day}', null) from licensing.exemption where exemption_id = '${exemptionId}'`,
  `insert into licensing.exemption_scope (authority_id, exemption_id, period, line, acts, substances, purposes, premises)
   select authority_id, exemption_id, daterange('${day}', null), line, '{export}', substances, purposes, premises
   from licensing.exemption_scope where exemption_id = '${exemptionId}'`,
]

describe.each([
  ['one', 1, true],
  ['one, of two exemptions', 1, false],
  ['many', 2, true],
  ['many, of two exemptions', 2, false],
] as const)('at the door for %s', (_door, count, isOne) => {
  const acts = (holder: SeveralHolder) => Array.from({ length: count }, () => holder.bringing('10'))

  test.each(['commit', 'rollback'] as const)('an act waits for an amendment that ends in %s', async (end) => {
    const holder = await opened(isOne)
    const posting = await preparedOf(holder, acts(holder))
    const exemptionId = [...holder.exemptionOf.values()][0]!
    const day = legalDayOf(world.now).subtract({ days: 2 }).toString()
    const outcome = await world.admin.withClient(async (client) => {
      await client.query('begin')
      for (const statement of amend(exemptionId, day)) await client.query(statement)
      const posted = post(holder, posting)
      const waiting = async () =>
        (
          await client.query(
            `select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)) and datname = current_database()`,
          )
        ).rows.length
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      await client.query(end)
      return posted
    })
    const recorded = Array.from({ length: count }, () => 'recorded')
    expect(outcome).toEqual(end === 'commit' ? 'exemption_in_force' : recorded)
  })

  test('an amendment before it is written refuses it, in words, and a day it does not reach keeps its version', async () => {
    const holder = await opened(isOne)
    const day = legalDayOf(world.now).subtract({ days: 2 })
    const then = {
      occurredAt: day
        .subtract({ days: 1 })
        .toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '23:59' })
        .toInstant()
        .toString(),
    }
    const [posting, before] = [
      await preparedOf(holder, acts(holder)),
      await preparedOf(
        holder,
        acts(holder).map((act) => ({ ...act, ...then })),
      ),
    ]
    const exemptionId = [...holder.exemptionOf.values()][0]!
    await world.admin.withClient(async (client) => {
      await client.query('begin')
      for (const statement of amend(exemptionId, day.toString())) await client.query(statement)
      await client.query('commit')
    })
    const error = await postEventsAlone(world.database, holder.actor, posting).catch((thrown: unknown) => thrown)
    expect(() => throwRefusal(error, posting)).toThrow(Refused)
    expect(() => throwRefusal(error, posting)).toThrow('chain/exemption-withdrawn')
    expect(await post(holder, before)).toEqual(Array.from({ length: count }, () => 'recorded'))
  })

  test('an exemption without the day its version began, or with another, is no exemption', async () => {
    const holder = await opened(isOne)
    const posting = await preparedOf(holder, acts(holder))
    for (const exemptionFrom of [null, '2015-01-02'])
      expect(
        await post(holder, { ...posting, events: posting.events.map((event) => ({ ...event, exemptionFrom })) }),
      ).toBe('exemption_in_force')
    expect(await post(holder, posting)).toEqual(Array.from({ length: count }, () => 'recorded'))
  })

  test('no limit goes unsaid, is used of another account, or by less than came in', async () => {
    const holder = await opened(isOne, limited)
    const posting = await preparedOf(holder, acts(holder))
    const ofLimits = ({ ledger }: { readonly ledger: string }) => ledger === 'limit_mg'
    const { limits = [], movements } = posting
    const silent = { ...posting, limits: [], movements: movements.filter((one) => !ofLimits(one)) }
    const less = { ...posting, movements: movements.map((one) => (ofLimits(one) ? { ...one, amount: '9' } : one)) }
    const other = await preparedOf(holder, [holder.bringing('10')])
    const account = (other['limits'] as { account: string }[])[0]?.account
    const fill = (more: object) => ({ ...posting, limits: [...limits.slice(0, -1), { ...limits.at(-1), ...more }] })
    expect(account).toBe((limits as { account: string }[])[0]?.account) // The same condition and period.
    const unused = (limits as { event: string; exemption: string; number: number }[]).map(
      ({ event, exemption, number }) => ({ event, exemption, number, products: ['flower'] }),
    )
    for (const wrong of [
      silent,
      less,
      { ...silent, unused },
      { ...posting, limits: limits.slice(0, -1) },
      fill({ number: 2 }),
      fill({ account: movements.find((one) => !ofLimits(one))?.to }),
      fill({ products: [] }),
    ])
      expect(await post(holder, wrong)).toBe('limit_said')
    expect(await post(holder, posting)).toEqual(Array.from({ length: count }, () => 'recorded'))
  })

  test('a limit that is registered after it was decided is not passed by', async () => {
    const holder = await opened(isOne)
    const posting = await preparedOf(holder, acts(holder))
    const exemptionId = [...holder.exemptionOf.values()][0]!
    await world.admin.query(
      `with condition as (
        insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
        select authority_id, exemption_id, period, 1, 'Niet meer.', 'No more.', 'opiumwet/8a/2/b'
        from licensing.exemption_version where exemption_id = $1 returning *)
      insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, acts, per, max_mg)
        select authority_id, exemption_id, period, number, 'hennep', '{import}', 'year', 5 from condition`,
      [exemptionId],
    )
    expect(await post(holder, posting)).toBe('limit_said')
    await expect(world.record(holder, holder.bringing('6'))).rejects.toThrow('chain/exemption-limit')
    expect((await world.record(holder, holder.bringing('5'))).outcome).toBe('recorded')
  })
})
