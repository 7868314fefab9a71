// Whether somebody said that it received the notice, how long after, and the proof of it. Not here: the tables it stands in.
import type { NoticeRow } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { recallProgramMessages } from '../../messages/recall-programs.ts'
import { Badge } from '../../parts/badge.tsx'
import { spanBetween } from './parts.ts'

type Answer = Pick<NoticeRow, 'toldAt' | 'isLate' | 'acknowledgedAt' | 'acknowledgementId' | 'reminders'> & {
  readonly acknowledgedBy?: NoticeRow['acknowledgedBy']
}

/** That a program took the notice is evidence, and no answer; that it did not is a reason to telephone. */
export function Machine({ row: { machine, acknowledgedAt } }: { row: Pick<NoticeRow, 'machine' | 'acknowledgedAt'> }) {
  const { t, instant } = useLocale(recallProgramMessages)
  if (machine === null) return null
  if (machine.state === 'delivered')
    return (
      <span className="gr-muted gr-small gr-recall-under">
        {t('machine.took', { at: machine.at ? instant(machine.at) : '' })}
      </span>
    )
  if (machine.state === 'waiting')
    return <span className="gr-muted gr-small gr-recall-under">{t('machine.waiting')}</span>
  const words = t('machine.missed', { why: machine.detail ?? '', calls: machine.calls })
  return acknowledgedAt === null ? (
    <span className="gr-recall-under">
      <Badge tone="warning">{words}</Badge>
    </span>
  ) : (
    <span className="gr-muted gr-small gr-recall-under">{words}</span>
  )
}

export function Received({ row, name }: { row: Answer; name: string }) {
  const { t, instant } = useLocale(recallMessages)
  if (row.acknowledgedAt === null) {
    return (
      <span className="gr-recall-name">
        <Badge tone={row.isLate ? 'warning' : 'info'} sign="clock">
          {t(row.isLate ? 'recall.late' : 'recall.notyet')}
        </Badge>
        {row.reminders > 0 ? (
          <span className="gr-muted gr-small">{t('recall.reminders', { count: row.reminders })}</span>
        ) : null}
      </span>
    )
  }
  const { days, hours, minutes } = spanBetween(row.toldAt, row.acknowledgedAt)
  return (
    <span className="gr-recall-name">
      <time dateTime={row.acknowledgedAt} title={instant(row.acknowledgedAt)}>
        {t('recall.after', { hours: days * 24 + hours, minutes })}
      </time>
      {row.acknowledgedBy ? (
        <span className="gr-muted gr-small">{t('recall.by', { way: t(`recall.way.${row.acknowledgedBy}`) })}</span>
      ) : null}
      <a
        className="gr-link gr-small"
        href={`/v1/recall-notices/acknowledgements/${row.acknowledgementId}/proof`}
        download
        aria-label={t('recall.proof.of', { name })}
      >
        {t('recall.proof')}
      </a>
    </span>
  )
}
