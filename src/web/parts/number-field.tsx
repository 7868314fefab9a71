// A whole or decimal number with steps. Not here: masses (mass-field.tsx), which are exact and carry their unit.
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { NumberField as AriaNumberField, type NumberFieldProps } from 'react-aria-components/NumberField'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'

type Props = Omit<NumberFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> & FieldTexts

export function NumberField({ label, help, error, isOptional, ...rest }: Props) {
  return (
    <AriaNumberField {...rest} className="gr-field" isInvalid={Boolean(error)} validationBehavior="aria">
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <Group className="gr-box">
        <Input className="gr-input" />
        <Button slot="decrement" className="gr-box-button">
          <Icon name="down" />
        </Button>
        <Button slot="increment" className="gr-box-button">
          <Icon name="up" />
        </Button>
      </Group>
      <FieldFoot help={help} error={error} />
    </AriaNumberField>
  )
}
