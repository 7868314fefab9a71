// What a batch is, where it is now, and the picture of where it went. Not here: what was measured of it (batch-composition.tsx) and its trace.

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import type { BalanceRow, BatchDetail } from '#chain/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { notCountedMessages } from '../messages/not-counted.ts'
import { CopyId } from '../parts/copy-id.tsx'
import { Facts } from '../parts/facts.tsx'
import { later } from '../parts/later.tsx'
import { Link } from '../parts/link.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { BatchComposition } from './batch-composition.tsx'
import { FlowPicture } from './flow-picture.tsx'
import { OfBatch } from './of-batch.tsx'
import { OfEvent } from './of-event.tsx'
import { StandingTable } from './standing-table.tsx'
import { useMayRecord } from './use-may-record.ts'
import { amountText } from './words.ts'

const texts = { ...chainMessages, ...notCountedMessages }

const StabilityOfBatch = later(async () => (await import('./stability/of-batch.tsx')).StabilityOfBatch)

export function BatchOverview({ detail }: { detail: BatchDetail }) {
  const { t } = useLocale(chainMessages)
  return (
    <div className="gr-chain-overview">
      <div className="gr-chain-wide">
        <FlowPicture detail={detail} />
      </div>
      <div className="gr-chain-column">
        <Panel title={t('batch.balances')}>
          <Balances rows={detail.balances} />
        </Panel>
        <Panel title={t('batch.identity')}>
          <Identity detail={detail} />
        </Panel>
        {/* What a lot of plants becomes keeps for so long; plants and samples themselves do not. */}
        {isKept(detail) ? (
          <Suspense fallback={<Waiting lines={2} />}>
            <StabilityOfBatch batchId={detail.batch.batchId} />
          </Suspense>
        ) : null}
        <Panel title={t('batch.documents')}>
          <Documents detail={detail} />
        </Panel>
      </div>
      <div className="gr-chain-column">
        <Panel title={t('batch.composition')}>
          <BatchComposition rows={detail.composition} />
          {detail.composition.length > 0 ? (
            <p>
              <Link href={withQuery('/composition', { product: detail.batch.productCode })}>
                {t('batch.composition.years')}
              </Link>
            </p>
          ) : null}
        </Panel>
      </div>
    </div>
  )
}

const isKept = ({ batch: { kind } }: BatchDetail): boolean =>
  kind === 'harvest' || kind === 'bulk' || kind === 'pack-lot'

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="gr-chain-panel">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Balances({ rows }: { rows: readonly BalanceRow[] }) {
  const { t } = useLocale(chainMessages)
  const maySettle = useMayRecord('settle-difference')
  if (rows.every(({ amount }) => amount === '0')) return <p className="gr-muted">{t('batch.balances.none')}</p>
  return (
    <StandingTable
      rows={rows}
      besideState={({ account }) =>
        account.kind === 'difference' && account.batch && maySettle ? (
          <>
            {' '}
            <Link href={withQuery('/record', { batch: account.batch.batchId, kind: 'settle-difference' })}>
              {t('act.settle-difference')}
            </Link>
          </>
        ) : null
      }
    />
  )
}

function Identity({ detail }: { detail: BatchDetail }) {
  const words = useLocale(texts)
  const { t, day, mass, locale } = words
  const { batch, certificate, certificates, packs, packMassMg, parents, children, relativesCut } = detail
  const { data: who } = useQuery(session)
  const mayPack = useMayRecord('pack')
  const mayPrint = mayPack && batch.holders.some(({ partyId }) => partyId === who?.party?.partyId)
  const joined = (list: BatchDetail['parents']) => (
    <ul className="gr-chain-list">
      {list.slice(0, joinedMax).map(({ batch: other, amount, isOpen }) => (
        <li key={other.batchId}>
          <OfBatch batchId={other.batchId} isOpen={isOpen}>
            {other.name}
          </OfBatch>{' '}
          <Link href={`/batches/${batch.batchId}?tab=trace`} look="plain">
            {amountText(amount, other.kind === 'plant-lot' ? 'pieces' : 'mg', words)}
          </Link>
        </li>
      ))}
      {list.length > joinedMax ? (
        <li>
          <Link href={`/batches/${batch.batchId}?tab=trace`}>
            {t(relativesCut ? 'not-counted.others' : 'trace.more', { count: list.length - joinedMax })}
          </Link>
        </li>
      ) : null}
    </ul>
  )
  return (
    <Facts
      facts={[
        { name: t('batches.product'), value: batch.productName },
        { name: t('batches.kind'), value: t(`kind.${batch.kind}`) },
        ...(detail.cultivar ? [{ name: t('batch.cultivar'), value: detail.cultivar }] : []),
        {
          name: t('batch.opened'),
          value: (
            <OfEvent eventId={detail.openedByEventId} look="text">
              {t('batch.opened.at', { on: batch.openedOn, place: batch.openedAtPremises.name })}
            </OfEvent>
          ),
        },
        ...(batch.expiresOn ? [{ name: t('batches.expires'), value: day(batch.expiresOn) }] : []),
        ...(packs !== null && packMassMg !== null
          ? [
              {
                name: t('batch.packs'),
                value: (
                  <OfEvent eventId={detail.openedByEventId} look="text">
                    {t('batch.packs.of', { packs, each: mass(packMassMg) })}
                  </OfEvent>
                ),
              },
            ]
          : []),
        ...(detail.gtin
          ? [
              { name: t('batch.gtin'), value: <CopyId value={detail.gtin} what={t('batch.gtin')} /> },
              ...(mayPrint
                ? [
                    {
                      name: t('batch.labels'),
                      value: (
                        <Link href={`/v1/batches/${batch.batchId}/labels?language=${locale}`} target="_blank">
                          {t('batch.labels.open')}
                        </Link>
                      ),
                    },
                  ]
                : []),
            ]
          : []),
        ...(certificates.length > 0
          ? [
              {
                name: t('batch.certificates'),
                value: certificates.map(({ number, state }, index) => (
                  <span key={number}>
                    {index > 0 ? ', ' : ''}
                    <Link href={`/certificates/${encodeURIComponent(number)}`}>{number}</Link>
                    {state === 'withdrawn' ? ` (${t('batch.certificates.withdrawn')})` : ''}
                  </span>
                )),
              },
            ]
          : []),
        ...(certificate
          ? [
              {
                name: t('batch.decision'),
                value: (
                  <OfEvent eventId={certificate.eventId} look="text">
                    {t(`batch.decision.${certificate.verdict}`, {
                      on: certificate.on,
                      // Once: above it stands with its link.
                      number: certificates.some(({ number }) => number === certificate.number)
                        ? null
                        : certificate.number,
                    })}
                  </OfEvent>
                ),
              },
            ]
          : []),
        ...(parents.length > 0 ? [{ name: t('batch.parents'), value: joined(parents) }] : []),
        ...(children.length > 0 ? [{ name: t('batch.children'), value: joined(children) }] : []),
        { name: t('batch.number'), value: <CopyId value={batch.batchId} what={t('batch.id')} /> },
      ]}
    />
  )
}

const joinedMax = 8 // The trace shows them all.

function Documents({ detail: { documents } }: { detail: BatchDetail }) {
  const { t, number } = useLocale(chainMessages)
  if (documents.length === 0) return <p className="gr-muted">{t('batch.documents.none')}</p>
  return (
    <ul className="gr-chain-list">
      {documents.map(({ documentId, fileName, mediaType, size }) => (
        <li key={documentId}>
          <Link href={`/v1/documents/${documentId}`} target="_blank">
            {fileName}
          </Link>{' '}
          <span className="gr-small gr-muted">
            {mediaType}, {number(Math.ceil(size / 1_000))} kB
          </span>
        </li>
      ))}
    </ul>
  )
}
