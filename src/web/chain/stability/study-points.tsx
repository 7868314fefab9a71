// Every place of a study: what was measured there, attribute by attribute, each number with its event; and what is still planned. Not
// here: what is to be drawn now (due-now.tsx).
import { type StudyPoint, type StudyView, unitText } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { decimal, testKey } from '../quality/words.ts'
import { pointTone, texts } from './words.ts'

export function StudyPoints({ view }: { view: StudyView }) {
  const { t, dayShort } = useLocale(texts)
  const nameOf = (batchId: string) => view.batches.find((one) => one.batchId === batchId)?.name ?? '–'
  return (
    <section className="gr-chain-panel">
      <h2>{t('stability.points')}</h2>
      <DataTable
        label={t('stability.points')}
        items={view.points}
        idOf={idOfPoint}
        columns={[
          {
            id: 'month',
            text: t('stability.month'),
            isFixed: true,
            cell: ({ month }) => (month === 0 ? t('stability.start') : `${month}`),
          },
          {
            id: 'condition',
            text: t('stability.condition'),
            cell: ({ condition }) =>
              condition ? <span className="gr-quality-day">{t(`stability.condition.${condition}`)}</span> : '–',
          },
          {
            id: 'batch',
            text: t('stability.batch'),
            cell: ({ batchId }) => <span className="gr-quality-day">{nameOf(batchId)}</span>,
          },
          ...view.tests.map((test) => ({
            id: test,
            text: t(testKey(test)),
            align: 'end' as const,
            cell: (point: StudyPoint) => <Value point={point} test={test} />,
          })),
          {
            id: 'state',
            text: t('stability.column.state'),
            cell: ({ state }) => <Badge tone={pointTone[state]}>{t(`stability.point.${state}`)}</Badge>,
          },
          {
            id: 'planned',
            text: t('stability.planned'),
            cell: ({ plannedOn, measuredOn }) => (
              <span className="gr-quality-day">{dayShort(measuredOn ?? plannedOn)}</span>
            ),
          },
          { id: 'source', text: t('stability.source'), cell: (point) => <Source point={point} /> },
        ]}
      />
    </section>
  )
}

export const idOfPoint = ({ batchId, condition, month }: Pick<StudyPoint, 'batchId' | 'condition' | 'month'>) =>
  `${batchId} ${condition ?? 'start'} ${month}`

function Value({ point, test }: { point: StudyPoint; test: string }) {
  const { t, locale } = useLocale(texts)
  const value = point.values.find(({ analyte }) => analyte === test)
  const seen = point.observations.find((one) => one.test === test)
  if (!value && !seen) return '–'
  const said = value
    ? `${decimal(value.value, locale)}\u00a0${unitText(value.unit)}`
    : t(seen?.conforms ? 'stability.conforms' : 'stability.unfit')
  const isOut = value?.verdict === 'outside' || seen?.conforms === false
  return (
    <span className="gr-quality-verdict">
      {point.eventId ? (
        <Link href={`/events/${point.eventId}`} look="plain">
          {said}
        </Link>
      ) : (
        said
      )}
      {isOut ? <Badge tone="negative">{t('stability.outside')}</Badge> : null}
    </span>
  )
}

export function Source({ point: { order, report } }: { point: Pick<StudyPoint, 'order' | 'report'> }) {
  const { t } = useLocale(texts)
  if (order) {
    return (
      <Link href={`/quality/orders/${order.id}`} look="plain">
        {order.number}
      </Link>
    )
  }
  return report === null ? '–' : <span className="gr-quality-day">{t('stability.report', { report })}</span>
}
