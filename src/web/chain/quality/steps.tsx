// The steps of an order or a case, oldest first, each with its place in the log. Not here: taking one.
import type { QualityStep } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Link } from '../../parts/link.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { stepKey, texts } from './words.ts'

export function Steps({ steps }: { steps: readonly QualityStep[] }) {
  const { t, instant } = useLocale(texts)
  return (
    <Timeline
      label={t('quality.order.course')}
      happenings={steps.map(({ stepId, kind, at, by, reason, eventId, leafIndex }) => ({
        id: stepId,
        when: instant(at),
        dateTime: at,
        title: eventId ? <Link href={`/events/${eventId}`}>{t(stepKey(kind))}</Link> : t(stepKey(kind)),
        text: (
          <>
            {by.name}
            {reason ? <p>{reason}</p> : null}
            <div className="gr-muted">
              {leafIndex === null ? t('quality.step.waiting') : t('quality.step.leaf', { index: leafIndex })}
            </div>
          </>
        ),
      }))}
    />
  )
}
