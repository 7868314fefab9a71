// The clauses of a finding as pieces of a drawing: which are marked, with which look, and which sign joins the picture to its line of
// text. Pure. Not here: drawing them (parts/molecule-marked.tsx), and what the clauses say.
import type { TraceClause } from '#law/contract'
import type { Look, MarkedPiece } from '../parts/molecule-marked.tsx'

export type Line = {
  readonly clause: TraceClause
  /** The piece of the drawing it speaks of; null where it speaks of all of the molecule, or of nothing that can be drawn. */
  readonly piece: MarkedPiece | null
}

/** Looks of pieces that are met; hanging pieces take the next one in turn, so that neighbours differ. */
const hanging: readonly Look[] = ['diagonal', 'backward', 'upright', 'grid']

/** Each clause with its piece; `coreWord` is what the core is called. Clauses about the same atoms share one; a refusal or a doubt among them gives the piece its look. */
export function linesOf(trace: readonly TraceClause[], atomCount: number, coreWord: string): readonly Line[] {
  const pieces = new Map<string, { clauses: TraceClause[] }>()
  for (const clause of trace) {
    if (!isDrawn(clause, atomCount)) continue
    const key = keyOf(clause, trace)
    const piece = pieces.get(key) ?? { clauses: [] }
    piece.clauses.push(clause)
    pieces.set(key, piece)
  }
  let hung = 0
  const marked = new Map(
    [...pieces].map(([key, { clauses }], index): [string, MarkedPiece] => {
      const [first] = clauses as [TraceClause, ...TraceClause[]] // Made with its first clause.
      const worst = clauses.some(({ outcome }) => outcome === 'not-met')
        ? 'not-met'
        : clauses.some(({ outcome }) => outcome === 'arguable')
          ? 'arguable'
          : 'met'
      const look = lookOf(first, worst, () => hanging[hung++ % hanging.length]!)
      const own = first.label ?? (first.role === 'core' ? coreWord : '')
      const label = own === '' || own.length > 7 ? '' : ` ${own}`
      return [key, { id: String(index + 1), sign: `${index + 1}${label}`, atoms: first.atoms, look, outcome: worst }]
    }),
  )
  return trace.map((clause) => ({
    clause,
    piece: isDrawn(clause, atomCount) ? (marked.get(keyOf(clause, trace)) ?? null) : null,
  }))
}

/** Atoms in order, so that two ways to write one piece are one. A closing ring is drawn apart from what it lies on. */
function keyOf(clause: TraceClause, trace: readonly TraceClause[]): string {
  const { atoms, role } = pieceAround(clause, trace) ?? clause
  return `${role === 'closure' || role === 'form' ? role : ''} ${[...atoms].sort((a, b) => a - b).join(' ')}`
}

/** What must be there is told by the first atom of the piece that is there: that piece is meant. */
function pieceAround({ atoms, outcome, role }: TraceClause, trace: readonly TraceClause[]): TraceClause | undefined {
  const [atom] = atoms
  if (role !== 'substituent' || outcome !== 'met' || atoms.length !== 1 || atom === undefined) return undefined
  return trace.find((other) => other.role === 'substituent' && other.atoms.length > 1 && other.atoms.includes(atom))
}

/** A limit on the whole molecule that was kept marks nothing. */
function isDrawn({ atoms, role, outcome }: TraceClause, atomCount: number): boolean {
  if (atoms.length === 0) return false
  return role !== 'limit' || outcome !== 'met' || atoms.length < atomCount / 2
}

function lookOf(clause: TraceClause, outcome: TraceClause['outcome'], next: () => Look): Look {
  if (outcome === 'not-met') return clause.role === 'missing' ? 'missing' : 'refused'
  if (outcome === 'arguable') return 'arguable'
  switch (clause.role) {
    case 'core':
    case 'parent':
    case 'whole':
    case 'limit':
      return 'solid'
    case 'ring':
      return 'level'
    case 'closure':
      return 'dashed'
    case 'form':
      return 'ringed'
    case 'substituent':
    case 'bridge':
    case 'tail':
    case 'residue':
    case 'missing':
      return next()
    default:
      return clause.role satisfies never
  }
}

type ElementCount = { readonly symbol: string; readonly count: number }

/** What a clause's atoms are: three of carbon, one of nitrogen; carbon first, then as they come. */
export function elementsIn(atoms: readonly number[], elements: readonly string[]): readonly ElementCount[] {
  const counts = new Map<string, number>()
  for (const atom of atoms) {
    const symbol = elements[atom] ?? 'H'
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  return [...counts]
    .map(([symbol, count]) => ({ symbol, count }))
    .sort((a, b) => Number(b.symbol === 'C') - Number(a.symbol === 'C'))
}
