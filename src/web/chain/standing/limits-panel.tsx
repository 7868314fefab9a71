// What conditions of an exemption limit, period by period: the most, what was used, what is left; each number opens the acts behind it. Not here:
// the conditions in words, and granting.
import { useQuery } from '@tanstack/react-query'
import type { LimitView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { standingMessages } from '../../messages/standing.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { ofLimit } from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { LimitDays, LimitWords } from './limit-words.tsx'
import { limitsOf } from './queries.ts'
import './standing.css'

export function LimitsPanel({ exemptionId }: { exemptionId: string }) {
  const { t } = useLocale(standingMessages)
  const found = useQuery(limitsOf({ exemption: exemptionId }))
  return (
    <section className="gr-panel gr-stack-tight gr-allowances" aria-labelledby="limits">
      <h2 id="limits">{t('limits.title')}</h2>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data?.items.length === 0 ? <p className="gr-muted">{t('limits.none')}</p> : null}
      {found.data && found.data.items.length > 0 ? <LimitsTable items={found.data.items} /> : null}
    </section>
  )
}

type TableProps = {
  readonly items: readonly LimitView[]
  /** Of several exemptions, in the periods that run: each row names its own, in a narrow table. */
  readonly isOfMany?: boolean
}

export function LimitsTable({ items, isOfMany = false }: TableProps) {
  const { t, mass: write } = useLocale(standingMessages)
  const mass = inOneUnit(
    write,
    items.flatMap(({ maxMassMg, usedMassMg, leftMassMg }) => [maxMassMg, usedMassMg, leftMassMg]),
  )
  return (
    <DataTable
      label={t('limits.title')}
      items={items}
      idOf={({ exemption, condition, from }) => `${exemption.exemptionId} ${condition} ${from}`}
      columns={[
        {
          id: 'condition',
          text: t('limits.condition'),
          isFixed: true,
          cell: (one) => <LimitWords limit={one} isOfMany={isOfMany} />,
        },
        ...(isOfMany
          ? []
          : [
              {
                id: 'days',
                text: t('limits.days'),
                cell: (one: LimitView) => (
                  <>
                    <LimitDays limit={one} /> {one.isNow ? <Badge tone="info">{t('limits.now')}</Badge> : null}
                  </>
                ),
              },
            ]),
        { id: 'max', text: t('limits.max'), align: 'end', cell: ({ maxMassMg }) => mass(maxMassMg) },
        { id: 'used', text: t('allowances.used'), align: 'end', cell: (one) => <Used limit={one} mass={mass} /> },
        { id: 'left', text: t('allowances.left'), align: 'end', cell: ({ leftMassMg }) => mass(leftMassMg) },
      ]}
    />
  )
}

/** What its account says opens that; what no account says is there act by act, and makes the total with it. */
function Used({ limit, mass }: { limit: LimitView; mass: (massMg: string) => string }) {
  const { t, day } = useLocale(standingMessages)
  const href = ofLimit(limit)
  const { untold, usedMassMg } = limit
  if (untold.length === 0) return href === null ? mass(usedMassMg) : <Link href={href}>{mass(usedMassMg)}</Link>
  const untoldMg = untold.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
  const toldMg = `${BigInt(usedMassMg) - untoldMg}`
  return (
    <>
      {mass(usedMassMg)}
      <Disclosure title={t('limits.untold', { mass: mass(`${untoldMg}`) })}>
        <ul className="gr-plain-list">
          {untold.map(({ eventId, on, massMg }) => (
            <li key={eventId}>
              <Link href={`/events/${eventId}`}>{day(on)}</Link> {mass(massMg)}
            </li>
          ))}
          {href === null ? null : (
            <li>
              <Link href={href}>{t('limits.told')}</Link> {mass(toldMg)}
            </li>
          )}
        </ul>
      </Disclosure>
    </>
  )
}
