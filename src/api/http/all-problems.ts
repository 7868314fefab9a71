// Every refusal of every room in one list: for the pages about them and for the reference. Not here: any of their texts.
import {
  bookProblems,
  chainProblems,
  epcisProblems,
  epcisQueryProblems,
  labelProblems,
  manifestProblems,
  orderProblems,
  paperProblems,
  photographProblems,
  qualityProblems,
  recallProblems,
  retentionProblems,
  scheduleProblems,
  stabilityProblems,
  subscriptionProblems,
} from '#chain'
import { externalIdProblems, type Localised, type ProblemKind } from '#kernel'
import { compareProblems, decisionProblems, lawProblems, termProblems } from '#law'
import { expertProblems, licensingProblems } from '#licensing'
import { documentProblems, logProblems, platformProblems, savedViewProblems, typesetProblems } from '#platform'
import { bug, statusOf } from './problem.ts'
import { apiProblems } from './problems.ts'

export type KnownProblem = {
  readonly code: string
  readonly kind: ProblemKind | 'bug'
  readonly status: number
  readonly title: Localised
  readonly basis: readonly string[]
}

const tables = [
  apiProblems,
  platformProblems,
  logProblems,
  documentProblems,
  typesetProblems,
  savedViewProblems,
  externalIdProblems,
  lawProblems,
  decisionProblems,
  compareProblems,
  termProblems,
  licensingProblems,
  expertProblems,
  chainProblems,
  bookProblems,
  labelProblems,
  manifestProblems,
  orderProblems,
  paperProblems,
  photographProblems,
  recallProblems,
  retentionProblems,
  qualityProblems,
  stabilityProblems,
  epcisProblems,
  epcisQueryProblems,
  scheduleProblems,
  subscriptionProblems,
]

type Row = Omit<KnownProblem, 'kind' | 'status'> & { readonly kind: ProblemKind }

/** In the order of the rooms, and within a room in its order of precedence. */
export const knownProblems: readonly KnownProblem[] = [
  ...tables
    .flatMap((table) => Object.values<Row>(table))
    .map(({ code, kind, title, basis }) => ({ code, kind, status: statusOf({ code, kind }), title, basis })),
  { code: bug.code, kind: 'bug', status: bug.status, title: bug.title, basis: [] },
]
