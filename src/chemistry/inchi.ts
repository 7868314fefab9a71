// An InChI as a SMILES, so that everything that reads SMILES can go on with it. Our own reader: bounded, and no RDKit needed (its
// WebAssembly build writes InChI and cannot read it). Not here: the reading itself (graph/inchi.ts).
import { createGraph, readInchi, writeSmiles } from './graph/index.ts'
import type { ReadFailure } from './limits.ts'

/** Atoms are written in the order of the InChI's own numbers as far as bonds allow; charges that are only protons (`/p`) are left out. */
export function smilesOfInchi(
  inchi: string,
): { readonly ok: true; readonly smiles: string } | { readonly ok: false; readonly failure: ReadFailure } {
  const graph = createGraph()
  if (readInchi(graph, inchi.trim())) return { ok: true, smiles: writeSmiles(graph) }
  const { fault, failedAt, detail } = graph
  return { ok: false, failure: { reason: fault ?? 'syntax', at: failedAt < 0 ? null : failedAt, detail } }
}
