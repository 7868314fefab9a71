// A Graph as a SMILES, double bonds written out, for whoever reads SMILES only. Not here: a canonical order; the atoms come as they stand.
import { formOfDouble } from './double-bonds.ts'
import { symbols, usualValence } from './elements.ts'
import { degree, type Graph } from './graph.ts'

type Pen = {
  readonly graph: Graph
  readonly isSeen: Uint8Array
  readonly isBack: Uint8Array
  /** Ring mark by bond, 0 for none. */
  readonly ring: Uint16Array
  /** 1 up, -1 down, from `bondFrom` to `bondTo`; 0 for no stroke. */
  readonly stroke: Int8Array
  readonly free: number[]
  rings: number
}

/** The hydrogens folded, the form in space kept. */
export function writeSmiles(graph: Graph): string {
  const { atomCount, bondCount } = graph
  const pen: Pen = {
    ...{ graph, isSeen: new Uint8Array(atomCount), isBack: new Uint8Array(bondCount) },
    ...{ ring: new Uint16Array(bondCount), stroke: strokesOf(graph), free: [], rings: 0 },
  }
  const roots: number[] = []
  for (let atom = 0; atom < atomCount; atom++) {
    if (pen.isSeen[atom] === 1) continue
    roots.push(atom)
    findBacks(pen, atom)
  }
  pen.isSeen.fill(0)
  return roots.map((root) => written(pen, root, -1)).join('.')
}

/** The bonds that close rings, as the writing meets them. */
function findBacks({ graph, isSeen, isBack }: Pen, root: number): void {
  const isUsed = new Uint8Array(graph.bondCount)
  const path = [root]
  const cursor = graph.start.slice(0, graph.atomCount + 1)
  isSeen[root] = 1
  while (path.length > 0) {
    const atom = path.at(-1)! // The path is not empty.
    const at = cursor[atom]!
    if (at >= graph.start[atom + 1]!) {
      path.pop()
      continue
    }
    cursor[atom] = at + 1
    const bond = graph.aroundBond[at]!
    if (isUsed[bond] === 1) continue
    isUsed[bond] = 1
    const other = graph.around[at]!
    if (isSeen[other] === 1) isBack[bond] = 1
    else {
      isSeen[other] = 1
      path.push(other)
    }
  }
}

/** Recursion as deep as a chain is long: at most as many atoms as a Graph holds. */
function written(pen: Pen, atom: number, from: number): string {
  const { graph, isBack, isSeen } = pen
  isSeen[atom] = 1
  const order: number[] = from < 0 ? [] : [from]
  if (graph.hydrogens[atom] === 1) order.push(-1)
  let marks = ''
  const next: { other: number; bond: number }[] = []
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const [other, bond] = [graph.around[at]!, graph.aroundBond[at]!]
    if (other === from && isBack[bond] === 0) continue
    if (isBack[bond] === 0) {
      next.push({ other, bond })
      continue
    }
    order.push(other)
    marks += ringMark(pen, atom, bond)
  }
  order.push(...next.map(({ other }) => other))
  const branches = next.map(({ other, bond }, index) => {
    const text = `${bondSign(pen, bond, atom)}${written(pen, other, atom)}`
    return index === next.length - 1 ? text : `(${text})`
  })
  return `${atomSign(graph, atom, order)}${marks}${branches.join('')}`
}

function ringMark(pen: Pen, atom: number, bond: number): string {
  const known = pen.ring[bond]!
  if (known > 0) {
    pen.free.push(known)
    return numbered(known)
  }
  const mark = pen.free.pop() ?? ++pen.rings
  pen.ring[bond] = mark
  return `${bondSign(pen, bond, atom)}${numbered(mark)}`
}

const numbered = (mark: number) => (mark < 10 ? String(mark) : `%${mark}`)

function bondSign({ graph, stroke }: Pen, bond: number, from: number): string {
  const order = graph.bondOrder[bond]!
  if (order > 1) return ['', '', '=', '#', '$'][order] ?? ''
  const up = stroke[bond]! * (graph.bondFrom[bond] === from ? 1 : -1)
  return up === 0 ? '' : up > 0 ? '/' : '\\'
}

const bare: ReadonlySet<string> = new Set(['B', 'C', 'N', 'O', 'P', 'S', 'F', 'Cl', 'Br', 'I'])

function atomSign(graph: Graph, atom: number, order: readonly number[]): string {
  const symbol = symbols[graph.element[atom]!]!
  const [hydrogens, charge, isotope] = [graph.hydrogens[atom]!, graph.charge[atom]!, graph.isotope[atom]!]
  const [heavy, heavier] = [graph.deuterium[atom]!, graph.tritium[atom]!]
  const turn = turnOf(graph, atom, order)
  const used = degree(graph, atom) + graph.pi[atom]!
  const isUsual = bare.has(symbol) && usualValence(graph.element[atom]!, 0, used) === used + hydrogens
  if (isUsual && charge === 0 && isotope === 0 && turn === 0 && heavy + heavier === 0) return symbol
  const light = hydrogens - heavy - heavier
  const count = light > 1 ? `H${light}` : light === 1 ? 'H' : ''
  const sign = charge === 0 ? '' : `${charge > 0 ? '+' : '-'}${Math.abs(charge) > 1 ? Math.abs(charge) : ''}`
  const hand = ['', '@', '@@'][turn]
  return `[${isotope || ''}${symbol}${hand}${count}${sign}]${'([2H])'.repeat(heavy)}${'([3H])'.repeat(heavier)}`
}

/** 1 anticlockwise, 2 clockwise, in the order the neighbours are written; 0 for none. A heavy hydrogen would stand elsewhere: not written. */
function turnOf(graph: Graph, atom: number, order: readonly number[]): number {
  const count = graph.seenCount[atom]!
  if (graph.chiral[atom] === 0 || count < 3 || order.length < 3 || graph.deuterium[atom]! + graph.tritium[atom]! > 0)
    return 0
  const seen = Array.from({ length: count }, (_, index) => graph.seen[atom * 4 + index]!)
  const parity = (list: readonly number[]) => {
    let swaps = 0
    for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) if (list[i]! > list[j]!) swaps++
    return swaps & 1
  }
  const isSame = parity(seen) === parity(order)
  return isSame ? graph.chiral[atom]! : 3 - graph.chiral[atom]!
}

/** Strokes that say the same of every double bond; those of neighbouring double bonds share the bond between them. */
function strokesOf(graph: Graph): Int8Array {
  const stroke = new Int8Array(graph.bondCount)
  for (let bond = 0; bond < graph.bondCount; bond++) {
    const form = formOfDouble(graph, bond, (atom) => atom)
    if (form === 0) continue
    const [a, b] = [graph.bondFrom[bond]!, graph.bondTo[bond]!]
    const [sideA, sideB] = [lowSide(graph, stroke, a, b), lowSide(graph, stroke, b, a)]
    if (sideA === 0 && sideB === 0) {
      setSide(graph, stroke, a, b, -1)
      setSide(graph, stroke, b, a, form === 1 ? -1 : 1)
    } else if (sideB === 0) setSide(graph, stroke, b, a, form === 1 ? sideA : -sideA)
    else if (sideA === 0) setSide(graph, stroke, a, b, form === 1 ? sideB : -sideB)
  }
  return stroke
}

/** The bonds of `atom` beside the one to `not`, lowest neighbour first. */
function beside(graph: Graph, atom: number, not: number): { other: number; bond: number }[] {
  const list: { other: number; bond: number }[] = []
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.around[at] !== not) list.push({ other: graph.around[at]!, bond: graph.aroundBond[at]! })
  return list.sort((one, two) => one.other - two.other)
}

function lowSide(graph: Graph, stroke: Int8Array, atom: number, not: number): number {
  for (const [index, { bond }] of beside(graph, atom, not).entries()) {
    if (stroke[bond] === 0) continue
    const side = stroke[bond]! * (graph.bondFrom[bond] === atom ? 1 : -1)
    return index === 0 ? side : -side
  }
  return 0
}

function setSide(graph: Graph, stroke: Int8Array, atom: number, not: number, side: number): void {
  const first = beside(graph, atom, not)[0]
  if (first) stroke[first.bond] = side * (graph.bondFrom[first.bond] === atom ? 1 : -1)
}
