// An act that happens at the press of a button: recorded once, however often it is pressed and whatever becomes of the answer; the moment is that of the
// first press. Not here: acts of the large form, whose number and moment are made with the form (record/act-form.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ActKind, ActOf, Recorded } from '#chain/contract'
import { useContentKeys } from '../content-key.ts'
import { useSend } from '../queries.ts'

/** All an act says, but for its number and its moment. */
type Said<Kind extends ActKind> = Omit<ActOf<Kind>, 'eventId' | 'occurredAt'>

export function useOneAct<Kind extends ActKind>() {
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys()
  return useMutation({
    mutationFn: (act: Said<Kind>) => {
      const as = keys.sentAs(act)
      return send<Recorded>('/v1/events', { body: { ...act, eventId: as.idOf('event'), occurredAt: as.at } })
    },
    onSuccess: () => {
      keys.forget()
      return client.invalidateQueries()
    },
  })
}
