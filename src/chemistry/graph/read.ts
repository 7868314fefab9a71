// From text to a molecule that is worked out: hydrogens, double bonds, rings. The one door for whoever reads SMILES.
import { emptied, type Graph, joinUp } from './graph.ts'
import { countHydrogens, foldHydrogens } from './hydrogens.ts'
import { freeIons } from './ionic.ts'
import { shareOutDoubleBonds } from './kekule.ts'
import { findRings, markEndo } from './rings.ts'
import { readPattern, readSmiles } from './smiles.ts'

/** Longer text is not looked at: at ten characters an atom it could not fit anyway. */
export const maxLength = 20_000

/** Reads a SMILES and works it out. False with `graph.fault` and `graph.failedAt` (an offset into `text`). */
export function readMolecule(graph: Graph, text: string, from = 0, to = text.length): boolean {
  if (to - from > maxLength) {
    emptied(graph)
    graph.fault = 'too-large'
    graph.failedAt = from + maxLength
    graph.detail = `more than ${maxLength} characters`
    return false
  }
  return readSmiles(graph, text, from, to) && workedOut(graph)
}

/** A pattern of a definition: as a molecule, `*` standing for any atom. */
export function readPatternMolecule(graph: Graph, text: string): boolean {
  return readPattern(graph, text) && workedOut(graph)
}

/** Atoms and bonds are there; this adds what follows from them. */
export function workedOut(graph: Graph): boolean {
  foldHydrogens(graph)
  return finished(graph)
}

/** The rest, once hydrogens are folded. */
export function finished(graph: Graph): boolean {
  freeIons(graph)
  joinUp(graph)
  findRings(graph)
  if (!shareOutDoubleBonds(graph) || !countHydrogens(graph)) return false
  markEndo(graph)
  return true
}
