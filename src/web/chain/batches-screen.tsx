// All batches one may see: filter and sort in the address, views kept by name, open one with Enter. Not here: one batch.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { BatchSummary } from '#chain/contract'
import { batchesCountedMax, batchKinds, batchStatuses } from '#chain/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { notCountedMessages } from '../messages/not-counted.ts'
import { Badge } from '../parts/badge.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { ColumnChoice } from '../parts/column-choice.tsx'
import type { TableColumn } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { Filters } from '../parts/filters.tsx'
import { Link } from '../parts/link.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Page } from '../shell/page.tsx'
import { HolderField, partyIn } from './holder/holder-field.tsx'
import { AboutHolder, useIsStaff } from './holder/of-holder.tsx'
import { type BatchSearch, batches } from './queries.ts'
import { SavedViews } from './saved-views.tsx'
import { useMayRecord } from './use-may-record.ts'
import { amountText, statusTone, type Words } from './words.ts'
import './chain.css'

const texts = { ...chainMessages, ...notCountedMessages }

type Search = BatchSearch & { readonly hide?: string }

export function BatchesScreen() {
  const { t } = useLocale(chainMessages)
  const mayRecord = useMayRecord()
  const search = useSearch({ strict: false }) as Search // Texts, read from the address by the router.
  const router = useRouter()
  const go = (change: Partial<Record<keyof Search, string | undefined>>) =>
    void router.navigate({ href: withQuery('/batches', { ...search, ...change }), replace: true })
  return (
    <Page
      title={t('batches.title')}
      lead={t('batches.lead')}
      actions={
        mayRecord ? (
          <LinkButton href="/record" look="primary">
            {t('batches.record')}
          </LinkButton>
        ) : null
      }
    >
      <Fields search={search} go={go} />
      <AboutHolder partyId={partyIn(search.holder)} />
      <SavedViews screen="batches" search={search} address={(kept) => `/batches${kept}`} />
      <Rows search={search} go={go} />
    </Page>
  )
}

type Go = (change: Partial<Record<keyof Search, string | undefined>>) => void

function Fields({ search, go }: { search: Search; go: Go }) {
  const { t } = useLocale(chainMessages)
  const [typed, setTyped] = useState(search.q ?? '')
  const isStaff = useIsStaff()
  const any = { id: '', text: t('batches.any') }
  const isFiltered = Boolean(search.q || search.kind || search.status || search.product || search.holder)
  return (
    <form
      className="gr-chain-filters gr-chain-filters-fit"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        go({ q: typed.trim() || undefined })
      }}
    >
      <button type="submit" hidden /> {/* With two fields Enter submits only where something submits. */}
      <TextField
        label={t('batches.search')}
        type="search"
        value={typed}
        onChange={setTyped}
        onBlur={() => typed !== (search.q ?? '') && go({ q: typed.trim() || undefined })}
      />
      <Filters active={[search.kind, search.status, search.product, search.holder].filter(Boolean).length}>
        <Select
          label={t('batches.kind')}
          choices={[any, ...batchKinds.map((kind) => ({ id: kind, text: t(`kind.${kind}`) }))]}
          value={search.kind ?? ''}
          onChange={(kind) => go({ kind: kind || undefined })}
        />
        <Select
          label={t('batches.status')}
          choices={[any, ...batchStatuses.map((status) => ({ id: status, text: t(`status.${status}`) }))]}
          value={search.status ?? ''}
          onChange={(status) => go({ status: status || undefined })}
        />
        {isStaff || search.holder ? (
          <HolderField
            label={t('batches.holders')}
            value={partyIn(search.holder)}
            onChange={(holder) => go({ holder: holder ?? undefined })}
          />
        ) : null}
      </Filters>
      {isFiltered ? (
        <Button
          look="quiet"
          onPress={() => {
            setTyped('')
            go({ q: undefined, kind: undefined, status: undefined, product: undefined, holder: undefined })
          }}
        >
          {t('batches.clear')}
        </Button>
      ) : null}
    </form>
  )
}

function Rows({ search, go }: { search: Search; go: Go }) {
  const words = useLocale(texts)
  const { t } = words
  const { hide, ...asked } = search
  const found = useInfiniteQuery(batches(asked))
  const hidden = hide === undefined ? hiddenAtFirst : hide.split(',')
  const columns = columnsOf(words)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const total = found.data?.pages[0]?.total
  const isFiltered = Boolean(search.q || search.kind || search.status || search.product || search.holder)
  return (
    <div className="gr-chain-rows">
      <div className="gr-chain-rows-tools">
        <ColumnChoice
          columns={columns}
          hidden={hidden}
          onChange={(next) => go({ hide: next.length === 0 ? '-' : next.join(',') })}
        />
      </div>
      <PagedTable
        found={found}
        label={t('batches.table')}
        columns={columns}
        hidden={hidden}
        isChosen={hide !== undefined}
        items={items}
        idOf={({ batchId }) => batchId}
        hrefOf={({ batchId }) => `/batches/${batchId}`}
        sort={{ column: search.sort ?? 'opened', order: search.order === 'asc' ? 'asc' : 'desc' }}
        onSort={({ column, order }) => go({ sort: column, order })}
        total={total === null ? t('not-counted.shown', { shown: items.length, counted: batchesCountedMax }) : total}
        empty={
          <Empty title={t('batches.none.title')} text={t(isFiltered ? 'batches.none.filter' : 'batches.none.text')} />
        }
      />
    </div>
  )
}

/** Column ids that sort are the API's own words. */
function columnsOf(words: Words): readonly TableColumn<BatchSummary>[] {
  const { t, dayShort, instant } = words
  return [
    {
      id: 'name',
      text: t('batches.name'),
      isFixed: true,
      isSortable: true,
      cell: ({ batchId, name, recalled, takenBack }) => (
        <span className="gr-chain-name">
          <Link href={`/batches/${batchId}`} look="plain">
            {name}
          </Link>
          {recalled ? <Badge tone="negative">{t('recalled')}</Badge> : null}
          {takenBack ? <Badge tone="neutral">{t('batch.taken-back')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'status',
      text: t('batches.status'),
      cell: ({ status }) => <Badge {...statusTone[status]}>{t(`status.${status}`)}</Badge>,
    },
    {
      id: 'left',
      text: t('batches.left'),
      onCard: 'brief',
      align: 'end',
      isSortable: true,
      cell: ({ leftAmount, unit }) => amountText(leftAmount, unit, words, 'g'),
    },
    {
      id: 'kind',
      text: t('batches.kind'),
      onCard: 'brief',
      cell: ({ kind }) => <span className="gr-nowrap">{t(`kind.${kind}`)}</span>,
    },
    { id: 'product', text: t('batches.product'), onCard: 'brief', cell: ({ productName }) => productName },
    {
      id: 'began',
      text: t('batches.began'),
      onCard: 'aside',
      align: 'end',
      cell: ({ openedAmount, unit }) => amountText(openedAmount, unit, words, 'g'),
    },
    {
      id: 'holders',
      text: t('batches.holders'),
      onCard: 'brief',
      width: 'wide',
      cell: ({ holders }) => holdersText(holders.map(({ name }) => name)),
    },
    {
      id: 'opened',
      text: t('batches.opened'),
      onCard: 'brief',
      isSortable: true,
      cell: ({ openedOn }) => oneLine(dayShort(openedOn)),
    },
    {
      id: 'expires',
      text: t('batches.expires'),
      onCard: 'aside',
      cell: ({ expiresOn }) => (expiresOn ? oneLine(dayShort(expiresOn)) : '–'),
    },
    {
      id: 'last',
      text: t('batches.last'),
      onCard: 'aside',
      isSortable: true,
      cell: ({ lastEventAt }) => oneLine(instant(lastEventAt)),
    },
  ]
}

/** A day in two lines is read as two. */
const oneLine = (on: string) => <span className="gr-nowrap">{on}</span>

/** What fits beside the rest on a laptop without scrolling; the others are one press away. */
const hiddenAtFirst: readonly string[] = ['began', 'expires']

const namesMax = 2 // More would make one row as tall as five; the batch itself tells them all.

function holdersText(names: readonly string[]): string {
  if (names.length === 0) return '–'
  return names.length <= namesMax
    ? names.join(', ')
    : `${names.slice(0, namesMax).join(', ')} +${names.length - namesMax}`
}
