// The mirror forms of a drawing: whether it has any, and how the other hand is written. Not here: what the law makes of them (moved.ts).
import { createGraph, elements, type Graph, inSpace, readMolecule } from '#chemistry'

const one = createGraph()
const other = createGraph()

export type Hands =
  /** Drawn flat: it may be either hand, or both together. */
  | { readonly kind: 'flat' }
  /** Drawn as one hand; this is the other. */
  | { readonly kind: 'drawn'; readonly mirror: string }

/** Null for what is its own mirror image, or cannot be read. */
export function handsOf(smiles: string): Hands | null {
  if (!readMolecule(one, smiles)) return null
  if (!smiles.includes('@')) return hasCentre(one) ? { kind: 'flat' } : null
  const mirror = mirrored(smiles)
  return readMolecule(other, mirror) && inSpace(one, other) === 'mirror' ? { kind: 'drawn', mirror } : null
}

/** Every turn the other way round: `@` and `@@` stand in brackets alone. */
function mirrored(smiles: string): string {
  return smiles.replace(/\[[^\]]*\]/g, (atom) => atom.replace(/@@?/, (turn) => (turn === '@' ? '@@' : '@')))
}

/** A saturated carbon with four different neighbours, one of them a hydrogen at most. */
function hasCentre(graph: Graph): boolean {
  const ranks = ranksOf(graph)
  for (let atom = 0; atom < graph.atomCount; atom++) {
    const [from, to] = [graph.start[atom]!, graph.start[atom + 1]!]
    const isSaturated = graph.element[atom] === elements.C && graph.pi[atom] === 0 && graph.hydrogens[atom]! <= 1
    if (!isSaturated || to - from + graph.hydrogens[atom]! !== 4) continue
    const around = new Set<number>()
    for (let at = from; at < to; at++) around.add(ranks[graph.around[at]!]!)
    if (around.size === to - from) return true
  }
  return false
}

/** Atoms that stand alike get one number: each round tells apart what differs one bond further. */
function ranksOf(graph: Graph): Int32Array {
  const count = graph.atomCount
  let ranks = numbered(
    Array.from({ length: count }, (_, atom) =>
      [graph.element, graph.charge, graph.isotope, graph.hydrogens, graph.pi].map((table) => table[atom]).join(),
    ),
  )
  for (let round = 0; round < count; round++) {
    const next = numbered(
      Array.from({ length: count }, (_, atom) => {
        const around: string[] = []
        for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
          around.push(`${ranks[graph.around[at]!]}:${graph.bondOrder[graph.aroundBond[at]!]}`)
        return `${ranks[atom]}|${around.sort().join()}`
      }),
    )
    const isSettled = new Set(next).size === new Set(ranks).size
    ranks = next
    if (isSettled) break
  }
  return ranks
}

function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(keys)].sort().map((key, number) => [key, number]))
  return Int32Array.from(keys, (key) => numbers.get(key)!)
}
