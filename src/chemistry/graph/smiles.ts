// SMILES to a Graph in one pass over the characters, with the place of a fault. Not here: hydrogens nobody wrote, rings, kekulé (workedOut in read.ts).
import { atomicNumber } from './elements.ts'
import { addAtom, addBond, emptied, failed, type Graph, sees } from './graph.ts'

/** Open ring marks, and where their bond was written. `%` goes to 99. */
const ringAtom = new Int32Array(100)
const ringOrder = new Uint8Array(100)
const ringMark = new Uint8Array(100)
const ringAt = new Int32Array(100)
const ringSeen = new Int32Array(100)
/** Where a chain goes on after a branch; branches lie no deeper than there are atoms. */
const branches = new Int32Array(1024)
const branchAt = new Int32Array(1024)

const [OPEN, CLOSE, DOT, MINUS, PLUS, COLON, EQUALS, HASH, DOLLAR, SLASH, BACK, PERCENT, AT, STAR, LEFT, RIGHT] = [
  40, 41, 46, 45, 43, 58, 61, 35, 36, 47, 92, 37, 64, 42, 91, 93,
] as const

/** Bonds as written, before kekulé: 0 not said, 5 a colon. */
export const colonBond = 5

/** Element by character for atoms outside brackets; small letters and the two of Cl and Br are seen to in `bareAtom`. */
const bare = new Uint8Array(128)
for (const symbol of 'BCNOPSFI') bare[symbol.charCodeAt(0)] = atomicNumber(symbol)
const bareSmall = new Uint8Array(128)
for (const letter of 'bcnops') bareSmall[letter.charCodeAt(0)] = atomicNumber(letter.toUpperCase())

/** Where reading is; one reader at a time, as one thread has one. */
let at = 0
let end = 0
let openRings = 0
let isPattern = false

/** As `readSmiles`, but `*` is an atom that stands for any other: element 0. For definitions, never for molecules. */
export function readPattern(graph: Graph, text: string): boolean {
  isPattern = true
  try {
    return readSmiles(graph, text)
  } finally {
    isPattern = false
  }
}

/** Reads `text` from `from` to `to`. False with `graph.fault` when it cannot be read; bonds between small letters stay "not said". */
export function readSmiles(graph: Graph, text: string, from = 0, to = text.length): boolean {
  emptied(graph)
  at = from
  end = to
  openRings = 0
  ringAtom.fill(-1)
  if (from >= to) return failed(graph, 'empty', from, 'no text')
  let previous = -1
  let order = 0
  let mark = 0
  let depth = 0
  let afterDot = -1
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code < 128 && (code === LEFT || code === STAR || bare[code] !== 0 || bareSmall[code] !== 0)) {
      const here = at
      const atom = code === LEFT ? bracketAtom(graph, text) : bareAtom(graph, text, code)
      if (atom < 0) return false
      if (previous >= 0) {
        if (!join(graph, previous, atom, order, mark, here)) return false
      } else if (order !== 0 || mark !== 0) return failed(graph, 'syntax', here - 1, 'a bond with nothing before it')
      if (graph.chiral[atom] !== 0 && graph.hydrogens[atom] === 1) sees(graph, atom, -1)
      previous = atom
      order = 0
      mark = 0
      afterDot = -1
      continue
    }
    switch (code) {
      case MINUS:
      case EQUALS:
      case HASH:
      case DOLLAR:
      case COLON:
      case SLASH:
      case BACK:
        if (order !== 0 || mark !== 0) return failed(graph, 'syntax', at, 'two bonds after each other')
        order = bondOrderOf(code)
        mark = code === SLASH ? 1 : code === BACK ? 2 : 0
        at++
        break
      case OPEN:
        if (previous < 0 || order !== 0 || mark !== 0)
          return failed(graph, 'syntax', at, 'a branch with nothing before it')
        if (depth >= 1000) return failed(graph, 'too-large', at, 'more than 1000 branches inside each other')
        branchAt[depth] = at
        branches[depth++] = previous
        at++
        if (!beginsBranch(text.charCodeAt(at)))
          return failed(graph, 'syntax', Math.min(at, end - 1), 'a branch begins with a bond or an atom')
        break
      case CLOSE:
        if (depth === 0) return failed(graph, 'syntax', at, 'this bracket was never opened')
        if (order !== 0 || mark !== 0) return failed(graph, 'syntax', at, 'a bond with nothing after it')
        previous = branches[--depth]!
        at++
        break
      case DOT:
        if (previous < 0 || order !== 0 || mark !== 0)
          return failed(graph, 'syntax', at, 'a dot with nothing before it')
        previous = -1
        afterDot = at
        at++
        break
      default:
        if ((code >= 48 && code <= 57) || code === PERCENT) {
          if (previous < 0) return failed(graph, 'syntax', at, 'a ring mark with no atom before it')
          if (!ringClosure(graph, text, previous, order, mark)) return false
          order = 0
          mark = 0
        } else return failed(graph, 'character', at, `'${text[at]}' is not used in SMILES here`)
    }
  }
  if (order !== 0 || mark !== 0) return failed(graph, 'syntax', end - 1, 'a bond with nothing after it')
  if (afterDot >= 0) return failed(graph, 'syntax', afterDot, 'a dot with nothing after it')
  if (depth > 0) return failed(graph, 'syntax', branchAt[depth - 1]!, 'a branch is never closed')
  if (openRings > 0) return failed(graph, 'syntax', firstOpenRing(), 'a ring is never closed')
  return graph.atomCount > 0 || failed(graph, 'empty', from, 'no atoms')
}

/** Not a ring mark, nor another branch or the end of this one; the end of the text is told elsewhere. */
function beginsBranch(code: number): boolean {
  return !(code === OPEN || code === CLOSE || code === PERCENT || (code >= 48 && code <= 57))
}

function bondOrderOf(code: number): number {
  switch (code) {
    case EQUALS:
      return 2
    case HASH:
      return 3
    case DOLLAR:
      return 4
    case COLON:
      return colonBond
    case MINUS:
      return 1
    default:
      return 0 // A stroke is a single bond, or lies in a ring of small letters.
  }
}

function firstOpenRing(): number {
  let first = end
  for (let ring = 0; ring < 100; ring++) if (ringAtom[ring]! >= 0 && ringAt[ring]! < first) first = ringAt[ring]!
  return first
}

function join(graph: Graph, from: number, to: number, order: number, mark: number, place: number): boolean {
  if (graph.chiral[from] !== 0) sees(graph, from, to)
  if (graph.chiral[to] !== 0) sees(graph, to, from)
  return addBond(graph, from, to, order, mark, place)
}

function bareAtom(graph: Graph, text: string, code: number): number {
  if (code === STAR && isPattern) return addAtom(graph, 0, at++)
  if (code === STAR) {
    failed(graph, 'wildcard', at, 'a wildcard stands for many molecules')
    return -1
  }
  const next = text.charCodeAt(at + 1)
  let element = bare[code]!
  let length = 1
  if (code === 67 && next === 108) {
    element = 17
    length = 2
  } else if (code === 66 && next === 114) {
    element = 35
    length = 2
  }
  const isSmall = element === 0
  const atom = addAtom(graph, isSmall ? bareSmall[code]! : element, at)
  if (atom >= 0 && isSmall) graph.small[atom] = 1
  at += length
  return atom
}

function ringClosure(graph: Graph, text: string, atom: number, order: number, mark: number): boolean {
  const here = at
  let ring = text.charCodeAt(at) - 48
  at++
  if (ring === PERCENT - 48) {
    const tens = text.charCodeAt(at) - 48
    const ones = text.charCodeAt(at + 1) - 48
    if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && at + 1 < end))
      return failed(graph, 'syntax', here, 'two digits follow a %')
    ring = tens * 10 + ones
    at += 2
  }
  const other = ringAtom[ring]!
  if (other < 0) {
    ringAtom[ring] = atom
    ringOrder[ring] = order
    ringMark[ring] = mark
    ringAt[ring] = here
    // A chiral atom sees its ring neighbour where the mark stands; who that is shows later.
    ringSeen[ring] = graph.seenCount[atom]!
    if (graph.chiral[atom] !== 0) sees(graph, atom, -2 - ring)
    openRings++
    return true
  }
  if (other === atom) return failed(graph, 'syntax', here, 'a ring of one atom')
  if (order !== 0 && ringOrder[ring] !== 0 && order !== ringOrder[ring])
    return failed(graph, 'syntax', here, 'the two ends of this ring name different bonds')
  for (let bond = 0; bond < graph.bondCount; bond++) {
    const [a, b] = [graph.bondFrom[bond]!, graph.bondTo[bond]!]
    if ((a === atom && b === other) || (a === other && b === atom))
      return failed(graph, 'syntax', here, 'these two atoms are bound already')
  }
  ringAtom[ring] = -1
  openRings--
  if (graph.chiral[other] !== 0 && ringSeen[ring]! < 4) graph.seen[other * 4 + ringSeen[ring]!] = atom
  if (graph.chiral[atom] !== 0) sees(graph, atom, other)
  const written = mark !== 0 ? mark : ringMark[ring] === 0 ? 0 : 3 - ringMark[ring]!
  return addBond(graph, atom, other, order || ringOrder[ring]!, written, here)
}

/** `[13C@@H:1+]` and the like; `at` stands on the bracket. */
function bracketAtom(graph: Graph, text: string): number {
  const open = at++
  const isotope = digits(text, 3)
  const isAny = isPattern && text.charCodeAt(at) === STAR
  if (isAny) at++
  const element = isAny ? 0 : bracketElement(text)
  if (element <= 0 && !isAny) {
    const isWildcard = element < 0
    failed(
      graph,
      at >= end ? 'syntax' : isWildcard ? 'wildcard' : 'character',
      Math.min(at, end - 1),
      at >= end ? 'this bracket is never closed' : isWildcard ? 'a wildcard stands for many molecules' : 'no element',
    )
    return -1
  }
  const isSmall = element >= 256
  const atom = addAtom(graph, element & 255, open)
  if (atom < 0) return -1
  graph.bracket[atom] = 1
  graph.isotope[atom] = Math.max(0, isotope)
  graph.small[atom] = isSmall ? 1 : 0
  if (text.charCodeAt(at) === AT) {
    at++
    graph.chiral[atom] = 1
    if (text.charCodeAt(at) === AT) {
      at++
      graph.chiral[atom] = 2
    }
    // @TH1 and the rarer families (@SP, @AL …): read, but only tetrahedra count.
    if (/^[A-Z]{2}\d/.test(text.slice(at, at + 3))) {
      graph.chiral[atom] = text.startsWith('TH', at) ? Number(text[at + 2]) : 0
      at += 2
      digits(text, 2)
    }
  }
  if (text.charCodeAt(at) === 72) {
    at++
    const count = digits(text, 1)
    graph.hydrogens[atom] = count < 0 ? 1 : count
  }
  graph.charge[atom] = charge(text)
  if (text.charCodeAt(at) === COLON) {
    at++
    graph.label[atom] = Math.max(0, digits(text, 4))
  }
  if (at >= end || text.charCodeAt(at) !== RIGHT) {
    const isOpen = at >= end
    failed(
      graph,
      isOpen ? 'syntax' : 'character',
      isOpen ? open : at,
      isOpen ? 'this bracket is never closed' : 'not expected inside a bracket',
    )
    return -1
  }
  at++
  return atom
}

/** The number at `at`, at most `most` digits; -1 for none. */
function digits(text: string, most: number): number {
  let value = -1
  for (let count = 0; count < most; count++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) break
    value = Math.max(0, value) * 10 + digit
    at++
  }
  return value
}

/** Atomic number; 256 added for a small letter; 0 for none; -1 for a wildcard. */
function bracketElement(text: string): number {
  const code = text.charCodeAt(at)
  if (code === STAR) return -1
  const next = text.charCodeAt(at + 1)
  if (code >= 65 && code <= 90) {
    if (next >= 97 && next <= 122) {
      const two = atomicNumber(text.slice(at, at + 2))
      if (two > 0) {
        at += 2
        return two
      }
    }
    const one = atomicNumber(text[at]!)
    if (one > 0) at++
    return one
  }
  if (code >= 97 && code <= 122) {
    const pair = text.slice(at, at + 2)
    const isPair = pair === 'se' || pair === 'as' || pair === 'te' || pair === 'si'
    const symbol = isPair ? pair[0]!.toUpperCase() + pair[1] : bareSmall[code] !== 0 ? text[at]!.toUpperCase() : ''
    const element = atomicNumber(symbol)
    if (element > 0) at += isPair ? 2 : 1
    return element > 0 ? element + 256 : 0
  }
  return 0
}

function charge(text: string): number {
  const sign = text.charCodeAt(at)
  if (sign !== PLUS && sign !== MINUS) return 0
  const one = sign === PLUS ? 1 : -1
  at++
  const count = digits(text, 2)
  if (count >= 0) return one * Math.min(count, 15)
  let value = one
  while (text.charCodeAt(at) === sign && Math.abs(value) < 15) {
    value += one
    at++
  }
  return value
}
