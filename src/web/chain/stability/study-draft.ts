// A study as it is being filled in, and what is sent of it. Pure. Not here: the fields.
import type { ConditionRole, NewStudy, OrderTest, StorageCondition, StudyCondition } from '#chain/contract'
import type { Product } from '#law/contract'

export type Draft = {
  readonly batches: readonly {
    readonly key: number
    readonly batchId: string | null
    readonly placedOn: string | null
  }[]
  readonly laboratoryId: string | null
  /** Null: as is usual for the product. */
  readonly container: string | null
  readonly longTerm: DraftCondition
  readonly accelerated: DraftCondition
  readonly intermediate: DraftCondition
  /** Null: as is usual for the product. */
  readonly tests: readonly OrderTest[] | null
}
/** Nothing left to what is usual. */
export type WholeDraft = Draft & { readonly container: string; readonly tests: readonly OrderTest[] }
type DraftCondition = { readonly condition: StorageCondition | null; readonly months: string }

/** What is usually done (ICH Q1A): three months apart in the first year, six in the second, a year after that. */
export function emptyDraft(laboratoryId: string | null, placedOn: string): Draft {
  return {
    ...{ laboratoryId, container: null, batches: [{ key: 0, batchId: null, placedOn }] },
    longTerm: { condition: '25-60', months: '3, 6, 9, 12, 18, 24, 36' },
    accelerated: { condition: '40-75', months: '3, 6' },
    intermediate: { condition: null, months: '6, 9, 12' },
    tests: null,
  }
}

/** What may change while it is kept; of it a study follows what its product is released by. */
const changing: readonly OrderTest[] = [
  'total-thc',
  'total-cbd',
  'total-cbn',
  'mdma-base',
  'loss-on-drying',
  'appearance',
]

/** Of a product that is not on offer any more, or not known yet, what flower is followed for. */
export function usualTests(product: Pick<Product, 'specification' | 'unlimited'> | null): readonly OrderTest[] {
  if (!product) return changing.filter((test) => test !== 'mdma-base')
  const asked = [...product.specification.map(({ analyte }) => analyte), ...product.unlimited.map(({ test }) => test)]
  return changing.filter((test) => asked.includes(test))
}

/** "3, 6, 9" as numbers; null for what is none, or for the same month twice. */
export function monthsOf(typed: string): number[] | null {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '')
  const months = parts.map((part) => (/^[1-9][0-9]{0,2}$/.test(part) ? Number(part) : 0))
  const isRight = months.every((month) => month > 0 && month <= 120) && new Set(months).size === months.length
  return isRight && months.length > 0 && months.length <= 15 ? months : null
}

/** Null while something is missing; a batch that was never chosen is left out. */
export function toBegin(draft: WholeDraft, productCode: string): NewStudy | null {
  const { laboratoryId, container, tests } = draft
  const conditions: StudyCondition[] = []
  const asked: readonly (readonly [ConditionRole, DraftCondition])[] = [
    ['long-term', draft.longTerm],
    ['accelerated', draft.accelerated],
    ['intermediate', draft.intermediate],
  ]
  for (const [role, { condition, months }] of asked) {
    if (condition === null) continue
    const read = monthsOf(months)
    if (read === null) return null
    conditions.push({ condition, role, months: read })
  }
  const batches = draft.batches.flatMap(({ batchId, placedOn }) => (batchId ? [{ batchId, placedOn }] : []))
  if (!laboratoryId || container.trim() === '' || tests.length === 0 || batches.length === 0) return null
  if (!batches.every((one): one is { batchId: string; placedOn: string } => one.placedOn !== null)) return null
  return { productCode, laboratoryId, container: container.trim(), batches, conditions, tests: [...tests] }
}
