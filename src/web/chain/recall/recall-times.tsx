// How quickly a recall or a drill went: the list of holders, the first answer and, once all have answered, the last. Not here: who answered (holders-table.tsx).
import type { OwnDrillView, RecallView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { spanBetween } from './parts.ts'
import './recall.css'

type Times = Pick<RecallView | OwnDrillView, 'listedMs' | 'firstAcknowledgedAt' | 'lastAcknowledgedAt' | 'recall'>

export function RecallTimes({
  view: { recall: one, listedMs, firstAcknowledgedAt, lastAcknowledgedAt },
}: {
  view: Times
}) {
  const { t } = useLocale(recallMessages)
  const span = (to: string) => t('recall.span', spanBetween(one.startedAt, to))
  const isAll = one.told > 0 && one.acknowledged === one.told
  return (
    <dl className="gr-recall-times">
      {listedMs === null ? null : (
        <div>
          <dt>{t('recall.listed')}</dt>
          <dd>{t('recall.listed.value', { ms: listedMs })}</dd>
        </div>
      )}
      {firstAcknowledgedAt ? (
        <div>
          <dt>{t('recall.first')}</dt>
          <dd>{span(firstAcknowledgedAt)}</dd>
        </div>
      ) : null}
      {isAll && lastAcknowledgedAt ? (
        <div>
          <dt>{t('recall.last')}</dt>
          <dd>{span(lastAcknowledgedAt)}</dd>
        </div>
      ) : null}
    </dl>
  )
}
