// A substance by name, number or structure, with suggestions as one types; what is typed counts as it stands. Not here: what it is by law.
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { FieldFoot, FieldLabel } from '../../parts/field.tsx'
import { ChoiceItem } from '../../parts/select.tsx'
import { suggestions } from '../queries.ts'
import '../../parts/menu.css'
import '../../parts/select.css'

type Props = {
  readonly label: string
  readonly help: string
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly onChosen: (chosen: string) => void
  readonly onEnter: () => void
}

export function SubstanceField({ label, help, typed, onTyped, onChosen, onEnter }: Props) {
  const { t, locale } = useLocale(askMessages)
  const offered = useQuery(suggestions(typed, locale, false))
  const choices = (offered.data?.items ?? []).map(({ matched, name, list, substanceId }) => ({
    id: substanceId,
    text: matched === name ? name : `${matched} (${name})`,
    note: list ? t('ask.listing.list', { list }) : '',
    asks: matched,
  }))
  /** While suggestions are open Enter would only close them: whoever took none asks what is typed, at the first press. */
  const enter = (event: KeyboardEvent) => {
    const { target } = event
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return
    if (target.hasAttribute('aria-activedescendant')) return
    event.preventDefault()
    onEnter()
  }
  return (
    <div onKeyDownCapture={enter}>
      <AriaComboBox
        className="gr-field"
        items={choices}
        inputValue={typed}
        onInputChange={onTyped}
        onChange={(key) => {
          const chosen = choices.find(({ id }) => id === key)
          if (chosen) onChosen(chosen.asks)
        }}
        allowsCustomValue
        menuTrigger="input"
      >
        <FieldLabel label={label} />
        <Input className="gr-input" maxLength={2_000} autoCapitalize="none" spellCheck={false} />
        <FieldFoot help={help} error={null} />
        <Popover className="gr-popover">
          <ListBox className="gr-list">{(choice: (typeof choices)[number]) => <ChoiceItem choice={choice} />}</ListBox>
        </Popover>
      </AriaComboBox>
    </div>
  )
}
