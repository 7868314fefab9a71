// Establishing how long a product keeps, by a qualified person with a passkey. Not here: what the figures carry (study-says.tsx).
import { type FormEvent, useState } from 'react'
import { conclusionKinds, type StudyView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { NumberField } from '../../parts/number-field.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useDecidedStep } from '../quality/queries.ts'
import { texts } from './words.ts'

export function Conclude({ view }: { view: StudyView }) {
  const { t } = useLocale(texts)
  const toast = useToast()
  const supported = view.support.months
  const [kind, setKind] = useState<string>('shelf-life')
  const [months, setMonths] = useState(supported ?? 0)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { step, stepUp } = useDecidedStep<StudyView>(() => toast('positive', t('stability.conclude.done')))
  if (supported === null || supported < 1) return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    const body = { kind, months, reason: reason.trim() }
    if (body.reason !== '') step.mutate({ path: `/v1/quality/stability/${view.studyId}/conclude`, body })
  }
  return (
    <section className="gr-chain-panel">
      <h2>{t('stability.conclude')}</h2>
      {view.isQualified === false ? (
        <Alert tone="info" title={t('stability.conclude.unqualified')} />
      ) : (
        <form className="gr-quality-form" onSubmit={submit} noValidate>
          <RadioGroup
            label={t('stability.conclude.kind')}
            isInline
            choices={conclusionKinds.map((id) => ({ id, text: t(`stability.kind.${id}`) }))}
            value={kind}
            onChange={(id) => setKind(id ?? 'shelf-life')}
          />
          <NumberField
            label={t('stability.conclude.months')}
            help={t('stability.conclude.help', { months: supported })}
            value={months}
            onChange={setMonths}
            minValue={1}
            maxValue={120}
            step={1}
          />
          <TextField
            label={t('quality.reason')}
            value={reason}
            onChange={setReason}
            rows={2}
            maxLength={400}
            error={isAsked && reason.trim() === '' ? t('quality.reason.needed') : null}
          />
          {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
          <Button type="submit" look="primary" isPending={step.isPending}>
            {t('stability.conclude')}
          </Button>
        </form>
      )}
      {stepUp}
    </section>
  )
}
