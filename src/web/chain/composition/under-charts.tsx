// What runs beneath the contents of a control chart on the same batches: how far each is from the one before it, and what the deviations add
// up to. Not here: the contents themselves (composition-chart.tsx).
import { useLocale } from '../../locale.tsx'
import { type Box, pathOf, readable } from './geometry.ts'
import type { Series } from './series.ts'

type Props = {
  readonly series: Series
  readonly at: Box
  readonly x: (index: number) => number
  readonly label: string
}

/** The moving range, with its mean and its upper limit for each phase: a process may keep its mean and lose its evenness. */
export function RangeChart({ series, shown, at, x, label }: Props & { readonly shown: readonly number[] }) {
  const { number } = useLocale()
  const most = Math.max(...shown, Number.MIN_VALUE) * 1.1
  const y = (value: number) => at.bottom - (value / most) * (at.bottom - at.top)
  const half = (x(1) - x(0)) / 2
  // The last phase is the one that is watched: where two limits lie together, its number is read.
  const uppers = series.phases
    .flatMap(({ rangeUpper }) => (rangeUpper === null ? [] : [{ value: rangeUpper, y: y(rangeUpper) }]))
    .toReversed()
  return (
    <g>
      <text className="gr-composition-label" x={at.left} y={at.top - 6}>
        {label}
      </text>
      <line className="gr-composition-grid" x1={at.left} x2={at.right} y1={at.bottom} y2={at.bottom} />
      {series.phases.map(({ from, to, meanRange, rangeUpper, isSettled }) =>
        meanRange === null || rangeUpper === null ? null : (
          <g key={from}>
            <line
              className="gr-composition-centre"
              x1={x(from) - half}
              x2={x(to) + half}
              y1={y(meanRange)}
              y2={y(meanRange)}
            />
            <line
              className={isSettled ? 'gr-composition-limit' : 'gr-composition-limit gr-composition-provisional'}
              x1={x(from) - half}
              x2={x(to) + half}
              y1={y(rangeUpper)}
              y2={y(rangeUpper)}
            />
          </g>
        ),
      )}
      {readable(uppers).map(({ value, y: place }) => (
        <text key={value} className="gr-composition-label" x={at.left - 6} y={place + 4} textAnchor="end">
          {number(value, 1)}
        </text>
      ))}
      <path className="gr-composition-ranges" d={pathOf(series, x, ({ range }) => range && y(range))} />
      {series.points.map(({ eventId, range, signals }, index) =>
        range === null ? null : (
          <circle
            key={eventId}
            className={signals.includes('jump') ? 'gr-composition-signal' : 'gr-composition-point'}
            cx={x(index)}
            cy={y(range)}
            r={signals.includes('jump') ? 4 : 2}
          />
        ),
      )}
    </g>
  )
}

/** Above the line what ran high, below it what ran low, with the signs of the table; dashed where a signal begins. */
export function SumChart({ series, limit, at, x, label }: Props & { readonly limit: number }) {
  const middle = (at.top + at.bottom) / 2
  const most = Math.max(limit * 1.2, ...series.points.flatMap(({ sum }) => (sum ? [sum.above, sum.below] : [])))
  const y = (value: number) => middle - (value / most) * (middle - at.top)
  const line = (value: number, look: string) => (
    <line className={look} x1={at.left} x2={at.right} y1={y(value)} y2={y(value)} />
  )
  return (
    <g>
      <text className="gr-composition-label" x={at.left} y={at.top - 6}>
        {label}
      </text>
      {line(0, 'gr-composition-grid')}
      {line(limit, 'gr-composition-limit')}
      {line(-limit, 'gr-composition-limit')}
      <text className="gr-composition-label" x={at.left - 6} y={y(limit) + 4} textAnchor="end">
        {`+${limit}`}
      </text>
      <text className="gr-composition-label" x={at.left - 6} y={y(-limit) + 4} textAnchor="end">
        {`−${limit}`}
      </text>
      <path className="gr-composition-sum" d={pathOf(series, x, ({ sum }) => sum && y(sum.above))} />
      <path
        className="gr-composition-sum gr-composition-low"
        d={pathOf(series, x, ({ sum }) => sum && y(-sum.below))}
      />
    </g>
  )
}
