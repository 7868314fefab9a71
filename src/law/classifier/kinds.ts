// What hangs on a core, told by its first atom and what that atom bears. This is what the words of a definition mean. Not here: which
// kinds are allowed where (the definition).
import { aromaticRingAt, elements, type Graph } from '#chemistry'
import type { Kind } from './definition.ts'

const { C, N, O, S, isHalogen } = elements
const ring = new Int32Array(8)

/** `root` hangs on `core` (an atom outside the piece) by a bond of `order`. `isCore` marks the atoms of the core. */
export function kindOf(graph: Graph, root: number, core: number, order: number, isCore: Uint8Array): Kind {
  const element = graph.element[root]!
  if (order > 1) return element === O && order === 2 ? 'oxo' : 'ylidene'
  if (isHalogen(element)) return alone(graph, root) ? 'halogen' : 'other'
  if (element === C) return ofCarbon(graph, root, core, isCore)
  if (element === N) return ofNitrogen(graph, root, core)
  if (element === O) return ofOxygen(graph, root, core)
  return element === S ? ofSulfur(graph, root, core) : 'other'
}

const alone = (graph: Graph, atom: number) => graph.start[atom + 1]! - graph.start[atom]! === 1

/** In a ring that does not pass through the core. */
const inOwnRing = (graph: Graph, atom: number, isCore: Uint8Array) => {
  if (graph.atomBlock[atom]! < 0) return false
  let count = 0
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.bondBlock[graph.aroundBond[at]!]! >= 0 && isCore[graph.around[at]!] === 0) count++
  return count > 1
}

function ofCarbon(graph: Graph, root: number, core: number, isCore: Uint8Array): Kind {
  const own = inOwnRing(graph, root, isCore)
  if (own) {
    const size = aromaticRingAt(graph, root, isCore, ring)
    if (size > 0) return isBenzene(graph, size) ? 'phenyl' : 'aryl'
  }
  for (let at = graph.start[root]!; at < graph.start[root + 1]!; at++) {
    const other = graph.around[at]!
    const order = graph.bondOrder[graph.aroundBond[at]!]!
    if (other === core || order === 1) continue
    const element = graph.element[other]!
    if (order === 3) return element === N ? 'cyano' : 'alkynyl'
    if (element === O || element === S) return own ? 'heterocyclyl' : ofCarbonyl(graph, root, core, isCore)
    if (element === N) return own ? 'heterocyclyl' : 'imidoyl'
    return own ? ringKind(graph, root) : 'alkenyl'
  }
  return own ? ringKind(graph, root) : 'alkyl'
}

function isBenzene(graph: Graph, size: number): boolean {
  if (size !== 6) return false
  for (let index = 0; index < 6; index++)
    if (graph.element[ring[index]!] !== C || graph.endo[ring[index]!] === 0) return false
  return true
}

/** A ring system of carbon alone is a cycloalkyl, saturated or not. */
function ringKind(graph: Graph, root: number): Kind {
  const block = graph.atomBlock[root]!
  for (let bond = 0; bond < graph.bondCount; bond++) {
    if (graph.bondBlock[bond] !== block) continue
    if (graph.element[graph.bondFrom[bond]!] !== C || graph.element[graph.bondTo[bond]!] !== C) return 'heterocyclyl'
  }
  return 'cycloalkyl'
}

function ofCarbonyl(graph: Graph, root: number, core: number, isCore: Uint8Array): Kind {
  for (let at = graph.start[root]!; at < graph.start[root + 1]!; at++) {
    const other = graph.around[at]!
    if (other === core || graph.bondOrder[graph.aroundBond[at]!]! > 1) continue
    switch (graph.element[other]) {
      case O:
        return alone(graph, other) ? 'carboxy' : 'alkoxycarbonyl'
      case S:
        return 'alkylthiocarbonyl'
      case N:
        return 'carbamoyl'
      case C:
        return aromaticRingAt(graph, other, isCore, ring) > 0 ? 'arylcarbonyl' : 'alkylcarbonyl'
      default:
        return 'other'
    }
  }
  return 'formyl'
}

function ofNitrogen(graph: Graph, root: number, core: number): Kind {
  let oxygens = 0
  let isAcyl = false
  for (let at = graph.start[root]!; at < graph.start[root + 1]!; at++) {
    const other = graph.around[at]!
    if (other === core) continue
    const order = graph.bondOrder[graph.aroundBond[at]!]!
    if (graph.element[other] === O && alone(graph, other) && (order === 2 || graph.charge[other] === -1)) oxygens++
    else if (order > 1) return 'other-nitrogen'
    else if (graph.element[other] === C && hasDoubleOxygen(graph, other)) isAcyl = true
  }
  if (oxygens === 2) return 'nitro'
  if (oxygens === 1) return 'other-nitrogen'
  return isAcyl ? 'acylamino' : 'amino'
}

function ofOxygen(graph: Graph, root: number, core: number): Kind {
  if (alone(graph, root)) return 'hydroxy'
  const other =
    graph.around[graph.start[root]!] === core
      ? graph.around[graph.start[root]! + 1]!
      : graph.around[graph.start[root]!]!
  if (graph.element[other] !== C) return 'other'
  if (hasDoubleOxygen(graph, other)) return 'acyloxy'
  return graph.pi[other]! > 0 ? 'aryloxy' : 'alkoxy'
}

/** A sulfone or sulfoxide bears carbon; a sulfonamide nitrogen; a sulfonic acid is neither. */
function ofSulfonyl(graph: Graph, root: number, core: number): Kind {
  let kind: Kind = 'other'
  for (let at = graph.start[root]!; at < graph.start[root + 1]!; at++) {
    const other = graph.around[at]!
    if (other === core) continue
    if (graph.element[other] === N) return 'sulfamoyl'
    if (graph.element[other] === C) kind = 'sulfonyl'
  }
  return kind
}

function ofSulfur(graph: Graph, root: number, core: number): Kind {
  if (graph.pi[root]! > 0 || graph.charge[root]! > 0) return ofSulfonyl(graph, root, core)
  if (alone(graph, root)) return 'thiol'
  const other =
    graph.around[graph.start[root]!] === core
      ? graph.around[graph.start[root]! + 1]!
      : graph.around[graph.start[root]!]!
  if (graph.element[other] !== C) return 'other'
  return graph.pi[other]! > 0 ? 'arylsulfanyl' : 'alkylsulfanyl'
}

function hasDoubleOxygen(graph: Graph, atom: number): boolean {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.element[graph.around[at]!] === O && graph.bondOrder[graph.aroundBond[at]!] === 2) return true
  return false
}
