// The second signature under a count or destruction: until when it is waited for, a button for whoever may give it, then who gave it. Works on
// a phone beside the scale. Not here: refusing the same person; the server knows who recorded the first.

import type { EventView, SecondSignature } from '#chain/contract'
import { useToday } from '../../house-clock.ts'
import { useLocale } from '../../locale.tsx'
import { countMessages } from '../../messages/count.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { unbroken } from '../../parts/unbroken.tsx'
import { useOneAct } from '../one-act.ts'
import { useMayRecord } from '../use-may-record.ts'

export function SecondSignaturePanel({ event, asked }: { event: EventView; asked: SecondSignature }) {
  const { t, instant } = useLocale(countMessages)
  const mayRecord = useMayRecord('countersign')
  const sign = useOneAct<'countersign'>()
  const today = useToday().toString()
  const { signed, dueOn, isYours } = asked
  if (signed)
    return (
      <Alert
        tone="positive"
        title={t('sign.done', { who: signed.party?.name ?? '' })}
        actions={<Link href={`/events/${signed.eventId}`}>{t('sign.see')}</Link>}
      >
        <p>{unbroken(t('sign.done.text', { at: instant(signed.at) }))}</p>
      </Alert>
    )
  if (event.correctedById) return null
  const isLate = dueOn < today
  const premisesId = event.premises?.premisesId
  return (
    <Alert
      tone={isLate ? 'negative' : 'warning'}
      title={t(isLate ? 'sign.late' : 'sign.waits', { due: dueOn })}
      actions={
        mayRecord && !isYours && premisesId ? (
          <Button
            look="primary"
            isPending={sign.isPending}
            onPress={() =>
              sign.mutate({
                kind: 'countersign',
                premisesId,
                signsId: event.eventId,
              })
            }
          >
            {t('sign.give')}
          </Button>
        ) : null
      }
    >
      <p>{t(isYours ? 'sign.yours' : 'sign.check')}</p>
      {sign.isError ? <ProblemNotice error={sign.error} isNews /> : null}
    </Alert>
  )
}
