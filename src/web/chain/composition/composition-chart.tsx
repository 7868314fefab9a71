// The batches of one grower in order: content with its limits and moving average above, what runs beneath it in its own file. Its table stands
// beside it.
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { compositionMessages } from '../../messages/composition.ts'
import { madeOfMessages } from '../../messages/made-of.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { ChartScale } from '../../parts/chart-scale.tsx'
import { useWidth } from '../../parts/use-width.ts'
import { type Box, box, pathOf, scaleOf } from './geometry.ts'
import type { Analyte, ChartPoint, Phase, Series } from './series.ts'
import { RangeChart, SumChart } from './under-charts.tsx'

/** `shown` and `ranges`: every value the scales must hold, of all growers, so that their charts can be laid side by side. */
type Props = {
  readonly series: Series
  readonly analyte: Analyte
  readonly cusumLimit: number
  readonly shown: readonly number[]
  readonly ranges: readonly number[]
}

export function CompositionChart({ series, analyte, cusumLimit, shown, ranges }: Props) {
  const { t, number } = useLocale(compositionMessages)
  const { ref, width } = useWidth<SVGSVGElement>(900)
  const { content, range, sum, height } = box(width)
  const limits = [analyte.min, analyte.max].flatMap((limit) => (limit === null ? [] : [Number(limit)]))
  const y = scaleOf([...limits, ...shown], content)
  const x = (index: number) => content.left + ((index + 0.5) / series.points.length) * (content.right - content.left)
  return (
    <svg
      ref={ref}
      className="gr-composition-chart"
      viewBox={`0 0 ${width} ${height}`}
      style={{ blockSize: height }}
      aria-hidden="true"
    >
      <ChartScale
        marks={y.ticks}
        y={y.at}
        left={content.left}
        right={content.right}
        say={(value) => number(value, y.digits)}
      />
      {series.phases.map((phase, index) => (
        <PhaseLines
          key={phase.from}
          phase={phase}
          isFirst={index === 0}
          x={x}
          y={y.at}
          content={content}
          bottom={sum.bottom}
        />
      ))}
      {limits.map((value) => (
        <line
          key={`limit ${value}`}
          className="gr-composition-range"
          x1={content.left}
          x2={content.right}
          y1={y.at(value)}
          y2={y.at(value)}
        />
      ))}
      {(['lower', 'upper'] as const).map((side) => (
        <path
          key={side}
          className="gr-composition-average-limit"
          d={pathOf(series, x, ({ average }) => average && y.at(average[side]))}
        />
      ))}
      <path className="gr-composition-average" d={pathOf(series, x, ({ average }) => average && y.at(average.value))} />
      {series.points.map((point, index) => (
        <OpenMark key={point.batchId} point={point} x={x(index)} y={y.at(point.value)} />
      ))}
      <RangeChart series={series} shown={ranges} at={range} x={x} label={t('composition.range')} />
      <SumChart series={series} limit={cusumLimit} at={sum} x={x} label={t('composition.sum')} />
      <DayLabels points={series.points} x={x} y={height - 4} width={width} />
    </svg>
  )
}

type PhaseProps = {
  readonly phase: Phase
  readonly isFirst: boolean
  readonly x: (index: number) => number
  readonly y: (value: number) => number
  readonly content: Box
  readonly bottom: number
}

/** Centre and limits as far as the phase goes; a line down where another begins, and where its limits stand still. Provisional limits are dotted. */
function PhaseLines({ phase, isFirst, x, y, content, bottom }: PhaseProps) {
  const { t } = useLocale({ ...compositionMessages, ...madeOfMessages })
  const half = (x(1) - x(0)) / 2
  const [from, to] = [x(phase.from) - half, x(phase.to) + half]
  // Of a phase that begins late its label stands before it: behind it there is no room.
  const isLate = from > (content.left + content.right) / 2
  const limit = phase.isSettled ? 'gr-composition-limit' : 'gr-composition-limit gr-composition-provisional'
  const levels = [
    { value: phase.centre, look: 'gr-composition-centre' },
    { value: phase.lower, look: limit },
    { value: phase.upper, look: limit },
  ]
  return (
    <g>
      {isFirst ? null : <line className="gr-composition-phase" x1={from} x2={from} y1={content.top} y2={bottom} />}
      {phase.changed.map((what, index) => (
        <text
          key={what}
          className="gr-composition-label"
          x={isLate ? from - 4 : from + 4}
          y={content.top + 10 + 14 * index}
          textAnchor={isLate ? 'end' : 'start'}
        >
          {t(`phase.mark.${what}`)}
        </text>
      ))}
      {phase.isSettled && phase.basis ? (
        <g>
          <rect
            className="gr-composition-basis"
            x={from}
            y={content.top}
            width={x(phase.basis.to) + half - from}
            height={bottom - content.top}
          />
          <text className="gr-composition-label" x={from + 4} y={content.bottom - 6}>
            {t('composition.basis')}
          </text>
        </g>
      ) : null}
      {levels.map(({ value, look }) =>
        value === null ? null : <line key={value} className={look} x1={from} x2={to} y1={y(value)} y2={y(value)} />,
      )}
    </g>
  )
}

type Marked = Pick<ChartPoint, 'isReleased' | 'isOutOfBaseline' | 'signals'>

/** A dot; hollow where it is left out of the baseline; a ringed diamond where there is a signal; a cross where it was rejected. Never colour alone. */
export function Mark({ point, x, y }: { point: Marked; x: number; y: number }) {
  if (!point.isReleased) return <path className="gr-composition-rejected" d={`M${x - 4},${y - 4}l8,8m0,-8l-8,8`} />
  if (point.isOutOfBaseline) return <circle className="gr-composition-left-out" cx={x} cy={y} r="4.5" />
  if (point.signals.length === 0) return <circle className="gr-composition-point" cx={x} cy={y} r="3.5" />
  return (
    <g>
      <circle className="gr-composition-ring" cx={x} cy={y} r="9" />
      <path className="gr-composition-signal" d={`M${x},${y - 5.5}l5.5,5.5l-5.5,5.5l-5.5,-5.5z`} />
    </g>
  )
}

/** Opens the test of a batch, or the batch itself for who had no part in that; its table has the same links. */
function OpenMark({ point, x, y }: { point: ChartPoint; x: number; y: number }) {
  const href = point.eventId === null ? `/batches/${point.batchId}` : `/events/${point.eventId}`
  return (
    <Anchor href={href} tabIndex={-1}>
      <circle className="gr-composition-touch" cx={x} cy={y} r="9" />
      <Mark point={point} x={x} y={y} />
    </Anchor>
  )
}

const labelWidth = 96

function DayLabels({
  points,
  x,
  y,
  width,
}: Pick<Series, 'points'> & { x: (index: number) => number; y: number; width: number }) {
  const { dayShort } = useLocale()
  const count = Math.max(1, Math.min(points.length, Math.floor(width / labelWidth)))
  const every = Math.max(1, Math.ceil(points.length / count))
  return points.map((point, index) =>
    index % every === 0 ? (
      <text
        key={point.batchId}
        className="gr-composition-label"
        x={x(index)}
        y={y}
        textAnchor={index === 0 ? 'start' : 'middle'}
      >
        {dayShort(legalDay(point.testedAt))}
      </text>
    ) : null,
  )
}
