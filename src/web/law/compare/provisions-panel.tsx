// Rules, figures and articles that are not the same. Not here: their text; an article opens to its summary and its official source.
import type { LawComparison } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Article } from '../../parts/article.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { ResultPanel } from './hypothetical.tsx'

type Props = { readonly comparison: LawComparison; readonly isHypothetical: boolean }
type Line = {
  readonly key: string
  readonly head: React.ReactNode
  readonly change: string
  readonly text: React.ReactNode
}

export function ProvisionsPanel({ comparison, isHypothetical }: Props) {
  const { t, locale } = useLocale(compareMessages)
  const { rules, terms, articles } = comparison
  if (rules.length + terms.length + articles.length === 0) return null
  return (
    <ResultPanel title={t('compare.provisions')} isHypothetical={isHypothetical}>
      {terms.length > 0 ? (
        <Disclosure title={t('compare.terms', { count: terms.length })} isOpen>
          <Lines
            lines={terms.map(({ termId, title, change, a, b, basis }) => ({
              key: termId,
              head: title[locale],
              change: t(`compare.change.${change}`),
              text: (
                <>
                  {a?.[locale] ?? '–'} → <strong>{b?.[locale] ?? t('compare.dropped')}</strong>{' '}
                  {basis.map((article) => (
                    <Article key={article} article={article} />
                  ))}
                </>
              ),
            }))}
          />
        </Disclosure>
      ) : null}
      {rules.length > 0 ? (
        <Disclosure title={t('compare.rules', { count: rules.length })} isOpen={rules.length <= 8}>
          <Lines
            lines={rules.map(({ id, kind, title, change, basis }) => ({
              key: `${kind} ${id}`,
              head: title[locale],
              change: t(`compare.change.${change}`),
              text: basis.map((article) => <Article key={article} article={article} />),
            }))}
          />
        </Disclosure>
      ) : null}
      {articles.length > 0 ? (
        <Disclosure title={t('compare.articles', { count: articles.length })}>
          <Lines
            lines={articles.map(({ article, short, change, a, b }) => ({
              key: article,
              head: <Article article={article} short={short} />,
              change: t(`compare.change.${change}`),
              text: (b ?? a)?.[locale] ?? '',
            }))}
          />
        </Disclosure>
      ) : null}
    </ResultPanel>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="gr-compare-lines">
      {lines.map(({ key, head, change, text }) => (
        <li key={key}>
          <span>
            {head} <em>{change}</em>
          </span>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
