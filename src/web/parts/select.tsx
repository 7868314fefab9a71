// One choice from a short list. Not here: long lists one searches (combo-box.tsx) and choices best seen side by side (choice.tsx).
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, type SelectProps, SelectValue } from 'react-aria-components/Select'
import { useLocale } from '../locale.tsx'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'
import './menu.css'
import './select.css'

/** `note` is a second, quieter line of the same choice. */
export type Choice = {
  readonly id: string
  readonly text: string
  readonly note?: string
  readonly isDisabled?: boolean
}

type Props = Omit<
  SelectProps<Choice>,
  'className' | 'style' | 'children' | 'isInvalid' | 'items' | 'onChange' | 'value'
> &
  FieldTexts & {
    readonly choices: readonly Choice[]
    readonly value: string | null
    readonly onChange: (id: string) => void
  }

export function Select({ label, help, error, isOptional, choices, value, onChange, placeholder, ...rest }: Props) {
  const { t } = useLocale()
  return (
    <AriaSelect
      {...rest}
      className="gr-field"
      value={value}
      onChange={(key) => onChange(String(key))}
      placeholder={placeholder ?? t('part.choose')}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <Button className="gr-input gr-select-button">
        <SelectValue className="gr-select-value" />
        <Icon name="down" />
      </Button>
      <FieldFoot help={help} error={error} />
      <Popover className="gr-popover">
        <ListBox className="gr-list" items={choices}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.text}
      className="gr-list-item"
      isDisabled={choice.isDisabled ?? false}
    >
      {({ isSelected }) => (
        <>
          <span className="gr-menu-mark">{isSelected ? <Icon name="check" /> : null}</span>
          <span>
            {choice.text}
            {choice.note ? <span className="gr-choice-note">{choice.note}</span> : null}
          </span>
        </>
      )}
    </ListBoxItem>
  )
}
