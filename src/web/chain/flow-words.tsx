// What stands at a bar of a flow: its name, whole, and at both ends of the picture its amount. Not here: where the bar stands (flow-layout.ts).
import type { ReactNode } from 'react'
import type { PlacedNode } from './flow-layout.ts'
import { linesOf } from './trace-graph.ts'

const lineHeight = 14
/** Over a bar between others stands no more beside each other: the next bar has a name too. */
const overMax = 18

type Props = {
  readonly placed: PlacedNode
  readonly label: string
  /** How many letters fit beside the last bars. */
  readonly letters: number
  readonly amount: string
  /** Around the amount, where it opens something. */
  readonly opening?: (amount: ReactNode) => ReactNode
}

export function FlowWords({ placed, label, letters, amount, opening = (said) => said }: Props) {
  const { x, y, width, height, isLast } = placed
  const isBeside = isLast || x < 2
  const lines = linesOf(label, isBeside ? letters : Math.min(letters, overMax))
  const left = isBeside ? x + width + 6 : x + width / 2
  // Beside a bar the name and its amount have their middle where the bar has it; over it the name ends just above.
  const first = isBeside
    ? y + height / 2 - 2 - (lineHeight / 2) * (lines.length - 1)
    : y - 4 - lineHeight * (lines.length - 1)
  return (
    <g>
      <text className="gr-flow-text" textAnchor={isBeside ? 'start' : 'middle'}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and two may be the same.
          <tspan key={index} x={left} y={first + lineHeight * index}>
            {line}
          </tspan>
        ))}
      </text>
      {isBeside
        ? opening(
            <text className="gr-flow-amount" x={left} y={first + lineHeight * lines.length}>
              {amount}
            </text>,
          )
        : null}
    </g>
  )
}

/** Of the longest name; the picture keeps room for so many (flow-layout.ts). */
export const mostLines = (labels: readonly string[], letters: number): number =>
  Math.max(1, ...labels.map((label) => linesOf(label, Math.min(letters, overMax)).length))
