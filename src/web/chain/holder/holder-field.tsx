// One holder as a filter of a list: found by name or number, kept in the address by whoever uses it. Not here: the list, and choosing a party in a form.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { parseId } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { holderFieldMessages } from '../../messages/holder-field.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { onlyParty, partiesNamed } from './queries.ts'

type Props = {
  readonly label: string
  /** As it stands in the address; null is everybody. */
  readonly value: string | null
  readonly onChange: (partyId: string | null) => void
}

export function HolderField({ label, value, onChange }: Props) {
  const { t } = useLocale(holderFieldMessages)
  const client = useQueryClient()
  // What is typed belongs to the choice it was typed over: another one, also by Back or "show all", begins with its own name.
  const [kept, setKept] = useState<{ readonly text: string; readonly over: string | null } | null>(null)
  const chosen = useQuery({ ...onlyParty(value ?? ''), enabled: value !== null })
  const name = value === null ? '' : (chosen.data?.name ?? '')
  const typed = kept?.over === value ? kept.text : name
  // The name that stands there is no question: who opens the list then sees everybody.
  const sought = typed === name ? '' : typed.trim()
  const found = useQuery({ ...partiesNamed(sought), placeholderData: keepPreviousData })
  const named = (found.data?.items ?? []).map(({ partyId, name: text, kind, premises }) => ({
    id: partyId,
    text,
    note: [t(`holder.kind.${kind}`), premises[0]?.town].filter(Boolean).join(', '),
  }))
  // While an answer is on its way, only those of the one before that still fit: Enter must never take another.
  const fitting = named.filter(
    ({ text }) => !found.isPlaceholderData || text.toLowerCase().includes(sought.toLowerCase()),
  )
  const everybody = { id: any, text: t('holder.any') }
  const choose = (id: string) => {
    const party = found.data?.items.find(({ partyId }) => partyId === id)
    if (party) client.setQueryData(onlyParty(id).queryKey, party)
    onChange(id === any ? null : id)
  }
  return (
    <ComboBox
      label={label}
      placeholder={t('holder.any')}
      choices={sought === '' ? [everybody, ...withChosen(fitting, value, name)] : fitting}
      isSearching={found.isFetching}
      value={value}
      typed={typed}
      onTyped={(text) => setKept({ text: text === everybody.text ? '' : text, over: value })}
      onChange={(id) => id !== null && id !== value && choose(id)} // On leaving it says again what was chosen already.
      onBlur={() => {
        setKept(null)
        if (typed.trim() === '' && value !== null) onChange(null) // Emptied: everybody again.
      }}
    />
  )
}

const any = 'any'

type Choice = { readonly id: string; readonly text: string; readonly note?: string }

/** The one that is chosen is among the choices, also when it is not among the first few. */
function withChosen(choices: readonly Choice[], id: string | null, text: string): readonly Choice[] {
  return id === null || text === '' || choices.some((one) => one.id === id) ? choices : [{ id, text }, ...choices]
}

/** What of an address names a party. */
export const partyIn = (text: string | undefined): string | null =>
  text !== undefined && parseId('party', text) !== null ? text : null
