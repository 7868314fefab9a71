// Hydrogens: those written as atoms are folded into the atom that bears them, those nobody wrote are counted; valences are checked.
import { H, I, isHalogen, N, O, usualValence } from './elements.ts'
import { degree, failed, type Graph } from './graph.ts'

/** Folds `[H]`, `[2H]` and `[3H]` that hang on one other atom. Call before `joinUp`. */
export function foldHydrogens(graph: Graph): void {
  const { element, charge, bondFrom, bondTo, scratch } = graph
  let any = false
  for (let atom = 0; atom < graph.atomCount; atom++) if (element[atom] === H) any = true
  if (!any) return
  const bearer = scratch.b
  for (let atom = 0; atom < graph.atomCount; atom++) bearer[atom] = -1
  for (let bond = 0; bond < graph.bondCount; bond++) {
    const [a, b] = [bondFrom[bond]!, bondTo[bond]!]
    // Two bonds make a bridge (-2): a borane's hydrogen stays an atom.
    if (element[a] === H) bearer[a] = bearer[a] === -1 ? b : -2
    if (element[b] === H) bearer[b] = bearer[b] === -1 ? a : -2
  }
  for (let atom = 0; atom < graph.atomCount; atom++) {
    const onto = bearer[atom]!
    const isFolded =
      element[atom] === H && onto >= 0 && element[onto] !== H && charge[atom] === 0 && graph.isotope[atom]! <= 3
    if (!isFolded) {
      bearer[atom] = -1
      continue
    }
    graph.hydrogens[onto]!++
    if (graph.isotope[atom] === 2) graph.deuterium[onto]!++
    if (graph.isotope[atom] === 3) graph.tritium[onto]!++
    bearer[atom] = onto
  }
  squeeze(graph)
}

/** Leaves out the atoms for which `scratch.b` names a bearer. */
function squeeze(graph: Graph): void {
  const bearer = graph.scratch.b
  const place = graph.scratch.c
  let count = 0
  for (let atom = 0; atom < graph.atomCount; atom++) place[atom] = bearer[atom] === -1 ? count++ : -1
  const arrays = [
    ...[graph.element, graph.charge, graph.isotope, graph.hydrogens, graph.deuterium, graph.tritium, graph.small],
    ...[graph.bracket, graph.chiral, graph.label, graph.order, graph.offset, graph.seenCount],
  ]
  for (let atom = 0; atom < graph.atomCount; atom++) {
    const to = place[atom]!
    if (to < 0) continue
    for (const array of arrays) array[to] = array[atom]!
    for (let at = 0; at < 4; at++) {
      const neighbour = graph.seen[atom * 4 + at]!
      graph.seen[to * 4 + at] = neighbour < 0 ? neighbour : place[neighbour]! < 0 ? -1 : place[neighbour]!
    }
  }
  graph.atomCount = count
  let bonds = 0
  for (let bond = 0; bond < graph.bondCount; bond++) {
    const from = place[graph.bondFrom[bond]!]!
    const to = place[graph.bondTo[bond]!]!
    if (from < 0 || to < 0) continue
    graph.bondFrom[bonds] = from
    graph.bondTo[bonds] = to
    graph.bondOrder[bonds] = graph.bondOrder[bond]!
    graph.bondMark[bonds] = graph.bondMark[bond]!
    bonds++
  }
  graph.bondCount = bonds
}

/** Gives atoms outside brackets the hydrogens they are content with, and refuses an atom that holds more than it can. */
export function countHydrogens(graph: Graph): boolean {
  const { start, aroundBond, bondOrder, bracket, hydrogens, element, charge, pi } = graph
  for (let atom = 0; atom < graph.atomCount; atom++) {
    let used = hydrogens[atom]!
    const written = used
    const end = start[atom + 1]!
    for (let at = start[atom]!; at < end; at++) used += bondOrder[aroundBond[at]!]!
    pi[atom] = used - written - (end - start[atom]!)
    const valence = usualValence(element[atom]!, charge[atom]!, used)
    if (valence < 0 || isStrange(graph, atom, valence, used))
      return failed(graph, 'chemistry', graph.offset[atom]!, 'more bonds than this atom can hold')
    if (valence !== 255 && bracket[atom] === 0) hydrogens[atom] = written + valence - used
  }
  return true
}

/** Nitrogen with four bonds and no charge, and a halogen with several that is no oxide of it: slips of the pen. */
function isStrange(graph: Graph, atom: number, valence: number, used: number): boolean {
  const element = graph.element[atom]!
  if (element === N) return valence === 5 && (used === 4 || !hasDoubleToHetero(graph, atom))
  if (!isHalogen(element) || graph.charge[atom] !== 0 || used <= 1) return false
  return valence !== used || (element !== I && graph.pi[atom] === 0)
}

/** Nitro, an N-oxide or an azide written without charges. */
function hasDoubleToHetero(graph: Graph, atom: number): boolean {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const element = graph.element[graph.around[at]!]
    if (graph.bondOrder[graph.aroundBond[at]!] === 2 && (element === O || element === N)) return true
  }
  return false
}

/** An atom in a bracket with fewer bonds than it could hold, and no charge: a radical, on which no definition rests. */
export function hasRadical(graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (graph.bracket[atom] === 0) continue
    const used = graph.hydrogens[atom]! + degree(graph, atom) + graph.pi[atom]!
    const valence = usualValence(graph.element[atom]!, graph.charge[atom]!, used)
    if (valence !== 255 && valence > used) return true
  }
  return false
}
