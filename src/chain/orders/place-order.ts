// Orders of a supplier on a form of one substance, and ends what is still open of it. Not here: the despatch that answers (acts/ordered.ts).
import { covers, legalDayOf, type PartyId, type PlainDate, type PremisesId, refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import { coverageOn, type LicensingFacts, loadLicensingFacts } from '#licensing'
import type { Actor, Tx } from '#platform'
import { purposesOf } from '../acts/checks.ts'
import { bare } from '../bare-id.ts'
import type { NewOrderForm } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { addStep, nextNumber, openThread } from '../quality/store.ts'
import { type OrderFact, selectOrders } from './order-facts.ts'
import { orderProblems } from './problems.ts'

export type OrderNeeds = { readonly law: LawForChain; readonly now: Temporal.Instant }

/**
 * The order is signed by being placed: its step is a leaf. Refuses where either side has no ground for it, so that nobody orders what may not
 * be supplied. Gives the number. @basis uitvoeringsregeling-opiumwet/3
 */
export async function placeOrder(tx: Tx, actor: Actor, order: NewOrderForm, { law, now }: OrderNeeds): Promise<string> {
  const { authorityId } = actor
  const ordererId = actor.partyId ?? refuseNow(chainProblems['no-holder'], {})
  const supplierId = bare('party', order.supplierId)
  const [fromId, toId] = [bare('premises', order.fromPremisesId), bare('premises', order.toPremisesId)]
  const on = legalDayOf(now)
  if (ordererId === supplierId) refuseNow(orderProblems['order-own'], {})
  const { productCode } = order
  const product = law.product(productCode, on) ?? refuseNow(orderProblems['order-product'], { productCode })
  const wantedOn = order.wantedOn === null ? null : Temporal.PlainDate.from(order.wantedOn)
  if (wantedOn && Temporal.PlainDate.compare(wantedOn, on) < 0) refuseNow(orderProblems['order-day'], { wantedOn })
  const facts = await loadLicensingFacts(tx, authorityId, {
    parties: [ordererId, supplierId],
    premises: [fromId, toId],
  })
  const asked = { facts, product, law, on }
  needGround(asked, { who: 'receiver', partyId: ordererId, premisesId: toId })
  needGround(asked, { who: 'supplier', partyId: supplierId, premisesId: fromId })
  const number = await nextNumber(tx, authorityId, 'B', now)
  await openThread(
    tx,
    actor,
    {
      ...{ kind: 'supply', number, batchId: null, sampleId: null, productCode },
      ...{ holderId: ordererId, laboratoryId: supplierId },
    },
    {
      ...{ kind: 'ordered', state: 'open', at: now, dueOn: order.wantedOn },
      content: { massMg: order.massMg, fromPremisesId: order.fromPremisesId, toPremisesId: order.toPremisesId },
    },
  )
  return number
}

type Asked = {
  readonly facts: LicensingFacts
  readonly product: Product
  readonly law: LawForChain
  readonly on: PlainDate
}
type Side = {
  readonly who: 'receiver' | 'supplier'
  readonly partyId: PartyId
  readonly premisesId: PremisesId
}

function needGround({ facts, product, law, on }: Asked, { who, partyId, premisesId }: Side): void {
  const holder = facts.parties.get(partyId) ?? refuseNow(orderProblems['order-place'], {})
  const premises = facts.premises.get(premisesId) ?? refuseNow(orderProblems['order-place'], {})
  // The Minister's stock lies at others' premises too.
  const isTheirs = premises.partyId === partyId || holder.kind === 'authority'
  if (!isTheirs || !covers(premises.period, on)) refuseNow(orderProblems['order-place'], {})
  const { substanceId } = product
  const act = who === 'receiver' ? 'have' : 'supply'
  const purposes = who === 'receiver' ? purposesOf(holder, act) : (['medicinal-supply'] as const)
  const asked = { holder, premisesId, on, act, substance: { substanceId, list: law.listOf(substanceId, on) } } as const
  const isCovered = purposes.some((purpose) => coverageOn(facts.exemptions, { ...asked, purpose }).covered)
  if (!isCovered) refuseNow(orderProblems['order-not-exempted'], { name: holder.name, who, on })
}

export type OrderEnd = { readonly number: string; readonly reason: string; readonly as: 'orderer' | 'supplier' }

/** What was not sent yet is no longer asked, or will not come; what was sent stays sent. Refuses what is another's to end, and what has ended. */
export async function endOrder(
  tx: Tx,
  actor: Actor,
  { number, reason, as }: OrderEnd,
  { now }: OrderNeeds,
): Promise<void> {
  const order = await orderBy(tx, actor, number)
  const whose = as === 'orderer' ? order.ordererId : order.supplierId
  if (actor.partyId !== whose) refuseNow(orderProblems['order-not-yours'], { who: as })
  if (order.openMg === 0n) refuseNow(orderProblems['order-ended'], { number, state: order.state })
  const kind = as === 'orderer' ? 'withdrawn' : 'declined'
  await addStep(tx, actor, order.thread, { kind, state: kind, at: now, content: { reason } })
}

/** Refuses `chain/unknown-order`, also for another's. */
export async function orderBy(tx: Tx, actor: Actor, number: string): Promise<OrderFact> {
  const [order] = await selectOrders(tx, actor, { numbers: [number], limit: 1 })
  return order ?? refuseNow(orderProblems['unknown-order'], { number })
}
