// Every refusal of every room in one list: for the pages about them and for the reference. Not here: any of their texts.
import { chainProblems } from '#chain'
import type { Localised, ProblemKind } from '#kernel'
import { lawProblems } from '#law'
import { licensingProblems } from '#licensing'
import { documentProblems, identityProblems, logProblems, platformProblems } from '#platform'
import { bug, statusOf } from './problem.ts'
import { apiProblems } from './problems.ts'

export type KnownProblem = {
  readonly code: string
  readonly kind: ProblemKind | 'bug'
  readonly status: number
  readonly title: Localised
  readonly basis: readonly string[]
}

const tables = [apiProblems, platformProblems, licensingProblems, chainProblems]

/** In the order of the rooms, and within a room in its order of precedence. */
export const knownProblems: readonly KnownProblem[] = [
  ...tables
    .flatMap((table) => Object.values(table))
    .map((problem) => ({
      code: problem.code,
      kind: problem.kind,
      status: statusOf(problem),
      title: problem.title,
      basis: problem.basis,
    })),
  { code: bug.code, kind: 'bug', status: bug.status, title: bug.title, basis: [] },
]
