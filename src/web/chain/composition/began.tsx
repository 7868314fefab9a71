// Where a chart begins anew and why, in a sentence under it: another method or laboratory. Not here: the line in the chart.
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { madeOfMessages } from '../../messages/made-of.ts'
import type { Series } from './series.ts'

/** Of the newest phase alone: those before it stand in the chart and in the table. */
export function Began({ series: { phases, points } }: { series: Series }) {
  const { t, day } = useLocale(madeOfMessages)
  const phase = phases.at(-1)
  const [before, first] = phase ? [points[phase.from - 1], points[phase.from]] : []
  if (!phase || !before || !first) return null
  const named = (text: string | null) => text ?? t('phase.unnamed')
  const what = phase.changed.map((one) =>
    t(`phase.to.${one}`, { before: named(before[one]), after: named(first[one]) }),
  )
  return <>{t('phase.began', { name: first.name, on: day(legalDay(first.testedAt)), what })}</>
}
