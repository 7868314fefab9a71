// The events behind one number of a picture, newest first, each with its part of the mass: of a band of the flow, of a figure of a month. Not
// here: the pictures (flow-screen.tsx, national-screen.tsx).
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { BandEvents as Behind, FlowKind, PeriodFlow } from '#chain/contract'
import type { MassUnit } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { commonUnit } from '../common-unit.ts'
import {
  bandEvents,
  type FigureSearch,
  type FlowSearch,
  figureEvents,
  type MovedSearch,
  movedEvents,
} from './queries.ts'
import '../chain.css'

const texts = { ...chainMessages, ...pictureMessages }

type Props = {
  readonly search: FlowSearch
  readonly band: { readonly source: string; readonly target: string }
  readonly title: string
  readonly link: PeriodFlow['links'][number]
  /** As the picture has it that was clicked. */
  readonly unit: MassUnit
}

export function BandEvents({ search, band, title, link, unit }: Props) {
  const found = useInfiniteQuery(bandEvents(search, band))
  const total = { massMg: link.amount, events: link.events }
  return <EventsBehind {...{ found, total, title, unit }} opened={`${band.source} ${band.target}`} />
}

/** What came into accounts of the ledger, or left them. */
export function MovedBehind({ search, title }: { search: MovedSearch; title: string }) {
  const found = useInfiniteQuery(movedEvents(search))
  const first = found.data?.pages[0]
  const total = first ? { massMg: first.totalMg, events: first.events } : null
  return <EventsBehind {...{ found, total, title }} opened={JSON.stringify(search)} />
}

/** `search` has days as the API has them: the last is the day after. */
export function FigureBehind({ search, what, title }: { search: FigureSearch; what: FlowKind; title: string }) {
  const found = useInfiniteQuery(figureEvents({ ...search, what }))
  const first = found.data?.pages[0]
  const total = first ? { massMg: first.totalMg, events: first.events } : null
  return (
    <EventsBehind
      {...{ found, total, title }}
      unit="kg" // As the table has it that was clicked.
      opened={`${what} ${search.from} ${search.until}`}
    />
  )
}

/** What came in where the number is of what left stands against it. */
type Happened = Omit<Behind['items'][number], 'massMg'> & { readonly massMg: string }

type Shown = {
  readonly found: UseInfiniteQueryResult<InfiniteData<Pick<Behind, 'nextCursor'> & { items: readonly Happened[] }>>
  /** What the events are together, as the picture says it; null until that is known. Not every number says how many. */
  readonly total: { readonly massMg: string; readonly events?: number } | null
  readonly title: string
  readonly unit?: MassUnit
  /** Which number was opened: another one takes the focus. */
  readonly opened: string
}

export function EventsBehind({ found, total, title, unit, opened }: Shown) {
  const { t, mass: inUnit, instant } = useLocale(texts)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const shownIn = unit ?? commonUnit([total?.massMg ?? '0', ...items.map(({ massMg }) => massMg)])
  const mass = (massMg: string): string =>
    massMg.startsWith('-') ? `−${mass(massMg.slice(1))}` : inUnit(massMg, shownIn)
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={opened}>{title}</OpenedHeading>
      {total ? (
        <p className="gr-muted">
          {total.events === undefined
            ? mass(total.massMg)
            : t('flow.band', { mass: mass(total.massMg), count: total.events })}
        </p>
      ) : null}
      <PagedTable
        found={found}
        label={title}
        items={items}
        idOf={({ eventId }) => eventId}
        hrefOf={({ eventId }) => `/events/${eventId}`}
        waitingRows={5}
        total={total?.events}
        columns={[
          {
            id: 'when',
            text: t('flow.band.when'),
            isFixed: true,
            cell: ({ eventId, occurredAt }) => (
              <Link href={`/events/${eventId}`} look="plain">
                {instant(occurredAt)}
              </Link>
            ),
          },
          { id: 'what', text: t('flow.band.what'), onCard: 'brief', cell: ({ kind }) => t(`act.${kind}`) },
          { id: 'mass', text: t('flow.table.mass'), onCard: 'brief', align: 'end', cell: ({ massMg }) => mass(massMg) },
          {
            id: 'batches',
            text: t('flow.band.batches'),
            onCard: 'brief',
            cell: ({ batches }) => batches.map(({ name }) => name).join(', '),
          },
        ]}
      />
    </section>
  )
}
