// Ends the session, here or everywhere, and forgets what was loaded for this person. Not here: the session itself; the API keeps it.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useSend } from '../queries.ts'

export function useLogout() {
  const send = useSend()
  const client = useQueryClient()
  const router = useRouter()
  return useCallback(
    async (where: 'here' | 'everywhere') => {
      await send('/v1/session/logout', { body: { where } })
      client.clear() // Nothing of this person stays in the page.
      await router.navigate({ href: '/' })
    },
    [send, client, router],
  )
}
