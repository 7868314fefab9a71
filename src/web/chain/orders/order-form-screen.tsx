// One order form: what was asked, each shipment that answers it, and the one thing its reader does next. Not here: sending (record/).
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { OrderFormView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { orderMessages } from '../../messages/orders.ts'
import { Basis } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { useMayRecord } from '../use-may-record.ts'
import { placeText } from '../words.ts'
import { orderForm, stateTone, useOrderStep } from './queries.ts'
import '../chain.css'
import './orders.css'

const texts = { ...chainMessages, ...orderMessages }
const crumbsOf = (title: string) => [{ text: title, href: '/orders' }]

export function OrderFormScreen() {
  const { t } = useLocale(texts)
  const { number = '' } = useParams({ strict: false }) as { number?: string } // The route's own parameter.
  const found = useQuery(orderForm(number))
  if (found.isSuccess) return <OrderForm order={found.data} />
  return (
    <Page title={t('order.missing')} crumbs={crumbsOf(t('orders.title'))}>
      {found.isPending ? <Waiting lines={6} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function OrderForm({ order }: { order: OrderFormView }) {
  const { t, mass, locale } = useLocale(texts)
  const { data: who } = useQuery(session)
  const mayShip = useMayRecord('ship')
  const { number, side, openMg, massMg, productName, orderer, supplier, state } = order
  const isOpen = openMg !== '0'
  const mayEnd = isOpen && side !== 'others' && (who?.permissions.includes('chain:order') ?? false)
  return (
    <Page
      title={t('order.title', { number })}
      crumbs={crumbsOf(t('orders.title'))}
      beside={<Badge tone={stateTone[state]}>{t(`orders.state.${state}`)}</Badge>}
      lead={t('order.asks', {
        ...{ mass: mass(massMg), product: productName, orderer: orderer.name, supplier: supplier.name },
      })}
      actions={
        <>
          {side === 'asked' && isOpen && mayShip ? (
            <LinkButton look="primary" href={withQuery('/record', { order: number })}>
              {t('order.send')}
            </LinkButton>
          ) : null}
          <LinkButton href={withQuery(`/v1/order-forms/${number}/paper`, { language: locale })} target="_blank">
            {t('order.print')}
          </LinkButton>
        </>
      }
    >
      <section className="gr-chain-panel">
        <h2>{t('order.came')}</h2>
        {order.shipments.length > 0 ? <Came order={order} /> : <p className="gr-muted">{t('order.came.none')}</p>}
      </section>
      <section className="gr-chain-panel">
        <h2>{t('order.what')}</h2>
        <What order={order} />
        <Basis articles={order.basis} />
      </section>
      <section className="gr-chain-panel">
        <h2>{t('order.course')}</h2>
        <Course order={order} />
        {mayEnd ? (
          <Disclosure title={t(side === 'placed' ? 'order.withdraw' : 'order.decline')}>
            <End order={order} />
          </Disclosure>
        ) : null}
      </section>
    </Page>
  )
}

function Came({ order: { shipments } }: { order: OrderFormView }) {
  const { t, mass, instant } = useLocale(texts)
  return (
    <DataTable
      label={t('order.came')}
      items={shipments}
      idOf={({ shipmentId }) => shipmentId}
      hrefOf={({ shipmentId }) => `/shipments/${shipmentId}`}
      columns={[
        {
          id: 'at',
          text: t('order.shipment'),
          isFixed: true,
          cell: ({ shipmentId, shippedAt }) => (
            <Link href={`/shipments/${shipmentId}`} look="plain">
              <span className="gr-nowrap">{instant(shippedAt)}</span>
            </Link>
          ),
        },
        { id: 'sent', text: t('orders.sent'), align: 'end', cell: ({ sentMg }) => mass(sentMg) },
        {
          id: 'received',
          text: t('orders.received'),
          align: 'end',
          cell: ({ receivedMg }) => (receivedMg === null ? '–' : mass(receivedMg)),
        },
        { id: 'status', text: t('orders.state'), cell: ({ status }) => t(`shipment.status.${status}`) },
      ]}
    />
  )
}

function What({ order }: { order: OrderFormView }) {
  const { t, mass, day, instant } = useLocale(texts)
  return (
    <Facts
      facts={[
        { name: t('orders.product'), value: order.productName },
        { name: t('orders.mass'), value: mass(order.massMg) },
        { name: t('orders.open'), value: mass(order.openMg) },
        { name: t('order.from'), value: placeText(order.supplier, order.fromPremises) },
        { name: t('order.to'), value: placeText(order.orderer, order.toPremises) },
        { name: t('order.ordered'), value: instant(order.orderedAt) },
        ...(order.wantedOn ? [{ name: t('orders.wanted'), value: day(order.wantedOn) }] : []),
      ]}
    />
  )
}

type StepText = 'ordered' | 'despatched' | 'came-back' | 'declined' | 'withdrawn'

function Course({ order: { steps } }: { order: OrderFormView }) {
  const { t, instant } = useLocale(texts)
  return (
    <Timeline
      label={t('order.course')}
      happenings={steps.map(({ stepId, kind, at, by, reason, eventId, leafIndex }) => {
        const said = t(`order.step.${kind as StepText}`) // The kinds of step an order form has.
        return {
          ...{ id: stepId, when: instant(at), dateTime: at },
          title: eventId ? <Link href={`/events/${eventId}`}>{said}</Link> : said,
          text: (
            <>
              {by.name}
              {reason ? <p>{reason}</p> : null}
              <div className="gr-muted">
                {leafIndex === null ? t('order.leaf.waiting') : t('order.leaf', { index: leafIndex })}
              </div>
            </>
          ),
        }
      })}
    />
  )
}

function End({ order: { number, side } }: { order: OrderFormView }) {
  const { t } = useLocale(texts)
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const end = useOrderStep(() => toast('positive', t('order.ended')))
  const name = side === 'placed' ? 'withdraw' : 'decline'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setTried(true))
    if (reason.trim() !== '') end.mutate({ path: `/v1/order-forms/${number}/${name}`, body: { reason: reason.trim() } })
  }
  return (
    <form className="gr-order-form" onSubmit={submit}>
      <TextField
        label={t('order.reason')}
        help={t('order.end.help')}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={400}
        {...(isTried && reason.trim() === '' ? { error: t('order.reason.missing') } : {})}
      />
      {end.isError ? <ProblemNotice error={end.error} isNews /> : null}
      <Button type="submit" isPending={end.isPending}>
        {t(`order.${name}`)}
      </Button>
    </form>
  )
}
