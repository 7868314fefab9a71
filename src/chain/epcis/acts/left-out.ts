// What an event says of quantities that the act read from it does not say: an act by hand could not have said it, so nothing of it would be
// recorded. Not here: reading the act (read-act.ts), and whether its mass balances (mass-check.ts).
import type { Act } from '../../contract.ts'
import { type ExpandedEvent, type ExpandedQuantity, expandedOf } from '../expanded.ts'
import { eventsOf } from '../from-json.ts'
import type { Reading } from './mapping.ts'
import { isMatter } from './parts.ts'
import { actContext, eventOfAct, isToldByLedger } from './write-act.ts'

const lists = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'] as const

/**
 * Pointers, none where the act says it all: the act is written down as an event again and the two are laid side by side. A second lot that is
 * held, a second product of a transformation, a loss under another name. Where the ledger alone knows what is moved, the ledger is asked.
 */
export function leftOut(
  event: ExpandedEvent,
  act: Act,
  { batch, movedMg }: Reading & { readonly movedMg: bigint },
): readonly string[] {
  if (isToldByLedger(act.kind)) return []
  const [again] = eventsOf({ '@context': actContext, ...eventOfAct(act, { lots: new Map(), movedMg }) })
  if (!again) return []
  const written = expandedOf(again)
  const keyOf = (element: ExpandedQuantity) => (isMatter(element) ? element.epcClass : batch(element.epcClass))
  return lists.flatMap((list) => {
    const rest = [...(written[list] ?? [])]
    const unsaid = (event[list] ?? []).flatMap((element, at) => {
      const found = rest.findIndex((one) => keyOf(one) === keyOf(element) && isSame(element, one))
      if (found >= 0) rest.splice(found, 1)
      return found >= 0 || isNothing(element) ? [] : [`/${list}/${at}`]
    })
    // What follows from the rest, such as a loss, stands in a transformation: else its masses would be others than the act's.
    return event.type === 'TransformationEvent' && unsaid.length === 0 && rest.length > 0 ? [`/${list}`] : unsaid
  })
}

const amountOf = ({ massMg, quantity, uom }: ExpandedQuantity) => massMg ?? (uom === undefined ? quantity : undefined)

/** An act about a whole lot has no mass, whatever the event says of it. */
const isSame = (said: ExpandedQuantity, written: ExpandedQuantity) =>
  amountOf(written) === undefined || amountOf(written) === amountOf(said)

const isNothing = (element: ExpandedQuantity) => isMatter(element) && element.massMg === '0'
