// Differences that wait, the most urgent first seen by its clock; each leads to what was counted and to recording its cause. Not here: settling.
import { useQuery } from '@tanstack/react-query'
import type { Difference, DifferenceList } from '#chain/contract'
import { legalDayOf } from '#kernel'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { countMessages } from '../../messages/count.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Page } from '../../shell/page.tsx'
import { ofDifference } from '../behind.ts'
import { OfEvent } from '../of-event.tsx'
import { useMayRecord } from '../use-may-record.ts'
import { signedText } from '../words.ts'
import { differences } from './count-queries.ts'
import './count.css'

const texts = { ...chainMessages, ...countMessages }

export function DifferencesScreen() {
  const { t } = useLocale(texts)
  const found = useQuery(differences)
  const columns = useColumns()
  const mayCount = useMayRecord('count')
  return (
    <Page
      title={t('differences.title')}
      lead={t('differences.lead')}
      crumbs={[{ text: t('nav.chain'), href: '/batches' }]}
      actions={mayCount ? <LinkButton href="/count">{t('count.title')}</LinkButton> : null}
    >
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data?.followUps.map((one) => (
        <FollowUpNotice key={one.countEventId} followUp={one} />
      ))}
      {found.isError ? null : (
        <DataTable
          label={t('differences.title')}
          columns={columns}
          items={found.data?.items ?? []}
          idOf={({ accountId }) => accountId}
          waitingRows={found.isPending ? 4 : 0}
          empty={<Empty title={t('differences.none')} text={t('differences.none.text')} />}
        />
      )}
    </Page>
  )
}

function FollowUpNotice({ followUp }: { followUp: DifferenceList['followUps'][number] }) {
  const { t, mass } = useLocale(texts)
  return (
    <Alert
      tone="info"
      title={t('differences.follow', { name: followUp.lines.map(({ batch }) => batch?.name ?? '').join(', ') })}
      actions={<Link href={`/events/${followUp.countEventId}`}>{t('count.done.event')}</Link>}
    >
      {followUp.lines.map(({ batch, state, countedMg, bookMg }) => (
        <p key={`${batch?.batchId ?? ''} ${state}`}>
          {t('differences.follow.text', { counted: mass(countedMg), book: mass(bookMg) })}
        </p>
      ))}
    </Alert>
  )
}

function useColumns(): readonly TableColumn<Difference>[] {
  const words = useLocale(texts)
  const { t, mass, dayShort } = words
  const maySettle = useMayRecord('settle-difference')
  const settle: TableColumn<Difference> = {
    id: 'settle',
    text: t('differences.settle'),
    cell: ({ batch }) =>
      batch ? (
        <Link href={withQuery('/record', { batch: batch.batchId, kind: 'settle-difference' })}>
          {t('differences.settle')}
        </Link>
      ) : null,
  }
  return [
    {
      id: 'batch',
      text: t('differences.batch'),
      isFixed: true,
      cell: ({ batch }) =>
        batch ? (
          <Link href={`/batches/${batch.batchId}`} look="plain">
            {batch.name}
          </Link>
        ) : (
          '–'
        ),
    },
    {
      id: 'amount',
      text: t('differences.amount'),
      align: 'end',
      cell: ({ amountMg, accountId }) => (
        <Link href={ofDifference({ accountId })}>{signedText(amountMg, 'material_mg', words)}</Link>
      ),
    },
    {
      id: 'due',
      text: t('differences.due'),
      cell: ({ dueOn, isOverdue }) =>
        dueOn === null ? (
          <span className="gr-muted">{t('differences.due.none')}</span>
        ) : (
          <span className="gr-row gr-nowrap">
            {dayShort(dueOn)}
            {isOverdue ? <Badge tone="negative">{t('differences.overdue')}</Badge> : null}
          </span>
        ),
    },
    ...(maySettle ? [settle] : []),
    {
      id: 'kind',
      text: t('differences.kind'),
      cell: ({ kind, shortAt }) =>
        shortAt === null ? (
          t(`differences.kind.${kind}`)
        ) : (
          <>
            {t(`differences.kind.${kind}`)}
            <span className="gr-muted gr-count-late">
              {t('differences.late', { shortAt: legalDayOf(Temporal.Instant.from(shortAt)).toString() })}
            </span>
          </>
        ),
    },
    {
      id: 'book',
      text: t('differences.book'),
      align: 'end',
      cell: ({ bookMg, eventId }) => (bookMg === null ? '–' : <OfEvent eventId={eventId}>{mass(bookMg)}</OfEvent>),
    },
    {
      id: 'counted',
      text: t('differences.counted'),
      align: 'end',
      cell: ({ countedMg, eventId }) =>
        countedMg === null ? '–' : <OfEvent eventId={eventId}>{mass(countedMg)}</OfEvent>,
    },
    { id: 'place', text: t('differences.place'), width: 'wide', cell: ({ premises }) => premises.name },
  ]
}
