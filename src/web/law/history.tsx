// The lists a substance stood on through the years, as a bar and as a table; each change can be asked about. Not here: why it changed.
import type { SubstanceAnswer } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Article } from '../parts/article.tsx'
import { Link } from '../parts/link.tsx'
import { checkAddress } from './address.ts'
import { sourceText } from './source-text.ts'
import { timeline } from './timeline.ts'

export function History({ answer, name }: { answer: SubstanceAnswer; name: string }) {
  const { t, dayShort, locale } = useLocale(lawMessages)
  const { history, question } = answer
  if (history.length === 0) return <p className="gr-muted">{t('law.history.none')}</p>
  const { bars, askedAt, years } = timeline(history, question.on)
  return (
    <section className="gr-law-panel">
      <h2>{t('law.history')}</h2>
      <svg className="gr-law-timeline" viewBox="0 0 600 64" role="img" aria-label={`${t('law.history')}: ${name}`}>
        <line x1="0" x2="600" y1="40" y2="40" className="gr-law-axis" />
        {bars.map(({ list, x, width, isOpen }) => (
          <g key={`${list} ${x}`}>
            <rect
              x={x}
              y="18"
              width={width}
              height="22"
              className={`gr-law-bar gr-law-bar-${list}${isOpen ? ' gr-law-bar-open' : ''}`}
            />
            {width > 26 ? (
              <text x={x + 7} y="33" className="gr-law-bar-text">
                {t('law.list', { list })}
              </text>
            ) : null}
          </g>
        ))}
        {years.map(({ year, x }) => (
          <text
            key={year}
            x={x}
            y="57"
            className="gr-law-year"
            textAnchor={x > 570 ? 'end' : x < 20 ? 'start' : 'middle'}
          >
            {year}
          </text>
        ))}
        <line x1={askedAt} x2={askedAt} y1="8" y2="44" className="gr-law-asked" />
        <text
          x={askedAt}
          y="7"
          className="gr-law-year"
          textAnchor={askedAt > 520 ? 'end' : askedAt < 80 ? 'start' : 'middle'}
        >
          {t('law.history.asked')}
        </text>
      </svg>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than the screen it is scrolled by keyboard. */}
      <section className="gr-law-table" aria-label={t('law.history')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('law.history.list')}</th>
              <th scope="col">{t('law.history.from')}</th>
              <th scope="col">{t('law.history.until')}</th>
              <th scope="col">{t('law.source')}</th>
            </tr>
          </thead>
          <tbody>
            {history.map(({ list, from, until, source, citation }) => (
              <tr key={`${list} ${from}`}>
                <td>
                  <Article article={citation.article} short={citation.short} />
                </td>
                <td>
                  <Link href={checkAddress({ q: question.q, on: from })}>{dayShort(from)}</Link>
                </td>
                <td>
                  {until ? (
                    <Link href={checkAddress({ q: question.q, on: until })}>{dayShort(until)}</Link>
                  ) : (
                    t('law.history.open')
                  )}
                </td>
                <td>{sourceText(source, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
