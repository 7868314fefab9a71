// The two parts that are more than a kind: the bridge with its residue, and the tail, as the cannabimimetics have them. Not here: cores.
import { atomMass, elements, type Graph } from '#chemistry'
import {
  ALLOWED,
  ARGUABLE,
  type CompiledRules,
  type CompiledSite,
  type Outcome,
  REFUSED,
  readingOutcome,
} from './compile.ts'

import { atoms, doubleTo, farthest, isCarbonyl, isCore, joints, longest, pieceMass, pieceOf } from './pieces.ts'

const { C, N, O } = elements

type BridgeKind = NonNullable<CompiledSite['rule']['bridge']>['allow'][number]['kind']

/** Where the bridge ended when `bridgeKind` said which it was: its atoms, and the first of the residue (-1 for none). */
const found = { last: -1, residue: -1, mass: 0, ring: 0 }

/** Which bridge begins at `root`, null for none of the kinds. */
function bridgeKind(graph: Graph, root: number, core: number): BridgeKind | null {
  found.last = root
  found.residue = -1
  found.mass = atomMass(graph, root)
  found.ring = 0
  if (graph.element[root] === N) {
    const next = neighbour(graph, root, core, (atom) => graph.element[atom] === N)
    if (next >= 0 && isDoubleTo(graph, core, root)) return hydrazone(graph, root, next)
    // The nitrogen first, then the carbonyl: the amide the other way round.
    const carbonyl = neighbour(graph, root, core, (atom) => isCarbonyl(graph, atom))
    if (carbonyl < 0) return null
    past(graph, carbonyl, root)
    return 'azacarbonyl'
  }
  if (graph.element[root] !== C) return null
  const oxygen = doubleTo(graph, root, O)
  if (oxygen >= 0) {
    found.mass += atomMass(graph, oxygen)
    return afterCarbonyl(graph, root, core, oxygen)
  }
  const nitrogen = doubleTo(graph, root, N)
  if (nitrogen >= 0 && graph.atomBlock[root]! >= 0 && graph.atomBlock[root] === graph.atomBlock[nitrogen]) {
    ringBridge(graph, root, core)
    return 'nitrogen-ring'
  }
  if (nitrogen >= 0) {
    past(graph, root, core)
    return 'azacarbonyl'
  }
  if (graph.pi[root] !== 0) return null
  const carbonyl = neighbour(graph, root, core, (atom) => isCarbonyl(graph, atom))
  if (carbonyl < 0) {
    past(graph, root, core)
    return 'methylene'
  }
  const beyond = doubleTo(graph, carbonyl, O)
  found.mass += atomMass(graph, carbonyl) + atomMass(graph, beyond)
  return afterCarbonyl(graph, carbonyl, root, beyond) === null ? null : 'methylene-carbonyl'
}

function isDoubleTo(graph: Graph, a: number, b: number): boolean {
  for (let at = graph.start[a]!; at < graph.start[a + 1]!; at++)
    if (graph.around[at] === b) return graph.bondOrder[graph.aroundBond[at]!] === 2
  return false
}

/** =N-NH-C(=O)-residue. */
function hydrazone(graph: Graph, root: number, next: number): BridgeKind | null {
  const carbonyl = neighbour(graph, next, root, (atom) => isCarbonyl(graph, atom))
  if (carbonyl < 0) return null
  found.mass += atomMass(graph, next) + atomMass(graph, carbonyl) + atomMass(graph, doubleTo(graph, carbonyl, O))
  const oxygen = doubleTo(graph, carbonyl, O)
  found.last = carbonyl
  found.residue = neighbour(graph, carbonyl, next, (atom) => atom !== oxygen)
  return 'hydrazone'
}

function afterCarbonyl(graph: Graph, root: number, core: number, oxygen: number): BridgeKind | null {
  const beyond = neighbour(graph, root, core, (atom) => atom !== oxygen)
  if (beyond < 0) return 'carbonyl'
  const element = graph.element[beyond]
  if (element === N || element === O) {
    found.mass += atomMass(graph, beyond)
    past(graph, beyond, root)
    return element === N ? 'carboxamide' : 'carboxylate'
  }
  found.residue = beyond
  return 'carbonyl'
}

/** The residue begins at the first atom past `last` that is not `before`. */
function past(graph: Graph, last: number, before: number): void {
  found.last = last
  found.residue = neighbour(graph, last, before, () => true)
}

function ringBridge(graph: Graph, root: number, core: number): void {
  const block = graph.atomBlock[root]!
  let size = 0
  let residue = -1
  for (let index = 0; index < joints.size; index++) {
    const atom = atoms[index]!
    if (graph.atomBlock[atom] !== block) continue
    size++
    const outside = neighbour(graph, atom, core, (other) => graph.atomBlock[other] !== block)
    if (outside >= 0) residue = outside
  }
  found.ring = size
  found.residue = residue
}

function neighbour(graph: Graph, atom: number, not: number, wanted: (atom: number) => boolean): number {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const other = graph.around[at]!
    if (other !== not && isCore[other] === 0 && wanted(other)) return other
  }
  return -1
}

export type PartVerdict = { outcome: Outcome; nl: string; en: string }
const verdict: PartVerdict = { outcome: ALLOWED, nl: '', en: '' }
function said(outcome: Outcome, nl: string, en: string): PartVerdict {
  verdict.outcome = outcome
  verdict.nl = nl
  verdict.en = en
  return verdict
}

/** Judges the piece in hand, which hangs on the core by `root`, as a bridge with its residue. */
export function judgeBridge(
  compiled: CompiledRules,
  site: CompiledSite,
  graph: Graph,
  root: number,
  core: number,
): PartVerdict {
  const rule = site.rule.bridge!
  const kind = bridgeKind(graph, root, core)
  const allowed = rule.allow.find((one) => one.kind === kind)
  if (kind === null || allowed === undefined)
    return said(REFUSED, 'Dit is geen brug die de groep noemt.', 'This is no bridge that the group names.')
  if (allowed.maxRing !== undefined && found.ring > allowed.maxRing)
    return said(REFUSED, 'De ring die de brug vormt is te groot.', 'The ring that forms the bridge is too large.')
  if (found.residue < 0) return said(REFUSED, 'Aan de brug zit geen brugrest.', 'The bridge carries no residue.')
  const mass = pieceMass(graph) - found.mass
  if (mass > rule.residue.maxMass)
    return said(REFUSED, 'De brugrest is te zwaar.', 'The residue on the bridge is too heavy.')
  farthest(graph, found.residue, pieceOf[root]!)
  if (longest.length > rule.residue.maxChain)
    return said(REFUSED, 'De keten in de brugrest is te lang.', 'The chain in the residue is too long.')
  const outcome = readingOutcome(compiled.rules, allowed.reading)
  if (outcome === ARGUABLE)
    return said(
      ARGUABLE,
      'Of dit een brug van de groep is, hangt van de lezing af.',
      'Whether this is a bridge of the group depends on a reading.',
    )
  return said(ALLOWED, 'De brug en de brugrest passen.', 'The bridge and its residue fit.')
}

/** Judges the piece in hand as a tail: a chain of the right length, or a ring at most so many carbons away. */
export function judgeTail(site: CompiledSite, graph: Graph, root: number, core: number): PartVerdict {
  const rule = site.rule.tail!
  if (pieceMass(graph) > rule.maxMass) return said(REFUSED, 'De zijketen is te zwaar.', 'The tail is too heavy.')
  const reach = walk(graph, root, core, site.tailElements, rule.oxoAt)
  if (reach.oxo)
    return said(
      REFUSED,
      'De zijketen draagt =O op een plaats die niet mag.',
      'The tail bears =O at a place where it may not.',
    )
  if (reach.chain > rule.chain.max) return said(REFUSED, 'De zijketen is te lang.', 'The tail is too long.')
  if (reach.chain >= rule.chain.min)
    return said(ALLOWED, 'De zijketen heeft de goede lengte.', 'The tail has the right length.')
  const hasRing = reach.ring >= rule.ring.min && reach.ring <= rule.ring.max && reach.spacer <= rule.ring.spacer
  if (hasRing) return said(ALLOWED, 'De zijketen draagt een passende ring.', 'The tail bears a ring that fits.')
  return said(REFUSED, 'Dit is geen zijketen van de groep.', 'This is no tail of the group.')
}

const line = new Int32Array(16)
const reach = { chain: 0, ring: 0, spacer: 99, oxo: false }

/** Walks the open chain from `root`: how long it gets in the elements of the table, and the nearest ring it leads to over carbon. */
function walk(graph: Graph, root: number, core: number, table: Uint8Array, oxoAt: readonly number[]): typeof reach {
  reach.chain = 0
  reach.ring = 0
  reach.spacer = 99
  reach.oxo = false
  step(graph, root, core, 1, true, table, oxoAt)
  return reach
}

/** Recursion no deeper than a chain that is too long anyway. */
function step(
  graph: Graph,
  atom: number,
  from: number,
  depth: number,
  isCarbon: boolean,
  table: Uint8Array,
  oxoAt: readonly number[],
): void {
  if (graph.atomBlock[atom]! >= 0) {
    if (isCarbon && depth - 1 < reach.spacer) {
      reach.spacer = depth - 1
      reach.ring = smallestRing(graph, atom)
    }
    return
  }
  if (depth > line.length || table[graph.element[atom]!] === 0) return
  if (depth > reach.chain) reach.chain = depth
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    const other = graph.around[at]!
    if (other === from || isCore[other] === 1) continue
    if (graph.bondOrder[graph.aroundBond[at]!] === 2 && graph.element[other] === O) {
      // Only near the core does the place of an oxo group count: farther on, the chain is free.
      if (depth === 1 && !oxoAt.includes(depth)) reach.oxo = true
      continue
    }
    step(graph, other, atom, depth + 1, isCarbon && graph.element[atom] === C, table, oxoAt)
  }
}

/** The smallest ring through an atom, by the shortest way back to it. */
function smallestRing(graph: Graph, atom: number): number {
  let best = 99
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
    if (graph.bondBlock[graph.aroundBond[at]!]! < 0) continue
    const size = wayAround(graph, graph.around[at]!, atom)
    if (size < best) best = size
  }
  return best
}

const seen = new Int32Array(64)
const deep = new Uint8Array(64)
function wayAround(graph: Graph, from: number, to: number): number {
  let size = 0
  seen[size] = from
  deep[size++] = 2
  for (let head = 0; head < size; head++) {
    const here = seen[head]!
    for (let at = graph.start[here]!; at < graph.start[here + 1]!; at++) {
      const other = graph.around[at]!
      if (other === to && here !== from) return deep[head]!
      if (
        other === to ||
        graph.bondBlock[graph.aroundBond[at]!]! < 0 ||
        size >= 64 ||
        seen.subarray(0, size).includes(other)
      )
        continue
      seen[size] = other
      deep[size++] = deep[head]! + 1
    }
  }
  return 99
}
