// All shipments one may see: what is on its way first, the latest of that on top, by holder, state and day in the address. Not here: one of them
// (../shipment-screen.tsx).

import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ShipmentPage, ShipmentView } from '#chain/contract'
import { parseDay } from '#kernel'
import { useToday } from '../../house-clock.ts'
import { request, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { shipmentsMessages } from '../../messages/shipments.ts'
import { pageSize } from '../../page-size.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import type { TableColumn } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Filters } from '../../parts/filters.tsx'
import { Link } from '../../parts/link.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { Select } from '../../parts/select.tsx'
import { DueMark } from '../../platform/due-mark.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { HolderField, partyIn } from '../holder/holder-field.tsx'
import { AboutHolder, OfHolder, useIsStaff } from '../holder/of-holder.tsx'
import { OfEvent } from '../of-event.tsx'
import { shipmentTone } from './state-tone.ts'
import '../chain.css'
import './shipments.css'

const texts = { ...chainMessages, ...shipmentsMessages }

const statuses = Object.keys(shipmentTone) as ShipmentView['status'][] // Its keys are just these.
/** On its way, and past its term: a state to whoever looks, though none to the ledger. */
const overdue = 'overdue'
const directions = ['sent', 'received'] as const

type Search = Readonly<Partial<Record<'party' | 'state' | 'direction' | 'from' | 'until', string>>>

const shipments = ({ party, state, direction, from, until }: Search) =>
  infiniteQueryOptions({
    queryKey: ['shipments', party, state, direction, from, until],
    queryFn: ({ pageParam, signal }) =>
      request<ShipmentPage>(
        withQuery('/v1/shipments', {
          ...{ party, direction, from, until, order: 'open-first', limit: pageSize(), cursor: pageParam },
          ...(state === overdue ? { overdue: 'yes' } : { status: state }),
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** What of an address is a filter: a party's number, a state and a direction there are, and days that are days. */
function searchIn({ party, state, direction, from, until }: Readonly<Record<string, string>>): Search {
  const day = (text: string | undefined) => text !== undefined && parseDay(text) !== null
  return {
    ...(partyIn(party) && party ? { party } : {}),
    ...(state && [overdue, ...statuses].includes(state) ? { state } : {}),
    ...(directions.some((one) => one === direction) && direction ? { direction } : {}),
    ...(day(from) && from ? { from } : {}),
    ...(day(until) && until ? { until } : {}),
  }
}

export function ShipmentsScreen() {
  const { t } = useLocale(texts)
  const search = searchIn(useSearch({ strict: false }))
  const found = useInfiniteQuery(shipments(search))
  const columns = useColumns()
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const isFiltered = Object.keys(search).length > 0
  return (
    <Page title={t('shipments.title')} lead={t('shipments.lead')}>
      <Filters active={Object.keys(search).length}>
        <Fields search={search} isFiltered={isFiltered} />
      </Filters>
      <AboutHolder partyId={search.party ?? null} />
      <PagedTable
        found={found}
        label={t('shipments.title')}
        columns={columns}
        items={items}
        idOf={({ shipmentId }) => shipmentId}
        empty={
          <Empty
            title={t(isFiltered ? 'shipments.none.filter' : 'shipments.none')}
            text={t(isFiltered ? 'shipments.none.filter.text' : 'shipments.none.text')}
          />
        }
      />
    </Page>
  )
}

function Fields({ search, isFiltered }: { search: Search; isFiltered: boolean }) {
  const { t } = useLocale(texts)
  const navigate = useNavigate()
  const isStaff = useIsStaff()
  const go = (change: Readonly<Partial<Record<keyof Search, string | null>>>) =>
    void navigate({ href: withQuery('/shipments', { ...search, ...change }), replace: true })
  const any = { id: '', text: t('shipments.any') }
  const isOfOne = !isStaff || search.party !== undefined // Both ways are everybody's.
  return (
    <div className="gr-chain-filters gr-chain-filters-fit">
      <Select
        label={t('shipments.state')}
        choices={[
          any,
          { id: overdue, text: t('shipments.overdue') },
          ...statuses.map((id) => ({ id, text: t(`shipment.status.${id}`) })),
        ]}
        value={search.state ?? ''}
        onChange={(state) => go({ state: state || null })}
      />
      {isStaff || search.party ? (
        <HolderField
          label={t('shipments.holder')}
          value={search.party ?? null}
          onChange={(party) => go({ party, ...(party === null ? { direction: null } : {}) })}
        />
      ) : null}
      {isOfOne ? (
        <Select
          label={t('shipments.direction')}
          choices={[any, ...directions.map((id) => ({ id, text: t(`shipments.direction.${id}`) }))]}
          value={search.direction ?? ''}
          onChange={(direction) => go({ direction: direction || null })}
        />
      ) : null}
      <DateField label={t('shipments.since')} value={search.from ?? null} onChange={(from) => go({ from })} />
      <DateField label={t('shipments.until')} value={search.until ?? null} onChange={(until) => go({ until })} />
      {isFiltered ? (
        <Button look="quiet" onPress={() => go({ party: null, state: null, direction: null, from: null, until: null })}>
          {t('shipments.clear')}
        </Button>
      ) : null}
    </div>
  )
}

/** All of it together, as it left; null where a line of it was not weighed in. */
function massesOf({ lines }: ShipmentView) {
  const shipped = lines.reduce((sum, { shippedMassMg }) => sum + BigInt(shippedMassMg), 0n)
  const isIn = lines.every(({ receivedMassMg }) => receivedMassMg !== null)
  const received = lines.reduce((sum, { receivedMassMg }) => sum + BigInt(receivedMassMg ?? 0), 0n)
  return { shipped, received: isIn ? received : null }
}

/** Of one's own shipments one side is always the same: the other is what one reads. */
function Side({ party }: { party: ShipmentView['sender'] }) {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const isStaff = useIsStaff()
  const isOwn = !isStaff && who?.party?.partyId === party.partyId
  return isOwn ? <span className="gr-muted">{t('shipments.you')}</span> : <OfHolder holder={party} />
}

function useColumns(): readonly TableColumn<ShipmentView>[] {
  const { t, mass, instant } = useLocale(texts)
  const today = useToday()
  return [
    {
      id: 'what',
      text: t('shipments.what'),
      isFixed: true,
      cell: ({ shipmentId, lines }) => (
        <Link href={`/shipments/${shipmentId}`} look="plain">
          {lines[0]?.batch.name ?? '–'}
          {lines.length > 1 ? ` + ${lines.length - 1}` : ''}
        </Link>
      ),
    },
    {
      id: 'state',
      text: t('shipments.state'),
      onCard: 'head',
      cell: ({ status, transitDueOn }) => {
        const badge = <Badge tone={shipmentTone[status]}>{t(`shipment.status.${status}`)}</Badge>
        if (!transitDueOn) return badge
        return (
          <span className="gr-shipments-state">
            {badge}
            <DueMark on={transitDueOn} today={today} />
          </span>
        )
      },
    },
    {
      id: 'left',
      text: t('shipments.left'),
      onCard: 'brief',
      cell: ({ shippedAt }) => <span className="gr-nowrap">{instant(shippedAt)}</span>,
    },
    { id: 'from', text: t('shipments.from'), onCard: 'brief', cell: ({ sender }) => <Side party={sender} /> },
    { id: 'to', text: t('shipments.to'), onCard: 'to', cell: ({ receiver }) => <Side party={receiver} /> },
    {
      id: 'sent',
      text: t('shipments.sent'),
      onCard: 'brief',
      align: 'end',
      cell: (one) => <OfEvent eventId={one.shipEventId}>{mass(massesOf(one).shipped, 'g')}</OfEvent>,
    },
    {
      id: 'received',
      text: t('shipments.received'),
      onCard: 'aside',
      align: 'end',
      cell: (one) => {
        const { received } = massesOf(one)
        return received === null ? '–' : <OfEvent eventId={one.receiveEventId}>{mass(received, 'g')}</OfEvent>
      },
    },
    {
      id: 'order',
      text: t('shipments.order'),
      onCard: 'aside',
      cell: ({ orderNumber }) =>
        orderNumber ? (
          <Link href={`/orders/${orderNumber}`}>
            <span className="gr-nowrap">{orderNumber}</span>
          </Link>
        ) : (
          '–'
        ),
    },
  ]
}
