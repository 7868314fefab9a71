// What the demo shows of rooms, second signatures, disputes and notices, recorded through the ledger's own door after the history is in: what each
// room of grower B is for, a lot that moved, a count that waits for a colleague, a dispensing that came late, and a loss still to be told.
// Not here: the history itself.
import { actOptions, type LawForChain, listBatches, listEvents, recordAct } from '#chain'
import type { Act, ActKind, BatchSummary } from '#chain/contract'
import { assert, type IdName, newId, parseId, printId, trustId } from '#kernel'
import { type Actor, type Database, idempotent, type TraceContext, type Tx } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'
import { seededRandom } from './random.ts'

type Seeding = {
  readonly database: Database
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly now: () => Temporal.Instant
}

/** A holder records by itself what is not older than a month. */
const recentDays = 28

/** As growing.ts names them, and where the harvest dries. */
const roomsOfB = [
  { room: 'B1', uses: ['grow'] },
  { room: 'B2', uses: ['grow'] },
  { room: 'B3', uses: ['grow'] },
  { room: 'B4', uses: ['grow'] },
  { room: 'B-moeders', uses: ['grow'] },
  { room: 'Droogkamer', uses: ['dry', 'store', 'waste'] },
] as const

/** Twice is once: each has its key. The door goes by the real clock: a world that ends tomorrow has none of this yet. */
export async function recordClocks(seeding: Seeding): Promise<void> {
  const at = seeding.now()
  if (Temporal.Instant.compare(at, Temporal.Now.instant()) > 0) return
  const { database, law, world, trace } = seeding
  const random = seededRandom(`grein-clocks ${world.arguments.seed}`)
  const id = (name: IdName) =>
    printId(name, trustId(name, newId(name, { at: at.epochMilliseconds, random: random.bytes() })))
  const person = (staff: string) => actorOf(world, staff, { trace, now: at })
  const premisesOf = (staff: string) => {
    const partyId = world.staff[staff]?.partyId
    const site = world.parties.find((party) => party.partyId === partyId)?.premises[0]
    assert(site, 'whoever acts has premises')
    return site
  }
  const record = (actor: Actor, act: Act) => (tx: Tx) => recordAct(tx, actor, { act, law, now: at })
  const minutesAgo = (minutes: number) => at.subtract({ minutes }).toString()

  const manager = person('bmc/chain')
  const grower = person('grower-a/chain')
  const other = person('grower-b/chain')
  const otherSite = premisesOf('grower-b/chain')
  for (const { room, uses } of roomsOfB) {
    await once(
      database,
      manager,
      `demo-room-${room}`,
      record(manager, {
        kind: 'designate',
        eventId: id('event'),
        occurredAt: minutesAgo(90),
        premisesId: premisesOf('bmc/chain').premisesId,
        forPremisesId: otherSite.premisesId,
        room,
        roomKind: 'room',
        uses: [...uses],
        from: otherSite.period.from,
      }),
    )
  }
  await once(database, other, 'demo-room-move', async (tx) => {
    const wet = await firstAllowed(tx, other, {
      law,
      at,
      kind: 'move-room',
      filter: { kind: 'harvest', status: 'wet' },
    })
    if (!wet) return
    const { batch, premisesId } = wet
    const common = { eventId: id('event'), occurredAt: minutesAgo(60), premisesId }
    await record(other, { kind: 'move-room', ...common, batchId: batch.batchId, room: 'Droogkamer' })(tx)
  })
  await once(database, grower, 'demo-count-waits', async (tx) => {
    const held = await firstAllowed(tx, grower, { law, at, kind: 'lose', filter: { kind: 'harvest', status: 'wet' } })
    if (!held) return
    const { batch, premisesId, amount } = held
    await record(grower, {
      kind: 'count',
      eventId: id('event'),
      occurredAt: minutesAgo(50),
      premisesId,
      lines: [{ batchId: batch.batchId, state: 'wet', countedMassMg: amount }],
      counter: 'KWA-11',
      countersigner: null,
      followsId: null,
    })(tx)
  })
  const pharmacist = person('pharmacy-1/pharmacist')
  await once(database, pharmacist, 'demo-late', async (tx) => {
    const lot = await arrivedLately(tx, pharmacist, { law, at })
    if (!lot) return
    // Dispensed an hour before the lot is on record as received: the book had none of it then.
    await record(pharmacist, {
      kind: 'dispense',
      eventId: id('event'),
      occurredAt: Temporal.Instant.from(lot.receivedAt).subtract({ hours: 1 }).toString(),
      premisesId: lot.premisesId,
      batchId: lot.batchId,
      massMg: '5000',
      recordNumber: 'AP1-laat-01',
    })(tx)
  })
  await once(database, pharmacist, 'demo-loss', async (tx) => {
    const lot = await arrivedLately(tx, pharmacist, { law, at })
    if (!lot) return
    await record(pharmacist, {
      kind: 'lose',
      eventId: id('event'),
      occurredAt: minutesAgo(40),
      premisesId: lot.premisesId,
      batchId: lot.batchId,
      state: 'released',
      massMg: '1000',
      cause: 'loss',
      reason: 'gevallen pot, een deel niet meer te gebruiken',
    })(tx)
  })
}

/** A lot that came for the first time in the last weeks and may be dispensed. */
async function arrivedLately(tx: Tx, actor: Actor, { law, at }: Pick<Wanted, 'law' | 'at'>) {
  const since = at.subtract({ hours: 24 * recentDays })
  const { items } = await listEvents(tx, actor, { kind: 'receive', limit: 100 })
  for (const event of items.filter(
    ({ occurredAt }) => Temporal.Instant.compare(Temporal.Instant.from(occurredAt), since) > 0,
  )) {
    for (const { batchId: printed } of event.batches) {
      const batchId = parseId('batch', printed)
      assert(batchId, 'a list prints its ids')
      const isFirst = !items.some(
        (other) => other.occurredAt < event.occurredAt && other.batches.some((batch) => batch.batchId === printed),
      )
      const { options } = isFirst
        ? await actOptions(tx, actor, { batchId, law, now: at, locale: 'nl' })
        : { options: [] }
      const option = options.find(({ kind, allowed }) => kind === 'dispense' && allowed)
      if (option) return { batchId: printed, premisesId: option.premises.premisesId, receivedAt: event.occurredAt }
    }
  }
  return null
}

type Wanted = {
  readonly law: LawForChain
  readonly at: Temporal.Instant
  readonly kind: ActKind
  readonly filter: { readonly kind: BatchSummary['kind']; readonly status: BatchSummary['status'] }
}

/** The first of the actor's own batches that this may be done with, and how much of it lies where. */
async function firstAllowed(tx: Tx, actor: Actor, { law, at, kind, filter }: Wanted) {
  const { items } = await listBatches(tx, actor, { filter: { ...filter, sort: 'opened', order: 'asc', limit: 8 }, law })
  for (const batch of items) {
    const batchId = parseId('batch', batch.batchId)
    assert(batchId, 'a list prints its ids')
    const { options } = await actOptions(tx, actor, { batchId, law, now: at, locale: 'nl' })
    const option = options.find((one) => one.kind === kind && one.allowed)
    if (option?.maxAmount) return { batch, premisesId: option.premises.premisesId, amount: option.maxAmount }
  }
  return null
}

function once(database: Database, actor: Actor, key: string, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  return database.transaction(actor, (tx) =>
    idempotent<string>(tx, actor, { key, content: key }, async () => {
      await work(tx)
      return 'done'
    }),
  )
}
