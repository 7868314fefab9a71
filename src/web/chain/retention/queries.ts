// What the screen of retention asks the API, and how a decision about a list is sent once. Not here: what may be erased.
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ErasureView, RetentionPage, RetentionView } from '#chain/contract'
import { useContentKeys } from '../../content-key.ts'
import { request, withQuery } from '../../http.ts'
import { useStepUp } from '../../platform/step-up.tsx'
import { useSend } from '../../queries.ts'

const root = 'retention'

export const retention = queryOptions({
  queryKey: [root],
  queryFn: ({ signal }) => request<RetentionView>('/v1/retention', { signal }),
  // A decision gets its place in the log within seconds.
  refetchInterval: ({ state }) =>
    state.data?.erasures.some(({ decidedAt, leafIndex }) => decidedAt !== null && leafIndex === null) ? 3_000 : false,
})

/** What of an address opens the events behind a number; each of the four by itself. */
export type Opened =
  | { readonly of: 'due'; readonly kind: string | null }
  | { readonly of: 'why'; readonly why: string }
  | { readonly of: 'listed' | 'erased'; readonly list: string }

export const eventsBehind = (opened: Opened) =>
  infiniteQueryOptions({
    queryKey: [root, 'events', opened],
    queryFn: ({ pageParam: cursor, signal }) => request<RetentionPage>(pathOf(opened, cursor), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

function pathOf(opened: Opened, cursor: string | null): string {
  switch (opened.of) {
    case 'due':
      return withQuery('/v1/retention/events', { kind: opened.kind, cursor })
    case 'why':
      return withQuery('/v1/retention/events', { why: opened.why, cursor })
    case 'listed':
    case 'erased': {
      const erased = opened.of === 'erased' ? 'yes' : null
      return withQuery(`/v1/retention/erasures/${opened.list}/events`, { erased, cursor })
    }
    default:
      return opened satisfies never
  }
}

type Sent = {
  readonly path: string
  /** What is sent; with the number of a new list where the list is new. */
  readonly body: Readonly<Record<string, unknown>>
  readonly isNew?: boolean
}

/** The passkey is asked for where the API wants it. Put `stepUp` somewhere in what the screen shows. */
export function useErasureStep(onDone: (list: ErasureView) => void) {
  const send = useSend()
  const client = useQueryClient()
  const { withStepUp, stepUp } = useStepUp()
  const keys = useContentKeys()
  const step = useMutation({
    mutationFn: ({ path, body, isNew = false }: Sent) => {
      const as = keys.sentAs([path, body])
      const said = isNew ? { erasureId: as.idOf('erasure'), ...body } : body
      return withStepUp(() => send<ErasureView>(path, { key: as.key, body: said }))
    },
    onSuccess: async (list) => {
      keys.forget()
      await client.invalidateQueries({ queryKey: [root] })
      onDone(list)
    },
    // Refused because somebody else was first: what stands here is of before.
    onError: () => void client.invalidateQueries({ queryKey: [root] }),
  })
  return { step, stepUp }
}
