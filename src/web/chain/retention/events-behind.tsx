// The events behind one number of retention, oldest first, each with the last day on which it had to be kept. Not here: one event (../event-screen.tsx).
import { useInfiniteQuery } from '@tanstack/react-query'
import type { RetentionEvent } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { retentionMessages } from '../../messages/retention.ts'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { eventsBehind, type Opened } from './queries.ts'

const texts = { ...chainMessages, ...retentionMessages }

export function EventsBehind({ opened }: { opened: Opened }) {
  const { t, instant, dayShort } = useLocale(texts)
  const found = useInfiniteQuery(eventsBehind(opened))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const title = useTitle(opened)
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={JSON.stringify(opened)}>{title}</OpenedHeading>
      <PagedTable
        found={found}
        label={title}
        items={items}
        idOf={({ eventId }) => eventId}
        hrefOf={({ eventId }) => `/events/${eventId}`}
        waitingRows={3}
        empty={<p>{t('retention.behind.none')}.</p>}
        columns={[
          {
            id: 'what',
            text: t('retention.event.what'),
            isFixed: true,
            cell: ({ eventId, kind }) => (
              <Link href={`/events/${eventId}`} look="plain">
                {t(`act.${kind}`)}
              </Link>
            ),
          },
          { id: 'when', text: t('retention.event.when'), cell: ({ occurredAt }) => instant(occurredAt) },
          // What waits has no last day yet.
          ...(opened.of === 'why'
            ? []
            : [
                {
                  id: 'kept',
                  text: t('retention.kept-through'),
                  cell: (one: RetentionEvent) => dayShort(one.keptThrough),
                },
              ]),
        ]}
      />
    </section>
  )
}

function useTitle(opened: Opened): string {
  const { t } = useLocale(texts)
  switch (opened.of) {
    case 'due':
      return t('retention.behind.due', { kind: opened.kind === null ? null : t(`act.${opened.kind}` as 'act.hold') }) // Of the kinds there are: checked where it was read.
    case 'why':
      return t('retention.behind.why', { why: t(`retention.why.${opened.why}` as 'retention.why.hold') }) // As above.
    case 'listed':
    case 'erased':
      return t(`retention.behind.${opened.of}`)
    default:
      return opened satisfies never
  }
}
