// How far away a legal day is, as a person says it. Pure: today is given. Not here: terms and their extension; licensing computes those.

export type Due = {
  readonly tone: 'negative' | 'warning' | 'neutral'
  readonly kind: 'late' | 'today' | 'tomorrow' | 'in' | 'on'
  readonly days: number
}

/** Within this many days a term is written as "in n days" and marked, where it has no warning of its own. */
const soonDays = 14

export function dueOn(day: string, today: Temporal.PlainDate, warnDays: number = soonDays): Due {
  const days = today.until(Temporal.PlainDate.from(day), { largestUnit: 'days' }).days
  if (days < 0) return { tone: 'negative', kind: 'late', days: -days }
  if (days === 0) return { tone: 'negative', kind: 'today', days }
  if (days === 1) return { tone: 'warning', kind: 'tomorrow', days }
  return days <= warnDays ? { tone: 'warning', kind: 'in', days } : { tone: 'neutral', kind: 'on', days }
}
