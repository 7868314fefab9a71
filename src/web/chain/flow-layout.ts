// Where the bands of a batch's flow stand in a picture: d3-sankey places, this prepares and checks. Pure; not here: drawing.

import { sankey, sankeyJustify, sankeyLeft, sankeyLinkHorizontal } from 'd3-sankey'
import type { Flow } from '#chain/contract'

export type PlacedNode = {
  readonly node: Flow['nodes'][number]
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly amount: bigint
  readonly isLast: boolean
}
export type PlacedLink = {
  readonly link: Flow['links'][number]
  readonly path: string
  readonly width: number
  readonly from: Flow['nodes'][number]
  readonly to: Flow['nodes'][number]
}
export type FlowLayout = {
  readonly nodes: readonly PlacedNode[]
  readonly links: readonly PlacedLink[]
  readonly width: number
  readonly height: number
}

const nodeWidth = 12
const rowHeight = 52
/** Of a line that a name needs beyond its first. */
const lineHeight = 14

type Asked = {
  /** What goes no further stands beside what gave it, or all at the right. */
  readonly ends?: 'beside' | 'right'
  /** Of the longest name. */
  readonly lines?: number
}

/**
 * Lays a flow out from left to right. A flow that turns back on itself (goods returned) has its closing links taken out of the picture
 * alone, the smallest first; the table beside it keeps them all.
 */
export function layoutFlow(flow: Flow, width: number, { ends = 'beside', lines = 1 }: Asked = {}): FlowLayout {
  const nodeById = new Map(flow.nodes.map((node) => [node.id, node]))
  const links = withoutCycles(flow.links)
  const used = new Set(links.flatMap(({ from, to }) => [from, to]))
  const nodes = flow.nodes.filter(({ id }) => used.has(id))
  if (nodes.length === 0) return { nodes: [], links: [], width, height: 0 }
  const sinks = nodes.filter(({ id }) => !links.some(({ from }) => from === id)).length
  const sources = nodes.filter(({ id }) => !links.some(({ to }) => to === id)).length
  const more = lineHeight * (lines - 1)
  const height = Math.max(150, (rowHeight + more) * Math.max(sinks, sources, 2, fullestColumn(nodes, links)))
  const graph = sankey<{ id: string }, { link: Flow['links'][number] }>()
    .nodeId(({ id }) => id)
    .nodeAlign(ends === 'right' ? sankeyJustify : sankeyLeft)
    .nodeWidth(nodeWidth)
    .nodePadding(34 + more) // Room for the name and the amount that stand beside a node.
    .extent([
      [1, 14 + more],
      [width - 1, height - 26],
    ])({
    nodes: nodes.map(({ id }) => ({ id })),
    links: links.map((link) => ({ source: link.from, target: link.to, value: Number(link.amount), link })),
  })
  const path = sankeyLinkHorizontal()
  const amountOf = (id: string) => {
    const sum = (side: 'from' | 'to') =>
      flow.links.filter((link) => link[side] === id).reduce((total, { amount }) => total + BigInt(amount), 0n)
    const out = sum('from')
    const into = sum('to')
    return out > into ? out : into
  }
  return {
    width,
    height,
    nodes: graph.nodes.map((placed) => ({
      node: nodeById.get(placed.id)!, // Made from this very list.
      x: placed.x0 ?? 0,
      y: placed.y0 ?? 0,
      width: nodeWidth,
      height: Math.max(1, (placed.y1 ?? 0) - (placed.y0 ?? 0)),
      amount: amountOf(placed.id),
      isLast: (placed.sourceLinks?.length ?? 0) === 0,
    })),
    links: graph.links.map((placed) => ({
      link: placed.link,
      path: path(placed) ?? '',
      width: Math.max(1, placed.width ?? 1),
      from: nodeById.get(placed.link.from)!,
      to: nodeById.get(placed.link.to)!,
    })),
  }
}

/** How many stand under each other where the most do: in a period in which nothing moved that is everybody, between both ends. */
function fullestColumn(nodes: Flow['nodes'], links: Flow['links']): number {
  const depths = depthsOf(links)
  const counts = Map.groupBy(nodes, ({ id }) => depths.get(id) ?? 0)
  return Math.max(...[...counts.values()].map(({ length }) => length))
}

/** How many steps each is from the left, by the longest way; there is no circle in the links. */
function depthsOf(links: Flow['links']): ReadonlyMap<string, number> {
  const known = new Map<string, number>()
  const depthOf = (id: string): number => {
    const found = known.get(id)
    if (found !== undefined) return found
    const deepest = Math.max(-1, ...links.filter(({ to }) => to === id).map(({ from }) => depthOf(from)))
    known.set(id, deepest + 1)
    return deepest + 1
  }
  for (const { from, to } of links) for (const id of [from, to]) depthOf(id)
  return known
}

/** The links in order of weight, each taken in unless it would close a circle. */
export function withoutCycles(links: Flow['links']): Flow['links'] {
  const ahead = new Map<string, string[]>()
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return (ahead.get(from) ?? []).some((next) => reaches(next, to, seen))
  }
  const heaviestFirst = [...links].sort((a, b) =>
    BigInt(b.amount) > BigInt(a.amount) ? 1 : BigInt(b.amount) < BigInt(a.amount) ? -1 : 0,
  )
  return heaviestFirst.filter(({ from, to }) => {
    if (reaches(to, from)) return false
    ahead.set(from, [...(ahead.get(from) ?? []), to])
    return true
  })
}
