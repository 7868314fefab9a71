// Counting what is really there: the difference with the book at that moment is posted at that moment, and waits to be explained. Pure.
// Not here: the list of differences and their clocks (count/).
import { refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { type Move, type Place, placeKey, stockOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { batchOf, needPremises, needState, needUnlike } from './checks.ts'
import type { Decision } from './decision.ts'
import { keptUnder } from './record-basis.ts'
import { signedBy } from './sign.ts'
import type { Situation } from './situation.ts'

/**
 * Whatever the count says is so: nothing is asked but that two people stand for it, the second perhaps a little later (sign.ts), and that the batch
 * was there. A follow-up repeats an earlier count at its own
 * moment, because an event came in later for an hour before it: what differs now is posted then.
 * @basis opiumwetbesluit/7
 */
export function decideCount(s: Situation, act: ActOf<'count'>): Decision {
  needPremises(s)
  if (act.counter.toLowerCase() === act.countersigner?.toLowerCase()) refuseNow(chainProblems['same-counter'], {})
  // A follow-up repeats what was signed.
  const toSignBy = act.countersigner === null && act.followsId === null ? signedBy(s, 'count') : null
  if (act.countersigner === null && act.followsId === null && !toSignBy) refuseNow(chainProblems['same-counter'], {})
  needUnlike(act.lines)
  const followed = act.followsId === null ? null : followedBy(s)
  const moves = act.lines.flatMap((line): Move[] => {
    const batch = batchOf(s, line.batchId)
    needState(line.state, 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample', 'reserved')
    const stock = stockOf(s, batch.batchId, line.state)
    const difference: Place = {
      ...stock,
      kind: 'difference',
      state: `count-${line.state}-${bare('event', act.eventId)}`,
    }
    const counted = BigInt(line.countedMassMg)
    const book = s.facts.stockThen?.get(placeKey(stock)) ?? 0n
    if (counted === book) return []
    // What was never there has no surplus: what lies there is of another batch, or came in a way that is on no record yet.
    if (counted > book && s.facts.takenBack?.has(batch.batchId))
      refuseNow(chainProblems['batch-taken-back'], { name: batch.name })
    return counted < book
      ? [{ from: stock, to: difference, amount: book - counted }]
      : [{ from: difference, to: stock, amount: counted - book }]
  })
  return {
    moves,
    touched: act.lines.map(({ batchId }) => bare('batch', batchId)),
    ...(followed ? { parties: followed.parties } : {}),
    ...(toSignBy ? { toSignBy } : {}),
    exemptions: [],
    basis: keptUnder(s),
  }
}

function followedBy(s: Situation) {
  const { event } = s.facts
  const isTheirs = event?.kind === 'count' && event.holderId === s.holder.partyId && event.premisesId === s.premisesId
  if (!event || !isTheirs) return refuseNow(chainProblems['unknown-event'], {})
  // Another moment would be another count, and says so by naming none.
  if (!event.occurredAt.equals(s.at)) refuseNow(chainProblems['not-that-count'], {})
  return event
}
