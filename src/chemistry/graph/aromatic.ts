// Whether an atom lies in an aromatic ring, by Hückel's count over single rings of five to seven. It is asked for only where a definition
// says "aromatic"; ring systems are named without it. Not here: aromaticity as a toolkit draws it.
import { B, C, N, O, P, S, Se } from './elements.ts'
import type { Graph } from './graph.ts'

const path = new Int32Array(8)
const place = new Int32Array(8)

/** The size of an aromatic ring through `atom`, 0 for none. The ring's atoms are left in `into`. Atoms marked in `gone` do not count. */
export function aromaticRingAt(graph: Graph, atom: number, gone: Uint8Array | null, into: Int32Array): number {
  if (electrons(graph, atom) < 0 || graph.atomBlock[atom]! < 0) return 0
  const { start, around, aroundBond, bondBlock } = graph
  let depth = 0
  path[0] = atom
  place[0] = start[atom]!
  // Every path of at most seven atoms inside the ring system: at most 3^6 steps, in truth a few dozen.
  while (depth >= 0) {
    const here = path[depth]!
    if (place[depth]! >= start[here + 1]!) {
      depth--
      continue
    }
    const at = place[depth]!++
    const next = around[at]!
    if (bondBlock[aroundBond[at]!]! < 0 || gone?.[next] === 1) continue
    if (next === atom && depth >= 4) {
      if (isHueckel(graph, depth + 1)) {
        for (let index = 0; index <= depth; index++) into[index] = path[index]!
        return depth + 1
      }
      continue
    }
    if (depth === 6 || electrons(graph, next) < 0 || isOnPath(next, depth)) continue
    depth++
    path[depth] = next
    place[depth] = start[next]!
  }
  return 0
}

function isOnPath(atom: number, depth: number): boolean {
  for (let index = 0; index <= depth; index++) if (path[index] === atom) return true
  return false
}

function isHueckel(graph: Graph, size: number): boolean {
  let sum = 0
  for (let index = 0; index < size; index++) sum += electrons(graph, path[index]!)
  return sum % 4 === 2
}

/** What an atom gives to a ring: 1 with a double bond in the ring system, 2 with a lone pair, 0 with a double bond out of it; -1 cannot. */
function electrons(graph: Graph, atom: number): number {
  if (graph.endo[atom] === 1) return graph.pi[atom]! > 1 && graph.element[atom] === C ? -1 : 1
  if (graph.pi[atom]! > 0) return graph.element[atom] === C ? 0 : -1
  switch (graph.element[atom]) {
    case N:
    case P:
      return graph.charge[atom]! > 0 ? -1 : 2
    case O:
    case S:
    case Se:
      return 2
    case C:
      return graph.charge[atom] === -1 ? 2 : graph.charge[atom] === 1 ? 0 : -1
    case B:
      return 0
    default:
      return -1
  }
}
