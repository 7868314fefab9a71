// A despatch that names an order form: what it is decided from, and the step it adds to the form, in its own transaction. Not here: whether it
// answers the order (acts/ordered.ts).
import type { EventId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { Situation } from '../acts/situation.ts'
import type { Act } from '../contract.ts'
import { addStep, selectThreads } from '../quality/store.ts'
import { type OrderFact, selectOrders } from './order-facts.ts'

/** The order a despatch names; null where the reader knows none of that number. */
export async function loadOrder(tx: Tx, actor: Actor, act: Act): Promise<OrderFact | null> {
  if (act.kind !== 'ship' || act.orderNumber === undefined) return null
  const [order] = await selectOrders(tx, actor, { numbers: [act.orderNumber], limit: 1 })
  return order ?? null
}

type Happened = { readonly act: Act; readonly eventId: EventId; readonly situation: Situation }

/**
 * A despatch is a step of the form it names; taken back or refused at the door, it is a step again, and what it held is asked anew. Of two
 * despatches on one order at the same moment the second finds the step taken, and nothing of it is recorded.
 */
export async function followOrder(tx: Tx, actor: Actor, { act, eventId, situation }: Happened): Promise<void> {
  const { at, order } = situation
  if (act.kind === 'ship' && order) {
    const massMg = act.lines.reduce((sum, line) => sum + BigInt(line.massMg), 0n)
    await addStep(tx, actor, order.thread, {
      ...{ kind: 'despatched', state: massMg === order.openMg ? 'sent' : 'open', at, eventId },
      content: { shipmentId: act.shipmentId, massMg: `${massMg}` },
    })
    return
  }
  const undone = undoneDespatch(act, situation)
  if (!undone) return
  const [thread] = await selectThreads(tx, actor.authorityId, { kind: 'supply', eventId: undone, limit: 1 })
  if (!thread || !['open', 'sent'].includes(thread.state)) return
  await addStep(tx, actor, thread, { kind: 'came-back', state: 'open', at, eventId, content: {} })
}

/** The event of a despatch that this act takes back or does not let in. */
function undoneDespatch({ kind }: Act, { facts: { event, shipment } }: Situation): EventId | null {
  if (kind === 'correct') return event?.kind === 'ship' ? event.eventId : null
  return kind === 'refuse' ? (shipment?.eventId ?? null) : null
}
