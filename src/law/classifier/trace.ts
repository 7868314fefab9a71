// A clause of a definition as it was met or not by certain atoms, in both languages. Not here: deciding it.
import { ALLOWED, ARGUABLE, type Outcome } from './compile.ts'
import type { Kind } from './definition.ts'

export type Clause = {
  /** The place in the source of the definition. */
  readonly ref: string
  /** The label of the site, "R1, R2"; null for the molecule as a whole. */
  readonly site: string | null
  readonly outcome: 'met' | 'arguable' | 'not-met'
  /** Indices in the order the atoms were written, hydrogens included, as a drawing numbers them. */
  readonly atoms: readonly number[]
  readonly nl: string
  readonly en: string
}

/** What a judgement writes down when somebody wants to know why; null costs nothing. */
export type Log = { clauses: Clause[]; refused: number; arguable: number }

export const newLog = (): Log => ({ clauses: [], refused: 0, arguable: 0 })

export function note(log: Log, outcome: Outcome, clause: Omit<Clause, 'outcome'>): void {
  const word = outcome === ALLOWED ? 'met' : outcome === ARGUABLE ? 'arguable' : 'not-met'
  if (word === 'not-met') log.refused++
  if (word === 'arguable') log.arguable++
  log.clauses.push({ ...clause, outcome: word })
}

/** The kinds in Dutch; in English they are called by their names. */
const kindsNl: Partial<Record<Kind, string>> = {
  halogen: 'halogeen',
  heterocyclyl: 'heterocyclische ring',
  phenyl: 'fenyl',
  cyano: 'cyaan',
  alkoxycarbonyl: 'alkoxycarbonyl (ester)',
  'other-nitrogen': 'andere stikstofgroep',
  ylidene: 'dubbele binding',
  other: 'andere groep',
}
export const kindIn = (kind: Kind) => ({ nl: kindsNl[kind] ?? kind, en: kind.replace('-', ' ') })
