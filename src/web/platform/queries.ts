// What the profile asks of the API: passkeys. Not here: what the shell needs as well (../queries.ts).
import { queryOptions } from '@tanstack/react-query'
import { request } from '../http.ts'

export type PasskeyRow = {
  readonly passkeyId: string
  readonly name: string
  readonly isSynced: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

export const passkeys = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => request<{ items: PasskeyRow[] }>('/v1/passkeys', { signal }),
})
