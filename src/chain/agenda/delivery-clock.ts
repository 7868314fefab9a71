// The months in which a harvest goes to the Minister or is destroyed: how many is a term of the law's corpus on the day of the harvest. Pure.
// Not here: what is still open of it (store/work.ts).
import type { PlainDate } from '#kernel'
import type { LawForChain } from '../law.ts'

/** The last day, by the calendar; a term of months over three is not moved by a Sunday (Atw 4). @basis opiumwet/8i/4 */
export function deliveryDueOn(harvestedOn: PlainDate, law: Pick<LawForChain, 'deliveryMonths'>): PlainDate {
  return harvestedOn.add({ months: law.deliveryMonths(harvestedOn) }) // The last day bears the same number, or is the month's last.
}
