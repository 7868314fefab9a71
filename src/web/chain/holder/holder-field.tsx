// One holder as a filter of a list: found by name or number, kept in the address by whoever uses it. Not here: the list, and choosing a party in a form.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
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
  const chosen = useQuery({ ...onlyParty(value ?? ''), enabled: value !== null })
  const name = value === null ? '' : (chosen.data?.name ?? '')
  // Another choice, also by Back or "show all", begins with its own name.
  return <Field key={`${value ?? ''} ${name}`} label={label} value={value} name={name} onChange={onChange} />
}

function Field({ label, value, name, onChange }: Props & { readonly name: string }) {
  const { t } = useLocale(holderFieldMessages)
  const [typed, setTyped] = useState(name)
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
  return (
    <ComboBox
      label={label}
      placeholder={t('holder.any')}
      choices={sought === '' ? [everybody, ...withChosen(fitting, value, name)] : fitting}
      isSearching={found.isFetching}
      value={value}
      typed={typed}
      onTyped={setTyped}
      onBlur={() => setTyped(name)}
      onChange={(id) => onChange(id === any ? null : id)}
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
