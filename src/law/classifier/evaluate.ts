// Does a molecule fall in a definition? Cut and classify: find the core, take it out, name the ring system on it, look at every piece
// that is left. All ways in which the core lies in the molecule are tried; the best counts. Not here: which definitions there are.
import {
  aromaticRingAt,
  elements,
  type Graph,
  hashOf,
  type Matcher,
  neutralMass,
  nextMatch,
  ringSystemWithout,
  startMatch,
} from '#chemistry'
import { judgeBridge, judgeTail, type PartVerdict } from './bridge.ts'
import {
  ALLOWED,
  ARGUABLE,
  type CompiledCore,
  type CompiledRules,
  type CompiledSite,
  NO_CORE,
  type Outcome,
  REFUSED,
  ringHash,
} from './compile.ts'
import { type Kind, kinds } from './definition.ts'
import { kindOf } from './kinds.ts'
import {
  atoms,
  farthest,
  gather,
  isCore,
  jointCore,
  jointOrder,
  jointRoot,
  joints,
  longest,
  pieceOf,
  shortestWay,
  siteAt,
  strangeAtom,
  way,
} from './pieces.ts'
import { kindIn, type Log, newLog, note } from './trace.ts'

/** More ways than this to lay a core are not tried; a molecule that has them is a polymer and for an expert. */
const maxWays = 2_000
/** Where a kind stands in the tables of a site. */
const kindPlace = Object.fromEntries(kinds.map((kind, place) => [kind, place])) as Readonly<Record<Kind, number>> // All kinds, just listed.
const ringAtoms = new Int32Array(64)
const hueckel = new Int32Array(8)

/** The verdict alone: nothing is allocated, and the first clause that refuses ends a try. */
export function evaluate(compiled: CompiledRules, graph: Graph): Outcome {
  let best: Outcome = NO_CORE
  let nitrogen = 0
  let oxygen = 0
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (graph.element[atom] === elements.N) nitrogen++
    else if (graph.element[atom] === elements.O) oxygen++
  }
  for (const core of compiled.cores) {
    const { needs } = core
    if (nitrogen < needs.nitrogen || oxygen < needs.oxygen || graph.atomCount < needs.atoms) continue
    startMatch(core.matcher, graph)
    for (let ways = 0; nextMatch(core.matcher, graph, false); ways++) {
      if (ways === maxWays) return ARGUABLE
      const outcome = judge(compiled, core, core.matcher, graph, null)
      if (outcome < best) best = outcome
      if (best === ALLOWED) return ALLOWED
    }
  }
  return best
}

export type Explained = { readonly outcome: Outcome; readonly core: CompiledCore['rule'] | null; readonly log: Log }

/** The same with the clauses of the way that comes closest. */
export function explain(compiled: CompiledRules, graph: Graph): Explained {
  let best: Explained = { outcome: NO_CORE, core: null, log: newLog() }
  for (const core of compiled.cores) {
    startMatch(core.loose, graph)
    for (let ways = 0; ways < maxWays && nextMatch(core.loose, graph, false); ways++) {
      const log = newLog()
      const outcome = judge(compiled, core, core.loose, graph, log)
      const isCloser =
        outcome === best.outcome && log.refused * 1000 + log.arguable < best.log.refused * 1000 + best.log.arguable
      if (outcome < best.outcome || isCloser) best = { outcome, core: core.rule, log }
    }
  }
  return best
}

/** One way the core lies. With a log every clause is looked at, without one the first refusal ends it. */
function judge(compiled: CompiledRules, core: CompiledCore, matcher: Matcher, graph: Graph, log: Log | null): Outcome {
  const { part, map } = matcher
  isCore.fill(0, 0, graph.atomCount)
  siteAt.fill(-1, 0, graph.atomCount)
  for (let atom = 0; atom < part.atomCount; atom++) {
    isCore[map[atom]!] = 1
    siteAt[map[atom]!] = core.siteOf[atom]!
  }
  if (!patternBondsHold(matcher, graph)) return NO_CORE
  let worst: Outcome = ALLOWED
  let ringBonds = 0
  if (core.ringAtom >= 0) {
    const ring = nameRing(compiled, core, matcher, graph, log)
    if (ring < 0) return REFUSED
    ringBonds = ring
  }
  if (log) note(log, ALLOWED, { ref: core.rule.ref, site: null, atoms: written(graph, [...map]), ...core.rule.name })
  worst = max(worst, judgeShortcuts(core, matcher, graph, ringBonds, log))
  if (worst === REFUSED && !log) return REFUSED
  worst = max(worst, judgePieces(compiled, graph, log))
  if (worst === REFUSED && !log) return REFUSED
  worst = max(worst, judgeMissing(compiled, core, matcher, graph, log))
  if (worst === REFUSED && !log) return REFUSED
  return max(worst, judgeWhole(compiled, graph, log))
}

const max = (a: Outcome, b: Outcome): Outcome => (a > b ? a : b)
const written = (graph: Graph, list: readonly number[]) => list.map((atom) => graph.order[atom]!)

/** Outside rings a bond of the pattern is as many-fold as in the molecule; inside, the double bonds were compared atom by atom. */
function patternBondsHold({ part, map }: Matcher, graph: Graph): boolean {
  for (let bond = 0; bond < part.bondCount; bond++) {
    if (part.bondBlock[bond]! >= 0) continue
    const from = map[part.bondFrom[bond]!]!
    const to = map[part.bondTo[bond]!]!
    for (let at = graph.start[from]!; at < graph.start[from + 1]!; at++)
      if (graph.around[at] === to && graph.bondOrder[graph.aroundBond[at]!] !== part.bondOrder[bond]) return false
  }
  return true
}

/** Makes the ring system on the `*` part of the core. How many bonds it has inside; -1 when the definition does not name it. */
function nameRing(
  compiled: CompiledRules,
  core: CompiledCore,
  matcher: Matcher,
  graph: Graph,
  log: Log | null,
): number {
  const root = matcher.map[core.ringAtom]!
  const site = siteAt[root]!
  if (graph.atomBlock[root]! < 0) return -1
  isCore[root] = 0
  const count = ringSystemWithout(graph, root, isCore, ringAtoms, Math.min(core.largestRing, ringAtoms.length))
  isCore[root] = 1
  const name = count > 0 ? core.ringNames.get(ringHash(graph, ringAtoms, count)) : undefined
  if (log && count !== 0) {
    const list = count > 0 ? [...ringAtoms.subarray(0, count)] : [root]
    note(log, name === undefined ? REFUSED : ALLOWED, {
      ref: compiled.rules.ringSystems[compiled.sites[site]!.name]!.ref,
      site: compiled.sites[site]!.rule.label,
      atoms: written(graph, list),
      nl: name === undefined ? 'Dit ringsysteem staat niet in de lijst van de groep.' : `Ringsysteem: ${name}.`,
      en: name === undefined ? 'The group does not list this ring system.' : `Ring system: ${name}.`,
    })
  }
  if (name === undefined) return -1
  for (let index = 0; index < count; index++) {
    isCore[ringAtoms[index]!] = 1
    siteAt[ringAtoms[index]!] = site
  }
  let bonds = 0
  for (let index = 0; index < count; index++) {
    const atom = ringAtoms[index]!
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) if (siteAt[graph.around[at]!] === site) bonds++
  }
  return bonds / 2
}

/** A bond between two atoms of the core that the pattern does not have closes a ring without any piece: an aziridine. */
function judgeShortcuts(
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
  if (log)
    note(log, REFUSED, {
      ...{ ref: core.rule.ref, site: null, atoms: written(graph, [...matcher.map]) },
      nl: 'Atomen van de kern zijn rechtstreeks met elkaar verbonden tot een kleine ring.',
      en: 'Atoms of the core are bound to each other directly, in a small ring.',
    })
  return REFUSED
}

/** Every piece on the core, each as a substituent or as a ring. */
function judgePieces(compiled: CompiledRules, graph: Graph, log: Log | null): Outcome {
  let worst: Outcome = ALLOWED
  let pieces = 0
  let ringsOnSystem = 0
  pieceOf.fill(0, 0, graph.atomCount)
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (isCore[atom] === 1 || pieceOf[atom] !== 0) continue
    gather(graph, atom, ++pieces)
    if (joints.count === 0) continue
    const isRing = joints.count > 1
    if (isRing && touchesRingSystem(compiled)) ringsOnSystem++
    worst = max(worst, isRing ? judgeRing(compiled, graph, pieces, log) : judgeOne(compiled, graph, pieces, log))
    if (worst === REFUSED && !log) return REFUSED
  }
  if (ringsOnSystem < 2) return worst
  // Two rings closed onto the ring system: where that is saturated it is part of a cage, elsewhere it is not plain what it is.
  const outcome = isSaturatedSystem(compiled, graph) ? REFUSED : ARGUABLE
  if (log)
    note(log, outcome, {
      ...{ ref: 'cage', site: null, atoms: [] },
      nl: 'Twee ringen sluiten op het ringsysteem: het is deel van een kooi of van een groter geheel.',
      en: 'Two rings close onto the ring system: it is part of a cage or of a larger whole.',
    })
  return max(worst, outcome)
}

function touchesRingSystem(compiled: CompiledRules): boolean {
  for (let joint = 0; joint < joints.count; joint++) {
    const site = siteAt[jointCore[joint]!]!
    if (site >= 0 && compiled.rules.ringSystems[compiled.sites[site]!.name] !== undefined) return true
  }
  return false
}

function isSaturatedSystem(compiled: CompiledRules, graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) {
    const site = siteAt[atom]!
    if (site >= 0 && graph.endo[atom] === 1 && compiled.rules.ringSystems[compiled.sites[site]!.name] !== undefined)
      return false
  }
  return true
}

/** A piece on one bond: a substituent. */
function judgeOne(compiled: CompiledRules, graph: Graph, piece: number, log: Log | null): Outcome {
  const [root, on] = [jointRoot[0]!, jointCore[0]!]
  const place = siteAt[on]!
  const site = place < 0 ? null : compiled.sites[place]!
  if (site === null) return bareAtom(graph, log)
  if (site.rule.bridge || site.rule.tail) return judgePart(compiled, site, graph, root, on, log)
  const kind = kindOf(graph, root, on, jointOrder[0]!, isCore)
  const index = kindPlace[kind]
  let outcome = site.byKind[index]! as Outcome // The table holds nothing else.
  if (kind === 'oxo' && site.mayBearOxo) outcome = ALLOWED
  if (joints.size > site.maxAtoms[index]! || (site.isPlain[index] === 1 && !isPlainCarbon(graph))) outcome = REFUSED
  if (log) noteKind(compiled, site, graph, kind, outcome, log)
  if (outcome === REFUSED && !log) return REFUSED
  return max(outcome, judgeFree(compiled, site, graph, root, piece, log))
}

function noteKind(
  compiled: CompiledRules,
  site: CompiledSite,
  graph: Graph,
  kind: Kind,
  outcome: Outcome,
  log: Log,
): void {
  const { nl, en } = kindIn(kind)
  const reading = site.rule.allow?.find((one) => one.kind === kind)?.reading
  const question = outcome === ARGUABLE && reading ? compiled.rules.readings[reading]!.question : null
  note(log, outcome, {
    ...{ ref: site.rule.ref, site: site.rule.label, atoms: pieceAtoms(graph) },
    nl: question?.nl ?? (outcome === ALLOWED ? `Toegestaan: ${nl}.` : `Niet toegestaan op deze plaats: ${nl}.`),
    en: question?.en ?? (outcome === ALLOWED ? `Allowed: ${en}.` : `Not allowed at this place: ${en}.`),
  })
}

/** Nothing but saturated carbon in the piece in hand. */
function isPlainCarbon(graph: Graph): boolean {
  for (let index = 0; index < joints.size; index++) {
    const atom = atoms[index]!
    if (graph.element[atom] !== elements.C || graph.pi[atom]! > 0) return false
  }
  return true
}

const pieceAtoms = (graph: Graph) => written(graph, [...atoms.subarray(0, joints.size)])

function bareAtom(graph: Graph, log: Log | null): Outcome {
  if (log)
    note(log, REFUSED, {
      ...{ ref: 'core', site: null, atoms: pieceAtoms(graph) },
      nl: 'Op deze plaats van de kern mag niets zitten.',
      en: 'Nothing may hang on this place of the core.',
    })
  return REFUSED
}

function judgePart(
  compiled: CompiledRules,
  site: CompiledSite,
  graph: Graph,
  root: number,
  on: number,
  log: Log | null,
): Outcome {
  const { bridge, tail } = site.rule
  const said: PartVerdict = bridge ? judgeBridge(compiled, site, graph, root, on) : judgeTail(site, graph, root, on)
  const { outcome, nl, en } = said
  const ref = bridge?.ref ?? tail?.ref ?? site.rule.ref
  if (log) note(log, outcome, { ref, site: site.rule.label, atoms: pieceAtoms(graph), nl, en })
  return max(outcome, judgeElements(compiled, site, graph, log))
}

/** What holds for whatever hangs there: elements and the longest chain. */
function judgeFree(
  compiled: CompiledRules,
  site: CompiledSite,
  graph: Graph,
  root: number,
  piece: number,
  log: Log | null,
): Outcome {
  const outcome = judgeElements(compiled, site, graph, log)
  if (site.maxChain === 65535 || (outcome === REFUSED && !log)) return outcome
  return max(outcome, judgeChain(site, graph, root, piece, log))
}

function judgeElements(compiled: CompiledRules, site: CompiledSite, graph: Graph, log: Log | null): Outcome {
  const strange = compiled.elements ? strangeAtom(graph, compiled.elements) : -1
  if (strange < 0) return ALLOWED
  if (log)
    note(log, REFUSED, {
      ...{ ref: site.rule.ref, site: site.rule.label, atoms: written(graph, [strange]) },
      nl: 'Dit element noemt de groep niet.',
      en: 'The group does not name this element.',
    })
  return REFUSED
}

/** From the core is what the text limits; a longer run that passes the joint sideways is a matter of reading. */
function judgeChain(site: CompiledSite, graph: Graph, root: number, piece: number, log: Log | null): Outcome {
  const { maxChain, rule } = site
  if (joints.size <= maxChain) return ALLOWED
  farthest(graph, root, piece)
  const fromCore = longest.length
  farthest(graph, longest.atom, piece)
  const outcome = fromCore > maxChain ? REFUSED : longest.length > maxChain ? ARGUABLE : ALLOWED
  if (log)
    note(log, outcome, {
      ...{ ref: rule.chain!.ref, site: rule.label, atoms: pieceAtoms(graph) },
      nl: `Langste keten ${Math.max(fromCore, longest.length)} van hoogstens ${maxChain} atomen, ringen niet meegeteld.`,
      en: `Longest chain ${Math.max(fromCore, longest.length)} of at most ${maxChain} atoms, rings not counted.`,
    })
  return outcome
}

/** A piece on several bonds closes rings: every pair of joints must be allowed. */
function judgeRing(compiled: CompiledRules, graph: Graph, piece: number, log: Log | null): Outcome {
  let worst: Outcome = ALLOWED
  let strictest: CompiledSite | null = null
  for (let one = 0; one < joints.count; one++) {
    const site = siteAt[jointCore[one]!]! < 0 ? null : compiled.sites[siteAt[jointCore[one]!]!]!
    if (site && (strictest === null || site.maxChain < strictest.maxChain)) strictest = site
    if (site && jointOrder[one]! > 1 && !site.mayDoubleInRing) worst = max(worst, noteDouble(site, graph, one, log))
    for (let other = one + 1; other < joints.count; other++)
      worst = max(worst, judgePair(compiled, graph, one, other, log))
    if (worst === REFUSED && !log) return REFUSED
  }
  if (strictest === null) return worst
  const part = partAmong(compiled)
  if (part >= 0) {
    const site = compiled.sites[siteAt[jointCore[part]!]!]!
    return max(worst, judgePart(compiled, site, graph, jointRoot[part]!, jointCore[part]!, log))
  }
  return max(worst, judgeFree(compiled, strictest, graph, jointRoot[0]!, piece, log))
}

/** The joint at which a bridge begins, -1 for none. */
function partAmong(compiled: CompiledRules): number {
  for (let joint = 0; joint < joints.count; joint++) {
    const site = siteAt[jointCore[joint]!]!
    if (site >= 0 && compiled.sites[site]!.rule.bridge) return joint
  }
  return -1
}

function noteDouble(site: CompiledSite, graph: Graph, joint: number, log: Log | null): Outcome {
  if (log)
    note(log, REFUSED, {
      ...{ ref: site.rule.ref, site: site.rule.label, atoms: written(graph, [jointCore[joint]!, jointRoot[joint]!]) },
      nl: 'Hier mag geen dubbele binding zitten.',
      en: 'There may be no double bond here.',
    })
  return REFUSED
}

function judgePair(compiled: CompiledRules, graph: Graph, one: number, other: number, log: Log | null): Outcome {
  const [a, b] = [jointCore[one]!, jointCore[other]!]
  const [siteA, siteB] = [siteAt[a]!, siteAt[b]!]
  const rule = siteA < 0 || siteB < 0 ? null : compiled.closures[siteA]![siteB]!
  const inCore = a === b ? 1 : shortestWay(graph, a, b, 1)
  const inPiece = shortestWay(graph, jointRoot[one]!, jointRoot[other]!, 0)
  const size = inCore + inPiece
  let outcome: Outcome =
    rule === null || (rule.ring !== null && (size < rule.ring[0] || size > rule.ring[1])) ? REFUSED : ALLOWED
  // Several bonds to one atom of the core: the smallest ring between these two places is the one closed there.
  if (outcome === REFUSED && rule !== null && a !== b) {
    if (hasSmallerRing(graph, one, other, inPiece)) return ALLOWED
    shortestWay(graph, jointRoot[one]!, jointRoot[other]!, 0) // The search went over `way`.
  }
  if (rule?.elements)
    for (let step = 0; step < inPiece; step++)
      if (!rule.elements.includes(elements.symbols[graph.element[way[step]!]!]!)) outcome = REFUSED
  if (rule?.aromatic === 'refused' && aromaticRingAt(graph, a, null, hueckel) > 0) outcome = REFUSED
  if (log) {
    const label = (site: number) => (site < 0 ? '–' : compiled.sites[site]!.rule.label)
    const sites = siteA === siteB ? label(siteA) : `${label(siteA)} + ${label(siteB)}`
    note(log, outcome, {
      ...{ ref: rule?.ref ?? 'closure', site: sites, atoms: written(graph, [a, ...way.subarray(0, inPiece), b]) },
      nl:
        outcome === REFUSED
          ? `Deze ring (${size}) mag hier niet gesloten zijn.`
          : `Ring van ${size} tussen deze plaatsen is toegestaan.`,
      en:
        outcome === REFUSED
          ? `This ring (${size}) may not be closed here.`
          : `A ring of ${size} between these places is allowed.`,
    })
  }
  return outcome
}

function hasSmallerRing(graph: Graph, one: number, other: number, size: number): boolean {
  for (let i = 0; i < joints.count; i++) {
    if (jointCore[i] !== jointCore[one]) continue
    for (let j = 0; j < joints.count; j++)
      if (jointCore[j] === jointCore[other] && shortestWay(graph, jointRoot[i]!, jointRoot[j]!, 0) < size) return true
  }
  return false
}

/** A bridge, a tail or whatever a site cannot do without. */
function judgeMissing(
  compiled: CompiledRules,
  core: CompiledCore,
  matcher: Matcher,
  graph: Graph,
  log: Log | null,
): Outcome {
  let worst: Outcome = ALLOWED
  const { part, map } = matcher
  for (let atom = 0; atom < part.atomCount; atom++) {
    const place = core.siteOf[atom]!
    if (place < 0) continue
    const site = compiled.sites[place]!
    const { bridge, tail, needs } = site.rule
    if (bridge === undefined && tail === undefined && needs === undefined) continue
    const on = map[atom]!
    if ((bridge || tail) && !bearsAnything(graph, on)) {
      worst = REFUSED
      if (log) {
        const what = bridge
          ? { nl: 'Er is geen brug.', en: 'There is no bridge.' }
          : { nl: 'Er is geen zijketen.', en: 'There is no tail.' }
        note(log, REFUSED, { ref: site.rule.ref, site: site.rule.label, atoms: written(graph, [on]), ...what })
      }
    }
    for (const need of needs ?? []) {
      if (bearsOneOf(graph, on, need.oneOf)) continue
      const outcome = need.otherwise === 'refused' ? REFUSED : ARGUABLE
      worst = max(worst, outcome)
      if (!log) continue
      const list = (language: 'nl' | 'en') => need.oneOf.map((kind) => kindIn(kind)[language]).join(', ')
      note(log, outcome, {
        ...{ ref: need.ref, site: site.rule.label, atoms: written(graph, [on]) },
        nl: `Hier ontbreekt een van: ${list('nl')}.`,
        en: `One of these is missing here: ${list('en')}.`,
      })
    }
  }
  return worst
}

function bearsAnything(graph: Graph, on: number): boolean {
  for (let at = graph.start[on]!; at < graph.start[on + 1]!; at++) if (isCore[graph.around[at]!] === 0) return true
  return false
}

function bearsOneOf(graph: Graph, on: number, wanted: readonly Kind[]): boolean {
  for (let at = graph.start[on]!; at < graph.start[on + 1]!; at++) {
    const other = graph.around[at]!
    if (isCore[other] === 1) continue
    if (wanted.includes(kindOf(graph, other, on, graph.bondOrder[graph.aroundBond[at]!]!, isCore))) return true
  }
  return false
}

/** The mass, and what the definition leaves out by name. */
function judgeWhole(compiled: CompiledRules, graph: Graph, log: Log | null): Outcome {
  let worst: Outcome = ALLOWED
  const limit = compiled.rules.massLimit
  if (limit) {
    const mass = neutralMass(graph)
    const outcome = mass > limit.max ? REFUSED : ALLOWED
    worst = max(worst, outcome)
    if (log) {
      const [nl, en] = [mass.toFixed(1).replace('.', ','), mass.toFixed(1)]
      note(log, outcome, {
        ...{ ref: limit.ref, site: null, atoms: [] },
        nl: `Massa ${nl} u van hoogstens ${limit.max} u, zonder tegenion.`,
        en: `Mass ${en} u of at most ${limit.max} u, without counter-ion.`,
      })
    }
  }
  if (compiled.without.length === 0 || (worst === REFUSED && !log)) return worst
  const hash = hashOf(graph, 'law')
  const named = compiled.without.find((one) => one.hash === hash)
  if (!named) return worst
  if (log)
    note(log, REFUSED, {
      ...{ ref: named.ref, site: null, atoms: [] },
      nl: `De groep zondert ${named.name} uit.`,
      en: `The group leaves out ${named.name}.`,
    })
  return REFUSED
}
