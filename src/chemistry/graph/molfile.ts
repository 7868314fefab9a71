// MDL molfiles, V2000 and V3000, to a Graph. Form in space comes from wedges, or from real coordinates. Not here: what a query or an
// R-group stands for (a wildcard, refused), and the other records of an SD file.
import { forgetEqualEnds, markFromPlaces } from './double-bonds.ts'
import { atomicNumber, H } from './elements.ts'
import { addAtom, addBond, emptied, failed, type Graph, joinUp, sees } from './graph.ts'
import { foldHydrogens } from './hydrogens.ts'
import { finished } from './read.ts'

/** Coordinates, wedges and the line an atom stands on, by atom as written. */
const x = new Float64Array(1001)
const y = new Float64Array(1001)
const z = new Float64Array(1001)
/** Bond by bond, with the narrow end first: 1 up, -1 down. */
const wedge = new Int8Array(1201)
/** 1 for a double bond whose form the drawer left open. */
const either = new Uint8Array(1201)

/** Reads one molfile. False with `graph.fault`; `failedAt` is the offset of the line that could not be read. */
export function readMolfile(graph: Graph, text: string): boolean {
  emptied(graph)
  const lines = linesOf(text)
  const counts = lines.find(({ line }) => /V[23]000/.test(line)) ?? lines[3]
  if (!counts) return failed(graph, 'syntax', 0, 'a molfile has a line with counts')
  const isRead = counts.line.includes('V3000')
    ? readV3000(graph, lines)
    : readV2000(graph, lines, lines.indexOf(counts))
  if (!isRead) return false
  if (graph.atomCount === 0) return failed(graph, 'empty', 0, 'no atoms')
  markHands(graph)
  foldHydrogens(graph)
  if (!finished(graph)) return false
  forgetEqualEnds(graph)
  return true
}

type Line = { readonly line: string; readonly at: number }

function linesOf(text: string): Line[] {
  let at = 0
  return text.split('\n').map((raw) => {
    const line = { line: raw.endsWith('\r') ? raw.slice(0, -1) : raw, at }
    at += raw.length + 1
    return line
  })
}

function readV2000(graph: Graph, lines: readonly Line[], first: number): boolean {
  const { line, at } = lines[first]!
  const [atoms, bonds] = [Number(line.slice(0, 3)), Number(line.slice(3, 6))]
  if (!Number.isInteger(atoms) || !Number.isInteger(bonds))
    return failed(graph, 'syntax', at, 'the counts are no numbers')
  for (let index = 0; index < atoms; index++) {
    const here = lines[first + 1 + index]
    if (!here) return failed(graph, 'syntax', at, 'there are fewer atoms than the counts say')
    const place = [here.line.slice(0, 10), here.line.slice(10, 20), here.line.slice(20, 30)].map(Number)
    const atom = atomOf(graph, here.line.slice(31, 34).trim(), here.at, place)
    if (atom < 0) return false
    const code = Number(here.line.slice(36, 39))
    if (code >= 1 && code <= 7 && code !== 4) graph.charge[atom] = 4 - code
  }
  for (let index = 0; index < bonds; index++) {
    const here = lines[first + 1 + atoms + index]
    if (!here) return failed(graph, 'syntax', at, 'there are fewer bonds than the counts say')
    const [a, b, order, stereo] = [0, 3, 6, 9].map((from) => Number(here.line.slice(from, from + 3)))
    if (!bondOf(graph, a!, b!, order!, byCode(stereo!, 6, 3), here.at)) return false
  }
  let isCharged = false
  for (const here of lines.slice(first + 1 + atoms + bonds)) {
    if (here.line.startsWith('M  END')) break
    const kind = here.line.slice(0, 6)
    if (kind === 'M  CHG' && !isCharged) {
      isCharged = true // The first such line replaces all charges of the atom lines.
      graph.charge.fill(0, 0, graph.atomCount)
    }
    if (!['M  CHG', 'M  ISO', 'M  RAD'].includes(kind)) continue
    const pairs = here.line.slice(9).trim().split(/\s+/).map(Number)
    for (let pair = 0; pair + 1 < pairs.length; pair += 2)
      if (!propertyOf(graph, kind.slice(3), pairs[pair]!, pairs[pair + 1]!, here.at)) return false
  }
  return true
}

function propertyOf(graph: Graph, kind: string, number: number, value: number, at: number): boolean {
  const atom = number - 1
  if (!(atom >= 0 && atom < graph.atomCount) || !Number.isInteger(value))
    return failed(graph, 'syntax', at, 'a property of an atom that is not there')
  if (kind === 'CHG') graph.charge[atom] = Math.max(-15, Math.min(15, value))
  else if (kind === 'ISO') graph.isotope[atom] = Math.max(0, Math.min(511, value))
  else if (value !== 0) return failed(graph, 'wildcard', at, 'an atom with an unpaired electron')
  return true
}

function readV3000(graph: Graph, lines: readonly Line[]): boolean {
  const placeOf = new Map<number, number>()
  let block = ''
  let begun = ''
  for (const { line, at } of lines) {
    if (line.startsWith('M  END')) return true
    if (!line.startsWith('M  V30 ')) continue
    const text = begun + line.slice(7)
    if (text.endsWith('-')) {
      begun = text.slice(0, -1)
      continue
    }
    begun = ''
    const words = text.trim().split(/\s+/)
    if (words[0] === 'BEGIN') block = words[1] ?? ''
    else if (words[0] === 'END') block = ''
    else if (block === 'ATOM' && !atomLine(graph, words, placeOf, at)) return false
    else if (block === 'BOND') {
      const cfg = settingOf(words, 'CFG')
      const [a, b] = [placeOf.get(Number(words[2])), placeOf.get(Number(words[3]))]
      if (!bondOf(graph, (a ?? -1) + 1, (b ?? -1) + 1, Number(words[1]), byCode(cfg ?? 0, 3, 2), at)) return false
    }
  }
  return failed(graph, 'syntax', lines.at(-1)?.at ?? 0, 'the molfile never ends')
}

function atomLine(graph: Graph, words: readonly string[], placeOf: Map<number, number>, at: number): boolean {
  const atom = atomOf(graph, words[1] ?? '', at, words.slice(2, 5).map(Number))
  if (atom < 0) return false
  placeOf.set(Number(words[0]), atom)
  const [charge, mass, radical] = [settingOf(words, 'CHG'), settingOf(words, 'MASS'), settingOf(words, 'RAD')]
  return (
    (charge === null || propertyOf(graph, 'CHG', atom + 1, charge, at)) &&
    (mass === null || propertyOf(graph, 'ISO', atom + 1, mass, at)) &&
    (radical === null || propertyOf(graph, 'RAD', atom + 1, radical, at))
  )
}

function settingOf(words: readonly string[], name: string): number | null {
  const word = words.find((one) => one.startsWith(`${name}=`))
  return word === undefined ? null : Number(word.slice(name.length + 1))
}

function atomOf(graph: Graph, symbol: string, at: number, [atX = 0, atY = 0, atZ = 0]: readonly number[]): number {
  const isHeavyHydrogen = symbol === 'D' || symbol === 'T'
  const element = isHeavyHydrogen ? H : atomicNumber(symbol)
  if (element === 0) {
    const isQuery = /^(R#?|R\d+|A|Q|X|M|L|\*|LP|AH|QH|XH|MH|Pol)$/.test(symbol)
    failed(
      graph,
      isQuery ? 'wildcard' : 'character',
      at,
      isQuery ? 'an atom that stands for several' : `'${symbol}' is no element`,
    )
    return -1
  }
  const atom = addAtom(graph, element, at)
  if (atom < 0) return -1
  if (isHeavyHydrogen) graph.isotope[atom] = symbol === 'D' ? 2 : 3
  x[atom] = atX
  y[atom] = atY
  z[atom] = atZ
  return atom
}

type Stereo = 'up' | 'down' | 'either' | 'plain'

/** V2000 and V3000 number the same three differently. */
const byCode = (code: number, down: number, open: number): Stereo =>
  code === 1 ? 'up' : code === down ? 'down' : code === open ? 'either' : 'plain'

/** Numbers count from 1. An aromatic bond is one between small letters, shared out later. */
function bondOf(graph: Graph, a: number, b: number, order: number, stereo: Stereo, at: number): boolean {
  const known = (number: number) => Number.isInteger(number) && number >= 1 && number <= graph.atomCount
  if (!known(a) || !known(b) || a === b) return failed(graph, 'syntax', at, 'a bond of an atom that is not there')
  if (!(order >= 1 && order <= 4)) return failed(graph, 'wildcard', at, 'a bond that stands for several')
  if (order === 4) {
    graph.small[a - 1] = 1
    graph.small[b - 1] = 1
  }
  wedge[graph.bondCount] = stereo === 'up' ? 1 : stereo === 'down' ? -1 : 0
  either[graph.bondCount] = stereo === 'either' ? 1 : 0
  return addBond(graph, a - 1, b - 1, order === 4 ? 0 : order, 0, at)
}

/** The turn of each atom from its neighbours in space: wedges lift the drawing out of the page. */
function markHands(graph: Graph): void {
  joinUp(graph)
  markFromPlaces(graph, { x, y, z }, either)
  const { start, around, aroundBond } = graph
  for (let atom = 0; atom < graph.atomCount; atom++) {
    const [from, to] = [start[atom]!, start[atom + 1]!]
    if (to - from < 3 || to - from > 4) continue
    const points: (readonly [number, number, number])[] = []
    let isLifted = false
    let isSingle = true
    for (let at = from; at < to; at++) {
      const other = around[at]!
      const bond = aroundBond[at]!
      const up = graph.bondFrom[bond] === atom ? wedge[bond]! : 0 // The narrow end is here, or it says nothing of this atom.
      if (up !== 0) isLifted = true
      if (graph.bondOrder[bond]! > 1) isSingle = false // Sulfoxides aside, no stereocentre of ours has a double bond.
      // Each as far away: a bond drawn long, across a bridge, must not count for more.
      const [dx, dy, dz] = [x[other]! - x[atom]!, y[other]! - y[atom]!, z[other]! - z[atom]!]
      const length = Math.hypot(dx, dy, dz) || 1
      points.push([dx / length, dy / length, dz / length + up])
    }
    if (!isLifted || !isSingle) continue
    const volume = signedVolume(points)
    if (Math.abs(volume) < 1e-6) continue
    graph.chiral[atom] = volume > 0 ? 1 : 2
    for (let at = from; at < to; at++) sees(graph, atom, around[at]!)
    if (to - from === 3) sees(graph, atom, -1)
  }
}

/** Above zero when, seen from the first neighbour, the others turn anticlockwise. Three stand against the hydrogen opposite. */
function signedVolume(points: readonly (readonly [number, number, number])[]): number {
  const [a, b, c, d = [0, 0, 0] as const] = points
  const from = (p: readonly [number, number, number]) => [p[0] - d[0], p[1] - d[1], p[2] - d[2]] as const
  const [p, q, r] = [from(a!), from(b!), from(c!)]
  return p[0] * (q[1] * r[2] - q[2] * r[1]) - p[1] * (q[0] * r[2] - q[2] * r[0]) + p[2] * (q[0] * r[1] - q[1] * r[0])
}
