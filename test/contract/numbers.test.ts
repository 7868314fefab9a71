// Every number leads to what it sums: the address behind each kind of number, as the screens make it, is followed by the API and added up.
// Not here: bands of a flow and figures of a month one by one (src/chain/picture/picture.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '#api/testing'
import {
  type AccountMovements,
  type AllowanceView,
  type BandEvents,
  type BatchDetail,
  type BookList,
  type BookPage,
  bookSides,
  type Ceilings,
  type Contents,
  type DifferenceList,
  type FigureEvents,
  type HolderView,
  type LedgerAccounts,
  type LimitView,
  type National,
  type OrderView,
  type OwnDrills,
  type OwnDrillView,
  type PeriodFlow,
  type ProductComposition,
  type RecallNotice,
  type RecallPartView,
  type RecallSummary,
  type RecallView,
  type ReleaseDossier,
  type RoomFate,
  type RoomHanded,
  type RoomMap,
  type StudyView,
  type Trace,
  type TraceMap,
} from '#chain/contract'
import { type Work, workItemsMax } from '#platform/contract'
import * as behind from '../../src/web/chain/behind.ts'
import { goodsAndContents } from '../../src/web/chain/goods-and-contents.ts'
import { crossingsOf } from '../../src/web/chain/recall/crossings-of.ts'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let people: readonly (readonly [string, Browser])[]
beforeAll(async () => {
  house = await openWholeHouse()
  const names = ['inspecteur', 'ketenbeheerder', 'kweker', 'analist', 'apotheker', 'distributeur']
  people = await Promise.all(names.map(async (name) => [name, await house.logIn(name)] as const))
}, 240_000)
afterAll(() => house?.[Symbol.asyncDispose]())

async function read<Answer>(browser: Browser, url: string): Promise<Answer> {
  const answer = await browser.ask(url)
  expect(`${url} ${answer.status}`).toBe(`${url} 200`)
  return JSON.parse(answer.text) as Answer
}

/** Of more accounts than this the total stands for them: that it is their sum, the smaller ones show. */
const followedMax = 1_000

/** What the ledger's screen says at that address: its own total, and page by page the accounts below it. */
async function standsAt(browser: Browser, href: string): Promise<string> {
  expect(href).toMatch(/^\/ledger\?/)
  const query = new URLSearchParams(href.slice('/ledger?'.length))
  if (query.has('moved')) return movedAt(browser, query)
  if (!query.has('ledger')) query.set('ledger', 'material_mg') // As the screen does.
  query.set('limit', '200')
  let sum = 0n
  for (let cursor: string | null = ''; cursor !== null; ) {
    if (cursor) query.set('cursor', cursor)
    const page: LedgerAccounts = await read(browser, `/v1/accounts?${query}`)
    sum += page.items.reduce((total, { amount }) => total + BigInt(amount), 0n)
    if ((page.totals[0]?.accounts ?? 0) > followedMax) return page.totals[0]?.amount ?? '0'
    cursor = page.nextCursor
    if (cursor === null) expect([href, page.totals[0]?.amount ?? '0']).toEqual([href, `${sum}`])
  }
  return `${sum}`
}

/** What came into accounts or left them, as the same screen says it: its own total, and the events below it. */
async function movedAt(browser: Browser, query: URLSearchParams): Promise<string> {
  query.set('side', query.get('moved') ?? '')
  query.delete('moved')
  const { total, sum: of } = await eventsAt<FigureEvents>(browser, `/v1/accounts/moved?${query}`)
  expect([`${query}`, total?.totalMg]).toEqual([`${query}`, of])
  return of
}

/** Page by page what events are together; each may be opened. */
async function eventsAt<Page extends BandEvents | RoomHanded>(browser: Browser, url: string) {
  let sum = 0n
  let total: Page | null = null
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await read(browser, `${url}&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    total ??= page
    sum += page.items.reduce((all, { massMg }) => all + BigInt(massMg), 0n)
    for (const { eventId } of some(page.items, 2)) await read(browser, `/v1/events/${eventId}`)
    cursor = page.nextCursor
  }
  return { total, sum: `${sum}` }
}

/** What an account's screen says: what stands or stood there, and that its movements make it. */
async function accountAt(browser: Browser, href: string): Promise<string> {
  const [path = '', query = ''] = href.replace('/ledger/', '/v1/accounts/').split('?')
  const then = query === '' ? '' : `&${query}`
  let moved = 0n
  for (let cursor: string | null = ''; ; ) {
    const page: AccountMovements = await read(
      browser,
      `${path}/movements?limit=200${then}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    moved += page.items.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
    cursor = page.nextCursor
    if (cursor !== null) continue
    expect([href, `${moved}`]).toEqual([href, page.account.amount])
    return page.account.amount
  }
}

/** A few of many: first, last and between. */
const some = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  const step = Math.max(1, Math.ceil(items.length / most))
  return items.filter((_item, at) => at % step === 0 || at === items.length - 1)
}

type Followed = { readonly number: string; readonly href: string; readonly is: string }

/** Follows each and says at once which do not add up; there must be some to follow. */
async function expectSame(browser: Browser, numbers: readonly Omit<Followed, 'is'>[]): Promise<number> {
  const wrong: Followed[] = []
  for (const { number, href } of numbers) {
    const is = await (href.startsWith('/ledger/') ? accountAt : standsAt)(browser, href)
    if (is !== number) wrong.push({ number, href, is })
  }
  expect(wrong).toEqual([])
  return numbers.length
}

/** By whoever has such numbers: somebody must. */
async function byEveryone(
  numbersOf: (browser: Browser) => Promise<readonly Omit<Followed, 'is'>[]>,
  ...names: readonly string[]
): Promise<void> {
  let followed = 0
  for (const browser of named(...(names.length > 0 ? names : holdersAndStaff)))
    followed += await expectSame(browser, await numbersOf(browser))
  expect(followed).toBeGreaterThan(0)
}

const holdersAndStaff = ['inspecteur', 'kweker', 'apotheker', 'distributeur']
const named = (...names: readonly string[]): Browser[] =>
  people.flatMap(([name, browser]) => (names.includes(name) ? [browser] : []))

const sum = (amounts: readonly string[]) => `${amounts.reduce((total, amount) => total + BigInt(amount), 0n)}`

async function batchIds(browser: Browser): Promise<readonly string[]> {
  const kinds = ['plant-lot', 'harvest', 'bulk', 'pack-lot']
  const lists = await Promise.all(
    kinds.map((kind) => read<{ items: { batchId: string }[] }>(browser, `/v1/batches?kind=${kind}&limit=20`)),
  )
  return lists.flatMap(({ items }) => some(items, 2).map(({ batchId }) => batchId))
}

describe('a number leads to what it is made of', () => {
  test('stock in the country, by product and class of holder', () =>
    byEveryone(async (browser) => {
      const { stock } = await read<National>(browser, '/v1/national')
      const of = (product: string | null, kind: string | null) =>
        sum(
          stock
            .filter(
              (row) => (product ?? row.productCode) === row.productCode && (kind ?? row.holderKind) === row.holderKind,
            )
            .map(({ massMg }) => massMg),
        )
      const products = [null, ...new Set(stock.map(({ productCode }) => productCode))]
      const kinds = [null, ...new Set(stock.map(({ holderKind }) => holderKind))]
      return products.flatMap((product) =>
        kinds.map((kind) => ({ number: of(product, kind), href: behind.ofNationalStock(product, kind) })),
      )
    }))

  test('a month of the country: the events of each figure, and of all months together', async () => {
    for (const browser of named(...holdersAndStaff)) {
      const { flow, from, until } = await read<National>(browser, '/v1/national')
      for (const what of new Set(flow.map((row) => row.what))) {
        const number = sum(flow.filter((row) => row.what === what).map(({ massMg }) => massMg))
        const found = await read<FigureEvents>(
          browser,
          `/v1/national/events?${new URLSearchParams({ what, from, until, limit: '1' })}`,
        )
        expect([what, found.totalMg]).toEqual([what, number])
      }
    }
  })

  test('what stands at premises, and what stands in a room', () =>
    byEveryone(async (browser) => {
      const { items } = await read<RoomMap>(browser, '/v1/rooms')
      return items.flatMap((site) => [
        {
          number: `${site.rooms.reduce((all, { plants }) => all + plants, 0)}`,
          href: behind.ofPlants(site),
        },
        ...site.stands.map(({ state, massMg }) => ({ number: massMg, href: behind.ofStanding(site, state) })),
        ...site.rooms.flatMap(({ lots }) =>
          lots.flatMap(({ batch, plants, massMg }) => [
            { number: `${plants}`, href: behind.ofRoomLot(site, batch.batchId, 'plant_pieces') },
            { number: massMg, href: behind.ofRoomLot(site, batch.batchId, 'material_mg') },
          ]),
        ),
      ])
    }))

  test('what is in the material, place by place', () =>
    byEveryone(async (browser) => {
      const { items } = await read<Contents>(browser, '/v1/contents')
      return items.flatMap((row) => [
        { number: row.materialMassMg, href: behind.ofContent(row, 'material_mg') },
        ...row.contents.flatMap(({ ledger, amount, unknownMassMg }) => [
          { number: amount, href: behind.ofContent(row, ledger) },
          { number: unknownMassMg, href: behind.ofUnmeasured(row, ledger) },
        ]),
      ])
    }))

  test('what stands of a batch, account by account', () =>
    byEveryone(async (browser) => {
      const details = []
      for (const batchId of await batchIds(browser))
        details.push(await read<BatchDetail>(browser, `/v1/batches/${batchId}`))
      return details.flatMap(({ balances }) =>
        balances
          .filter(({ amount }) => amount !== '0')
          .slice(0, 4)
          .map(({ account, amount }) => ({ number: amount, href: behind.ofAccount(account) })),
      )
    }))

  test('who has some of a trace, in its table and on the map', () =>
    byEveryone(async (browser) => {
      const numbers = []
      for (const batchId of some(await batchIds(browser), 4)) {
        const { whereabouts } = await read<Trace>(browser, `/v1/batches/${batchId}/trace?direction=both`)
        for (const row of some(whereabouts, 8)) {
          if (row.hasMassMg !== '0') numbers.push({ number: row.hasMassMg, href: behind.ofWhereabouts(row) })
          numbers.push({ number: row.hadMassMg, href: behind.ofWhatCame(row) })
        }
        const { places } = await read<TraceMap>(browser, `/v1/batches/${batchId}/map`)
        for (const place of some(places, 6)) {
          if (place.batches === place.stands.length)
            expect(sum(place.stands.map(({ massMg }) => massMg))).toBe(place.hasMassMg)
          for (const { batch, massMg } of some(place.stands, 3))
            numbers.push({ number: massMg, href: behind.ofMapStand(place, batch.batchId) })
        }
      }
      return numbers
    }))

  test('a difference that waits', () =>
    byEveryone(async (browser) => {
      const { items } = await read<DifferenceList>(browser, '/v1/differences')
      // What is missing by who weighed stands on its account until it is explained: there the sign is the other.
      return items.map((one) => ({ number: `${-BigInt(one.amountMg)}`, href: behind.ofDifference(one) }))
    }))

  test('an end of the flow of a period: what stood there on that day, of everyone and of one holder', () =>
    byEveryone(
      async (browser) => {
        const numbers = []
        const parties = await ask<{ items: { partyId: string }[] }>(browser, '/v1/parties?limit=200')
        const holders = [null, ...some(parties?.items ?? [], 2).map(({ partyId }) => partyId)]
        const today = house.clock.today()
        for (const holder of holders) {
          for (const [from, until] of [
            [today.subtract({ months: 5 }), today.subtract({ months: 2 })],
            [today.subtract({ years: 1 }), today.add({ days: 1 })],
          ] as const) {
            const query = new URLSearchParams({ from: `${from}`, until: `${until}`, ...(holder ? { holder } : {}) })
            const flow = await ask<PeriodFlow>(browser, `/v1/flow?${query}`)
            if (!flow || flow.nodes.length === 0) continue
            for (const end of ['opening', 'closing'] as const)
              numbers.push({
                number: end === 'opening' ? flow.openingMg : flow.closingMg,
                href: behind.ofFlowStock(flow, end),
              })
            for (const link of flow.links.filter(({ events }) => events === 0))
              numbers.push({ number: link.amount, href: behind.ofFlowEnd(flow, link) })
          }
        }
        return numbers
      },
      ...['inspecteur', 'apotheker', 'distributeur'],
    ))

  test('what still stands in the flow of a batch: its accounts, of plants too', () =>
    byEveryone(async (browser) => {
      const numbers = []
      for (const batchId of await batchIds(browser)) {
        const { flow } = await read<BatchDetail>(browser, `/v1/batches/${batchId}`)
        for (const node of flow.nodes) {
          const still = flow.links.filter(({ to, events }) => to === node.id && events === 0)
          const href = behind.ofFlowStand(batchId, node, flow.unit)
          if (still.length > 0 && href !== null) numbers.push({ number: sum(still.map((link) => link.amount)), href })
        }
      }
      return numbers
    }))

  test('a holder at a glance: of each product what it has, wherever it lies', () =>
    byEveryone(
      async (browser) => {
        const numbers = []
        const { items } = await read<DifferenceList>(browser, '/v1/differences')
        for (const holderId of new Set(items.map(({ holder }) => holder.partyId))) {
          const { stock } = await read<HolderView>(browser, `/v1/holders/${holderId}`)
          for (const { productCode, stockMg } of stock)
            numbers.push({ number: stockMg, href: behind.ofHolderStock(holderId, productCode) })
        }
        return numbers
      },
      ...['inspecteur'],
    ))

  test('a record book: what was there opens accounts of that day, what moved its lines', () =>
    byEveryone(
      async (browser) => {
        const numbers = []
        const { items, substances } = await read<BookList>(browser, '/v1/books')
        const month = house.clock.today().with({ day: 1 })
        for (const { book, stockMg, batches } of [...some(substances, 2), ...some(items, 2)]) {
          numbers.push({ number: stockMg, href: behind.ofBookStock(book) })
          const accounts = await read<LedgerAccounts>(
            browser,
            `/v1/accounts?${behind.ofBookStock(book).slice('/ledger?'.length)}&limit=200`,
          )
          if (accounts.nextCursor === null)
            expect(new Set(accounts.items.map(({ account }) => account.batch?.batchId)).size).toBe(batches)
          const query = new URLSearchParams({
            ...{ premises: book.premises.premisesId, holder: book.holder.partyId },
            ...(book.productCode === null ? { substance: `${book.substanceId}` } : { product: book.productCode }),
            ...{ from: `${month.subtract({ months: 3 })}`, until: `${month}` },
          })
          const page = await read<BookPage>(browser, `/v1/books/lines?${query}&limit=1`)
          const dayBefore = (day: string) => `${Temporal.PlainDate.from(day).subtract({ days: 1 })}`
          numbers.push({ number: page.openingMg, href: behind.ofBookStock(book, dayBefore(page.from)) })
          numbers.push({ number: page.closingMg, href: behind.ofBookStock(book, dayBefore(page.until)) })
          for (const side of bookSides) {
            const lines = await bookLines(browser, `${query}&side=${side}`)
            expect([
              book.productName,
              side,
              sum(lines.map(({ inMg, outMg }) => `${BigInt(inMg) + BigInt(outMg)}`)),
            ]).toEqual([...[book.productName, side], side === 'in' ? page.inMg : page.outMg])
            // The stock after a line is that of the whole book.
            const all = await bookLines(browser, `${query}`)
            for (const line of some(lines, 4)) expect(all).toContainEqual(line)
          }
        }
        return numbers
      },
      ...['inspecteur', 'kweker', 'apotheker'],
    ))

  test('what was called off or permitted: what used it, and what is left', () =>
    byEveryone(
      async (browser) => {
        const found = await ask<{ items: AllowanceView[] }>(browser, '/v1/allowances')
        return (found?.items ?? []).flatMap((one) => {
          const used = behind.ofAllowanceUsed(one)
          if (used === null) expect(one.usedMassMg).toBe('0')
          return [
            { number: one.leftMassMg, href: behind.ofAllowanceLeft(one) },
            ...(used === null ? [] : [{ number: one.usedMassMg, href: used }]),
          ]
        })
      },
      ...['ketenbeheerder', 'kweker', 'distributeur'],
    ))

  test('what a condition of an exemption limits: the acts that used it, less what was given back', () =>
    byEveryone(
      async (browser) => {
        const { items } = await read<{ items: LimitView[] }>(browser, '/v1/limits')
        return items.flatMap((one) => {
          const href = behind.ofLimit(one)
          expect(BigInt(one.usedMassMg) + BigInt(one.leftMassMg)).toBe(BigInt(one.maxMassMg))
          const untold = one.untold.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
          const told = `${BigInt(one.usedMassMg) - untold}`
          if (href === null) expect(told).toBe('0')
          return href === null ? [] : [{ number: told, href }]
        })
      },
      ...['ketenbeheerder', 'kweker'],
    ))

  test('what lies under a ceiling: of each product its accounts, and all of them together what lies there', () =>
    byEveryone(
      async (browser) => {
        const { items } = await read<Ceilings>(browser, '/v1/ceilings')
        return items.flatMap((one) => {
          const lies = one.products.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
          const left = BigInt(one.maxMassMg) - lies
          expect([`${lies}`, `${left > 0n ? left : 0n}`]).toEqual([one.liesMassMg, one.leftMassMg])
          return one.products.map((product) => ({
            number: product.massMg,
            href: behind.ofCeilingProduct(one, product),
          }))
        })
      },
      ...['ketenbeheerder', 'kweker'],
    ))

  test('where a room went: each part its accounts, what others got its events', async () => {
    let followed = 0
    for (const browser of named('inspecteur', 'kweker')) {
      const { items } = await read<RoomMap>(browser, '/v1/rooms')
      for (const { premises, rooms } of items.slice(0, 2)) {
        for (const { room } of rooms.slice(0, 1)) {
          const path = `/v1/rooms/${premises.premisesId}/fate`
          const query = new URLSearchParams({ room })
          const fate = await ask<RoomFate>(browser, `${path}?${query}`)
          for (const { part, massMg } of fate?.parts ?? []) {
            await expectPart(browser, `${path}/parts/${part}?${query}`, massMg)
            followed++
          }
          if (!fate || fate.handedOnMg === '0') continue
          const { sum: handed } = await eventsAt<RoomHanded>(browser, `${path}/handed?${query}`)
          expect([room, handed]).toEqual([room, fate.handedOnMg])
          followed++
        }
      }
    }
    expect(followed).toBeGreaterThan(4)
  })

  test('a sample on the bench and a batch that is released; an event behind the wall is no link', async () => {
    let followed = 0
    for (const browser of named('ketenbeheerder', 'analist', 'apotheker')) {
      const numbers = []
      const orders = await ask<{ items: OrderView[] }>(browser, '/v1/quality/orders?open=yes')
      for (const { sample, sampleMassMg, laboratory, premisesId } of orders?.items ?? [])
        if (sampleMassMg !== null)
          numbers.push({ number: sampleMassMg, href: behind.ofSample(sample.batchId, laboratory.partyId, premisesId) })
      for (const batchId of await batchIds(browser)) {
        const dossier = await ask<ReleaseDossier>(browser, `/v1/batches/${batchId}/release`)
        if (!dossier) continue
        numbers.push({ number: dossier.quarantineMassMg, href: behind.ofBatchState(batchId, 'quarantine') })
        const events = [...dossier.specification, ...dossier.label, ...dossier.unlimitedEvents]
        for (const id of new Set(events.flatMap(({ eventId }) => eventId ?? [])))
          await read(browser, `/v1/events/${id}`)
      }
      followed += await expectSame(browser, numbers)
    }
    expect(followed).toBeGreaterThan(0)
  })

  test('what an answer says may be opened opens, for whoever reads it: a measured value, an ancestor, what passed between two batches', async () => {
    const opened = new Map<string, number>()
    const closed = new Map<string, number>()
    const count = (of: Map<string, number>, what: string) => of.set(what, (of.get(what) ?? 0) + 1)
    for (const browser of named(...people.map(([name]) => name))) {
      const events: (readonly [string, string | null])[] = []
      const batches: (readonly [string, string, boolean])[] = []
      const { items } = await read<{ items: { productCode: string }[] }>(browser, '/v1/products')
      for (const { productCode } of items) {
        const url = `/v1/products/${productCode}/composition`
        const { points } = await read<ProductComposition>(browser, url)
        for (const { batch, values } of some(points, 3)) {
          batches.push(['charted', batch.batchId, true])
          for (const { eventId } of values) events.push(['charted', eventId])
        }
      }
      for (const batchId of some(await batchIds(browser), 4)) {
        const { parents, children, flow } = await read<BatchDetail>(browser, `/v1/batches/${batchId}`)
        for (const { batch, isOpen } of some([...parents, ...children], 4)) batches.push(['kin', batch.batchId, isOpen])
        for (const { amount, parts, events: all } of flow.links) {
          if (all > 0 && all === parts.length) expect(sum(parts.map((part) => part.amount))).toBe(amount)
          for (const { eventId } of some(parts, 1)) events.push(['flowed', eventId])
        }
        const { nodes, edges } = await read<Trace>(browser, `/v1/batches/${batchId}/trace?direction=both`)
        for (const { batch, status } of some(nodes, 6)) batches.push(['traced', batch.batchId, status !== null])
        for (const { eventId } of some(edges, 6)) events.push(['passed', eventId])
        const { places } = await read<TraceMap>(browser, `/v1/batches/${batchId}/map`)
        for (const { batch, isOpen } of some(
          places.flatMap((place) => place.opened),
          4,
        ))
          batches.push(['opened there', batch.batchId, isOpen])
      }
      const studies = await ask<{ items: { studyId: string }[] }>(browser, '/v1/quality/stability')
      for (const { studyId } of some(studies?.items ?? [], 2)) {
        const study = await read<StudyView>(browser, `/v1/quality/stability/${studyId}`)
        for (const { batchId, isOpen } of study.batches) batches.push(['followed', batchId, isOpen])
      }
      for (const [what, eventId] of events) {
        count(eventId === null ? closed : opened, what)
        if (eventId !== null) await read(browser, `/v1/events/${eventId}`)
      }
      for (const [what, batchId, isOpen] of batches) {
        count(isOpen ? opened : closed, what)
        const { status } = await browser.ask(`/v1/batches/${batchId}`)
        expect([what, batchId, status]).toEqual([what, batchId, isOpen ? 200 : 404])
      }
    }
    expect([...opened.keys()].sort()).toEqual([
      'charted',
      'flowed',
      'followed',
      'kin',
      'opened there',
      'passed',
      'traced',
    ])
    // The laboratory's test is not the grower's event, and a pharmacy's jar has plants it never had.
    expect([...closed.keys()].sort()).toEqual(['charted', 'followed', 'kin', 'opened there', 'passed', 'traced'])
  })

  test('where a batch is, and what is in it there, several shipments of one place together', () =>
    byEveryone(
      async (browser) => {
        const numbers = []
        for (const batchId of some(await batchIds(browser), 12)) {
          const { balances } = await read<BatchDetail>(browser, `/v1/batches/${batchId}`)
          const { goods, contents } = goodsAndContents(balances)
          for (const { account, amount } of some(goods, 4))
            numbers.push({ number: amount, href: behind.ofAccount(account) })
          for (const { amount, href } of some(contents, 4).flatMap((there) => there.contents))
            numbers.push({ number: amount, href })
        }
        return numbers
      },
      ...['inspecteur', 'apotheker'],
    ))

  test('what is still with the grower of a harvest', () =>
    byEveryone(
      async (browser) => {
        const { items } = await read<{ items: { batchId: string }[] }>(browser, '/v1/batches?kind=harvest&limit=30')
        const numbers = []
        for (const { batchId } of some(items, 3)) {
          const { deliveryClock: clock } = await read<BatchDetail>(browser, `/v1/batches/${batchId}`)
          if (clock) numbers.push({ number: clock.openMassMg, href: behind.ofStillThere(batchId, clock.growerId) })
        }
        return numbers
      },
      ...['inspecteur', 'kweker'],
    ))

  test('a recall: what everyone had, was sent, dispensed and has, and each part now and at every step', async () => {
    let followed = 0
    for (const browser of named('inspecteur')) {
      const found = await ask<{ items: RecallSummary[] }>(browser, '/v1/recalls')
      for (const { recallId, heldBy, root } of found?.items ?? []) {
        if (recallId === null || heldBy !== null) continue
        const view = await read<RecallView>(browser, `/v1/recalls/${recallId}`)
        const numbers = some(view.notices, 6).flatMap((row) => {
          const of = { recallId, holderId: row.holder.partyId }
          const then = { ...of, at: row.countedAt }
          return [
            { number: row.hasNowMg, href: behind.ofToldStock(of) },
            { number: row.hadThenMg, href: behind.ofToldStock(then) },
            { number: row.comingThenMg, href: behind.ofToldComing(then) },
            { number: row.dispensedThenMg, href: behind.ofToldDispensed(then) },
          ]
        })
        for (const { holder, hasNowMg } of view.untold)
          numbers.push({ number: hasNowMg, href: behind.ofFamily(root.batchId, holder.partyId) })
        for (const row of view.abroad) {
          const both = crossingsOf(row, undefined)
          for (const [way, massMg] of [
            ['exported', row.exportedMg],
            ['imported', row.importedMg],
          ] as const) {
            const { crossings, sums } = crossingsOf(row, way)
            expect([row.country, way, sum(crossings.map((one) => one.massMg))]).toEqual([row.country, way, massMg])
            expect(sums).toEqual(both.sums.filter((one) => one.way === way))
          }
          expect(both.crossings).toEqual(row.crossings)
          for (const { eventId } of some(row.crossings, 2)) await read(browser, `/v1/events/${eventId}`)
        }
        followed += await expectSame(browser, numbers)
        const path = `/v1/recalls/${recallId}/parts`
        for (const { part, massMg } of view.mass.parts) await expectPart(browser, `${path}/${part}`, massMg)
        for (const { eventId, parts } of some(view.course, 4))
          for (const { part, massMg } of parts)
            await expectPart(browser, `${path}/${part}?moment=${eventId ?? 'begin'}`, massMg)
      }
    }
    expect(followed).toBeGreaterThan(0)
  })

  test('a notice: what of its own stock it names, line by line and together', () =>
    byEveryone(async (browser) => {
      const found = await ask<{ items: RecallNotice[] }>(browser, '/v1/recall-notices')
      const { party } = await read<{ party: { partyId: string } | null }>(browser, '/v1/session')
      return (found?.items ?? []).flatMap((one) => {
        const mine = { recallId: one.recallId, holderId: party?.partyId ?? null }
        return [
          { number: one.blockedMg, href: behind.ofToldBlocked(mine) },
          { number: one.freeMg, href: behind.ofToldFree(mine) },
          { number: one.comingMg, href: behind.ofToldComing({ ...mine, at: one.countedAt }) },
          { number: one.dispensedMg, href: behind.ofToldDispensed(mine) },
          { number: one.sentBackMg, href: behind.ofToldSentBack(mine, one.toldAt) },
          { number: one.destroyedMg, href: behind.ofToldDestroyed(mine, one.toldAt) },
          ...some(one.lines, 6).flatMap((line) => {
            const of = { ...mine, batchId: line.batch.batchId }
            const then = { ...of, at: one.countedAt }
            return [
              { number: line.blockedMg, href: behind.ofToldBlocked(of) },
              { number: sum([line.blockedMg, line.freeMg]), href: behind.ofToldStock(of) },
              { number: line.dispensedMg, href: behind.ofToldDispensed(of) },
              {
                number: line.everHadMg,
                href: one.heldBy ? behind.ofToldGot(then, one.heldBy.partyId) : behind.ofToldCame(then),
              },
            ]
          }),
        ]
      })
    }))

  test('a drill of its own: each part, and what each receiver got, sent back and was being sent', async () => {
    let followed = 0
    for (const browser of named('inspecteur', 'kweker', 'distributeur')) {
      const found = await ask<OwnDrills>(browser, '/v1/own-drills')
      for (const { recallId, startedAt } of found?.items ?? []) {
        const path = `/v1/own-drills/${recallId}`
        const view = await read<OwnDrillView>(browser, path)
        for (const { part, massMg } of view.mass.parts) await expectPart(browser, `${path}/parts/${part}`, massMg)
        const coming = []
        for (const { receiver, sentMg, cameBackMg, comingMg } of some(view.receivers, 6)) {
          const events = `${path}/receivers/${receiver.partyId}/events`
          expect((await eventsAt<BandEvents>(browser, `${events}?what=sent`)).sum).toBe(sentMg)
          expect((await eventsAt<BandEvents>(browser, `${events}?what=back`)).sum).toBe(cameBackMg)
          const then = { recallId: recallId ?? '', holderId: receiver.partyId, at: startedAt }
          coming.push({ number: comingMg, href: behind.ofToldComing(then) })
        }
        followed += await expectSame(browser, coming)
      }
    }
    expect(followed).toBeGreaterThan(0)
  })

  test("what is behind the wall leads to nothing: another holder's filter is an empty ledger", async () => {
    const [inspector, pharmacist] = [...named('inspecteur'), ...named('apotheker')] as [Browser, Browser] // Both logged in above.
    const { party } = await read<{ party: { partyId: string } }>(pharmacist, '/v1/session')
    const recalls = await read<{ items: RecallSummary[] }>(inspector, '/v1/recalls')
    const recallId = recalls.items.find((one) => one.recallId !== null && one.heldBy === null)?.recallId ?? ''
    const { notices, recall } = await read<RecallView>(inspector, `/v1/recalls/${recallId}`)
    const other = notices.find(({ holder, hadThenMg }) => holder.partyId !== party.partyId && hadThenMg !== '0')!
    const of = { recallId, holderId: other.holder.partyId, at: other.countedAt }
    const theirs = [
      ...[
        behind.ofToldStock(of),
        behind.ofToldDispensed(of),
        behind.ofToldCame(of),
        behind.ofToldStock({ ...of, holderId: null }),
      ],
      ...[
        behind.ofFamily(recall.root.batchId, other.holder.partyId),
        behind.ofStillThere(recall.root.batchId, other.holder.partyId),
      ],
    ]
    for (const href of [theirs[0]!, theirs[2]!])
      expect([href, await standsAt(inspector, href)]).not.toEqual([href, '0'])
    const seen = []
    for (const href of theirs) seen.push(await standsAt(pharmacist, href))
    const own = await standsAt(pharmacist, behind.ofToldStock({ ...of, holderId: party.partyId }))
    expect(seen).toEqual(['0', '0', '0', own, '0', '0'])
  })
})

/** Who may not ask reads no such number. */
async function ask<Answer>(browser: Browser, url: string): Promise<Answer | null> {
  const answer = await browser.ask(url)
  expect([url, answer.status]).toEqual([url, expect.toBeOneOf([200, 403, 404])])
  return answer.status === 200 ? (JSON.parse(answer.text) as Answer) : null
}

describe('what waits', () => {
  test('of each kind: its number is of all that stand in its own list, which begins with the few of the front page', async () => {
    const seen = new Set<string>()
    for (const [name, browser] of people.filter(([one]) => ['ketenbeheerder', 'kweker', 'apotheker'].includes(one))) {
      const { sections } = await read<Work>(browser, '/v1/work')
      for (const { kind, count, items } of sections) {
        if (kind === 'recent-events') continue // Of these nobody says how many there are.
        seen.add(kind)
        const { sections: alone } = await read<Work>(browser, `/v1/work?kind=${kind}`)
        expect([name, alone.map((section) => [section.kind, section.count])]).toEqual([name, [[kind, count]]])
        const all = alone[0]?.items ?? []
        expect([name, kind, all.slice(0, items.length)]).toEqual([name, kind, items])
        if (items.length > 0) expect([name, kind, all.length]).toEqual([name, kind, Math.min(count, workItemsMax)])
      }
    }
    expect(seen.size).toBeGreaterThan(10)
    const [, visitor] = people.find(([name]) => name === 'apotheker')!
    expect(await read<Work>(visitor, '/v1/work?kind=denials')).toEqual({ sections: [] })
    expect((await visitor.ask('/v1/work?kind=nothing')).status).toBe(400)
  })
})

async function expectPart(browser: Browser, url: string, massMg: string): Promise<void> {
  const { accounts, count, massMg: of } = await read<RecallPartView>(browser, url)
  expect([url, of]).toEqual([url, massMg])
  if (count === accounts.length) expect([url, sum(accounts.map((one) => one.massMg))]).toEqual([url, massMg])
}

async function bookLines(browser: Browser, query: string): Promise<BookPage['lines']> {
  const lines: BookPage['lines'][number][] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: BookPage = await read(
      browser,
      `/v1/books/lines?${query}&limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    lines.push(...page.lines)
    cursor = page.nextCursor
  }
  return lines
}
