// Of the exceptions that did not lift the prohibition, the one that came nearest, and what it lacked. Not here: those that did.

import type { HeldRule } from './book.ts'
import { clausesOf } from './condition.ts'
import type { ProofClause, WhyNot } from './contract.ts'
import { outsideScope } from './proof.ts'
import type { Resolved } from './resolve.ts'
import { FALSE } from './truth.ts'
import * as say from './words.ts'

/** Null when no exception of that list lifts such a prohibition at all. */
export function nearestFailed(resolved: Resolved, prohibition: HeldRule): HeldRule | null {
  let nearest: Near | null = null
  for (const rule of resolved.about.book.defeatersOf.get(prohibition.id) ?? []) {
    if (!isCandidate(resolved, rule)) continue
    const clauses = failing(resolved, rule)
    const count = (truth: ProofClause['truth']) => clauses.filter((clause) => clause.truth === truth).length
    // Someone of the right capacity, or with an exemption in hand, is nearer than someone whom the exception was never meant for.
    const isMeant = clauses.some(({ truth, facts }) => truth === 'true' && facts.includes('party.capacity'))
    const holds = rule.kind === 'exemption' && (resolved.about.question.party.exemptions ?? []).length > 0
    const failed = rule.kind === 'exemption' ? 1 : count('false')
    const distance = failed + count('unknown') / 4 + count('judgement') / 4 - (isMeant ? 0.5 : 0) - (holds ? 0.75 : 0)
    const met = count('true')
    const next = { rule, distance, met }
    if (nearest === null || isNearer(next, nearest)) nearest = next
  }
  return nearest?.rule ?? null
}

type Near = { readonly rule: HeldRule; readonly distance: number; readonly met: number }

/** Where two are as near, the one that can be applied for; then by name, so that the order of the files says nothing. */
function isNearer(a: Near, b: Near): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance
  if (a.met !== b.met) return a.met > b.met
  if (a.rule.kind !== b.rule.kind) return a.rule.kind === 'exemption'
  return a.rule.id < b.rule.id
}

function isCandidate({ about, applies }: Resolved, rule: HeldRule): boolean {
  if (rule.kind !== 'exception' && rule.kind !== 'exemption') return false
  const isOfList = rule.lists === undefined || (about.list !== null && rule.lists.includes(about.list))
  return isOfList && !rule.isUnrecorded && applies(rule) === FALSE
}

function failing({ about, stands }: Resolved, rule: HeldRule): readonly ProofClause[] {
  const { act } = about.question
  const outside = rule.acts !== undefined && !rule.acts.includes(act) ? [outsideScope(act, about)] : []
  return [...outside, ...clausesOf(rule, about, stands)]
}

export function whyNotView(resolved: Resolved, rule: HeldRule): WhyNot {
  const clauses = failing(resolved, rule)
  const failed = clauses.filter(({ truth }) => truth !== 'true')
  const sentence = say.step(rule.sentence, clauses, 'fails', [])
  return { rule: rule.id, title: rule.title, sentence, failed, citations: [...rule.citations] }
}
