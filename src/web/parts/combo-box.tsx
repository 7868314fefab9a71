// One choice from a long list, found by typing. The screen may narrow the list itself (from the API) by giving `typed`. Not here: free text.
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox, type ComboBoxProps } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useLocale } from '../locale.tsx'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'
import { type Choice, ChoiceItem } from './select.tsx'

type Props = Omit<
  ComboBoxProps<Choice>,
  | 'className'
  | 'style'
  | 'children'
  | 'isInvalid'
  | 'items'
  | 'defaultItems'
  | 'value'
  | 'onChange'
  | 'inputValue'
  | 'onInputChange'
> &
  FieldTexts & {
    readonly choices: readonly Choice[]
    readonly value: string | null
    readonly onChange: (id: string | null) => void
    readonly typed?: string
    readonly onTyped?: (typed: string) => void
    readonly placeholder?: string
    /** While the choices that fit what is typed are still on their way. */
    readonly isSearching?: boolean
  }

export function ComboBox({
  label,
  help,
  error,
  isOptional,
  choices,
  value,
  onChange,
  typed,
  onTyped,
  placeholder,
  isSearching = false,
  ...rest
}: Props) {
  const { t } = useLocale()
  return (
    <AriaComboBox
      {...rest}
      {...(typed === undefined ? { defaultItems: choices } : { items: choices, inputValue: typed })}
      {...(onTyped ? { onInputChange: onTyped } : {})}
      className="gr-field"
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      allowsEmptyCollection
      menuTrigger={error ? 'input' : 'focus'} // Who comes here for the mistake reads it: the list would lie over it.
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <Group className="gr-box">
        <Input className="gr-input" {...(placeholder ? { placeholder } : {})} />
        <Button className="gr-box-button" aria-label={t('part.open.list')}>
          <Icon name="down" />
        </Button>
      </Group>
      <FieldFoot help={help} error={error} />
      <Popover className="gr-popover">
        <ListBox
          className="gr-list"
          renderEmptyState={() => (
            <p className="gr-list-empty">{t(isSearching ? 'shell.search.waiting' : 'part.no.match')}</p>
          )}
        >
          {(choice: Choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
