// A molecule as arrays: atoms without their hydrogens, bonds, neighbours. One Graph is filled again for each molecule, so that reading a
// million allocates nothing. Not here: how it is filled (smiles.ts, molfile.ts) and what is worked out from it (rings.ts, hash.ts …).

/** More atoms than this are not read: no listed substance comes near, and everything here stays bounded. */
export const maxAtoms = 1000
export const maxBonds = 1200

export type ReadFault = 'empty' | 'character' | 'wildcard' | 'too-large' | 'syntax' | 'chemistry'

export type Graph = {
  atomCount: number
  bondCount: number
  /** Why reading stopped; null when it did not. `failedAt` is an offset into the text, -1 when no place is known. */
  fault: ReadFault | null
  failedAt: number
  /** In English, for the curious. */
  detail: string

  readonly element: Uint8Array
  readonly charge: Int8Array
  /** 0 for the natural mixture. */
  readonly isotope: Uint16Array
  /** All hydrogens on it, however they were written. */
  readonly hydrogens: Uint8Array
  /** How many of them are deuterium, and tritium. */
  readonly deuterium: Uint8Array
  readonly tritium: Uint8Array
  /** Written in small letters. What is aromatic is worked out in aromatic.ts. */
  readonly small: Uint8Array
  readonly bracket: Uint8Array
  /** 0 none, 1 anticlockwise (@), 2 clockwise (@@). */
  readonly chiral: Uint8Array
  /** The label of `[C:3]`; 0 for none. */
  readonly label: Uint16Array
  /** Its place among all atoms as written, hydrogens included: the index RDKit gives it too. */
  readonly order: Uint16Array
  /** Where in the text it is written. */
  readonly offset: Int32Array
  /** Neighbours of a chiral atom in the order they were written, -1 for its hydrogen; four places an atom. */
  readonly seen: Int16Array
  readonly seenCount: Uint8Array

  readonly bondFrom: Uint16Array
  readonly bondTo: Uint16Array
  /** 1, 2, 3 or 4; while reading 0 is "not said". Between small letters it becomes 1 or 2 in kekule.ts. */
  readonly bondOrder: Uint8Array
  /** 1 for a stroke up, 2 for down, from `bondFrom` to `bondTo`; 0 for none. */
  readonly bondMark: Uint8Array

  /** Neighbours of atom a are `around[start[a]] … around[start[a + 1] - 1]`, over the bonds `aroundBond` of the same places. */
  readonly start: Uint16Array
  readonly around: Uint16Array
  readonly aroundBond: Uint16Array
  /** What its bonds hold above one each: 1 for a double bond, 2 for a triple bond or two double ones. */
  readonly pi: Uint8Array

  /** Which ring system a bond lies in, -1 for none; the same for an atom (the last it belongs to, when it joins several). */
  readonly bondBlock: Int16Array
  readonly atomBlock: Int16Array
  blockCount: number
  /** A double bond to an atom of the same ring system. */
  readonly endo: Uint8Array
  /** Which connected piece an atom belongs to. */
  readonly piece: Uint16Array
  pieceCount: number

  /** Space to work in; whoever calls something else meanwhile finds it changed. */
  readonly scratch: Scratch
}

export type Scratch = {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly c: Int32Array
  readonly d: Int32Array
  readonly e: Int32Array
}

/** With room for any molecule; `atomRoom` and `bondRoom` make a smaller one, for a graph that is kept and never filled again. */
export function createGraph(atomRoom = maxAtoms, bondRoom = maxBonds): Graph {
  const atoms = atomRoom + 1
  const bonds = bondRoom + 1
  const room = Math.max(2 * bonds, atoms)
  return {
    ...{ atomCount: 0, bondCount: 0, blockCount: 0, pieceCount: 0, fault: null, failedAt: -1, detail: '' },
    element: new Uint8Array(atoms),
    charge: new Int8Array(atoms),
    isotope: new Uint16Array(atoms),
    hydrogens: new Uint8Array(atoms),
    deuterium: new Uint8Array(atoms),
    tritium: new Uint8Array(atoms),
    small: new Uint8Array(atoms),
    bracket: new Uint8Array(atoms),
    chiral: new Uint8Array(atoms),
    label: new Uint16Array(atoms),
    order: new Uint16Array(atoms),
    offset: new Int32Array(atoms),
    seen: new Int16Array(atoms * 4),
    seenCount: new Uint8Array(atoms),
    bondFrom: new Uint16Array(bonds),
    bondTo: new Uint16Array(bonds),
    bondOrder: new Uint8Array(bonds),
    bondMark: new Uint8Array(bonds),
    start: new Uint16Array(atoms + 1),
    around: new Uint16Array(room),
    aroundBond: new Uint16Array(room),
    pi: new Uint8Array(atoms),
    bondBlock: new Int16Array(bonds),
    atomBlock: new Int16Array(atoms),
    endo: new Uint8Array(atoms),
    piece: new Uint16Array(atoms),
    scratch: {
      a: new Int32Array(room),
      b: new Int32Array(room),
      c: new Int32Array(room),
      d: new Int32Array(room),
      e: new Int32Array(room),
    },
  }
}

/** The same molecule without room to spare: a full graph weighs 100 kB, and hundreds of listed ones are kept. */
export function compacted(graph: Graph): Graph {
  const { atomCount, bondCount, blockCount, pieceCount } = graph
  const copy = createGraph(atomCount, bondCount)
  for (const key of Object.keys(copy) as (keyof Graph)[]) {
    const [from, to] = [graph[key], copy[key]]
    // Both are the same array of the two graphs, and so of one kind.
    if (ArrayBuffer.isView(from) && ArrayBuffer.isView(to))
      (to as Uint8Array).set((from as Uint8Array).subarray(0, to.byteLength / (to as Uint8Array).BYTES_PER_ELEMENT))
  }
  return Object.assign(copy, { atomCount, bondCount, blockCount, pieceCount })
}

export function emptied(graph: Graph): void {
  graph.atomCount = 0
  graph.bondCount = 0
  graph.blockCount = 0
  graph.pieceCount = 0
  graph.fault = null
  graph.failedAt = -1
  graph.detail = ''
}

/** Gives up reading; always false, so that a reader can `return failed(…)`. */
export function failed(graph: Graph, fault: ReadFault, at: number, detail: string): false {
  graph.fault = fault
  graph.failedAt = at
  graph.detail = detail
  return false
}

/** The next atom, plain; -1 when the molecule is too large. */
export function addAtom(graph: Graph, element: number, at: number): number {
  const atom = graph.atomCount
  if (atom >= maxAtoms) {
    failed(graph, 'too-large', at, `more than ${maxAtoms} atoms`)
    return -1
  }
  graph.atomCount = atom + 1
  graph.element[atom] = element
  graph.charge[atom] = 0
  graph.isotope[atom] = 0
  graph.hydrogens[atom] = 0
  graph.deuterium[atom] = 0
  graph.tritium[atom] = 0
  graph.small[atom] = 0
  graph.bracket[atom] = 0
  graph.chiral[atom] = 0
  graph.label[atom] = 0
  graph.order[atom] = atom
  graph.offset[atom] = at
  graph.seenCount[atom] = 0
  return atom
}

/** False, with the fault, when there is no room. */
export function addBond(graph: Graph, from: number, to: number, order: number, mark: number, at: number): boolean {
  const bond = graph.bondCount
  if (bond >= maxBonds) return failed(graph, 'too-large', at, `more than ${maxBonds} bonds`)
  graph.bondCount = bond + 1
  graph.bondFrom[bond] = from
  graph.bondTo[bond] = to
  graph.bondOrder[bond] = order
  graph.bondMark[bond] = mark
  return true
}

/** Notes a neighbour of a chiral atom in the order of writing. */
export function sees(graph: Graph, atom: number, neighbour: number): void {
  const count = graph.seenCount[atom]!
  if (count < 4) graph.seen[atom * 4 + count] = neighbour
  graph.seenCount[atom] = count + 1
}

/** Fills `start`, `around`, `aroundBond` from the bonds: a counting sort, so that neighbours stand in the order of bonds. */
export function joinUp(graph: Graph): void {
  const { atomCount, bondCount, start, around, aroundBond, bondFrom, bondTo } = graph
  start.fill(0, 0, atomCount + 1)
  for (let bond = 0; bond < bondCount; bond++) {
    start[bondFrom[bond]! + 1]!++
    start[bondTo[bond]! + 1]!++
  }
  for (let atom = 0; atom < atomCount; atom++) start[atom + 1]! += start[atom]!
  const next = graph.scratch.a
  for (let atom = 0; atom < atomCount; atom++) next[atom] = start[atom]!
  for (let bond = 0; bond < bondCount; bond++) {
    const from = bondFrom[bond]!
    const to = bondTo[bond]!
    const atFrom = next[from]!++
    const atTo = next[to]!++
    around[atFrom] = to
    aroundBond[atFrom] = bond
    around[atTo] = from
    aroundBond[atTo] = bond
  }
}

export const degree = (graph: Graph, atom: number) => graph.start[atom + 1]! - graph.start[atom]!

/** The bond between two atoms, or -1. */
export function bondBetween(graph: Graph, a: number, b: number): number {
  const end = graph.start[a + 1]!
  for (let at = graph.start[a]!; at < end; at++) if (graph.around[at] === b) return graph.aroundBond[at]!
  return -1
}

/** What is left of a molecule: piece `piece` of `from`, as a molecule of its own. Finish it with `workedOut`. */
export function copyPiece(from: Graph, piece: number, to: Graph): void {
  emptied(to)
  const place = from.scratch.e
  for (let atom = 0; atom < from.atomCount; atom++) {
    if (from.piece[atom] !== piece) continue
    const copy = addAtom(to, from.element[atom]!, from.offset[atom]!)
    place[atom] = copy
    copyAtom(from, atom, to, copy)
  }
  for (let bond = 0; bond < from.bondCount; bond++) {
    const a = from.bondFrom[bond]!
    const b = from.bondTo[bond]!
    if (from.piece[a] !== piece || from.piece[b] !== piece) continue
    addBond(to, place[a]!, place[b]!, from.bondOrder[bond]!, from.bondMark[bond]!, 0)
  }
  for (let atom = 0; atom < from.atomCount; atom++) {
    if (from.piece[atom] !== piece) continue
    const copy = place[atom]!
    for (let at = 0; at < 4; at++) {
      const neighbour = from.seen[atom * 4 + at]!
      // A neighbour that was left behind is as a hydrogen: something took its place.
      to.seen[copy * 4 + at] = neighbour < 0 || from.piece[neighbour] !== piece ? -1 : place[neighbour]!
    }
  }
}

export function copyAtom(from: Graph, atom: number, to: Graph, copy: number): void {
  to.charge[copy] = from.charge[atom]!
  to.isotope[copy] = from.isotope[atom]!
  to.hydrogens[copy] = from.hydrogens[atom]!
  to.deuterium[copy] = from.deuterium[atom]!
  to.tritium[copy] = from.tritium[atom]!
  to.small[copy] = from.small[atom]!
  to.bracket[copy] = from.bracket[atom]!
  to.chiral[copy] = from.chiral[atom]!
  to.label[copy] = from.label[atom]!
  to.order[copy] = from.order[atom]!
  to.offset[copy] = from.offset[atom]!
  to.seenCount[copy] = from.seenCount[atom]!
}
