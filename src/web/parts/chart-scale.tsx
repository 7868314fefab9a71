// The marks of a chart's scale: a line across and what it stands for, before it. Not here: which marks, and where they fall; each chart says that.
import './chart-scale.css'

type Props = {
  readonly marks: readonly number[]
  readonly y: (mark: number) => number
  readonly left: number
  readonly right: number
  readonly say: (mark: number) => string
  /** Where the marks are lines of their own, such as limits. */
  readonly line?: string
}

/** Between the word and the beginning of its line. */
const gap = 7
/** From the middle of a letter to the line it stands on. */
const baseline = 4

export function ChartScale({ marks, y, left, right, say, line = 'gr-chart-mark' }: Props) {
  return marks.map((mark) => (
    <g key={mark}>
      <line className={line} x1={left} x2={right} y1={y(mark)} y2={y(mark)} />
      <text className="gr-chart-word" x={left - gap} y={y(mark) + baseline} textAnchor="end">
        {say(mark)}
      </text>
    </g>
  ))
}
