// Proof that two molecules are one, or that one lies inside the other, and whether they agree in space. Only for the few that a hash or
// a prefilter let through. Not here: what a stereocentre is; only what was drawn is compared.
import { formOfDouble } from './double-bonds.ts'
import { C } from './elements.ts'
import { bondBetween, degree, type Graph, maxAtoms } from './graph.ts'

/** Tries no further after this many steps: a cage of a thousand equal atoms must not take the afternoon. */
const maxSteps = 200_000

export type InSpace =
  | 'same' // every stereocentre agrees, or neither molecule says anything
  | 'mirror' // every stereocentre is the other hand
  | 'other' // some agree and some do not
  | 'open' // `a` says nothing where `b` does
  | 'closer' // `a` says more than `b`

/**
 * How `a` lies to `b`, which have the same skeleton; null when they are not one molecule (`law` sense of hash.ts).
 * `matcher` is that of `b`, when it is at hand. Of all ways to lay one on the other the best counts, for a symmetric molecule has several.
 */
export function inSpace(a: Graph, b: Graph, matcher = matcherOf(b)): InSpace | null {
  if (a.atomCount !== b.atomCount || a.bondCount !== b.bondCount) return null
  let best: InSpace | null = null
  const isMarked = saysOfDoubles(a) || saysOfDoubles(b)
  startMatch(matcher, a)
  while (best !== 'same' && nextMatch(matcher, a, true)) {
    const found = compare(a, b, matcher.map, isMarked)
    if (best === null || rank(found) < rank(best)) best = found
  }
  return best
}

const rank = (found: InSpace) => ['same', 'closer', 'open', 'mirror', 'other'].indexOf(found)

function saysOfDoubles(graph: Graph): boolean {
  for (let bond = 0; bond < graph.bondCount; bond++) if (graph.bondMark[bond] !== 0) return true
  return false
}

function compare(a: Graph, b: Graph, map: Int32Array, isMarked: boolean): InSpace {
  let same = 0
  let mirrored = 0
  let open = 0
  let closer = 0
  for (let atom = 0; atom < b.atomCount; atom++) {
    const other = map[atom]!
    const [says, said] = [isStereoCentre(a, other), isStereoCentre(b, atom)]
    if (!says && !said) continue
    if (!says) open++
    else if (!said) closer++
    else if (handOf(b, atom, map) === handOf(a, other, null)) same++
    else mirrored++
  }
  const bonds = isMarked ? doubleBonds(a, b, map) : unmarked
  if (bonds.differ > 0 || (same > 0 && mirrored > 0)) return 'other'
  if (open + bonds.open > 0) return 'open'
  if (mirrored > 0) return closer > 0 ? 'other' : 'mirror'
  return closer + bonds.closer > 0 ? 'closer' : 'same'
}

const unmarked = { differ: 0, open: 0, closer: 0 } as const

/** E and Z: a mirror changes nothing in them, so that one that differs makes another substance. */
function doubleBonds(a: Graph, b: Graph, map: Int32Array): { differ: number; open: number; closer: number } {
  const found = { differ: 0, open: 0, closer: 0 }
  for (let bond = 0; bond < b.bondCount; bond++) {
    if (b.bondBlock[bond]! >= 0 || b.bondOrder[bond] !== 2) continue
    const [from, to] = [map[b.bondFrom[bond]!]!, map[b.bondTo[bond]!]!]
    const other = bondBetween(a, from, to)
    // Both told by the neighbour whose number in `a` is lowest.
    const [says, said] = [formOfDouble(a, other, (atom) => atom), formOfDouble(b, bond, (atom) => map[atom]!)]
    if (says === said) continue
    if (says === 0) found.open++
    else if (said === 0) found.closer++
    else found.differ++
  }
  return found
}

export const isStereoCentre = (graph: Graph, atom: number) => graph.chiral[atom] !== 0 && graph.seenCount[atom]! >= 3

/** 0 or 1: the written turn, corrected for the order in which neighbours stand once they bear the other molecule's numbers. */
function handOf(graph: Graph, atom: number, map: Int32Array | null): number {
  let parity = graph.chiral[atom]!
  const seenAt = (index: number) => {
    const neighbour = index < graph.seenCount[atom]! ? graph.seen[atom * 4 + index]! : -1
    return neighbour < 0 ? -1 : map === null ? neighbour : map[neighbour]!
  }
  for (let i = 0; i < 4; i++) for (let j = i + 1; j < 4; j++) if (seenAt(i) > seenAt(j)) parity++
  return parity & 1
}

/** A pattern made ready: who is placed after whom, and how far the search is. One search at a time. */
export type Matcher = {
  readonly part: Graph
  /** Atom of `part` → atom of the whole, valid after `nextMatch` said true. */
  readonly map: Int32Array
  readonly order: Int32Array
  readonly from: Int32Array
  readonly place: Int32Array
  readonly used: Uint8Array
  /** How many neighbours an atom must have at least, and what its bonds may hold above one each at least and at most. */
  readonly least: Uint8Array
  readonly leastPi: Uint8Array
  readonly mostPi: Uint8Array
  depth: number
  steps: number
}

/** `root` is the atom of the pattern to begin with: the rarest is the cheapest. A caller may tighten `least`, `leastPi` and `mostPi`. */
export function matcherOf(part: Graph, root = 0): Matcher {
  const size = part.atomCount
  const order = new Int32Array(size)
  const from = new Int32Array(size)
  arrange(part, root, order, from)
  const map = new Int32Array(size)
  const place = new Int32Array(size)
  const least = new Uint8Array(size).map((_, atom) => degree(part, atom))
  const used = new Uint8Array(maxAtoms + 1)
  const leastPi = new Uint8Array(size)
  const mostPi = new Uint8Array(size).fill(255)
  return { part, map, order, from, place, used, least, leastPi, mostPi, depth: -1, steps: 0 }
}

/** Begins a search in `whole`; the next `nextMatch` gives the first way. */
export function startMatch(matcher: Matcher, whole: Graph): void {
  matcher.map.fill(-1)
  matcher.used.fill(0, 0, whole.atomCount)
  matcher.place[0] = 0
  matcher.depth = 0
  matcher.steps = 0
}

/**
 * The next way the pattern lies in `whole`; false when there is none left. `exact`: all of `whole`, hydrogens on carbon equal; otherwise
 * an atom of `whole` may have more neighbours. Elements must be equal; where the pattern's atom lies in a ring, so must the other, with
 * or without a double bond in it alike; `*` is any atom of a ring.
 */
export function nextMatch(matcher: Matcher, whole: Graph, exact: boolean): boolean {
  const { part, map, order, from, place, used } = matcher
  const size = part.atomCount
  if (matcher.depth === size) stepBack(matcher)
  while (matcher.depth >= 0) {
    const { depth } = matcher
    const atom = order[depth]!
    const anchor = from[depth]! < 0 ? -1 : map[from[depth]!]!
    const choices = anchor < 0 ? whole.atomCount : degree(whole, anchor)
    let placed = false
    while (place[depth]! < choices) {
      if (++matcher.steps > maxSteps) return false
      const index = place[depth]!++
      const choice = anchor < 0 ? index : whole.around[whole.start[anchor]! + index]!
      if (used[choice] === 1 || !agree(matcher, atom, whole, choice, exact)) continue
      if (!bondsAgree(part, atom, whole, choice, map)) continue
      map[atom] = choice
      used[choice] = 1
      placed = true
      break
    }
    if (!placed) {
      stepBack(matcher)
      continue
    }
    matcher.depth = depth + 1
    if (matcher.depth === size) return true
    place[matcher.depth] = 0
  }
  return false
}

function stepBack(matcher: Matcher): void {
  matcher.depth--
  if (matcher.depth < 0) return
  const atom = matcher.order[matcher.depth]!
  matcher.used[matcher.map[atom]!] = 0
  matcher.map[atom] = -1
}

/** Neighbours after each other, so that every atom but the first hangs on one already placed. */
function arrange(part: Graph, first: number, order: Int32Array, from: Int32Array): void {
  const seen = new Uint8Array(part.atomCount)
  let count = 0
  for (let turn = 0; turn < part.atomCount; turn++) {
    const root = (first + turn) % part.atomCount
    if (seen[root] === 1) continue
    seen[root] = 1
    from[count] = -1
    order[count++] = root
    for (let head = count - 1; head < count; head++) {
      const atom = order[head]!
      for (let at = part.start[atom]!; at < part.start[atom + 1]!; at++) {
        const next = part.around[at]!
        if (seen[next] === 1) continue
        seen[next] = 1
        from[count] = atom
        order[count++] = next
      }
    }
  }
}

function agree(matcher: Matcher, atom: number, whole: Graph, choice: number, exact: boolean): boolean {
  const { part, least, leastPi, mostPi } = matcher
  const element = part.element[atom]!
  if (element !== 0 && element !== whole.element[choice]) return false
  const have = whole.start[choice + 1]! - whole.start[choice]!
  const need = least[atom]!
  if (exact) return have === need && (element !== C || part.hydrogens[atom] === whole.hydrogens[choice])
  if (have < need || whole.pi[choice]! > mostPi[atom]! || whole.pi[choice]! < leastPi[atom]!) return false
  if ((element === 0 || part.atomBlock[atom]! >= 0) && whole.atomBlock[choice]! < 0) return false
  return part.atomBlock[atom]! < 0 || part.endo[atom] === whole.endo[choice]
}

function bondsAgree(part: Graph, atom: number, whole: Graph, choice: number, map: Int32Array): boolean {
  for (let at = part.start[atom]!; at < part.start[atom + 1]!; at++) {
    const other = map[part.around[at]!]!
    if (other < 0) continue
    let isBound = false
    for (let near = whole.start[choice]!; near < whole.start[choice + 1]!; near++)
      if (whole.around[near] === other) isBound = true
    if (!isBound) return false
  }
  return true
}
