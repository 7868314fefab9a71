// A run under way: how far, how fast, what was found so far, and a way to stop. Not here: its outcome (results.tsx).
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import { Button } from '../../parts/button.tsx'
import { Progress } from '../../parts/progress.tsx'
import { CountFigures } from './count-figures.tsx'
import type { RunProgress } from './messages-between.ts'

export function Running({ progress, onStop }: { progress: RunProgress; onStop: () => void }) {
  const { t } = useLocale(batchCheckMessages)
  const { counts, part, seconds } = progress
  const rate = seconds > 0 ? Math.round(counts.rows / seconds) : 0
  const left = part > 0.02 && seconds > 0.5 ? (seconds * (1 - part)) / part : null
  return (
    <section className="gr-panel gr-stack" aria-label={t('batch.running')}>
      <Progress
        label={t('batch.running')}
        value={part}
        max={1}
        text={t('batch.progress', { rows: counts.rows, rate, left })}
      />
      <CountFigures counts={counts} />
      <div className="gr-batch-do">
        <Button onPress={onStop}>{t('batch.stop')}</Button>
      </div>
    </section>
  )
}
