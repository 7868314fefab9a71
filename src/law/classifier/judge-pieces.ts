// What is left of the molecule once the core is out, piece by piece. Not here: how a piece is judged (judge-one.ts, judge-rings.ts).
import type { Graph } from '#chemistry'
import { ALLOWED, ARGUABLE, type CompiledRules, type Outcome, REFUSED } from './compile.ts'
import { worse, written } from './judge-core.ts'
import { judgeOne } from './judge-one.ts'
import { judgeRing } from './judge-rings.ts'
import { gather, isCore, jointCore, joints, pieceOf, siteAt } from './pieces.ts'
import { type Log, note } from './trace.ts'

/** Every piece on the core, each as a substituent or as a ring. */
export function judgePieces(compiled: CompiledRules, graph: Graph, log: Log | null): Outcome {
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
    worst = worse(worst, isRing ? judgeRing(compiled, graph, pieces, log) : judgeOne(compiled, graph, pieces, log))
    if (worst === REFUSED && !log) return REFUSED
  }
  if (ringsOnSystem < 2) return worst
  // Two rings closed onto the ring system: where that is saturated it is part of a cage, elsewhere it is not plain what it is.
  const outcome = isSaturatedSystem(compiled, graph) ? REFUSED : ARGUABLE
  if (log)
    note(log, outcome, {
      ...{ ref: 'cage', role: 'closure', at: null, atoms: systemAtoms(compiled, graph) },
      nl: 'Twee ringen sluiten op het ringsysteem: het is deel van een kooi of van een groter geheel.',
      en: 'Two rings close onto the ring system: it is part of a cage or of a larger whole.',
    })
  return worse(worst, outcome)
}

function touchesRingSystem(compiled: CompiledRules): boolean {
  for (let joint = 0; joint < joints.count; joint++) {
    if (isOfSystem(compiled, jointCore[joint]!)) return true
  }
  return false
}

const isOfSystem = (compiled: CompiledRules, atom: number) =>
  siteAt[atom]! >= 0 && compiled.rules.ringSystems[compiled.sites[siteAt[atom]!]!.name] !== undefined

function systemAtoms(compiled: CompiledRules, graph: Graph): readonly number[] {
  const all = Array.from({ length: graph.atomCount }, (_, atom) => atom)
  return written(
    graph,
    all.filter((atom) => isOfSystem(compiled, atom)),
  )
}

function isSaturatedSystem(compiled: CompiledRules, graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (graph.endo[atom] === 1 && isOfSystem(compiled, atom)) return false
  }
  return true
}
