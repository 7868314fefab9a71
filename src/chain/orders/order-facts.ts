// An order form as rules need it: what was asked, what has left for it, and where that leaves it. Not here: rules (acts/ordered.ts).
import { assert, type Instant, type PartyId, type PremisesId, parseId, type QualityId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { OrderFormState } from '../contract.ts'
import { selectThreads, type ThreadFact, type ThreadWish } from '../quality/store.ts'
import { type ShipmentRow, selectShipments } from '../store/shipments.ts'

export type OrderFact = {
  readonly orderId: QualityId
  readonly number: string
  readonly ordererId: PartyId
  readonly toPremisesId: PremisesId
  readonly supplierId: PartyId
  readonly fromPremisesId: PremisesId
  readonly productCode: string
  readonly massMg: bigint
  readonly orderedAt: Instant
  readonly wantedOn: string | null
  readonly state: OrderFormState
  readonly sentMg: bigint
  readonly receivedMg: bigint
  readonly openMg: bigint
  readonly shipments: readonly ShipmentRow[]
  readonly thread: ThreadFact
}

/** What this reader may see, newest first unless said otherwise. */
export async function selectOrders(tx: Tx, actor: Actor, wish: Omit<ThreadWish, 'kind'>): Promise<OrderFact[]> {
  const threads = await selectThreads(tx, actor.authorityId, { ...wish, kind: 'supply' })
  const shipmentIds = threads.flatMap(shipmentsOf)
  const shipments =
    shipmentIds.length === 0
      ? []
      : await selectShipments(tx, actor.authorityId, { shipmentIds, limit: shipmentIds.length })
  return threads.map((thread) => factOf(thread, shipments))
}

const shipmentsOf = ({ steps }: ThreadFact): string[] =>
  steps.flatMap(({ kind, content }) =>
    kind === 'despatched' && typeof content['shipmentId'] === 'string' ? [bare('shipment', content['shipmentId'])] : [],
  )

/** What was taken back or refused at the door did not answer the order. */
const isFor = ({ status }: ShipmentRow) => status !== 'cancelled' && status !== 'refused'

function factOf(thread: ThreadFact, all: readonly ShipmentRow[]): OrderFact {
  const [ordered] = thread.steps
  assert(ordered && thread.laboratoryId && thread.productCode, 'an order form says what is asked of whom')
  const { massMg, fromPremisesId, toPremisesId } = ordered.content
  const idOf = (text: unknown) => parseId('premises', String(text))
  const [from, to] = [idOf(fromPremisesId), idOf(toPremisesId)]
  assert(from && to && typeof massMg === 'string', 'the first step holds the order')
  const ids = shipmentsOf(thread)
  const shipments = all.filter(({ shipmentId }) => ids.includes(shipmentId))
  const lines = shipments.filter(isFor).flatMap((one) => one.lines)
  const sentMg = lines.reduce((sum, { shippedMg }) => sum + BigInt(shippedMg), 0n)
  const receivedMg = lines.reduce((sum, { receivedMg: weighed }) => sum + BigInt(weighed ?? 0), 0n)
  const leftMg = BigInt(massMg) - sentMg
  const isEnded = thread.state === 'declined' || thread.state === 'withdrawn'
  const isHere = lines.every(({ receivedMg: weighed }) => weighed !== null)
  return {
    ...{ orderId: thread.threadId, number: thread.number, ordererId: thread.holderId, toPremisesId: to },
    ...{ supplierId: thread.laboratoryId, fromPremisesId: from, productCode: thread.productCode },
    ...{ massMg: BigInt(massMg), orderedAt: thread.openedAt, wantedOn: ordered.dueOn },
    state: isEnded
      ? (thread.state as OrderFormState) // One of the two just named.
      : leftMg <= 0n
        ? isHere
          ? 'received'
          : 'sent'
        : sentMg > 0n
          ? 'part'
          : 'open',
    ...{ sentMg, receivedMg, openMg: isEnded || leftMg < 0n ? 0n : leftMg, shipments, thread },
  }
}
