// The clocks of a shipment, in working days that are terms of the law's corpus: until when it should have come, and until when what came short is told.
// Pure. Not here: which shipments ring (agenda/clocks.ts).
import { type Instant, type PlainDate, startOfLegalDay } from '#kernel'
import { lastLateDay } from '../agenda/late-since.ts'
import type { LawForChain } from '../law.ts'
import { addWorkingDays } from '../working-days.ts'

/** The last day on which a shipment should have come, by the law of the day it left. */
export function transitDueOn(shippedOn: PlainDate, law: Pick<LawForChain, 'transitWorkingDays'>): PlainDate {
  return addWorkingDays(shippedOn, law.transitWorkingDays(shippedOn))
}

/** What left before this moment should have come by today, and is late as long as it did not. */
export function lateIfLeftBefore(today: PlainDate, law: Pick<LawForChain, 'transitWorkingDays'>): Instant {
  return startOfLegalDay(lastLateDay(today, (day) => transitDueOn(day, law)).add({ days: 1 }))
}

/** The last day on which a supplier is told in writing of a difference, and a count's is explained or reported. @basis opiumwetbesluit/6 */
export function differenceDueOn(foundOn: PlainDate, law: Pick<LawForChain, 'differenceWorkingDays'>): PlainDate {
  return addWorkingDays(foundOn, law.differenceWorkingDays(foundOn))
}
