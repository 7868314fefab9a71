// What comes of a comparison: the one sentence first, then what moves, the penalties, what it means, the rules, and whom it touches.
// Not here: the question (compare-screen.tsx); each panel stands in a file of its own.
import type { ComparisonAsked, LawComparison } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Alert } from '../../parts/alert.tsx'
import { ConsequencesPanel } from './consequences-panel.tsx'
import { HypotheticalMark } from './hypothetical.tsx'
import { LawName } from './law-name.tsx'
import { MovedPanel } from './moved-panel.tsx'
import { PenaltiesPanel } from './penalties-panel.tsx'
import { ProvisionsPanel } from './provisions-panel.tsx'
import { QuestionsPanel } from './questions-panel.tsx'
import { TouchedPanel } from './touched-panel.tsx'

type Props = { readonly comparison: LawComparison; readonly asked: ComparisonAsked }

export function Result({ comparison, asked }: Props) {
  const { t, locale } = useLocale(compareMessages)
  const { a, b, sentence, notices } = comparison
  const isHypothetical = a.hypothetical !== null || b.hypothetical !== null
  const [first, ...others] = notices
  // The first notice of a draft says what the panel below it says already.
  const told = isHypothetical ? others : notices
  return (
    <>
      <section
        className={isHypothetical ? 'gr-panel gr-compare-panel gr-hypothetical' : 'gr-panel gr-compare-panel'}
        aria-live="polite"
      >
        <div className="gr-compare-head">
          <p className="gr-compare-laws">
            <LawName law={a} /> <span aria-hidden="true">→</span> <LawName law={b} />
          </p>
          {isHypothetical ? <HypotheticalMark /> : null}
        </div>
        <p className="gr-compare-sentence">{sentence[locale]}</p>
        {isHypothetical && first ? (
          <Alert tone="warning" title={t('compare.hypothetical.all')}>
            {t('compare.hypothetical.why')}
          </Alert>
        ) : null}
        {told.length > 0 ? (
          <ul className="gr-compare-notices gr-small gr-muted">
            {told.map((notice) => (
              <li key={notice.en}>{notice[locale]}</li>
            ))}
          </ul>
        ) : null}
      </section>
      <MovedPanel comparison={comparison} isHypothetical={isHypothetical} />
      <PenaltiesPanel comparison={comparison} isHypothetical={isHypothetical} />
      <ConsequencesPanel comparison={comparison} isHypothetical={isHypothetical} />
      <TouchedPanel asked={asked} isHypothetical={isHypothetical} />
      <QuestionsPanel comparison={comparison} isHypothetical={isHypothetical} />
      <ProvisionsPanel comparison={comparison} isHypothetical={isHypothetical} />
    </>
  )
}
