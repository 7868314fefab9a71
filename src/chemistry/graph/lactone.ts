// A ring ester opened: the hydroxy acid it is made from, which is what "ester of" comes to when it is read to the end. Not here: whether
// the law reads it so.
import { C, O } from './elements.ts'
import { addAtom, copyPiece, type Graph } from './graph.ts'
import { workedOut } from './read.ts'

/** Opens the lactones of a one-piece molecule one at a time into `to`, and calls `found` for each. The last atom of `to` is the new oxygen. */
export function openLactones(graph: Graph, to: Graph, found: () => void): void {
  for (let oxygen = 0; oxygen < graph.atomCount; oxygen++) {
    if (graph.element[oxygen] !== O || graph.atomBlock[oxygen]! < 0) continue
    for (let at = graph.start[oxygen]!; at < graph.start[oxygen + 1]!; at++) {
      const acyl = graph.around[at]!
      if (isAcyl(graph, acyl) && opened(graph, oxygen, acyl, to)) found()
    }
  }
}

function isAcyl(graph: Graph, atom: number): boolean {
  if (graph.element[atom] !== C) return false
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.element[graph.around[at]!] === O && graph.bondOrder[graph.aroundBond[at]!] === 2) return true
  return false
}

function opened(graph: Graph, oxygen: number, acyl: number, to: Graph): boolean {
  copyPiece(graph, graph.piece[oxygen]!, to)
  // In a copy of a one-piece molecule atoms keep their numbers.
  const added = addAtom(to, O, 0)
  if (added < 0) return false
  for (let bond = 0; bond < to.bondCount; bond++) {
    const [a, b] = [to.bondFrom[bond]!, to.bondTo[bond]!]
    if (!((a === oxygen && b === acyl) || (a === acyl && b === oxygen))) continue
    to.bondFrom[bond] = acyl
    to.bondTo[bond] = added
    // As if they stood in brackets: these hydrogens are said, not counted.
    to.bracket[oxygen] = 1
    to.bracket[added] = 1
    to.hydrogens[oxygen] = 1
    to.hydrogens[added] = 1
    to.small.fill(0, 0, to.atomCount)
    return workedOut(to)
  }
  return false
}
