// What was called off from a holder or permitted to it, and what is left of it. Not here: granting; that is an act of the record form.

import { useQuery } from '@tanstack/react-query'
import type { AllowanceView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { standingMessages } from '../../messages/standing.ts'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { ofAllowanceLeft, ofAllowanceUsed } from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { allowancesOf } from './queries.ts'
import './standing.css'

export function AllowancesPanel({ holderId }: { holderId: string }) {
  const { t } = useLocale(standingMessages)
  const found = useQuery(allowancesOf(holderId))
  const { data: who } = useQuery(session)
  return (
    <section className="gr-panel gr-stack-tight gr-allowances" aria-labelledby="allowances">
      <h2 id="allowances">{t('allowances.title')}</h2>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data?.items.length === 0 ? <p className="gr-muted">{t('allowances.none')}</p> : null}
      {found.data && found.data.items.length > 0 ? <Granted items={found.data.items} /> : null}
      {who?.permissions.includes('chain:record:grant') ? (
        <div>
          <LinkButton href={withQuery('/record', { kind: 'grant', holder: holderId })}>
            {t('allowances.grant')}
          </LinkButton>
        </div>
      ) : null}
    </section>
  )
}

function Granted({ items }: { items: readonly AllowanceView[] }) {
  const { t, mass: write } = useLocale(standingMessages)
  const mass = inOneUnit(
    write,
    items.flatMap(({ grantedMassMg, usedMassMg, leftMassMg }) => [grantedMassMg, usedMassMg, leftMassMg]),
  )
  return (
    <DataTable
      label={t('allowances.title')}
      items={items}
      idOf={({ grantEventId }) => grantEventId}
      columns={[
        {
          id: 'number',
          text: t('allowances.number'),
          isFixed: true,
          cell: ({ number, grantEventId }) => <Link href={`/events/${grantEventId}`}>{number}</Link>,
        },
        {
          id: 'what',
          text: t('allowances.what'),
          cell: ({ kind, productName, counter }) =>
            [t(`allowance.${kind}`), productName, counter?.name].filter(Boolean).join(', '),
        },
        {
          id: 'days',
          text: t('allowances.days'),
          cell: ({ from, through }) =>
            through ? t('allowances.period', { from, through }) : t('allowances.from', { from }),
        },
        {
          id: 'granted',
          text: t('allowances.granted'),
          align: 'end',
          cell: ({ grantedMassMg, grantEventId }) => (
            <Link href={`/events/${grantEventId}`} look="plain">
              {mass(grantedMassMg)}
            </Link>
          ),
        },
        {
          id: 'used',
          text: t('allowances.used'),
          align: 'end',
          cell: (one) => {
            const href = ofAllowanceUsed(one)
            return href === null ? (
              mass(one.usedMassMg)
            ) : (
              <Link href={href} look="plain">
                {mass(one.usedMassMg)}
              </Link>
            )
          },
        },
        {
          id: 'left',
          text: t('allowances.left'),
          align: 'end',
          cell: (one) => (
            <Link href={ofAllowanceLeft(one)} look="plain">
              {mass(one.leftMassMg)}
            </Link>
          ),
        },
      ]}
    />
  )
}
