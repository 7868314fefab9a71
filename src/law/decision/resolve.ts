// Which rules stand in one case: each applies or not, and loses its force where a rule that names it stands. Never by order or number.
// Not here: what follows from it (decide.ts).
import { assert } from '#kernel'
import type { HeldRule } from './book.ts'
import type { Case } from './case.ts'
import { gradeOfCondition, type Stands } from './condition.ts'
import { gradeOn } from './substance.ts'
import { and, FALSE, type Grade, not, TRUE, UNKNOWN } from './truth.ts'

export type Resolved = {
  readonly about: Case
  /** Its own condition, its acts and lists, and whether its text of that day is on record. */
  readonly applies: (rule: HeldRule) => Grade
  /** It applies and no standing rule defeats it. */
  readonly stands: Stands
  /** Rules that defeat each other: both win, so neither. */
  readonly conflicts: readonly (readonly [string, string])[]
}

export function resolve(about: Case): Resolved {
  const { book, question, list } = about
  const scope = book.inScope(question.act, list).ids
  const settled = new Map<string, Grade>()
  const applied = new Map<string, Grade>()
  const open: string[] = []
  const conflicts: [string, string][] = []

  function applies(rule: HeldRule): Grade {
    if (!scope.has(rule.id)) return FALSE
    const known = applied.get(rule.id)
    if (known !== undefined) return known
    const grade = gradeOfRule(rule)
    applied.set(rule.id, grade)
    return grade
  }

  function gradeOfRule(rule: HeldRule): Grade {
    const own = rule.when === undefined ? TRUE : gradeOfCondition(rule.when, about, stands)
    const recorded = rule.isUnrecorded ? and(own, UNKNOWN) : own
    // A prohibition reaches the substance as surely as it is on the list.
    return rule.kind === 'prohibition' && list !== null ? and(recorded, gradeOn(about.standing, list)) : recorded
  }

  function stands(ruleId: string): Grade {
    if (!scope.has(ruleId)) return FALSE // It speaks of something else, or is not in force.
    const known = settled.get(ruleId)
    if (known !== undefined) return known
    const rule = book.rules.get(ruleId)
    if (rule === undefined) return FALSE
    if (open.includes(ruleId)) {
      conflicts.push([open.at(-1)!, ruleId]) // Asked again from within its own answer: the two defeat each other.
      return UNKNOWN
    }
    open.push(ruleId)
    let grade = applies(rule)
    if (grade !== FALSE) {
      for (const defeater of book.defeatersOf.get(ruleId) ?? []) grade = and(grade, not(stands(defeater.id)))
    }
    assert(open.pop() === ruleId, 'rules are answered in the order they were asked')
    settled.set(ruleId, grade)
    return grade
  }

  return { about, applies, stands, conflicts }
}
