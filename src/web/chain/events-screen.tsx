// All that happened and one may see, newest first, by kind, holder and period in the address. Not here: one event (event-screen.tsx), one batch's.

import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { actKinds, type EventPage, type EventView } from '#chain/contract'
import { legalTimeZone, parseDay } from '#kernel'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { eventsMessages } from '../messages/events.ts'
import { pageSize } from '../page-size.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import type { TableColumn } from '../parts/data-table.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Empty } from '../parts/empty.tsx'
import { Filters } from '../parts/filters.tsx'
import { Link } from '../parts/link.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { Select } from '../parts/select.tsx'
import { Page } from '../shell/page.tsx'
import { endsInGroup, groupEvents } from './event-groups.ts'
import { HolderField, partyIn } from './holder/holder-field.tsx'
import { AboutHolder } from './holder/of-holder.tsx'
import { StayLink } from './stay-link.tsx'
import { amountText } from './words.ts'
import './chain.css'

type Search = Readonly<Partial<Record<'kind' | 'party' | 'from' | 'until' | 'open', string>>>

/** Legal days in the address; the API wants instants, the last day whole. */
const events = ({ kind, party, from, until }: Search) =>
  infiniteQueryOptions({
    queryKey: ['events', kind, party, from, until],
    queryFn: ({ pageParam, signal }) =>
      request<EventPage>(
        withQuery('/v1/events', {
          kind,
          party,
          from: startOf(from, 0),
          until: startOf(until, 1),
          limit: pageSize(),
          cursor: pageParam,
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** What of an address is a filter: a kind there is, the number of a party, and days that are days. */
function searchIn({ kind, party, from, until, open }: Readonly<Record<string, string>>): Search {
  const day = (text: string | undefined) => text !== undefined && parseDay(text) !== null
  return {
    ...(actKinds.some((one) => one === kind) && kind ? { kind } : {}),
    ...(partyIn(party) && party ? { party } : {}),
    ...(day(from) && from ? { from } : {}),
    ...(day(until) && until ? { until } : {}),
    ...(open ? { open } : {}),
  }
}

function startOf(day: string | undefined, later: number): string | null {
  const found = day === undefined ? null : parseDay(day)
  return found?.add({ days: later }).toZonedDateTime(legalTimeZone).toInstant().toString() ?? null
}

export function EventsScreen() {
  const { t } = useLocale(eventsMessages)
  const search = searchIn(useSearch({ strict: false }))
  const found = useInfiniteQuery(events(search))
  const columns = useColumns()
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const isFiltered = Boolean(search.kind || search.party || search.from || search.until)
  // How often an act was done is known once the page after it is there: a page may end in the middle of it.
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = found
  const isCut = hasNextPage && !isFetchingNextPage && items.length <= eventsMax && endsInGroup(items)
  useEffect(() => {
    if (isCut) void fetchNextPage()
  }, [isCut, fetchNextPage])
  return (
    <Page title={t('events.all.title')} lead={t('events.all.lead')}>
      <Filters active={[search.kind, search.party, search.from, search.until].filter(Boolean).length}>
        <Fields search={search} isFiltered={isFiltered} />
      </Filters>
      <AboutHolder partyId={search.party ?? null} />
      <PagedTable
        found={found}
        label={t('events.all.title')}
        columns={columns}
        items={rowsOf(search, items)}
        shown={items.length}
        idOf={({ event }) => event.eventId}
        hrefOf={({ href }) => href}
        empty={
          <Empty
            title={t(isFiltered ? 'events.all.none.filter' : 'events.all.none')}
            text={t(isFiltered ? 'events.all.none.filter.text' : 'events.all.none.text')}
          />
        }
      />
    </Page>
  )
}

function Fields({ search, isFiltered }: { search: Search; isFiltered: boolean }) {
  const { t } = useLocale(eventsMessages)
  const { t: chain } = useLocale(chainMessages)
  const navigate = useNavigate()
  const go = (change: Readonly<Partial<Record<keyof Search, string | null>>>) =>
    void navigate({ href: withQuery('/events', { ...search, open: null, ...change }), replace: true })
  const kinds = actKinds.map((kind) => ({ id: kind, text: chain(`act.${kind}`) }))
  return (
    <div className="gr-chain-filters gr-chain-filters-fit">
      <Select
        label={t('events.all.kind')}
        choices={[{ id: '', text: t('events.all.any') }, ...kinds]}
        value={search.kind ?? ''}
        onChange={(kind) => go({ kind: kind || null })}
      />
      <HolderField label={t('events.all.holder')} value={search.party ?? null} onChange={(party) => go({ party })} />
      <DateField label={t('events.all.from')} value={search.from ?? null} onChange={(day) => go({ from: day })} />
      <DateField label={t('events.all.until')} value={search.until ?? null} onChange={(day) => go({ until: day })} />
      {isFiltered ? (
        <Button look="quiet" onPress={() => go({ kind: null, party: null, from: null, until: null })}>
          {t('events.all.clear')}
        </Button>
      ) : null}
    </div>
  )
}

/** Beyond this nobody counts: the line then says what is loaded of it. */
const eventsMax = 400

/** One event, or one act done many times at one moment, which opens in its place. */
type Row = {
  /** The newest of them. */
  readonly event: EventView
  readonly events: readonly EventView[]
  readonly href: string
}

function rowsOf(search: Search, items: readonly EventView[]): readonly Row[] {
  const alone = (event: EventView): Row => ({ event, events: [event], href: `/events/${event.eventId}` })
  return groupEvents(items).flatMap((events) => {
    const [event] = events
    if (!event) return []
    const isOpen = events.some(({ eventId }) => eventId === search.open)
    if (events.length === 1 || isOpen) return events.map(alone)
    return [{ event, events, href: withQuery('/events', { ...search, open: event.eventId }) }]
  })
}

function useColumns(): readonly TableColumn<Row>[] {
  const { t, instant } = useLocale(eventsMessages)
  const words = useLocale(chainMessages)
  return [
    {
      id: 'what',
      text: t('events.all.what'),
      isFixed: true,
      cell: ({ event: { kind, correctedById }, events: { length: count }, href }) => (
        <span className="gr-row">
          {count === 1 ? (
            <Link href={href} look="plain">
              {words.t(`act.${kind}`)}
            </Link>
          ) : (
            <StayLink href={href}>{t('events.all.many', { act: words.t(`act.${kind}`), count })}</StayLink>
          )}
          {correctedById ? <Badge tone="neutral">{t('events.all.corrected')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'when',
      text: t('events.all.when'),
      onCard: 'brief',
      cell: ({ event: { occurredAt } }) => <span className="gr-nowrap">{instant(occurredAt)}</span>,
    },
    {
      id: 'batches',
      text: t('events.all.batches'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ events }) => {
        const names = [...new Set(events.flatMap(({ batches }) => batches.map(({ name }) => name)))]
        if (names.length === 0) return '–'
        return `${names.slice(0, 2).join(', ')}${names.length > 2 ? ` + ${names.length - 2}` : ''}`
      },
    },
    {
      id: 'moved',
      text: t('events.all.moved'),
      onCard: 'brief',
      align: 'end',
      cell: ({ events }) => {
        const moved = movedIn(events)
        return moved === null ? '–' : amountText(`${moved.amount}`, moved.ledger, words)
      },
    },
    {
      id: 'who',
      text: t('events.all.who'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ event }) => event.holder?.name ?? '–',
    },
    {
      id: 'where',
      text: t('events.all.where'),
      onCard: 'aside',
      width: 'wide',
      cell: ({ event }) => event.premises?.name ?? '–',
    },
  ]
}

/** All that moved, of the ledger of the first movement: a harvest's plants are told by its own screen. */
function movedIn(events: readonly EventView[]) {
  const movements = events.flatMap((one) => one.movements)
  const ledger = movements.find((one) => one.ledger === 'material_mg')?.ledger ?? movements[0]?.ledger
  if (!ledger) return null
  const amount = movements.filter((one) => one.ledger === ledger).reduce((sum, one) => sum + BigInt(one.amount), 0n)
  return { ledger, amount }
}
