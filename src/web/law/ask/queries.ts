// What the question asks the API: the answer, its receipt, and the words of facts. Not here: what the law says; `law` answers.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Decision, DecisionQuestion, MedicineRoutesAnswer, Receipt } from '#law/contract'
import type { ProofFile } from '#platform/contract'
import { request, withQuery } from '../../http.ts'
import { session } from '../../queries.ts'
import type { FactWords } from './words.ts'

export const factsAsked = queryOptions({
  queryKey: ['decision-words'],
  queryFn: ({ signal }) => request<{ readonly facts: readonly FactWords[] }>('/v1/decisions/words', { signal }),
  select: ({ facts }) => facts,
  staleTime: Number.POSITIVE_INFINITY,
})

/** A question goes in a body, as a write does, and writes nothing: looking around is not put on record, whoever looks. */
export const decision = (question: DecisionQuestion | null) =>
  queryOptions({
    queryKey: ['decision', question],
    queryFn: async ({ signal, client }) => {
      const { csrfToken } = await client.ensureQueryData(session)
      const body = { question, record: false }
      const answer = await request<Answered>('/v1/decisions', { method: 'POST', body, csrfToken, signal })
      return answer.decision
    },
    enabled: question !== null,
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  })

export type Answered = { readonly decision: Decision; readonly record: Kept | null }
/** With these anyone can check the record offline. */
export type Kept = {
  readonly decisionId: string
  readonly receipt: Receipt
  readonly receiptHash: string
  readonly salt: string
}

/** The proof comes when the log is sealed, within seconds. */
export const keptProof = (decisionId: string) =>
  queryOptions({
    queryKey: ['decision-proof', decisionId],
    queryFn: ({ signal }) => request<{ readonly proof: ProofFile | null }>(`/v1/decisions/${decisionId}`, { signal }),
    select: ({ proof }) => proof,
    refetchInterval: ({ state }) => (state.data?.proof ? false : 2_000),
  })

export const medicineRoutes = (substance: string) =>
  queryOptions({
    queryKey: ['medicine-routes', substance],
    queryFn: ({ signal }) =>
      request<MedicineRoutesAnswer>(withQuery('/v1/law/medicine-routes', { substance }), { signal }),
    enabled: substance !== '',
    staleTime: 5 * 60_000,
  })
