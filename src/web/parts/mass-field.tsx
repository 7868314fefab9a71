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
import { packsIn, parseMassOrPacks } from './packs-typed.ts'
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
  /** What one pack holds, where it is of packs: a number of packs is read too, and said beside the mass. */
  readonly packMassMg?: bigint | null
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
}

export function MassField({
  label,
  help,
  error,
  isOptional,
  value,
  onChange,
  unit = 'g',
  packMassMg = null,
  ...rest
}: Props) {
  const { t, locale, mass } = useLocale(texts)
  const input = useRef<HTMLInputElement>(null)
  const readIn = (typed: string) => parseMass(typed, unit) ?? parseMassOrPacks(typed, packMassMg)
  const read = readIn(value)
  const two = twoReadings(value, locale, unit)
  const ways = two === null ? [] : [two.thousands, two.exact].filter((way) => parseMass(meantAs(way)) !== null)
  function meantAs(way: string): string {
    return way === two?.exact ? meantAsDecimal(way) : way
  }
  const isUnreadable = value.trim() !== '' && read === null
  // What is wrong with what stands there says more than that something must stand there.
  const mistake = two ? twoText(two, ways) : isUnreadable ? t('mass.wrong') : (error ?? null)
  const change = (typed: string) => onChange(typed, readIn(typed))
  return (
    <AriaTextField
      {...rest}
      className="gr-field gr-mass-field"
      value={withoutMeaning(value)}
      onChange={change}
      isInvalid={mistake !== null}
      validationBehavior="aria"
      inputMode={packMassMg === null ? 'decimal' : 'text'}
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
      <FieldFoot help={read === null ? (help ?? hint()) : readText(read)} error={mistake} />
      {ways.length > 0 && !rest.isDisabled ? (
        <TwoWays ways={ways} onChoose={(way) => change(meantAs(way))} input={input} />
      ) : null}
    </AriaTextField>
  )

  function hint(): string {
    return packMassMg === null ? t('mass.hint') : t('mass.hint.packs', { each: mass(packMassMg) })
  }

  function readText(massMg: Milligrams): string {
    if (packMassMg === null) return t('mass.reads', { mass: mass(massMg) })
    const packs = packsIn(massMg, packMassMg)
    if (packs === null) return t('mass.reads.broken', { mass: mass(massMg), each: mass(packMassMg) })
    return t('mass.reads.packs', { mass: mass(massMg), packs: `${packs}`, isOne: packs === 1n })
  }

  function twoText(both: TwoReadings, readable: readonly string[]): string {
    return t(readable.length > 1 ? 'two.ask' : 'mass.two.fine', both)
  }
}
