// Whether an event says of masses what the ledger moved, where its act names none: what was dried, what lay behind a shipment or an account, what
// never left. Not here: masses that an act names itself (acts/left-out.ts).
import { type EventId, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { Act } from '../contract.ts'
import { urnOf } from './acts/names.ts'
import { isToldByLedger } from './acts/write-act.ts'
import { selectMovedLots } from './acts-done.ts'
import type { ExpandedQuantity } from './expanded.ts'
import { batchFor, type KnownLots } from './judge.ts'
import type { MassVerdict } from './mass-check.ts'
import { epcisProblems } from './problems.ts'
import type { ReadEvent } from './read-document.ts'

type Said = {
  readonly act: Act
  readonly mass: MassVerdict
  readonly event: ReadEvent
  readonly lots: KnownLots
  readonly chainEventId: EventId
  readonly movedMg: bigint
}

/** What stood there is what the ledger says, whatever the event says. Refuses `epcis/mass-imbalance`, `epcis/lot-differs`. */
export async function needMovedAsSaid(tx: Tx, { authorityId }: Actor, said: Said): Promise<void> {
  const { act, mass, event, lots, chainEventId, movedMg } = said
  if (act.kind === 'dry') {
    if ('inMg' in mass && mass.inMg !== movedMg)
      refuseNow(epcisProblems['mass-imbalance'], { inMg: movedMg, outMg: mass.inMg })
    return
  }
  // A despatch is taken back whole: of one that left in part, the rest is a difference at the door.
  const isVoid = act.kind === 'correct' && !event.isDeclaration
  const named = event.expanded.quantityList ?? []
  if (!(isToldByLedger(act.kind) || isVoid) || named.length === 0) return
  const moved = (await selectMovedLots(tx, authorityId, [chainEventId])).get(chainEventId) ?? []
  const differing = lotsApart(saidOf(named, lots), new Map(moved.map(({ batchId, massMg }) => [batchId, massMg])))
  if (differing.length > 0) refuseNow(epcisProblems['lot-differs'], { lots: differing })
}

type SaidLot = {
  /** As it was written. */
  readonly lot: string
  /** Null: named, and not weighed. */
  readonly saidMg: bigint | null
}

function saidOf(named: readonly ExpandedQuantity[], lots: KnownLots): ReadonlyMap<string, SaidLot> {
  const byLot = Map.groupBy(named, ({ epcClass }) => batchFor(epcClass, lots))
  return new Map(
    [...byLot].map(([batchId, same]) => {
      const weighed = same.flatMap(({ massMg }) => (massMg === undefined ? [] : [BigInt(massMg)]))
      const saidMg = weighed.length === 0 ? null : weighed.reduce((sum, massMg) => sum + massMg, 0n)
      return [batchId, { lot: same[0]?.epcClass ?? batchId, saidMg }]
    }),
  )
}

type LotApart = SaidLot & { readonly movedMg: bigint }

/** Lots that are named and did not move, or with another mass; and where one is weighed, those that moved and are not named. */
export function lotsApart(said: ReadonlyMap<string, SaidLot>, moved: ReadonlyMap<string, bigint>): readonly LotApart[] {
  const isWeighed = [...said.values()].some(({ saidMg }) => saidMg !== null)
  const unnamed = [...moved].filter(([batchId]) => isWeighed && !said.has(batchId))
  return [
    ...[...said].flatMap(([batchId, one]) => {
      const movedMg = moved.get(batchId) ?? 0n
      const isSame = one.saidMg === null ? movedMg > 0n : one.saidMg === movedMg
      return isSame ? [] : [{ ...one, movedMg }]
    }),
    ...unnamed.map(([batchId, movedMg]) => ({ lot: urnOf('batch', batchId), saidMg: 0n, movedMg })),
  ]
}
