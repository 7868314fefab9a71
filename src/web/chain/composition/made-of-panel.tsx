// The batches behind one number of a control chart, newest first, each with its test; and in a sentence how the number follows from them. Not
// here: which batches those are (made-of.ts).
import type { ProductComposition } from '#chain/contract'
import { formatDecimal } from '#kernel'
import { deviation, sigmaOfMovingRange } from '#statistics'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { compositionMessages } from '../../messages/composition.ts'
import { madeOfMessages } from '../../messages/made-of.ts'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { OfEvent } from '../of-event.tsx'
import { StayLink } from '../stay-link.tsx'
import { batchesIn, type ChartNumber, phaseOf } from './made-of.ts'
import type { Analyte, ChartPoint, Series } from './series.ts'
import '../chain.css'

const texts = { ...compositionMessages, ...madeOfMessages }

type Props = {
  readonly series: Series
  readonly analyte: Analyte
  readonly rules: ProductComposition['rules']
  readonly number: ChartNumber
  readonly at: string | null
  /** The same charts, with nothing open. */
  readonly backHref: string
}

export function MadeOf(props: Props) {
  const { t, number: said, dayShort } = useLocale(texts)
  const { series, number, at, backHref } = props
  const points = batchesIn(series, number, at)
  const title = useTitle(props)
  const running: TableColumn<ChartPoint>[] =
    number === 'average'
      ? [
          {
            id: 'average',
            text: t('composition.average'),
            align: 'end',
            cell: ({ average }) => said(average?.value ?? 0, 2),
          },
        ]
      : number === 'sum'
        ? [{ id: 'sum', text: t('composition.sum'), align: 'end', cell: ({ sum }) => sumText(sum, said) }]
        : []
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={`${series.growerId} ${number} ${at ?? ''}`}>{`${series.grower}: ${title}`}</OpenedHeading>
      <p className="gr-muted">
        <How {...props} points={points} />
      </p>
      <DataTable
        label={title}
        items={points.toReversed()}
        idOf={({ batchId }) => batchId}
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
            cell: ({ eventId, value }) => <OfEvent eventId={eventId}>{said(value, 2)}</OfEvent>,
          },
          ...running,
          { id: 'tested', text: t('composition.tested'), cell: ({ testedAt }) => dayShort(legalDay(testedAt)) },
        ]}
      />
      <StayLink href={backHref} look="text">
        {t('made.close')}
      </StayLink>
    </section>
  )
}

type Said = (value: number, digits: number) => string
const sumText = (sum: ChartPoint['sum'], said: Said) => (sum ? `+${said(sum.above, 1)} / −${said(sum.below, 1)}` : '–')

function useTitle({ series, number, at }: Props): string {
  const { t, number: said } = useLocale(texts)
  const point = series.points.find(({ batchId }) => batchId === at)
  const { name = '–' } = point ?? {}
  switch (number) {
    case 'cpk':
    case 'ppk':
      return t(`made.${number}`, { value: series.capability ? said(series.capability[number], 2) : '–' })
    case 'average':
      return t('made.average', { name, value: point?.average ? said(point.average.value, 2) : '–' })
    case 'sum':
      return t('made.sum', { name, value: sumText(point?.sum ?? null, said) })
    case 'range':
      return t('made.range', { name, value: point?.range == null ? '–' : said(point.range, 2) })
    case 'limits':
    case 'released':
    case 'signals':
      return t(`made.${number}`)
    default:
      return number satisfies never
  }
}

/** A sentence by which a reader with the list and a pocket calculator comes to the same number. */
function How({
  series,
  analyte,
  rules,
  number,
  at,
  points,
}: Props & { readonly points: readonly ChartPoint[] }): string {
  const { t, number: said, locale } = useLocale(texts)
  const phase = phaseOf(series, at)
  const count = points.length
  if (!phase || phase.centre === null || phase.meanRange === null || phase.lower === null || phase.upper === null)
    return t('made.count', { count })
  const sigma = sigmaOfMovingRange({ meanRange: phase.meanRange })
  const [mean, spread] = [said(phase.centre, 2), said(sigma, 3)]
  const values = points.map(({ value }) => value)
  switch (number) {
    case 'limits': {
      const factor = formatDecimal(rules.limits, locale)
      const [lower, upper] = [said(phase.lower, 2), said(phase.upper, 2)]
      return t('made.limits.how', { count, mean, range: said(phase.meanRange, 3), factor, lower, upper })
    }
    case 'cpk':
    case 'ppk': {
      const own = values.reduce((sum, value) => sum + value, 0) / count
      const limit = formatDecimal(nearest(analyte, own), locale)
      if (number === 'ppk')
        return t('made.ppk.how', { count, mean: said(own, 2), limit, sigma: said(deviation(values), 3) })
      return t('made.cpk.how', { count, mean: said(own, 2), limit, sigma: spread, basis: phase.basis?.count ?? 0 })
    }
    case 'average':
      return t('made.average.how', { count, mean, weight: formatDecimal(rules.ewmaWeight, locale) })
    case 'sum':
      return t('made.sum.how', { count, mean, sigma: spread, allowance: formatDecimal(rules.cusumAllowance, locale) })
    case 'range':
      return t('made.range.how')
    case 'released':
    case 'signals':
      return t('made.count', { count })
    default:
      return number satisfies never
  }
}

/** The limit of the release range with the least room; there is one where there is a capability. */
function nearest({ min, max }: Analyte, mean: number): string {
  const below = min === null ? Infinity : mean - Number(min)
  const above = max === null ? Infinity : Number(max) - mean
  return (below < above ? min : max) ?? ''
}
