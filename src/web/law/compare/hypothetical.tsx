// The mark that a panel speaks of a law that is not: a word, a sign and a pattern, on the screen and on paper. Not here: what it marks.
import type { ReactNode } from 'react'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Icon } from '../../parts/icon.tsx'

type Props = {
  readonly title: string
  readonly isHypothetical: boolean
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** A panel of the result; each carries the mark by itself, for a panel is what people copy and print. */
export function ResultPanel({ title, isHypothetical, lead, children }: Props) {
  return (
    <section className={isHypothetical ? 'gr-panel gr-compare-panel gr-hypothetical' : 'gr-panel gr-compare-panel'}>
      <div className="gr-compare-head">
        <h2>{title}</h2>
        {isHypothetical ? <HypotheticalMark /> : null}
      </div>
      {lead ? <p className="gr-muted gr-compare-lead">{lead}</p> : null}
      {children}
    </section>
  )
}

export function HypotheticalMark() {
  const { t } = useLocale(compareMessages)
  return (
    <span className="gr-hypothetical-mark">
      <Icon name="warning" />
      {t('compare.hypothetical')}
    </span>
  )
}
