// The official text of an article as the authority took it in, each paragraph under its number. Not here: our summary; see article-open.tsx.
import type { ArticleAbout } from '../law/article-about.ts'
import { useLocale } from '../locale.tsx'
import { articleMessages } from '../messages/article.ts'
import { Disclosure } from './disclosure.tsx'
import './article-text.css'

/** An article of a few lines is read at once; a longer one is opened when asked for. */
const shownAtOnce = 6

export function ArticleText({ text }: { text: NonNullable<ArticleAbout['text']> }) {
  const { t } = useLocale(articleMessages)
  const { paragraphs, from, source } = text
  return (
    <Disclosure title={t('article.official')} isOpen={paragraphs.length <= shownAtOnce}>
      {/* The text of the law is Dutch, whatever language the screen speaks. */}
      <div className="gr-article-text" lang="nl">
        {paragraphs.map(({ number, text: words, depth }, index) => (
          // A text does not change while it is shown, and two paragraphs may read the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the only thing that tells them apart.
          <p key={index} className="gr-article-paragraph" data-depth={Math.min(depth, 3)}>
            {number ? <span className="gr-article-number">{number}</span> : null}
            <span>{words}</span>
          </p>
        ))}
      </div>
      <p className="gr-small gr-muted">
        {t('article.official.since', {
          from,
          decree: source.decree?.replace(/^(\w+)\.(\d{4})-(\d+)$/, '$1. $2, $3') ?? null,
        })}{' '}
        {t('article.official.taken', { toestand: source.toestand })}
      </p>
    </Disclosure>
  )
}
