// How many rows had which outcome. Not here: counting.
import { batchVerdicts, type Counts } from '#law/batch'
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import { Figure, Figures } from '../../parts/figure.tsx'

export function CountFigures({ counts }: { counts: Counts }) {
  const { t, number } = useLocale(batchCheckMessages)
  return (
    <div className="gr-batch-counts">
      <Figures>
        {batchVerdicts.map((verdict) => (
          <Figure key={verdict} label={t(`batch.verdict.${verdict}`)}>
            {number(counts[verdict])}
          </Figure>
        ))}
      </Figures>
    </div>
  )
}
