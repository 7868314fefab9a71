// Begins a study: which batches of one product, how they are kept, when they are drawn and what is measured. Not here: recording a point.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import {
  type BatchDetail,
  type OrderTest,
  type StorageCondition,
  type StudyView,
  storageConditions,
  testsToOrder,
} from '#chain/contract'
import type { PartyView } from '#licensing/contract'
import { useToday } from '../../house-clock.ts'
import { useLocale } from '../../locale.tsx'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup } from '../../parts/choice.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Page } from '../../shell/page.tsx'
import { useBatchChoices } from '../batch-choices.ts'
import { partiesOfKind } from '../holder/queries.ts'
import { useStep } from '../quality/queries.ts'
import { testKey } from '../quality/words.ts'
import { batch, products } from '../queries.ts'
import { type Draft, emptyDraft, monthsOf, toBegin, usualTests, type WholeDraft } from './study-draft.ts'
import { texts } from './words.ts'
import '../chain.css'
import '../quality/quality.css'

export function NewStudyScreen() {
  const { t } = useLocale(texts)
  const crumbs = [
    { text: t('quality.title'), href: '/quality' },
    { text: t('stability.title'), href: '/quality/stability' },
  ]
  const found = useQuery(partiesOfKind('laboratory'))
  return (
    <Page title={t('stability.new')} crumbs={crumbs}>
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? <Form laboratories={found.data.items} /> : null}
    </Page>
  )
}

function Form({ laboratories: labs }: { laboratories: readonly PartyView[] }) {
  const { t } = useLocale(texts)
  const router = useRouter()
  const toast = useToast()
  const client = useQueryClient()
  const today = useToday().toString()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(labs[0]?.partyId ?? null, today))
  const [isAsked, setAsked] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const firstId = draft.batches[0]?.batchId ?? null
  const { data: followed } = useQuery({ ...batch(firstId ?? ''), enabled: firstId !== null })
  const offered = useQuery(products)
  /** With what is usual for the product of that batch where nothing else was chosen. */
  const whole = (of: BatchDetail | undefined): WholeDraft => {
    const product = offered.data?.items.find(({ productCode }) => productCode === of?.batch.productCode) ?? null
    const container = draft.container ?? t(`stability.container.${of?.form ?? 'flos'}`)
    return { ...draft, container, tests: draft.tests ?? usualTests(product) }
  }
  const shown = whole(followed)
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const begin = useStep<StudyView>(({ number, studyId }) => {
    toast('positive', t('stability.form.done', { number }))
    void router.navigate({ href: `/quality/stability/${studyId}` })
  })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    setFault(null)
    const [first] = draft.batches
    if (!first?.batchId) return
    try {
      const of = await client.ensureQueryData(batch(first.batchId))
      const body = toBegin(whole(of), of.batch.productCode)
      if (body) begin.mutate({ path: '/v1/quality/stability', body })
    } catch (error) {
      setFault(error)
    }
  }
  const problem = fault ?? begin.error
  return (
    <form className="gr-quality-form gr-chain-panel" onSubmit={submit} noValidate>
      <p className="gr-muted">{t('stability.form.batches.help')}</p>
      {draft.batches.map((each, index) => (
        <OneBatch
          key={each.key}
          index={index + 1}
          batch={each}
          isAsked={isAsked && (index === 0 || each.batchId !== null)}
          onChange={(change) =>
            set({ batches: draft.batches.map((one, at) => (at === index ? { ...one, ...change } : one)) })
          }
        />
      ))}
      {draft.batches.length < 8 ? (
        <Button
          onPress={() =>
            set({ batches: [...draft.batches, { key: draft.batches.length, batchId: null, placedOn: today }] })
          }
        >
          {t('stability.form.more')}
        </Button>
      ) : null}
      <TextField
        label={t('stability.container')}
        help={t('stability.container.help')}
        value={shown.container}
        onChange={(container) => set({ container })}
        maxLength={120}
        error={isAsked && shown.container.trim() === '' ? t('stability.record.needed') : null}
      />
      <OneCondition draft={draft} part="longTerm" isAsked={isAsked} onChange={set} />
      <OneCondition draft={draft} part="accelerated" isAsked={isAsked} onChange={set} />
      <OneCondition draft={draft} part="intermediate" isAsked={isAsked} onChange={set} />
      <CheckboxGroup
        label={t('stability.tests')}
        choices={testsToOrder.map((test) => ({ id: test, text: t(testKey(test)) }))}
        value={shown.tests}
        onChange={(tests) => set({ tests: tests as readonly OrderTest[] })} // The choices are these.
      />
      <Select
        label={t('stability.laboratory')}
        choices={labs.map(({ partyId, name }) => ({ id: partyId, text: name }))}
        value={draft.laboratoryId}
        onChange={(laboratoryId) => set({ laboratoryId })}
      />
      {problem ? <ProblemNotice error={problem} isNews /> : null}
      <Button type="submit" look="primary" isPending={begin.isPending}>
        {t('stability.form.do')}
      </Button>
    </form>
  )
}

type BatchProps = {
  readonly index: number
  readonly batch: Draft['batches'][number]
  readonly isAsked: boolean
  readonly onChange: (change: Partial<Draft['batches'][number]>) => void
}

function OneBatch({ index, batch, isAsked, onChange }: BatchProps) {
  const { t } = useLocale(texts)
  const [typed, setTyped] = useState('')
  const { choices, isSearching } = useBatchChoices(typed)
  return (
    <>
      <ComboBox
        label={t('stability.form.batch', { index })}
        choices={choices}
        value={batch.batchId}
        onChange={(batchId) => onChange({ batchId })}
        typed={typed}
        onTyped={setTyped}
        isSearching={isSearching}
        error={isAsked && batch.batchId === null ? t('stability.form.batch.needed') : null}
      />
      <DateField
        label={t('stability.form.placed', { index })}
        value={batch.placedOn}
        onChange={(placedOn) => onChange({ placedOn })}
        error={isAsked && batch.placedOn === null ? t('stability.record.needed') : null}
      />
    </>
  )
}

type ConditionProps = {
  readonly draft: Draft
  readonly part: 'longTerm' | 'accelerated' | 'intermediate'
  readonly isAsked: boolean
  readonly onChange: (change: Partial<Draft>) => void
}

function OneCondition({ draft, part, isAsked, onChange }: ConditionProps) {
  const { t } = useLocale(texts)
  const { condition, months } = draft[part]
  const all = storageConditions.map((id) => ({ id: id as string, text: t(`stability.condition.${id}`) }))
  const choices = part === 'longTerm' ? all : [{ id: 'none', text: t('stability.form.condition.none') }, ...all]
  const isWrong = isAsked && condition !== null && monthsOf(months) === null
  const label = t(`stability.form.${part}`)
  return (
    <>
      <Select
        label={label}
        choices={choices}
        value={condition ?? 'none'}
        onChange={
          (id) => onChange({ [part]: { months, condition: id === 'none' ? null : (id as StorageCondition) } }) // The choices are these.
        }
      />
      {condition === null ? null : (
        <TextField
          label={t('stability.form.months', { role: t(`stability.role.${part === 'longTerm' ? 'long-term' : part}`) })}
          help={t('stability.form.months.help')}
          value={months}
          onChange={(text) => onChange({ [part]: { condition, months: text } })}
          error={isWrong ? t('stability.form.months.error') : null}
        />
      )}
    </>
  )
}
