// What the classifier answers about a structure: findings, exceptions, steps, near misses. Types alone. Not here: how it is found.
import type { Citation, ListName } from '../contract.ts'
import type { ExceptionFile } from './clause-definition.ts'
import type { Clause } from './trace.ts'

export type Words = { readonly nl: string; readonly en: string }
export type Basis = 'named' | 'enantiomer' | 'isomer' | 'ester' | 'ether' | 'derivative' | 'group'

export type Finding = {
  readonly list: ListName
  readonly basis: Basis
  /** The substance, the clause or the group: `mdma`, `thc-isomeren`, `fenethylaminen`. */
  readonly rule: string
  /** The version of the definition or the source of the clause; null for a name. */
  readonly version: string | null
  readonly certainty: 'in' | 'arguable'
  /** How sure the law itself is: read, titled, inferred, or a model of ours. */
  readonly status: 'text' | 'title' | 'inferred' | 'model' | 'official'
  readonly citation: Citation | null
  /** Which piece of what was typed, counted from 0. */
  readonly piece: number
  readonly substanceId: string | null
  /** The clauses that were met, and those that are for an expert. Empty only when no trace was asked for. */
  readonly trace: readonly Clause[]
}

/** A definition whose core was found and that refused all the same, with the way of laying the core that comes closest. */
export type NearMiss = {
  readonly list: ListName
  readonly basis: 'derivative' | 'group'
  readonly rule: string
  readonly version: string
  readonly status: Finding['status']
  readonly citation: Citation | null
  readonly piece: number
  /** How many clauses refused; each is in the trace as `not-met`. */
  readonly refusals: number
  readonly trace: readonly Clause[]
}

export type ExceptionFound = {
  readonly kind: ExceptionFile['kind']
  readonly article: string
  readonly title: Words
  readonly needsEvidence: Words | null
  readonly source: string
  readonly certainty: 'text' | 'title' | 'inferred'
  /** The substance the register names; null for the lists that go first. */
  readonly substance: string | null
  /** What the register says of this substance: which authorisation, which category. */
  readonly note: Words | null
  /** Facts a decision needs before it may rely on this. */
  readonly facts: readonly string[]
  readonly piece: number
}

export type Message = { readonly code: string; readonly nl: string; readonly en: string }

/** What was done to the structure before it was judged. */
export type Step = {
  readonly code:
    | 'read-as'
    | 'pieces'
    | 'left-off'
    | 'same-piece'
    | 'neutralised'
    | 'isotopes'
    | 'tautomer'
    | 'form-open'
  readonly nl: string
  readonly en: string
  /** The article that makes it no difference in law, where one says so. */
  readonly article: string | null
  readonly citation: Citation | null
  readonly piece: number | null
  /** In the order they were written. */
  readonly atoms: readonly number[]
}

export type StructureVerdict = 'controlled' | 'not-controlled' | 'needs-expert' | 'unreadable'
export type StructureAnswer = {
  readonly verdict: StructureVerdict
  readonly findings: readonly Finding[]
  readonly exceptions: readonly ExceptionFound[]
  readonly messages: readonly Message[]
  /** Empty when no trace was asked for. */
  readonly steps: readonly Step[]
  /** Empty when no trace was asked for. */
  readonly nearMisses: readonly NearMiss[]
  /** Where reading failed, an offset into the structure. */
  readonly error: { readonly at: number | null; readonly reason: string; readonly detail: string } | null
}

export type StructureClassifier = {
  /** `structure` is a SMILES, an InChI or a molfile. With `trace` every clause is written down; without it only the verdict and its findings, which is what a batch wants. */
  classify(structure: string, options?: { readonly trace?: boolean }): StructureAnswer
}
