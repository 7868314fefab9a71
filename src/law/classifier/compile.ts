// A definition made ready to be asked a million times: patterns parsed, names of ring systems hashed, kinds in tables. Not here: asking it.
import {
  compacted,
  createGraph,
  elements,
  type Graph,
  hashOf,
  type Matcher,
  matcherOf,
  readMolecule,
  readPatternMolecule,
} from '#chemistry'
import { assert } from '#kernel'
import { kinds, type Rules } from './definition.ts'
import { ringHash } from './ring-hash.ts'

/** The larger is the worse, so that a structure is as bad as its worst clause. */
export const ALLOWED = 0
export const ARGUABLE = 1
export const REFUSED = 2
export const NO_CORE = 3
export type Outcome = typeof ALLOWED | typeof ARGUABLE | typeof REFUSED | typeof NO_CORE

export type SiteRule = Rules['sites'][string]
export type ClosureRule = Rules['closures'][number] & {
  /** What it comes to, and an aromatic ring. */
  readonly outcome: Outcome
  readonly ofAromatic: Outcome
}

export type CompiledSite = {
  readonly name: string
  readonly rule: SiteRule
  /** By kind: REFUSED, ARGUABLE or ALLOWED. */
  readonly byKind: Uint8Array
  readonly maxAtoms: Uint16Array
  readonly isPlain: Uint8Array
  readonly mayBearOxo: boolean
  readonly mayDoubleInRing: boolean
  readonly maxChain: number
  readonly mostNeighbours: number
  /** What more neighbours than that come to. */
  readonly crowded: Outcome
  /** Nothing is asked of it that hangs on no piece: no bridge, no tail, no need. */
  readonly isUndemanding: boolean
  /** What a tail may consist of, by atomic number. */
  readonly tailElements: Uint8Array
}

export type RingName = {
  readonly name: string
  readonly nameNl: string
  readonly outcome: Outcome
  readonly reading: string | null
}

export type CompiledCore = {
  /** Skips early what would be refused anyway; `loose` does not, so that the reason can be told. */
  readonly matcher: Matcher
  readonly loose: Matcher
  /** How many atoms, nitrogens, oxygens … there must be at least. */
  readonly needs: {
    readonly atoms: number
    readonly nitrogen: number
    readonly oxygen: number
    readonly ringNitrogen: number
    readonly doubleInRing: number
  }
  readonly rule: Rules['cores'][number]
  /** Atom of the pattern → place in `sites`, -1 for one that bears nothing. */
  readonly siteOf: Int16Array
  /** The `*` of the pattern, which stands in a named ring system; -1 for none. */
  readonly ringAtom: number
  readonly ringNames: ReadonlyMap<number, RingName>
  readonly fused: FusedRule | null
  readonly largestRing: number
  /** Whether the text has this core at all. */
  readonly outcome: Outcome
  /** The two atoms of the pattern whose bond must lie in a ring. */
  readonly ringBond: {
    readonly from: number
    readonly to: number
    readonly isAromaticOut: boolean
    readonly ref: string
  } | null
}

export type FusedRule = NonNullable<Rules['ringSystems'][string]['fused']>

export type CompiledRules = {
  readonly rules: Rules
  readonly cores: readonly CompiledCore[]
  readonly sites: readonly CompiledSite[]
  /** Place of a site × place of a site. */
  readonly closures: readonly (readonly (ClosureRule | null)[])[]
  /** By atomic number; null: anything goes. */
  readonly elements: Uint8Array | null
  readonly without: readonly { readonly hash: number; readonly name: string; readonly ref: string }[]
}

export function compileRules(rules: Rules): CompiledRules {
  const names = Object.keys(rules.sites)
  const placeOf = (name: string) => {
    const place = names.indexOf(name)
    assert(place >= 0, `the definition names no site ${name}`)
    return place
  }
  const closures: (ClosureRule | null)[][] = names.map(() => names.map(() => null))
  for (const closure of rules.closures) {
    const [a, b] = [placeOf(closure.between[0]), placeOf(closure.between[1])]
    const ofAromatic = closure.aromatic === 'refused' ? REFUSED : readingOutcome(rules, closure.aromaticReading)
    const outcome = readingOutcome(rules, closure.reading)
    closures[a]![b] = { ...closure, outcome, ofAromatic }
    closures[b]![a] = { ...closure, outcome, ofAromatic }
  }
  return {
    rules,
    closures,
    cores: rules.cores.map((core) => compileCore(rules, core, placeOf)),
    sites: names.map((name) => compileSite(rules, name)),
    elements: rules.elements && elementTable(rules.elements),
    without: rules.without.map(({ name, smiles, ref }) => ({ name, ref, hash: hashOf(parsed(smiles), 'law') })),
  }
}

export function elementTable(symbols: readonly string[]): Uint8Array {
  const table = new Uint8Array(128)
  for (const symbol of symbols) table[elements.atomicNumber(symbol)] = 1
  return table
}

/** A structure of the corpus; one that cannot be read is a fault of its author. */
export function parsed(smiles: string): Graph {
  const graph = createGraph()
  assert(readMolecule(graph, smiles), `${smiles} in a definition: ${graph.detail}`)
  return compacted(graph)
}

function compileCore(rules: Rules, rule: Rules['cores'][number], placeOf: (name: string) => number): CompiledCore {
  const part = createGraph()
  assert(readPatternMolecule(part, rule.smiles), `the core ${rule.smiles}: ${part.detail}`)
  const siteOf = new Int16Array(part.atomCount).fill(-1)
  let ringAtom = -1
  for (let atom = 0; atom < part.atomCount; atom++) {
    const name = rule.sites[String(part.label[atom])]
    if (name !== undefined) siteOf[atom] = placeOf(name)
    if (part.element[atom] === 0) ringAtom = atom
  }
  const ringSite = ringAtom < 0 ? undefined : rule.sites[String(part.label[ringAtom])]
  const system = ringSite === undefined ? undefined : rules.ringSystems[ringSite]
  assert(ringAtom < 0 || system !== undefined, `the core ${rule.smiles} names no ring systems for its *`)
  const rings = (system?.allow ?? []).map((one) => ({ ...one, graph: parsed(one.smiles) }))
  const all = new Int32Array(64).map((_, index) => index)
  return {
    matcher: tightened(rules, rule, part),
    loose: matcherOf(part, rarest(part)),
    needs: {
      atoms: part.atomCount,
      nitrogen: countOf(part, (atom) => part.element[atom] === elements.N),
      oxygen: countOf(part, (atom) => part.element[atom] === elements.O),
      ringNitrogen: rule.ringBond
        ? 1
        : countOf(part, (atom) => part.element[atom] === elements.N && part.atomBlock[atom]! >= 0),
      doubleInRing: countOf(part, (atom) => part.endo[atom] === 1),
    },
    rule,
    siteOf,
    ringAtom,
    ringNames: new Map(
      rings.map(({ name, nameNl, graph, reading }) => [
        ringHash(graph, all, graph.atomCount),
        { name, nameNl: nameNl ?? name, outcome: readingOutcome(rules, reading), reading: reading ?? null },
      ]),
    ),
    fused: system?.fused ?? null,
    largestRing: Math.max(0, ...rings.map(({ graph }) => graph.atomCount)) + reachOf(system?.fused),
    outcome: readingOutcome(rules, rule.reading),
    ringBond: ringBondOf(part, rule),
  }
}

/** How many atoms fused rings add at most, their joints left out. */
const reachOf = (fused: FusedRule | undefined) => (fused ? fused.most * (fused.size[1] - 2) : 0)

function ringBondOf(part: Graph, { ringBond, smiles }: Rules['cores'][number]): CompiledCore['ringBond'] {
  if (!ringBond) return null
  const [from, to] = ringBond.between.map((label) => part.label.subarray(0, part.atomCount).indexOf(label))
  assert(from !== undefined && to !== undefined && from >= 0 && to >= 0, `the core ${smiles} has no such bond`)
  return { from, to, isAromaticOut: ringBond.aromatic === 'refused', ref: ringBond.ref }
}

/** What no allowed molecule can lack: a piece where one is needed; and have: a double bond where none may be. */
function tightened(rules: Rules, core: Rules['cores'][number], part: Graph): Matcher {
  const matcher = matcherOf(part, rarest(part))
  for (let atom = 0; atom < part.atomCount; atom++) {
    const name = core.sites[String(part.label[atom])]
    const site = name === undefined ? undefined : rules.sites[name]!
    if (!site) continue
    const isNeeded = site.bridge || site.tail || site.needs?.some(({ otherwise }) => otherwise === 'refused')
    if (isNeeded) matcher.least[atom]!++
    const isChain = part.atomBlock[atom]! < 0 && part.element[atom] !== 0
    if (isChain && part.element[atom] !== elements.C) matcher.leastPi[atom] = part.pi[atom]!
    if (isChain && site.allow !== null && site.double.length === 0) matcher.mostPi[atom] = part.pi[atom]!
  }
  return matcher
}

function countOf(part: Graph, isWanted: (atom: number) => boolean): number {
  let count = 0
  for (let atom = 0; atom < part.atomCount; atom++) if (isWanted(atom)) count++
  return count
}

/** Where a search begins: at a nitrogen, of which molecules have few. */
function rarest(part: Graph): number {
  for (let atom = 0; atom < part.atomCount; atom++) if (part.element[atom] === elements.N) return atom
  return 0
}

function compileSite(rules: Rules, name: string): CompiledSite {
  const rule = rules.sites[name]!
  const byKind = new Uint8Array(kinds.length).fill(rule.allow === null ? ALLOWED : REFUSED)
  const maxAtoms = new Uint16Array(kinds.length).fill(65535)
  const isPlain = new Uint8Array(kinds.length)
  for (const { kind, reading, maxAtoms: most, plain } of rule.allow ?? []) {
    const place = kinds.indexOf(kind)
    byKind[place] = readingOutcome(rules, reading)
    if (most !== undefined) maxAtoms[place] = most
    if (plain) isPlain[place] = 1
  }
  return {
    name,
    rule,
    byKind,
    maxAtoms,
    isPlain,
    mayBearOxo: rule.double.includes('oxo'),
    mayDoubleInRing: rule.double.includes('in-closure'),
    maxChain: rule.chain?.max ?? 65535,
    mostNeighbours: rule.mostNeighbours?.max ?? 255,
    crowded: rule.mostNeighbours ? readingOutcome(rules, rule.mostNeighbours.reading) : ALLOWED,
    isUndemanding: !(rule.bridge || rule.tail || rule.needs || rule.mostNeighbours),
    tailElements: elementTable(rule.tail?.chain.elements ?? []),
  }
}

/** What depends on a reading is for an expert, until somebody accepted that reading and wrote down why. */
export function readingOutcome(rules: Rules, reading: string | undefined): Outcome {
  if (reading === undefined) return ALLOWED
  const known = rules.readings[reading]
  assert(known !== undefined, `the definition names no reading ${reading}`)
  return known.accepted === null ? ARGUABLE : ALLOWED
}
