// Order forms: what is asked of the reader first, then what they ordered, each with what has come of it. Not here: one of them in full.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { OrderFormView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { orderMessages } from '../../messages/orders.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Renewing } from '../../parts/renewing.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { HolderField, partyIn } from '../holder/holder-field.tsx'
import { AboutHolder, useIsStaff } from '../holder/of-holder.tsx'
import { type OrdersSearch, orderForms, stateTone } from './queries.ts'
import '../chain.css'

type Side = OrderFormView['side']

export function OrdersScreen() {
  const { t } = useLocale(orderMessages)
  const { data: who } = useQuery(session)
  const search = searchIn(useSearch({ strict: false }))
  const found = useQuery({ ...orderForms(search), placeholderData: keepPreviousData })
  const isStaff = useIsStaff()
  const mayOrder = who?.permissions.includes('chain:order') ?? false
  const all = found.data?.items ?? []
  // Who only sends reads what is asked, who only orders what was ordered; staff read what passes between others.
  const has = (side: Side) => all.some((one) => one.side === side)
  const sides: readonly Side[] = isStaff
    ? (['asked', 'placed', 'others'] as const).filter((side) => side === 'others' || has(side))
    : has('asked')
      ? ['asked', 'placed']
      : ['placed', 'asked']
  return (
    <Page
      title={t('orders.title')}
      lead={t(isStaff ? 'orders.lead.staff' : 'orders.lead')}
      actions={
        mayOrder ? (
          <LinkButton look="primary" href="/orders/new">
            {t('orders.new')}
          </LinkButton>
        ) : null
      }
    >
      <Filters search={search} />
      <AboutHolder partyId={search.party ?? null} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess ? (
        <Renewing isOld={found.isPlaceholderData}>
          {isFiltered(search) && all.length === 0 ? (
            <Empty title={t('orders.none.filter')} text={t('orders.none.filter.text')} />
          ) : (
            sides.map((side) => (
              <Group
                key={side}
                side={side}
                items={all.filter((one) => one.side === side)}
                isFiltered={isFiltered(search)}
              />
            ))
          )}
        </Renewing>
      ) : null}
    </Page>
  )
}

/** What of an address is a filter: part of a number, and the number of a party. */
function searchIn({ q, party }: Readonly<Record<string, string>>): OrdersSearch {
  return { ...(q ? { q } : {}), ...(partyIn(party) && party ? { party } : {}) }
}

const isFiltered = (search: OrdersSearch) => Object.keys(search).length > 0

function Filters({ search }: { search: OrdersSearch }) {
  const { t } = useLocale(orderMessages)
  const navigate = useNavigate()
  const isStaff = useIsStaff()
  const [typed, setTyped] = useState(search.q ?? '')
  const go = (change: Readonly<Partial<Record<keyof OrdersSearch, string | null>>>) =>
    void navigate({ href: withQuery('/orders', { ...search, ...change }), replace: true })
  const seek = () => typed.trim() !== (search.q ?? '') && go({ q: typed.trim() || null })
  return (
    <form
      className="gr-chain-filters gr-chain-filters-fit"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        seek()
      }}
    >
      <button type="submit" hidden /> {/* With two fields Enter submits only where something submits. */}
      <TextField
        label={t('orders.search')}
        type="search"
        value={typed}
        onChange={setTyped}
        onBlur={seek}
        maxLength={80}
        autoComplete="off"
      />
      {isStaff || search.party ? (
        <HolderField label={t('orders.holder')} value={search.party ?? null} onChange={(party) => go({ party })} />
      ) : null}
      {isFiltered(search) ? (
        <Button
          look="quiet"
          onPress={() => {
            setTyped('')
            go({ q: null, party: null })
          }}
        >
          {t('orders.clear')}
        </Button>
      ) : null}
    </form>
  )
}

/** Something may still come of it, or is on its way. */
const isUnderWay = ({ state }: OrderFormView) => state === 'open' || state === 'part' || state === 'sent'

type GroupProps = { readonly side: Side; readonly items: readonly OrderFormView[]; readonly isFiltered: boolean }

function Group({ side, items, isFiltered: isNarrowed }: GroupProps) {
  const { t } = useLocale(orderMessages)
  if (isNarrowed && items.length === 0) return null // What was looked for is among the others.
  const open = items.filter(isUnderWay)
  const done = items.filter((one) => !isUnderWay(one))
  return (
    <section className="gr-chain-panel">
      <h2>{t(`orders.${side}`)}</h2>
      {open.length > 0 ? (
        <Orders side={side} items={open} label={t(`orders.${side}`)} />
      ) : (
        <p className="gr-muted">{t(`orders.${side}.none`)}</p>
      )}
      {done.length > 0 ? (
        <Disclosure title={t('orders.done', { count: done.length })} isOpen={isNarrowed}>
          <Orders side={side} items={done} label={t('orders.done', { count: done.length })} />
        </Disclosure>
      ) : null}
    </section>
  )
}

function Orders({ side, items, label }: { side: Side; items: readonly OrderFormView[]; label: string }) {
  const { t, mass, dayShort } = useLocale(orderMessages)
  const orderer = {
    id: 'orderer',
    text: t('orders.orderer'),
    onCard: 'brief' as const,
    cell: (one: OrderFormView) => one.orderer.name,
  }
  const supplier = {
    id: 'supplier',
    text: t('orders.supplier'),
    onCard: 'brief' as const,
    cell: (one: OrderFormView) => one.supplier.name,
  }
  return (
    <DataTable
      label={label}
      items={items}
      idOf={({ number }) => number}
      hrefOf={({ number }) => `/orders/${number}`}
      columns={[
        {
          id: 'number',
          text: t('orders.number'),
          isFixed: true,
          cell: ({ number }) => (
            <Link href={`/orders/${number}`} look="plain">
              <span className="gr-nowrap">{number}</span>
            </Link>
          ),
        },
        {
          id: 'state',
          text: t('orders.state'),
          cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`orders.state.${state}`)}</Badge>,
        },
        ...(side === 'placed' ? [supplier] : side === 'asked' ? [orderer] : [orderer, supplier]),
        { id: 'product', text: t('orders.product'), onCard: 'brief', cell: ({ productName }) => productName },
        { id: 'mass', text: t('orders.mass'), onCard: 'brief', align: 'end', cell: ({ massMg }) => mass(massMg, 'g') },
        { id: 'sent', text: t('orders.sent'), onCard: 'aside', align: 'end', cell: ({ sentMg }) => mass(sentMg, 'g') },
        {
          id: 'received',
          text: t('orders.received'),
          onCard: 'aside',
          align: 'end',
          cell: ({ receivedMg }) => mass(receivedMg, 'g'),
        },
        {
          id: 'wanted',
          text: t('orders.wanted'),
          cell: ({ wantedOn }) => (wantedOn ? <span className="gr-nowrap">{dayShort(wantedOn)}</span> : '–'),
        },
      ]}
    />
  )
}
