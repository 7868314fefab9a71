// Maximum penalties under both laws, act by act; what differs bears a sign and a word. Not here: computing any sentence.
import type { LawComparison, PenaltyTable, PenaltyView } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Article } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { ResultPanel } from './hypothetical.tsx'
import { LawName } from './law-name.tsx'
import { Way } from './moved-panel.tsx'

type Props = { readonly comparison: LawComparison; readonly isHypothetical: boolean }

export function PenaltiesPanel({ comparison, isHypothetical }: Props) {
  const { t } = useLocale(compareMessages)
  if (comparison.penalties.length === 0) return null
  return (
    <ResultPanel title={t('compare.penalties')} isHypothetical={isHypothetical} lead={t('compare.penalties.lead')}>
      {comparison.penalties.map((table, place) => (
        // The first is what most people came for; the others stand ready under their own names.
        <Disclosure
          key={`${table.from} ${table.to} ${table.substance.nameNl}`}
          title={<TableName table={table} />}
          isOpen={place === 0}
        >
          <Penalties table={table} comparison={comparison} />
        </Disclosure>
      ))}
      <p className="gr-small gr-muted">{t('compare.penalties.fine')}</p>
    </ResultPanel>
  )
}

function TableName({ table: { substance, others, from, to } }: { table: PenaltyTable }) {
  const { t, locale } = useLocale(compareMessages)
  const name = locale === 'nl' ? substance.nameNl : substance.nameEn
  return (
    <span>
      {t('compare.penalties.for', { name, others })}: <Way from={from} to={to} />
    </span>
  )
}

function Penalties({ table, comparison }: { table: PenaltyTable; comparison: LawComparison }) {
  const { t, locale } = useLocale(compareMessages)
  // Where every row differs a mark on each says nothing.
  const isMixed = table.rows.some(({ differs }) => !differs)
  return (
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
            <tr key={`${row.act} ${row.case}`} className={row.differs || !isMixed ? '' : 'gr-compare-alike'}>
              <th scope="row">
                {row.label[locale]}
                {row.differs && isMixed ? <Badge tone="info">{t('compare.penalties.differs')}</Badge> : null}
              </th>
              <Maxima views={row.a} isOpen={row.open.includes('a')} side={<LawName law={comparison.a} />} />
              <Maxima views={row.b} isOpen={row.open.includes('b')} side={<LawName law={comparison.b} />} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Maxima({ views, isOpen, side }: { views: readonly PenaltyView[]; isOpen: boolean; side: React.ReactNode }) {
  const { t } = useLocale(compareMessages)
  const [first, ...others] = views
  return (
    <td>
      <span className="gr-compare-side">{side}</span>
      {first ? (
        <Maximum view={first} isHeaviest />
      ) : (
        <span className="gr-muted">{t(isOpen ? 'compare.penalties.open' : 'compare.penalties.none')}</span>
      )}
      {others.map((view) => (
        <p key={view.rule} className="gr-small gr-muted">
          {t('compare.penalties.also')} <Maximum view={view} />
        </p>
      ))}
    </td>
  )
}

/** A maximum as people say it, with its article. */
export function Maximum({ view, isHeaviest = false }: { view: PenaltyView; isHeaviest?: boolean }) {
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
