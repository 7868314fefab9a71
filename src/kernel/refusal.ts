// A refusal: its kind, its texts, its values, and how it is thrown. Not here: the tables of them (problem.ts), HTTP statuses (api/http/problem.ts)
// and exit codes (cli).
import { formatDay } from './day.ts'
import type { Locale } from './locale.ts'
import { formatMass } from './mass.ts'

/** A refusal's kind becomes a status in `api/http/problem.ts` and an exit code in `cli`, and nowhere else. */
export type ProblemKind =
  | 'invalid' // the input has the right shape and cannot be right
  | 'unauthenticated'
  | 'forbidden' // the law or the software says no, and the person may know it
  | 'absent' // there is no such thing, or you may not know there is
  | 'conflict' // the state of the world does not allow it
  | 'gone' // it was here and was erased
  | 'undecidable' // a fact, a judgement or a text is missing
  | 'too-large'
  | 'too-many'
  | 'unavailable' // try again later

export type Localised = { readonly nl: string; readonly en: string }

/** How a problem's detail writes values for a person, in that person's language. */
export type Say = {
  readonly locale: Locale
  mass(massMg: bigint): string
  day(on: string | Temporal.PlainDate): string
}

export function sayIn(locale: Locale): Say {
  return { locale, mass: (massMg) => formatMass(massMg, locale), day: (on) => formatDay(on, locale) }
}

/** One row of a room's table of refusals. `detail` says what happened with these values and what to do about it. */
export type ProblemType<Params> = {
  readonly code: string // `chain/stock-short`
  readonly kind: ProblemKind
  readonly title: Localised
  readonly detail: (params: Params, say: Say) => Localised
  readonly basis: readonly string[] // `opiumwet/6/2`
}

/** A refusal as it travels: the row and its values. `basis` may be narrowed to the articles that applied here. */
export type Refusal = {
  readonly problem: ProblemType<never>
  readonly params: Readonly<Record<string, unknown>>
  readonly basis: readonly string[]
}

/** Thrown by an operation to refuse: the transaction rolls back, the shell answers with the problem. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.problem.code) // Never the values: a message may end up in a log.
    this.refusal = refusal
  }
}
