// Salts drawn with a bond: sodium on oxygen is an ion beside an ion, however it was drawn. Not here: metals that bind carbon, of which
// nothing is vouched for.
import { isHalogen, N, O, S } from './elements.ts'
import type { Graph } from './graph.ts'

/** Alkali and earth alkali metals. */
const ionic = new Uint8Array(128)
for (const element of [3, 11, 12, 19, 20, 37, 38, 55, 56]) ionic[element] = 1

const takesMinus = (element: number) => element === O || element === N || element === S || isHalogen(element)

/** Takes such bonds away and gives the charges. Call before `joinUp`. */
export function freeIons(graph: Graph): void {
  const { element, bondFrom, bondTo, bondOrder, bondMark, charge } = graph
  let any = false
  for (let atom = 0; atom < graph.atomCount; atom++) if (ionic[element[atom]!] === 1) any = true
  if (!any) return
  let kept = 0
  for (let bond = 0; bond < graph.bondCount; bond++) {
    const [a, b] = [bondFrom[bond]!, bondTo[bond]!]
    const [metal, other] = ionic[element[a]!] === 1 ? [a, b] : [b, a]
    const isIonic = ionic[element[metal]!] === 1 && takesMinus(element[other]!) && bondOrder[bond]! <= 1
    if (isIonic && charge[other] === 0) {
      charge[metal]!++
      charge[other]!--
      continue
    }
    bondFrom[kept] = a
    bondTo[kept] = b
    bondOrder[kept] = bondOrder[bond]!
    bondMark[kept] = bondMark[bond]!
    kept++
  }
  graph.bondCount = kept
}
