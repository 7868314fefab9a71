// Numbers that are the same for the same molecule however it is written. Not here: proof that two molecules are one (match.ts); a number
// only says where to look.
import { C } from './elements.ts'
import type { Graph } from './graph.ts'

/**
 * `skeleton`: elements and who is bound to whom. `law`: besides, the hydrogens on carbon and how many there are in all; charges, mobile
 * hydrogens on N, O and S, isotopes and form in space do not count, so that a salt, an ion and a tautomer of that kind are the substance
 * itself. `identity`: everything but the form in space.
 */
export type HashKind = 'skeleton' | 'law' | 'identity'

/** Neighbourhoods this wide tell drug-like molecules apart; a hit is proven by match.ts. */
const rounds = 7

function mix(a: number, b: number): number {
  let x = Math.imul(a ^ (b + 0x9e3779b9), 0x85ebca6b)
  x ^= x >>> 15
  x = Math.imul(x, 0xc2b2ae35)
  return x ^ (x >>> 13)
}

/** 32 bits over the whole graph. `seed` gives another, independent 32. */
export function hashOf(graph: Graph, kind: HashKind, seed = 0): number {
  const codes = codesOf(graph, kind, seed)
  let all = seed
  for (let atom = 0; atom < graph.atomCount; atom++) all = (all + mix(codes[atom]!, seed)) | 0
  return mix(all, kind === 'law' ? neutralHydrogens(graph) : graph.atomCount)
}

/** A number for each atom: two that stand alike in the molecule have the same. In `scratch`. */
export function codesOf(graph: Graph, kind: HashKind, seed = 0): Int32Array {
  const { atomCount, start, around, scratch } = graph
  let now = scratch.a
  let next = scratch.b
  for (let atom = 0; atom < atomCount; atom++) now[atom] = first(graph, kind, atom, seed)
  const turns = Math.min(rounds, atomCount)
  for (let round = 0; round < turns; round++) {
    for (let atom = 0; atom < atomCount; atom++) {
      let sum = 0
      const end = start[atom + 1]!
      for (let at = start[atom]!; at < end; at++) {
        // Mixed before it is added: a sum of plain numbers forgets which went with which.
        let x = Math.imul(now[around[at]!]! ^ 0x9e3779b9, 0x85ebca6b)
        x ^= x >>> 15
        sum = (sum + x) | 0
      }
      next[atom] = mix(now[atom]!, sum)
    }
    const old = now
    now = next
    next = old
  }
  return now
}

function first(graph: Graph, kind: HashKind, atom: number, seed: number): number {
  const element = graph.element[atom]!
  switch (kind) {
    case 'skeleton':
      return mix(element, seed)
    case 'law':
      return mix(element === C ? element + 256 * graph.hydrogens[atom]! : element, seed)
    case 'identity': {
      const state = graph.hydrogens[atom]! + 16 * (graph.charge[atom]! + 16) + 1024 * graph.pi[atom]!
      const marked = graph.isotope[atom]! + 512 * graph.deuterium[atom]! + 4096 * graph.tritium[atom]!
      return mix(mix(element, state), mix(marked, seed))
    }
    default:
      return kind satisfies never
  }
}

/** How many hydrogens the molecule has with every charge taken back into a hydrogen. */
export function neutralHydrogens(graph: Graph): number {
  let count = 0
  for (let atom = 0; atom < graph.atomCount; atom++) count += graph.hydrogens[atom]! - graph.charge[atom]!
  return count
}

/** 16 hexadecimal characters: equal for every way of writing a molecule, stereo apart. */
export function identityOf(graph: Graph, kind: HashKind = 'identity'): string {
  return [0, 0x51ed270b].map((seed) => (hashOf(graph, kind, seed) >>> 0).toString(16).padStart(8, '0')).join('')
}
