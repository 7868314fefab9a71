// A ring system that a definition builds up: a first ring it names, and rings fused to that one. Not here: systems named as a whole.
import { elements, type Graph } from '#chemistry'
import type { FusedRule, RingName } from './compile.ts'
import { ringHash } from './ring-hash.ts'

/** The longest first ring: six atoms. */
const ring = new Int32Array(6)
const place = new Int32Array(6)
const inSystem = new Uint8Array(1001)
const inFirst = new Uint8Array(1001)

/** The name of the first ring when every other ring of the system is fused to it as the rule has it. */
export function fusedName(
  graph: Graph,
  atoms: Int32Array,
  count: number,
  rule: FusedRule,
  names: ReadonlyMap<number, RingName>,
): RingName | undefined {
  for (let index = 0; index < count; index++) inSystem[atoms[index]!] = 1
  let found: RingName | undefined
  for (let index = 0; index < count && found === undefined; index++)
    found = firstRingFrom(graph, atoms[index]!, atoms, count, rule, names)
  for (let index = 0; index < count; index++) inSystem[atoms[index]!] = 0
  return found && { ...found, name: `${found.name} + ring`, nameNl: `${found.nameNl} + ring` }
}

/** Every ring of five or six through `from`, until one is a first ring. */
function firstRingFrom(
  graph: Graph,
  from: number,
  atoms: Int32Array,
  count: number,
  rule: FusedRule,
  names: ReadonlyMap<number, RingName>,
): RingName | undefined {
  let depth = 0
  ring[0] = from
  place[0] = graph.start[from]!
  while (depth >= 0) {
    const here = ring[depth]!
    if (place[depth]! >= graph.start[here + 1]!) {
      depth--
      continue
    }
    const next = graph.around[place[depth]!]!
    place[depth]!++
    if (next === from && depth >= 4) {
      const name = names.get(ringHash(graph, ring, depth + 1))
      if (name && restIsFused(graph, atoms, count, depth + 1, rule)) return name
      continue
    }
    if (inSystem[next] === 0 || depth === 5 || ring.subarray(0, depth + 1).includes(next)) continue
    ring[++depth] = next
    place[depth] = graph.start[next]!
  }
  return undefined
}

/** What is left beside the first ring: chains, each closing a ring of the right size over one bond of it. */
function restIsFused(graph: Graph, atoms: Int32Array, count: number, size: number, rule: FusedRule): boolean {
  for (let index = 0; index < size; index++) inFirst[ring[index]!] = 1
  const isSeen = new Set<number>()
  let rings = 0
  let fits = true
  for (let index = 0; index < count && fits; index++) {
    const atom = atoms[index]!
    if (inFirst[atom] === 1 || isSeen.has(atom)) continue
    fits = ++rings <= rule.most && isFusedChain(graph, atom, isSeen, rule)
  }
  for (let index = 0; index < size; index++) inFirst[ring[index]!] = 0
  return fits && rings > 0
}

function isFusedChain(graph: Graph, root: number, isSeen: Set<number>, rule: FusedRule): boolean {
  const chain = [root]
  const ends: number[] = []
  let inside = 0
  isSeen.add(root)
  for (let head = 0; head < chain.length; head++) {
    const atom = chain[head]!
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
      const other = graph.around[at]!
      if (inSystem[other] === 0) continue
      if (inFirst[other] === 1) ends.push(other)
      else inside++
      if (inFirst[other] === 1 || isSeen.has(other)) continue
      isSeen.add(other)
      chain.push(other)
    }
  }
  const [a, b] = ends
  const isOneRing = ends.length === 2 && a !== b && inside / 2 === chain.length - 1
  const size = chain.length + 2
  if (!isOneRing || size < rule.size[0] || size > rule.size[1] || !areBound(graph, a!, b!)) return false
  const symbols = [...chain, a!, b!].map((atom) => elements.symbols[graph.element[atom]!]!)
  const others = symbols.filter((symbol) => symbol !== 'C')
  return others.every((symbol) => rule.hetero.includes(symbol)) && others.length <= rule.mostHetero
}

function areBound(graph: Graph, a: number, b: number): boolean {
  for (let at = graph.start[a]!; at < graph.start[a + 1]!; at++) if (graph.around[at] === b) return true
  return false
}
