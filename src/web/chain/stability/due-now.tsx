// What of a study is to be drawn now, and recording it: a sample to the laboratory, or figures of a report from before. Not here: the schedule
// in full (study-points.tsx).
import type { StudyView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { RecordPoint } from './record-point.tsx'
import { idOfPoint } from './study-points.tsx'
import { pointTone, texts } from './words.ts'

/** As many as fit beside what the study says; all of them stand in the table beneath. */
const shownMax = 8

export function DueNow({ view, mayRecord }: { view: StudyView; mayRecord: boolean }) {
  const { t, day, dayShort } = useLocale(texts)
  const open = view.points.filter(({ state }) => state === 'due' || state === 'overdue')
  const next = view.points.find(({ state }) => state === 'planned')
  const nameOf = (batchId: string) => view.batches.find((one) => one.batchId === batchId)?.name ?? '–'
  return (
    <section className="gr-chain-panel">
      <h2>{t('stability.due')}</h2>
      {open.length === 0 ? (
        <p>{next ? t('stability.due.none', { day: day(next.plannedOn) }) : t('stability.due.over')}</p>
      ) : (
        <ul className="gr-stability-plain">
          {open.slice(0, shownMax).map((point) => (
            <li key={idOfPoint(point)}>
              {nameOf(point.batchId)},{' '}
              {point.month === 0
                ? t('stability.start')
                : `${t('stability.month').toLowerCase()} ${point.month}, ${t(`stability.condition.${point.condition ?? '25-60'}`)}`}{' '}
              <Badge tone={pointTone[point.state]}>{t(`stability.point.${point.state}`)}</Badge>{' '}
              <span className="gr-muted">{t('stability.due.until', { day: dayShort(point.until) })}</span>
            </li>
          ))}
        </ul>
      )}
      {mayRecord && open.length > 0 ? (
        <Disclosure title={t('stability.record')}>
          <RecordPoint key={view.steps.length} view={view} open={open} />
        </Disclosure>
      ) : null}
    </section>
  )
}
