// Who must be told of a theft or loss: until when, and a field for the number of the receipt; then what was told. Not here: telling them; Grein
// keeps that it was done.

import { useState } from 'react'
import type { EventView, LossNotice } from '#chain/contract'
import { useToday } from '../../house-clock.ts'
import { useLocale } from '../../locale.tsx'
import { countMessages } from '../../messages/count.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { unbroken } from '../../parts/unbroken.tsx'
import { useOneAct } from '../one-act.ts'
import { useMayRecord } from '../use-may-record.ts'
import './count.css'

export function LossNotices({
  event,
  notices,
  isOwn,
}: {
  event: EventView
  notices: readonly LossNotice[]
  isOwn: boolean
}) {
  return (
    <>
      {notices.map((notice) => (
        <OneNotice
          key={notice.to}
          event={event}
          notice={notice}
          isOwn={isOwn}
          saysWhy={notice === notices.find(({ told }) => told === null)}
        />
      ))}
    </>
  )
}

type OneProps = {
  readonly event: EventView
  readonly notice: LossNotice
  readonly isOwn: boolean
  /** Once is enough: the term is the same for whoever is told. */
  readonly saysWhy: boolean
}

function OneNotice({ event, notice, isOwn, saysWhy }: OneProps) {
  const { t, instant } = useLocale(countMessages)
  const mayRecord = useMayRecord('notify-loss') && isOwn
  const [reference, setReference] = useState('')
  const [isAsked, setAsked] = useState(false)
  const tell = useOneAct<'notify-loss'>()
  const today = useToday().toString()
  const { to, told, dueOn, discoveredAt } = notice
  const who = t(`loss.to.${to}`)
  if (told)
    return (
      <Alert
        tone={told.isLate ? 'warning' : 'positive'}
        title={t(told.isLate ? 'loss.told.late' : 'loss.told', { who })}
        actions={<Link href={`/events/${told.eventId}`}>{t('loss.see')}</Link>}
      >
        <p>{unbroken(t('loss.told.text', { at: instant(told.at), reference: told.reference }))}</p>
      </Alert>
    )
  if (event.correctedById) return null
  const isLate = dueOn < today
  const premisesId = event.premises?.premisesId
  const submit = (pressed: { readonly target: Element }) => {
    tellMistakes(pressed.target.closest('.gr-count-tell'), () => setAsked(true))
    if (reference.trim() === '' || !premisesId) return
    tell.mutate({
      kind: 'notify-loss',
      premisesId,
      lossId: event.eventId,
      to,
      reference: reference.trim(),
    })
  }
  return (
    <Alert tone={isLate ? 'negative' : 'warning'} title={t(isLate ? 'loss.late' : 'loss.tell', { who, due: dueOn })}>
      {saysWhy ? <p>{unbroken(t('loss.why', { at: instant(discoveredAt) }))}</p> : null}
      {mayRecord ? (
        <div className="gr-count-tell">
          <TextField
            label={t(`loss.reference.${to}`)}
            value={reference}
            onChange={setReference}
            maxLength={60}
            error={isAsked && reference.trim() === '' ? t('loss.reference.missing') : null}
          />
          <Button look="primary" isPending={tell.isPending} onPress={submit}>
            {t('loss.record', { who })}
          </Button>
        </div>
      ) : null}
      {tell.isError ? <ProblemNotice error={tell.error} isNews /> : null}
    </Alert>
  )
}
