// What stands in a state is kept beside the steps: whatever steps are added, by whom and in what order, it is what the last step of each thread
// says, for staff and for each side alone; and it is read without what has ended. Not here: which step may follow which (orders.ts, cases.ts).
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type PartyId } from '#kernel'
import { type Actor, migrate, readMigrations, type Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { addStep, countThreads, openThread, selectThreads, type ThreadFact } from './store.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase({ upTo: 'chain' })
})
afterAll(() => house[Symbol.asyncDispose]())

const sides = [newId('party'), newId('party'), newId('party')] as const
const states = ['open', 'sent', 'declined'] as const
const at = Temporal.Instant.from('2026-06-01T10:00:00Z')
const as = <Value>(actor: Actor, work: (tx: Tx, actor: Actor) => Promise<Value>) =>
  house.database.transaction(actor, (tx) => work(tx, actor))

type Drawn<From> = From extends fc.Arbitrary<infer One> ? One : never
let numbers = 0
type Sides = { readonly holderId: PartyId; readonly laboratoryId: PartyId; readonly about?: ThreadFact | undefined }
const open = (kind: 'order' | 'supply', { holderId, laboratoryId, about }: Sides, state: string) =>
  as(house.staff, (tx, actor) =>
    openThread(
      tx,
      actor,
      {
        ...{ kind, number: `T-${++numbers}`, batchId: null, sampleId: null, productCode: 'flower' },
        ...{ holderId, laboratoryId, refersId: about?.threadId ?? null },
      },
      { kind: 'opened', state, at, content: {} },
    ),
  )
const step = (thread: ThreadFact, state: string) =>
  as(house.staff, (tx, actor) => addStep(tx, actor, thread, { kind: 'went', state, at, content: {} }))

/** The slow way: the last step of every thread there is. */
const slowly = (actor: Actor, kind: string, wanted: readonly string[]) =>
  as(actor, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select t.thread_id as id from chain.quality_thread as t
      where t.kind = ${kind} and (select s.state from chain.quality_step as s
        where s.authority_id = t.authority_id and s.thread_id = t.thread_id order by s.step desc limit 1) = any (${wanted}::text[])`.execute(
      tx,
    )
    return rows.map(({ id }) => id).sort()
  })

test('after any steps what stands in a state is what a look at every last step finds', async () => {
  const side = fc.constantFrom(...sides)
  const opening = fc
    .record({
      ...{ kind: fc.constantFrom('order', 'supply'), one: side, other: side, state: fc.constantFrom(...states) },
      about: fc.option(fc.nat()), // A second test about another's is read by whose that other is.
    })
    .filter(({ one, other }) => one !== other)
  const going = fc.record({ which: fc.nat(), state: fc.constantFrom(...states) })
  type Step = Drawn<typeof opening> | Drawn<typeof going>
  // What chance may leave out: something for everybody to find, of one's own, of the other side's, and about another's; and something to leave out.
  const forEach: Step[] = [
    { kind: 'order', one: sides[0], other: sides[1], state: 'open', about: null },
    { kind: 'order', one: sides[1], other: sides[2], state: 'sent', about: 0 },
    { kind: 'order', one: sides[2], other: sides[0], state: 'declined', about: null },
    { which: 0, state: 'sent' },
  ]
  const known: ThreadFact[] = []
  const found = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(opening, going), { minLength: 3, maxLength: 8 }),
      fc.subarray([...states], { minLength: 1 }),
      fc.constantFrom('order', 'supply'),
      async (steps, wanted, kind) => {
        for (const one of steps) {
          if ('kind' in one) {
            const about = one.about === null ? undefined : known[one.about % Math.max(1, known.length)]
            known.push(await open(one.kind, { holderId: one.one, laboratoryId: one.other, about }, one.state))
          } else if (known.length > 0) {
            const nth = one.which % known.length
            known[nth] = await step(known[nth]!, one.state) // Within its length.
          }
        }
        for (const actor of [house.staff, ...sides.map((partyId) => house.actorFor({ wall: 'holder', partyId }))]) {
          const expected = await slowly(actor, kind, wanted)
          const inState = await as(actor, (tx) =>
            selectThreads(tx, house.authorityId, { kind, states: wanted, limit: null }),
          )
          expect(inState.map(({ threadId }) => threadId).sort()).toEqual(expected)
          if (expected.length > 0 && expected.length < known.length) found.add(actor.partyId ?? 'staff')
          expect(inState.every(({ state }) => wanted.some((each) => each === state))).toBe(true)
          const count = (tx: Tx) => countThreads(tx, house.authorityId, { kind, states: wanted })
          expect(await as(actor, count)).toBe(expected.length)
          const ids = known.map(({ threadId }) => threadId)
          const byKey = await as(actor, (tx) =>
            selectThreads(tx, house.authorityId, { kind, ids, states: wanted, limit: null }),
          )
          expect(byKey.map(({ threadId }) => threadId).sort()).toEqual(expected)
          const orNewest = await as(actor, (tx) =>
            selectThreads(tx, house.authorityId, { kind, states: wanted, orNewest: 2, limit: null }),
          )
          const others = orNewest.filter(({ threadId }) => !expected.includes(threadId))
          expect(orNewest.length - others.length).toBe(expected.length)
          expect(others.length).toBeLessThanOrEqual(2)
        }
      },
    ),
    { numRuns: 25, verbose: 1, examples: [[forEach, ['sent'], 'order']] },
  )
  expect([...found].sort()).toEqual([...sides, 'staff'].sort())
})

test('the few that are open are read without the many that ended', async () => {
  const { authorityId, admin, staff } = house
  const ended = 3_000
  await admin.withClient(async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(
      `create temporary table staged as select n, uuidv7() as id, $1::uuid as holder, $2::uuid as other from generate_series(1, ${ended}) as n`,
      [sides[0], sides[1]],
    )
    await client.query(
      `insert into chain.quality_thread (authority_id, thread_id, kind, number, product_code, holder_id, laboratory_id, opened_at)
       select $1, id, 'supply', 'E-' || n, 'flower', holder, other, timestamptz '2026-01-01' + n * interval '1 minute' from staged`,
      [authorityId],
    )
    await client.query(
      `insert into chain.quality_step (authority_id, thread_id, step, step_id, kind, state, at, party_id, record, salt, leaf)
       select $1, id, 1, uuidv7(), 'opened', 'declined', now(), holder, '{"content":{}}', sha256('x'),
         sha256('\\x00'::bytea || sha256('x') || '{"content":{}}'::bytea) from staged`,
      [authorityId],
    )
    await client.query(
      `insert into chain.thread_state (authority_id, thread_id, kind, holder_id, laboratory_id, state)
       select $1, id, 'supply', holder, other, 'declined' from staged`,
      [authorityId],
    )
    await client.query('drop table staged')
    await client.query('reset session_replication_role')
  })
  await admin.query('analyze')
  await open('supply', { holderId: sides[0], laboratoryId: sides[1] }, 'open')
  const asked = { kind: 'supply', states: ['open'], limit: null } as const
  for (const actor of [staff, house.actorFor({ wall: 'holder', partyId: sides[1] })]) {
    const [found, read] = await as(actor, async (tx) => {
      const given = async () => {
        const { rows } = await sql<{ n: number }>`
          select sum(s.seq_tup_read + coalesce(s.idx_tup_fetch, 0))::float8 as n from pg_stat_xact_all_tables as s
          where s.relid in ('chain.quality_thread'::regclass, 'chain.quality_step'::regclass, 'chain.thread_state'::regclass)`.execute(
          tx,
        )
        return rows[0]?.n ?? Number.NaN
      }
      for (let turn = 0; turn < 12; turn++) await selectThreads(tx, authorityId, asked) // So often that its plan would be kept.
      const before = await given()
      const open = await selectThreads(tx, authorityId, asked)
      await countThreads(tx, authorityId, asked)
      return [open, (await given()) - before]
    })
    expect(found.length).toBeGreaterThan(0)
    // Its row here, its thread and both looks at its steps, each through its own wall, and what stands in that state of others.
    expect(read).toBeLessThan(200)
    expect(read).toBeLessThan(ended / 10)
  }
})

test('threads from before states were kept have theirs when the database is brought up to date', async () => {
  await using old = await openTestDatabase({ upTo: 'chain/0103' })
  const { admin, authorityId } = old
  const ids = [newId('quality'), newId('quality')]
  for (const [nth, id] of ids.entries()) {
    await admin.query(
      `insert into chain.quality_thread (authority_id, thread_id, kind, number, product_code, holder_id, laboratory_id, opened_at)
       values ($1, $2, 'supply', $3, 'flower', $4, $5, now())`,
      [authorityId, id, `B-${nth}`, sides[0], sides[1]],
    )
    for (const [place, state] of ['open', 'sent', 'open'].slice(0, nth + 2).entries()) {
      await admin.query(
        `insert into chain.quality_step (authority_id, thread_id, step, step_id, kind, state, at, party_id, record, salt, leaf)
         values ($1, $2, $3, uuidv7(), 'went', $4, now(), $5, '{}', sha256('x'), sha256('\\x00'::bytea || sha256('x') || '{}'::bytea))`,
        [authorityId, id, place + 1, state, sides[0]],
      )
    }
  }
  await migrate(admin, readMigrations())
  const kept = await admin.query<{ id: string; state: string; kind: string; holder: string; other: string }>(
    'select thread_id as id, kind, state, holder_id as holder, laboratory_id as other from chain.thread_state order by state desc',
  )
  const same = { kind: 'supply', holder: sides[0], other: sides[1] }
  expect(kept).toEqual([
    { id: ids[0], state: 'sent', ...same },
    { id: ids[1], state: 'open', ...same },
  ])
})
