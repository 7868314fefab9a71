// A figure as people write it, "21,70"; what can be read in two ways is not read but asked. Not here: masses (mass-field.tsx), whole numbers
// with steps (number-field.tsx), and limits; the screen knows those.
import { useRef } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { isMeantAsDecimal, meantAsDecimal, readDecimal, twoReadings, withoutMeaning } from '#kernel'
import { useLocale } from '../locale.tsx'
import { decimalFieldMessages } from '../messages/decimal-field.ts'
import { twoWaysMessages } from '../messages/two-ways.ts'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { TwoWays } from './two-ways.tsx'

const texts = { ...decimalFieldMessages, ...twoWaysMessages }

type Props = {
  readonly name?: string
  /** What is typed, kept by the screen as text and read by `readDecimal`: what is half typed is not wrong yet. */
  readonly value: string
  readonly onChange: (typed: string) => void
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
} & (
  | (FieldTexts & { readonly 'aria-label'?: never })
  /** In a table, where the column and the line are its label: there is no room for more than the question. */
  | { readonly 'aria-label': string; readonly isMissing: boolean }
)

export function DecimalField({ value, onChange, ...rest }: Props) {
  const { t, locale } = useLocale(texts)
  const input = useRef<HTMLInputElement>(null)
  const two = twoReadings(value, locale)
  const question = two && readDecimal(two.thousands) !== null ? t('two.ask', two) : null
  const fault = question ?? (value.trim() !== '' && readDecimal(value) === null ? t('decimal.wrong') : null)
  const shared = {
    value: withoutMeaning(value),
    onChange,
    validationBehavior: 'aria',
    inputMode: 'decimal',
    autoComplete: 'off',
  } as const
  const reads = isMeantAsDecimal(value) ? t('decimal.reads', { figure: withoutMeaning(value) }) : null
  const choose = (way: string) => onChange(way === two?.exact ? meantAsDecimal(way) : way)
  const choice =
    two && question && !rest.isDisabled ? (
      <TwoWays ways={[two.thousands, two.exact]} onChoose={choose} input={input} />
    ) : null
  if (!('label' in rest)) {
    const { isMissing, ...cell } = rest
    return (
      <AriaTextField {...cell} {...shared} className="gr-field" isInvalid={isMissing || fault !== null}>
        <Input className="gr-input" ref={input} />
        {question ? <FieldFoot error={question} /> : reads ? <FieldFoot help={reads} /> : null}
        {choice}
      </AriaTextField>
    )
  }
  const { label, help, error, isOptional, ...field } = rest
  const mistake = fault ?? error ?? null
  return (
    <AriaTextField {...field} {...shared} className="gr-field" isInvalid={mistake !== null}>
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <Input className="gr-input" ref={input} />
      <FieldFoot help={reads ?? help} error={mistake} />
      {choice}
    </AriaTextField>
  )
}
