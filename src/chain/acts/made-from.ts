// Whether a product comes of what it is said to come of: an oil by extraction from what it is made from, anything else of its own substance,
// and of a plant only what grows. Pure; each refuses by throwing. Not here: how much came out.
import { refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import { chainProblems } from '../problems.ts'

/** Each input is of a substance the product is extracted from. @basis opiumwetbesluit/7 */
export function needMadeFrom({ name, madeFrom }: Product, sources: readonly Product[]): void {
  const wrong = sources.find(({ substanceId }) => !madeFrom.includes(substanceId))
  if (wrong) refuseNow(chainProblems['not-made-so'], { how: 'extract', product: name, from: wrong.name })
}

/** Cutting, grinding and blending make no other substance of it. @basis opiumwetbesluit/7 */
export function needSameSubstance({ name, substanceId }: Product, sources: readonly Product[]): void {
  const wrong = sources.find((source) => source.substanceId !== substanceId)
  if (wrong) refuseNow(chainProblems['not-made-so'], { how: 'process', product: name, from: wrong.name })
}

/** What grows on a plant is dried drug in the end. */
export const isGrown = ({ form }: Product): boolean => form === 'flos' || form === 'granulate'

/** @basis opiumwetbesluit/7 */
export function needGrown(product: Product): void {
  const { name } = product
  if (isGrown(product)) return
  refuseNow(chainProblems['not-made-so'], { how: 'plant', product: name, from: '' })
}
