// One attribute over the months of long-term storage: what was measured, the line through it, its bound and the limit; and the same as a
// table. Not here: what was decided from it (study-says.tsx).
import { useState } from 'react'
import { type StudyView, unitText } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { ChartScale } from '../../parts/chart-scale.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Select } from '../../parts/select.tsx'
import { useWidth } from '../../parts/use-width.ts'
import { scaleOf } from '../composition/geometry.ts'
import { testKey } from '../quality/words.ts'
import { OfMeasurements } from './behind-panel.tsx'
import { type ChartPoint, type Series, seriesOf } from './chart-series.ts'
import { texts } from './words.ts'

export function StudyChart({ view }: { view: StudyView }) {
  const { t, number } = useLocale(texts)
  const drawn = view.attributes.filter(({ analyte }) =>
    view.points.some(({ values }) => values.some((one) => one.analyte === analyte && one.number !== null)),
  )
  const [chosen, setChosen] = useState<string | null>(view.support.limitedBy)
  const attribute = drawn.find(({ analyte }) => analyte === chosen) ?? drawn[0]
  if (!attribute) return null
  const { analyte, evaluation, unit } = attribute
  const name = t(testKey(analyte))
  const series = seriesOf(view, analyte)
  const slopes = series.lines.map(
    ({ slope }) =>
      `${slope > 0 ? '+' : slope < 0 ? '−' : ''}${number(Math.abs(slope), 3)}\u00a0${unitText(unit ?? '')}`,
  )
  const within = evaluation
    ? t(evaluation.isAtHorizon ? 'stability.within.atLeast' : 'stability.within.months', {
        months: number(evaluation.months, evaluation.isAtHorizon ? 0 : 1),
      })
    : ''
  const reading = evaluation
    ? t('stability.chart.reading', { analyte: name, months: within, change: [...new Set(slopes)].join(', ') })
    : t('stability.chart.nothing')
  return (
    <section className="gr-chain-panel">
      <div className="gr-stability-choice">
        <Select
          label={t('stability.attribute')}
          choices={drawn.map((one) => ({ id: one.analyte, text: t(testKey(one.analyte)) }))}
          value={analyte}
          onChange={setChosen}
        />
      </div>
      <Picture
        title={t('stability.chart', { analyte: name })}
        reading={reading}
        picture={<Drawing view={view} series={series} limits={[attribute.min, attribute.max]} />}
        table={<Table view={view} analyte={analyte} series={series} label={t('stability.chart', { analyte: name })} />}
      />
      <Legend view={view} />
    </section>
  )
}

type DrawingProps = {
  readonly view: StudyView
  readonly series: Series
  readonly limits: readonly (string | null)[]
}
const height = 320
const inside = { top: 16, bottom: 280 }

function Drawing({ view, series, limits }: DrawingProps) {
  const { t, number } = useLocale(texts)
  const { ref, width } = useWidth<SVGSVGElement>(900)
  const [left, right] = [48, width - 12]
  const asked = limits.flatMap((limit) => (limit === null ? [] : [Number(limit)]))
  const bounds = series.lines.flatMap(({ at }) => at.flatMap(({ lower, upper }) => [lower, upper]))
  const y = scaleOf([...asked, ...bounds, ...series.points.map(({ value }) => value)], { left, right, ...inside })
  const x = (month: number) => left + (month / series.lastMonth) * (right - left)
  const path = (values: readonly { month: number; value: number }[]) =>
    values
      .map(({ month, value }, index) => `${index ? 'L' : 'M'}${x(month).toFixed(1)},${y.at(value).toFixed(1)}`)
      .join('')
  const every = series.lastMonth > 36 ? 12 : width < 480 ? 6 : 3
  const months = Array.from({ length: Math.floor(series.lastMonth / every) + 1 }, (_, index) => index * every)
  const { measuredMonths } = view.support
  return (
    <svg
      ref={ref}
      className="gr-stability-chart"
      viewBox={`0 0 ${width} ${height}`}
      style={{ blockSize: height }}
      aria-hidden="true"
    >
      <ChartScale marks={y.ticks} y={y.at} left={left} right={right} say={(value) => number(value, y.digits)} />
      {months.map((month) => (
        <text key={month} className="gr-stability-label" x={x(month)} y={inside.bottom + 20} textAnchor="middle">
          {month}
        </text>
      ))}
      <text className="gr-stability-label" x={right} y={height - 4} textAnchor="end">
        {t('stability.month')}
      </text>
      {asked.map((value) => (
        <line key={value} className="gr-stability-limit" x1={left} x2={right} y1={y.at(value)} y2={y.at(value)} />
      ))}
      <line
        className="gr-stability-measured"
        x1={x(measuredMonths)}
        x2={x(measuredMonths)}
        y1={inside.top}
        y2={inside.bottom}
      />
      {series.lines.map(({ name, at }) => (
        <g key={name ?? 'all'}>
          <path className="gr-stability-line" d={path(at.map(({ month, mean }) => ({ month, value: mean })))} />
          {limits[0] === null ? null : (
            <path className="gr-stability-bound" d={path(at.map(({ month, lower }) => ({ month, value: lower })))} />
          )}
          {limits[1] === null ? null : (
            <path className="gr-stability-bound" d={path(at.map(({ month, upper }) => ({ month, value: upper })))} />
          )}
        </g>
      ))}
      {series.points.map((point) => (
        <Mark
          key={`${point.batchIndex} ${point.month}`}
          index={point.batchIndex}
          x={x(point.month)}
          y={y.at(point.value)}
        />
      ))}
    </svg>
  )
}

/** A shape for each batch, never colour alone. */
function Mark({ index, x, y }: { index: number; x: number; y: number }) {
  const look = 'gr-stability-point'
  if (index % 4 === 0) return <circle className={look} cx={x} cy={y} r="4" />
  if (index % 4 === 1) return <rect className={look} x={x - 3.5} y={y - 3.5} width="7" height="7" />
  if (index % 4 === 2) return <path className={look} d={`M${x},${y - 5}l5,8.5h-10z`} />
  return <path className={look} d={`M${x},${y - 5}l5,5l-5,5l-5,-5z`} />
}

function Legend({ view }: { view: StudyView }) {
  const { t } = useLocale(texts)
  const lines = [
    { look: 'gr-stability-line', name: t('stability.chart.line') },
    { look: 'gr-stability-bound', name: t('stability.chart.bound') },
    { look: 'gr-stability-limit', name: t('stability.chart.limit') },
    { look: 'gr-stability-measured', name: t('stability.chart.measured') },
  ]
  return (
    <ul className="gr-stability-legend">
      {view.batches.map(({ batchId, name }, index) => (
        <li key={batchId}>
          <svg width="16" height="12" aria-hidden="true">
            <Mark index={index} x={8} y={6} />
          </svg>
          {name}
        </li>
      ))}
      {lines.map(({ look, name }) => (
        <li key={look}>
          <svg width="28" height="12" aria-hidden="true">
            <line className={look} x1="2" x2="26" y1="6" y2="6" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** Of means, and of the line and its bounds. */
const digits = 3

type TableProps = {
  readonly view: StudyView
  readonly analyte: string
  readonly series: Series
  readonly label: string
}

function Table({ view, analyte, series, label }: TableProps) {
  const { t, number } = useLocale(texts)
  const behind = (said: string) => (
    <OfMeasurements view={view} number="within" analyte={analyte}>
      {said}
    </OfMeasurements>
  )
  const boundsOf = ({ month, batchName }: ChartPoint) =>
    series.lines.find(({ name }) => name === null || name === batchName)?.at.find((one) => one.month === month)
  return (
    <DataTable
      label={label}
      items={series.points}
      idOf={({ batchIndex, month }) => `${batchIndex} ${month}`}
      columns={[
        { id: 'month', text: t('stability.month'), isFixed: true, cell: ({ month }) => `${month}` },
        { id: 'batch', text: t('stability.batch'), cell: ({ batchName }) => batchName },
        {
          id: 'value',
          text: t('stability.chart.value'),
          align: 'end',
          cell: ({ value, eventId }) =>
            eventId === null ? (
              number(value, digits)
            ) : (
              <Link href={`/events/${eventId}`} look="plain">
                {number(value, digits)}
              </Link>
            ),
        },
        {
          id: 'line',
          text: t('stability.chart.line'),
          align: 'end',
          cell: (point) => {
            const found = boundsOf(point)
            return found ? behind(number(found.mean, digits)) : '–'
          },
        },
        {
          id: 'bound',
          text: t('stability.chart.bound'),
          align: 'end',
          cell: (point) => {
            const found = boundsOf(point)
            return found ? behind(`${number(found.lower, digits)}–${number(found.upper, digits)}`) : '–'
          },
        },
      ]}
    />
  )
}
