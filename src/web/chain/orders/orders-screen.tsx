// Order forms: what is asked of the reader first, then what they ordered, each with what has come of it. Not here: one of them in full.
import { useQuery } from '@tanstack/react-query'
import type { OrderFormView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { orderMessages } from '../../messages/orders.ts'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { orderForms, stateTone } from './queries.ts'
import '../chain.css'

type Side = OrderFormView['side']

export function OrdersScreen() {
  const { t } = useLocale(orderMessages)
  const { data: who } = useQuery(session)
  const found = useQuery(orderForms)
  const isStaff = who?.roles.some((role) => role.startsWith('authority-') || role === 'inspector') ?? false
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
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess
        ? sides.map((side) => <Group key={side} side={side} items={all.filter((one) => one.side === side)} />)
        : null}
    </Page>
  )
}

/** Something may still come of it, or is on its way. */
const isUnderWay = ({ state }: OrderFormView) => state === 'open' || state === 'part' || state === 'sent'

function Group({ side, items }: { side: Side; items: readonly OrderFormView[] }) {
  const { t } = useLocale(orderMessages)
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
        <Disclosure title={t('orders.done', { count: done.length })}>
          <Orders side={side} items={done} label={t('orders.done', { count: done.length })} />
        </Disclosure>
      ) : null}
    </section>
  )
}

function Orders({ side, items, label }: { side: Side; items: readonly OrderFormView[]; label: string }) {
  const { t, mass, dayShort } = useLocale(orderMessages)
  const orderer = { id: 'orderer', text: t('orders.orderer'), cell: (one: OrderFormView) => one.orderer.name }
  const supplier = { id: 'supplier', text: t('orders.supplier'), cell: (one: OrderFormView) => one.supplier.name }
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
        { id: 'product', text: t('orders.product'), cell: ({ productName }) => productName },
        { id: 'mass', text: t('orders.mass'), align: 'end', cell: ({ massMg }) => mass(massMg) },
        { id: 'sent', text: t('orders.sent'), align: 'end', cell: ({ sentMg }) => mass(sentMg) },
        { id: 'received', text: t('orders.received'), align: 'end', cell: ({ receivedMg }) => mass(receivedMg) },
        {
          id: 'wanted',
          text: t('orders.wanted'),
          cell: ({ wantedOn }) => (wantedOn ? <span className="gr-nowrap">{dayShort(wantedOn)}</span> : '–'),
        },
      ]}
    />
  )
}
