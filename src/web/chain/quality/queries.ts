// What the screens of quality ask the API: key and fetch of each, and how a step is sent once. Not here: what may follow what.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CaseView, CertificateView, OrderView, ReleaseDossier, SignalView } from '#chain/contract'
import { type SentAs, useContentKeys } from '../../content-key.ts'
import { request, withQuery } from '../../http.ts'
import { useStepUp } from '../../platform/step-up.tsx'
import { useSend } from '../../queries.ts'

type Orders = { readonly items: readonly OrderView[] }

export const orders = (search: { readonly open?: 'yes'; readonly batch?: string; readonly sample?: string } = {}) =>
  queryOptions({
    queryKey: ['quality', 'orders', search],
    queryFn: ({ signal }) => request<Orders>(withQuery('/v1/quality/orders', search), { signal }),
  })

export const order = (orderId: string) =>
  queryOptions({
    queryKey: ['quality', 'order', orderId],
    queryFn: ({ signal }) => request<OrderView>(`/v1/quality/orders/${orderId}`, { signal }),
  })

export const cases = () =>
  queryOptions({
    queryKey: ['quality', 'cases'],
    queryFn: ({ signal }) => request<{ readonly items: readonly CaseView[] }>('/v1/quality/cases', { signal }),
  })

export const qualityCase = (caseId: string) =>
  queryOptions({
    queryKey: ['quality', 'case', caseId],
    queryFn: ({ signal }) => request<CaseView>(`/v1/quality/cases/${caseId}`, { signal }),
  })

export const signals = () =>
  queryOptions({
    queryKey: ['quality', 'signals'],
    queryFn: ({ signal }) => request<{ readonly items: readonly SignalView[] }>('/v1/quality/signals', { signal }),
  })

export const dossier = (batchId: string) =>
  queryOptions({
    queryKey: ['quality', 'release', batchId],
    queryFn: ({ signal }) => request<ReleaseDossier>(`/v1/batches/${batchId}/release`, { signal }),
  })

export const certificate = (number: string) =>
  queryOptions({
    queryKey: ['certificate', number],
    queryFn: ({ signal }) => request<CertificateView>(`/v1/certificates/${encodeURIComponent(number)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.leafIndex === null ? 3_000 : false), // Until it has its place in the log.
  })

type Step = {
  readonly path: string
  readonly body?: unknown
  /** Of a step that is an event besides: its number and its moment, put into what is sent. */
  readonly happened?: (as: SentAs) => unknown
}

/** A step is sent under a key that stays the same for the same content: an impatient press is one step. */
export function useStep<Answer>(onDone: (answer: Answer) => void) {
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys()
  return useMutation({
    mutationFn: ({ path, body, happened }: Step) => {
      const as = keys.sentAs([path, body])
      const said = happened ? happened(as) : body
      return send<Answer>(path, { key: as.key, ...(said === undefined ? {} : { body: said }) })
    },
    onSuccess: async (answer: Answer) => {
      keys.forget()
      await client.invalidateQueries({ queryKey: ['quality'] })
      await client.invalidateQueries({ queryKey: ['work'] })
      onDone(answer)
    },
  })
}

/** A step that is a decision: the passkey is asked for where the API wants it. Put `stepUp` somewhere in what the screen shows. */
export function useDecidedStep<Answer>(onDone: (answer: Answer) => void) {
  const send = useSend()
  const client = useQueryClient()
  const { withStepUp, stepUp } = useStepUp()
  const keys = useContentKeys()
  const step = useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: unknown }) => {
      const { key } = keys.sentAs([path, body])
      return withStepUp(() => send<Answer>(path, { key, body }))
    },
    onSuccess: async (answer: Answer) => {
      keys.forget()
      await client.invalidateQueries({ queryKey: ['quality'] })
      onDone(answer)
    },
  })
  return { step, stepUp }
}
