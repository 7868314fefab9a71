// A number for a ring system, by which a definition's list of them is looked up. Not here: finding the ring system (chemistry).
import type { Graph } from '#chemistry'

const codes = new Int32Array(64)
const next = new Int32Array(64)

/**
 * A number for a ring system: its elements, which of them have a double bond inside it, and who is bound to whom. Free of any model of
 * aromaticity: phenyl is six carbons with a double bond in the ring each, so a quinone is not.
 */
export function ringHash(graph: Graph, atoms: Int32Array, count: number): number {
  for (let index = 0; index < count; index++) {
    const atom = atoms[index]!
    codes[index] = Math.imul(graph.element[atom]! * 2 + graph.endo[atom]! + 1, 0x9e3779b1)
  }
  for (let round = 0; round < 5; round++) {
    for (let index = 0; index < count; index++) {
      const atom = atoms[index]!
      let sum = 0
      for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
        const near = placeIn(atoms, count, graph.around[at]!)
        if (near < 0) continue
        const x = Math.imul(codes[near]! ^ 0x85ebca6b, 0xc2b2ae35)
        sum = (sum + (x ^ (x >>> 15))) | 0
      }
      const y = Math.imul(codes[index]! ^ sum, 0x27d4eb2f)
      next[index] = y ^ (y >>> 13)
    }
    codes.set(next)
  }
  let all = count
  for (let index = 0; index < count; index++) all = (all + Math.imul(codes[index]!, 0x165667b1)) | 0
  return all
}

function placeIn(atoms: Int32Array, count: number, atom: number): number {
  for (let index = 0; index < count; index++) if (atoms[index] === atom) return index
  return -1
}
