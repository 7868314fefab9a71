// One holder as a filter of a list: found by name or number, kept in the address by whoever uses it. Not here: the list, and choosing a party in a form
// (party-field.tsx).
import { parseId } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { holderFieldMessages } from '../../messages/holder-field.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { usePartyChoice, usePartyText } from './use-party-choice.ts'

type Props = {
  readonly label: string
  /** As it stands in the address; null is everybody. */
  readonly value: string | null
  readonly onChange: (partyId: string | null) => void
  /** What the list has without this filter, where "everybody" is not the word. */
  readonly everybody?: string
}

export function HolderField({ label, value, onChange, everybody }: Props) {
  const { t } = useLocale(holderFieldMessages)
  const textOf = usePartyText()
  const { name, typed, sought, fitting, isSearching, type, leave, take } = usePartyChoice(value)
  const named = fitting.map(textOf)
  const all = { id: any, text: everybody ?? t('holder.any') }
  const choose = (id: string) => {
    take(id)
    onChange(id === any ? null : id)
  }
  return (
    <ComboBox
      label={label}
      placeholder={all.text}
      choices={sought === '' ? [all, ...withChosen(named, value, name)] : named}
      isSearching={isSearching}
      value={value}
      typed={typed}
      onTyped={(text) => type(text === all.text ? '' : text)}
      onChange={(id) => id !== null && id !== value && choose(id)} // On leaving it says again what was chosen already.
      onBlur={() => {
        leave()
        if (typed.trim() === '' && value !== null) onChange(null) // Emptied: everybody again.
      }}
    />
  )
}

const any = 'any'

type Choice = { readonly id: string; readonly text: string; readonly note?: string }

/** The one that is chosen is among the choices, also when it is not among the first few. */
export function withChosen(choices: readonly Choice[], id: string | null, text: string): readonly Choice[] {
  return id === null || text === '' || choices.some((one) => one.id === id) ? choices : [{ id, text }, ...choices]
}

/** What of an address names a party. */
export const partyIn = (text: string | undefined): string | null =>
  text !== undefined && parseId('party', text) !== null ? text : null
