// What a molecule weighs and its formula. Not here: weighing a salt by its base; take the piece first.
import { C, H, symbols, weightOf, weights } from './elements.ts'
import type { Graph } from './graph.ts'

/** In u, isotopes as labelled, electrons left out. */
export function massOf(graph: Graph): number {
  let mass = 0
  for (let atom = 0; atom < graph.atomCount; atom++) mass += atomMass(graph, atom)
  return mass
}

/** An atom with its hydrogens. */
export function atomMass(graph: Graph, atom: number): number {
  const [heavy, heavier] = [graph.deuterium[atom]!, graph.tritium[atom]!]
  const isotope = graph.isotope[atom]!
  const own = isotope === 0 ? weights[graph.element[atom]!]! : weightOf(graph.element[atom]!, isotope)
  const light = (graph.hydrogens[atom]! - heavy - heavier) * weights[H]!
  return heavy + heavier === 0 ? own + light : own + light + heavy * weightOf(H, 2) + heavier * weightOf(H, 3)
}

/** The mass with charges taken back into hydrogens: what the law weighs, a part without its counter-ion. */
export function neutralMass(graph: Graph): number {
  let mass = massOf(graph)
  for (let atom = 0; atom < graph.atomCount; atom++) {
    const charge = graph.charge[atom]!
    if (charge > 0) mass -= Math.min(charge, graph.hydrogens[atom]!) * weights[H]!
    if (charge < 0 && !touchesPlus(graph, atom)) mass -= charge * weights[H]!
  }
  return mass
}

function touchesPlus(graph: Graph, atom: number): boolean {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.charge[graph.around[at]!]! > 0) return true
  return false
}

/** Hill's order: carbon, hydrogen, then by the alphabet. Isotopes are not told apart, charge is left out. */
export function formulaOf(graph: Graph): string {
  const counts = new Map<string, number>()
  const add = (symbol: string, count: number) => count > 0 && counts.set(symbol, (counts.get(symbol) ?? 0) + count)
  for (let atom = 0; atom < graph.atomCount; atom++) {
    add(symbols[graph.element[atom]!]!, 1)
    add('H', graph.hydrogens[atom]!)
  }
  const rank = (symbol: string) =>
    counts.has(symbols[C]!) ? (symbol === 'C' ? '0' : symbol === 'H' ? '1' : symbol) : symbol
  return [...counts]
    .sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
    .map(([symbol, count]) => (count === 1 ? symbol : `${symbol}${count}`))
    .join('')
}

/** Whether any atom, or hydrogen on it, is labelled as an isotope. */
export function hasIsotope(graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++)
    if (graph.isotope[atom]! + graph.deuterium[atom]! + graph.tritium[atom]! > 0) return true
  return false
}
