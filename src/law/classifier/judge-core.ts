// Whether the core really lies where a pattern found it: its bonds, its ring system by name, no shortcut through it. Not here: what hangs
// on it.
import { aromaticRingAt, type Graph, type Matcher, ringSystemWithout } from '#chemistry'
import {
  ALLOWED,
  type CompiledCore,
  type CompiledRules,
  NO_CORE,
  type Outcome,
  REFUSED,
  type RingName,
} from './compile.ts'
import { fusedName } from './fused.ts'
import { isCore, shortestWay, siteAt, way } from './pieces.ts'
import { ringHash } from './ring-hash.ts'
import { type Log, note, readingUsed } from './trace.ts'

const ringAtoms = new Int32Array(64)
const hueckel = new Int32Array(8)

export const worse = (a: Outcome, b: Outcome): Outcome => (a > b ? a : b)
/** Places as the atoms were written, of an array or of the first `count` of it. */
export const written = (graph: Graph, list: Int32Array | readonly number[], count = list.length): number[] =>
  Array.from({ length: count }, (_, index) => graph.order[list[index]!]!)

/** Outside rings a bond of the pattern is as many-fold as in the molecule; inside, the double bonds were compared atom by atom. */
export function patternBondsHold({ part, map }: Matcher, graph: Graph): boolean {
  for (let bond = 0; bond < part.bondCount; bond++) {
    if (part.bondBlock[bond]! >= 0) continue
    const from = map[part.bondFrom[bond]!]!
    const to = map[part.bondTo[bond]!]!
    for (let at = graph.start[from]!; at < graph.start[from + 1]!; at++)
      if (graph.around[at] === to && graph.bondOrder[graph.aroundBond[at]!] !== part.bondOrder[bond]) return false
  }
  return true
}

/** The outcome of naming the ring system on the `*`, and how many bonds it has inside. */
export const ringFound: { outcome: Outcome; bonds: number } = { outcome: NO_CORE, bonds: 0 }

/** Makes the ring system on the `*` part of the core; `ringFound` says whether the definition names it. */
export function nameRing(
  compiled: CompiledRules,
  core: CompiledCore,
  matcher: Matcher,
  graph: Graph,
  log: Log | null,
): void {
  ringFound.outcome = NO_CORE
  const root = matcher.map[core.ringAtom]!
  const site = siteAt[root]!
  if (graph.atomBlock[root]! < 0) return
  isCore[root] = 0
  const count = ringSystemWithout(graph, root, isCore, ringAtoms, Math.min(core.largestRing, ringAtoms.length))
  isCore[root] = 1
  if (count === 0) return // In no ring once the chain is out.
  const named = count > 0 ? nameOf(core, graph, count) : undefined
  ringFound.outcome = named?.outcome ?? REFUSED
  if (log) noteRing(compiled, site, named, written(graph, count > 0 ? ringAtoms : [root], Math.max(1, count)), log)
  if (named === undefined) return
  for (let index = 0; index < count; index++) {
    isCore[ringAtoms[index]!] = 1
    siteAt[ringAtoms[index]!] = site
  }
  let bonds = 0
  for (let index = 0; index < count; index++) {
    const atom = ringAtoms[index]!
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) if (siteAt[graph.around[at]!] === site) bonds++
  }
  ringFound.bonds = bonds / 2
}

function nameOf(core: CompiledCore, graph: Graph, count: number): RingName | undefined {
  return (
    core.ringNames.get(ringHash(graph, ringAtoms, count)) ??
    (core.fused ? fusedName(graph, ringAtoms, count, core.fused, core.ringNames) : undefined)
  )
}

function noteRing(
  compiled: CompiledRules,
  site: number,
  named: RingName | undefined,
  atoms: readonly number[],
  log: Log,
): void {
  const at = compiled.sites[site]!
  // Another ring system is farther off than a wrong piece on the right one.
  if (named === undefined) log.refused += 2
  const question = named?.reading && named.outcome !== ALLOWED ? compiled.rules.readings[named.reading]!.question : null
  note(log, named?.outcome ?? REFUSED, {
    ...{
      ref: compiled.rules.ringSystems[at.name]!.ref,
      role: 'ring',
      at,
      label: 'A',
      atoms,
      reading: readingUsed(compiled, named?.reading),
    },
    nl:
      question?.nl ??
      (named ? `Ringsysteem: ${named.nameNl}.` : 'Dit ringsysteem staat niet in de lijst van de groep.'),
    en: question?.en ?? (named ? `Ring system: ${named.name}.` : 'The group does not list this ring system.'),
  })
}

/** A bond between two atoms of the core that the pattern does not have closes a ring without any piece: an aziridine, a benzocyclobutene. */
export function judgeShortcuts(
  compiled: CompiledRules,
  core: CompiledCore,
  matcher: Matcher,
  graph: Graph,
  ringBonds: number,
  log: Log | null,
): Outcome {
  let bonds = 0
  for (let bond = 0; bond < graph.bondCount; bond++)
    if (isCore[graph.bondFrom[bond]!] === 1 && isCore[graph.bondTo[bond]!] === 1) bonds++
  if (bonds === matcher.part.bondCount + ringBonds) return ALLOWED
  let worst: Outcome = ALLOWED
  for (let bond = 0; bond < graph.bondCount; bond++) {
    const [a, b] = [graph.bondFrom[bond]!, graph.bondTo[bond]!]
    if (isCore[a] === 0 || isCore[b] === 0 || isOfRing(compiled, a, b) || isOfPattern(matcher, a, b)) continue
    worst = worse(worst, judgeShortcut(compiled, core, graph, a, b, log))
  }
  return worst
}

const isOfRing = ({ rules, sites }: CompiledRules, a: number, b: number) =>
  siteAt[a]! >= 0 && siteAt[a] === siteAt[b] && rules.ringSystems[sites[siteAt[a]!]!.name] !== undefined

function isOfPattern({ part, map }: Matcher, a: number, b: number): boolean {
  for (let bond = 0; bond < part.bondCount; bond++) {
    const [from, to] = [map[part.bondFrom[bond]!], map[part.bondTo[bond]!]]
    if ((from === a && to === b) || (from === b && to === a)) return true
  }
  return false
}

function judgeShortcut(
  compiled: CompiledRules,
  core: CompiledCore,
  graph: Graph,
  a: number,
  b: number,
  log: Log | null,
): Outcome {
  const size = shortestWay(graph, a, b, 1, true)
  const [siteA, siteB] = [siteAt[a]!, siteAt[b]!]
  const rule = siteA < 0 || siteB < 0 ? null : compiled.closures[siteA]![siteB]!
  const isAllowed = rule !== null && (rule.ring === null || (size >= rule.ring[0] && size <= rule.ring[1]))
  const outcome = isAllowed ? rule.outcome : REFUSED
  if (log)
    note(log, outcome, {
      ...{ ref: rule?.ref ?? core.rule.ref, role: 'closure', at: null, atoms: written(graph, way, size) },
      nl: `Atomen van de kern zijn rechtstreeks met elkaar verbonden, in een ring van ${size}${isAllowed ? ', die is toegestaan' : ''}.`,
      en: `Atoms of the core are bound to each other directly, in a ring of ${size}${isAllowed ? ', which is allowed' : ''}.`,
    })
  return outcome
}

/** A core whose bond must lie in a ring, or in one that is not aromatic. */
export function ringBondHolds({ ringBond }: CompiledCore, { map }: Matcher, graph: Graph): boolean {
  if (ringBond === null) return true
  const [from, to] = [map[ringBond.from]!, map[ringBond.to]!]
  for (let at = graph.start[from]!; at < graph.start[from + 1]!; at++) {
    if (graph.around[at] !== to) continue
    if (graph.bondBlock[graph.aroundBond[at]!]! < 0) return false
  }
  return !(ringBond.isAromaticOut && aromaticRingAt(graph, from, null, hueckel) > 0)
}
