// Draws up a list of what is due: of one kind of event or of all, and why now. Not here: what is due (due.tsx), and deciding (open-list.tsx).
import { type FormEvent, useState } from 'react'
import { listedMax, type RetentionView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { retentionMessages } from '../../messages/retention.ts'
import { Button } from '../../parts/button.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useErasureStep } from './queries.ts'

const texts = { ...chainMessages, ...retentionMessages }

export function Propose({ view }: { view: RetentionView }) {
  const { t } = useLocale(texts)
  const toast = useToast()
  const [kind, setKind] = useState('')
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { step, stepUp } = useErasureStep(({ listed }) =>
    toast('positive', t('retention.propose.done', { count: listed })),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    const said = reason.trim()
    if (said === '') return
    step.mutate({ path: '/v1/retention/erasures', body: { ...(kind ? { kind } : {}), reason: said }, isNew: true })
  }
  return (
    <section className="gr-chain-panel">
      <h2>{t('retention.propose')}</h2>
      <p className="gr-prose">{t('retention.propose.text', { most: listedMax })}</p>
      <form className="gr-retention-form" onSubmit={submit} noValidate>
        <Select
          label={t('retention.propose.which')}
          choices={[
            { id: '', text: t('retention.propose.all') },
            ...view.kinds.map((one) => ({
              id: one.kind,
              text: t('retention.propose.one', { kind: t(`act.${one.kind}`), count: one.count }),
            })),
          ]}
          value={kind}
          onChange={setKind}
        />
        <TextField
          label={t('retention.reason')}
          help={t('retention.reason.propose')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={400}
          {...(isAsked && reason.trim() === '' ? { error: t('retention.reason.needed') } : {})}
        />
        {step.isError ? <ProblemNotice error={step.error} isNews /> : null}
        <Button type="submit" look="primary" isPending={step.isPending}>
          {t('retention.propose.do')}
        </Button>
      </form>
      {stepUp}
    </section>
  )
}
