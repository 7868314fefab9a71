// The most that may lie in each place, what lies there now, and what still fits; what lies there opens its accounts. Not here: the exemption's scope.
import { useQuery } from '@tanstack/react-query'
import type { CeilingView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { standingMessages } from '../../messages/standing.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { ofCeilingProduct } from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { ceilingsOf } from './queries.ts'
import './standing.css'

export function CeilingsPanel({ exemptionId }: { exemptionId: string }) {
  const { t } = useLocale(standingMessages)
  const found = useQuery(ceilingsOf({ exemption: exemptionId }))
  return (
    <section className="gr-panel gr-stack-tight gr-allowances" aria-labelledby="ceilings">
      <h2 id="ceilings">{t('ceilings.title')}</h2>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data?.items.length === 0 ? <p className="gr-muted">{t('ceilings.none')}</p> : null}
      {found.data && found.data.items.length > 0 ? <CeilingsTable items={found.data.items} /> : null}
    </section>
  )
}

type TableProps = {
  readonly items: readonly CeilingView[]
  /** Of several exemptions: each row names its own. */
  readonly isOfMany?: boolean
}

export function CeilingsTable({ items, isOfMany = false }: TableProps) {
  const { t, mass: write } = useLocale(standingMessages)
  const mass = inOneUnit(
    write,
    items.flatMap(({ maxMassMg, liesMassMg, leftMassMg, products }) => [
      ...[maxMassMg, liesMassMg, leftMassMg],
      ...products.map(({ massMg }) => massMg),
    ]),
  )
  return (
    <DataTable
      label={t('ceilings.title')}
      items={items}
      idOf={({ exemption, premises, substanceId }) => `${exemption.exemptionId} ${premises.premisesId} ${substanceId}`}
      columns={[
        {
          id: 'where',
          text: t('ceilings.where'),
          isFixed: true,
          cell: ({ exemption, premises, substanceId }) => (
            <span className="gr-ceiling-where">
              {premises.name}
              <br />
              <span className="gr-small gr-muted">
                {substanceId}
                {isOfMany ? (
                  <>
                    , <Link href={`/exemptions/${exemption.exemptionId}`}>{exemption.number}</Link>
                  </>
                ) : null}
              </span>
            </span>
          ),
        },
        { id: 'max', text: t('limits.max'), align: 'end', cell: ({ maxMassMg }) => mass(maxMassMg) },
        { id: 'lies', text: t('ceilings.lies'), align: 'end', cell: (one) => <Lying ceiling={one} mass={mass} /> },
        { id: 'left', text: t('ceilings.left'), align: 'end', cell: ({ leftMassMg }) => mass(leftMassMg) },
      ]}
    />
  )
}

/** One product is the whole; of several each stands apart under the sum, for each has accounts of its own. */
function Lying({ ceiling, mass }: { ceiling: CeilingView; mass: (massMg: string) => string }) {
  const { products, liesMassMg } = ceiling
  const [only] = products
  if (!only) return <>{mass(liesMassMg)}</>
  if (products.length === 1) return <Link href={ofCeilingProduct(ceiling, only)}>{mass(liesMassMg)}</Link>
  return (
    <span>
      {mass(liesMassMg)}
      {products.map((one) => (
        <span key={one.productCode} className="gr-small">
          <br />
          {one.productName} <Link href={ofCeilingProduct(ceiling, one)}>{mass(one.massMg)}</Link>
        </span>
      ))}
    </span>
  )
}
