// The balance of a batch as a flow picture. Pure. Mass that comes back to a place it was before flows into that place's next stage, so
// the picture has no circles and every stage gives what it got. Not here: fetching movements.
import { assert, type BatchId, printId, trustId } from '#kernel'
import type { Flow } from '../contract.ts'
import type { End, MovementRow } from '../store/movements.ts'

/** `owed`: what a difference gave and did not have, a surplus, as far as nothing came in for it yet. */
type Stage = { readonly id: string; readonly level: number; remaining: bigint; passed: bigint; owed: bigint }
type Group = { readonly node: Omit<Flow['nodes'][number], 'id'>; readonly stages: Stage[] }
type Part = { readonly at: string; amount: bigint }
type Link = { from: string; to: string; amount: bigint; readonly parts: Map<string, Part> }

/** A link names at most so many of its events, the newest; the count says how many there are. */
const partsNamedMax = 200

/** `movements` in order of time, of one ledger; of one moment what a difference gives a stock comes before what is taken of that stock. */
export function flowOf(
  batchId: BatchId,
  unit: Flow['unit'],
  movements: readonly MovementRow[],
  nameOf: (batchId: string) => string,
): Flow {
  const groups = new Map<string, Group>()
  const links = new Map<string, Link>()
  const groupOf = (end: End): Group => {
    const key = keyOf(batchId, end)
    const known = groups.get(key)
    if (known) return known
    const fresh: Group = { node: nodeOf(batchId, end, nameOf), stages: [] }
    groups.set(key, fresh)
    return fresh
  }
  type More = Pick<MovementRow, 'eventId' | 'occurredAt' | 'amount'> & { readonly from: Stage; readonly to: Stage }
  const add = (more: More) => {
    const key = `${more.from.id}→${more.to.id}`
    const link = links.get(key) ?? { from: more.from.id, to: more.to.id, amount: 0n, parts: new Map() }
    link.amount += more.amount
    const part = link.parts.get(more.eventId) ?? { at: more.occurredAt.toString(), amount: 0n }
    part.amount += more.amount
    link.parts.set(more.eventId, part)
    links.set(key, link)
  }
  for (const { from, to, amount, eventId, occurredAt } of movements) {
    const source = groupOf(from)
    const target = groupOf(to)
    for (const { stage, part } of take(keyOf(batchId, from), source, amount)) {
      const settled = from.kind === 'world' && stage.level === 0 ? settle(target, part) : 0n
      if (settled > 0n)
        add({ from: stage, to: stageAt(keyOf(batchId, to), target, 0), amount: settled, eventId, occurredAt })
      if (settled === part) continue
      const next = stageAfter(keyOf(batchId, to), target, stage.level)
      next.remaining += part - settled
      next.passed += part - settled
      add({ from: stage, to: next, amount: part - settled, eventId, occurredAt })
    }
  }
  return { unit, ...withRemains(groups, [...links.values()]) }
}

/** Other batches are one node each; of this batch a node is a kind of place, whoever holds it. */
function keyOf(batchId: BatchId, { kind, state, batchId: of }: End): string {
  return of === batchId ? `${kind}:${state}` : `batch:${of ?? ''}`
}

function nodeOf(
  batchId: BatchId,
  { kind, state, batchId: of }: End,
  nameOf: (batchId: string) => string,
): Group['node'] {
  if (of !== batchId) {
    const other = of ? nameOf(of) : ''
    return { kind: 'batch', state, label: other, batchId: of && other ? printId('batch', trustId('batch', of)) : null }
  }
  return { kind, state, label: '', batchId: null }
}

/** First in, first out over the stages; what comes from outside needs no stage to have been filled. */
function take(key: string, group: Group, amount: bigint): { stage: Stage; part: bigint }[] {
  const parts: { stage: Stage; part: bigint }[] = []
  let left = amount
  for (const stage of group.stages) {
    if (left === 0n) break
    const part = stage.remaining < left ? stage.remaining : left
    if (part <= 0n) continue
    stage.remaining -= part
    left -= part
    parts.push({ stage, part })
  }
  // A source: the world, another batch, a difference that gives a surplus, or stock whose beginning is behind the wall.
  if (left > 0n) {
    const stage = stageAt(key, group, 0)
    if (group.node.kind === 'difference') stage.owed += left
    parts.push({ stage, part: left })
  }
  return parts
}

/** A surplus that is settled was there all along: what the world gives for it comes before what the difference gave. */
function settle(group: Group, amount: bigint): bigint {
  const first = group.stages.find(({ level }) => level === 0)
  if (!first || first.owed === 0n) return 0n
  const part = first.owed < amount ? first.owed : amount
  first.owed -= part
  return part
}

function stageAt(key: string, group: Group, level: number): Stage {
  const known = group.stages.find((stage) => stage.level === level)
  if (known) return known
  const stage: Stage = { id: level === 0 ? key : `${key}#${level}`, level, remaining: 0n, passed: 0n, owed: 0n }
  group.stages.push(stage)
  group.stages.sort((a, b) => a.level - b.level)
  return stage
}

function stageAfter(key: string, group: Group, level: number): Stage {
  return group.stages.find((stage) => stage.level > level) ?? stageAt(key, group, level + 1)
}

/**
 * What still stands in a place, as far as it did not all end in one stage that passed nothing on, stands in a node of its own: then every node
 * between gives what it got, and one node is what the accounts of that place hold.
 */
function withRemains(groups: ReadonlyMap<string, Group>, links: readonly Link[]): Pick<Flow, 'nodes' | 'links'> {
  const nodes: Flow['nodes'] = []
  const all: Link[] = [...links]
  const gives = new Set(links.map(({ from }) => from))
  for (const [key, { node, stages }] of groups) {
    const standing = stages.filter(({ remaining }) => remaining > 0n)
    const isOutside = node.kind === 'world' || node.kind === 'batch'
    const isGathered = !isOutside && (standing.length > 1 || standing.some(({ id }) => gives.has(id)))
    for (const stage of stages) {
      nodes.push({ ...node, id: stage.id })
      if (stage.remaining === 0n || !(isGathered || gives.has(stage.id))) continue
      const id = `${key}!now`
      if (!nodes.some((one) => one.id === id)) nodes.push({ ...node, id })
      all.push({ from: stage.id, to: id, amount: stage.remaining, parts: new Map() })
    }
  }
  assert(
    all.every(({ amount }) => amount > 0n),
    'a link carries something',
  )
  return {
    nodes,
    links: all.map(({ from, to, amount, parts }) => ({
      from,
      to,
      amount: `${amount}`,
      parts: [...parts]
        .slice(-partsNamedMax)
        .reverse()
        .map(([id, part]) => ({
          ...{ eventId: printId('event', trustId('event', id)), at: part.at, amount: `${part.amount}` },
        })),
      events: parts.size,
    })),
  }
}
