// Bond orders and charges for atoms of which only hydrogens and neighbours are known, as in an InChI. Not here: reading it.
import { C, isHalogen, N, O, P, S } from './elements.ts'
import type { Graph } from './graph.ts'

export type Component = {
  readonly first: number
  readonly count: number
  readonly charge: number
  /** Hydrogens that several atoms share. */
  readonly mobile: { readonly count: number; readonly atoms: readonly number[] }[]
}

/** Ways to hand out shared hydrogens, and steps in one search for double bonds: enough for anything drug-like, and an end to the rest. */
const maxWays = 300
const maxSteps = 20_000

/** How much each atom still lacks in bonds. */
const lacks = new Int8Array(1001)
let steps = 0

/** Fills `hydrogens`, `charge` and `bondOrder` of a component whose neighbours are known; false when nothing fits. */
export function giveValences(graph: Graph, component: Component): boolean {
  if (component.count === 1) {
    graph.charge[component.first] = component.charge
    return true
  }
  const before = graph.hydrogens.slice(component.first, component.first + component.count)
  let ways = 0
  for (const handed of handedOut(graph, component)) {
    if (++ways > maxWays) return false
    graph.hydrogens.set(before, component.first)
    for (const atom of handed) graph.hydrogens[atom]!++
    if (fits(graph, component)) return true
  }
  return false
}

/** Every way to hand out the shared hydrogens, those on nitrogen first: amides before imidic acids. */
function* handedOut(graph: Graph, { mobile }: Component, at = 0): Generator<readonly number[]> {
  const group = mobile[at]
  if (!group) {
    yield []
    return
  }
  const rank = (atom: number) => (graph.element[atom] === N ? 0 : graph.element[atom] === O ? 1 : 2)
  const atoms = [...group.atoms].sort((a, b) => rank(a) - rank(b) || roomOf(graph, b) - roomOf(graph, a) || a - b)
  for (const chosen of choices(graph, atoms, group.count))
    for (const rest of handedOut(graph, { mobile } as Component, at + 1)) yield [...chosen, ...rest]
}

const degreeOf = (graph: Graph, atom: number) => graph.start[atom + 1]! - graph.start[atom]!
const roomOf = (graph: Graph, atom: number) =>
  Math.max(0, (graph.element[atom] === N ? 3 : 2) - degreeOf(graph, atom) - graph.hydrogens[atom]!)

function* choices(graph: Graph, atoms: readonly number[], count: number, from = 0): Generator<readonly number[]> {
  if (count === 0) yield []
  if (count === 0 || from >= atoms.length) return
  const atom = atoms[from]!
  for (let here = Math.min(count, roomOf(graph, atom)); here >= 0; here--)
    for (const rest of choices(graph, atoms, count - here, from + 1))
      yield [...new Array<number>(here).fill(atom), ...rest]
}

function fits(graph: Graph, component: Component): boolean {
  usualState(graph, component)
  if (isSolved(graph, component)) return true
  // One nitrogen or oxygen more with a plus: a pyridinium, a pyrylium.
  for (const element of [N, O, S]) {
    for (let atom = component.first; atom < component.first + component.count; atom++) {
      if (graph.element[atom] !== element) continue
      usualState(graph, component)
      if (graph.charge[atom] !== 0) continue
      graph.charge[atom] = 1
      lacks[atom]!++
      if (isSolved(graph, component)) return true
    }
  }
  return false
}

/** Charges and what each atom lacks, from its neighbours: nitro, N-oxide, azide, ammonium, sulfone. */
function usualState(graph: Graph, { first, count }: Component): void {
  for (let atom = first; atom < first + count; atom++) {
    graph.charge[atom] = 0
    const used = graph.hydrogens[atom]! + degreeOf(graph, atom)
    lacks[atom] = lackOf(graph, atom, used)
    if (lacks[atom]! < 0 && lacks[atom] === -1 && (graph.element[atom] === N || graph.element[atom] === O)) {
      graph.charge[atom] = 1
      lacks[atom] = 0
    }
  }
  for (let atom = first; atom < first + count; atom++) if (isTerminal(graph, atom)) settleTerminal(graph, atom)
}

function lackOf(graph: Graph, atom: number, used: number): number {
  const element = graph.element[atom]!
  if (element === C || element === 14) return 4 - used
  if (element === N) return 3 - used
  if (element === O) return 2 - used
  if (element === S || element === P || element === 34 || isHalogen(element)) return hypervalent(graph, atom, used)
  return element === 5 ? Math.max(0, 3 - used) : 0
}

/** Sulfur, phosphorus and halogens take the smallest valence that leaves enough for the bare oxygens around them. */
function hypervalent(graph: Graph, atom: number, used: number): number {
  const element = graph.element[atom]!
  const low = element === P ? 3 : isHalogen(element) ? 1 : 2
  let bare = 0
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const other = graph.around[at]!
    if (isTerminal(graph, other) && graph.element[other] !== C) bare++
  }
  for (let valence = low; valence <= (element === P ? 5 : isHalogen(element) ? 7 : 6); valence += 2) {
    const extra = valence - used
    if (extra >= 0 && (extra >= bare || used <= low)) return extra
  }
  return 0
}

/** Bound to one atom, and without hydrogen. */
const isTerminal = (graph: Graph, atom: number) => degreeOf(graph, atom) === 1 && graph.hydrogens[atom] === 0

/** A bare oxygen on a full nitrogen, a bare nitrogen or carbon at the end of N: they take a minus and give their neighbour a plus. */
function settleTerminal(graph: Graph, atom: number): void {
  const other = graph.around[graph.start[atom]!]!
  const element = graph.element[atom]!
  if (graph.element[other] !== N || lacks[atom]! <= 0) return
  const isOxide = element === O && lacks[other] === 0
  const isAzide = (element === N || element === C) && lacks[other]! === 1 && degreeOf(graph, other) === 2
  if (!isOxide && !isAzide) return
  if (isAzide && element === C && lacks[atom] !== 3) return
  graph.charge[atom] = -1
  lacks[atom]!--
  if (graph.charge[other] === 1) return // It had a fourth neighbour, and so its plus already.
  graph.charge[other] = 1
  lacks[other]!++
}

function isSolved(graph: Graph, component: Component): boolean {
  const { first, count } = component
  for (let atom = first; atom < first + count; atom++) if (lacks[atom]! < 0) return false
  let charge = 0
  for (let atom = first; atom < first + count; atom++) charge += graph.charge[atom]!
  if (charge !== component.charge) return false
  for (let bond = 0; bond < graph.bondCount; bond++)
    if (graph.bondFrom[bond]! >= first && graph.bondFrom[bond]! < first + count) graph.bondOrder[bond] = 1
  steps = 0
  return raised(graph, component)
}

/** Raises one bond of the atom that has the fewest ways to be content, until all are. */
function raised(graph: Graph, component: Component): boolean {
  if (++steps > maxSteps) return false
  const atom = tightest(graph, component)
  if (atom === -1) return true
  if (atom === -2) return false
  const ways: number[] = []
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) if (canRaise(graph, atom, at)) ways.push(at)
  // A neighbour that lacks as much first: a triple bond before two double ones.
  ways.sort((a, b) => distance(graph, atom, a) - distance(graph, atom, b))
  for (const at of ways) {
    const [other, bond] = [graph.around[at]!, graph.aroundBond[at]!]
    const by = Math.min(lacks[atom]!, lacks[other]!, 3 - graph.bondOrder[bond]!)
    for (let amount = by; amount >= 1; amount--) {
      change(graph, atom, other, bond, amount)
      if (raised(graph, component)) return true
      change(graph, atom, other, bond, -amount)
    }
  }
  return false
}

const distance = (graph: Graph, atom: number, at: number) => Math.abs(lacks[atom]! - lacks[graph.around[at]!]!)
const canRaise = (graph: Graph, atom: number, at: number) =>
  lacks[atom]! > 0 && lacks[graph.around[at]!]! > 0 && graph.bondOrder[graph.aroundBond[at]!]! < 3

function change(graph: Graph, atom: number, other: number, bond: number, amount: number): void {
  graph.bondOrder[bond]! += amount
  lacks[atom]! -= amount
  lacks[other]! -= amount
}

/** -1 when nothing is lacking, -2 when an atom cannot be helped. */
function tightest(graph: Graph, { first, count }: Component): number {
  let best = -1
  let fewest = 99
  for (let atom = first; atom < first + count; atom++) {
    if (lacks[atom] === 0) continue
    let ways = 0
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) if (canRaise(graph, atom, at)) ways++
    if (ways === 0) return -2
    if (ways < fewest) {
      fewest = ways
      best = atom
    }
  }
  return best
}
