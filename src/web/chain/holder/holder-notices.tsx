// The notices of one holder: losses of which somebody is still to be told, and recalls it was told of. Not here: telling and answering.
import { useQuery } from '@tanstack/react-query'
import type { HolderView } from '#chain/contract'
import { legalDayOf } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { holderMessages } from '../../messages/holder.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { session } from '../../queries.ts'
import { Section } from './holder-section.tsx'

type Row = {
  readonly id: string
  readonly what: string
  /** Null where the reader has no page of it: another holder's own drill. */
  readonly href: string | null
  readonly about: string
  readonly state: string
  readonly due: string
  readonly isOverdue: boolean
}

export function HolderNotices({ view }: { view: HolderView }) {
  const { t } = useLocale(holderMessages)
  const rows = useRows(view)
  return (
    <Section title={t('holder.notices')} none={rows.length === 0 ? t('holder.notices.none') : null}>
      <DataTable
        label={t('holder.notices')}
        items={rows}
        idOf={({ id }) => id}
        columns={[
          {
            id: 'what',
            text: t('holder.notices.what'),
            isFixed: true,
            cell: ({ what, href }) => (href === null ? what : <Link href={href}>{what}</Link>),
          },
          {
            id: 'due',
            text: t('holder.notices.due'),
            cell: ({ due, isOverdue }) => (
              <span className="gr-row gr-nowrap">
                {due}
                {isOverdue ? <Badge tone="negative">{t('holder.overdue')}</Badge> : null}
              </span>
            ),
          },
          {
            id: 'state',
            text: t('holder.notices.state'),
            cell: ({ state }) => <span className="gr-nowrap">{state}</span>,
          },
          {
            id: 'about',
            text: t('holder.notices.whom'),
            cell: ({ about }) => <span className="gr-nowrap">{about}</span>,
          },
        ]}
      />
    </Section>
  )
}

const dayOf = (at: string) => legalDayOf(Temporal.Instant.from(at)).toString()

function useRows({ party, lossNotices, recallNotices }: HolderView): readonly Row[] {
  const { t, mass, dayShort } = useLocale(holderMessages)
  const { data: who } = useQuery(session)
  const isOwn = who?.party?.partyId === party.partyId
  const losses = lossNotices.map(({ eventId, cause, to, premises, massMg, dueOn, isOverdue }) => ({
    id: `${eventId} ${to}`,
    what: massMg === null ? t(`holder.notice.${cause}`) : `${t(`holder.notice.${cause}`)}, ${mass(massMg)}`,
    href: `/events/${eventId}`,
    about: premises.name,
    state: t(`holder.notice.to.${to}`),
    due: dayShort(dueOn),
    isOverdue,
  }))
  const recalls = recallNotices.map(
    ({ recallId, kind, isOwnDrill, batches, dueAt, acknowledgedAt, isOverdue, isLifted }) => ({
      id: recallId,
      what: t(`holder.notice.${kind}`),
      href: isOwn ? `/recall-notices/${recallId}` : isOwnDrill ? null : `/recalls/${recallId}`,
      about: batches.map(({ name }) => name).join(', '),
      state: isLifted
        ? t('holder.notice.lifted')
        : acknowledgedAt === null
          ? t('holder.notice.waits')
          : t('holder.notice.answered', { at: dayShort(dayOf(acknowledgedAt)) }),
      due: dayShort(dayOf(dueAt)),
      isOverdue,
    }),
  )
  return [...losses, ...recalls]
}
