// The keto form of an enol: the one tautomer across carbon that a definition turns on (a cathinone drawn as its enol). Not here: hydrogens
// that move between N, O and S (hash.ts takes those together), nor tautomers in general.
import { aromaticRingAt } from './aromatic.ts'
import { C, O } from './elements.ts'
import { copyPiece, type Graph } from './graph.ts'
import { workedOut } from './read.ts'

const ring = new Int32Array(8)

/** Makes `to` the keto form of a one-piece molecule; false when it is no enol. A phenol is none. */
export function ketoForm(graph: Graph, to: Graph): boolean {
  for (let oxygen = 0; oxygen < graph.atomCount; oxygen++) {
    if (graph.element[oxygen] !== O || graph.hydrogens[oxygen] !== 1 || graph.charge[oxygen] !== 0) continue
    const carbon = graph.around[graph.start[oxygen]!]!
    if (graph.element[carbon] !== C || graph.pi[carbon] !== 1 || aromaticRingAt(graph, carbon, null, ring) > 0) continue
    for (let at = graph.start[carbon]!; at < graph.start[carbon + 1]!; at++) {
      const other = graph.around[at]!
      if (graph.bondOrder[graph.aroundBond[at]!] !== 2 || graph.element[other] !== C || graph.pi[other] !== 1) continue
      copyPiece(graph, graph.piece[oxygen]!, to)
      return moved(to, oxygen, carbon, other)
    }
  }
  return false
}

/** In a copy of a one-piece molecule atoms keep their numbers. */
function moved(to: Graph, oxygen: number, carbon: number, other: number): boolean {
  for (let bond = 0; bond < to.bondCount; bond++) {
    const [a, b] = [to.bondFrom[bond]!, to.bondTo[bond]!]
    if ((a === carbon && b === other) || (a === other && b === carbon)) to.bondOrder[bond] = 1
    if ((a === carbon && b === oxygen) || (a === oxygen && b === carbon)) to.bondOrder[bond] = 2
  }
  // As if they stood in brackets: these hydrogens are said, not counted.
  to.bracket[oxygen] = 1
  to.bracket[other] = 1
  to.hydrogens[oxygen] = 0
  to.hydrogens[other]!++
  to.small.fill(0, 0, to.atomCount)
  return workedOut(to)
}
