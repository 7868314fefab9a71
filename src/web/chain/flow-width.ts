// How wide a flow is drawn: as wide as there is room, and never so narrow that the words of its columns stand in each other; then it shifts. Pure.
// Not here: placing (flow-layout.ts) and measuring (use-width.ts).
import type { Flow } from '#chain/contract'
import { withoutCycles } from './flow-layout.ts'

export type FlowWidth = {
  readonly width: number
  /** Room beside the last column, and how many letters fit into it. */
  readonly room: number
  readonly letters: number
  /** The class that keeps the least width (chain.css). */
  readonly look: keyof typeof least
}

/** Room for a word over each column, and for the first one's amount before the second; two stand beside each other on any telephone. */
const least = { '': 0, 'gr-flow-some': 440, 'gr-flow-many': 680, 'gr-flow-most': 920 } as const

const lookOf = (columns: number): keyof typeof least =>
  columns <= 2 ? '' : columns === 3 ? 'gr-flow-some' : columns <= 6 ? 'gr-flow-many' : 'gr-flow-most'

export function flowWidth(flow: Pick<Flow, 'links'>, measured: number): FlowWidth {
  const look = lookOf(columnsOf(withoutCycles(flow.links)))
  const width = Math.max(measured, least[look])
  return { width, look, ...(width < 1_000 ? { room: 160, letters: 24 } : { room: 210, letters: 30 }) }
}

/** The longest way through, in places; there is no circle in it. */
function columnsOf(links: Flow['links']): number {
  const known = new Map<string, number>()
  const from = (id: string): number => {
    const found = known.get(id)
    if (found !== undefined) return found
    const longest = 1 + Math.max(0, ...links.filter((link) => link.from === id).map(({ to }) => from(to)))
    known.set(id, longest)
    return longest
  }
  return Math.max(0, ...links.map((link) => from(link.from)))
}
