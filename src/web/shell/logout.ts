// Ends the session, here or everywhere, and forgets what was loaded for this person. Not here: the session itself; the API keeps it.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { session, useSend } from '../queries.ts'

export function useLogout() {
  const send = useSend()
  const client = useQueryClient()
  const router = useRouter()
  return useCallback(
    async (where: 'here' | 'everywhere') => {
      const { endSessionUrl } = await send<{ endSessionUrl: string | null }>('/v1/session/logout', { body: { where } })
      // Nothing of this person stays in the page: what is not on screen goes, what is on screen is asked again.
      client.removeQueries({ type: 'inactive' })
      await client.resetQueries({ queryKey: session.queryKey })
      await client.resetQueries()
      // Out everywhere means out at the login service too; it sends the browser back to us.
      if (where === 'everywhere' && endSessionUrl !== null) location.assign(endSessionUrl)
      else await router.navigate({ href: '/' })
    },
    [send, client, router],
  )
}
