// Which results speak for a product's specification on a day: its release ranges, and what its label names. Pure. Not here: the
// comparison itself (#statistics), and who may release.
import type { Product } from '#law/contract'
import { type Compared as ComparedOf, compareWithSpecification, labelCriterion, valueOnBasis } from '#statistics'
import type { ResultFact } from '../acts/facts.ts'

export type Compared = ComparedOf<ResultFact>
export { compareWithSpecification, valueOnBasis }

/** Two tests, two sets of dates, never one: a batch is released within the range; a pack keeps to what its label names. */
export function compareWithLabel({ label }: Pick<Product, 'label'>, results: readonly ResultFact[]): Compared[] {
  return compareWithSpecification(label.map(labelCriterion), results)
}
