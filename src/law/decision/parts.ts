// A rule's condition taken apart for its readers, once for all cases: the words of each part and the facts it looks at. Not here: its truth.
import type { Expr } from './condition-shape.ts'
import { condition, type Vocabulary, type Words } from './condition-words.ts'
import type { Rule } from './rule.ts'

export type Part = { readonly expr: Expr; readonly words: Words; readonly facts: readonly string[] }

/** The members of an outer "all"; any other condition is one part. */
export function partsOf(rule: Rule, book: Vocabulary): readonly Part[] {
  if (rule.when === undefined) return []
  const parts = 'all' in rule.when ? rule.when.all : [rule.when]
  return parts.map((expr) => ({ expr, words: condition(expr, book), facts: factsOf(expr) }))
}

function factsOf(expr: Expr): string[] {
  if ('all' in expr) return expr.all.flatMap(factsOf)
  if ('any' in expr) return expr.any.flatMap(factsOf)
  if ('not' in expr) return factsOf(expr.not)
  if ('fact' in expr) return [expr.fact]
  if ('daysSince' in expr) return [expr.daysSince]
  if ('inSet' in expr) return ['substance.id']
  if ('judgement' in expr) return [expr.given]
  return []
}
