// Where a listing is written: its source, how certain, since when it was known. Not here: findings by structure.
import type { Listing } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Article } from '../parts/article.tsx'
import { sourceText } from './source-text.ts'

export function Written({ listings }: { listings: readonly Listing[] }) {
  const { t, locale } = useLocale(lawMessages)
  return (
    <section className="gr-law-panel gr-law-written">
      <h2>{t('law.listed')}</h2>
      {listings.map((listing) => (
        <div key={`${listing.list} ${listing.from}`} className="gr-law-listing">
          <p>
            <Article article={listing.citation.article} short={listing.citation.short} /> ·{' '}
            {t('law.listed.from', { from: listing.from, until: listing.until })}
          </p>
          <p className="gr-small gr-muted">
            {t('law.source')}: {sourceText(listing.source, locale)}, {t(`law.certainty.${listing.certainty}`)},{' '}
            {t('law.known', { on: listing.knownOn })}
          </p>
          {listing.note ? <p className="gr-small">{listing.note[locale]}</p> : null}
        </div>
      ))}
    </section>
  )
}
