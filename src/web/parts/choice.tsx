// Choices that are seen side by side: one box to tick, a set of boxes, or one of a few. Not here: long lists; see select.tsx and combo-box.tsx.
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'
import type { Choice } from './select.tsx'
import './choice.css'

type CheckboxProps = {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly isIndeterminate?: boolean
  readonly isInvalid?: boolean
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="gr-choice">
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className="gr-choice-box">
            {isIndeterminate ? <span className="gr-choice-dash" /> : isSelected ? <Icon name="check" /> : null}
          </span>
          <span className="gr-choice-text">{children}</span>
        </>
      )}
    </AriaCheckbox>
  )
}

type GroupProps<Value> = FieldTexts & {
  readonly choices: readonly Choice[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly isDisabled?: boolean
  readonly isInline?: boolean
}

export function CheckboxGroup({
  label,
  help,
  error,
  isOptional,
  choices,
  value,
  onChange,
  isInline = false,
  ...rest
}: GroupProps<readonly string[]>) {
  return (
    <AriaCheckboxGroup
      {...rest}
      className="gr-field"
      value={[...value]}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <div className={isInline ? 'gr-choices gr-choices-inline' : 'gr-choices'}>
        {choices.map((choice) => (
          <AriaCheckbox key={choice.id} value={choice.id} className="gr-choice" isDisabled={choice.isDisabled ?? false}>
            {({ isSelected }) => (
              <>
                <span className="gr-choice-box">{isSelected ? <Icon name="check" /> : null}</span>
                <ChoiceText choice={choice} />
              </>
            )}
          </AriaCheckbox>
        ))}
      </div>
      <FieldFoot help={help} error={error} />
    </AriaCheckboxGroup>
  )
}

export function RadioGroup({
  label,
  help,
  error,
  isOptional,
  choices,
  value,
  onChange,
  isInline = false,
  ...rest
}: GroupProps<string | null>) {
  return (
    <AriaRadioGroup
      {...rest}
      className="gr-field"
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <div className={isInline ? 'gr-choices gr-choices-inline' : 'gr-choices'}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="gr-choice" isDisabled={choice.isDisabled ?? false}>
            <span className="gr-choice-box gr-choice-round" />
            <ChoiceText choice={choice} />
          </Radio>
        ))}
      </div>
      <FieldFoot help={help} error={error} />
    </AriaRadioGroup>
  )
}

function ChoiceText({ choice }: { choice: Choice }) {
  return (
    <span className="gr-choice-text">
      {choice.text}
      {choice.note ? <span className="gr-help">{choice.note}</span> : null}
    </span>
  )
}
