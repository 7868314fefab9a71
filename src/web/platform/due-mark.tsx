// How far away a day is that something must be done by, in words and in the colour of its haste. Not here: which day that is, and what counts as soon.
import { useLocale } from '../locale.tsx'
import { startMessages } from '../messages/start.ts'
import { Badge } from '../parts/badge.tsx'
import { dueOn } from './due.ts'

type Props = {
  readonly on: string
  readonly today: Temporal.PlainDate
  /** How many days before its end this clock rings; where it has no warning of its own, two weeks. */
  readonly warnDays?: number | undefined
}

export function DueMark({ on, today, warnDays }: Props) {
  const { t, day } = useLocale(startMessages)
  const { kind, days, tone } = dueOn(on, today, warnDays)
  const words = {
    late: () => t('start.due.late', { days }),
    today: () => t('start.due.today'),
    tomorrow: () => t('start.due.tomorrow'),
    in: () => t('start.due.in', { days }),
    on: () => t('start.due.on', { on }),
  }
  return (
    <time dateTime={on} title={day(on)}>
      <Badge tone={tone} sign="clock">
        {words[kind]()}
      </Badge>
    </time>
  )
}
