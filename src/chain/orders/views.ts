// Order forms as their two sides and the authority see them. Not here: doing anything with them.
import { legalDayOf, type PartyId, type PlainDate, printId, trustId } from '#kernel'
import { type Actor, leafIndexes, type Tx } from '#platform'
import type { WorkItem, WorkSection } from '#platform/contract'
import type { OrderFormView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { viewStep } from '../quality/views.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { type OrderFact, selectOrders } from './order-facts.ts'
import { orderBy } from './place-order.ts'
import { orderBasis } from './problems.ts'

/** A list is looked at, not paged through: of what was sent or has ended it has the newest. What is open is all there, however old. */
const newestMax = 200
const isOpen = ({ openMg }: OrderFact) => openMg > 0n

export type OrdersAsked = {
  readonly law: LawForChain
  readonly isOpen?: boolean
  readonly productCode?: string
  /** On either side of it. */
  readonly partyId?: PartyId
  /** Part of its number. */
  readonly q?: string
}

/** What is open, and `orNewest` beside it, of one reading: an order that is placed or sent meanwhile is in it once or not at all. */
const openAnd = (orNewest?: number) => ({
  states: ['open'],
  limit: null,
  ...(orNewest === undefined ? {} : { orNewest }),
})

/** Newest first. */
export async function listOrderForms(tx: Tx, actor: Actor, asked: OrdersAsked): Promise<OrderFormView[]> {
  const text = asked.q?.trim()
  const found = await selectOrders(tx, actor, {
    ...openAnd(asked.isOpen ? undefined : newestMax),
    ...(asked.partyId ? { partyId: asked.partyId } : {}),
    ...(text ? { numberHolds: text } : {}),
  })
  const wanted = found.filter(
    (order) =>
      (!asked.isOpen || isOpen(order)) && (asked.productCode === undefined || order.productCode === asked.productCode),
  )
  return viewOrders(tx, actor, asked.law, wanted)
}

/** Refuses `chain/unknown-order`, also for another's. */
export async function readOrderForm(
  tx: Tx,
  actor: Actor,
  { number, law }: { readonly number: string; readonly law: LawForChain },
): Promise<OrderFormView> {
  const order = await orderBy(tx, actor, number)
  const [view] = await viewOrders(tx, actor, law, [order])
  return view! // One in, one out.
}

async function viewOrders(
  tx: Tx,
  actor: Actor,
  law: LawForChain,
  orders: readonly OrderFact[],
): Promise<OrderFormView[]> {
  const wanted = nothingWanted()
  for (const { ordererId, supplierId, fromPremisesId, toPremisesId } of orders) {
    wanted.parties.add(ordererId).add(supplierId)
    wanted.premises.add(fromPremisesId).add(toPremisesId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  const steps = orders.flatMap(({ thread }) => thread.steps.map(({ stepId }) => stepId))
  const places = await leafIndexes(tx, actor, steps)
  return orders.map((order) => ({
    ...{ orderId: printId('quality', order.orderId), number: order.number, state: order.state },
    side: order.ordererId === actor.partyId ? 'placed' : order.supplierId === actor.partyId ? 'asked' : 'others',
    ...{ orderer: names.party(order.ordererId), toPremises: names.premises(order.toPremisesId) },
    ...{ supplier: names.party(order.supplierId), fromPremises: names.premises(order.fromPremisesId) },
    productCode: order.productCode,
    productName: law.product(order.productCode, legalDayOf(order.orderedAt))?.name ?? order.productCode,
    ...{ massMg: `${order.massMg}`, orderedAt: order.orderedAt.toString(), wantedOn: order.wantedOn },
    ...{ sentMg: `${order.sentMg}`, receivedMg: `${order.receivedMg}`, openMg: `${order.openMg}` },
    shipments: order.shipments.map(({ shipmentId, status, shippedAt, lines }) => {
      const weighed = lines.filter(({ receivedMg }) => receivedMg !== null)
      const sum = (masses: readonly (string | null)[]) =>
        `${masses.reduce((total, one) => total + BigInt(one ?? 0), 0n)}`
      return {
        ...{
          shipmentId: printId('shipment', trustId('shipment', shipmentId)),
          status,
          shippedAt: shippedAt.toString(),
        },
        sentMg: sum(lines.map(({ shippedMg }) => shippedMg)),
        receivedMg: weighed.length < lines.length ? null : sum(weighed.map(({ receivedMg }) => receivedMg)),
      }
    }),
    steps: order.thread.steps.map((step) => viewStep(step, names, places)),
    basis: [...orderBasis],
  }))
}

/** What is asked of the reader's own party and not sent yet, what is wanted first on top. */
export async function ordersToSend(
  tx: Tx,
  actor: Actor,
  { law, today, itemsMax }: { readonly law: LawForChain; readonly today: PlainDate; readonly itemsMax: number },
): Promise<WorkSection> {
  const asked = (await selectOrders(tx, actor, openAnd()))
    .toReversed() // Of what is wanted on the same day the oldest first.
    .filter((order) => isOpen(order) && order.supplierId === actor.partyId)
    .toSorted((a, b) => (a.wantedOn ?? '9').localeCompare(b.wantedOn ?? '9'))
  const wanted = nothingWanted()
  for (const { ordererId } of asked) wanted.parties.add(ordererId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'orders-to-send',
    count: asked.length,
    items: asked.slice(0, itemsMax).map(
      (order): WorkItem => ({
        ...{ id: printId('quality', order.orderId), title: order.number },
        subtitle: `${names.party(order.ordererId).name}, ${law.product(order.productCode, today)?.name ?? order.productCode}`,
        massMg: `${order.openMg}`,
        ...(order.wantedOn ? { dueOn: order.wantedOn } : { since: order.orderedAt.toString() }),
        href: `/orders/${order.number}`,
      }),
    ),
    href: '/orders',
  }
}
