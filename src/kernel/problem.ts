// What a refusal is, and the table each room keeps of its own. Not here: HTTP statuses (api/problem.ts) and exit codes (cli).
import { formatDay } from './day.ts'
import type { Locale } from './locale.ts'
import { formatMass } from './mass.ts'
import type { Result } from './result.ts'

/** A refusal's kind becomes a status in `api/problem.ts` and an exit code in `cli`, and nowhere else. */
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

type ProblemRow<Params> = Omit<ProblemType<Params>, 'code'>
type RowText<Params> = {
  readonly title: Localised
  readonly detail: (params: Params, say: Say) => Localised
  readonly basis?: readonly string[]
}

function row(kind: ProblemKind) {
  // NoInfer: the table's own type says nothing about the values of one row.
  return <Params extends object = Record<never, never>>(text: RowText<Params>): ProblemRow<NoInfer<Params>> => ({
    kind,
    title: text.title,
    detail: text.detail,
    basis: text.basis ?? [],
  })
}

export const invalid = row('invalid')
export const unauthenticated = row('unauthenticated')
export const forbidden = row('forbidden')
export const absent = row('absent')
export const conflict = row('conflict')
export const gone = row('gone')
export const undecidable = row('undecidable')
export const tooLarge = row('too-large')
export const tooMany = row('too-many')
export const unavailable = row('unavailable')

// `detail` is unknown on purpose: named by its params, it would make TypeScript infer `never` for every row without params.
type AnyRow = Omit<ProblemRow<never>, 'detail'> & { readonly detail: unknown }

/** A room's table, in order of precedence: of the refusals that apply, the first is the answer. */
export function defineProblems<Rows extends Record<string, AnyRow>>(
  room: string,
  rows: Rows,
): { readonly [Code in keyof Rows]: Rows[Code] & { readonly code: string } } {
  const table = Object.fromEntries(
    Object.entries(rows).map(([name, text]) => [name, { ...text, code: `${room}/${name}` }]),
  )
  return table as { readonly [Code in keyof Rows]: Rows[Code] & { readonly code: string } } // Same keys, each with its code.
}

/** The refusal as a value, for rules. */
export function refuse<Params>(
  problem: ProblemType<Params>,
  params: Params,
  basis: readonly string[] = problem.basis,
): Result<never> {
  return { ok: false, refusal: refusal(problem, params, basis) }
}

/** The refusal as a throw, for operations. */
export function refuseNow<Params>(problem: ProblemType<Params>, params: Params, basis?: readonly string[]): never {
  throw new Refused(refusal(problem, params, basis ?? problem.basis))
}

function refusal<Params>(problem: ProblemType<Params>, params: Params, basis: readonly string[]): Refusal {
  return {
    problem: problem as unknown as ProblemType<never>, // `sayRefusal` is the only reader and hands back these same params.
    params: params as Readonly<Record<string, unknown>>, // A params type is always an object of named values.
    basis,
  }
}

/** Title and detail of a refusal in one language. */
export function sayRefusal({ problem, params }: Refusal, locale: Locale): { title: string; detail: string } {
  const detail = problem.detail as (values: unknown, say: Say) => Localised // Stored together with its own params.
  return { title: problem.title[locale], detail: detail(params, sayIn(locale))[locale] }
}
