// The graph of a trace small enough to look at: many alike become one node. Pure; not here: placing and drawing it.
import type { Trace, TraceNode } from '#chain/contract'

export type GraphNode = {
  readonly id: string
  readonly kind: TraceNode['batch']['kind'] | 'holder'
  /** The batches or holders it stands for: one, or several alike that are not drawn apart. */
  readonly names: readonly string[]
  /** The batch it opens, when it stands for one that the reader may open. */
  readonly batchId: string | null
  readonly isAsked: boolean
}
export type TraceGraph = {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}
/** Exact. */
export type Share = Trace['edges'][number]['ofChild']
export type GraphEdge = {
  readonly from: string
  readonly to: string
  readonly amount: bigint
  /** Of one edge alone: which part of the child came this way. Of several drawn as one there is no such part. */
  readonly ofChild: Share | null
}

const alikeMax = 8 // As many as stand under each other on a laptop without scrolling.

/** At each depth and kind, up to eight batches are drawn apart; more are gathered in one node that the table opens. */
export function graphOf(trace: Pick<Trace, 'asked' | 'nodes' | 'edges' | 'whereabouts'>): TraceGraph {
  const groups = new Map<string, TraceNode[]>()
  for (const node of trace.nodes) {
    const key = `${node.depth} ${node.batch.kind}`
    groups.set(key, [...(groups.get(key) ?? []), node])
  }
  const nodes: GraphNode[] = []
  const nodeOfBatch = new Map<string, string>()
  for (const [key, alike] of groups) {
    const isOne = alike.length <= alikeMax
    const parts = isOne ? alike.map((node) => [node]) : [alike]
    for (const part of parts) {
      const first = part[0]!.batch // No group is empty.
      const id = part.length === 1 ? first.batchId : key
      nodes.push({
        id,
        kind: first.kind,
        names: part.map(({ batch }) => batch.name),
        batchId: part.length === 1 && part[0]?.status !== null ? first.batchId : null,
        isAsked: part.some(({ batch }) => batch.batchId === trace.asked.batchId),
      })
      for (const { batch } of part) nodeOfBatch.set(batch.batchId, id)
    }
  }
  const sums = new Map<string, GraphEdge>()
  for (const { parentId, childId, amount, ofChild } of trace.edges) {
    const from = nodeOfBatch.get(parentId)
    const to = nodeOfBatch.get(childId)
    if (!from || !to || from === to) continue
    const key = `${from} ${to}`
    const known = sums.get(key)
    sums.set(key, { from, to, amount: (known?.amount ?? 0n) + BigInt(amount), ofChild: known ? null : ofChild })
  }
  const holders = holdersOf(trace, nodeOfBatch)
  return { nodes: [...nodes, ...holders.nodes], edges: [...sums.values(), ...holders.edges] }
}

/** Who has or had packs, to the right of everything: each apart while they are few, else together. */
function holdersOf(trace: Pick<Trace, 'nodes' | 'whereabouts'>, nodeOfBatch: ReadonlyMap<string, string>): TraceGraph {
  const isEnd = new Set(
    trace.nodes.filter(({ batch, depth }) => batch.kind === 'pack-lot' && depth >= 0).map(({ batch }) => batch.batchId),
  )
  const ends = trace.whereabouts.filter(({ batch }) => isEnd.has(batch.batchId))
  const names = new Map(ends.map(({ holder }) => [holder.partyId, holder.name]))
  const isFew = names.size <= alikeMax
  const nodeOf = (partyId: string) => (isFew ? `holder ${partyId}` : 'holders')
  const nodes: GraphNode[] = isFew
    ? [...names].map(([partyId, name]) => ({
        id: nodeOf(partyId),
        kind: 'holder',
        names: [name],
        batchId: null,
        isAsked: false,
      }))
    : [{ id: 'holders', kind: 'holder', names: [...names.values()], batchId: null, isAsked: false }]
  const sums = new Map<string, GraphEdge>()
  for (const { batch, holder, hadMassMg } of ends) {
    const from = nodeOfBatch.get(batch.batchId)
    if (!from) continue
    const to = nodeOf(holder.partyId)
    const key = `${from} ${to}`
    sums.set(key, { from, to, amount: (sums.get(key)?.amount ?? 0n) + BigInt(hadMassMg), ofChild: null })
  }
  return { nodes: names.size === 0 ? [] : nodes, edges: [...sums.values()] }
}

/**
 * The lots that something of the asked batch was cut from, the most first. A mother gave cuttings: she is their mother and not in it, nor is
 * the lot that she was taken of.
 */
export function plantsIn({ asked, nodes, edges }: Pick<Trace, 'asked' | 'nodes' | 'edges'>): readonly TraceNode[] {
  const given = Map.groupBy(
    edges.filter(({ ofParent }) => ofParent !== null),
    ({ childId }) => childId,
  )
  const within = new Set([asked.batchId])
  for (const batchId of within) for (const { parentId } of given.get(batchId) ?? []) within.add(parentId) // A set goes on with what is added to it.
  const part = ({ share }: TraceNode) => (share === null ? 0 : sharePercent(share).value)
  return nodes
    .filter(({ batch, depth }) => batch.kind === 'plant-lot' && depth < 0 && within.has(batch.batchId))
    .toSorted((a, b) => part(b) - part(a))
}

/** An exact fraction as a percentage with one digit, for reading; "<0.1" where rounding would say nothing is there. */
export function sharePercent({ numerator, denominator }: Share): {
  readonly value: number
  readonly isTiny: boolean
} {
  const top = BigInt(numerator)
  const bottom = BigInt(denominator)
  if (bottom === 0n) return { value: 0, isTiny: false }
  const tenths = Number((top * 1_000n + bottom / 2n) / bottom)
  return { value: tenths / 10, isTiny: tenths === 0 && top > 0n }
}

/** A name on as many lines as it needs, broken behind a space or a hyphen where there is one: nothing of it is cut off. */
export function linesOf(name: string, lettersMax: number): readonly string[] {
  const lines: string[] = []
  let rest = name.trim()
  while (rest.length > lettersMax) {
    const space = rest.lastIndexOf(' ', lettersMax)
    const hyphen = rest.lastIndexOf('-', lettersMax - 1) + 1
    const at = space > 0 || hyphen > 0 ? Math.max(space, hyphen) : lettersMax
    lines.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest === '' ? lines : [...lines, rest]
}
