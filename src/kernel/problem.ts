// The table of refusals that each room keeps of its own, and how one is given and said. Not here: what a refusal is (refusal.ts).
import type { Locale } from './locale.ts'
import {
  type Localised,
  type ProblemKind,
  type ProblemType,
  type Refusal,
  Refused,
  type Say,
  sayIn,
} from './refusal.ts'
import type { Result } from './result.ts'

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
