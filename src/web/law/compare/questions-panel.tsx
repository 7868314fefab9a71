// Questions that were asked of both laws: outcome beside outcome, and in which parts the answers differ. Not here: asking them.
import type { Decision, LawComparison } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Article } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { ResultPanel } from './hypothetical.tsx'
import { LawName } from './law-name.tsx'
import { Maximum } from './penalties-panel.tsx'

type Props = { readonly comparison: LawComparison; readonly isHypothetical: boolean }

export function QuestionsPanel({ comparison, isHypothetical }: Props) {
  const { t, locale } = useLocale(compareMessages)
  if (comparison.questions.length === 0) return null
  return (
    <ResultPanel title={t('compare.questions')} isHypothetical={isHypothetical}>
      <ul className="gr-compare-questions">
        {comparison.questions.map(({ question, words, a, b, differs }) => (
          <li key={JSON.stringify(question)}>
            <h3>{words[locale]}</h3>
            <p className="gr-row">
              <span className="gr-muted">{t('compare.questions.differs')}</span>
              {differs.length === 0 ? <span>{t('compare.questions.nothing')}</span> : null}
              {differs.map((part) => (
                <Badge key={part} tone="info">
                  {t(`compare.part.${part}`)}
                </Badge>
              ))}
            </p>
            <div className="gr-compare-pair">
              <Side decision={a}>
                <LawName law={comparison.a} />
              </Side>
              <Side decision={b}>
                <LawName law={comparison.b} />
              </Side>
            </div>
          </li>
        ))}
      </ul>
    </ResultPanel>
  )
}

function Side({ decision, children }: { decision: Decision; children: React.ReactNode }) {
  const { t, locale } = useLocale(compareMessages)
  const { sentence, citations, penalties, duties, missing, judgements } = decision
  const heaviest = penalties.find((view) => view.heaviest)
  const open = [...missing, ...judgements].map(({ question }) => question[locale])
  return (
    <div>
      <p className="gr-small">{children}</p>
      <p>{sentence[locale]}</p>
      <p className="gr-compare-articles">
        {citations.slice(0, 5).map(({ article, short }) => (
          <Article key={article} article={article} short={short} />
        ))}
      </p>
      {heaviest ? (
        <p className="gr-small">
          {t('compare.part.penalty')}: <Maximum view={heaviest} />
        </p>
      ) : null}
      {duties.length > 0 ? (
        <p className="gr-small">
          {t('compare.part.duties')}: {duties.map(({ title }) => title[locale]).join('; ')}
        </p>
      ) : null}
      {open.length > 0 ? (
        <p className="gr-small">
          {t('compare.part.missing')}: {open.join(' ')}
        </p>
      ) : null}
    </div>
  )
}
