// Asks what a product is before its figures are typed: on what each is measured, and by which method, follows from it. Not here: the figures
// (result-draft.ts).
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Product } from '#law/contract'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { products } from '../queries.ts'

type Props = {
  readonly productCode: string
  /** Null for a product that is not on offer any more. */
  readonly children: (product: Product | null) => ReactNode
}

/** Nothing is filled in while it is not known: oil that was reported as if it were dried flower would be another figure. */
export function WithProduct({ productCode, children }: Props) {
  const offered = useQuery(products)
  if (offered.isPending) return <Waiting lines={8} />
  if (!offered.data) return <ProblemNotice error={offered.error} onRetry={offered.refetch} />
  return children(offered.data.items.find((one) => one.productCode === productCode) ?? null)
}
