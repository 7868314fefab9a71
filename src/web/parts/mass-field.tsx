// A mass as people write it, "12,5 g", read exactly to the milligram; what was read is shown beside. Not here: limits; the screen knows those.

import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { type MassUnit, type Milligrams, parseMass } from '#kernel'
import { useLocale } from '../locale.tsx'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import './mass-field.css'

type Props = FieldTexts & {
  readonly name?: string
  /** What is typed, kept by the screen as text: a mass that is half typed is not wrong yet. */
  readonly value: string
  readonly onChange: (typed: string, massMg: Milligrams | null) => void
  /** The unit of a bare number; shown in the field. */
  readonly unit?: MassUnit
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
}

export function MassField({ label, help, error, isOptional, value, onChange, unit = 'g', ...rest }: Props) {
  const { t, mass } = useLocale()
  const read = parseMass(value, unit)
  const isUnreadable = value.trim() !== '' && read === null
  const mistake = error ?? (isUnreadable ? t('part.mass.wrong') : null)
  return (
    <AriaTextField
      {...rest}
      className="gr-field gr-mass-field"
      value={value}
      onChange={(typed) => onChange(typed, parseMass(typed, unit))}
      isInvalid={mistake !== null}
      validationBehavior="aria"
      inputMode="decimal"
      autoComplete="off"
    >
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <div
        className="gr-box"
        data-invalid={mistake === null ? undefined : true}
        data-disabled={rest.isDisabled || undefined}
      >
        <Input className="gr-input" />
        {/[a-z]/i.test(value) ? null : (
          <span className="gr-mass-unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </div>
      <FieldFoot
        help={read === null ? (help ?? t('part.mass.hint')) : t('part.mass.reads', { mass: mass(read) })}
        error={mistake}
      />
    </AriaTextField>
  )
}
