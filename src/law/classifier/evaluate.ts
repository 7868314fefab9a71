// Does a molecule fall in a definition? Cut and classify: find the core, take it out, name the ring system on it, look at every piece
// that is left. All ways in which the core lies in the molecule are tried; the best counts. Not here: which definitions there are.
import { elements, type Graph, type Matcher, nextMatch, startMatch } from '#chemistry'
import { ALLOWED, ARGUABLE, type CompiledCore, type CompiledRules, NO_CORE, type Outcome, REFUSED } from './compile.ts'
import { judgeShortcuts, nameRing, patternBondsHold, ringBondHolds, ringFound, worse, written } from './judge-core.ts'
import { judgePieces } from './judge-pieces.ts'
import { judgeMissing, judgeWhole } from './judge-whole.ts'
import { isCore, siteAt } from './pieces.ts'
import { type Log, newLog, note, readingUsed } from './trace.ts'

/** More ways than this to lay a core are not tried; a molecule that has them is a polymer and for an expert. */
const maxWays = 2_000

/** What a molecule has of that a core cannot do without, counted once for all definitions. */
export type Stock = { atoms: number; nitrogen: number; oxygen: number; ringNitrogen: number; doubleInRing: number }
const stock: Stock = { atoms: 0, nitrogen: 0, oxygen: 0, ringNitrogen: 0, doubleInRing: 0 }

/** Counts a molecule; the same object every time. */
export function stockOf({ atomCount, element, atomBlock, endo }: Graph): Stock {
  stock.atoms = atomCount
  stock.nitrogen = 0
  stock.oxygen = 0
  stock.ringNitrogen = 0
  stock.doubleInRing = 0
  for (let atom = 0; atom < atomCount; atom++) {
    stock.doubleInRing += endo[atom]!
    if (element[atom] === elements.N) {
      stock.nitrogen++
      if (atomBlock[atom]! >= 0) stock.ringNitrogen++
    } else if (element[atom] === elements.O) stock.oxygen++
  }
  return stock
}

const suffices = (have: Stock, needs: Stock) =>
  have.atoms >= needs.atoms &&
  have.nitrogen >= needs.nitrogen &&
  have.oxygen >= needs.oxygen &&
  have.ringNitrogen >= needs.ringNitrogen &&
  have.doubleInRing >= needs.doubleInRing

/** The verdict alone: nothing is allocated, and the first clause that refuses ends a try. `have` is the molecule's `stockOf`. */
export function evaluate(compiled: CompiledRules, graph: Graph, have: Stock): Outcome {
  let best: Outcome = NO_CORE
  for (const core of compiled.cores) {
    if (!suffices(have, core.needs)) continue
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
  if (!patternBondsHold(matcher, graph) || !ringBondHolds(core, matcher, graph)) return NO_CORE
  let worst: Outcome = core.outcome
  let ringBonds = 0
  if (log) noteCore(compiled, core, matcher, graph, log)
  if (core.ringAtom >= 0) {
    nameRing(compiled, core, matcher, graph, log)
    if (ringFound.outcome >= REFUSED) return ringFound.outcome
    worst = worse(worst, ringFound.outcome)
    ringBonds = ringFound.bonds
  }
  worst = worse(worst, judgeShortcuts(compiled, core, matcher, graph, ringBonds, log))
  if (worst === REFUSED && !log) return REFUSED
  worst = worse(worst, judgePieces(compiled, graph, log))
  if (worst === REFUSED && !log) return REFUSED
  worst = worse(worst, judgeMissing(compiled, core, matcher, graph, log))
  if (worst === REFUSED && !log) return REFUSED
  return worse(worst, judgeWhole(compiled, graph, log))
}

function noteCore(compiled: CompiledRules, core: CompiledCore, { map }: Matcher, graph: Graph, log: Log): void {
  const { reading, name, ref } = core.rule
  const atoms = written(graph, map)
  note(log, ALLOWED, { ref, role: 'core', at: null, atoms, reading: readingUsed(compiled, reading), ...name })
  if (reading && core.outcome !== ALLOWED)
    note(log, ARGUABLE, { ref, role: 'core', at: null, atoms, ...compiled.rules.readings[reading]!.question })
}

/** Whether any core of the definition lies in the molecule at all. */
export function hasCore(compiled: CompiledRules, graph: Graph): boolean {
  return compiled.cores.some(({ loose }) => {
    startMatch(loose, graph)
    for (let ways = 0; ways < maxWays && nextMatch(loose, graph, false); ways++)
      if (patternBondsHold(loose, graph)) return true
    return false
  })
}
