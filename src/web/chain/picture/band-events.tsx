// The events behind one band of the flow, newest first, each with its part of the mass. Not here: the bands (flow-screen.tsx).
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { PeriodFlow } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { LoadMore } from '../../parts/load-more.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { bandEvents, type FlowSearch } from './queries.ts'

const texts = { ...chainMessages, ...pictureMessages }

type Props = {
  readonly search: FlowSearch
  readonly band: { readonly source: string; readonly target: string }
  readonly title: string
  readonly link: PeriodFlow['links'][number]
}

export function BandEvents({ search, band, title, link }: Props) {
  const { t, mass, instant } = useLocale(texts)
  const found = useInfiniteQuery(bandEvents(search, band))
  const heading = useRef<HTMLHeadingElement>(null)
  const key = `${band.source} ${band.target}`
  // Where the reader asked for it is above; the place of the focus is the document's to keep, not React's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says that another band was opened.
  useEffect(() => {
    // Of whoever comes here by an address the place stays where it is.
    if (document.activeElement !== document.body) heading.current?.focus()
  }, [key])
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="gr-chain-panel">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className="gr-muted">{t('flow.band', { mass: mass(link.amount), count: link.events })}</p>
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      <DataTable
        label={title}
        items={items}
        idOf={({ eventId }) => eventId}
        hrefOf={({ eventId }) => `/events/${eventId}`}
        waitingRows={found.isPending ? 5 : 0}
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
          { id: 'what', text: t('flow.band.what'), cell: ({ kind }) => t(`act.${kind}`) },
          { id: 'mass', text: t('flow.table.mass'), align: 'end', cell: ({ massMg }) => mass(massMg) },
          {
            id: 'batches',
            text: t('flow.band.batches'),
            cell: ({ batches }) => batches.map(({ name }) => name).join(', '),
          },
        ]}
      />
      {items.length > 0 ? (
        <LoadMore
          shown={items.length}
          total={link.events}
          hasMore={found.hasNextPage}
          isLoading={found.isFetchingNextPage}
          onMore={found.fetchNextPage}
        />
      ) : null}
    </section>
  )
}
