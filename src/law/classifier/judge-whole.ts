// What must be there and is not, and what holds for the molecule as a whole: mass, isotopes, substances left out by name. Not here: the pieces.
import { type Graph, hashOf, hasIsotope, type Matcher, neutralMass } from '#chemistry'
import {
  ALLOWED,
  ARGUABLE,
  type CompiledCore,
  type CompiledRules,
  type CompiledSite,
  type Outcome,
  REFUSED,
} from './compile.ts'
import type { Kind } from './definition.ts'
import { worse, written } from './judge-core.ts'
import { kindOf } from './kinds.ts'
import { isCore } from './pieces.ts'
import { kindIn, type Log, note, readingUsed } from './trace.ts'

/** A bridge, a tail or whatever a site cannot do without; and a nitrogen that bears too much. */
export function judgeMissing(
  compiled: CompiledRules,
  core: CompiledCore,
  { part, map }: Matcher,
  graph: Graph,
  log: Log | null,
): Outcome {
  let worst: Outcome = ALLOWED
  for (let atom = 0; atom < part.atomCount; atom++) {
    const place = core.siteOf[atom]!
    if (place < 0) continue
    const site = compiled.sites[place]!
    if (site.isUndemanding) continue
    const on = map[atom]!
    worst = worse(worst, judgeCrowd(compiled, site, graph, on, log))
    worst = worse(worst, judgePresence(site, graph, on, log))
    worst = worse(worst, judgeNeeds(site, graph, on, log))
  }
  return worst
}

/** A nitrogen with four neighbours is charged for good: an ammonium, an N-oxide. */
function judgeCrowd(compiled: CompiledRules, site: CompiledSite, graph: Graph, on: number, log: Log | null): Outcome {
  if (graph.start[on + 1]! - graph.start[on]! <= site.mostNeighbours) return ALLOWED
  if (log) {
    const { reading, ref } = site.rule.mostNeighbours!
    const { question } = compiled.rules.readings[reading]!
    const why = readingUsed(compiled, reading)
    note(log, site.crowded, { ref, role: 'limit', at: site, atoms: written(graph, [on]), reading: why, ...question })
  }
  return site.crowded
}

function judgePresence(site: CompiledSite, graph: Graph, on: number, log: Log | null): Outcome {
  const { bridge, tail, ref } = site.rule
  if (!(bridge || tail) || bearsAnything(graph, on)) return ALLOWED
  if (log)
    note(log, REFUSED, {
      ...{ ref, role: 'missing', at: site, atoms: written(graph, [on]) },
      nl: bridge ? 'Er is geen brug.' : 'Er is geen zijketen.',
      en: bridge ? 'There is no bridge.' : 'There is no tail.',
    })
  return REFUSED
}

function judgeNeeds(site: CompiledSite, graph: Graph, on: number, log: Log | null): Outcome {
  let worst: Outcome = ALLOWED
  for (const { oneOf, otherwise, ref } of site.rule.needs ?? []) {
    const bearer = bearerOf(graph, on, oneOf)
    const outcome = bearer >= 0 ? ALLOWED : otherwise === 'refused' ? REFUSED : ARGUABLE
    worst = worse(worst, outcome)
    if (!log) continue
    const list = (language: 'nl' | 'en') => oneOf.map((kind) => kindIn(kind)[language]).join(', ')
    const isThere = outcome === ALLOWED
    note(log, outcome, {
      ...{ ref, role: isThere ? 'substituent' : 'missing', at: site, atoms: written(graph, [isThere ? bearer : on]) },
      nl: isThere ? `Aanwezig, een van: ${list('nl')}.` : `Hier ontbreekt een van: ${list('nl')}.`,
      en: isThere ? `Present, one of: ${list('en')}.` : `One of these is missing here: ${list('en')}.`,
    })
  }
  return worst
}

function bearsAnything(graph: Graph, on: number): boolean {
  for (let at = graph.start[on]!; at < graph.start[on + 1]!; at++) if (isCore[graph.around[at]!] === 0) return true
  return false
}

/** The neighbour that begins a piece of one of the kinds, -1 for none. */
function bearerOf(graph: Graph, on: number, wanted: readonly Kind[]): number {
  for (let at = graph.start[on]!; at < graph.start[on + 1]!; at++) {
    const other = graph.around[at]!
    if (isCore[other] === 1) continue
    if (wanted.includes(kindOf(graph, other, on, graph.bondOrder[graph.aroundBond[at]!]!, isCore))) return other
  }
  return -1
}

/** The mass, isotopes, and what the definition leaves out by name. */
export function judgeWhole(compiled: CompiledRules, graph: Graph, log: Log | null): Outcome {
  const worst = worse(judgeMass(compiled, graph, log), judgeIsotopes(compiled, graph, log))
  if (compiled.without.length === 0 || (worst === REFUSED && !log)) return worst
  const hash = hashOf(graph, 'law')
  const named = compiled.without.find((one) => one.hash === hash)
  if (!named) return worst
  if (log)
    note(log, REFUSED, {
      ...{ ref: named.ref, role: 'whole', at: null, atoms: wholeOf(graph) },
      nl: `De groep zondert ${named.name} uit.`,
      en: `The group leaves out ${named.name}.`,
    })
  return REFUSED
}

const wholeOf = (graph: Graph) =>
  written(
    graph,
    Array.from({ length: graph.atomCount }, (_, atom) => atom),
  )

function judgeMass({ rules }: CompiledRules, graph: Graph, log: Log | null): Outcome {
  const limit = rules.massLimit
  if (!limit) return ALLOWED
  const mass = neutralMass(graph)
  const outcome = mass > limit.max ? REFUSED : ALLOWED
  if (log) {
    const [nl, en] = [mass.toFixed(1).replace('.', ','), mass.toFixed(1)]
    note(log, outcome, {
      ...{ ref: limit.ref, role: 'limit', at: null, atoms: wholeOf(graph) },
      nl: `Massa ${nl} u van hoogstens ${limit.max} u, zonder tegenion.`,
      en: `Mass ${en} u of at most ${limit.max} u, without counter-ion.`,
    })
  }
  return outcome
}

function judgeIsotopes({ rules }: CompiledRules, graph: Graph, log: Log | null): Outcome {
  const { rule, ref } = rules.isotopes ?? { rule: 'silent', ref: '' }
  if ((rule !== 'out' && !log) || !hasIsotope(graph)) return ALLOWED
  const outcome = rule === 'out' ? REFUSED : ALLOWED
  if (log) note(log, outcome, { ref, role: 'whole', at: null, atoms: wholeOf(graph), ...isotopeWords[rule] })
  return outcome
}

const isotopeWords = {
  silent: {
    nl: 'De tekst noemt geen isotopen: zij zijn als gewone atomen gelezen.',
    en: 'The text does not name isotopes: they were read as ordinary atoms.',
  },
  in: { nl: 'De tekst noemt isotopen uitdrukkelijk.', en: 'The text names isotopes expressly.' },
  out: { nl: 'De tekst zondert gemerkte atomen uit.', en: 'The text leaves out labelled atoms.' },
} as const
