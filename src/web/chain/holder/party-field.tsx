// One party in a form, found by typing its name, its number or its place. Not here: a filter of a list (holder-field.tsx), and what may be done with whom; the
// server decides.
import type { PartyKind, PartyView } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { holderFieldMessages } from '../../messages/holder-field.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import type { FieldTexts } from '../../parts/field.tsx'
import { withChosen } from './holder-field.tsx'
import { usePartyChoice, usePartyText } from './use-party-choice.ts'

type Props = FieldTexts & {
  /** Nobody of another kind is offered. */
  readonly kinds: readonly PartyKind[]
  /** Who is not offered: mostly the reader's own. */
  readonly except?: string | undefined
  readonly value: string | null
  /** `party` is known as soon as it was found by this field. */
  readonly onChange: (partyId: string | null, party: PartyView | null) => void
}

export function PartyField({ kinds, except, value, onChange, ...texts }: Props) {
  const { t } = useLocale(holderFieldMessages)
  const textOf = usePartyText()
  const { name, typed, sought, fitting, isSearching, type, leave, take } = usePartyChoice(value, kinds)
  const named = fitting.filter(({ partyId }) => partyId !== except).map(textOf)
  return (
    <ComboBox
      {...texts}
      placeholder={t('holder.type')}
      choices={sought === '' ? withChosen(named, value, name) : named}
      isSearching={isSearching}
      value={value}
      typed={typed}
      onTyped={type}
      onChange={(id) => id !== null && id !== value && onChange(id, take(id))} // On leaving it says again what was chosen already.
      onBlur={() => {
        leave()
        if (typed.trim() === '' && value !== null) onChange(null, null)
      }}
    />
  )
}
