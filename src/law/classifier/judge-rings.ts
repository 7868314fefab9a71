// A piece on several bonds of the core closes rings, and every pair of its joints must be one the definition allows. Not here: pieces on
// one bond.
import { aromaticRingAt, elements, type Graph } from '#chemistry'
import { ALLOWED, ARGUABLE, type CompiledRules, type CompiledSite, type Outcome, REFUSED } from './compile.ts'
import { worse, written } from './judge-core.ts'
import { judgeFree, judgePart } from './judge-one.ts'
import { jointCore, jointOrder, jointRoot, joints, shortestWay, siteAt, way } from './pieces.ts'
import { type Log, nextLabel, note, readingUsed } from './trace.ts'

const hueckel = new Int32Array(8)

/** A piece on several bonds closes rings: every pair of joints must be allowed. */
export function judgeRing(compiled: CompiledRules, graph: Graph, piece: number, log: Log | null): Outcome {
  let worst: Outcome = ALLOWED
  let strictest: CompiledSite | null = null
  for (let one = 0; one < joints.count; one++) {
    const site = siteAt[jointCore[one]!]! < 0 ? null : compiled.sites[siteAt[jointCore[one]!]!]!
    if (site && (strictest === null || site.maxChain < strictest.maxChain)) strictest = site
    if (site && jointOrder[one]! > 1 && !site.mayDoubleInRing) worst = worse(worst, noteDouble(site, graph, one, log))
    for (let other = one + 1; other < joints.count; other++)
      worst = worse(worst, judgePair(compiled, graph, one, other, log))
    if (worst === REFUSED && !log) return REFUSED
  }
  if (strictest === null) return worst
  const part = partAmong(compiled)
  if (part >= 0) {
    const site = compiled.sites[siteAt[jointCore[part]!]!]!
    return worse(worst, judgePart(compiled, site, graph, jointRoot[part]!, jointCore[part]!, log))
  }
  return worse(worst, judgeFree(compiled, strictest, graph, jointRoot[0]!, piece, log))
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
      ...{ ref: site.rule.ref, role: 'limit', at: site, atoms: written(graph, [jointCore[joint]!, jointRoot[joint]!]) },
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
    rule === null || (rule.ring !== null && (size < rule.ring[0] || size > rule.ring[1])) ? REFUSED : rule.outcome
  // Several bonds to one atom of the core: the smallest ring between these two places is the one closed there.
  if (outcome === REFUSED && rule !== null && a !== b) {
    if (hasSmallerRing(graph, one, other, inPiece)) return ALLOWED
    shortestWay(graph, jointRoot[one]!, jointRoot[other]!, 0) // The search went over `way`.
  }
  if (rule?.elements)
    for (let step = 0; step < inPiece; step++)
      if (!rule.elements.includes(elements.symbols[graph.element[way[step]!]!]!)) outcome = REFUSED
  const isAsked = rule !== null && (rule.ofAromatic !== ALLOWED || (log !== null && rule.aromaticReading !== undefined))
  const isAromatic = isAsked && aromaticRingAt(graph, a, null, hueckel) > 0
  if (isAromatic) outcome = worse(outcome, rule.ofAromatic)
  if (log) {
    const reading = readingUsed(compiled, isAromatic ? rule.aromaticReading : rule?.reading)
    const question = outcome === ARGUABLE ? reading?.question : undefined
    const [first, second] = [siteA, siteB].map((site) => (site < 0 ? null : compiled.sites[site]!))
    const site = [first, second].map((one) => one?.rule.label ?? '–')
    const label = [first, second].map((one) => (one ? nextLabel(log, one) : '–')).join(' + ')
    note(log, outcome, {
      ...{ ref: rule?.ref ?? 'closure', role: 'closure', at: null, site: [...new Set(site)].join(' + '), label },
      ...{ atoms: written(graph, [a, ...way.subarray(0, inPiece), b]), reading },
      ...(question ?? ringWords(size, outcome)),
    })
  }
  return outcome
}

const ringWords = (size: number, outcome: Outcome) =>
  outcome === REFUSED
    ? { nl: `Deze ring (${size}) mag hier niet gesloten zijn.`, en: `This ring (${size}) may not be closed here.` }
    : {
        nl: `Ring van ${size} tussen deze plaatsen is toegestaan.`,
        en: `A ring of ${size} between these places is allowed.`,
      }

function hasSmallerRing(graph: Graph, one: number, other: number, size: number): boolean {
  for (let i = 0; i < joints.count; i++) {
    if (jointCore[i] !== jointCore[one]) continue
    for (let j = 0; j < joints.count; j++)
      if (jointCore[j] === jointCore[other] && shortestWay(graph, jointRoot[i]!, jointRoot[j]!, 0) < size) return true
  }
  return false
}
