// What a condition asks of a case, and what came of it, part by part. Not here: what follows from a rule (standing.ts).

import type { HeldRule } from './book.ts'
import type { Case } from './case.ts'
import type { Expr, LeafExpr } from './condition-shape.ts'
import type { ProofClause } from './contract.ts'
import { exemptionChecks } from './exemption.ts'
import { and, FALSE, type Grade, gradeOf, isOpen, JUDGEMENT, not, or, TRUE, truthOf, UNKNOWN } from './truth.ts'

/** Of other rules of the same case: whether one stands. */
export type Stands = (ruleId: string) => Grade

export function gradeOfCondition(expr: Expr, about: Case, stands: Stands): Grade {
  if ('all' in expr) {
    let grade: Grade = TRUE
    for (const part of expr.all) {
      grade = and(grade, gradeOfCondition(part, about, stands))
      if (grade === FALSE) return FALSE
    }
    return grade
  }
  if ('any' in expr) {
    let grade: Grade = FALSE
    for (const part of expr.any) {
      grade = or(grade, gradeOfCondition(part, about, stands))
      if (grade === TRUE) return TRUE
    }
    return grade
  }
  if ('not' in expr) return not(gradeOfCondition(expr.not, about, stands))
  return gradeOfLeaf(expr, about, stands)
}

function gradeOfLeaf(leaf: LeafExpr, about: Case, stands: Stands): Grade {
  if ('is' in leaf) {
    const known = about.known(leaf.fact)
    return known === null ? UNKNOWN : gradeOf(leaf.is.some((value) => value === known.value))
  }
  if ('daysSince' in leaf) return gradeOfDays(leaf, about)
  if ('inSet' in leaf) return membership(leaf.inSet, about)
  if ('judgement' in leaf) {
    const given = about.known(leaf.given)
    return given === null ? JUDGEMENT : gradeOf(given.value === true)
  }
  if ('reading' in leaf) return isAccepted(leaf.reading, about) ? TRUE : UNKNOWN
  if ('exemption' in leaf) return exemptionChecks(leaf.exemption, about).grade
  if ('stands' in leaf) return stands(leaf.stands)
  const known = about.known(leaf.fact)
  if (known === null || typeof known.value !== 'number') return UNKNOWN
  const { atLeast, atMost, over } = leaf
  const fits =
    (atLeast === undefined || known.value >= atLeast) &&
    (atMost === undefined || known.value <= atMost) &&
    (over === undefined || known.value > over)
  return gradeOf(fits)
}

function gradeOfDays(leaf: Extract<LeafExpr, { daysSince: string }>, { known, book }: Case): Grade {
  const day = known(leaf.daysSince)
  if (day === null || typeof day.value !== 'string') return UNKNOWN
  const since = Temporal.PlainDate.from(day.value).until(book.days.on, { largestUnit: 'days' }).days
  return gradeOf(since >= leaf.atLeast)
}

/** A member by name, by its list, or by what a closing clause makes of a member. */
function membership(set: string, { book, listing, list, standing }: Case): Grade {
  const held = book.sets.get(set)
  if (held === undefined || held.isUnrecorded) return UNKNOWN
  const member = listing?.substanceId ?? standing.substanceId
  const basis = listing?.basis ?? 'named'
  const isOfSet =
    (list !== null && held.lists.includes(list) && !(member !== null && held.except.includes(member))) ||
    (member !== null && held.substances.includes(member))
  return gradeOf(isOfSet && (basis === 'named' || held.closing.includes(basis)))
}

/** Taken so by the corpus on that day, or by whoever asks. */
export function isAccepted(reading: string, { book, question }: Case): boolean {
  const { accepted } = book.readings.get(reading) ?? { accepted: null }
  return (accepted !== null && accepted.from <= book.day) || (question.readings ?? []).some(({ id }) => id === reading)
}

/** The parts of a rule's condition as a reader checks them off: the members of an outer "all", each in words. */
export function clausesOf(rule: HeldRule, about: Case, stands: Stands): readonly ProofClause[] {
  return about.book.partsOf(rule).flatMap(({ expr, words, facts }): ProofClause[] => {
    if ('exemption' in expr) return [...exemptionChecks(expr.exemption, about).clauses]
    return [{ words, truth: truthOf(gradeOfCondition(expr, about, stands)), facts: [...facts] }]
  })
}

/** The leaves that keep the condition open: what to find out, ask an official, or accept. */
export function openLeaves(expr: Expr, about: Case, stands: Stands): readonly LeafExpr[] {
  if (!isOpen(gradeOfCondition(expr, about, stands))) return []
  if ('all' in expr) return expr.all.flatMap((part) => openLeaves(part, about, stands))
  if ('any' in expr) return expr.any.flatMap((part) => openLeaves(part, about, stands))
  if ('not' in expr) return openLeaves(expr.not, about, stands)
  return [expr]
}

/** The readings a condition leans on, taken or not. */
export function readingsOf(expr: Expr): readonly string[] {
  if ('all' in expr) return expr.all.flatMap(readingsOf)
  if ('any' in expr) return expr.any.flatMap(readingsOf)
  if ('not' in expr) return readingsOf(expr.not)
  return 'reading' in expr ? [expr.reading] : []
}
