// What is left when a core is taken out: connected pieces, each with the places where it hangs on the core; chains, paths and masses in
// them. Space is made once; asking allocates nothing. Not here: what a definition thinks of them.
import { atomMass, elements, type Graph, maxAtoms } from '#chemistry'

export const most = maxAtoms + 1
/** 1 for an atom of the core. */
export const isCore = new Uint8Array(most)
/** The site an atom of the core belongs to, -1 for none. */
export const siteAt = new Int16Array(most)
/** The piece an atom was found in, 0 for none yet. */
export const pieceOf = new Int32Array(most)

/** The piece in hand: its atoms, and for each bond to the core the two atoms and the order. */
export const atoms = new Int32Array(most)
export const joints = { count: 0, size: 0 }
export const jointRoot = new Int32Array(most)
export const jointCore = new Int32Array(most)
export const jointOrder = new Uint8Array(most)

const queue = new Int32Array(most)
const far = new Int32Array(most)
const stamp = new Int32Array(most)
let turn = 0

/** Floods the piece `root` belongs to and fills `atoms` and the joints. */
export function gather(graph: Graph, root: number, piece: number): void {
  joints.count = 0
  let size = 0
  atoms[size++] = root
  pieceOf[root] = piece
  for (let head = 0; head < size; head++) {
    const atom = atoms[head]!
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
      const other = graph.around[at]!
      if (isCore[other] === 1) {
        jointRoot[joints.count] = atom
        jointCore[joints.count] = other
        jointOrder[joints.count++] = graph.bondOrder[graph.aroundBond[at]!]!
      } else if (pieceOf[other] !== piece) {
        pieceOf[other] = piece
        atoms[size++] = other
      }
    }
  }
  joints.size = size
}

/** The farthest atom from `root` inside the piece, each atom outside rings weighing one; `longest.length` holds the weight. */
export const longest = { length: 0, atom: 0 }
export function farthest(graph: Graph, root: number, piece: number): void {
  turn++
  let size = 0
  queue[size++] = root
  stamp[root] = turn
  far[root] = graph.atomBlock[root]! < 0 ? 1 : 0
  longest.length = far[root]!
  longest.atom = root
  // An atom outside rings lies on every path between two others or on none, so the order of the search does not matter.
  for (let head = 0; head < size; head++) {
    const atom = queue[head]!
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
      const other = graph.around[at]!
      if (isCore[other] === 1 || pieceOf[other] !== piece || stamp[other] === turn) continue
      stamp[other] = turn
      far[other] = far[atom]! + (graph.atomBlock[other]! < 0 ? 1 : 0)
      if (far[other]! > longest.length) {
        longest.length = far[other]!
        longest.atom = other
      }
      queue[size++] = other
    }
  }
}

/**
 * How many atoms the shortest way from `from` to `to` passes, both counted, over atoms whose `isCore` is `core`; 0 for none. The way lies in
 * `way`. `isAround`: not over the bond between the two themselves.
 */
export const way = new Int32Array(most)
const came = new Int32Array(most)
export function shortestWay(graph: Graph, from: number, to: number, core: 0 | 1, isAround = false): number {
  turn++
  let size = 0
  queue[size++] = from
  stamp[from] = turn
  came[from] = -1
  for (let head = 0; head < size; head++) {
    const atom = queue[head]!
    if (atom === to) {
      let count = 0
      for (let step = atom; step >= 0; step = came[step]!) way[count++] = step
      return count
    }
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
      const other = graph.around[at]!
      if (isCore[other] !== core || stamp[other] === turn || (isAround && atom === from && other === to)) continue
      stamp[other] = turn
      came[other] = atom
      queue[size++] = other
    }
  }
  return 0
}

/** The mass of the piece in hand. */
export function pieceMass(graph: Graph): number {
  let mass = 0
  for (let index = 0; index < joints.size; index++) mass += atomMass(graph, atoms[index]!)
  return mass
}

/** The first atom of the piece in hand that is of an element not in the table, -1 for none. */
export function strangeAtom(graph: Graph, table: Uint8Array): number {
  for (let index = 0; index < joints.size; index++) {
    const atom = atoms[index]!
    if (table[graph.element[atom]!] === 0) return atom
  }
  return -1
}

export const isCarbonyl = (graph: Graph, atom: number) =>
  graph.element[atom] === elements.C && doubleTo(graph, atom, elements.O) >= 0

/** The neighbour of `element` that `atom` has a double bond to, -1 for none. */
export function doubleTo(graph: Graph, atom: number, element: number): number {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.bondOrder[graph.aroundBond[at]!] === 2 && graph.element[graph.around[at]!] === element)
      return graph.around[at]!
  return -1
}
