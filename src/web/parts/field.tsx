// What every field shares: label, note that it may stay empty, help, error. Not here: any field.
import type { ReactNode } from 'react'
import { FieldError, type FieldErrorProps } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { useLocale } from '../locale.tsx'
import { Icon } from './icon.tsx'
import './field.css'

/** What a screen tells any field. `error` is shown and spoken; without it the field is in order. */
export type FieldTexts = {
  readonly label: string
  readonly help?: ReactNode
  readonly error?: string | null | undefined
  readonly isOptional?: boolean
}

export function FieldLabel({ label, isOptional = false }: Pick<FieldTexts, 'label' | 'isOptional'>) {
  const { t } = useLocale()
  return (
    <Label className="gr-label">
      {label}
      {isOptional ? <span className="gr-label-note"> ({t('part.optional')})</span> : null}
    </Label>
  )
}

export function FieldFoot({ help, error }: Pick<FieldTexts, 'help' | 'error'>) {
  return (
    <>
      {help ? (
        <Text slot="description" className="gr-help">
          {help}
        </Text>
      ) : null}
      <FieldMistake>{error}</FieldMistake>
    </>
  )
}

function FieldMistake({ children }: Pick<FieldErrorProps, 'children'>) {
  return (
    <FieldError className="gr-error">
      {({ defaultChildren, validationErrors }) => (
        <>
          <Icon name="cross" />
          <span>{typeof children === 'string' ? children : (validationErrors[0] ?? defaultChildren)}</span>
        </>
      )}
    </FieldError>
  )
}
