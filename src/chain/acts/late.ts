// What comes late for an hour when the book had too little: where the law of the day of recording lets this act go to dispute, the
// difference account lends what was short, and no balance was ever below nothing. Pure. Not here: which acts may (corpus/terms/late-*), and
// the same under the lock (chain.check_dispute).
import { legalDayOf } from '#kernel'
import { isContentLedger } from '../contract.ts'
import { type Move, type Place, placeKey } from '../place.ts'
import { addWorkingDays } from '../working-days.ts'
import type { Decision, Dispute } from './decision.ts'
import type { LateStock, Situation } from './situation.ts'

/** Whether the stock was moved since, and the law lets this act go to dispute: then what is short is lent and not refused. */
export function mayDispute(s: Situation, place: Place): boolean {
  return place.ledger === 'material_mg' && s.late?.stock.has(placeKey(place)) === true // Plants are counted whole: none is lent.
}

/** The decision with what its material was short lent by a difference account of its own, one for each account that was short. */
export function disputeLate(s: Situation, decision: Decision, eventId: string): Decision {
  const { late } = s
  if (!late) return decision
  const disputes = takenFrom(decision.moves).flatMap(({ place, amount }): Dispute[] => {
    if (place.ledger !== 'material_mg') return []
    const short = shortOf(late.stock.get(placeKey(place)), amount)
    const difference: Place = { ...place, kind: 'difference', state: `late-${place.state}-${eventId}` }
    const dueOn = addWorkingDays(legalDayOf(s.now), late.workingDays)
    return short ? [{ stock: place, difference, amount: short.amount, shortAt: short.at, dueOn }] : []
  })
  if (disputes.length === 0) return decision
  return { ...decision, moves: [...decision.moves, ...disputes.map(lend)], disputes }
}

/** What is in the material was carried along by what is in it now; what then was short of it is lent by the same difference. */
export function disputeContent(s: Situation, decision: Decision): Decision {
  const { late } = s
  const lent = (decision.disputes ?? []).flatMap(({ stock, difference }) =>
    takenFrom(decision.moves).flatMap(({ place, amount }): Move[] => {
      const isInIt = isContentLedger(place.ledger) && placeKey({ ...place, ledger: stock.ledger }) === placeKey(stock)
      const short = isInIt ? shortOf(late?.stock.get(placeKey(place)), amount) : null
      return short ? [{ from: { ...difference, ledger: place.ledger }, to: place, amount: short.amount }] : []
    }),
  )
  return lent.length === 0 ? decision : { ...decision, moves: [...decision.moves, ...lent] }
}

const eventIdLength = 36

/** The state of the stock that a difference lent to, out of `late-<state>-<event>`; null for every other difference. */
export function stateLentTo(state: string): string | null {
  return state.startsWith('late-') ? state.slice('late-'.length, -(eventIdLength + 1)) : null
}

const lend = ({ stock, difference, amount }: Dispute): Move => ({ from: difference, to: stock, amount })

/** What leaves each place of stock in all, less what comes back to it in the same event. */
function takenFrom(moves: readonly Move[]): { place: Place; amount: bigint }[] {
  const taken = new Map<string, { place: Place; amount: bigint }>()
  for (const { from, to, amount } of moves) {
    for (const [place, change] of [
      [from, amount],
      [to, -amount],
    ] as const) {
      if (place.kind !== 'stock') continue
      taken.set(placeKey(place), { place, amount: (taken.get(placeKey(place))?.amount ?? 0n) + change })
    }
  }
  return [...taken.values()].filter(({ amount }) => amount > 0n)
}

/** How much there was too little at the worst moment, and when it first was; null where there always was enough. */
function shortOf(
  levels: LateStock | undefined,
  takes: bigint,
): { readonly amount: bigint; readonly at: LateStock[number]['at'] } | null {
  const first = levels?.find(({ level }) => level < takes)
  if (!levels || !first) return null
  const lowest = levels.reduce((least, { level }) => (level < least ? level : least), first.level)
  return { amount: takes - lowest, at: first.at }
}
