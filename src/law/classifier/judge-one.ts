// A piece that hangs on the core by one bond, and what holds for every piece: elements, chains, bridges and tails. Not here: rings that
// a piece closes (judge-rings.ts).
import { elements, type Graph } from '#chemistry'
import { judgeBridge, judgeTail, type PartVerdict } from './bridge.ts'
import { ALLOWED, ARGUABLE, type CompiledRules, type CompiledSite, type Outcome, REFUSED } from './compile.ts'
import { type Kind, kinds } from './definition.ts'
import { worse, written } from './judge-core.ts'
import { kindOf } from './kinds.ts'
import {
  atoms,
  farthest,
  isCore,
  jointCore,
  jointOrder,
  jointRoot,
  joints,
  longest,
  siteAt,
  strangeAtom,
} from './pieces.ts'
import { kindIn, type Log, nextLabel, note, readingUsed } from './trace.ts'

/** Where a kind stands in the tables of a site. */
const kindPlace = Object.fromEntries(kinds.map((kind, place) => [kind, place])) as Readonly<Record<Kind, number>> // All kinds, just listed.

/** A piece on one bond: a substituent. */
export function judgeOne(compiled: CompiledRules, graph: Graph, piece: number, log: Log | null): Outcome {
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
  return worse(outcome, judgeFree(compiled, site, graph, root, piece, log))
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
    ...{ ref: site.rule.ref, role: 'substituent', at: site, label: nextLabel(log, site), atoms: pieceAtoms(graph) },
    reading: readingUsed(compiled, reading),
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

const pieceAtoms = (graph: Graph) => written(graph, atoms, joints.size)

function bareAtom(graph: Graph, log: Log | null): Outcome {
  if (log)
    note(log, REFUSED, {
      ...{ ref: 'core', role: 'substituent', at: null, atoms: pieceAtoms(graph) },
      nl: 'Op deze plaats van de kern mag niets zitten.',
      en: 'Nothing may hang on this place of the core.',
    })
  return REFUSED
}

export function judgePart(
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
  if (log) note(log, outcome, { ref, role: bridge ? 'bridge' : 'tail', at: site, atoms: pieceAtoms(graph), nl, en })
  return worse(outcome, judgeElements(compiled, site, graph, log))
}

/** What holds for whatever hangs there: elements and the longest chain. */
export function judgeFree(
  compiled: CompiledRules,
  site: CompiledSite,
  graph: Graph,
  root: number,
  piece: number,
  log: Log | null,
): Outcome {
  const outcome = judgeElements(compiled, site, graph, log)
  if (site.maxChain === 65535 || (outcome === REFUSED && !log)) return outcome
  return worse(outcome, judgeChain(site, graph, root, piece, log))
}

function judgeElements(compiled: CompiledRules, site: CompiledSite, graph: Graph, log: Log | null): Outcome {
  const strange = compiled.elements ? strangeAtom(graph, compiled.elements) : -1
  if (strange < 0) return ALLOWED
  if (log)
    note(log, REFUSED, {
      ...{ ref: site.rule.ref, role: 'limit', at: site, atoms: written(graph, [strange]) },
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
      ...{ ref: rule.chain!.ref, role: 'limit', at: site, atoms: pieceAtoms(graph) },
      nl: `Langste keten ${Math.max(fromCore, longest.length)} van hoogstens ${maxChain} atomen, ringen niet meegeteld.`,
      en: `Longest chain ${Math.max(fromCore, longest.length)} of at most ${maxChain} atoms, rings not counted.`,
    })
  return outcome
}
