// What the screens of order forms ask the API, and how a step is sent once. Not here: what may be ordered of whom; the server decides.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { OrderFormList, OrderFormState, OrderFormView } from '#chain/contract'
import { useContentKeys } from '../../content-key.ts'
import { request, withQuery } from '../../http.ts'
import type { BadgeTone } from '../../parts/badge.tsx'
import { useSend } from '../../queries.ts'

export type OrdersSearch = Readonly<Partial<Record<'q' | 'party', string>>>

export const orderForms = (search: OrdersSearch) =>
  queryOptions({
    queryKey: ['orders', 'list', search],
    queryFn: ({ signal }) => request<OrderFormList>(withQuery('/v1/order-forms', { ...search }), { signal }),
  })

export const orderForm = (number: string) =>
  queryOptions({
    queryKey: ['orders', number],
    queryFn: ({ signal }) => request<OrderFormView>(`/v1/order-forms/${encodeURIComponent(number)}`, { signal }),
  })

export const stateTone: Record<OrderFormState, BadgeTone> = {
  open: 'warning',
  part: 'warning',
  sent: 'info',
  received: 'positive',
  declined: 'negative',
  withdrawn: 'neutral',
}

export function useOrderStep(onDone: (order: OrderFormView) => void) {
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys()
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: unknown }) =>
      send<OrderFormView>(path, { key: keys.sentAs([path, body]).key, body }),
    onSuccess: async (order) => {
      keys.forget()
      await client.invalidateQueries({ queryKey: ['orders'] })
      await client.invalidateQueries({ queryKey: ['work'] })
      onDone(order)
    },
  })
}
