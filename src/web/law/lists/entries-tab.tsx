// Who stands on the lists on the day: searched, sorted, page by page; a row opens the check of that substance. Not here: choosing the day.
import { useState } from 'react'
import type { ListEntry } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { pageSize } from '../../page-size.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { ColumnChoice } from '../../parts/column-choice.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { LoadMore } from '../../parts/load-more.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { checkAddress } from '../address.ts'
import { sourceText } from '../source-text.ts'
import { type SortColumn, searched, sortable, sorted } from './on-day.ts'
import type { Go, ListsSearch } from './search.ts'

type Props = {
  readonly entries: readonly ListEntry[]
  readonly on: string
  readonly search: ListsSearch
  readonly go: Go
}

export function EntriesTab({ entries, on, search, go }: Props) {
  const words = useLocale(listsMessages)
  const { t, locale } = words
  const [shown, setShown] = useState(pageSize)
  const { q = '', list = null, hide } = search
  const column: SortColumn = sortable.find((name) => name === search.sort) ?? 'name'
  const order = search.order === 'desc' ? 'desc' : 'asc'
  const found = sorted(searched(entries, { q, list }), { column, order, locale })
  const columns = columnsOf(words, on)
  const hidden = hide === undefined ? hiddenAtFirst : hide.split(',')
  return (
    <div className="gr-stack">
      <div className="gr-lists-filters">
        <TextField
          label={t('lists.search')}
          help={t('lists.search.help')}
          type="search"
          value={q}
          onChange={(typed) => go({ q: typed || undefined })}
          spellCheck="false"
          autoComplete="off"
        />
        <Select
          label={t('lists.which')}
          choices={[
            { id: '', text: t('lists.which.all') },
            ...(['I', 'IA', 'II'] as const).map((name) => ({ id: name, text: t('lists.list', { list: name }) })),
          ]}
          value={list ?? ''}
          onChange={(chosen) => go({ list: chosen || undefined })}
        />
        <ColumnChoice
          columns={columns}
          hidden={hidden}
          onChange={(next) => go({ hide: next.length === 0 ? '-' : next.join(',') })}
        />
      </div>
      <DataTable
        label={t('lists.table')}
        columns={columns}
        hidden={hidden}
        isChosen={hide !== undefined}
        items={found.slice(0, shown)}
        idOf={({ substanceId, list: name }) => `${substanceId} ${name}`}
        hrefOf={(entry) => addressOf(entry, on)}
        sort={{ column, order }}
        onSort={(next) => go({ sort: next.column, order: next.order })}
        empty={t(list === 'IA' && q === '' ? 'lists.none.IA' : 'lists.none')}
      />
      {found.length > 0 ? (
        <LoadMore
          shown={Math.min(shown, found.length)}
          total={found.length}
          hasMore={shown < found.length}
          isLoading={false}
          onMore={() => setShown(shown + 2 * pageSize())}
        />
      ) : null}
    </div>
  )
}

/** The Dutch name is the corpus' own: it finds this substance and no other. */
const addressOf = ({ nameNl }: Pick<ListEntry, 'nameNl'>, on: string) => checkAddress({ q: nameNl, on })

const hiddenAtFirst: readonly string[] = ['other', 'inn', 'kind']

export const certaintyTone: Readonly<Record<ListEntry['certainty'], BadgeTone>> = {
  text: 'positive',
  title: 'info',
  inferred: 'warning',
}

type Words = ReturnType<typeof useLocale<typeof listsMessages>>

function columnsOf({ t, locale, dayShort }: Words, on: string): readonly TableColumn<ListEntry>[] {
  const isDutch = locale === 'nl'
  return [
    {
      id: 'name',
      text: t('lists.name'),
      isFixed: true,
      isSortable: true,
      cell: (entry) => (
        <Link href={addressOf(entry, on)} look="plain">
          {isDutch ? entry.nameNl : entry.nameEn}
        </Link>
      ),
    },
    {
      id: 'list',
      text: t('lists.which'),
      onCard: 'head',
      isSortable: true,
      cell: ({ list }) => <ListMark list={list} />,
    },
    {
      id: 'other',
      text: t('lists.name.other'),
      onCard: 'aside',
      cell: ({ nameNl, nameEn }) => (isDutch ? nameEn : nameNl),
    },
    { id: 'inn', text: t('lists.inn'), onCard: 'aside', cell: ({ inn }) => inn ?? t('lists.unknown') },
    {
      id: 'cas',
      text: t('lists.cas'),
      onCard: 'brief',
      cell: ({ cas }) => <span className="gr-nowrap">{cas.join(', ') || t('lists.unknown')}</span>,
    },
    { id: 'kind', text: t('lists.kind'), onCard: 'aside', cell: ({ kind }) => t(`lists.kind.${kind}`) },
    {
      id: 'since',
      text: t('lists.since'),
      isSortable: true,
      cell: ({ from, startIs }) => (
        <span className="gr-nowrap">
          {startIs === 'start' ? dayShort(from) : t('lists.since.latest', { on: from })}
        </span>
      ),
    },
    {
      id: 'source',
      text: t('lists.source'),
      onCard: 'aside',
      cell: ({ source }) => sourceText(source, locale),
      width: 'wide',
    },
    {
      id: 'certainty',
      text: t('lists.certainty'),
      onCard: 'aside',
      isSortable: true,
      cell: ({ certainty }) => <Badge tone={certaintyTone[certainty]}>{t(`lists.certainty.${certainty}`)}</Badge>,
    },
    {
      id: 'treaty',
      text: t('lists.treaty'),
      onCard: 'aside',
      isSortable: true,
      cell: ({ treaty }) =>
        treaty
          ? t('lists.treaty.is', {
              ...treaty,
              alsoIV: treaty.alsoScheduleIV ?? false,
              isCertain: treaty.certainty === 'certain',
            })
          : t('lists.treaty.none'),
    },
  ]
}

export function ListMark({ list }: { list: ListEntry['list'] }) {
  return <span className={`gr-lists-mark gr-lists-mark-${list}`}>{list}</span>
}
