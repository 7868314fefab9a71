// The other lots that go into the same output: which, in which state, and how much of each. Not here: the first, which the form is about, and
// what is refused; the server decides.
import { useState } from 'react'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { moreInputsMessages } from '../../messages/more-inputs.ts'
import { recordMessages } from '../../messages/record.ts'
import { Button } from '../../parts/button.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { MassField } from '../../parts/mass-field.tsx'
import { Select } from '../../parts/select.tsx'
import { useBatchChoices } from '../batch-choices.ts'
import { stateText } from '../words.ts'
import { inputCount } from './act-of.ts'
import { type Context, type Draft, inputsMax } from './fields.ts'

const texts = { ...chainMessages, ...recordMessages, ...moreInputsMessages }
/** In which stock may be that is worked on. */
const states = ['quarantine', 'released'] as const

type Props = {
  readonly context: Context
  readonly draft: Draft
  readonly onChange: (change: Draft) => void
  readonly missing: readonly string[]
}

export function MoreInputs(props: Props) {
  const { draft, onChange } = props
  const { t } = useLocale(texts)
  const count = inputCount(draft)
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; rows are only added at the end.
        <OneInput key={index} index={index} {...props} />
      ))}
      <div className="gr-chain-actions">
        {count + 1 < inputsMax ? (
          <Button onPress={() => onChange({ inputs: `${count + 1}` })}>{t('inputs.add')}</Button>
        ) : null}
        {count > 0 ? (
          <Button onPress={() => onChange({ ...empty(count - 1), inputs: `${count - 1}` })}>
            {t('inputs.remove', { line: count + 1 })}
          </Button>
        ) : null}
      </div>
    </>
  )
}

/** What was typed in a row that is taken away is not there when a row is added again. */
const empty = (index: number): Draft => ({
  [`input.${index}.batch`]: '',
  [`input.${index}.state`]: '',
  [`input.${index}.mass`]: '',
})

function OneInput({ index, context, draft, onChange, missing }: Props & { readonly index: number }) {
  const words = useLocale(texts)
  const { t } = words
  const [typed, setTyped] = useState('')
  const { choices, isSearching } = useBatchChoices(typed)
  const at = (field: string) => `input.${index}.${field}`
  const fault = (field: string) => (missing.includes(at(field)) ? t('record.missing') : null)
  return (
    <fieldset className="gr-record-result gr-record-input">
      <legend>{t('inputs.title', { line: index + 2 })}</legend>
      <ComboBox
        label={t('inputs.batch')}
        choices={choices.filter(({ id }) => id !== context.batch?.batch.batchId)}
        isSearching={isSearching}
        value={draft[at('batch')] || null}
        typed={typed}
        onTyped={setTyped}
        onChange={(id) => {
          onChange({ [at('batch')]: id ?? '' })
          const chosen = choices.find((one) => one.id === id)
          if (chosen) setTyped(chosen.text)
        }}
        error={fault('batch')}
      />
      <Select
        label={t('inputs.state')}
        choices={states.map((state) => ({ id: state, text: stateText(state, words) }))}
        value={draft[at('state')] || context.state}
        onChange={(state) => onChange({ [at('state')]: state })}
      />
      <MassField
        label={t('inputs.mass')}
        value={draft[at('mass')] ?? ''}
        onChange={(mass) => onChange({ [at('mass')]: mass })}
        error={fault('mass')}
      />
    </fieldset>
  )
}
