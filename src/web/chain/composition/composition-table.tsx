// Every batch behind a chart, newest first, each with its signals in words and the event that measured it. Not here: the chart.
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { compositionMessages } from '../../messages/composition.ts'
import { madeOfMessages } from '../../messages/made-of.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { OfEvent } from '../of-event.tsx'
import { StayLink } from '../stay-link.tsx'
import { ForLimits } from './for-limits.tsx'
import type { ChartNumber } from './made-of.ts'
import type { ChartPoint, Series } from './series.ts'

const texts = { ...compositionMessages, ...madeOfMessages }

type Props = {
  readonly series: Series
  readonly productCode: string
  /** Where the batches stand that a number of one batch follows from. */
  readonly hrefOf: (number: ChartNumber, at: string) => string
}

export function CompositionTable({ series, productCode, hrefOf }: Props) {
  const { t, number, dayShort } = useLocale(texts)
  const began = new Map(series.phases.map(({ from, changed }) => [series.points[from]?.batchId, changed]))
  return (
    <DataTable
      label={t('composition.table', { grower: series.grower })}
      items={series.points.toReversed()}
      idOf={({ batchId }) => batchId}
      columns={[
        {
          id: 'batch',
          text: t('composition.batch'),
          isFixed: true,
          cell: ({ batchId, name }) => (
            <span className="gr-composition-why">
              <Link href={`/batches/${batchId}`} look="plain">
                {name}
              </Link>
              {began.get(batchId)?.map((what) => (
                <Badge key={what} tone="info">
                  {t(`phase.mark.${what}`)}
                </Badge>
              ))}
            </span>
          ),
        },
        {
          id: 'value',
          text: t('composition.value'),
          align: 'end',
          cell: ({ eventId, value, uncertainty }) => (
            <OfEvent eventId={eventId}>
              {number(value, 2)}
              {uncertainty === null ? '' : ` ± ${number(Number(uncertainty), 2)}`}
            </OfEvent>
          ),
        },
        {
          id: 'average',
          text: t('composition.average'),
          align: 'end',
          cell: ({ batchId, average }) =>
            average ? <StayLink href={hrefOf('average', batchId)}>{number(average.value, 2)}</StayLink> : '–',
        },
        {
          id: 'average-limits',
          text: t('composition.average.limits'),
          align: 'end',
          cell: ({ batchId, average }) =>
            average ? (
              <StayLink href={hrefOf('limits', batchId)}>
                {`${number(average.lower, 2)}–${number(average.upper, 2)}`}
              </StayLink>
            ) : (
              '–'
            ),
        },
        {
          id: 'range',
          text: t('composition.range'),
          align: 'end',
          cell: ({ batchId, range }) =>
            range === null ? '–' : <StayLink href={hrefOf('range', batchId)}>{number(range, 2)}</StayLink>,
        },
        {
          id: 'sum',
          text: t('composition.sum'),
          align: 'end',
          cell: ({ batchId, sum }) =>
            sum ? (
              <StayLink href={hrefOf('sum', batchId)}>{`+${number(sum.above, 1)} / −${number(sum.below, 1)}`}</StayLink>
            ) : (
              '–'
            ),
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
