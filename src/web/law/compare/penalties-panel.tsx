// Maximum penalties under both laws, act by act; what differs bears a sign and a word. Not here: computing any sentence.
import type { LawComparison, PenaltyTable, PenaltyView } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Article } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { ResultPanel } from './hypothetical.tsx'
import { LawName } from './law-name.tsx'
import { Way } from './moved-panel.tsx'

type Props = { readonly comparison: LawComparison; readonly isHypothetical: boolean }

export function PenaltiesPanel({ comparison, isHypothetical }: Props) {
  const { t } = useLocale(compareMessages)
  if (comparison.penalties.length === 0) return null
  return (
    <ResultPanel title={t('compare.penalties')} isHypothetical={isHypothetical} lead={t('compare.penalties.lead')}>
      {comparison.penalties.map((table) => (
        <Penalties key={`${table.from} ${table.to} ${table.substance.nameNl}`} table={table} comparison={comparison} />
      ))}
      <p className="gr-small gr-muted">{t('compare.penalties.fine')}</p>
    </ResultPanel>
  )
}

function Penalties({ table, comparison }: { table: PenaltyTable; comparison: LawComparison }) {
  const { t, locale } = useLocale(compareMessages)
  const { substance, others, from, to } = table
  const name = locale === 'nl' ? substance.nameNl : substance.nameEn
  return (
    <>
      <h3>
        {t('compare.penalties.for', { name, others })}: <Way from={from} to={to} />
      </h3>
      <div className="gr-compare-scroll">
        <table className="gr-compare-table gr-compare-sides">
          <thead>
            <tr>
              <th scope="col">{t('compare.penalties.act')}</th>
              <th scope="col">
                <LawName law={comparison.a} />
              </th>
              <th scope="col">
                <LawName law={comparison.b} />
              </th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={`${row.act} ${row.case}`} className={row.differs ? 'gr-compare-differs' : ''}>
                <th scope="row">
                  {row.label[locale]}
                  {row.differs ? <Badge tone="info">{t('compare.penalties.differs')}</Badge> : null}
                </th>
                <Maxima views={row.a} side={<LawName law={comparison.a} />} />
                <Maxima views={row.b} side={<LawName law={comparison.b} />} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Maxima({ views, side }: { views: readonly PenaltyView[]; side: React.ReactNode }) {
  const { t } = useLocale(compareMessages)
  const [first, ...others] = views
  return (
    <td>
      <span className="gr-compare-side">{side}</span>
      {first ? <Maximum view={first} isHeaviest /> : <span className="gr-muted">{t('compare.penalties.none')}</span>}
      {others.map((view) => (
        <p key={view.rule} className="gr-small gr-muted">
          {t('compare.penalties.also')} <Maximum view={view} />
        </p>
      ))}
    </td>
  )
}

function Maximum({ view, isHeaviest = false }: { view: PenaltyView; isHeaviest?: boolean }) {
  const { t } = useLocale(compareMessages)
  const { custody, fineCategory: fine, offence, citations } = view
  const words = custody ? t('compare.penalty', { ...custody, fine }) : t('compare.penalty.fine', { fine })
  const [cited] = citations
  return (
    <>
      {isHeaviest ? <strong>{words}</strong> : words}{' '}
      <span className="gr-muted">({t(`compare.penalty.${offence}`)})</span>{' '}
      {cited ? <Article article={cited.article} short={cited.short} /> : null}
    </>
  )
}
