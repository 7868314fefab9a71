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

/** A drawing and where everything in it stands, so that a page can lay its own marks on it. */
export type Drawing = {
  /** Without inline styles, in `currentColor` with a class per element. */
  readonly svg: string
  /** Of the picture, in the units of everything else here. A bond is about 33 long. */
  readonly width: number
  readonly height: number
  /** By the place an atom was written at; null for a written hydrogen that is not drawn. */
  readonly atoms: readonly (readonly [x: number, y: number] | null)[]
  /** Pairs of such places. */
  readonly bonds: readonly (readonly [from: number, to: number])[]
}

/** The same on the server and in the browser. Safe with hostile input: it answers `stopped` and goes on. */
export type Toolkit = {
  /** A SMILES or a molfile. */
  read(structure: string): Promise<Reading>
  /** Null for what cannot be read. A molfile keeps the form it was drawn in. */
  draw(structure: string): Promise<Drawing | null>
  [Symbol.asyncDispose](): Promise<void>
}
