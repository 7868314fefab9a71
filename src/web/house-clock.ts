// What time it is by the house's clock, which judges every term: that of a telephone may be an hour or a day off. Not here: which zone makes a day
// (#kernel), and the numbers a device makes by its own clock.
import { useQuery } from '@tanstack/react-query'
import { legalDayOf } from '#kernel'
import { session } from './queries.ts'

/** As the last answer about the session told it; before there was one, the device's own. */
export function useHouseClock(): () => Temporal.Instant {
  const { data, dataUpdatedAt } = useQuery(session)
  const aheadMs = data ? Date.parse(data.now) - dataUpdatedAt : 0
  return () => Temporal.Now.instant().add({ milliseconds: aheadMs })
}

/** The legal day it is there. */
export function useToday(): Temporal.PlainDate {
  return legalDayOf(useHouseClock()())
}
