// Whatever happened, in whatever order it came to be known, and wherever the mark stands: the kept sums and what was recorded since are what
// adding up every movement gives. Not here: how the figures are shown.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EventId, newId, startOfLegalDay, trustId } from '#kernel'
import { databaseError, openLogSigner, sealOnce } from '#platform'
import type { Move, Place } from '../place.ts'
import type { DecidedEvent } from '../record/posting.ts'
import { type BareLedger, openBareLedger } from '../testing/index.ts'
import { unlockLedger } from '../testing/unlock.ts'
import { bandOf, findBand, findBandByDay } from './band-events.ts'
import type { PagePlace } from './by-day.ts'
import { selectSideSums, selectSidesCounted } from './country-sides.ts'
import { type FigureWanted, type Found, findByDay, findCounted } from './figure-events.ts'
import { keepSums } from './keep-sums.ts'
import { selectMonthsCounted } from './months.ts'
import { selectStockCounted } from './store.ts'
import { addToSums, hasSums, selectMonthSums, selectStockSums } from './sums.ts'
import { verifySums } from './verify-sums.ts'

const signer = openLogSigner({ seed: new Uint8Array(32).fill(6), name: 'grein.example/log' })
let ledger: BareLedger
/** Two holders of different kinds, each with a batch of two products: what moves between them is part of every figure there is. */
let places: ReturnType<typeof makePlaces>
beforeAll(async () => {
  ledger = await openBareLedger()
  places = makePlaces()
  await plant()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const holders = [newId('party'), newId('party')]
const batches = [newId('batch'), newId('batch')]
const premisesId = newId('premises')

function makePlaces() {
  const place = (kind: Place['kind'], state: string) => (holder: number, batch: number) => ({
    ...{ kind, ledger: 'material_mg' as const, holderId: holders[holder]!, counterId: null, premisesId, state }, // Two of each, above.
    ...{ batchId: batches[batch]!, shipmentId: null },
  })
  const world = (state: string) => place('world', state)
  return {
    ...{ grown: world('grown'), dispensed: world('dispensed'), lost: world('lost'), moisture: world('moisture') },
    ...{ opening: world('opening'), wet: place('stock', 'wet'), quarantine: place('stock', 'quarantine') },
    ...{ released: place('stock', 'released'), transit: place('transit', 'released') },
  }
}

/** Ids by which the log sorts what it seals: as devices send them, not as they were recorded. */
function idAt(minutesAgo: number): EventId {
  const time = (ledger.now.epochMilliseconds - minutesAgo * 60_000).toString(16).padStart(12, '0')
  return trustId('event', `${time.slice(0, 8)}-${time.slice(8)}${newId('event').slice(13)}`)
}

type Told = {
  readonly kind: string
  readonly at: Temporal.Instant
  readonly moves: readonly Move[]
  readonly id: EventId
}

function eventOf({ kind, ...event }: Told, correctsId?: EventId): DecidedEvent {
  const { eventId, posting } = ledger.event({ ...event, ...(correctsId ? { correctsId } : {}) })
  return { eventId, posting: { ...posting, events: posting.events.map((row) => ({ ...row, kind })) } }
}

async function plant() {
  const { admin, authorityId, now } = ledger
  for (const [at, partyId] of holders.entries())
    await admin.query(
      `insert into licensing.party (authority_id, party_id, kind, name, country) values ($1, $2, $3, $4, 'NL')`,
      [...[authorityId, partyId, ['grower', 'pharmacy'][at], `Holder ${at}`]],
    )
  const at = now.subtract({ hours: 24 * 120 })
  const moves = [0, 1].flatMap((holder) =>
    [0, 1].flatMap((batch) =>
      (['wet', 'quarantine', 'released'] as const).map((state) => ({
        ...{ from: places.opening(holder, batch), to: places[state](holder, batch), amount: 300n },
      })),
    ),
  )
  const opening = eventOf({ kind: 'opening', at, moves: [], id: newId('event') }) // A batch is there before anything moves in it.
  await ledger.post(opening)
  for (const [place, batchId] of batches.entries())
    await admin.query(
      `insert into chain.batch (authority_id, batch_id, name, kind, product_code, holder_id, premises_id, event_id, opened_at, opened_amount, unit)
       values ($1, $2, $3, 'bulk', $4, $5, $6, $7, $8, 300, 'mg')`,
      [
        authorityId,
        batchId,
        `Batch ${place}`,
        `product-${place}`,
        holders[0],
        premisesId,
        opening.eventId,
        at.toString(),
      ],
    )
  await ledger.post(eventOf({ kind: 'opening', at, moves, id: newId('event') }))
}

const minute = 60_000
/** A little before and after the beginning of legal months, and of days the clock changes on. */
const moments = () => {
  const month = ledger.now.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate().with({ day: 1 })
  const borders = [0, 1, 2].map((back) => startOfLegalDay(month.subtract({ months: back })))
  return borders.flatMap((border) => [-61, -1, 0, 1].map((minutes) => border.add({ milliseconds: minutes * minute })))
}

type Step =
  | {
      readonly kind: 'act'
      readonly act: number
      readonly holder: number
      readonly batch: number
      readonly amount: number
      readonly moment: number
      readonly minutesAgo: number
    }
  | { readonly kind: 'correct'; readonly nth: number; readonly moment: number; readonly minutesAgo: number }
  | { readonly kind: 'seal'; readonly max: number }
  | { readonly kind: 'round'; readonly leaves: number }
  | { readonly kind: 'forget' }

const acts: readonly ((holder: number, batch: number, amount: bigint) => { kind: string; moves: readonly Move[] })[] = [
  (h, b, amount) => ({ kind: 'harvest', moves: [{ from: places.grown(h, b), to: places.wet(h, b), amount }] }),
  (h, b, amount) => ({ kind: 'dry', moves: [{ from: places.wet(h, b), to: places.moisture(h, b), amount }] }),
  (h, b, amount) => ({
    kind: 'release',
    moves: [{ from: places.quarantine(h, b), to: places.released(h, b), amount }],
  }),
  (h, b, amount) => ({
    kind: 'hand-over',
    moves: [{ from: places.quarantine(h, b), to: places.quarantine(1 - h, b), amount }],
  }),
  (h, b, amount) => ({ kind: 'ship', moves: [{ from: places.released(h, b), to: places.transit(h, b), amount }] }),
  (h, b, amount) => ({
    kind: 'dispense',
    moves: [{ from: places.released(h, b), to: places.dispensed(h, b), amount }],
  }),
  // All there is of it: an account that is emptied, and filled again by a correction.
  (h, b) => ({ kind: 'lose', moves: [{ from: places.quarantine(h, b), to: places.lost(h, b), amount: 300n }] }),
  // Two products in one event, one of them in two figures.
  (h, _, amount) => ({
    kind: 'dispense',
    moves: [0, 1].flatMap((b) => [
      { from: places.released(h, b), to: places.dispensed(h, b), amount },
      { from: places.wet(h, b), to: places.moisture(h, b), amount: 1n },
    ]),
  }),
]

const bit = fc.integer({ min: 0, max: 1 })
const when = { moment: fc.nat({ max: 11 }), minutesAgo: fc.nat({ max: 600 }) }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      ...{ kind: fc.constant('act' as const), act: fc.nat({ max: acts.length - 1 }), holder: bit, batch: bit },
      ...{ amount: fc.integer({ min: 1, max: 60 }), ...when },
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct' as const), nth: fc.nat(), ...when }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('seal' as const), max: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('round' as const), leaves: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const) }) },
)

/** Everything the sums answer, against everything added up, at one moment of the database. */
async function expectSame(note: string): Promise<void> {
  const { database, staff, authorityId, now } = ledger
  const until = now.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate().add({ days: 1 })
  const days = { from: until.subtract({ days: 130 }), until }
  const half = { from: until.subtract({ days: 45 }), until: until.subtract({ days: 3 }) }
  const same = { isolation: 'repeatable read', readOnly: true } as const
  await database.transaction(
    staff,
    async (tx) => {
      for (const span of [days, half])
        expect(await selectMonthSums(tx, authorityId, span), note).toEqual(
          await selectMonthsCounted(tx, authorityId, span),
        )
      for (const span of [days, half])
        expect(await selectSideSums(tx, authorityId, span), note).toEqual(
          await selectSidesCounted(tx, authorityId, span),
        )
      expect(await selectStockSums(tx, authorityId), note).toEqual(await selectStockCounted(tx, authorityId))
    },
    same,
  )
}

/** Each figure's events, page by page, as the sums find them and as all of them are found. */
async function expectSamePages(limit: number): Promise<void> {
  const { database, staff, authorityId, now } = ledger
  const until = now.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate().add({ days: 1 })
  for (const what of ['grown', 'dispensed', 'moisture'] as const)
    for (const productCode of [undefined, 'product-1']) {
      let place: { value: string; id: string } | null = null
      for (let page = 0; page < 2; page++) {
        const wanted: FigureWanted = {
          what,
          from: until.subtract({ days: 130 }),
          until,
          ...(productCode ? { productCode } : {}),
          place,
          limit,
        }
        const [byDay, counted]: readonly [Found, Found] = await database.transaction(
          staff,
          async (tx) => [await findByDay(tx, authorityId, wanted), await findCounted(tx, authorityId, wanted)] as const,
          { isolation: 'repeatable read', readOnly: true },
        )
        expect([what, byDay.rows]).toEqual([what, counted.rows])
        // A page behind the last row has no row to tell the total by.
        if (counted.rows.length > 0) expect([byDay.totalMg, byDay.events]).toEqual([counted.totalMg, counted.events])
        const last: Found['rows'][number] | undefined = byDay.rows[limit - 1]
        if (!last || byDay.rows.length <= limit) break
        place = { value: last.occurredAt.toString(), id: last.eventId }
      }
    }
}

/** Each band of the flow of half the time, page by page, as the sums find its events and as all of them are found. */
async function expectSameBands(limit: number): Promise<void> {
  const { database, staff, authorityId, now } = ledger
  const until = now.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate().subtract({ days: 3 })
  const days = { from: until.subtract({ days: 60 }), until }
  await database.transaction(
    staff,
    async (tx) => {
      const sums = await selectSidesCounted(tx, authorityId, days)
      const nodeOf = (side: string) => (side.startsWith('class:') ? side : `in:${side}`)
      for (const { source, target, insideMg, insideEvents } of sums) {
        const asked = { ...days, source: nodeOf(source), target: nodeOf(target), holderId: null }
        const band = bandOf(authorityId, asked)
        const found: Found['rows'][number][] = []
        for (let place: PagePlace | null = null; ; ) {
          const wanted = { ...asked, band, place, limit }
          const page: Found['rows'] = await findBandByDay(tx, authorityId, wanted)
          expect(page).toEqual(await findBand(tx, authorityId, wanted))
          found.push(...page.slice(0, limit))
          const last: Found['rows'][number] | undefined = page[limit - 1]
          if (!last || page.length <= limit) break
          place = { value: last.occurredAt.toString(), id: last.eventId }
        }
        expect([source, target, found.length]).toEqual([source, target, Number(insideEvents)])
        expect(found.reduce((sum, { massMg }) => sum + massMg, 0n)).toBe(insideMg)
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

const posted: Told[] = []
/** What the bounds of the ledger refuse did not happen. */
async function postIfAllowed(told: Told, correctsId?: EventId): Promise<boolean> {
  try {
    await ledger.post(eventOf(told, correctsId))
  } catch (error) {
    expect(databaseError(error)?.constraint).toMatch(/^(balance_(not|then)_negative|correction_key)$/)
    return false
  }
  posted.push(told)
  return true
}

async function take(one: Step): Promise<void> {
  const { database, staff, authorityId, admin } = ledger
  switch (one.kind) {
    case 'act': {
      const { kind, moves } = acts[one.act]!(one.holder, one.batch, BigInt(one.amount)) // Drawn below their number.
      await postIfAllowed({ kind, moves, at: moments()[one.moment]!, id: idAt(one.minutesAgo) })
      return
    }
    case 'correct': {
      const wrong = posted[one.nth % Math.max(1, posted.length)]
      if (!wrong) return
      const moves = wrong.moves.map(({ from, to, amount }) => ({ from: to, to: from, amount }))
      await postIfAllowed({ kind: 'correct', moves, at: moments()[one.moment]!, id: idAt(one.minutesAgo) }, wrong.id)
      return
    }
    case 'seal':
      await sealOnce(database, authorityId, { signer, leavesMax: one.max })
      return
    case 'round':
      await database.transaction(staff, (tx) => addToSums(tx, authorityId, one.leaves))
      return
    case 'forget':
      await admin.query('delete from chain.sum_mark where authority_id = $1', [authorityId])
      return
    default:
      one satisfies never
  }
}

/** What chance may leave out: known before what it takes back, taken back itself, handed to another kind of party, and all of it across a mark. */
const taken: readonly Step[] = [
  { kind: 'act', act: 0, holder: 0, batch: 0, amount: 9, moment: 0, minutesAgo: 5 },
  { kind: 'act', act: 7, holder: 1, batch: 0, amount: 2, moment: 3, minutesAgo: 60 },
  { kind: 'seal', max: 1 },
  { kind: 'round', leaves: 1 },
  { kind: 'correct', nth: 0, moment: 8, minutesAgo: 500 },
  { kind: 'correct', nth: 1, moment: 9, minutesAgo: 400 },
  { kind: 'seal', max: 1 },
  { kind: 'round', leaves: 2 },
  { kind: 'correct', nth: 2, moment: 9, minutesAgo: 1 },
  { kind: 'act', act: 3, holder: 0, batch: 1, amount: 4, moment: 2, minutesAgo: 30 },
  { kind: 'seal', max: 3 },
  { kind: 'round', leaves: 1 },
  { kind: 'forget' },
  { kind: 'round', leaves: 4 },
]

test('any history, wherever the mark stands: sums and what was recorded since are the sum of all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, limit) => {
        for (const one of steps) {
          await take(one)
          if (one.kind === 'round') await expectSame(JSON.stringify(steps))
        }
        await expectSame(JSON.stringify(steps))
        await expectSamePages(limit)
        await expectSameBands(limit)
      },
    ),
    { numRuns: 7, verbose: 1, examples: [[taken, 1]] },
  )
  const { admin, authorityId } = ledger
  const [drawn] = await admin.query<{ corrections: bigint; again: bigint }>(
    `select (select count(*) from chain.correction) as corrections,
       (select count(*) from chain.correction as c join chain.correction as b on b.event_id = c.corrects_id) as again`,
  )
  expect([drawn?.corrections, drawn?.again].every((count) => count !== undefined && count > 0n)).toBe(true)
  expect(await verifySums(admin, authorityId)).toEqual([])
})

describe('the round', () => {
  test('while others write, seal, correct and run rounds of their own: every answer is the sum of all', async () => {
    const { database, staff, authorityId } = ledger
    let isWriting = true
    const while_ = async (work: () => Promise<unknown>) => {
      while (isWriting) await work()
    }
    const writer = async (holder: number) => {
      for (let turn = 0; turn < 25; turn++) {
        const act = acts[turn % 2 === 0 ? 0 : 5]!
        const { kind, moves } = act(holder, turn % 2, 2n)
        const told = { kind, moves, at: moments()[turn % 12]!, id: idAt((turn * 37) % 500) }
        const isIn = await postIfAllowed(told)
        if (isIn && turn % 5 === 0) {
          const back = moves.map(({ from, to, amount }) => ({ from: to, to: from, amount }))
          await postIfAllowed({ kind: 'correct', moves: back, at: told.at, id: idAt((turn * 53) % 500) }, told.id)
        }
      }
    }
    const busy = [
      while_(() => sealOnce(database, authorityId, { signer, leavesMax: 3 })),
      while_(() => database.transaction(staff, (tx) => addToSums(tx, authorityId, 2))),
      while_(() => database.transaction(staff, (tx) => addToSums(tx, authorityId, 3))),
      while_(() => expectSame('while others write')),
    ]
    await Promise.all([writer(0), writer(1)]).finally(() => {
      isWriting = false
    })
    await Promise.all(busy)
    while (await sealOnce(database, authorityId, { signer }));
    await keepSums(database, staff)
    await expectSame('at rest')
    const [mark] = await ledger.admin.query<{ behind: bigint }>(
      'select h.size - r.leaves as behind from chain.sum_mark as r join log.head as h using (authority_id)',
    )
    expect(mark?.behind).toBe(0n)
    expect(await database.transaction(staff, (tx) => hasSums(tx, authorityId))).toBe(true)
  })

  test('that is cut off changed nothing, and keeps a rival out while it runs', async () => {
    const { admin, database, staff, authorityId } = ledger
    await postIfAllowed({ ...acts[0]!(0, 0, 5n), at: ledger.now, id: idAt(1) })
    await sealOnce(database, authorityId, { signer })
    const state = () =>
      admin.query(
        `select (select leaves from chain.sum_mark where authority_id = $1) as leaves,
        (select sum(mass_mg) from chain.flow_sum where authority_id = $1)::text as flow,
        (select sum(mass_mg) from chain.stock_sum where authority_id = $1)::text as stock`,
        [authorityId],
      )
    const before = await state()
    const round = () => database.transaction(staff, (tx) => addToSums(tx, authorityId, 100))
    const cut = database.transaction(staff, async (tx) => {
      expect(await addToSums(tx, authorityId, 100)).not.toBeNull()
      expect(await round()).toBeNull() // Another is at it.
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'grein-test' and state = 'idle in transaction'`,
      )
    })
    await expect(cut).rejects.toThrow()
    expect(await state()).toEqual(before)
    expect(await round()).not.toBeNull()
    expect(await state()).not.toEqual(before)
    await expectSame('after the next round')
  })

  test('is the house’s alone, and a holder reads no sum', async () => {
    const holder = ledger.actorFor({ wall: 'holder', partyId: holders[0]! })
    const asHolder = <Value>(work: (tx: Parameters<typeof addToSums>[0]) => Promise<Value>) =>
      ledger.database.transaction(holder, work)
    await expect(asHolder((tx) => addToSums(tx, ledger.authorityId, 1))).rejects.toThrow('only the house')
    expect(await asHolder((tx) => hasSums(tx, ledger.authorityId))).toBe(false)
    // Even asked for the sums it gets its own alone: to it everything was recorded since.
    const hers = await asHolder((tx) => selectStockSums(tx, ledger.authorityId))
    expect(hers).toEqual(await asHolder((tx) => selectStockCounted(tx, ledger.authorityId)))
    expect(new Set(hers.map(({ holderKind }) => holderKind))).toEqual(new Set(['grower']))
  })
})

describe('a sum that somebody edited is named', () => {
  const check = (what: string, edit: string, detail: RegExp) =>
    test(what, async () => {
      const { admin, authorityId } = ledger
      expect(await verifySums(admin, authorityId)).toEqual([])
      await admin.withClient(async (client) => {
        await client.query('begin')
        await client.query(edit)
        await client.query('commit')
      })
      expect(await verifySums(admin, authorityId)).toContainEqual(
        expect.objectContaining({ kind: 'sum-differs', detail: expect.stringMatching(detail) }),
      )
      // The way back: without a mark the house begins anew.
      await admin.query('delete from chain.sum_mark')
      await keepSums(ledger.database, ledger.staff)
      expect(await verifySums(admin, authorityId)).toEqual([])
    })
  beforeAll(() => unlockLedger(ledger.admin))

  check(
    'a figure',
    `update chain.flow_sum set mass_mg = mass_mg + 1 where what = 'dispensed'`,
    /dispensed .* in the sums \d+ mg/,
  )
  check(
    'a month, moved to another',
    `update chain.flow_sum set on_day = on_day - 40 where what = 'grown'`,
    /grown .* in the ledger nothing/,
  )
  check('how many', `update chain.flow_sum set events = events + 1, events_once = events_once + 1`, /in the sums/)
  check(
    'what went from one kind of party to another',
    `update chain.side_sum set mass_mg = mass_mg + 1 where source like 'class:%' and target like 'class:%' and not is_undone`,
    /class:\w+ to class:\w+ in the sums \d+ mg/,
  )
  check(
    'what was taken back',
    `update chain.side_sum set last_on = last_on + 1000 where is_undone`,
    /taken back by .* in the ledger nothing/,
  )
  check('what a holder has', `update chain.stock_sum set mass_mg = mass_mg + 7 where mass_mg > 0`, /by account/)
  check('in how many accounts', `update chain.stock_sum set accounts = accounts - 1 where accounts > 0`, /by account/)
  check(
    'what an account has',
    `update chain.account_sum set amount = amount - 1 where amount > 1`,
    /in the sums \d+, in the ledger \d+/,
  )
  check(
    'what an account moved in a month',
    `update chain.month_sum set change = change + 1`,
    /of \d{4}-\d{2} in the sums -?\d+, in the ledger -?\d+/,
  )
  check('how far it is', `update chain.sum_mark set leaves = leaves + 5`, /claim/)
})
