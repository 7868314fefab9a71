// That a limit is never exceeded, and nothing is refused that has room, whatever the history: limits that are registered, amended and withdrawn, what is
// imported, received, sent out and back, taken back, recorded late, by one after another and by four at once. Against a reference of a few lines. Not
// here: other refusals of these acts (record/refusals-*.test.ts).
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { legalDayOf, legalTimeZone, newId, type PlainDate, printId } from '#kernel'
import type { Act } from '../contract.ts'
import { accountIdOf } from '../place.ts'
import { selectLimitStates } from '../store/limits.ts'
import { ledgerFaults } from '../testing/ledger-faults.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import type { World } from '../testing/world.ts'
import { limitPlace } from './limits.ts'

const { open, refusal } = refusalsOf('limits')
let world: World
let sender: SeveralHolder
let other: SeveralHolder
let source: string
/** In two years that are over; a version may begin between them. */
let days: readonly PlainDate[]
let starts: readonly PlainDate[]
const acts = ['import', 'have', 'supply', 'transport'] as const
beforeAll(async () => {
  world = await open()
  const { year } = legalDayOf(world.now)
  const on = (back: number, monthDay: string) => Temporal.PlainDate.from(`${year - back}-${monthDay}`)
  days = [on(2, '03-01'), on(2, '09-01'), on(1, '03-01'), on(1, '09-01')]
  starts = [on(2, '06-01'), on(1, '01-01'), on(1, '06-01')]
  sender = await openSeveral(world, [{ number: newId('event'), acts: [...acts] }])
  other = await openSeveral(world, [{ number: newId('event'), acts: [...acts] }])
  const act = sender.bringing('1000000', at(on(3, '01-01'), 0))
  await world.record(sender, act)
  source = act.batch.batchId
})

const at = (day: PlainDate, hour: number) => ({
  occurredAt: day.toZonedDateTime({ timeZone: legalTimeZone, plainTime: { hour } }).toInstant().toString(),
})

// ── The reference ────────────────────────────────────────────────────────────────────────────────────────────────────────
type Use = { readonly day: PlainDate; readonly mg: number }
type Version = { readonly from: PlainDate; max: number | null }
const { compare } = Temporal.PlainDate

class Reference {
  readonly versions: Version[] = [{ from: Temporal.PlainDate.from('2015-01-01'), max: null }]
  readonly uses = new Map<string, Use>()

  limitOn(day: PlainDate): number | null {
    return this.versions.findLast(({ from }) => compare(from, day) <= 0)?.max ?? null
  }
  through(day: PlainDate): number {
    const counted = [...this.uses.values()].filter((use) => use.day.year === day.year && compare(use.day, day) <= 0)
    return counted.reduce((sum, { mg }) => sum + mg, 0)
  }
  /** What is left on a day: the least that is left by any limit, then or on a later day of the year on which something was used. */
  room(day: PlainDate): number | null {
    if (this.limitOn(day) === null) return null
    const later = [...this.uses.values()].flatMap((use) =>
      use.day.year === day.year && compare(use.day, day) > 0 ? [use.day] : [],
    )
    const left = [day, ...later].flatMap((one) => {
      const max = this.limitOn(one)
      return max === null ? [] : [max - this.through(one)]
    })
    return Math.min(...left)
  }
  hasRoom({ day, mg }: Use): boolean {
    const room = this.room(day)
    return room === null || mg <= room
  }
}

// ── The same, on the database ────────────────────────────────────────────────────────────────────────────────────────────
type Command =
  | { readonly kind: 'import' | 'receive' | 'out-and-back'; readonly day: number; readonly mg: number }
  | { readonly kind: 'take-back'; readonly nth: number }
  | { readonly kind: 'register'; readonly nth: number; readonly max: number }
  | { readonly kind: 'amend'; readonly start: number; readonly max: number | null }

const mg = fc.integer({ min: 1, max: 60 })
const max = fc.integer({ min: 20, max: 150 })
const day = fc.integer({ min: 0, max: 3 })
const using = fc.record({
  kind: fc.constantFrom('import' as const, 'receive' as const, 'out-and-back' as const),
  day,
  mg,
})
const takingBack = fc.record({ kind: fc.constant('take-back' as const), nth: fc.nat(9) })
const registering = fc.record({ kind: fc.constant('register' as const), nth: fc.nat(9), max })
const amending = fc.record({
  kind: fc.constant('amend' as const),
  start: fc.integer({ min: 0, max: 2 }),
  max: fc.option(max, { freq: 4 }),
})
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: using },
  { weight: 1, arbitrary: takingBack },
  { weight: 2, arbitrary: registering },
  { weight: 2, arbitrary: amending },
)

async function house() {
  const holder = await openSeveral(world, [{ number: newId('event'), acts: [...acts] }])
  const [exemptionId] = holder.exemptionOf.values()
  const reference = new Reference()
  /** Of a version that is there, as whoever keeps registers adds it: locked, so that acts and this wait for each other. */
  const limit = (from: PlainDate, maxMg: number) =>
    world.admin.query(
      `with version as (
        select v.* from licensing.exemption_version v join licensing.exemption x using (authority_id, exemption_id)
        where v.exemption_id = $1 and lower(v.period) = $2 for update of x
       ), condition as (
        insert into licensing.exemption_condition (authority_id, exemption_id, period, number, nl, en, basis)
        select authority_id, exemption_id, period, 1, 'Niet meer.', 'No more.', 'opiumwet/8a/2/b' from version returning *)
       insert into licensing.exemption_limit (authority_id, exemption_id, period, number, substance_id, acts, per, max_mg)
       select authority_id, exemption_id, period, 1, 'hennep', '{import,receive}', 'year', $3 from condition`,
      [exemptionId, from.toString(), maxMg],
    )
  const begin = (from: PlainDate) =>
    world.admin.withClient(async (client) => {
      await client.query('begin')
      await client.query('select from licensing.exemption where exemption_id = $1 for update', [exemptionId])
      for (const table of ['limit', 'condition', 'scope', 'version'])
        await client.query(
          `update licensing.exemption_${table} set period = daterange(lower(period), $2) where exemption_id = $1 and upper_inf(period)`,
          [exemptionId, from.toString()],
        )
      await client.query(
        `insert into licensing.exemption_version (authority_id, exemption_id, period)
         select authority_id, exemption_id, daterange($2, null) from licensing.exemption where exemption_id = $1`,
        [exemptionId, from.toString()],
      )
      await client.query(
        `insert into licensing.exemption_scope (authority_id, exemption_id, period, line, acts, substances, purposes, premises)
         select authority_id, exemption_id, daterange($2, null), line, acts, substances, purposes, premises
         from licensing.exemption_scope where exemption_id = $1 and upper(period) = $2::date`,
        [exemptionId, from.toString()],
      )
      await client.query('commit')
    })
  const parcel = async (from: SeveralHolder, receiver: SeveralHolder, { day: on, mg: mass }: Use, hour: number) => {
    const [shipmentId, line] = [shipment(), { batchId: source, state: 'quarantine' as const }]
    const reason = hour > 12 ? ('return' as const) : ('service' as const)
    const lines = [{ ...line, massMg: `${mass}` }]
    await world.act(from, 'ship', { shipmentId, ...to(receiver), reason, lines, ...at(on, hour) })
    const received = { shipmentId, lines: [{ ...line, receivedMassMg: `${mass}` }], ...at(on, hour + 1) }
    return world.make(receiver, 'receive', received) as Act
  }
  /** What it brings in, ready to be recorded. */
  const bringing = async (kind: 'import' | 'receive' | 'out-and-back', use: Use): Promise<Act> =>
    kind === 'import' ? holder.bringing(`${use.mg}`, at(use.day, 9)) : parcel(sender, holder, use, 9)
  const record = (act: Act) => refusal(world.record(holder, act))
  const takeBack = (correctsId: string) =>
    refusal(world.act(holder, 'correct', { correctsId, reason: 'wrong', occurredAt: world.now.toString() }))
  /** It goes out and comes back on that day: whatever is full, that uses nothing. */
  const outAndBack = async (use: Use) => {
    await world.record(other, await parcel(holder, other, use, 11))
    expect(await record(await parcel(other, holder, use, 13))).toBe('accepted')
  }
  const roomOf = async (on: PlainDate) => {
    const place = limitPlace({ exemptionId: exemptionId!, number: 1, holderId: holder.partyId }, `${on.year}`) // It has one.
    const accountId = accountIdOf(world.authorityId, place)
    const asked = [{ exemptionId: exemptionId!, number: 1, accountId, on, products: ['flower'] }]
    const read = world.database.transaction(holder.actor, (tx) => selectLimitStates(tx, world.authorityId, asked))
    return (await read)[0]!
  }
  return { reference, limit, begin, bringing, record, takeBack, outAndBack, roomOf }
}
type House = Awaited<ReturnType<typeof house>>

async function apply({ reference, ...real }: House, one: Command): Promise<void> {
  const { versions, uses } = reference
  if (one.kind === 'register') {
    const version = versions[one.nth % versions.length]!
    if (version.max !== null) return
    await real.limit(version.from, one.max)
    version.max = one.max
  } else if (one.kind === 'amend') {
    const from = starts[one.start]!
    if (compare(from, versions.at(-1)!.from) <= 0) return
    await real.begin(from)
    if (one.max !== null) await real.limit(from, one.max)
    versions.push({ from, max: one.max })
  } else if (one.kind === 'take-back') {
    const eventId = [...uses.keys()][one.nth]
    if (!eventId) return
    expect(await real.takeBack(eventId)).toBe('accepted')
    uses.delete(eventId)
  } else {
    const use = { day: days[one.day]!, mg: one.mg }
    const act = await real.bringing(one.kind, use)
    const expected = reference.hasRoom(use) ? 'accepted' : 'exemption-limit'
    expect(await real.record(act)).toBe(expected)
    if (expected !== 'accepted') return
    uses.set(act.eventId, use)
    if (one.kind === 'out-and-back') await real.outAndBack(use)
  }
}

async function expectRooms({ reference, roomOf }: House): Promise<void> {
  for (const on of days) {
    const room = reference.room(on)
    if (room !== null)
      expect([on.toString(), await roomOf(on)]).toMatchObject([on.toString(), { roomMg: BigInt(room) }])
  }
}

const filled: readonly Command[] = [
  { kind: 'import', day: 0, mg: 30 },
  { kind: 'amend', start: 0, max: 50 },
  { kind: 'receive', day: 1, mg: 21 }, // Of fifty, thirty were used before the limit.
  { kind: 'receive', day: 1, mg: 20 },
  { kind: 'register', nth: 0, max: 100 },
  { kind: 'import', day: 0, mg: 1 }, // There is room in March, and none any more in September.
  { kind: 'take-back', nth: 0 },
  { kind: 'import', day: 0, mg: 30 },
]

/** What comes back is told after a parcel of a later day that brought the same batch. */
const toldLate: readonly Command[] = [
  { kind: 'register', nth: 0, max: 100 },
  { kind: 'receive', day: 3, mg: 40 },
  { kind: 'out-and-back', day: 2, mg: 30 },
]

test('one after another: what a few lines say of each, and the room of each day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 12 }), async (commands) => {
      const real = await house()
      for (const one of commands) await apply(real, one)
      await expectRooms(real)
    }),
    { numRuns: 12, verbose: 1, examples: [[[...filled]], [[...toldLate]]] },
  )
  expect(await ledgerFaults(world)).toEqual([])
})

type Bringing = { readonly use: Use; readonly act: Act }
type Planned = Bringing | { readonly takesBack: string | null }

test('four at once, while a limit is registered or amended: none is exceeded, and what was refused has no room', async () => {
  const atOnce = fc.oneof({ weight: 5, arbitrary: using }, { weight: 1, arbitrary: takingBack })
  const writers = fc.array(fc.array(atOnce, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { maxLength: 5 }),
      writers,
      fc.option(fc.oneof(registering, amending)),
      async (before, each, change) => {
        const real = await house()
        for (const one of before) await apply(real, one)
        const { reference } = real
        const there = [...reference.uses.keys()]
        const taken = new Set<string>()
        const planned = await Promise.all(
          each.map((commands) =>
            Promise.all(
              commands.map(async (one): Promise<Planned> => {
                if (one.kind === 'take-back') return { takesBack: there[one.nth] ?? null }
                const use = { day: days[one.day]!, mg: one.mg }
                return { use, act: await real.bringing(one.kind, use) }
              }),
            ),
          ),
        )
        const refused: Bringing[] = []
        const accepted = new Map<string, Use>()
        const write = async (one: Planned) => {
          if ('act' in one) {
            const code = await real.record(one.act)
            expect(['accepted', 'exemption-limit', 'exemption-withdrawn']).toContain(code)
            if (code === 'accepted') accepted.set(one.act.eventId, one.use)
            else refused.push(one)
          } else if (one.takesBack && !taken.has(one.takesBack)) {
            taken.add(one.takesBack)
            expect(await real.takeBack(one.takesBack)).toBe('accepted')
          }
        }
        await Promise.all([
          ...planned.map(async (commands) => {
            for (const one of commands) await write(one)
          }),
          change ? apply(real, change) : null,
        ])
        for (const id of taken) reference.uses.delete(id)
        for (const [id, use] of accepted) reference.uses.set(id, use)
        await expectRooms(real)
        // A limit that came beside them may find more there than it allows; without it nothing is beyond.
        if (!change) {
          for (const { day: on } of accepted.values()) expect(reference.room(on) ?? 0).toBeGreaterThanOrEqual(0)
          if (taken.size === 0) expect(refused.filter(({ use }) => reference.hasRoom(use))).toEqual([])
        }
        for (const { use, act } of refused) {
          const again = { ...act, eventId: printId('event', newId('event')) }
          const expected = reference.hasRoom(use) ? 'accepted' : 'exemption-limit'
          expect(await real.record(again)).toBe(expected)
          if (expected === 'accepted') reference.uses.set(again.eventId, use)
        }
      },
    ),
    { numRuns: 6, verbose: 1 },
  )
})
