// Clocks that ring as work: losses still to be told of, mass too long on its way, material that was wet too long. Nothing here moves anything:
// what left a door comes back by no timer. Not here: recalls, quality and the four months of a harvest (work.ts).
import { legalDayOf, type PlainDate, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkSection } from '#platform/contract'
import { lookUp, nothingWanted } from './refs.ts'
import { transitDueOn } from './shipment-clock.ts'
import { viewShipments } from './shipment-views.ts'
import type { LawForChain } from './situation.ts'
import { selectToTell } from './store/losses.ts'
import { selectShipments } from './store/shipments.ts'
import { selectStanding } from './store/work.ts'

export type ClockAsked = { readonly law: LawForChain; readonly today: PlainDate; readonly itemsMax: number }

/** So many of the oldest are looked at; older ones ring first. */
const lookedAtMax = 200

/** A holder's own from the first day; for staff everybody's that is late. */
export async function lossesToTell(tx: Tx, actor: Actor, { today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const rows = await selectToTell(tx, actor, { limit: itemsMax, dueBefore: actor.wall === 'staff' ? today : null })
  const wanted = nothingWanted()
  for (const { premisesId } of rows) wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'loss-notices',
    count: Number(rows[0]?.count ?? 0n),
    items: rows.map(({ lossId, to, premisesId, discoveredAt, dueOn, amount }): WorkItem => {
      const eventId = printId('event', trustId('event', lossId))
      return {
        id: `${eventId}-${to}`,
        title: names.premises(premisesId).name,
        subtitle: to,
        massMg: `${amount}`,
        since: discoveredAt.toString(),
        dueOn: dueOn.toString(),
        href: `/events/${eventId}`,
      }
    }),
  }
}

/** Past its term: of both sides, and for staff of everybody. */
export async function transitOverdue(tx: Tx, actor: Actor, { law, today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const ask = { status: 'in-transit', oldestFirst: true, limit: lookedAtMax } as const
  const rows = await selectShipments(tx, actor.authorityId, ask)
  const late = (await viewShipments(tx, actor, { rows, law })).flatMap((view) => {
    const dueOn = transitDueOn(legalDayOf(Temporal.Instant.from(view.shippedAt)), law)
    return Temporal.PlainDate.compare(dueOn, today) < 0 ? [{ view, dueOn }] : []
  })
  return {
    kind: 'transit-overdue',
    count: late.length,
    items: late.slice(0, itemsMax).map(
      ({ view, dueOn }): WorkItem => ({
        id: view.shipmentId,
        title: `${view.sender.name} – ${view.receiver.name}`,
        subtitle: view.lines.map(({ batch }) => batch.name).join(', '),
        massMg: `${view.lines.reduce((sum, { shippedMassMg }) => sum + BigInt(shippedMassMg), 0n)}`,
        dueOn: dueOn.toString(),
        href: `/shipments/${view.shipmentId}`,
      }),
    ),
  }
}

/** The day by which what was cut is weighed back dry. */
export function dryingDueOn(law: LawForChain, cutOn: PlainDate): PlainDate {
  return cutOn.add({ days: law.dryingDays(cutOn) })
}

/** Half a transformation: cut and wet, and not weighed back dry in time. A holder's own, and for staff everybody's. */
export async function halfDone(tx: Tx, actor: Actor, { law, today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const { rows } = await selectStanding(tx, actor, { states: ['wet'], limit: lookedAtMax })
  const late = rows.flatMap((row) => {
    const dueOn = dryingDueOn(law, legalDayOf(row.since))
    return Temporal.PlainDate.compare(dueOn, today) < 0 ? [{ row, dueOn }] : []
  })
  const wanted = nothingWanted()
  for (const { row } of late) wanted.premises.add(row.premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'half-done',
    count: late.length,
    items: late.slice(0, itemsMax).map(({ row, dueOn }): WorkItem => {
      const batchId = printId('batch', trustId('batch', row.batchId))
      return {
        id: batchId,
        title: row.name,
        subtitle: names.premises(row.premisesId).name,
        massMg: `${row.amount}`,
        dueOn: dueOn.toString(),
        href: `/batches/${batchId}`,
      }
    }),
  }
}
