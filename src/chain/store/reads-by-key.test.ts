// What is asked of few is not read from all there is: a kind that seldom occurs, a holder's own accounts, what a page of events says. Counted in
// rows that the tables gave, behind both walls, never in time. Not here: what the answers show (read/reading.test.ts, picture.test.ts).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type PartyId, printId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { actKinds, type LedgerFilter } from '../contract.ts'
import { bandOf, findBandByDay } from '../picture/band-events.ts'
import { listAccounts } from '../picture/explore.ts'
import { findByDay } from '../picture/figure-events.ts'
import { selectHoldings } from '../picture/sides.ts'
import { selectStock } from '../picture/store.ts'
import { listBatches } from '../read/batch-views.ts'
import { listEvents } from '../read/event-views.ts'
import { stockAt } from '../stock/stock-at.ts'
import { testLaw } from '../testing/world.ts'
import { selectContents } from './events.ts'
import { selectShipments } from './shipments.ts'
import { countUnderWay, selectDifferences } from './work.ts'

let ledger: TestDatabase
const [many, few] = [newId('party'), newId('party')]
/** Of the first party a great deal, of the second a little; a loss among every thousand. */
const dispensings = 12_000
const losses = dispensings / 1_000
const ownOfFew = dispensings / 300
/** The day on which much happened, and one loss. */
let busyDay: Temporal.PlainDate
beforeAll(async () => {
  ledger = await openTestDatabase({ upTo: 'chain' })
  await ledger.admin.withClient(async (client) => {
    await client.query('set session_replication_role = replica')
    const { authorityId } = ledger
    await client.query(
      `insert into licensing.party (authority_id, party_id, kind, name, country) values ($1, $2, 'pharmacy', 'Many', 'NL'), ($1, $3, 'grower', 'Few', 'NL')`,
      [authorityId, many, few],
    )
    // One event every hour and a half, so that they lie in more than one year; the last thousand on one day.
    await client.query(
      `create temporary table staged as
       select n, $1::uuid as authority_id, case when n % 1000 = 7 then 'lose' else 'dispense' end as kind,
         case when n % 300 = 7 then $3::uuid else $2::uuid end as holder_id, uuidv7(t.at - clock_timestamp()) as event_id, t.at
       from generate_series(1, ${dispensings}) as n
       cross join lateral (select date_trunc('day', now() - interval '2 days') + case when n > ${dispensings - 1_000} then n * interval '1 second'
         else (n - ${dispensings}) * interval '90 minutes' end as at) as t`,
      [authorityId, many, few],
    )
    const salted = `'{}', true, '{"act":{}}', '\\x01', sha256('\\x00'::bytea || '\\x01'::bytea || '{"act":{}}'::bytea)`
    await client.query(
      `insert into chain.event (authority_id, event_id, kind, occurred_at, holder_id, basis, is_imported, record, salt, leaf)
       select authority_id, event_id, kind, at, holder_id, ${salted} from staged`,
    )
    await client.query('insert into chain.event_party select authority_id, event_id, holder_id from staged')
    // Of each tenth, every loss and all of the one with little: a milligram of a batch of its own, its stock and where it went.
    await client.query(
      `insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount, unit)
       select authority_id, uuidv7(), 'B' || n, 'pack-lot', 'flower', holder_id, holder_id, event_id, at, 2, 'mg' from staged where n % 10 = 7`,
    )
    await client.query(
      `insert into chain.account (authority_id, account_id, ledger, kind, holder_id, premises_id, batch_id, state, opened_at)
       select b.authority_id, uuidv7(), 'material_mg', side.kind, b.holder_id, b.holder_id, b.batch_id, side.state, b.opened_at
       from chain.batch as b join staged as s on s.event_id = b.event_id
       cross join lateral (values ('world', 'opening'), ('stock', 'released'), ('world', case s.kind when 'lose' then 'lost' else 'dispensed' end)) as side (kind, state)`,
    )
    // It was there from the day before on.
    await client.query(
      `insert into chain.movement (authority_id, event_id, line, ledger, from_account_id, to_account_id, amount, occurred_at)
       select s.authority_id, s.event_id, m.line, 'material_mg', f.account_id, t.account_id, m.amount, s.at - (2 - m.line) * interval '1 day'
       from staged as s
       join chain.batch as b on b.event_id = s.event_id
       cross join lateral (values (1, 'opening', 'released', 2), (2, 'released', null, 1)) as m (line, source, target, amount)
       join chain.account as f on f.batch_id = b.batch_id and f.state = m.source
       join chain.account as t on t.batch_id = b.batch_id and (t.state = m.target or m.target is null and t.state in ('lost', 'dispensed'))`,
    )
    // And two that are on their way to the one who has little.
    await client.query(
      `insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, batch_id, shipment_id, state, opened_at)
       select authority_id, uuidv7(), 'material_mg', 'transit', holder_id, $1, batch_id, uuidv7(), 'released', opened_at
       from chain.batch where holder_id <> $1 order by batch_id limit 2`,
      [few],
    )
    await client.query(
      `insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at)
       select authority_id, account_id, holder_id, counter_id, 1, false, opened_at from chain.account where kind <> 'world'`,
    )
    await client.query(
      `insert into chain.batch_party select distinct a.authority_id, who.id, a.batch_id
       from chain.account as a cross join lateral (values (a.holder_id), (a.counter_id)) as who (id) where who.id is not null`,
    )
    await client.query(`insert into chain.sum_mark (authority_id, leaves, moved_at) values ($1, 0, now())`, [
      authorityId,
    ])
    await client.query(
      `insert into chain.flow_sum (authority_id, on_day, what, act_kind, product_code, mass_mg, events, events_once)
       select authority_id, (at at time zone 'Europe/Amsterdam')::date, case kind when 'lose' then 'lost' else 'dispensed' end, kind, 'flower', count(*), count(*), count(*)
       from staged group by 1, 2, 3, 4`,
    )
    await client.query(
      `insert into chain.side_sum (authority_id, on_day, last_on, is_undone, act_kind, source, target, mass_mg, events)
       select authority_id, (at at time zone 'Europe/Amsterdam')::date, (at at time zone 'Europe/Amsterdam')::date, false, kind,
         'class:' || case holder_id when $1 then 'grower' else 'pharmacy' end, 'world:' || case kind when 'lose' then 'lost' else 'dispensed' end, count(*), count(*)
       from staged group by 1, 2, 3, 4, 5, 6, 7`,
      [few],
    )
    const { rows } = await client.query<{ day: Temporal.PlainDate }>(
      `select max((at at time zone 'Europe/Amsterdam')::date) as day from staged where kind = 'lose'`,
    )
    busyDay = rows[0]!.day // There is a loss.
    await client.query('drop table staged')
    await client.query('reset session_replication_role')
  })
  await ledger.admin.query('analyze')
})
afterAll(() => ledger[Symbol.asyncDispose]())

const holder = (partyId: PartyId) => ledger.actorFor({ wall: 'holder', partyId })
const as = <Value>(actor: Actor, work: (tx: Tx, actor: Actor) => Promise<Value>) =>
  ledger.database.transaction(actor, (tx) => work(tx, actor))

type Counted = 'rows' | 'looks'
const counts = {
  rows: sql`s.seq_tup_read + coalesce(s.idx_tup_fetch, 0)`,
  looks: sql`s.seq_scan + coalesce(s.idx_scan, 0)`,
}

/** Rows that a table and its years gave this connection so far, or how often they were looked into. */
async function given(tx: Tx, table: string, what: Counted): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select sum(${counts[what]})::float8 as rows from pg_stat_xact_all_tables as s
    where s.relid = ${table}::regclass or s.relid in (select i.inhrelid from pg_inherits as i where i.inhparent = ${table}::regclass)`.execute(
    tx,
  )
  return rows[0]?.rows ?? Number.NaN
}

/** The same question often enough that its plan would be kept: what it reads, the last time. */
const readFor = (
  actor: Actor,
  table: string,
  ask: (tx: Tx, actor: Actor) => Promise<unknown>,
  what: Counted = 'rows',
) =>
  as(actor, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx) // So few rows would be read whole, by whatever way they are asked for.
    for (let turn = 0; turn < 12; turn++) await ask(tx, actor)
    const before = await given(tx, table, what)
    await ask(tx, actor)
    return (await given(tx, table, what)) - before
  })

describe('events of a kind that seldom occurs', () => {
  test('are found without the others, by staff and by a holder, page by page and in any year', async () => {
    for (const actor of [ledger.staff, holder(many)]) {
      const asked = { kind: 'lose', limit: 2 } as const
      const found: string[] = []
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const next = cursor === undefined ? {} : { cursor }
        const { items, nextCursor } = await as(actor, (tx, who) => listEvents(tx, who, { ...asked, ...next }))
        found.push(...items.map(({ occurredAt }) => occurredAt))
        expect(items.every(({ kind }) => kind === 'lose')).toBe(true)
        cursor = nextCursor ?? undefined
      }
      expect(found.length).toBe(losses - (actor.wall === 'staff' ? 0 : await lossesOf(few)))
      expect(found).toEqual(found.toSorted().toReversed())
      expect(new Set(found.map((at) => at.slice(0, 4))).size).toBeGreaterThan(1)
      // The page, and once more for what each says.
      expect(
        await readFor(actor, 'chain.event', (tx, who) => listEvents(tx, who, { kind: 'lose' })),
      ).toBeLessThanOrEqual(3 * losses)
      expect(await readFor(actor, 'chain.event', (tx, who) => listEvents(tx, who, { kind: 'seize' }))).toBe(0)
    }
  })

  test('behind a figure of a day on which much happened are read alone, and so are those behind a band', async () => {
    const days = { from: busyDay, until: busyDay.add({ days: 1 }) }
    const figure = (tx: Tx) => findByDay(tx, ledger.authorityId, { ...days, what: 'lost', place: null, limit: 50 })
    const { totalMg, rows } = await as(ledger.staff, figure)
    expect([totalMg, rows.map(({ kind, massMg }) => [kind, massMg])]).toEqual([1n, [['lose', 1n]]])
    expect(await readFor(ledger.staff, 'chain.event', figure)).toBeLessThanOrEqual(2)
    const ends = { source: 'class:pharmacy', target: 'out:world:lost' }
    const band = bandOf(ledger.authorityId, { ...days, ...ends, holderId: null })
    const behind = (tx: Tx) => findBandByDay(tx, ledger.authorityId, { ...days, ...ends, band, place: null, limit: 50 })
    expect((await as(ledger.staff, behind)).map(({ eventId }) => eventId)).toEqual(rows.map(({ eventId }) => eventId))
    expect(await readFor(ledger.staff, 'chain.event', behind)).toBeLessThanOrEqual(2)
  })

  test('have that index in a year that is made later too, and it names kinds of acts', async () => {
    await ledger.admin.query('select chain.make_year(2041)')
    const indexes = await ledger.admin.query<{ table: string; text: string }>(`
      select i.indrelid::regclass::text as table, pg_get_indexdef(i.indexrelid) as text
      from pg_index as i join pg_inherits as h on h.inhrelid = i.indexrelid and h.inhparent = 'chain.event_seldom'::regclass`)
    expect(indexes.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['chain.event_2041', 'chain.event_default']),
    )
    const named = [...(indexes[0]?.text.split(' WHERE ')[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind)
    expect(named.length).toBeGreaterThan(0)
    expect(actKinds).toEqual(expect.arrayContaining(named))
  })
})

const lossesOf = async (partyId: PartyId) => {
  const [row] = await ledger.admin.query<{ n: bigint }>(
    `select count(*) as n from chain.event where kind = 'lose' and holder_id = $1`,
    [partyId],
  )
  return Number(row?.n)
}

test('what events say is looked for in their own years alone', async () => {
  const [first, last] = await ledger.admin.query<{ id: string }>(`
    (select event_id as id from chain.event where holder_id = '${many}' order by event_id limit 1)
    union all (select event_id from chain.event where holder_id = '${many}' order by event_id desc limit 1)`)
  const [oldest, newest] = [first!.id, last!.id] // There are thousands.
  for (const actor of [ledger.staff, holder(many)]) {
    const said = (ids: readonly string[]) =>
      as(actor, async (tx) => (await selectContents(tx, ledger.authorityId, ids)).map(({ entryId }) => entryId))
    expect((await said([newest, newId('event'), oldest])).toSorted()).toEqual([oldest, newest])
    expect(await said([])).toEqual([])
    // One look into one year's table, of sixteen.
    for (const table of ['chain.event', 'chain.movement']) {
      const looks = await readFor(actor, table, (tx) => selectContents(tx, ledger.authorityId, [newest]), 'looks')
      expect([table, looks]).toEqual([table, table === 'chain.movement' && actor.wall === 'staff' ? 0 : 1])
    }
    const apart = await readFor(
      actor,
      'chain.event',
      (tx) => selectContents(tx, ledger.authorityId, [newest, oldest]),
      'looks',
    )
    expect(apart).toBeGreaterThan(1)
    expect(apart).toBeLessThanOrEqual(2 * 4) // Each of the two in each year there is between them.
  }
})

describe('a page of events', () => {
  test.each([
    ['of a holder with little', () => holder(few), {}],
    ['of a holder with much', () => holder(many), {}],
    ['in which one of little had a part', () => ledger.staff, { partyId: few }],
    ['in which one of much had a part', () => ledger.staff, { partyId: many }],
    ['recorded for one of little', () => ledger.staff, { holderId: few }],
    ['recorded for one of much', () => ledger.staff, { holderId: many }],
  ] as const)('%s reads little more than it shows', async (_, who, asked) => {
    const limit = 10
    const page = await as(who(), (tx, actor) => listEvents(tx, actor, { ...asked, limit }))
    expect(page.items).toHaveLength(limit)
    expect(page.nextCursor).not.toBeNull()
    const read = await readFor(who(), 'chain.event', (tx, actor) => listEvents(tx, actor, { ...asked, limit }))
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThanOrEqual(ownOfFew + 2 * (limit + 1))
  })

  test('of a holder with little is the same page after page as of one who sees everybody’s', async () => {
    const pages = async (actor: Actor, partyId?: PartyId) => {
      const found: string[] = []
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const asked = { ...(partyId ? { partyId } : {}), ...(cursor === undefined ? {} : { cursor }), limit: 7 }
        const { items, nextCursor } = await as(actor, (tx, who) => listEvents(tx, who, asked))
        found.push(...items.map(({ eventId }) => eventId))
        cursor = nextCursor ?? undefined
      }
      return found
    }
    const own = await pages(holder(few))
    expect(own).toHaveLength(ownOfFew)
    expect(await pages(ledger.staff, few)).toEqual(own)
  })

  test('its list of batches starts from its own as well', async () => {
    const list = (tx: Tx, who: Actor) => listBatches(tx, who, { filter: {}, law: testLaw })
    const { total } = await as(holder(few), list)
    expect(total).toBe(ownOfFew + 2) // With those on their way.
    expect(await readFor(holder(few), 'chain.batch', list)).toBeLessThanOrEqual(4 * (ownOfFew + 2))
  })
})

describe('what one of little reads of a ledger of much', () => {
  const ask = {
    'its accounts': (tx: Tx, who: Actor) => listAccounts(tx, who, {}),
    'its accounts on a past day': (tx: Tx, who: Actor) => listAccounts(tx, who, { at: busyDay.toString() }),
    'its stock': (tx: Tx, who: Actor) => stockAt(tx, who, { law: testLaw, now: Temporal.Now.instant() }),
    'how much it has': (tx: Tx, who: Actor) => selectStock(tx, who),
    'what it has for a flow': (tx: Tx, who: Actor) => selectHoldings(tx, who.authorityId, few),
  }
  test.each(Object.entries(ask))('%s: only its own, and goods on their way to it', async (_, question) => {
    const read = await readFor(holder(few), 'chain.account', question)
    expect(read).toBeGreaterThan(0)
    // Some look more than once: for a page, for its sums, for the walls of what moved.
    expect(read).toBeLessThanOrEqual(6 * (3 * ownOfFew + 2))
  })
})

describe('the ledger on a past day', () => {
  /** What the movements say, added up without any wall. */
  const said = async (at: Temporal.Instant, which: string) => {
    const [row] = await ledger.admin.query<{ amount: bigint; accounts: bigint }>(
      `select coalesce(sum(x.amount), 0)::bigint as amount, count(*) as accounts
       from (
         select a.*, (select coalesce(sum(case m.to_account_id when a.account_id then m.amount else -m.amount end), 0)
           from chain.movement as m where a.account_id in (m.from_account_id, m.to_account_id) and m.occurred_at <= $1) as amount
         from chain.account as a where a.holder_id = $2) as x
       where ${which}`,
      [at.toString(), few],
    )
    return row!
  }
  test('is of the whole country what it is of each, with what is empty and without, and page after page of one sum', async () => {
    const at = Temporal.Now.instant().subtract({ hours: 24 * 300 })
    const ofCountry = (filter: LedgerFilter) =>
      as(ledger.staff, (tx, who) => listAccounts(tx, who, { ...filter, at: at.toString() }))
    const ofHolder = (filter: LedgerFilter) =>
      as(holder(few), (tx, who) => listAccounts(tx, who, { ...filter, at: at.toString() }))
    for (const [filter, which] of [
      [{}, `x.amount <> 0 and x.kind <> 'world'`],
      [{ kind: 'world' }, `x.amount <> 0 and x.kind = 'world'`],
      [{ kind: 'stock', empty: 'yes' }, `x.kind = 'stock'`],
    ] as const) {
      const { amount, accounts } = await said(at, which)
      const totals = [{ ledger: 'material_mg', amount: `${amount}`, accounts: Number(accounts) }]
      expect(Number(accounts)).toBeGreaterThan(0)
      // By the movements of all, by those of one's own accounts, and behind the holder's own wall.
      const whole = await ofCountry({ ...filter, holderKind: 'grower', limit: 200 })
      expect(whole.totals).toEqual(totals)
      const one = await ofCountry({ ...filter, holder: printId('party', few), limit: 200 })
      expect(one).toEqual(whole)
      const own = await ofHolder({ ...filter, holder: printId('party', few), limit: 200 })
      expect(own.items.map(({ account, ...rest }) => [account.accountId, rest])).toEqual(
        whole.items.map(({ account, ...rest }) => [account.accountId, rest]),
      )
    }
    const all = await ofCountry({ limit: 3 })
    const next = await ofCountry({ limit: 3, cursor: all.nextCursor! })
    expect(next.totals).toEqual(all.totals)
    expect(new Set([...all.items, ...next.items].map(({ account }) => account.accountId)).size).toBe(6)
    const none = await ofCountry({ state: 'nowhere' })
    expect(none).toEqual({ items: [], nextCursor: null, totals: [] })
    const before = as(ledger.staff, (tx, who) => listAccounts(tx, who, { at: '2001-01-01' }))
    expect(await before).toEqual({ items: [], nextCursor: null, totals: [] })
  })

  test('asks nothing of the movements of all for a holder', async () => {
    const all = await as(holder(few), async (tx) => {
      const { rows } = await sql`select from chain.all_held_at(${ledger.authorityId}, now())`.execute(tx)
      return rows
    })
    expect(all).toEqual([])
  })
})

test('what is under way, and what differs, is found from what is held: not account by account that ever was', async () => {
  const { admin, authorityId } = ledger
  const arrived = 400
  await admin.withClient(async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(
      `create temporary table arrived as
       select uuidv7() as id, b.batch_id, b.holder_id, b.opened_at, case when row_number() over () % 2 = 0 then 'transit' else 'difference' end as kind
       from chain.batch as b where b.holder_id = $1 order by b.batch_id limit ${arrived}`,
      [many],
    )
    await client.query(
      `insert into chain.account (authority_id, account_id, ledger, kind, holder_id, counter_id, batch_id, shipment_id, state, opened_at)
       select $1, id, 'material_mg', kind, holder_id, holder_id, batch_id, uuidv7(), 'released', opened_at from arrived`,
      [authorityId],
    )
    await client.query(
      `insert into chain.balance (authority_id, account_id, holder_id, counter_id, amount, is_signed, last_at)
       select $1, id, holder_id, holder_id, 0, kind = 'difference', opened_at from arrived`,
      [authorityId],
    )
    await client.query('drop table arrived')
    await client.query('reset session_replication_role')
  })
  for (const actor of [ledger.staff, holder(few)]) {
    const underWay = (tx: Tx) => countUnderWay(tx, authorityId, {})
    const shipments = (tx: Tx) => selectShipments(tx, authorityId, { status: 'in-transit', limit: 8 })
    const differences = (tx: Tx, who: Actor) => selectDifferences(tx, who, { limit: 8 })
    expect(await as(actor, underWay)).toBe(2)
    for (const ask of [underWay, shipments, differences])
      expect(await readFor(actor, 'chain.account', ask)).toBeLessThanOrEqual(2)
  }
})
