// One batch: what is left and what stops it first, then what it is, where it went, its trace and its events. Not here: recording.

import { useQuery } from '@tanstack/react-query'
import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { BatchDetail } from '#chain/contract'
import { useToday } from '../house-clock.ts'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { Alert } from '../parts/alert.tsx'
import { Basis } from '../parts/article.tsx'
import { Badge } from '../parts/badge.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Figure, Figures } from '../parts/figure.tsx'
import { later } from '../parts/later.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { BatchOverview } from './batch-overview.tsx'
import { ofStillThere } from './behind.ts'
import { OfEvent } from './of-event.tsx'
import { batch } from './queries.ts'
import { SaidWith } from './said-with.tsx'
import { useMayRecord } from './use-may-record.ts'
import { amountText, statusTone } from './words.ts'
import './chain.css'

const BatchTrace = later(async () => (await import('./batch-trace.tsx')).BatchTrace)
const BatchAsOf = later(async () => (await import('./as-of/batch-as-of.tsx')).BatchAsOf)
const BatchProof = later(async () => (await import('./proof/batch-proof.tsx')).BatchProof)
const BatchEvents = later(async () => (await import('./batch-events.tsx')).BatchEvents)

export function BatchScreen() {
  const { t } = useLocale(chainMessages)
  const { batchId = '' } = useParams({ strict: false }) as { batchId?: string } // The route's own parameter.
  const found = useQuery(batch(batchId))
  const crumbs = [{ text: t('batches.title'), href: '/batches' }]
  if (found.isSuccess) return <Batch detail={found.data} />
  return (
    <Page title={t('batch.missing')} crumbs={crumbs}>
      {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function Batch({ detail }: { detail: BatchDetail }) {
  const words = useLocale(chainMessages)
  const { t } = words
  const mayRecord = useMayRecord()
  const { data: who } = useQuery(session)
  const mayRelease = who?.permissions.includes('chain:release') ?? false
  const router = useRouter()
  const search = useSearch({ strict: false }) as { tab?: string; direction?: string } // Texts, read from the address by the router.
  const { batch: one } = detail
  const began = amountText(one.openedAmount, one.unit, words)
  return (
    <Page
      title={one.name}
      crumbs={[{ text: t('batches.title'), href: '/batches' }]}
      beside={
        <>
          <Badge {...statusTone[one.status]}>{t(`status.${one.status}`)}</Badge>
          <span className="gr-muted">
            {one.productName}, {t(`kind.${one.kind}`)}
          </span>
        </>
      }
      actions={
        <>
          {mayRelease && one.status === 'quarantine' ? (
            <LinkButton href={`/batches/${one.batchId}/release`}>{t('batch.release')}</LinkButton>
          ) : null}
          {mayRecord ? (
            <LinkButton href={withQuery('/record', { batch: one.batchId })} look="primary">
              {t('batches.record')}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <Notices detail={detail} />
      <Figures>
        <Figure
          size="lg"
          label={t('batch.left')}
          note={
            <SaidWith say={(marked) => t('batch.of', { began: marked })}>
              <OfEvent eventId={detail.openedByEventId}>{began}</OfEvent>
            </SaidWith>
          }
          href={withQuery(`/batches/${one.batchId}`, { tab: 'events' })}
        >
          {amountText(one.leftAmount, one.unit, words)}
        </Figure>
      </Figures>
      <Tabs
        label={t('batch.tabs')}
        chosen={search.tab ?? 'overview'}
        onChoose={(tab) =>
          void router.navigate({
            href: withQuery(`/batches/${one.batchId}`, { tab: tab === 'overview' ? null : tab }),
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          { id: 'overview', text: t('batch.tab.overview'), panel: () => <BatchOverview detail={detail} /> },
          {
            id: 'trace',
            text: t('batch.tab.trace'),
            panel: () => (
              <Suspense fallback={<Waiting lines={8} />}>
                <BatchTrace batchId={one.batchId} direction={search.direction} />
              </Suspense>
            ),
          },
          {
            id: 'events',
            text: t('batch.tab.events'),
            panel: () => (
              <Suspense fallback={<Waiting lines={8} />}>
                <BatchEvents batchId={one.batchId} />
                <BatchProof detail={detail} />
              </Suspense>
            ),
          },
          {
            id: 'as-of',
            text: t('batch.tab.as-of'),
            panel: () => (
              <Suspense fallback={<Waiting lines={8} />}>
                <BatchAsOf batchId={one.batchId} />
              </Suspense>
            ),
          },
        ]}
      />
    </Page>
  )
}

/** What must be known before anything else: a hold, and a term that runs out. */
function Notices({ detail: { batch, hold, deliveryClock } }: { detail: BatchDetail }) {
  const words = useLocale(chainMessages)
  const { t } = words
  const isOpen = deliveryClock !== null && deliveryClock.openMassMg !== '0'
  const today = useToday().toString()
  const isPast = deliveryClock !== null && deliveryClock.dueOn < today
  // With months to go it is a fact; from a month before the end it is a warning.
  const isNear =
    deliveryClock !== null && Temporal.PlainDate.from(deliveryClock.dueOn).subtract({ months: 1 }).toString() <= today
  return (
    <>
      {batch.takenBack ? (
        <Alert tone="info" title={t('batch.taken-back.title')}>
          <p>{t('batch.taken-back.text')}</p>
        </Alert>
      ) : null}
      {hold ? (
        <Alert
          tone="negative"
          title={t(`batch.hold.${hold.scope}`)}
          actions={<Link href={`/events/${hold.eventId}`}>{t('batch.hold.event')}</Link>}
        >
          <p>
            {hold.reason} {t('batch.hold.since', { at: hold.at })}
          </p>
        </Alert>
      ) : null}
      {deliveryClock && isOpen ? (
        <Alert
          tone={isPast ? 'negative' : isNear ? 'warning' : 'info'}
          title={t(isPast ? 'batch.clock.past' : 'batch.clock', {
            due: deliveryClock.dueOn,
            mass: words.mass(deliveryClock.openMassMg),
          })}
        >
          <p>
            {t('batch.clock.text', { on: deliveryClock.harvestedOn })}{' '}
            {deliveryClock.atServiceMassMg === '0'
              ? null
              : `${t('batch.clock.service', { mass: words.mass(deliveryClock.atServiceMassMg) })} `}
            <Link href={ofStillThere(batch.batchId, deliveryClock.growerId)}>
              {t(deliveryClock.atServiceMassMg === '0' ? 'batch.clock.where' : 'batch.clock.rest')}
            </Link>
          </p>
          <Basis articles={[deliveryClock.basis]} />
        </Alert>
      ) : null}
    </>
  )
}
