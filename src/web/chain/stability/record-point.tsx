// Records one point of a study: which, and how it is measured. Not here: what the laboratory reports of an order (quality/result-form.tsx).
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type OrderTest, type StudyPoint, type StudyView, unitText } from '#chain/contract'
import { readDecimal } from '#kernel'
import type { Product } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { DecimalField } from '../../parts/decimal-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useStep } from '../quality/queries.ts'
import { emptyDraft, isObserved, type Line, toSend, usualFor } from '../quality/result-draft.ts'
import { WithProduct } from '../quality/with-product.tsx'
import { testKey } from '../quality/words.ts'
import { batch } from '../queries.ts'
import { idOfPoint } from './study-points.tsx'
import { texts } from './words.ts'

type Props = { readonly view: StudyView; readonly open: readonly StudyPoint[] }

export function RecordPoint({ view, open }: Props) {
  const { t } = useLocale(texts)
  const toast = useToast()
  const [chosen, setChosen] = useState<string | null>(open[0] ? idOfPoint(open[0]) : null)
  const [how, setHow] = useState('draw')
  const point = open.find((one) => idOfPoint(one) === chosen) ?? open[0]
  const step = useStep<StudyView>(() => toast('positive', t('stability.record.done')))
  if (!point) return null
  const nameOf = (batchId: string) => view.batches.find((one) => one.batchId === batchId)?.name ?? '–'
  const where = { batchId: point.batchId, condition: point.condition, month: point.month }
  const send = (name: 'points' | 'taken-over', body: object) =>
    step.mutate({ path: `/v1/quality/stability/${view.studyId}/${name}`, body: { ...where, ...body } })
  return (
    <div className="gr-quality-form">
      <Select
        label={t('stability.record.point')}
        choices={open.map((one) => ({
          id: idOfPoint(one),
          text: `${nameOf(one.batchId)}, ${one.month === 0 ? t('stability.start') : `${t('stability.month').toLowerCase()} ${one.month}`}`,
          note: one.condition ? t(`stability.condition.${one.condition}`) : '',
        }))}
        value={idOfPoint(point)}
        onChange={setChosen}
      />
      <RadioGroup
        label={t('stability.record.how')}
        choices={[
          { id: 'draw', text: t('stability.record.draw') },
          { id: 'take', text: t('stability.record.take') },
        ]}
        value={how}
        onChange={(id) => setHow(id ?? 'draw')}
      />
      {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
      {how === 'draw' ? (
        <Draw
          key={point.batchId}
          batchId={point.batchId}
          isPending={step.isPending}
          onSend={(sampleId) => send('points', { sampleId, dueOn: null })}
        />
      ) : (
        <WithProduct productCode={view.productCode}>
          {(product) => (
            <TakeOver
              key={idOfPoint(point)}
              view={view}
              product={product}
              isPending={step.isPending}
              onSend={(body) => send('taken-over', body)}
            />
          )}
        </WithProduct>
      )}
    </div>
  )
}

type DrawProps = {
  readonly batchId: string
  readonly isPending: boolean
  readonly onSend: (sampleId: string) => void
}

/** Of the samples that were taken of the very batch, for no other is a point of it. */
function Draw({ batchId, isPending, onSend }: DrawProps) {
  const { t } = useLocale(texts)
  const found = useQuery(batch(batchId))
  const samples = (found.data?.children ?? []).filter((one) => one.batch.kind === 'sample')
  const [sampleId, setSample] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    if (sampleId !== null) onSend(sampleId)
  }
  return (
    <form className="gr-quality-form" onSubmit={submit}>
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess && samples.length === 0 ? <p>{t('stability.record.sample.none')}</p> : null}
      <Select
        label={t('stability.record.sample')}
        help={t('stability.record.sample.help')}
        choices={samples.toReversed().map((one) => ({ id: one.batch.batchId, text: one.batch.name }))}
        value={sampleId}
        onChange={setSample}
        error={isAsked && sampleId === null ? t('stability.record.needed') : null}
      />
      <Button type="submit" look="primary" isPending={isPending}>
        {t('stability.record.draw.do')}
      </Button>
    </form>
  )
}

type TakeOverProps = {
  readonly view: StudyView
  readonly product: Product | null
  readonly isPending: boolean
  readonly onSend: (body: object) => void
}

function TakeOver({ view, product, isPending, onSend }: TakeOverProps) {
  const { t } = useLocale(texts)
  const [draft, setDraft] = useState(() => emptyDraft(view, product))
  const [report, setReport] = useState('')
  const [testedOn, setTestedOn] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    const figures = toSend(draft, product)
    if (figures && report.trim() !== '' && testedOn !== null) onSend({ ...figures, report: report.trim(), testedOn })
  }
  const set = (test: string, line: Partial<Line>) =>
    setDraft((before) => ({ ...before, [test]: { ...before[test], ...line } as Line })) // Every test of the study has its line.
  const needed = (isMissing: boolean) => (isAsked && isMissing ? { error: t('stability.record.needed') } : {})
  return (
    <form className="gr-quality-form" onSubmit={submit} noValidate>
      <TextField
        label={t('stability.record.report')}
        value={report}
        onChange={setReport}
        maxLength={80}
        {...needed(report.trim() === '')}
      />
      <DateField
        label={t('stability.record.testedOn')}
        value={testedOn}
        onChange={setTestedOn}
        {...needed(testedOn === null)}
      />
      {view.tests.map((test) => (
        <OneTest
          key={test}
          test={test}
          usual={usualFor(test, product)}
          line={draft[test]}
          onSet={(line) => set(test, line)}
          needed={needed}
        />
      ))}
      <Button type="submit" look="primary" isPending={isPending}>
        {t('stability.record.take.do')}
      </Button>
    </form>
  )
}

type OneProps = {
  readonly test: OrderTest
  readonly usual: ReturnType<typeof usualFor>
  readonly line: Line | undefined
  readonly onSet: (line: Partial<Line>) => void
  readonly needed: (isMissing: boolean) => { readonly error?: string }
}

function OneTest({ test, usual, line, onSet, needed }: OneProps) {
  const { t } = useLocale(texts)
  if (!line) return null
  // What has no method of its own is measured by one that its report names.
  const method =
    usual.method === '' ? (
      <TextField
        label={t('stability.record.method', { test: t(testKey(test)) })}
        value={line.method}
        onChange={(typed) => onSet({ method: typed })}
        maxLength={60}
        {...needed(line.method.trim() === '')}
      />
    ) : null
  if (isObserved(test)) {
    return (
      <>
        <RadioGroup
          label={t(testKey(test))}
          isInline
          choices={[
            { id: 'yes', text: t('stability.conforms') },
            { id: 'no', text: t('stability.unfit') },
          ]}
          value={line.conforms === null ? null : line.conforms ? 'yes' : 'no'}
          onChange={(said) => onSet({ conforms: said === 'yes' })}
          {...needed(line.conforms === null)}
        />
        {method}
      </>
    )
  }
  return (
    <>
      <DecimalField
        label={t('stability.record.value', {
          test: t(testKey(test)),
          unit: unitText(usual.unit),
          of: t(`of.${usual.of}`),
        })}
        value={line.value}
        onChange={(value) => onSet({ value })}
        {...needed(readDecimal(line.value) === null)}
      />
      {method}
    </>
  )
}
