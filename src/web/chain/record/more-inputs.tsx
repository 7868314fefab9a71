// The other lots of an act, that go into the same output or travel along: which, in which state, and how much of each. Not here: the first, which
// the form is about, asking what of a lot is here (add-portion.ts), and what is refused; the server decides.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { moreInputsMessages } from '../../messages/more-inputs.ts'
import { recordMessages } from '../../messages/record.ts'
import { Button } from '../../parts/button.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { MassField } from '../../parts/mass-field.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { useBatchChoices } from '../batch-choices.ts'
import { actOptions } from '../queries.ts'
import { amountText, stateText } from '../words.ts'
import type { useAddPortion } from './add-portion.ts'
import type { Context, Draft } from './fields.ts'
import { optionsAt, portionCount, withoutPortion } from './portions.ts'

const texts = { ...chainMessages, ...recordMessages, ...moreInputsMessages }

type Props = {
  readonly context: Context
  readonly draft: Draft
  readonly onChange: (change: Draft) => void
  readonly missing: readonly string[]
  readonly adding: ReturnType<typeof useAddPortion>
}

export function MoreInputs(props: Props) {
  const { draft, onChange, adding } = props
  const { t } = useLocale(texts)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState(0)
  const [fresh, setFresh] = useState<number | null>(null)
  const { choices, isSearching } = useBatchChoices(typed)
  const picker = useRef<HTMLDivElement>(null)
  const remove = (index: number) => {
    adding.say({ kind: 'news', text: t('inputs.removed', { name: draft[`input.${index}.name`] ?? '' }) })
    flushSync(() => {
      setFresh(null)
      onChange(withoutPortion(draft, index))
    })
    // The button that had the keyboard is gone: on to the lot that took its place, or the one before; the first of all is the form's own.
    const masses = picker.current?.closest('form')?.querySelectorAll<HTMLInputElement>('.gr-mass-field input') ?? []
    masses[Math.min(index + 1, portionCount(draft) - 1)]?.focus()
  }
  return (
    <>
      {Array.from({ length: portionCount(draft) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps nothing of its own; all of it stands in the draft.
        <OnePortion key={index} index={index} isFresh={index === fresh} onRemove={() => remove(index)} {...props} />
      ))}
      <div ref={picker}>
        {/* Anew for each: a list from which nothing stays chosen would stay open. */}
        <ComboBox
          key={picked}
          label={t('inputs.add')}
          help={t('inputs.add.help')}
          isOptional
          choices={choices}
          isSearching={isSearching}
          value={null}
          typed={typed}
          onTyped={setTyped}
          onChange={(batchId) => {
            const chosen = choices.find(({ id }) => id === batchId)
            if (!chosen) return
            setTyped('')
            setPicked(picked + 1)
            void adding.add({ batchId: chosen.id, name: chosen.text }).then(setFresh)
          }}
        />
      </div>
      <WhatWasSaid adding={adding} />
    </>
  )
}

function WhatWasSaid({ adding: { said, add } }: Pick<Props, 'adding'>) {
  if (said?.kind === 'failed') return <ProblemNotice error={said.error} isNews onRetry={() => void add(said.lot)} />
  return (
    <p className={said?.kind === 'warning' ? 'gr-record-said gr-record-said-warning' : 'gr-record-said'} role="status">
      {said?.text}
    </p>
  )
}

type OneProps = Props & {
  readonly index: number
  /** Chosen just now: its mass is what is typed next. */
  readonly isFresh: boolean
  readonly onRemove: () => void
}

function OnePortion({ index, isFresh, context, draft, onChange, missing, onRemove }: OneProps) {
  const words = useLocale(texts)
  const { t } = words
  const row = useRef<HTMLFieldSetElement>(null)
  // The list it was chosen from is gone, and the keyboard with it.
  useEffect(() => {
    if (isFresh) row.current?.querySelector<HTMLInputElement>('.gr-mass-field input')?.focus()
  }, [isFresh])
  const at = (field: string) => `input.${index}.${field}`
  const batchId = draft[at('batch')] ?? ''
  const name = draft[at('name')] ?? ''
  const { data } = useQuery({ ...actOptions(batchId), enabled: batchId !== '' })
  const here = optionsAt(data?.options ?? [], context)
  const chosen = draft[at('state')] || context.state
  const states = [...new Set([...here.flatMap(({ state }) => state ?? []), ...(chosen ? [chosen] : [])])]
  const most = here.find(({ state }) => state === chosen)?.maxAmount ?? null
  const fault = (field: string, text: string) => (missing.includes(at(field)) ? text : null)
  return (
    <fieldset ref={row} className="gr-record-result gr-record-input">
      <legend>{t('inputs.title', { line: index + 2, name })}</legend>
      <Select
        label={t('inputs.state')}
        choices={states.map((state) => ({ id: state, text: stateText(state, words) }))}
        value={chosen}
        onChange={(state) => onChange({ [at('state')]: state })}
        error={fault('state', t('inputs.state.twice'))}
      />
      <MassField
        label={t('inputs.mass')}
        {...(most === null ? {} : { help: t('inputs.most', { max: amountText(most, 'mg', words) }) })}
        value={draft[at('mass')] ?? ''}
        onChange={(mass) => onChange({ [at('mass')]: mass })}
        error={fault('mass', t('record.missing'))}
      />
      <div>
        <Button isCompact onPress={onRemove}>
          {t('inputs.remove', { name })}
        </Button>
      </div>
    </fieldset>
  )
}
