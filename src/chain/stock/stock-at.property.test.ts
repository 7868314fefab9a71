// Whatever happened, in whatever order it came in and wherever marks were made: what stood there at any moment, as known at any sealed
// state, is what a list of movements says. Not here: the screens and routes that ask.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, startOfLegalDay } from '#kernel'
import { databaseError, openLogSigner, sealOnce, type Tx } from '#platform'
import { keepSums } from '../picture/keep-sums.ts'
import { addToSums, hasSums } from '../picture/sums.ts'
import { accountIdOf } from '../place.ts'
import { heldBy, makeMarks, readAccountAt, type StockMoment } from '../store/stock-at.ts'
import { type BareLedger, openBareLedger } from '../testing/index.ts'
import { statusOf } from './stock-at.ts'

type Step =
  | {
      readonly kind: 'move'
      readonly from: number
      readonly to: number
      readonly amount: number
      readonly minute: number
    }
  | { readonly kind: 'seal' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'round'; readonly leaves: number }

/** The reference: what was recorded, when it happened, and after how many seals it was known. */
class Reference {
  readonly moves: { from: number; to: number; amount: number; minute: number; knownAfter: number }[] = []
  seals = 0
  held(account: number, { until, seal }: { until: number; seal: number | null }): bigint {
    return this.moves
      .filter(({ minute, knownAfter }) => minute <= until && (seal === null || knownAfter <= seal))
      .reduce((sum, { from, to, amount }) => sum + BigInt(to === account ? amount : from === account ? -amount : 0), 0n)
  }
}

const minutesMax = 30
const account = fc.integer({ min: 0, max: 3 }) // 0 is the world.
const move = fc
  .record({
    kind: fc.constant('move' as const),
    from: account,
    to: account,
    amount: fc.integer({ min: 1, max: 9 }),
    minute: fc.integer({ min: 0, max: minutesMax }),
  })
  .filter(({ from, to }) => from !== to)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: move },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('seal' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('round' as const), leaves: fc.integer({ min: 1, max: 200 }) }),
  },
)

/** What chance may leave out: so many movements of one account that a mark is made, and one that comes after it and lies before it. */
const marked: Step[] = [
  ...[4, 6, 8, 15, 17, 26].map((minute): Step => ({ kind: 'move', from: 0, to: 1, amount: 5, minute })),
  { kind: 'seal' },
  { kind: 'mark' },
  { kind: 'round', leaves: 200 },
  { kind: 'move', from: 1, to: 2, amount: 3, minute: 7 },
]

let ledger: BareLedger
const signer = openLogSigner({ seed: new Uint8Array(32).fill(5), name: 'grein.example/log' })
beforeAll(async () => {
  ledger = await openBareLedger()
})
afterAll(async () => {
  await ledger[Symbol.asyncDispose]()
})

let runs = 0
test('any history, any moment, any state of knowledge: the sums are those of a list', async () => {
  const holder = ledger.actorFor({ wall: 'holder', partyId: ledger.holderId })
  // Around the beginnings of three months that are over: sums are kept by the month, and only before today are marks made.
  const month = legalDayOf(ledger.now).with({ day: 1 })
  const borders = [3, 2, 1].map((back) => startOfLegalDay(month.subtract({ months: back })))
  const at = (minute: number) => {
    const border = Math.min(2, Math.max(0, Math.floor(minute / 11)))
    return borders[border]!.add({ minutes: minute - border * 11 - 5 }) // One of three.
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 28 }),
      fc.array(fc.tuple(fc.integer({ min: -1, max: minutesMax + 1 }), fc.nat()), { minLength: 3, maxLength: 3 }),
      async (steps, questions) => {
        const run = runs++
        const place = (one: number) => (one === 0 ? ledger.world : ledger.stock(`${run} ${one}`))
        const reference = new Reference()
        const sizes: number[] = []
        const seal = async () => {
          const round = await sealOnce(ledger.database, ledger.authorityId, { signer })
          sizes.push(round?.size ?? sizes.at(-1) ?? (await sizeNow()))
          reference.seals += 1
        }
        await seal() // What earlier runs left.
        for (const one of steps) {
          if (one.kind === 'seal') await seal()
          else if (one.kind === 'mark') await markAll(2)
          else if (one.kind === 'round') await round(one.leaves)
          else {
            const { from, to, amount, minute } = one
            const moves = [{ from: place(from), to: place(to), amount: BigInt(amount) }]
            const isRecorded = await ledger.post(ledger.event({ at: at(minute), moves })).then(
              () => true,
              (error: unknown) => {
                expect(databaseError(error)?.constraint).toMatch(/^balance_(not|then)_negative$/)
                return false
              },
            )
            if (isRecorded) reference.moves.push({ from, to, amount, minute, knownAfter: reference.seals })
          }
        }
        for (const [until, nth] of questions) {
          const pick = nth % (sizes.length + 1)
          const seal = pick === sizes.length ? null : pick
          const knownSize = seal === null ? null : (sizes[seal] ?? 0)
          const moment = { before: at(until).add({ nanoseconds: 1_000 }), knownSize }
          for (const one of [1, 2, 3]) {
            const expected = reference.held(one, { until, seal })
            const id = accountIdOf(ledger.authorityId, place(one))
            for (const actor of [ledger.staff, holder]) {
              const [held, ofMany, ofAll] = await ledger.database.transaction(actor, async (tx) => [
                await readAccountAt(tx, ledger.authorityId, id, moment),
                knownSize === null ? await amongMany(tx, id, moment.before) : expected,
                actor.wall === 'staff' ? await amongAll(tx, id, moment) : expected,
              ])
              expect([held ?? 0n, ofMany, ofAll], `account ${one} until ${until} known ${seal}`).toEqual(
                new Array(3).fill(expected),
              )
            }
          }
        }
      },
    ),
    { numRuns: 60, verbose: 1, examples: [[marked, [7, 16, 30].map((until): [number, number] => [until, 1])]] },
  )
  const kept = await ledger.database.transaction(ledger.staff, (tx) => hasSums(tx, ledger.authorityId))
  expect(kept).toBe(true) // So close behind that they are read.
  const [marks] = await ledger.admin.query<{ n: bigint }>('select count(*) as n from chain.balance_mark')
  expect(marks?.n).toBeGreaterThan(0n)
})

/** As a list of many accounts reads it, whose walls are asked of each movement. */
async function amongMany(tx: Tx, id: string, before: Temporal.Instant): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select held.amount from chain.account as a ${heldBy(before)}
    where a.authority_id = ${ledger.authorityId} and a.account_id = ${id}`.execute(tx)
  return rows[0]?.amount ?? 0n
}

/** As a list of the whole country reads it, from all movements at once. */
async function amongAll(tx: Tx, id: string, { before, knownSize }: StockMoment): Promise<bigint> {
  const until = sql`${before.toString()}::timestamptz`
  const all =
    knownSize === null
      ? sql`chain.all_held_at(${ledger.authorityId}, ${until})`
      : sql`chain.all_known_at(${ledger.authorityId}, ${until}, ${knownSize})`
  const { rows } = await sql<{ amount: bigint }>`
    select held.amount from ${all} as held where held.account_id = ${id}`.execute(tx)
  return rows[0]?.amount ?? 0n
}

/** What every account held, movement by movement and event by event, past every wall and kept sum. */
const slowly = `
  select a.account_id as id, s.amount
  from chain.account as a
  cross join lateral (
    select sum(case m.to_account_id when a.account_id then m.amount else -m.amount end)::bigint as amount
    from chain.movement as m
    where m.authority_id = a.authority_id and a.account_id in (m.from_account_id, m.to_account_id) and m.occurred_at < $2
      and exists (select from chain.event as e
        join log.leaf as l on l.authority_id = e.authority_id and l.entry_id = e.event_id and l.leaf = e.leaf
        where e.authority_id = m.authority_id and e.event_id = m.event_id and l.leaf_index < $3)) as s
  where a.authority_id = $1 and s.amount <> 0`

test('as known after any leaf of the log, little of it or nearly all: everybody’s is what is read event by event', async () => {
  const { authorityId, staff, admin, now } = ledger
  const seal = () => sealOnce(ledger.database, authorityId, { signer })
  const give = (name: string, hours: number) =>
    ledger.event({
      at: now.subtract({ hours }),
      moves: [{ from: ledger.world, to: ledger.stock(name), amount: BigInt(1 + hours) }],
    })
  // What is told last happened first, so that no moment has as much known as happened.
  for (let hours = 1; hours <= 60; hours++) {
    await ledger.post(give(`told ${hours % 7}`, hours))
    if (hours % 3 === 0) await seal()
  }
  // The log has the id of this event before the event, with somebody else's leaf: by that nothing of it is known.
  const foretold = give('foretold', 5)
  await admin.query(`insert into log.unsealed (authority_id, entry_id, leaf) values ($1, $2, sha256('another'))`, [
    authorityId,
    foretold.posting.events[0]!.id, // Made of one event.
  ])
  await seal()
  await ledger.post(foretold)
  await seal()
  await ledger.post(give('waits', 4))
  const size = await sizeNow()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.integer({ min: 0, max: size + 1 }), fc.integer({ min: size - 5, max: size + 1 })),
      fc.integer({ min: -1, max: 72 * 60 }),
      async (knownSize, minutes) => {
        const before = now.subtract({ minutes }).toString()
        const said = await admin.query<{ id: string; amount: bigint }>(slowly, [authorityId, before, knownSize])
        const expected = new Map(said.map(({ id, amount }) => [id, amount]))
        const read = (from: ReturnType<typeof sql>) =>
          ledger.database.transaction(staff, async (tx) => {
            const { rows } = await sql<{ id: string; amount: bigint }>`
              select held.account_id as id, held.amount from ${from} as held where held.amount <> 0`.execute(tx)
            return new Map(rows.map(({ id, amount }) => [id, amount]))
          })
        const moment = sql`${before}::timestamptz, ${knownSize}`
        const every = sql`array(select a.account_id from chain.account as a where a.authority_id = ${authorityId})`
        expect(await read(sql`chain.known_at(${authorityId}, ${every}, ${moment})`)).toEqual(expected)
        expect(await read(sql`chain.all_known_at(${authorityId}, ${moment})`)).toEqual(expected)
      },
    ),
    { numRuns: 40, verbose: 1 },
  )
})

test('before the month that is going on nothing is read of the movements of months that are over', async () => {
  const { database, staff, admin, authorityId, now } = ledger
  const month = startOfLegalDay(legalDayOf(now).with({ day: 1 }))
  for (const hours of [24 * 40, 24 * 50]) {
    const moves = [{ from: ledger.world, to: ledger.stock('long ago'), amount: 5n }]
    await ledger.post(ledger.event({ at: now.subtract({ hours }), moves }))
  }
  const read = () =>
    database.transaction(staff, async (tx) => {
      const given = async () => {
        const { rows } = await sql<{ n: number }>`
          select sum(s.seq_tup_read + coalesce(s.idx_tup_fetch, 0))::float8 as n from pg_stat_xact_all_tables as s
          where s.relid in (select i.inhrelid from pg_inherits as i where i.inhparent = 'chain.movement'::regclass)`.execute(
          tx,
        )
        return rows[0]?.n ?? Number.NaN
      }
      const before = await given()
      const { rows } = await sql`
        select account_id, amount from chain.all_held_at(${authorityId}, ${month.toString()}::timestamptz) order by 1`.execute(
        tx,
      )
      return { rows, read: (await given()) - before }
    })
  await admin.query('delete from chain.sum_mark')
  const whole = await read()
  await sealOnce(ledger.database, authorityId, { signer })
  await keepSums(database, staff)
  const kept = await read()
  expect(kept.rows).toEqual(whole.rows)
  expect(whole.read).toBeGreaterThan(0)
  expect(kept.read).toBe(0)
})

const round = (leaves: number) =>
  ledger.database.transaction(ledger.staff, (tx) => addToSums(tx, ledger.authorityId, leaves))

async function sizeNow(): Promise<number> {
  const [row] = await ledger.admin.query<{ size: bigint }>(
    'select coalesce(max(size), 0)::bigint as size from log.head',
  )
  return Number(row?.size ?? 0n)
}

async function markAll(every: number): Promise<void> {
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const from: string | null = after
    after = await ledger.database.transaction(ledger.staff, (tx) =>
      makeMarks(tx, ledger.authorityId, { after: from, every, accounts: 50 }),
    )
  }
}

test('a mark stands about every so many movements, not at each', async () => {
  const busy = ledger.stock('busy')
  const start = ledger.now.subtract({ hours: 96 })
  for (let minute = 0; minute < 12; minute++) {
    const moves = [{ from: ledger.world, to: busy, amount: 1n }]
    await ledger.post(ledger.event({ at: start.add({ minutes: minute }), moves }))
  }
  await markAll(5)
  const marks = await ledger.admin.query<{ amount: bigint }>(
    'select amount from chain.balance_mark where account_id = $1 order by until',
    [accountIdOf(ledger.authorityId, busy)],
  )
  expect(marks).toEqual([{ amount: 5n }, { amount: 10n }])
})

test('marks are made by the house alone', async () => {
  const holder = ledger.actorFor({ wall: 'holder', partyId: ledger.holderId })
  await expect(
    ledger.database.transaction(holder, (tx) =>
      makeMarks(tx, ledger.authorityId, { after: null, every: 2, accounts: 10 }),
    ),
  ).rejects.toThrow('only the house')
})

test('a late event and a mark at the same moment do not miss each other', async () => {
  const start = ledger.now.subtract({ hours: 60 })
  const names = ['race 1', 'race 2', 'race 3', 'race 4']
  const each = 25
  const give = (name: string, minute: number) =>
    ledger.event({
      at: start.add({ minutes: minute }),
      moves: [{ from: ledger.world, to: ledger.stock(name), amount: 1n }],
    })
  for (const name of names) await ledger.post(...[50, 51, 52, 53].map((minute) => give(name, minute)))
  await Promise.all([
    ...names.map(async (name) => {
      for (let minute = 0; minute < each; minute++) await ledger.post(give(name, minute))
    }),
    (async () => {
      for (let turn = 0; turn < 12; turn++) {
        await ledger.admin.query(`delete from chain.balance_mark where authority_id = $1`, [ledger.authorityId])
        await markAll(2)
      }
    })(),
  ])
  for (const name of names) {
    const id = accountIdOf(ledger.authorityId, ledger.stock(name))
    const read = (minutes: number) =>
      ledger.database.transaction(ledger.staff, (tx) =>
        readAccountAt(tx, ledger.authorityId, id, { before: start.add({ minutes }), knownSize: null }),
      )
    expect(await read(50)).toBe(BigInt(each))
    expect(await read(60)).toBe(BigInt(each + 4))
    expect(await read(10)).toBe(10n)
  }
})

test('a batch is called by the most pressing of what lies of it', () => {
  const row = (state: string, amount = 1n, kind: 'stock' | 'transit' | 'difference' = 'stock') => ({
    kind,
    state,
    amount,
    ledger: 'material_mg' as const,
  })
  expect(statusOf([row('released'), row('held')])).toBe('held')
  expect(statusOf([row('quarantine'), row('released')])).toBe('released')
  expect(statusOf([row('released', 0n)])).toBe('used-up')
  expect(statusOf([row('released', 5n, 'transit')])).toBe('in-transit')
  expect(statusOf([row('short', 5n, 'difference')])).toBe('used-up')
})
