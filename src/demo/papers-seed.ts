// What the demo shows of papers, recorded through its own doors after the history is in: a despatch by a carrier in two numbered boxes, and a
// destruction with a photograph, which is a drawing and says so. Not here: the shipments and destructions of the history.
import { readFileSync } from 'node:fs'
import {
  actOptions,
  type LawForChain,
  listBatches,
  recordAct,
  registerCompanyPrefix,
  storePhotograph,
  takeUnits,
} from '#chain'
import type { ActKind, BatchSummary } from '#chain/contract'
import { assert, type IdName, newId, parseId, printId, trustId } from '#kernel'
import { type Actor, type Database, type DocumentStore, idempotent, type TraceContext, type Tx } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'
import { placeDemoOrder } from './orders-seed.ts'
import { seededRandom } from './random.ts'

type Seeding = {
  readonly database: Database
  readonly documents: DocumentStore
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly now: () => Temporal.Instant
}
/** Ids from the seed: two starts of one demo make the same world. */
type Ids = <Name extends IdName>(name: Name) => ReturnType<typeof trustId<Name>>

/** Under GS1's prefix for demonstrations. */
const companyPrefix = '952000900'

/** Twice is once: each has its key. The door goes by the real clock: a world that ends tomorrow has no despatch of tomorrow. */
export async function recordPapers(seeding: Seeding): Promise<void> {
  const now = seeding.now()
  if (Temporal.Instant.compare(now, Temporal.Now.instant()) > 0) return
  const random = seededRandom(`grein-papers ${seeding.world.arguments.seed}`)
  const ids: Ids = (name) => trustId(name, newId(name, { at: now.epochMilliseconds, random: random.bytes() }))
  await byDistributor({ ...seeding, at: now, ids })
  await byGrower({ ...seeding, at: now, ids })
}

type At = Seeding & { readonly at: Temporal.Instant; readonly ids: Ids }

type Chosen = {
  readonly batchId: string
  readonly productCode: string
  readonly premisesId: string
  readonly amountMg: string
}

/** Half of the first lot that may go, to a pharmacy whose own task is another. */
async function byDistributor(seeding: At): Promise<void> {
  const { database, law, world, trace, at, ids } = seeding
  const actor = actorOf(world, 'distributor/chain', { trace, now: at })
  const [, pharmacy] = world.parties.filter(({ kind }) => kind === 'pharmacy')
  const carrier = world.parties.find(({ kind }) => kind === 'carrier')
  assert(pharmacy && carrier, 'world.ts has six pharmacies and a carrier')
  const chosen = await database.transaction(actor, (tx) =>
    idempotent<Chosen | null>(tx, actor, { key: 'demo-manifest-lot', content: 'demo-manifest-lot' }, async () => {
      const filter = { kind: 'pack-lot', status: 'released' } as const
      const found = await firstAllowed(tx, actor, { law, at, kind: 'ship', filter })
      if (!found || found.amount < 4n) return null
      const { batch, premisesId, amount } = found
      return { batchId: batch.batchId, productCode: batch.productCode, premisesId, amountMg: `${amount}` }
    }),
  )
  if (chosen === null) return
  const { batchId, productCode, premisesId, amountMg } = chosen
  const [first, second] = [BigInt(amountMg) / 4n, BigInt(amountMg) / 2n - BigInt(amountMg) / 4n]
  // Ordered before it goes: the despatch is of 25 minutes ago.
  const ordered = { ...seeding, now: () => at.subtract({ minutes: 90 }) }
  const orderNumber = await placeDemoOrder(ordered, {
    ...{ key: 'demo-order-form-3', pharmacy: 1, productCode, massMg: (first + second) * 2n, days: 4 },
  })
  await once(database, actor, 'demo-manifest', async (tx) => {
    await registerCompanyPrefix(tx, actor, companyPrefix)
    const line = { batchId, state: 'released' as const }
    const shipmentId = ids('shipment')
    const { items } = await takeUnits(tx, actor, { shipmentId, count: 2 })
    const masses = [first, second]
    await recordAct(tx, actor, {
      ...{ law, now: at },
      act: {
        ...{
          kind: 'ship',
          eventId: printId('event', ids('event')),
          occurredAt: at.subtract({ minutes: 25 }).toString(),
        },
        ...{ premisesId, shipmentId: printId('shipment', shipmentId), reason: 'supply' },
        ...{ receiverId: pharmacy.partyId, toPremisesId: pharmacy.premises[0]!.premisesId }, // Every party of the world has one.
        lines: [{ ...line, massMg: `${first + second}` }],
        orderNumber,
        transport: {
          ...{ carrierId: carrier.partyId, vehicle: 'VX-952-D', driver: 'Z-041', route: 'A28, A7' },
          departsAt: at.subtract({ minutes: 20 }).toString(),
          arrivesAt: at.add({ minutes: 100 }).toString(),
        },
        units: items.map(({ sscc }, index) => ({ sscc, contents: [{ ...line, massMg: `${masses[index]}` }] })),
      },
    })
  })
}

/** A tenth of the first waste there is, photographed. */
async function byGrower({ database, documents, law, world, trace, at, ids }: At): Promise<void> {
  const actor = actorOf(world, 'grower-a/chain', { trace, now: at })
  await once(database, actor, 'demo-photograph', async (tx) => {
    const found = await firstAllowed(tx, actor, {
      law,
      at,
      kind: 'destroy',
      state: 'waste',
      filter: { kind: 'harvest' },
    })
    const massMg = (found?.amount ?? 0n) / 10n
    if (!found || massMg === 0n) return
    const [eventId, documentId] = [ids('event'), ids('document')]
    const bytes = readFileSync(new URL('./photographs/destruction.jpg', import.meta.url))
    const { sha256 } = await storePhotograph(tx, actor, documents, { eventId, documentId, bytes })
    await recordAct(tx, actor, {
      ...{ law, now: at },
      act: {
        ...{ kind: 'destroy', eventId: printId('event', eventId), occurredAt: at.subtract({ minutes: 15 }).toString() },
        ...{ premisesId: found.premisesId, batchId: found.batch.batchId, state: 'waste', massMg: `${massMg}` },
        ...{ method: 'composting', witnesses: ['A-0137', 'A-0244'], documents: [] },
        photographs: [{ documentId: printId('document', documentId), sha256 }],
      },
    })
  })
}

type Wanted = {
  readonly law: LawForChain
  readonly at: Temporal.Instant
  readonly kind: ActKind
  readonly state?: string
  readonly filter: Parameters<typeof listBatches>[2]['filter']
}
type Found = { readonly batch: BatchSummary; readonly premisesId: string; readonly amount: bigint }

async function firstAllowed(tx: Tx, actor: Actor, { law, at, kind, state, filter }: Wanted): Promise<Found | null> {
  const { items } = await listBatches(tx, actor, {
    filter: { ...filter, sort: 'opened', order: 'desc', limit: 20 },
    law,
  })
  for (const batch of items) {
    const batchId = parseId('batch', batch.batchId)
    assert(batchId, 'the chain prints its ids')
    const { options } = await actOptions(tx, actor, { batchId, law, now: at, locale: 'nl' })
    const option = options.find(
      (one) => one.allowed && one.kind === kind && (state === undefined || one.state === state),
    )
    if (option?.maxAmount) return { batch, premisesId: option.premises.premisesId, amount: BigInt(option.maxAmount) }
  }
  return null
}

function once(database: Database, actor: Actor, key: string, work: (tx: Tx) => Promise<void>): Promise<string> {
  return database.transaction(actor, (tx) =>
    idempotent<string>(tx, actor, { key, content: key }, async () => {
      await work(tx)
      return 'done'
    }),
  )
}
