// What stands behind a field that chooses a party by typing: what is typed, who fits it by the API's word, and whom it means now. Not here: the field, and
// what is done with the one that is chosen.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PartyKind, PartyView } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { holderFieldMessages } from '../../messages/holder-field.ts'
import { onlyParty, partiesNamed } from './queries.ts'

export function usePartyChoice(value: string | null, kinds?: readonly PartyKind[]) {
  const client = useQueryClient()
  // What is typed belongs to the choice it was typed over: another one, also by Back or "show all", begins with its own name.
  const [kept, setKept] = useState<{ readonly text: string; readonly over: string | null } | null>(null)
  const chosen = useQuery({ ...onlyParty(value ?? ''), enabled: value !== null })
  const name = value === null ? '' : (chosen.data?.name ?? '')
  const typed = kept?.over === value ? kept.text : name
  // The name that stands there is no question: who opens the list then sees everybody.
  const sought = typed === name ? '' : typed.trim()
  const found = useQuery({ ...partiesNamed(sought, kinds), placeholderData: keepPreviousData })
  const items = found.data?.items ?? []
  return {
    name,
    typed,
    sought,
    // While an answer is on its way, only those of the one before that still fit: Enter must never take another.
    fitting: items.filter((one) => !found.isPlaceholderData || one.name.toLowerCase().includes(sought.toLowerCase())),
    isSearching: found.isFetching,
    type: (text: string) => setKept({ text, over: value }),
    /** What is typed is no choice: the name of whoever is chosen stands there again. */
    leave: () => setKept(null),
    /** Who was found, so that nobody asks for it again once it is chosen. */
    take(partyId: string): PartyView | null {
      const party = items.find((one) => one.partyId === partyId) ?? null
      if (party) client.setQueryData(onlyParty(partyId).queryKey, party)
      return party
    },
  }
}

/** A party as one of the choices: what it is and where, under its name. */
export function usePartyText(): (party: PartyView) => {
  readonly id: string
  readonly text: string
  readonly note: string
} {
  const { t } = useLocale(holderFieldMessages)
  return ({ partyId, name, kind, premises }) => ({
    id: partyId,
    text: name,
    note: [t(`holder.kind.${kind}`), premises[0]?.town].filter(Boolean).join(', '),
  })
}
