// What a move means for prescribing, dispensing, duties, exemptions, the treaty and medicines: the law's own answer under each.
// Not here: penalties (penalties-panel.tsx), and whom it touches (touched-panel.tsx).
import type { Consequence, LawComparison } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Article } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { ResultPanel } from './hypothetical.tsx'
import { LawName } from './law-name.tsx'

type Props = { readonly comparison: LawComparison; readonly isHypothetical: boolean }

export function ConsequencesPanel({ comparison, isHypothetical }: Props) {
  const { t, locale } = useLocale(compareMessages)
  const { consequences } = comparison
  const names = [...new Map(consequences.map(({ substance }) => [substance.substanceId, substance])).values()]
  if (names.length === 0) return null
  return (
    <ResultPanel title={t('compare.means')} isHypothetical={isHypothetical}>
      {names.map((substance) => (
        <div key={substance.substanceId} className="gr-compare-means">
          <h3>
            {t('compare.means.of')} {locale === 'nl' ? substance.nameNl : substance.nameEn}
          </h3>
          <div className="gr-compare-scroll">
            <table className="gr-compare-table gr-compare-sides">
              <thead>
                <tr>
                  <td />
                  <th scope="col">
                    <LawName law={comparison.a} />
                  </th>
                  <th scope="col">
                    <LawName law={comparison.b} />
                  </th>
                </tr>
              </thead>
              <tbody>
                {consequences
                  .filter((one) => one.substance.substanceId === substance.substanceId)
                  .map((one) => (
                    <Row key={one.kind} one={one} comparison={comparison} />
                  ))}
              </tbody>
            </table>
          </div>
        </div>
      ))}
    </ResultPanel>
  )
}

function Row({ one, comparison }: { one: Consequence; comparison: LawComparison }) {
  const { t, locale } = useLocale(compareMessages)
  return (
    <tr className={one.same ? 'gr-compare-alike' : ''}>
      <th scope="row">
        {t(`compare.means.${one.kind}`)}
        {one.same ? <Badge tone="neutral">{t('compare.means.same')}</Badge> : null}
        <span className="gr-compare-articles">
          {one.citations.slice(0, 4).map(({ article, short }) => (
            <Article key={article} article={article} short={short} />
          ))}
        </span>
      </th>
      <td>
        <span className="gr-compare-side">
          <LawName law={comparison.a} />
        </span>
        {one.a[locale]}
      </td>
      <td>
        <span className="gr-compare-side">
          <LawName law={comparison.b} />
        </span>
        {one.b[locale]}
      </td>
    </tr>
  )
}
