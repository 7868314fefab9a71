// Small letters to single and double bonds. Which atoms get a double bond does not depend on how it is shared out, and nothing in this
// kernel looks further than that. Not here: what is aromatic (aromatic.ts).
import { N, usualValence } from './elements.ts'
import { failed, type Graph } from './graph.ts'
import { colonBond } from './smiles.ts'

/** Fills every bond that was not said; the rings are known. False when the small letters cannot all have a double bond. */
export function shareOutDoubleBonds(graph: Graph): boolean {
  const { bondOrder, bondFrom, bondTo, bondBlock, small, scratch } = graph
  const open = scratch.b // 1 for a bond that may become double
  let any = false
  for (let bond = 0; bond < graph.bondCount; bond++) {
    open[bond] = 0
    const order = bondOrder[bond]!
    if (order !== 0 && order !== colonBond) continue
    if (small[bondFrom[bond]!] === 1 && small[bondTo[bond]!] === 1) {
      // Between two rings a bond is single: biphenyl.
      open[bond] = bondBlock[bond]! >= 0 ? 1 : 0
      any = true
    } else if (order === colonBond)
      return failed(graph, 'syntax', graph.offset[bondTo[bond]!]!, 'a colon joins small letters')
    bondOrder[bond] = 1
  }
  for (let atom = 0; atom < graph.atomCount; atom++)
    if (small[atom] === 1 && graph.atomBlock[atom]! < 0)
      return failed(graph, 'chemistry', graph.offset[atom]!, 'a small letter outside a ring')
  return !any || match(graph)
}

/** A perfect matching of the atoms that lack a bond: first the forced ones, then by choice, then mended along alternating paths. */
function match(graph: Graph): boolean {
  const { atomCount, small, scratch, start, around, aroundBond } = graph
  const open = scratch.b
  const partner = scratch.c // -2 needs none, -1 still alone
  const queue = scratch.d
  const free = scratch.e // how many lonely neighbours it could pair with
  for (let atom = 0; atom < atomCount; atom++) partner[atom] = small[atom] === 1 && lacksABond(graph, atom) ? -1 : -2
  let tail = 0
  for (let atom = 0; atom < atomCount; atom++) {
    if (partner[atom] !== -1) continue
    let count = 0
    for (let at = start[atom]!; at < start[atom + 1]!; at++)
      if (open[aroundBond[at]!] === 1 && partner[around[at]!] === -1) count++
    free[atom] = count
    if (count === 1) queue[tail++] = atom
  }
  let head = 0
  let next = 0
  while (true) {
    while (head < tail) {
      const atom = queue[head++]!
      if (partner[atom] === -1) tail = pair(graph, atom, tail)
    }
    while (next < atomCount && partner[next] !== -1) next++
    if (next === atomCount) break
    head = 0
    tail = pair(graph, next, 0)
    if (partner[next] === -1) next++ // Nobody left for it: mended below.
  }
  for (let atom = 0; atom < atomCount; atom++) {
    if (partner[atom] === -1 && !mend(graph, atom))
      return failed(graph, 'chemistry', graph.offset[atom]!, 'these small letters cannot be given double bonds')
  }
  for (let bond = 0; bond < graph.bondCount; bond++)
    if (open[bond] === 1 && partner[graph.bondFrom[bond]!] === graph.bondTo[bond]) graph.bondOrder[bond] = 2
  return true
}

function lacksABond(graph: Graph, atom: number): boolean {
  let used = graph.hydrogens[atom]!
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) used += graph.bondOrder[graph.aroundBond[at]!]!
  const valence = usualValence(graph.element[atom]!, graph.charge[atom]!, used)
  // Outside brackets the hydrogens are not counted yet: c with two neighbours takes one hydrogen and one double bond.
  if (valence <= used) return false
  // Five bonds only for an N-oxide written with =O.
  return graph.element[atom] !== N || valence !== 5 || hasDoubleBond(graph, atom)
}

function hasDoubleBond(graph: Graph, atom: number): boolean {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.bondOrder[graph.aroundBond[at]!] === 2) return true
  return false
}

/** Pairs an atom with its lonely neighbour; those that thereby have one choice left join the queue. */
function pair(graph: Graph, atom: number, tail: number): number {
  const { scratch, start, around, aroundBond } = graph
  const { b: open, c: partner, d: queue, e: free } = scratch
  let end = tail
  for (let at = start[atom]!; at < start[atom + 1]!; at++) {
    const other = around[at]!
    if (open[aroundBond[at]!] !== 1 || partner[other] !== -1) continue
    partner[atom] = other
    partner[other] = atom
    for (const gone of [atom, other]) {
      for (let near = start[gone]!; near < start[gone + 1]!; near++) {
        const neighbour = around[near]!
        if (open[aroundBond[near]!] !== 1 || partner[neighbour] !== -1) continue
        free[neighbour]!--
        if (free[neighbour] === 1) queue[end++] = neighbour
      }
    }
    return end
  }
  return end
}

/** Breadth-first along alternating paths from a lonely atom to another; flips the path. Odd rings it goes round are rare and bounded. */
function mend(graph: Graph, from: number): boolean {
  const { scratch, start, around, aroundBond } = graph
  const { a: came, b: open, c: partner, d: queue } = scratch
  for (let atom = 0; atom < graph.atomCount; atom++) came[atom] = -1
  let head = 0
  let tail = 0
  queue[tail++] = from
  came[from] = from
  while (head < tail) {
    const atom = queue[head++]!
    for (let at = start[atom]!; at < start[atom + 1]!; at++) {
      const other = around[at]!
      if (open[aroundBond[at]!] !== 1 || partner[other] === -2 || came[other] !== -1) continue
      came[other] = atom
      if (partner[other] === -1) {
        flip(came, partner, from, other)
        return true
      }
      const further = partner[other]!
      if (came[further] !== -1) continue
      came[further] = other
      queue[tail++] = further
    }
  }
  return false
}

function flip(came: Int32Array, partner: Int32Array, from: number, last: number): void {
  let atom = last
  while (true) {
    const before = came[atom]!
    const next = partner[before]!
    partner[atom] = before
    partner[before] = atom
    if (before === from) return
    atom = next
  }
}
