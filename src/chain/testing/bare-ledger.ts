// The ledger without its rules: events that move whatever they are told, through the real door. For tests of the door itself.
import { type AuthorityId, type EventId, newId, type PartyId, type PremisesId, printId, type ShipmentId } from '#kernel'
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from '#platform/testing'
import type { Decision } from '../acts/decision.ts'
import type { Situation } from '../acts/situation.ts'
import type { Act } from '../contract.ts'
import type { Move, Place } from '../place.ts'
import { type DecidedEvent, joinPostings, postingOf } from '../record/posting.ts'
import { type Posted, postEvents } from '../store/door.ts'

export type BareEvent = {
  readonly id?: EventId
  readonly at?: Temporal.Instant
  readonly moves: readonly Move[]
  readonly note?: string
} & Partial<Decision>
export type BareLedger = TestDatabase & {
  readonly holderId: PartyId
  readonly now: Temporal.Instant
  /** Stock of no batch, for there is none: each name is told apart as reservations are. */
  stock(name: string): Place
  readonly world: Place
  event(event: BareEvent): DecidedEvent
  post(...events: readonly DecidedEvent[]): Promise<Posted[]>
  balance(place: Place): Promise<bigint>
}

/** `upTo`: as it was at that migration, for tests of what brings it up to date. */
export async function openBareLedger(upTo: NonNullable<TestDatabaseOptions['upTo']> = 'chain'): Promise<BareLedger> {
  const test = await openTestDatabase({ upTo })
  const holderId = newId('party')
  const premisesId = newId('premises')
  const now = Temporal.Now.instant().round('millisecond')
  await test.admin.query(
    `with owner as (
      insert into licensing.party (authority_id, party_id, kind, name, country) values ($1, $2, 'wholesaler', 'The holder', 'NL') returning party_id)
     insert into licensing.premises (authority_id, premises_id, party_id, name, town, country, period)
     select $1, $3, party_id, 'The store', 'Veendam', 'NL', '[2015-01-01,)' from owner`,
    [test.authorityId, holderId, premisesId],
  )
  const names = new Map<string, ShipmentId>()
  const place = (kind: Place['kind'], shipmentId: ShipmentId | null, state: string): Place => ({
    kind,
    ledger: 'material_mg',
    holderId,
    counterId: null,
    premisesId,
    batchId: null,
    shipmentId,
    state,
  })
  const stock = (name: string) => {
    const shipmentId = names.get(name) ?? newId('shipment')
    names.set(name, shipmentId)
    return place('stock', shipmentId, 'released')
  }
  return {
    ...test,
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
    holderId,
    now,
    stock,
    world: place('world', null, 'opening'),
    event: (event) => bareEvent({ authorityId: test.authorityId, holderId, premisesId, now }, event),
    post: (...events) =>
      test.database.transaction(test.staff, (tx) =>
        postEvents(tx, joinPostings(events.map(({ posting }) => posting)), { authorityId: test.authorityId }),
      ),
    balance: async ({ batchId, shipmentId, state, kind }) => {
      const [row] = await test.admin.query<{ amount: bigint }>(
        `select n.amount from chain.account as a join chain.balance as n using (authority_id, account_id)
         where a.authority_id = $1 and a.batch_id is not distinct from $2 and a.shipment_id is not distinct from $3
           and a.state = $4 and a.kind = $5`,
        [test.authorityId, batchId, shipmentId, state, kind],
      )
      return row?.amount ?? 0n
    },
  }
}

type Where = {
  readonly authorityId: AuthorityId
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly now: Temporal.Instant
}

function bareEvent(
  { authorityId, holderId, premisesId, now }: Where,
  { id, at, moves, note = '', ...more }: BareEvent,
): DecidedEvent {
  const eventId = id ?? newId('event')
  const instant = at ?? now.subtract({ minutes: 1 })
  const opened = more.batchOpened
  const act = {
    kind: opened ? 'plant' : 'lose',
    eventId: printId('event', eventId),
    occurredAt: instant.toString(),
    premisesId: printId('premises', premisesId),
    reason: note,
    ...(opened
      ? { batch: { batchId: printId('batch', opened.batchId), name: opened.name }, productCode: opened.productCode }
      : {}),
  } as unknown as Act // Only its id and content count; this kind says nothing beside its movements.
  const situation = { authorityId, holder: { partyId: holderId }, premisesId, at: instant } as Situation // What a posting is made from.
  return postingOf(situation, act, { moves, exemptions: [], basis: [], ...more }, { actorId: null })
}
