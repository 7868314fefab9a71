// Whether this reader's role may record an act, or anything at all: then the way to it is shown. Not here: the deciding; the server does that.
import { useQuery } from '@tanstack/react-query'
import { session } from '../queries.ts'

/** The names are the actions of Cedar after "chain:record:": an act's kind, or "recall". Without one: anything. */
export function useMayRecord(what?: string): boolean {
  const { data } = useQuery(session)
  const permissions = data?.permissions ?? []
  if (what) return permissions.includes(`chain:record:${what}`)
  return permissions.some((permission) => permission.startsWith('chain:record') || permission === 'chain:release')
}
