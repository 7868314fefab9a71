// Clocks that ring as work: losses still to be told of, mass too long on its way, material that was wet too long. Nothing here moves anything:
// what left a door comes back by no timer. Not here: recalls, quality and the four months of a harvest (work.ts).
import { type Instant, legalDayOf, type PlainDate, printId, startOfLegalDay, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkSection } from '#platform/contract'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { lateIfLeftBefore, transitDueOn } from '../shipments/shipment-clock.ts'
import { viewShipments } from '../shipments/shipment-views.ts'
import { selectToTell } from '../store/losses.ts'
import { selectShipments } from '../store/shipments.ts'
import { countUnderWay, selectStanding } from '../store/work.ts'
import { lastLateDay } from './late-since.ts'

export type ClockAsked = { readonly law: LawForChain; readonly today: PlainDate; readonly itemsMax: number }

/** A holder's own from the first day; for staff everybody's that is late. */
export async function lossesToTell(tx: Tx, actor: Actor, { today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const rows = await selectToTell(tx, actor, { limit: itemsMax, dueBefore: actor.wall === 'staff' ? today : null })
  const wanted = nothingWanted()
  for (const { premisesId } of rows) wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'loss-notices',
    count: Number(rows[0]?.count ?? 0n),
    items: rows.map(({ lossId, to, premisesId, discoveredAt, dueOn, amount, unit }): WorkItem => {
      const eventId = printId('event', trustId('event', lossId))
      return {
        id: `${eventId}-${to}`,
        title: names.premises(premisesId).name,
        subtitle: to,
        ...(unit === 'mg' ? { massMg: `${amount}` } : {}),
        since: discoveredAt.toString(),
        dueOn: dueOn.toString(),
        href: `/events/${eventId}`,
      }
    }),
  }
}

/** Past its term: of both sides, and for staff of everybody. */
export async function transitOverdue(tx: Tx, actor: Actor, { law, today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const due = (shippedAt: string) => transitDueOn(legalDayOf(Temporal.Instant.from(shippedAt)), law)
  const leftBefore = lateIfLeftBefore(today, law)
  const ask = { status: 'in-transit', oldestFirst: true, leftBefore, limit: itemsMax } as const
  const views = await viewShipments(tx, actor, { rows: await selectShipments(tx, actor.authorityId, ask), law })
  return {
    kind: 'transit-overdue',
    count: await countUnderWay(tx, actor.authorityId, { leftBefore }),
    items: views.map(
      (view): WorkItem => ({
        id: view.shipmentId,
        title: `${view.sender.name} – ${view.receiver.name}`,
        subtitle: view.lines.map(({ batch }) => batch.name).join(', '),
        massMg: `${view.lines.reduce((sum, { shippedMassMg }) => sum + BigInt(shippedMassMg), 0n)}`,
        dueOn: due(view.shippedAt).toString(),
        href: `/shipments/${view.shipmentId}`,
      }),
    ),
    href: '/shipments?state=overdue',
  }
}

/** The day by which what was cut is weighed back dry. */
export function dryingDueOn(law: LawForChain, cutOn: PlainDate): PlainDate {
  return cutOn.add({ days: law.dryingDays(cutOn) })
}

/** What was cut before this moment is wet for too long; what was cut since still waits to be dried, and rings nowhere else. */
export function wetTooLongBefore(law: LawForChain, today: PlainDate): Instant {
  return startOfLegalDay(lastLateDay(today, (day) => dryingDueOn(law, day)).add({ days: 1 }))
}

/** Half a transformation: cut and wet, and not weighed back dry in time. A holder's own, and for staff everybody's. */
export async function halfDone(tx: Tx, actor: Actor, { law, today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const sinceBefore = wetTooLongBefore(law, today)
  const { rows, count } = await selectStanding(tx, actor, { states: ['wet'], sinceBefore, limit: itemsMax })
  const wanted = nothingWanted()
  for (const { premisesId } of rows) wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'half-done',
    count,
    items: rows.map((row): WorkItem => {
      const batchId = printId('batch', trustId('batch', row.batchId))
      return {
        id: batchId,
        title: row.name,
        subtitle: names.premises(row.premisesId).name,
        massMg: `${row.amount}`,
        dueOn: dryingDueOn(law, legalDayOf(row.since)).toString(),
        href: `/batches/${batchId}`,
      }
    }),
  }
}
