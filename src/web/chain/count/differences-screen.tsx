// Differences that wait, oldest first, by holder and since a day in the address; each leads to its events and to recording its cause. Not here:
// settling.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Difference, DifferenceList } from '#chain/contract'
import { legalDayOf, parseDay } from '#kernel'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { countMessages } from '../../messages/count.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Page } from '../../shell/page.tsx'
import { ofDifference } from '../behind.ts'
import { HolderField, partyIn } from '../holder/holder-field.tsx'
import { AboutHolder, OfHolder, useIsStaff } from '../holder/of-holder.tsx'
import { OfEvent } from '../of-event.tsx'
import { useMayRecord } from '../use-may-record.ts'
import { signedText } from '../words.ts'
import { type DifferencesSearch, differences } from './count-queries.ts'
import { DifferenceDue } from './difference-due.tsx'
import '../chain.css'
import './count.css'

const texts = { ...chainMessages, ...countMessages }

export function DifferencesScreen() {
  const { t } = useLocale(texts)
  const search = searchIn(useSearch({ strict: false }))
  const found = useQuery(differences(search))
  const columns = useColumns()
  const isFiltered = Boolean(search.holder || search.since)
  const mayCount = useMayRecord('count')
  return (
    <Page
      title={t('differences.title')}
      lead={t('differences.lead')}
      crumbs={[{ text: t('nav.chain'), href: '/batches' }]}
      actions={mayCount ? <LinkButton href="/count">{t('count.title')}</LinkButton> : null}
    >
      <Filters search={search} isFiltered={isFiltered} />
      <AboutHolder partyId={search.holder ?? null} />
      {found.data?.isCut ? <Alert tone="info" title={t('differences.cut')} /> : null}
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
          empty={
            <Empty
              title={t(isFiltered ? 'differences.none.filter' : 'differences.none')}
              text={t(isFiltered ? 'differences.none.filter.text' : 'differences.none.text')}
            />
          }
        />
      )}
    </Page>
  )
}

/** What of an address is a filter: the number of a party, and a day that is a day. */
function searchIn({ holder, since }: Readonly<Record<string, string>>): DifferencesSearch {
  return {
    ...(partyIn(holder) && holder ? { holder } : {}),
    ...(since && parseDay(since) !== null ? { since } : {}),
  }
}

function Filters({ search, isFiltered }: { search: DifferencesSearch; isFiltered: boolean }) {
  const { t } = useLocale(texts)
  const navigate = useNavigate()
  const isStaff = useIsStaff()
  const go = (change: Readonly<Partial<Record<keyof DifferencesSearch, string | null>>>) =>
    void navigate({ href: withQuery('/differences', { ...search, ...change }), replace: true })
  return (
    <div className="gr-chain-filters gr-chain-filters-fit">
      {isStaff || search.holder ? (
        <HolderField
          label={t('differences.holder')}
          value={search.holder ?? null}
          onChange={(holder) => go({ holder })}
        />
      ) : null}
      <DateField label={t('differences.since')} value={search.since ?? null} onChange={(since) => go({ since })} />
      {isFiltered ? (
        <Button look="quiet" onPress={() => go({ holder: null, since: null })}>
          {t('differences.clear')}
        </Button>
      ) : null}
    </div>
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
  const { t, mass, instant } = words
  const maySettle = useMayRecord('settle-difference')
  const settle: TableColumn<Difference> = {
    id: 'settle',
    text: t('differences.settle'),
    onCard: 'brief',
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
      onCard: 'head',
      align: 'end',
      cell: ({ amountMg, accountId }) => (
        <Link href={ofDifference({ accountId })}>{signedText(amountMg, 'material_mg', words, 'g')}</Link>
      ),
    },
    {
      id: 'due',
      text: t('differences.due'),
      cell: (row) => <DifferenceDue row={row} />,
    },
    ...(maySettle ? [settle] : []),
    {
      id: 'kind',
      text: t('differences.kind'),
      cell: (row) => <Cause row={row} />,
    },
    {
      id: 'place',
      text: t('differences.place'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ holder, premises }) => (
        <>
          <OfHolder holder={holder} />
          {holder.name === premises.name ? null : <span className="gr-muted gr-count-under">{premises.name}</span>}
        </>
      ),
    },
    {
      id: 'last',
      text: t('differences.last'),
      onCard: 'aside',
      width: 'wide',
      cell: ({ lastEvent }) =>
        lastEvent === null ? (
          '–'
        ) : (
          <>
            <Link href={`/events/${lastEvent.eventId}`}>{t(`act.${lastEvent.kind}`)}</Link>{' '}
            <span className="gr-muted gr-nowrap">{instant(lastEvent.at)}</span>
            {lastEvent.reason ? <span className="gr-count-said">{lastEvent.reason}</span> : null}
          </>
        ),
    },
    {
      id: 'book',
      text: t('differences.book'),
      onCard: 'aside',
      align: 'end',
      cell: ({ bookMg, eventId }) => (bookMg === null ? '–' : <OfEvent eventId={eventId}>{mass(bookMg, 'g')}</OfEvent>),
    },
    {
      id: 'counted',
      text: t('differences.counted'),
      onCard: 'aside',
      align: 'end',
      cell: ({ countedMg, eventId }) =>
        countedMg === null ? '–' : <OfEvent eventId={eventId}>{mass(countedMg, 'g')}</OfEvent>,
    },
  ]
}

/** What it arose at, which opens: the shipment, the count, the packing run, or what came late. */
function Cause({ row: { kind, shortAt, shipmentId, eventId, counter } }: { row: Difference }) {
  const { t, dayShort } = useLocale(texts)
  const text = t(`differences.kind.${kind}`)
  const under =
    shortAt !== null
      ? t('differences.late', { on: dayShort(legalDayOf(Temporal.Instant.from(shortAt)).toString()) })
      : counter
        ? t('differences.from', { name: counter.name })
        : null
  return (
    <>
      {shipmentId ? (
        <Link href={`/shipments/${shipmentId}`}>{text}</Link>
      ) : (
        <OfEvent eventId={eventId} look="text">
          {text}
        </OfEvent>
      )}
      {under ? <span className="gr-muted gr-count-under">{under}</span> : null}
    </>
  )
}
