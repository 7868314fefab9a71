// Double bonds in space: E and Z, from the strokes of a SMILES, the coordinates of a molfile or the layer of an InChI. Not here: tetrahedra.
import { H } from './elements.ts'
import type { Graph } from './graph.ts'
import { codesOf } from './hash.ts'

/** On the double bond itself: its neighbours of lowest number lie on one side, or on both. A stroke (1, 2) lies on a single bond. */
export const cisMark = 4
export const transMark = 5

/** 0 not said, 1 the neighbours of lowest number (by `rank`) lie on one side, 2 on both. */
export function formOfDouble(graph: Graph, bond: number, rank: (atom: number) => number): 0 | 1 | 2 {
  if (bond < 0 || graph.bondOrder[bond] !== 2) return 0
  const [a, b] = [graph.bondFrom[bond]!, graph.bondTo[bond]!]
  const [lowA, lowB] = [lowest(graph, a, b, rank), lowest(graph, b, a, rank)]
  if (lowA < 0 || lowB < 0) return 0
  const own = (atom: number) => atom
  const mark = graph.bondMark[bond]!
  if (mark === cisMark || mark === transMark) {
    const isSwapped = (lowA === lowest(graph, a, b, own)) !== (lowB === lowest(graph, b, a, own))
    return (mark === cisMark) !== isSwapped ? 1 : 2
  }
  const [sideA, sideB] = [sideOf(graph, a, b, lowA), sideOf(graph, b, a, lowB)]
  return sideA === 0 || sideB === 0 ? 0 : sideA === sideB ? 1 : 2
}

function lowest(graph: Graph, atom: number, not: number, rank: (atom: number) => number): number {
  let best = -1
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const other = graph.around[at]!
    if (other !== not && (best < 0 || rank(other) < rank(best))) best = other
  }
  return best
}

/** 1 when `neighbour` lies above the double bond `atom` = `not`, -1 below, 0 when no stroke says so. */
function sideOf(graph: Graph, atom: number, not: number, neighbour: number): number {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const other = graph.around[at]!
    const bond = graph.aroundBond[at]!
    const mark = graph.bondMark[bond]!
    if (other === not || (mark !== 1 && mark !== 2)) continue
    // `/` goes up from the atom written first.
    const above = (mark === 1) === (graph.bondFrom[bond] === atom)
    return above === (other === neighbour) ? 1 : -1
  }
  return 0
}

/** Where atoms stand, in the plane or in space. */
export type Places = { readonly x: Float64Array; readonly y: Float64Array; readonly z: Float64Array }

/** Marks every double bond of a drawing whose hydrogens are still atoms. `either`: bonds the drawer left open. */
export function markFromPlaces(graph: Graph, places: Places, either: Uint8Array): void {
  const heavy = (atom: number) => (graph.element[atom] === H ? Number.POSITIVE_INFINITY : atom)
  for (let bond = 0; bond < graph.bondCount; bond++) {
    if (graph.bondOrder[bond] !== 2 || either[bond] === 1) continue
    const [a, b] = [graph.bondFrom[bond]!, graph.bondTo[bond]!]
    const [lowA, lowB] = [lowest(graph, a, b, heavy), lowest(graph, b, a, heavy)]
    if (lowA < 0 || lowB < 0 || graph.element[lowA] === H || graph.element[lowB] === H) continue
    const together = sameSide(places, a, b, lowA, lowB)
    if (together !== 0) graph.bondMark[bond] = together > 0 ? cisMark : transMark
  }
}

/** Takes back the marks of double bonds that end in two pieces alike: there is only one form of those. */
export function forgetEqualEnds(graph: Graph): void {
  let codes: Int32Array | null = null
  for (let bond = 0; bond < graph.bondCount; bond++) {
    if (graph.bondMark[bond]! < cisMark) continue
    codes ??= codesOf(graph, 'identity')
    const [a, b] = [graph.bondFrom[bond]!, graph.bondTo[bond]!]
    if (hasEqualPieces(graph, a, b, codes) || hasEqualPieces(graph, b, a, codes)) graph.bondMark[bond] = 0
  }
}

function hasEqualPieces(graph: Graph, atom: number, not: number, codes: Int32Array): boolean {
  const beside = [...graph.around.subarray(graph.start[atom]!, graph.start[atom + 1]!)].filter((one) => one !== not)
  return beside.length === 2 && codes[beside[0]!] === codes[beside[1]!]
}

/** Above zero when both stand on one side of the bond; 0 when one stands on its line. */
function sameSide({ x, y, z }: Places, a: number, b: number, ofA: number, ofB: number): number {
  const axis = [x[b]! - x[a]!, y[b]! - y[a]!, z[b]! - z[a]!] as const
  const length = Math.hypot(...axis) || 1
  const aside = (atom: number, from: number) => {
    const way = [x[atom]! - x[from]!, y[atom]! - y[from]!, z[atom]! - z[from]!] as const
    const along = (way[0] * axis[0] + way[1] * axis[1] + way[2] * axis[2]) / (length * length)
    return [way[0] - along * axis[0], way[1] - along * axis[1], way[2] - along * axis[2]] as const
  }
  const [p, q] = [aside(ofA, a), aside(ofB, b)]
  const isFlat = Math.hypot(...p) < 0.05 * length || Math.hypot(...q) < 0.05 * length
  return isFlat ? 0 : p[0] * q[0] + p[1] * q[1] + p[2] * q[2]
}
