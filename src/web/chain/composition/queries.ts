// What the composition screen asks the API. Not here: how it is charted (series.ts).
import { queryOptions } from '@tanstack/react-query'
import type { ProductComposition } from '#chain/contract'
import { request } from '../../http.ts'

export const composition = (productCode: string) =>
  queryOptions({
    queryKey: ['composition', productCode],
    queryFn: ({ signal }) => request<ProductComposition>(`/v1/products/${productCode}/composition`, { signal }),
  })
