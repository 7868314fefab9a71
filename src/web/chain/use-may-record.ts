// Whether this reader may record anything at all: then the way to it is shown. Not here: which act, and the deciding; the server does that.
import { useQuery } from '@tanstack/react-query'
import { session } from '../queries.ts'

export function useMayRecord(): boolean {
  const { data } = useQuery(session)
  return (
    data?.permissions.some((permission) => permission.startsWith('chain:record') || permission === 'chain:release') ??
    false
  )
}
