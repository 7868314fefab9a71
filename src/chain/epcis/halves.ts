// Transformations told in parts of which a part is still missing: kept, moving no mass, and after their term work for their holder and for the
// authority. Not here: judging a part as it comes in (judge.ts).
import { type Instant, legalDayOf, type PartyId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkSection } from '#platform/contract'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import type { ExpandedEvent } from './expanded.ts'
import { massOfTransformation } from './mass-check.ts'
import { selectHalves } from './store.ts'

export type HalfAsked = {
  readonly law: LawForChain
  readonly today: Temporal.PlainDate
  readonly itemsMax: number
}

/** So many transformations are looked at, the oldest first. */
const lookedAtMax = 200

export type Half = {
  readonly holderId: PartyId
  readonly transformationId: string
  readonly since: Instant
  readonly parts: readonly ExpandedEvent[]
}

/** A holder's own and for staff everybody's, each only after its term and until its other part has come. */
export async function halvesOpen(tx: Tx, actor: Actor, { law, today, itemsMax }: HalfAsked): Promise<WorkSection> {
  const holderId = actor.wall === 'staff' ? null : actor.partyId
  const all = await selectHalves(tx, actor.authorityId, { holderId, limit: lookedAtMax })
  const late = all.flatMap((half) => {
    const began = legalDayOf(half.since)
    const dueOn = began.add({ days: law.transformationDays(began) })
    const openMg = openMgOf(half.parts)
    return openMg === null || Temporal.PlainDate.compare(dueOn, today) >= 0 ? [] : [{ half, dueOn, openMg }]
  })
  const wanted = nothingWanted()
  for (const { half } of late) wanted.parties.add(half.holderId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    kind: 'halves-open',
    count: late.length,
    items: late.slice(0, itemsMax).map(
      ({ half, dueOn, openMg }): WorkItem => ({
        id: `${half.holderId} ${half.transformationId}`,
        title: lotsOf(half.parts) ?? half.transformationId,
        subtitle: names.party(half.holderId).name,
        ...(openMg > 0n ? { massMg: `${openMg}` } : {}),
        dueOn: dueOn.toString(),
        href: `/epcis?${new URLSearchParams({ half: half.transformationId })}`,
      }),
    ),
  }
}

/** What went in or came out, by the lots it names: nobody knows a transformation by its number. Null where it names none. */
function lotsOf(parts: readonly ExpandedEvent[]): string | null {
  const classes = parts.flatMap(({ inputQuantityList = [], outputQuantityList = [] }) =>
    [...inputQuantityList, ...outputQuantityList].map(({ epcClass }) => epcClass),
  )
  const lots = classes.flatMap((epcClass) => /\/10\/([^/?#]+)/.exec(epcClass)?.[1] ?? [])
  return lots.length === 0 ? null : [...new Set(lots)].slice(0, 3).map(readable).join(', ')
}

/** A lot as people write it; one that is not escaped as it should be stands as it came. */
function readable(lot: string): string {
  try {
    return decodeURIComponent(lot)
  } catch {
    return lot
  }
}

/** How much is not accounted for yet; null where the parts are whole. Where a mass is missing, a side that is not there is still missing. */
export function openMgOf(parts: readonly ExpandedEvent[]): bigint | null {
  const verdict = massOfTransformation(parts)
  if (verdict.kind === 'open')
    return verdict.inMg > verdict.outMg ? verdict.inMg - verdict.outMg : verdict.outMg - verdict.inMg
  if (verdict.kind !== 'not-decidable') return null
  const hasIn = parts.some(
    ({ inputQuantityList = [], inputEPCList = [] }) => inputQuantityList.length + inputEPCList.length > 0,
  )
  const hasOut = parts.some(
    ({ outputQuantityList = [], outputEPCList = [] }) => outputQuantityList.length + outputEPCList.length > 0,
  )
  return hasIn && hasOut ? null : 0n
}
