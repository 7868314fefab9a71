// Which bands of a period are together what came in, and which what went out; with what stood there they make what stands there. Pure.
// Not here: drawing them.
import type { PeriodFlow } from '#chain/contract'

export type FlowSide = 'came' | 'went'
type Band = PeriodFlow['links'][number]

/** From outside to somebody in the picture, or from somebody in it to outside; what stood and what stands there is neither. */
export function bandsOf({ nodes, links }: Pick<PeriodFlow, 'nodes' | 'links'>, side: FlowSide): readonly Band[] {
  const between = new Set(nodes.filter((node) => node.side === 'between').map(({ id }) => id))
  return links
    .filter(({ from, to }) => from !== 'opening' && to !== 'closing')
    .filter(({ from, to }) => !between.has(side === 'came' ? from : to))
}

export const massOf = (bands: readonly Band[]): string =>
  `${bands.reduce((total, { amount }) => total + BigInt(amount), 0n)}`
