// What waits for someone, the most pressing first. Keys and facts; the words belong to the web. Not here: which of it is whose (work-for.ts), and
// doing it.
import { type Instant, legalDayOf, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkKind, WorkSection } from '#platform/contract'
import { clockOf } from '../count/difference-clock.ts'
import { signaturesToGive } from '../count/to-sign.ts'
import { halvesOpen } from '../epcis/halves.ts'
import type { LawForChain } from '../law.ts'
import { ordersToSend } from '../orders/views.ts'
import { qualityWork } from '../quality/work.ts'
import { listEvents } from '../read/event-views.ts'
import { allRecalls } from '../recall/cockpit.ts'
import { listNotices } from '../recall/notices.ts'
import { lookUp, type Names, nothingWanted } from '../refs.ts'
import { lateIfLeftBefore } from '../shipments/shipment-clock.ts'
import { viewShipments } from '../shipments/shipment-views.ts'
import { pullsToMake } from '../stability/work.ts'
import { selectActs } from '../store/book.ts'
import { selectShipments } from '../store/shipments.ts'
import {
  countUnderWay,
  type StandingQuery,
  type StandingRow,
  selectDifferences,
  selectHarvestClocks,
  selectHolds,
  selectStanding,
} from '../store/work.ts'
import { halfDone, lossesToTell, transitOverdue, wetTooLongBefore } from './clocks.ts'
import { deliveryDueOn } from './delivery-clock.ts'
import { uncoveredStock } from './uncovered.ts'
import { workFor } from './work-for.ts'

export type WorkAsked = {
  readonly now: Instant
  readonly law: LawForChain
  /** How many items of each section. */
  readonly itemsMax: number
  /** One section alone; it is empty for whoever has no such work. */
  readonly kind?: WorkKind
}

/** Sections with something in them, in order of urgency for these roles. */
export async function chainWork(tx: Tx, actor: Actor, { kind: only, ...asked }: WorkAsked): Promise<WorkSection[]> {
  const sections: WorkSection[] = []
  for (const kind of [...workFor(actor.roles)].filter((one) => only === undefined || one === only)) {
    const section = await sectionOf(tx, actor, kind, asked)
    if (section && section.count > 0) sections.push(section)
  }
  return sections
}

type Asked = Omit<WorkAsked, 'kind'>

async function sectionOf(tx: Tx, actor: Actor, kind: WorkKind, asked: Asked): Promise<WorkSection | null> {
  const { now, law, itemsMax } = asked
  const today = legalDayOf(now)
  switch (kind) {
    case 'recall-notices':
      return recallNotices(tx, actor, asked)
    case 'recalls-open':
      return recallsOpen(tx, actor, asked)
    case 'shipments-to-receive':
    case 'shipments-on-the-way':
      return shipments(tx, actor, kind, asked)
    case 'harvest-clocks':
      return harvestClocks(tx, actor, asked)
    case 'differences-open':
      return differences(tx, actor, asked)
    case 'loss-notices':
      return lossesToTell(tx, actor, { law, today, itemsMax })
    case 'transit-overdue':
      return transitOverdue(tx, actor, { law, today, itemsMax })
    case 'stock-uncovered':
      return uncoveredStock(tx, actor, { law, today, itemsMax })
    case 'half-done':
      return halfDone(tx, actor, { law, today, itemsMax })
    case 'halves-open':
      return halvesOpen(tx, actor, { law, today, itemsMax })
    case 'signatures-to-give':
      return signaturesToGive(tx, actor, { today, itemsMax })
    case 'on-hold':
      return onHold(tx, actor, asked)
    case 'stability-pulls':
      return pullsToMake(tx, actor, { law, today, itemsMax })
    case 'orders-to-send':
      return ordersToSend(tx, actor, { law, today, itemsMax })
    case 'quality-cases':
    case 'orders-to-test':
    case 'quality-signals':
    case 'releases-ending':
      return qualityWork(tx, actor, kind, { law, today, itemsMax })
    case 'batches-to-release':
      return standing(tx, actor, kind, asked, {
        states: ['quarantine'],
        kinds: ['bulk', 'pack-lot'],
        isWide: true,
        isTested: true,
      })
    case 'samples-to-test':
      return standing(tx, actor, kind, asked, { states: ['sample'], kinds: ['sample'], isUntested: true })
    case 'batches-to-dry':
      return standing(tx, actor, kind, asked, { states: ['wet'], sinceFrom: wetTooLongBefore(law, today) })
    case 'batches-to-process':
      return standing(tx, actor, kind, asked, {
        states: ['quarantine'],
        kinds: ['harvest'],
        holderKinds: ['grower', 'packer'],
      })
    case 'batches-to-hand-over':
      return standing(tx, actor, kind, asked, { states: ['quarantine'], kinds: ['bulk'], holderKinds: ['grower'] })
    case 'stock-to-pack':
      return standing(tx, actor, kind, asked, {
        states: ['released'],
        kinds: ['bulk', 'harvest'],
        holderKinds: ['packer'],
      })
    case 'stock-to-dispense':
      return standing(tx, actor, kind, asked, { states: ['released'], kinds: ['pack-lot'], holderKinds: ['pharmacy'] })
    case 'expiring-stock':
      return standing(tx, actor, kind, asked, {
        states: ['released'],
        kinds: ['pack-lot'],
        expiresBefore: today.add({ days: law.expiryWarningDays(today) }),
      })
    case 'waste-to-destroy':
      return standing(tx, actor, kind, asked, { states: ['waste'] })
    case 'rejected-to-destroy':
      return standing(tx, actor, kind, asked, { states: ['rejected'] })
    case 'recent-events':
      return recentEvents(tx, actor, asked)
    case 'denials':
    case 'exemptions-ending':
      return null // Told by platform and licensing.
    default:
      return kind satisfies never
  }
}

const batchPath = (batchId: string) => `/batches/${printId('batch', trustId('batch', batchId))}`

/** Mass of a batch that waits for something, since when. */
function batchItem(
  { batchId, name, amount, since }: Pick<StandingRow, 'batchId' | 'name' | 'amount' | 'since'>,
  subtitle: string,
): WorkItem {
  const id = printId('batch', trustId('batch', batchId))
  return { id, title: name, subtitle, massMg: `${amount}`, since: since.toString(), href: batchPath(batchId) }
}

async function standing(
  tx: Tx,
  actor: Actor,
  kind: WorkKind,
  { itemsMax }: Asked,
  query: Omit<StandingQuery, 'limit'>,
): Promise<WorkSection> {
  const { rows, count } = await selectStanding(tx, actor, { ...query, limit: itemsMax })
  const names = await namesFor(tx, actor, rows)
  const items = rows.map((row) => ({
    ...batchItem(row, names.premises(row.premisesId).name),
    ...(query.expiresBefore && row.expiresOn ? { dueOn: row.expiresOn.toString() } : {}),
  }))
  return { kind, count, items }
}

async function namesFor(tx: Tx, actor: Actor, rows: readonly Pick<StandingRow, 'premisesId'>[]): Promise<Names> {
  const wanted = nothingWanted()
  for (const { premisesId } of rows) wanted.premises.add(premisesId)
  return lookUp(tx, actor.authorityId, wanted)
}

/** Oldest first. What is past its term is not among them: it rings among the late ones of everybody who has these, and one parcel is one line. */
async function shipments(
  tx: Tx,
  actor: Actor,
  kind: 'shipments-to-receive' | 'shipments-on-the-way',
  { law, now, itemsMax }: Asked,
): Promise<WorkSection | null> {
  const isAuthority = actor.wall === 'staff'
  if (!actor.partyId && kind === 'shipments-to-receive') return null
  const whose =
    kind === 'shipments-to-receive' ? { receiverId: actor.partyId } : isAuthority ? {} : { senderId: actor.partyId }
  const { receiverId, senderId } = { receiverId: null, senderId: null, ...whose }
  const leftFrom = lateIfLeftBefore(legalDayOf(now), law)
  const filter = { leftFrom, ...(receiverId ? { receiverId } : {}), ...(senderId ? { senderId } : {}) }
  const rows = await selectShipments(tx, actor.authorityId, {
    ...filter,
    status: 'in-transit',
    oldestFirst: true,
    limit: itemsMax,
  })
  const views = await viewShipments(tx, actor, { rows, law })
  const items = views.map(
    (view): WorkItem => ({
      id: view.shipmentId,
      title: kind === 'shipments-to-receive' ? view.sender.name : view.receiver.name,
      subtitle: view.lines.map(({ batch }) => batch.name).join(', '),
      massMg: `${view.lines.reduce((sum, { shippedMassMg }) => sum + BigInt(shippedMassMg), 0n)}`,
      since: view.shippedAt,
      href: `/shipments/${view.shipmentId}`,
    }),
  )
  return { kind, count: await countUnderWay(tx, actor.authorityId, filter), items, href: '/shipments?state=in-transit' }
}

async function harvestClocks(tx: Tx, actor: Actor, { law, now, itemsMax }: Asked): Promise<WorkSection> {
  const { rows, count } = await selectHarvestClocks(tx, actor.authorityId, { limit: itemsMax })
  const names = await namesFor(tx, actor, rows)
  const items = rows.map((row) => ({
    ...batchItem(row, names.premises(row.premisesId).name),
    dueOn: deliveryDueOn(legalDayOf(row.since), law).toString(),
  }))
  return { kind: 'harvest-clocks', count, items, warnDays: law.harvestWarningDays(legalDayOf(now)) }
}

async function differences(tx: Tx, actor: Actor, { law, itemsMax }: Asked): Promise<WorkSection> {
  const { rows, count } = await selectDifferences(tx, actor, { limit: itemsMax })
  const names = await namesFor(tx, actor, rows)
  const acts = await selectActs(
    tx,
    actor.authorityId,
    rows.flatMap(({ eventId }) => eventId ?? []),
  )
  const items = rows.map((row): WorkItem => {
    const { dueOn } = clockOf(row, (row.eventId && acts.get(row.eventId)) || null, law)
    return {
      id: printId('account', trustId('account', row.accountId)),
      title: row.name,
      subtitle: names.premises(row.premisesId).name,
      massMg: `${-row.amount}`, // As the one who weighed sees it: more than was shipped is more, though the account gave it.
      ...(dueOn ? { dueOn: dueOn.toString() } : {}),
      since: row.since.toString(),
      href:
        row.shipmentId && !row.disputeDueOn
          ? `/shipments/${printId('shipment', trustId('shipment', row.shipmentId))}`
          : '/differences',
    }
  })
  return { kind: 'differences-open', count, items, href: '/differences' }
}

async function recentEvents(tx: Tx, actor: Actor, { itemsMax }: Asked): Promise<WorkSection> {
  const { items } = await listEvents(tx, actor, { limit: itemsMax })
  return {
    kind: 'recent-events',
    count: items.length,
    items: items.map(({ eventId, kind, batches, premises, holder, occurredAt }) => ({
      id: eventId,
      // Of what concerns no batch, where it happened; of another's, its number is all the reader knows.
      title:
        batches
          .map(({ name }) => name)
          .slice(0, 3)
          .join(', ') ||
        (premises?.name ?? holder?.name ?? eventId),
      subtitle: kind,
      since: occurredAt,
      href: `/events/${eventId}`,
    })),
    href: '/events',
  }
}

async function onHold(tx: Tx, actor: Actor, { itemsMax }: Asked): Promise<WorkSection> {
  const { rows, count } = await selectHolds(tx, actor, { limit: itemsMax })
  const items = rows.map((row) => batchItem(row, row.reason))
  return { kind: 'on-hold', count, items }
}

/** Those nobody answered for this party yet, the soonest due first. */
async function recallNotices(tx: Tx, actor: Actor, { now, itemsMax }: Asked): Promise<WorkSection> {
  const open = (await listNotices(tx, actor, now))
    .filter(({ acknowledgedAt, isLifted }) => acknowledgedAt === null && !isLifted)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  const items = open.slice(0, itemsMax).map(
    ({ recallId, lines, reason, dueAt }): WorkItem => ({
      id: recallId,
      title: lines.map(({ batch }) => batch.name).join(', ') || reason,
      subtitle: reason,
      dueOn: legalDayOf(Temporal.Instant.from(dueAt)).toString(),
      href: `/recall-notices/${recallId}`,
    }),
  )
  return { kind: 'recall-notices', count: open.length, items, href: '/recall-notices' }
}

async function recallsOpen(tx: Tx, actor: Actor, { now, itemsMax }: Asked): Promise<WorkSection> {
  const open = (await allRecalls(tx, actor, now)).filter(
    ({ isLifted, told, acknowledged, recallId, heldBy }) =>
      !isLifted && heldBy === null && (recallId === null || acknowledged < told), // A holder's own drill is its own to follow.
  )
  const items = open.slice(0, itemsMax).map(({ rootName, reason, startedAt, ...row }): WorkItem => {
    const recallId = row.recallId && printId('recall', row.recallId)
    return {
      id: recallId ?? (row.holdEventId ? printId('event', row.holdEventId) : printId('batch', row.rootId)),
      title: rootName,
      subtitle: reason,
      since: startedAt.toString(),
      href: recallId ? `/recalls/${recallId}` : '/recalls',
    }
  })
  return { kind: 'recalls-open', count: open.length, items, href: '/recalls' }
}
