// An article of law as a short citation that opens to what it is about. Not here: the text of the law; the link leads to the official one.
import { shortCitation } from '../law/short-citation.ts'
import { useLocale } from '../locale.tsx'
import { useFetched } from './use-fetched.ts'
import './article.css'

const loadOpen = async () => (await import('./article-open.tsx')).ArticleOpen

/** `short` where the API gave one. The window it opens is loaded at the first press: most citations are never opened. */
export function Article({ article, short = shortCitation(article) }: { article: string; short?: string }) {
  const { t } = useLocale()
  const [Open, fetchOpen] = useFetched(loadOpen)
  const label = t('part.article.open', { article: short })
  if (Open) return <Open article={article} short={short} label={label} />
  return (
    <button type="button" className="gr-article" aria-label={label} onClick={() => void fetchOpen()}>
      {short}
    </button>
  )
}

/** The articles something rests on, in one line; nothing when there are none. */
export function Basis({ articles }: { articles: readonly string[] }) {
  const { t } = useLocale()
  if (articles.length === 0) return null
  return (
    <p className="gr-basis">
      <span className="gr-basis-label">{t('part.basis')}</span>
      {articles.map((article) => (
        <Article key={article} article={article} />
      ))}
    </p>
  )
}
