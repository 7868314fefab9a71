// Everything that happened to a batch, newest first, each openable. Not here: one event whole (event-screen.tsx).

import { useInfiniteQuery } from '@tanstack/react-query'
import type { EventView } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { Link } from '../parts/link.tsx'
import { PagesEnd } from '../parts/paged-table.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { batchEvents } from './queries.ts'
import { accountText, amountText } from './words.ts'

export function BatchEvents({ batchId }: { batchId: string }) {
  const { t, instant } = useLocale(chainMessages)
  const found = useInfiniteQuery(batchEvents(batchId))
  if (found.isPending) return <Waiting lines={8} />
  if (!found.data) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const events = found.data.pages.flatMap(({ items }) => items)
  if (events.length === 0) return <p className="gr-muted">{t('events.none')}</p>
  return (
    <>
      <Timeline
        label={t('events.title')}
        happenings={events.map((event) => ({
          id: event.eventId,
          when: instant(event.occurredAt),
          dateTime: event.occurredAt,
          title: <Link href={`/events/${event.eventId}`}>{t(`act.${event.kind}`)}</Link>,
          text: <Moved event={event} />,
        }))}
      />
      <PagesEnd found={found} shown={events.length} />
    </>
  )
}

const movementsMax = 4 // The event itself shows them all.

function Moved({ event }: { event: EventView }) {
  const words = useLocale(chainMessages)
  const { t } = words
  if (event.movements.length === 0) return <span className="gr-muted">{t('event.movements.none')}</span>
  return (
    <ul className="gr-chain-list">
      {event.movements.slice(0, movementsMax).map(({ line, from, to, amount, ledger }) => (
        <li key={line}>
          {amountText(amount, ledger, words)}: {accountText(from, words)} → {accountText(to, words)}
        </li>
      ))}
      {event.movements.length > movementsMax ? (
        <li>{t('trace.more', { count: event.movements.length - movementsMax })}</li>
      ) : null}
    </ul>
  )
}
