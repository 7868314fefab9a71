// The pictures against the real ledger: a flow that conserves, balances that run, rooms and harvests; and what a holder sees of them. Not
// here: how they are drawn.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, type PartyId, parseId, printId, Refused } from '#kernel'
import { type Actor, openLogSigner, sealOnce, type Tx } from '#platform'
import type { FigureEvents, PeriodFlow } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, testLaw, type World } from '../testing/world.ts'
import { bandEvents } from './band-events.ts'
import { accountMovements, listAccounts } from './explore.ts'
import { figureEvents } from './figure-events.ts'
import { keepSums } from './keep-sums.ts'
import { nationalPicture } from './national.ts'
import { foldPeriod, periodFlow } from './period-flow.ts'
import { roomFate, roomMap } from './rooms.ts'
import type { SideRow } from './sides.ts'
import { hasSums } from './sums.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  const { grower } = world.who
  const batch = newBatch('L2')
  await world.act(grower, 'plant', { batch, productCode: 'flower', cultivar: 'D', plants: 60, room: '2' })
  await world.act(grower, 'harvest', {
    ...{ plantLotId: batch.batchId, plantsCut: 10, batch: newBatch('H2') },
    wetMassMg: '1000000',
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>(actor: Actor, work: (tx: Tx, actor: Actor) => Promise<Value>) =>
  world.database.transaction(actor, (tx) => work(tx, actor))
const today = () => legalDayOf(world.now)
const flow = (actor: Actor, holderId: PartyId | null, days = 1) =>
  as(actor, (tx, who) =>
    periodFlow(tx, who, { from: today().subtract({ days }), until: today().add({ days: 1 }), holderId }),
  )
const sumOf = (links: PeriodFlow['links'], side: 'from' | 'to', id: string) =>
  links.filter((link) => link[side] === id).reduce((sum, { amount }) => sum + BigInt(amount), 0n)
function expectConserved({ nodes, links }: PeriodFlow) {
  for (const { id, side } of nodes)
    if (side === 'between') expect([id, sumOf(links, 'to', id)]).toEqual([id, sumOf(links, 'from', id)])
}
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )

describe('a period as a flow', () => {
  test('of a pharmacy: from the wholesaler, to patients, and what is left', async () => {
    const { pharmacy, wholesaler } = world.who
    const found = await flow(world.staff, pharmacy.partyId)
    expectConserved(found)
    expect(found).toMatchObject({ openingMg: '0', closingMg: '495000' })
    const amounts = Object.fromEntries(found.links.map(({ from, to, amount }) => [`${from}→${to}`, amount]))
    expect(amounts).toEqual({
      [`in:${wholesaler.partyId}→self`]: '500000',
      'self→out:world:dispensed': '5000',
      'self→closing': '495000',
    })
    const dispensed = found.links.find(({ to }) => to === 'out:world:dispensed')
    expect(dispensed?.events).toBe(1)
    // The pharmacy sees the same of itself, and nothing else, whatever it asks.
    expect(await flow(pharmacy.actor, wholesaler.partyId)).toEqual(found)
  })

  test('of everyone: all that grew is somewhere at the end, by kind of party', async () => {
    const found = await flow(world.staff, null)
    expectConserved(found)
    const grown = sumOf(found.links, 'from', 'in:world:grown')
    const left = BigInt(found.closingMg)
    const gone = found.nodes
      .filter(({ side, kind }) => side === 'out' && kind !== 'closing')
      .reduce((sum, { id }) => sum + sumOf(found.links, 'to', id), 0n)
    const surplus = sumOf(found.links, 'from', 'in:difference')
    expect(left + gone).toBe(grown + surplus + BigInt(found.openingMg))
    expect(found.nodes.map(({ label }) => label)).toEqual(expect.arrayContaining(['grower', 'pharmacy', 'wholesaler']))
  })

  test('each band opens its events: as many as it says, and together its mass', async () => {
    const { pharmacy, wholesaler, grower } = world.who
    const period = { from: today().subtract({ days: 1 }), until: today().add({ days: 1 }) }
    for (const holderId of [null, pharmacy.partyId, wholesaler.partyId, grower.partyId]) {
      const { links } = await flow(world.staff, holderId)
      for (const { from: source, to: target, amount, events } of links.filter(({ events }) => events > 0)) {
        const band = { ...period, holderId, source, target }
        const { items } = await as(world.staff, (tx, who) => bandEvents(tx, who, { ...band, limit: 200 }))
        expect([source, target, items.length]).toEqual([source, target, events])
        expect(items.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)).toBe(BigInt(amount))
        const first = await as(world.staff, (tx, who) => bandEvents(tx, who, { ...band, limit: 1 }))
        expect(first.nextCursor !== null).toBe(events > 1)
      }
    }
    const own = { ...period, holderId: wholesaler.partyId, source: 'self', target: 'out:world:dispensed' }
    // Whatever she asks, a pharmacist reads of her own.
    const hers = await as(pharmacy.actor, (tx, who) => bandEvents(tx, who, own))
    expect(hers.items.map(({ eventId }) => eventId)).toEqual([made.dispensed.eventId])
    const odd = as(world.staff, (tx, who) => bandEvents(tx, who, { ...own, source: 'closing' }))
    expect(await refusalOf(odd)).toBe('chain/unknown-band')
  })

  test('a number of the national stock opens accounts that are that number', async () => {
    const { stock } = await as(world.staff, (tx, who) =>
      nationalPicture(tx, who, { until: today(), months: 2, law: testLaw }),
    )
    for (const { holderKind, productCode } of stock) {
      const cell = stock.filter((row) => row.holderKind === holderKind && row.productCode === productCode)
      const filter = { holderKind, product: productCode, goods: 'yes', ledger: 'material_mg' } as const
      const { totals } = await as(world.staff, (tx, who) => listAccounts(tx, who, filter))
      expect(totals[0]?.amount).toBe(`${cell.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)}`)
    }
  })

  test('a figure of a month opens its events: together they are that figure, page by page, for staff and for a holder', async () => {
    const { grower, pharmacy } = world.who
    for (const actor of [world.staff, grower.actor, pharmacy.actor]) {
      const asked = { until: today(), months: 2, law: testLaw }
      const { flow: figures, ...period } = await as(actor, (tx, who) => nationalPicture(tx, who, asked))
      expect(figures.length).toBeGreaterThan(0)
      for (const what of new Set(figures.map((row) => row.what))) {
        const sum = figures.filter((row) => row.what === what).reduce((total, { massMg }) => total + BigInt(massMg), 0n)
        const span = { from: Temporal.PlainDate.from(period.from), until: Temporal.PlainDate.from(period.until), what }
        const read = async (cursor?: string): Promise<FigureEvents['items']> => {
          const page = await as(actor, (tx, who) =>
            figureEvents(tx, who, { ...span, limit: 1, ...(cursor === undefined ? {} : { cursor }) }),
          )
          expect([what, page.totalMg]).toEqual([what, `${sum}`])
          return page.nextCursor === null ? page.items : [...page.items, ...(await read(page.nextCursor))]
        }
        const items = await read()
        expect([what, items.reduce((total, { massMg }) => total + BigInt(massMg), 0n)]).toEqual([what, sum])
        expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(items.length)
      }
    }
    const span = { from: today().subtract({ days: 9 }), until: today().subtract({ days: 5 }) }
    const none = await as(world.staff, (tx, who) => figureEvents(tx, who, { ...span, what: 'dispensed' }))
    expect(none).toEqual({ totalMg: '0', events: 0, items: [], nextCursor: null })
    const bad = as(world.staff, (tx, who) => figureEvents(tx, who, { ...span, what: 'grown', cursor: 'x' }))
    expect(await refusalOf(bad)).toBe('chain/bad-cursor')
  })

  test('a period before anything happened is empty, and one after it only stands', async () => {
    const { pharmacy } = world.who
    const at = (from: number, until: number) =>
      as(world.staff, (tx, who) =>
        periodFlow(tx, who, {
          ...{ from: today().add({ days: from }), until: today().add({ days: until }) },
          holderId: pharmacy.partyId,
        }),
      )
    expect(await at(-9, -5)).toMatchObject({ openingMg: '0', closingMg: '0', links: [] })
    expect(await at(3, 4)).toMatchObject({ openingMg: '495000', closingMg: '495000' })
    const unknown = parseId('party', printId('party', '0198f1c2-0000-7000-8000-000000000000' as PartyId))
    expect(await refusalOf(flow(world.staff, unknown))).toBe('chain/unknown-party')
  })

  test('every node between gives what it got, whatever moved', () => {
    const who = fc.constantFrom('a', 'b', 'c')
    const end = fc.oneof(
      who.map((id) => ({ kind: 'who' as const, id, state: null })),
      fc.constantFrom('grown', 'dispensed').map((state) => ({ kind: 'world' as const, id: null, state })),
      fc.constant({ kind: 'difference' as const, id: null, state: null }),
      fc.constant({ kind: null, id: null, state: null }),
    )
    const row = fc.record({ from: end, to: end, isInside: fc.boolean(), amount: fc.bigInt(1n, 1_000n) })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.option(who), (drawn, self) => {
        const rows = drawn.map(
          ({ from, to, isInside, amount }): SideRow => ({
            ...{ fromKind: from.kind, fromWho: from.id, fromState: from.state },
            ...{ toKind: to.kind, toWho: to.id, toState: to.state },
            ...{ isInside, amount, events: 1n },
          }),
        )
        // Enough at the beginning that nobody ever has less than nothing, as the ledger sees to.
        const now = new Map(['a', 'b', 'c'].map((id) => [id, 100_000n]))
        for (const { fromWho, toWho, amount } of rows) {
          if (fromWho) now.set(fromWho, now.get(fromWho)! - amount)
          if (toWho) now.set(toWho, now.get(toWho)! + amount)
        }
        const found = foldPeriod(rows, now, { self, nameOf: (id) => id })
        const sum = (side: 'from' | 'to', id: string) =>
          found.links.filter((link) => link[side] === id).reduce((total, { amount }) => total + amount, 0n)
        for (const { id, side } of found.nodes) if (side === 'between') expect(sum('to', id)).toBe(sum('from', id))
        expect(found.openingMg).toBe(self === null ? 300_000n : 100_000n)
      }),
    )
  })
})

describe('the ledger, account by account', () => {
  test('every number runs down to the events behind it', async () => {
    const { pharmacy } = world.who
    const list = await as(world.staff, (tx, who) =>
      listAccounts(tx, who, { holder: printId('party', pharmacy.partyId), ledger: 'material_mg' }),
    )
    expect(list.totals).toEqual([{ ledger: 'material_mg', amount: '495000', accounts: 1 }])
    const stock = list.items.find(({ account }) => account.kind === 'stock')!
    expect(stock).toMatchObject({ amount: '495000', movements: 2 })
    const accountId = parseId('account', stock.account.accountId)!
    const first = await as(world.staff, (tx, who) => accountMovements(tx, who, { accountId, limit: 1 }))
    expect(first.items).toMatchObject([
      { kind: 'dispense', amount: '-5000', balanceAfter: '495000', eventId: made.dispensed.eventId },
    ])
    const rest = await as(world.staff, (tx, who) => accountMovements(tx, who, { accountId, cursor: first.nextCursor! }))
    expect(rest.items).toMatchObject([{ kind: 'receive', amount: '500000', balanceAfter: '500000' }])
    expect(rest.nextCursor).toBeNull()
    const world0 = list.items.find(({ account }) => account.kind === 'world')
    expect(world0).toMatchObject({ amount: '5000', account: { state: 'dispensed' } })
  })

  test('a holder walks through its own accounts alone; pages follow each other; nonsense is refused', async () => {
    const { pharmacy, wholesaler } = world.who
    const mine = await as(pharmacy.actor, (tx, who) => listAccounts(tx, who, { limit: 200, empty: 'yes' }))
    // Its own, and the transit of what was sent to it.
    const ids = new Set(mine.items.map(({ account }) => account.holder?.partyId))
    expect([...ids].sort()).toEqual([pharmacy, wholesaler].map(({ partyId }) => printId('party', partyId)).sort())
    expect(
      mine.items.filter(({ account }) => account.kind === 'stock').map(({ account }) => account.holder?.partyId),
    ).toEqual([printId('party', pharmacy.partyId)])
    const [theirs] = await world.admin.query<{ id: string }>(
      `select account_id as id from chain.account where holder_id = $1 and kind = 'stock' limit 1`,
      [wholesaler.partyId],
    )
    const ask = (actor: Actor, cursor?: string) =>
      as(actor, (tx, who) =>
        accountMovements(tx, who, {
          accountId: parseId('account', `acc_${theirs!.id}`)!,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      )
    expect(await refusalOf(ask(pharmacy.actor))).toBe('chain/unknown-account')
    expect(await refusalOf(ask(world.staff, 'abc'))).toBe('chain/bad-cursor')
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await as(world.staff, (tx, who) =>
        listAccounts(tx, who, { limit: 7, empty: 'yes', ...(cursor === null ? {} : { cursor }) }),
      )
      seen.push(...page.items.map(({ account }) => account.accountId))
      cursor = page.nextCursor
    } while (cursor !== null)
    const [all] = await world.admin.query<{ count: bigint }>('select count(*) from chain.account')
    expect(BigInt(new Set(seen).size)).toBe(all!.count)
    expect(seen.length).toBe(Number(all!.count))
  })
})

test('the country in figures: stock, months, and harvests against what was expected', async () => {
  const picture = await as(world.staff, (tx, who) =>
    nationalPicture(tx, who, { until: today(), months: 2, law: testLaw }),
  )
  const stock = (kind: string) =>
    picture.stock.filter(({ holderKind }) => holderKind === kind).reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
  expect([stock('pharmacy'), stock('wholesaler')]).toEqual([495_000n, 19_450_000n])
  const month = (what: string) => picture.flow.find((row) => row.what === what)
  expect(month('dispensed')).toMatchObject({ massMg: '5000', events: 1, actKind: 'dispense', productCode: 'flower' })
  expect(month('handed-over')?.massMg).toBe('19990000')
  expect(month('released')?.massMg).toBe('19989500')
  expect(picture.harvests.toSorted((a, b) => b.batch.name.localeCompare(a.batch.name))).toMatchObject([
    { batch: { name: 'H2' }, driedMg: null, drying: 'waiting', loss: 'waiting' },
    {
      ...{ batch: { name: 'H1' }, wetMg: '100000000', driedMg: '25000000', bulkMg: '20000000', wasteMg: '4900000' },
      ...{ lossMg: '100000', drying: 'inside', loss: 'inside' },
    },
  ])
  // A holder's own part of the same.
  const { pharmacy } = world.who
  const hers = await as(pharmacy.actor, (tx, who) =>
    nationalPicture(tx, who, { until: today(), months: 2, law: testLaw }),
  )
  expect(hers.stock.map(({ holderKind }) => holderKind)).toEqual(['pharmacy'])
  expect(hers.harvests).toEqual([])
})

test('with sums kept, the country, its flow and each figure answer the same, for staff and for a holder', async () => {
  const { grower } = world.who
  const asked = { until: today(), months: 2, law: testLaw }
  const span = { from: today().subtract({ days: 20 }), until: today().add({ days: 1 }) }
  const answers = async () => {
    const found: unknown[] = []
    for (const actor of [world.staff, grower.actor]) {
      const picture = await as(actor, (tx, who) => nationalPicture(tx, who, asked))
      const flow = await as(actor, (tx, who) => periodFlow(tx, who, { ...span, holderId: null }))
      found.push(picture, flow)
      for (const { from: source, to: target } of flow.links.filter(({ events }) => events > 0)) {
        const band = { ...span, holderId: null, source, target, limit: 1 }
        const { items, nextCursor } = await as(actor, (tx, who) => bandEvents(tx, who, band))
        const cursor = nextCursor === null ? {} : { cursor: nextCursor }
        found.push(items, await as(actor, (tx, who) => bandEvents(tx, who, { ...band, ...cursor })))
      }
      for (const { what, productCode } of picture.flow) {
        const first = await as(actor, (tx, who) => figureEvents(tx, who, { ...span, what, productCode, limit: 1 }))
        const cursor = first.nextCursor === null ? {} : { cursor: first.nextCursor }
        found.push(first, await as(actor, (tx, who) => figureEvents(tx, who, { ...span, what, limit: 1, ...cursor })))
      }
    }
    return found
  }
  const before = await answers()
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(4), name: 'grein.example/log' })
  while (await sealOnce(world.database, world.authorityId, { signer }));
  await keepSums(world.database, world.staff)
  const isKept = (actor: Actor) => as(actor, (tx) => hasSums(tx, world.authorityId))
  expect([await isKept(world.staff), await isKept(grower.actor)]).toEqual([true, false])
  expect(await answers()).toEqual(before)
})

test('what a holder adds up of itself it reads by its own events, however many others there are', async () => {
  const { pharmacy } = world.who
  const span = { from: today().subtract({ days: 20 }), until: today().add({ days: 1 }) }
  const asked = { until: today(), months: 2, law: testLaw }
  const soFar = async (tx: Tx) => {
    const { rows } = await sql<{ events: number }>`
      select sum(s.seq_tup_read + coalesce(s.idx_tup_fetch, 0))::float8 as events from pg_stat_xact_all_tables as s
      where s.relid in (select i.inhrelid from pg_inherits as i where i.inhparent = 'chain.event'::regclass)`.execute(
      tx,
    )
    return rows[0]?.events ?? Number.NaN
  }
  const read = (work: (tx: Tx, actor: Actor) => Promise<unknown>) =>
    as(pharmacy.actor, async (tx, actor) => {
      await sql`set local enable_seqscan = off`.execute(tx) // So few rows would be read whole, by whatever way they are asked for.
      const before = await soFar(tx)
      await work(tx, actor)
      return (await soFar(tx)) - before
    })
  const [own] = await world.admin.query<{ count: bigint }>(
    'select count(*) from chain.event_party where holder_id = $1',
    [pharmacy.partyId],
  )
  expect(own?.count).toBeGreaterThan(0n)
  const most = Number(own?.count)
  expect(await read((tx, actor) => nationalPicture(tx, actor, asked))).toBeLessThanOrEqual(most)
  expect(await read((tx, actor) => figureEvents(tx, actor, { ...span, what: 'dispensed' }))).toBeLessThanOrEqual(most)
})

test('rooms: what grows where, and where a room went', async () => {
  const { grower, pharmacy } = world.who
  const map = await as(grower.actor, (tx, who) => roomMap(tx, who, today()))
  expect(map.items).toHaveLength(1)
  const rooms = map.items[0]!.rooms.map(({ room, plants, lots, past }) => [room, plants, lots.length, past.length])
  expect(rooms).toEqual([
    ['1', 0, 0, 1],
    ['2', 50, 1, 0],
  ])
  expect((await as(pharmacy.actor, (tx, who) => roomMap(tx, who, today()))).items).toEqual([])
  const fate = (actor: Actor, room: string) =>
    as(actor, (tx, who) => roomFate(tx, who, { premisesId: grower.premisesId, room, on: null, now: world.now }))
  const whole = await fate(world.staff, '1')
  expect(whole.handedOnMg).toBe('0')
  const parts = Object.fromEntries(whole.parts.map(({ part, massMg }) => [part, massMg]))
  expect(parts).toMatchObject({ dispensed: '5000', tested: '9000', free: '19945000' })
  // 100 kg wet, and the half gram more that a door weighed.
  expect(whole.totalMg).toBe('100000500')
  expect(BigInt((await fate(grower.actor, '1')).handedOnMg)).toBe(20_000_000n) // With the sample.
  expect(await refusalOf(fate(world.staff, 'nowhere'))).toBe('chain/unknown-batch')
})
