// What a SMILES may look like before RDKit sees it. Not here: whether it is chemistry; only a text is judged, in one pass.
// Measured: RDKit's WebAssembly traps on a chain of 1,000 atoms, 1,000 nested branches or 500 rings, and stays broken afterwards.
import { createGraph } from './graph/graph.ts'
import { readMolfile } from './graph/molfile.ts'

/** Half of the smallest size at which a trap was seen, or less. */
export const limits = { length: 2000, molfile: 200_000, atoms: 500, nesting: 150, rings: 200 } as const

export type ReadFailure = {
  readonly reason: 'empty' | 'character' | 'wildcard' | 'too-large' | 'syntax' | 'chemistry' | 'stopped'
  /** Offset into the text, where it is known. */
  readonly at: number | null
  /** RDKit's own words or our limit, in English, for the log and the curious. */
  readonly detail: string
}

const allowed = /[A-Za-z0-9@+\-[\]()\\/=#$:.%*]/
const organic = /^(Cl|Br|B|C|N|O|P|S|F|I|b|c|n|o|p|s)/

const graph = createGraph()

/** Null when the text is small and plain enough to hand to RDKit. A molfile has lines, a SMILES has none. */
export function refusedBeforeReading(structure: string): ReadFailure | null {
  return structure.includes('\n') ? refusedMolfile(structure) : refusedSmiles(structure)
}

/** Our own reader is bounded whatever it is given, so it goes first. */
function refusedMolfile(molfile: string): ReadFailure | null {
  if (molfile.length > limits.molfile) return tooLarge(limits.molfile, `more than ${limits.molfile} characters`)
  if (!readMolfile(graph, molfile)) {
    const at = graph.failedAt < 0 ? null : graph.failedAt
    return { reason: graph.fault ?? 'syntax', at, detail: graph.detail }
  }
  if (graph.atomCount > limits.atoms) return tooLarge(0, `more than ${limits.atoms} atoms`)
  const rings = graph.bondCount - graph.atomCount + graph.pieceCount
  return rings > limits.rings ? tooLarge(0, `more than ${limits.rings} rings`) : null
}

function refusedSmiles(smiles: string): ReadFailure | null {
  if (smiles === '') return { reason: 'empty', at: 0, detail: 'no text' }
  if (smiles.length > limits.length) return tooLarge(limits.length, `more than ${limits.length} characters`)
  let atoms = 0
  let depth = 0
  let ringMarks = 0
  for (let at = 0; at < smiles.length; at++) {
    const char = smiles[at]!
    if (!allowed.test(char)) return { reason: 'character', at, detail: `'${char}' is not used in SMILES` }
    if (char === '*') return { reason: 'wildcard', at, detail: 'a wildcard stands for many molecules' }
    if (char === '[') {
      const end = smiles.indexOf(']', at)
      if (end < 0) return { reason: 'syntax', at, detail: 'this bracket is never closed' }
      const inside = smiles.slice(at + 1, end)
      if (inside.includes('*')) return { reason: 'wildcard', at, detail: 'a wildcard stands for many molecules' }
      const strange = [...inside].findIndex((inner) => !allowed.test(inner))
      if (strange >= 0) return { reason: 'character', at: at + 1 + strange, detail: 'not used in SMILES' }
      atoms++
      at = end
    } else if (char === '(') depth++
    else if (char === ')') depth--
    else if (char === '%') {
      ringMarks++
      at += 2
    } else if (/[0-9]/.test(char)) ringMarks++
    else if (/[A-Za-z]/.test(char)) {
      const symbol = organic.exec(smiles.slice(at, at + 2))?.[0]
      if (!symbol) return { reason: 'character', at, detail: `'${char}' is no atom outside brackets` }
      atoms++
      at += symbol.length - 1
    }
    if (depth < 0) return { reason: 'syntax', at, detail: 'this bracket was never opened' }
    if (depth > limits.nesting) return tooLarge(at, `more than ${limits.nesting} branches inside each other`)
    if (atoms > limits.atoms) return tooLarge(at, `more than ${limits.atoms} atoms`)
    if (ringMarks > 2 * limits.rings) return tooLarge(at, `more than ${limits.rings} rings`)
  }
  return depth > 0 ? { reason: 'syntax', at: smiles.length, detail: 'a branch is never closed' } : null
}

function tooLarge(at: number, detail: string): ReadFailure {
  return { reason: 'too-large', at, detail }
}
