// Who was refused what, on what and why, newest first, for who supervises: each name opens what it names. Not here: saying no; access does that.
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { DenialRow } from '#platform/contract'
import { HolderField, partyIn } from '../chain/holder/holder-field.tsx'
import { AboutHolder, OfHolder } from '../chain/holder/of-holder.tsx'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { denialMessages } from '../messages/denials.ts'
import { pageSize } from '../page-size.ts'
import { CopyId } from '../parts/copy-id.tsx'
import type { TableColumn } from '../parts/data-table.tsx'
import { Link } from '../parts/link.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { Page } from '../shell/page.tsx'
import { isRule, reasonKey, thingKey, wordsOf } from './denial-words.ts'
import '../chain/chain.css'
import './denials.css'

type DenialPage = { readonly items: readonly DenialRow[]; readonly nextCursor: string | null }

const texts = { ...chainMessages, ...denialMessages }

const denials = (party: string | null) =>
  infiniteQueryOptions({
    queryKey: ['denials', party],
    queryFn: ({ signal, pageParam }) =>
      request<DenialPage>(withQuery('/v1/denials', { party, cursor: pageParam, limit: pageSize() }), { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: DenialPage) => nextCursor,
  })

export function DenialsScreen() {
  const { t } = useLocale(texts)
  const navigate = useNavigate()
  const party = partyIn(useSearch({ strict: false })['party'])
  const data = useInfiniteQuery(denials(party))
  const columns = useColumns()
  const items = data.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('denials.title')} lead={t('denials.lead')}>
      <div className="gr-chain-filters gr-chain-filters-fit">
        <HolderField
          label={t('denials.party')}
          value={party}
          onChange={(chosen) => void navigate({ href: withQuery('/denials', { party: chosen }), replace: true })}
        />
      </div>
      <AboutHolder partyId={party} />
      <PagedTable
        found={data}
        label={t('denials.title')}
        columns={columns}
        items={items}
        idOf={({ at, traceId, action, resource }) => `${at} ${traceId} ${action} ${resource}`}
        empty={t(party === null ? 'denials.none' : 'denials.none.party')}
      />
    </Page>
  )
}

function useColumns(): readonly TableColumn<DenialRow>[] {
  const { t, instant, locale } = useLocale(texts)
  return [
    {
      id: 'at',
      text: t('denials.at'),
      isFixed: true,
      cell: ({ at }) => <span className="gr-nowrap">{instant(at)}</span>,
    },
    { id: 'user', text: t('denials.user'), onCard: 'brief', width: 'wide', cell: (row) => <Who row={row} /> },
    {
      id: 'action',
      text: t('denials.action'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ action }) => wordsOf(action)?.[locale] ?? <code>{action}</code>,
    },
    { id: 'resource', text: t('denials.resource'), width: 'wide', cell: (row) => <OnWhat row={row} /> },
    { id: 'why', text: t('denials.why'), width: 'wide', cell: (row) => <Why row={row} /> },
    {
      id: 'trace',
      text: t('denials.trace'),
      onCard: 'aside',
      width: 'narrow',
      cell: ({ traceId }) => <CopyId value={traceId} shown={`${traceId.slice(0, 8)}…`} what={t('denials.trace')} />,
    },
  ]
}

function Who({ row: { actorKind, name, party } }: { row: DenialRow }) {
  const { t } = useLocale(texts)
  const said =
    actorKind === 'anonymous'
      ? t('denials.visitor')
      : actorKind === 'system'
        ? t('denials.system')
        : name === null
          ? t('denials.someone')
          : actorKind === 'machine'
            ? t('denials.program', { name })
            : name
  return (
    <span className="gr-denials-two">
      <span>{said}</span>
      {party ? (
        <span className="gr-muted">
          <OfHolder holder={party} />
        </span>
      ) : null}
    </span>
  )
}

function OnWhat({ row: { thing, resource } }: { row: DenialRow }) {
  const { t } = useLocale(texts)
  if (thing === null) return <span className="gr-muted">{t(thingKey(resource))}</span>
  const isAct = thing.kind === 'event' && `act.${thing.name}` in chainMessages
  return (
    <span className="gr-denials-two">
      <Link href={thing.href}>{isAct ? t(`act.${thing.name}` as 'act.ship') : thing.name}</Link>{' '}
      {/* Asked just before. */}
      <span className="gr-muted">{t(`denials.thing.${thing.kind}`)}</span>
    </span>
  )
}

function Why({ row }: { row: DenialRow }) {
  const { t } = useLocale(texts)
  const key = reasonKey(row)
  const toRule = <Link href="/denials/rules#forbidden">{t('denials.reason.forbidden')}</Link>
  return (
    <span className="gr-denials-two">
      <span>{key === null ? <code>{row.reason}</code> : key === 'denials.reason.forbidden' ? toRule : t(key)}</span>
      {row.rules.map((rule) => (
        <span key={rule}>
          {isRule(rule) ? (
            <Link href={`/denials/rules#${rule}`}>{t(`denials.rule.${rule}`)}</Link>
          ) : (
            <code>{rule}</code>
          )}
        </span>
      ))}
    </span>
  )
}
