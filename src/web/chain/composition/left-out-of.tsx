// Which batches the limits of a chart do not follow from, each with why, in a sentence under the chart. Not here: leaving one out (for-limits.tsx).
import { useLocale } from '../../locale.tsx'
import { baselineMessages } from '../../messages/baseline.ts'
import { Link } from '../../parts/link.tsx'
import type { ChartPoint } from './series.ts'

export function LeftOutOf({ points }: { points: readonly ChartPoint[] }) {
  const { t } = useLocale(baselineMessages)
  if (points.length === 0) return null
  return (
    <>
      {t('baseline.left-out')}{' '}
      {points.map(({ batchId, name, leftOut }, index) => (
        <span key={batchId}>
          {index > 0 ? '; ' : ''}
          <Link href={`/batches/${batchId}`}>{name}</Link>
          {leftOut ? ` (${t(`baseline.cause.${leftOut.cause}`)}: ${leftOut.finding})` : ''}
        </span>
      ))}
      .
    </>
  )
}
