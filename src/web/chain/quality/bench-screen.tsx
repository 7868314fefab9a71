// The laboratory's bench: scan a sample or choose what waits, enter what was measured, see the verdict while typing. Not here: what follows
// from a result (the order's own page).
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { OrderView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Anchor } from '../../parts/anchor.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { ScanField } from '../../parts/scan-field.tsx'
import { unbroken } from '../../parts/unbroken.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { ofSample } from '../behind.ts'
import { SaidWith } from '../said-with.tsx'
import { orders } from './queries.ts'
import { ResultForm } from './result-form.tsx'
import { stateTone, texts } from './words.ts'
import '../chain.css'
import './quality.css'

export function BenchScreen() {
  const { t } = useLocale(texts)
  const { order: chosen } = useSearch({ strict: false }) as { order?: string } // Text, read from the address by the router.
  const router = useRouter()
  const { data: who } = useQuery(session)
  const [lost, setLost] = useState<string | null>(null)
  const found = useQuery(orders({ open: 'yes' }))
  const mine = found.data?.items.filter(({ laboratory }) => laboratory.partyId === who?.party?.partyId) ?? []
  const one = mine.find(({ orderId }) => orderId === chosen) ?? null
  const open = (orderId: string) => void router.navigate({ href: withQuery('/bench', { order: orderId }) })
  return (
    <Page title={t('bench.title')} lead={t('bench.lead')} crumbs={[{ text: t('quality.title'), href: '/quality' }]}>
      <ScanField
        label={t('bench.scan')}
        autoFocus={chosen === undefined}
        onScan={({ hit }) => {
          if (hit.kind !== 'batch') return void router.navigate({ href: hit.href })
          const match = mine.find(({ sample }) => sample.batchId === hit.batch.batchId)
          setLost(match ? null : hit.batch.name)
          if (match) open(match.orderId)
        }}
      />
      {lost ? <Alert tone="warning" title={t('bench.noorder', { name: lost })} /> : null}
      {found.isPending ? <Waiting lines={6} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess && mine.length === 0 ? (
        <Empty title={t('bench.none.title')} text={t('bench.none.text')}>
          <LinkButton href="/">{t('bench.receive')}</LinkButton>
        </Empty>
      ) : null}
      {mine.length > 0 ? (
        <div className="gr-bench">
          <section className="gr-chain-panel">
            <h2>{t('bench.waits')}</h2>
            <Queue items={mine} chosen={chosen ?? null} />
          </section>
          {one ? <Entry key={one.orderId} order={one} /> : null}
        </div>
      ) : null}
    </Page>
  )
}

function Queue({ items, chosen }: { items: readonly OrderView[]; chosen: string | null }) {
  const { t, dayShort, locale } = useLocale(texts)
  return (
    <ul className="gr-bench-list">
      {items.map(({ orderId, number, sample, state, productName, orderedAt, dueOn }) => (
        <li key={orderId}>
          <Anchor
            href={withQuery('/bench', { order: orderId })}
            {...(orderId === chosen ? { 'aria-current': 'true' } : {})}
          >
            <strong>{sample.name}</strong>
            <span className="gr-muted" lang={locale}>
              {productName} · {number}
            </span>
            <span className="gr-muted">
              {unbroken(dueOn ? t('bench.due', { on: dueOn }) : dayShort(legalDay(orderedAt)))}
            </span>
            <span>
              <Badge tone={stateTone[state]}>{t(`quality.state.${state}`)}</Badge>
            </span>
          </Anchor>
        </li>
      ))}
    </ul>
  )
}

function Entry({ order }: { order: OrderView }) {
  const { t, mass } = useLocale(texts)
  const title = t('bench.enter', { name: order.sample.name })
  if (order.state === 'result' && !order.isMine) {
    return (
      <section className="gr-chain-panel">
        <h2>{title}</h2>
        <p>{t('quality.order.theirs')}</p>
        <div>
          <LinkButton look="primary" href={`/quality/orders/${order.orderId}`}>
            {t('quality.order.check')}
          </LinkButton>
        </div>
      </section>
    )
  }
  return (
    <section className="gr-chain-panel">
      <h2>{title}</h2>
      {order.sampleMassMg === null ? (
        <Alert tone="info" title={t('bench.nostock')} />
      ) : (
        <>
          {order.state === 'result' ? <Alert tone="info" title={t('bench.correcting')} /> : null}
          <p className="gr-muted">
            <SaidWith say={(marked) => t('bench.left', { mass: marked })}>
              <Link href={ofSample(order.sample.batchId, order.laboratory.partyId, order.premisesId)}>
                {mass(order.sampleMassMg)}
              </Link>
            </SaidWith>
          </p>
          <ResultForm order={order} premisesId={order.premisesId ?? ''} />
        </>
      )}
    </section>
  )
}
