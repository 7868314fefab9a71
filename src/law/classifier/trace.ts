// A clause of a definition as it was met or not by certain atoms, in both languages, and the part it plays in a picture. Not here:
// deciding it.
import { ALLOWED, ARGUABLE, type CompiledRules, type CompiledSite, type Outcome } from './compile.ts'
import type { Kind } from './definition.ts'

/** What a drawing marks: the core, its ring system, what hangs on it, a ring closed on it, a limit, the whole molecule … */
export const roles = [
  'core',
  'ring',
  'substituent',
  'closure',
  'bridge',
  'tail',
  /** Something that had to be there and is not; the atoms are where it should hang. */
  'missing',
  'limit',
  'whole',
  /** The listed substance inside an ester, an ether or a mirror image, and what is bound to it. */
  'parent',
  'residue',
  /** The form in space. */
  'form',
] as const
export type Role = (typeof roles)[number]

export type Clause = {
  /** The place in the source of the definition. */
  readonly ref: string
  readonly role: Role
  /** What the source calls the site, "R1, R2"; null for the molecule as a whole. */
  readonly site: string | null
  /** For this piece alone: "R1", "R2", "R1 + R3"; null where the source has no sign for it. */
  readonly label: string | null
  /** The site in words, where it has no more than a sign: null. */
  readonly place: { readonly nl: string; readonly en: string } | null
  readonly outcome: 'met' | 'arguable' | 'not-met'
  /** Indices in the order the atoms were written, hydrogens included, as a drawing numbers them. */
  readonly atoms: readonly number[]
  /** The reading this rests on: open, or accepted for a reason. */
  readonly reading: ReadingUsed | null
  readonly nl: string
  readonly en: string
}

export type ReadingUsed = {
  readonly id: string
  readonly question: { readonly nl: string; readonly en: string }
  readonly why: { readonly nl: string; readonly en: string } | null
}

/** Null for a clause that rests on the text alone. */
export function readingUsed({ rules }: CompiledRules, id: string | undefined | null): ReadingUsed | null {
  const known = id ? rules.readings[id] : undefined
  return known && id ? { id, question: known.question, why: known.accepted?.why ?? null } : null
}

/** What a judgement writes down when somebody wants to know why; null costs nothing. `given` counts the signs of each site handed out. */
export type Log = { clauses: Clause[]; refused: number; arguable: number; readonly given: Map<CompiledSite, number> }

export const newLog = (): Log => ({ clauses: [], refused: 0, arguable: 0, given: new Map() })

type Noted = Pick<Clause, 'ref' | 'role' | 'atoms' | 'nl' | 'en'> & {
  readonly at: CompiledSite | null
  readonly site?: string
  readonly label?: string | null
  readonly reading?: ReadingUsed | null
}

export const outcomeWord = (outcome: Outcome) =>
  outcome === ALLOWED ? 'met' : outcome === ARGUABLE ? 'arguable' : 'not-met'

export function note(log: Log, outcome: Outcome, { at, site, label, reading, ...rest }: Noted): void {
  const word = outcomeWord(outcome)
  if (word === 'not-met') log.refused++
  if (word === 'arguable') log.arguable++
  log.clauses.push({
    ...rest,
    site: site ?? at?.rule.label ?? null,
    label: label ?? at?.rule.label ?? null,
    place: at?.rule.name ?? null,
    reading: reading ?? null,
    outcome: word,
  })
}

/** The next sign of a site: "R1, R2" gives R1 to the first piece and R2 to the second. */
export function nextLabel(log: Log, site: CompiledSite): string {
  const signs = site.rule.label.split(', ')
  const before = log.given.get(site) ?? 0
  log.given.set(site, before + 1)
  return signs[Math.min(before, signs.length - 1)]! // A label is never empty.
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
