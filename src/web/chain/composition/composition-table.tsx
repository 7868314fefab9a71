// Every batch behind a chart, newest first, each with its signals in words and the event that measured it. Not here: the chart.
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { compositionMessages } from '../../messages/composition.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ForLimits } from './for-limits.tsx'
import type { ChartPoint, Series } from './series.ts'

export function CompositionTable({ series, productCode }: { series: Series; productCode: string }) {
  const { t, number, dayShort } = useLocale(compositionMessages)
  return (
    <DataTable
      label={t('composition.table', { grower: series.grower })}
      items={series.points.toReversed()}
      idOf={({ eventId }) => eventId}
      columns={[
        {
          id: 'batch',
          text: t('composition.batch'),
          isFixed: true,
          cell: ({ batchId, name }) => (
            <Link href={`/batches/${batchId}`} look="plain">
              {name}
            </Link>
          ),
        },
        {
          id: 'value',
          text: t('composition.value'),
          align: 'end',
          cell: ({ eventId, value, uncertainty }) => (
            <Link href={`/events/${eventId}`} look="plain">
              {number(value, 2)}
              {uncertainty === null ? '' : ` ± ${number(Number(uncertainty), 2)}`}
            </Link>
          ),
        },
        {
          id: 'average',
          text: t('composition.average'),
          align: 'end',
          cell: ({ average }) => (average ? number(average.value, 2) : '–'),
        },
        {
          id: 'average-limits',
          text: t('composition.average.limits'),
          align: 'end',
          cell: ({ average }) => (average ? `${number(average.lower, 2)}–${number(average.upper, 2)}` : '–'),
        },
        {
          id: 'range',
          text: t('composition.range'),
          align: 'end',
          cell: ({ range }) => (range === null ? '–' : number(range, 2)),
        },
        {
          id: 'sum',
          text: t('composition.sum'),
          align: 'end',
          cell: ({ sum }) => (sum ? `+${number(sum.above, 1)} / −${number(sum.below, 1)}` : '–'),
        },
        {
          id: 'basis',
          text: t('composition.sets'),
          cell: (point) => <ForLimits point={point} productCode={productCode} />,
        },
        { id: 'signals', text: t('composition.signals'), cell: (point) => <Signals point={point} /> },
        { id: 'tested', text: t('composition.tested'), cell: ({ testedAt }) => dayShort(legalDay(testedAt)) },
        { id: 'method', text: t('composition.method'), cell: ({ method }) => method },
        { id: 'laboratory', text: t('composition.laboratory'), cell: ({ laboratory }) => laboratory ?? '–' },
      ]}
    />
  )
}

function Signals({ point: { isReleased, signals } }: { point: ChartPoint }) {
  const { t } = useLocale(compositionMessages)
  if (!isReleased) return <Badge tone="neutral">{t('composition.rejected')}</Badge>
  if (signals.length === 0) return '–'
  return <Badge tone="warning">{signals.map((signal) => t(`composition.signal.${signal}`)).join(', ')}</Badge>
}
