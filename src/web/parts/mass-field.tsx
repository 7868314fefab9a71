// A mass as people write it, "12,5 g", read exactly to the milligram; what was read is shown beside, and what can be read in two ways is not
// read but asked. Not here: limits; the screen knows those.

import { useRef } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import {
  type MassUnit,
  type Milligrams,
  meantAsDecimal,
  parseMass,
  type TwoReadings,
  twoReadings,
  withoutMeaning,
} from '#kernel'
import { useLocale } from '../locale.tsx'
import { massFieldMessages } from '../messages/mass-field.ts'
import { twoWaysMessages } from '../messages/two-ways.ts'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { TwoWays } from './two-ways.tsx'
import './mass-field.css'

const texts = { ...massFieldMessages, ...twoWaysMessages }

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
  const { t, locale, mass } = useLocale(texts)
  const input = useRef<HTMLInputElement>(null)
  const read = parseMass(value, unit)
  const two = twoReadings(value, locale, unit)
  const ways = two === null ? [] : [two.thousands, two.exact].filter((way) => parseMass(meantAs(way)) !== null)
  function meantAs(way: string): string {
    return way === two?.exact ? meantAsDecimal(way) : way
  }
  const isUnreadable = value.trim() !== '' && read === null
  // What is wrong with what stands there says more than that something must stand there.
  const mistake = two ? twoText(two, ways) : isUnreadable ? t('mass.wrong') : (error ?? null)
  const change = (typed: string) => onChange(typed, parseMass(typed, unit))
  return (
    <AriaTextField
      {...rest}
      className="gr-field gr-mass-field"
      value={withoutMeaning(value)}
      onChange={change}
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
        <Input className="gr-input" ref={input} />
        {/[a-z]/i.test(value) ? null : (
          <span className="gr-mass-unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </div>
      <FieldFoot
        help={read === null ? (help ?? t('mass.hint')) : t('mass.reads', { mass: mass(read) })}
        error={mistake}
      />
      {ways.length > 0 && !rest.isDisabled ? (
        <TwoWays ways={ways} onChoose={(way) => change(meantAs(way))} input={input} />
      ) : null}
    </AriaTextField>
  )

  function twoText(both: TwoReadings, readable: readonly string[]): string {
    return t(readable.length > 1 ? 'two.ask' : 'mass.two.fine', both)
  }
}
