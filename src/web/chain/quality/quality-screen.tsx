// What holds up releases and what is being tested: open cases first, then orders. Not here: one of them in full.
import { useQuery } from '@tanstack/react-query'
import type { CaseView, OrderView } from '#chain/contract'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotices } from '../../parts/problem-notices.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { cases, orders, signals } from './queries.ts'
import { Signals } from './signals.tsx'
import { stateTone, testKey, texts } from './words.ts'
import '../chain.css'
import './quality.css'

export function QualityScreen() {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const asked = useQuery(orders())
  const found = useQuery(cases())
  const drifted = useQuery(signals())
  const mayOrder = who?.permissions.includes('chain:quality:order') ?? false
  const open = found.data?.items.filter(({ state }) => state === 'open' || state === 'explained') ?? []
  const past = found.data?.items.filter((one) => !open.includes(one)) ?? []
  return (
    <Page
      title={t('quality.title')}
      lead={t('quality.lead')}
      crumbs={[{ text: t('nav.chain'), href: '/batches' }]}
      actions={
        <>
          <LinkButton href="/quality/stability">{t('quality.stability')}</LinkButton>
          {mayOrder ? (
            <>
              <LinkButton href="/quality/appointments">{t('quality.appointments')}</LinkButton>
              <LinkButton look="primary" href="/quality/order">
                {t('quality.order.new')}
              </LinkButton>
            </>
          ) : null}
        </>
      }
    >
      <ProblemNotices asked={[found, drifted, asked]} />
      {asked.isPending || found.isPending ? <Waiting lines={8} /> : null}
      {found.isSuccess ? (
        <section className="gr-chain-panel">
          <h2>{t('quality.cases')}</h2>
          {open.length > 0 ? <Cases items={open} /> : <p className="gr-muted">{t('quality.cases.none')}</p>}
          {past.length > 0 ? (
            <Disclosure title={t('quality.cases.past')}>
              <Cases items={past} />
            </Disclosure>
          ) : null}
        </section>
      ) : null}
      <Signals items={drifted.data?.items ?? []} />
      {asked.isSuccess ? (
        <section className="gr-chain-panel">
          <h2>{t('quality.orders')}</h2>
          {asked.data.items.length > 0 ? (
            <Orders items={asked.data.items} />
          ) : (
            <p className="gr-muted">{t('quality.orders.none')}</p>
          )}
        </section>
      ) : null}
    </Page>
  )
}

function Cases({ items }: { items: readonly CaseView[] }) {
  const { t, dayShort } = useLocale(texts)
  return (
    <DataTable
      label={t('quality.cases')}
      items={items}
      idOf={({ caseId }) => caseId}
      hrefOf={({ caseId }) => `/quality/cases/${caseId}`}
      columns={[
        {
          id: 'number',
          text: t('quality.number'),
          isFixed: true,
          cell: ({ caseId, number }) => (
            <Link href={`/quality/cases/${caseId}`} look="plain">
              {number}
            </Link>
          ),
        },
        {
          id: 'batch',
          text: t('quality.batch'),
          onCard: 'brief',
          cell: ({ batch, sample }) => batch?.name ?? sample?.name ?? '–',
        },
        {
          id: 'finding',
          text: t('quality.finding'),
          onCard: 'brief',
          cell: ({ findings }) => findings.map(({ analyte }) => t(testKey(analyte))).join(', '),
        },
        {
          id: 'state',
          text: t('quality.state'),
          onCard: 'head',
          cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`quality.state.${state}`)}</Badge>,
        },
        { id: 'due', text: t('quality.due'), cell: ({ dueOn }) => (dueOn ? dayShort(dueOn) : '–') },
      ]}
    />
  )
}

export function Orders({ items }: { items: readonly OrderView[] }) {
  const { t, dayShort } = useLocale(texts)
  return (
    <DataTable
      label={t('quality.orders')}
      items={items}
      idOf={({ orderId }) => orderId}
      hrefOf={({ orderId }) => `/quality/orders/${orderId}`}
      columns={[
        {
          id: 'number',
          text: t('quality.number'),
          isFixed: true,
          cell: ({ orderId, number }) => (
            <Link href={`/quality/orders/${orderId}`} look="plain">
              {number}
            </Link>
          ),
        },
        { id: 'sample', text: t('quality.sample'), onCard: 'brief', cell: ({ sample }) => sample.name },
        { id: 'product', text: t('certificate.product'), onCard: 'brief', cell: ({ productName }) => productName },
        { id: 'laboratory', text: t('quality.laboratory'), onCard: 'aside', cell: ({ laboratory }) => laboratory.name },
        {
          id: 'state',
          text: t('quality.state'),
          onCard: 'head',
          cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`quality.state.${state}`)}</Badge>,
        },
        {
          id: 'ordered',
          text: t('quality.ordered'),
          onCard: 'aside',
          cell: ({ orderedAt }) => dayShort(legalDay(orderedAt)),
        },
        { id: 'due', text: t('quality.due'), cell: ({ dueOn }) => (dueOn ? dayShort(dueOn) : '–') },
      ]}
    />
  )
}
