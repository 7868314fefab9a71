// What is known of a structure that was read: plain data that travels between a worker and its host.
import type { ReadFailure } from './limits.ts'

/** One connected piece of what was typed, without its charge where hydrogens could take it up. */
export type Part = {
  readonly smiles: string
  readonly inchi: string | null
  readonly inchiKey: string | null
  readonly formula: string | null
  /** g/mol, natural isotopes unless the structure says otherwise. */
  readonly molarMass: number
  readonly heavyAtoms: number
  /** How often it stands in what was typed: two bases in a sulfate. */
  readonly count: number
  /** A counter-ion or solvent of the list in salts.ts. */
  readonly isCounterIon: boolean
}

export type Structure = {
  /** Canonical SMILES of everything that was typed. */
  readonly smiles: string
  readonly inchiKey: string | null
  readonly formula: string | null
  readonly molarMass: number
  /** Largest first; the first is the one meant when a salt was typed. */
  readonly parts: readonly Part[]
  /** Whether anything was left off or neutralised to come to `parts[0]`. */
  readonly wasStripped: boolean
}

export type Reading =
  | { readonly ok: true; readonly structure: Structure }
  | { readonly ok: false; readonly failure: ReadFailure }

export type Drawing = { readonly width: number; readonly height: number }

/** The same on the server and in the browser. Safe with hostile input: it answers `stopped` and goes on. */
export type Toolkit = {
  read(smiles: string): Promise<Reading>
  /** SVG without inline styles, in `currentColor` with a class per element; null for what cannot be read. */
  draw(smiles: string, size?: Drawing): Promise<string | null>
  [Symbol.asyncDispose](): Promise<void>
}
