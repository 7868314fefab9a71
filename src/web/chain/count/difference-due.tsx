// By when a difference is to be explained, and whether that day has passed. Not here: which day that is; the API says.
import type { Difference } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { countMessages } from '../../messages/count.ts'
import { Badge } from '../../parts/badge.tsx'

export function DifferenceDue({ row: { dueOn, isOverdue } }: { row: Pick<Difference, 'dueOn' | 'isOverdue'> }) {
  const { t, dayShort } = useLocale(countMessages)
  if (dueOn === null) return <span className="gr-muted">{t('differences.due.none')}</span>
  return (
    <span className="gr-row gr-nowrap">
      {dayShort(dueOn)}
      {isOverdue ? <Badge tone="negative">{t('differences.overdue')}</Badge> : null}
    </span>
  )
}
