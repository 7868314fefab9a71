// One line of text, or a few. Not here: masses, numbers and days; each has its own field.
import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> &
  FieldTexts & { readonly placeholder?: string; readonly rows?: number }

export function TextField({ label, help, error, isOptional, placeholder, rows, ...rest }: Props) {
  return (
    <AriaTextField {...rest} className="gr-field" isInvalid={Boolean(error)} validationBehavior="aria">
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      {rows === undefined ? (
        <Input className="gr-input" {...(placeholder ? { placeholder } : {})} />
      ) : (
        <TextArea className="gr-input" rows={rows} {...(placeholder ? { placeholder } : {})} />
      )}
      <FieldFoot help={help} error={error} />
    </AriaTextField>
  )
}
