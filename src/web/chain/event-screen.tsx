// One event whole: what moved, what was said with it, on what ground, the record as it was signed, and its proof. Not here: changing it.

import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { type EventView, type Movement, permitSaid } from '#chain/contract'
import { withQuery } from '../http.ts'
import { legalDay } from '../legal-day.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { Basis } from '../parts/article.tsx'
import { LinkButton } from '../parts/button.tsx'
import { CopyId } from '../parts/copy-id.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { Facts } from '../parts/facts.tsx'
import { later } from '../parts/later.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { OfHolder } from './holder/of-holder.tsx'
import { PermitUnknown } from './permit-unknown.tsx'
import { event } from './queries.ts'
import { useMayRecord } from './use-may-record.ts'
import { accountText, amountText } from './words.ts'
import './chain.css'

const SecondSignaturePanel = later(async () => (await import('./count/second-signature.tsx')).SecondSignaturePanel)
const CountedLines = later(async () => (await import('./count/counted-lines.tsx')).CountedLines)
const LossNotices = later(async () => (await import('./count/loss-notices.tsx')).LossNotices)
const SaidPanel = later(async () => (await import('./said-panel.tsx')).SaidPanel)
const HandedOver = later(async () => (await import('./handed-over.tsx')).HandedOver)
const EventPhotographs = later(async () => (await import('./papers/event-photographs.tsx')).EventPhotographs)

export function EventScreen() {
  const { t } = useLocale(chainMessages)
  const { eventId = '' } = useParams({ strict: false }) as { eventId?: string } // The route's own parameter.
  const found = useQuery(event(eventId))
  if (found.isSuccess) return <Event event={found.data} />
  return (
    <Page title={t('events.title')} crumbs={[{ text: t('nav.chain'), href: '/batches' }]}>
      {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

/** What goes with it on paper; `act` is null where its words are not the reader's. */
const hasPaper = ({ act }: EventView) => papers.includes(act?.kind ?? '')
const papers: readonly string[] = ['receive', 'ship', 'hand-over', 'destroy', 'count']

function Event({ event: one }: { event: EventView }) {
  const { t, locale } = useLocale(chainMessages)
  const first = one.batches[0]
  const { data: who } = useQuery(session)
  // One takes back one's own; for others the server refuses.
  const isOwn = one.holder !== null && one.holder.partyId === who?.party?.partyId
  const mayCorrect = useMayRecord('correct') && isOwn
  return (
    <Page
      title={t('event.title', { act: t(`act.${one.kind}`), at: one.occurredAt })}
      crumbs={[
        { text: t('nav.chain'), href: '/batches' },
        ...(first ? [{ text: first.name, href: `/batches/${first.batchId}?tab=events` }] : []),
      ]}
      actions={
        <>
          {hasPaper(one) ? (
            <LinkButton href={withQuery(`/v1/events/${one.eventId}/paper`, { language: locale })} target="_blank">
              {t('paper.open')}
            </LinkButton>
          ) : null}
          {mayCorrect && one.correctedById === null && one.kind !== 'correct' ? (
            <LinkButton href={withQuery('/record', { kind: 'correct', event: one.eventId })}>
              {t('event.correct')}
            </LinkButton>
          ) : null}
        </>
      }
    >
      {one.correctedById ? (
        <p>
          <Link href={`/events/${one.correctedById}`}>{t('event.corrected')}</Link>
        </p>
      ) : null}
      {one.erasure ? (
        <section className="gr-chain-panel">
          <p>{t('event.erased-at', { at: legalDay(one.erasure.at) })}</p>
          <Basis articles={one.erasure.basis} />
        </section>
      ) : null}
      <PermitUnknown permit={permitSaid(one.act, one.movements)} />
      {one.lossNotices ? (
        <Suspense fallback={<Waiting lines={2} />}>
          <LossNotices event={one} notices={one.lossNotices} isOwn={isOwn} />
        </Suspense>
      ) : null}
      {one.secondSignature ? (
        <Suspense fallback={<Waiting lines={2} />}>
          <SecondSignaturePanel event={one} asked={one.secondSignature} />
        </Suspense>
      ) : null}
      {one.kind === 'hand-over' && one.correctedById === null ? (
        <Suspense fallback={<Waiting lines={3} />}>
          <HandedOver event={one} isOwn={isOwn} />
        </Suspense>
      ) : null}
      {one.act?.kind === 'count' ? (
        <Suspense fallback={<Waiting lines={3} />}>
          <CountedLines event={one} act={one.act} />
        </Suspense>
      ) : null}
      <section className="gr-chain-panel">
        <h2>{t('event.movements')}</h2>
        <Movements movements={one.movements} />
      </section>
      {one.act ? (
        <Suspense fallback={<Waiting lines={3} />}>
          <SaidPanel act={one.act} />
        </Suspense>
      ) : null}
      {one.act?.kind === 'destroy' && one.act.photographs ? (
        <Suspense fallback={<Waiting lines={4} />}>
          <EventPhotographs photographs={one.act.photographs} />
        </Suspense>
      ) : null}
      <div className="gr-chain-overview">
        <section className="gr-chain-panel">
          <h2>{t('batch.identity')}</h2>
          <EventFacts event={one} />
        </section>
        <section className="gr-chain-panel">
          <h2>{t('event.proof')}</h2>
          <Proof event={one} />
        </section>
      </div>
      <Disclosure title={t('event.record')}>
        {one.act === null ? (
          <p>{t(one.erased ? 'event.erased' : 'event.of-others')}</p>
        ) : (
          <pre className="gr-chain-record">{JSON.stringify(one.act, null, 2)}</pre>
        )}
      </Disclosure>
    </Page>
  )
}

export function Movements({ movements }: { movements: readonly Movement[] }) {
  const words = useLocale(chainMessages)
  const { t } = words
  if (movements.length === 0) return <p className="gr-muted">{t('event.movements.none')}</p>
  return (
    <DataTable
      label={t('event.movements')}
      items={movements}
      idOf={({ line }) => String(line)}
      columns={[
        { id: 'from', text: t('batch.flow.from'), isFixed: true, cell: ({ from }) => <Account account={from} /> },
        { id: 'to', text: t('batch.flow.to'), cell: ({ to }) => <Account account={to} /> },
        {
          id: 'amount',
          text: t('event.amount'),
          align: 'end',
          cell: ({ amount, ledger }) => amountText(amount, ledger, words),
        },
      ]}
    />
  )
}

function Account({ account }: { account: Movement['from'] }) {
  const words = useLocale(chainMessages)
  return (
    <span>
      {account.batch ? (
        <>
          <Link href={`/batches/${account.batch.batchId}`} look="plain">
            {account.batch.name}
          </Link>
          {' · '}
        </>
      ) : null}
      {accountText(account, words)}
    </span>
  )
}

function EventFacts({ event: one }: { event: EventView }) {
  const { t, instant } = useLocale(chainMessages)
  return (
    <>
      <Facts
        facts={[
          { name: t('event.occurred'), value: instant(one.occurredAt) },
          { name: t('event.recorded'), value: instant(one.recordedAt) },
          ...(one.holder ? [{ name: t('event.holder'), value: <OfHolder holder={one.holder} /> }] : []),
          ...(one.premises ? [{ name: t('event.place'), value: one.premises.name }] : []),
          {
            name: t('event.batches'),
            value: (
              <ul className="gr-chain-list">
                {one.batches.map(({ batchId, name, kind }) => (
                  <li key={batchId}>
                    <Link href={`/batches/${batchId}`}>{name}</Link>{' '}
                    <span className="gr-muted">{t(`kind.${kind}`)}</span>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            name: t('event.exemption'),
            value: one.exemption ? (
              <ul className="gr-chain-list">
                {[one.exemption, ...one.exemptionsBeside].map(({ exemptionId, number }) => (
                  <li key={exemptionId}>
                    <Link href={`/exemptions/${exemptionId}`}>{number}</Link>
                  </li>
                ))}
              </ul>
            ) : (
              t('event.exemption.none')
            ),
          },
          ...(one.correctsId
            ? [{ name: t('act.correct'), value: <Link href={`/events/${one.correctsId}`}>{t('event.corrects')}</Link> }]
            : []),
          { name: t('event.id'), value: <CopyId value={one.eventId} what={t('event.id.copy')} /> },
        ]}
      />
      <Basis articles={one.basis} />
    </>
  )
}

function Proof({ event: { eventId, leafIndex } }: { event: EventView }) {
  const { t } = useLocale(chainMessages)
  if (leafIndex === null) return <p>{t('event.proof.waiting')}</p>
  return (
    <>
      <p>{t('event.proof.text', { index: leafIndex })}</p>
      <p className="gr-chain-actions">
        <LinkButton href={`/v1/events/${eventId}/proof`} download={`${eventId}.proof.json`}>
          {t('event.proof.save')}
        </LinkButton>
        <LinkButton href="/verify" look="quiet">
          {t('event.proof.check')}
        </LinkButton>
      </p>
    </>
  )
}
