// All exemptions the reader may see, each in the version of a day. Not here: one of them in full; see exemption-screen.tsx.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { parseDay } from '#kernel'
import type { ExemptionView } from '#licensing/contract'
import { HolderField, partyIn } from '../chain/holder/holder-field.tsx'
import { AboutHolder, useIsStaff } from '../chain/holder/of-holder.tsx'
import { useToday } from '../house-clock.ts'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { licensingMessages } from '../messages/licensing.ts'
import { Article } from '../parts/article.tsx'
import { Badge } from '../parts/badge.tsx'
import { Checkbox } from '../parts/choice.tsx'
import type { TableColumn } from '../parts/data-table.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Link } from '../parts/link.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { Page } from '../shell/page.tsx'
import { lastDay } from './last-day.ts'
import { exemptions } from './queries.ts'
import './exemptions.css'

export function ExemptionsScreen() {
  const { t } = useLocale(licensingMessages)
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const isStaff = useIsStaff()
  const on = dayIn(search['on'])
  const isAll = search['all'] === 'yes'
  const holder = partyIn(search['holder'])
  const today = useToday().toString()
  const inForceOn = isAll ? null : (on ?? today)
  const data = useInfiniteQuery(exemptions({ on, inForceOn, holder }))
  const go = (change: { on?: string | null; all?: string | null; holder?: string | null }) =>
    void navigate({
      href: withQuery('/exemptions', { on, all: isAll ? 'yes' : null, holder, ...change }),
      replace: true,
    })
  const columns = useColumns(on)
  const items = data.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('exemptions.title')} lead={t('exemptions.lead')}>
      <div className="gr-exemptions-day">
        {isStaff || holder ? (
          <HolderField label={t('exemptions.holder')} value={holder} onChange={(chosen) => go({ holder: chosen })} />
        ) : null}
        <DateField label={t('exemptions.on')} isOptional value={on} onChange={(day) => go({ on: day })} />
        <Checkbox isSelected={isAll} onChange={(all) => go({ all: all ? 'yes' : null })}>
          {t('exemptions.all')}
        </Checkbox>
      </div>
      <AboutHolder partyId={holder} />
      <PagedTable
        found={data}
        label={t('exemptions.title')}
        columns={columns}
        items={items}
        idOf={({ exemptionId }) => exemptionId}
        hrefOf={(one) => hrefOf(one, on)}
        empty={t('exemptions.none')}
      />
    </Page>
  )
}

/** What stands in the address, when it is a day. */
export function dayIn(text: string | undefined): string | null {
  return text !== undefined && parseDay(text) !== null ? text : null
}

/** Opened as it was on the day that is asked for. */
const hrefOf = ({ exemptionId }: ExemptionView, on: string | null) => withQuery(`/exemptions/${exemptionId}`, { on })

function useColumns(on: string | null): readonly TableColumn<ExemptionView>[] {
  const { t } = useLocale(licensingMessages)
  const actsOf = ({ scope }: ExemptionView) =>
    [...new Set(scope.flatMap(({ acts }) => acts))].map((act) => t(`act.${act}`)).join(', ')
  const premisesOf = ({ scope }: ExemptionView) =>
    [...new Set(scope.flatMap(({ premises }) => premises.map(({ name }) => name)))].join(', ')
  return [
    {
      id: 'number',
      text: t('exemptions.number'),
      isFixed: true,
      cell: (one) => (
        <Link href={hrefOf(one, on)} look="plain">
          {one.number}
        </Link>
      ),
    },
    { id: 'holder', text: t('exemptions.holder'), onCard: 'brief', cell: ({ holder }) => holder.name, width: 'wide' },
    { id: 'acts', text: t('exemptions.acts'), onCard: 'aside', cell: actsOf, width: 'wide' },
    { id: 'premises', text: t('exemptions.premises'), onCard: 'aside', cell: premisesOf, width: 'wide' },
    { id: 'ground', text: t('exemptions.ground'), onCard: 'aside', cell: ({ ground }) => <Article article={ground} /> },
    { id: 'until', text: t('exemptions.until'), cell: (row) => <Until exemption={row} on={on} />, width: 'narrow' },
  ]
}

function Until({ exemption: { period, withdrawnOn }, on }: { exemption: ExemptionView; on: string | null }) {
  const { t, dayShort } = useLocale(licensingMessages)
  const today = useToday().toString()
  if (withdrawnOn) return <Badge tone="negative">{t('exemptions.withdrawn')}</Badge>
  if (period.until === null) return t('exemptions.endless')
  return (
    <span className="gr-row">
      {dayShort(lastDay(period.until))}
      {period.until <= (on ?? today) ? <Badge tone="neutral">{t('exemptions.ended')}</Badge> : null}
    </span>
  )
}
