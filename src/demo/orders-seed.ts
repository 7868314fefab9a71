// What the demo shows of order forms, placed through their own door after the history is in: one that waits, one that was declined. The one that
// is answered in part is placed beside its despatch (papers-seed.ts). Not here: the shipments of the history, which name no form.
import { endOrder, type LawForChain, placeOrder } from '#chain'
import type { NewOrderForm } from '#chain/contract'
import { assert, legalDayOf, legalTimeZone } from '#kernel'
import { type Database, idempotent, type TraceContext } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'

export type OrderSeeding = {
  readonly database: Database
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly now: () => Temporal.Instant
}

type Wanted = {
  readonly key: string
  readonly pharmacy: number
  readonly productCode: string
  readonly massMg: bigint
  readonly days: number
}

/** A pharmacy orders of the distributor; its number. Twice is once: each has its key. */
export function placeDemoOrder(
  { database, law, world, trace, now }: OrderSeeding,
  { key, pharmacy, productCode, massMg, days }: Wanted,
): Promise<string> {
  const orderer = world.parties.filter(({ kind }) => kind === 'pharmacy')[pharmacy]
  const supplier = world.parties.find(({ kind }) => kind === 'wholesaler')
  assert(orderer && supplier, 'world.ts has six pharmacies and a distributor')
  const placedAt = withinWorld(world, now())
  const actor = actorOf(world, `pharmacy-${pharmacy + 1}/pharmacist`, { trace, now: placedAt })
  const form: NewOrderForm = {
    ...{ supplierId: supplier.partyId, fromPremisesId: supplier.premises[0]!.premisesId }, // Every party of the world has one.
    ...{ toPremisesId: orderer.premises[0]!.premisesId, productCode, massMg: `${massMg}` }, // As above.
    wantedOn: Temporal.PlainDate.from(world.arguments.until).add({ days }).toString(),
  }
  return database.transaction(actor, (tx) =>
    idempotent<string>(tx, actor, { key, content: form }, () => placeOrder(tx, actor, form, { law, now: placedAt })),
  )
}

/** An order of a world that ended some time ago is of its last day: nobody orders for a day that has passed. */
function withinWorld({ arguments: { until } }: DemoWorld, now: Temporal.Instant): Temporal.Instant {
  const last = Temporal.PlainDate.from(until)
    .toZonedDateTime({ timeZone: legalTimeZone, plainTime: '12:00' })
    .toInstant()
  return Temporal.Instant.compare(now, last) > 0 && !legalDayOf(now).equals(until) ? last : now
}

/** The door goes by the real clock: a world that ends tomorrow has no order of tomorrow. */
export async function recordOrders(seeding: OrderSeeding): Promise<void> {
  const { database, law, world, trace, now } = seeding
  if (Temporal.Instant.compare(now(), Temporal.Now.instant()) > 0) return
  await placeDemoOrder(seeding, {
    ...{ key: 'demo-order-form-1', pharmacy: 0, productCode: 'bedrocan', massMg: 150_000n, days: 6 },
  })
  const declined = await placeDemoOrder(seeding, {
    ...{ key: 'demo-order-form-2', pharmacy: 0, productCode: 'bedrolite', massMg: 900_000n, days: 2 },
  })
  const endedAt = withinWorld(world, now())
  const actor = actorOf(world, 'distributor/chain', { trace, now: endedAt })
  const reason = 'Zoveel is er deze week niet; bestel ten hoogste 100 gram.'
  await database.transaction(actor, (tx) =>
    idempotent<string>(tx, actor, { key: 'demo-order-form-2-declined', content: declined }, async () => {
      await endOrder(tx, actor, { number: declined, reason, as: 'supplier' }, { law, now: endedAt })
      return 'done'
    }),
  )
}
