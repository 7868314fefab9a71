// One shipment: what was sent, what was weighed on arrival, and what there is to do about it. Not here: recording the receipt (record/).

import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ShipmentView } from '#chain/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { recordMessages } from '../messages/record.ts'
import { Alert } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { LinkButton } from '../parts/button.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Facts } from '../parts/facts.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { commonUnit } from './common-unit.ts'
import { OfEvent } from './of-event.tsx'
import { shipment } from './queries.ts'
import { Journey, TransitAlarm } from './shipments/journey.tsx'
import { shipmentTone } from './shipments/state-tone.ts'
import { placeText, signedText, stateText } from './words.ts'
import './chain.css'

const texts = { ...chainMessages, ...recordMessages }

const crumbsOf = (t: (key: 'nav.chain' | 'nav.chain.shipments') => string) => [
  { text: t('nav.chain'), href: '/batches' },
  { text: t('nav.chain.shipments'), href: '/shipments' },
]

export function ShipmentScreen() {
  const { t } = useLocale(texts)
  const { shipmentId = '' } = useParams({ strict: false }) as { shipmentId?: string } // The route's own parameter.
  const found = useQuery(shipment(shipmentId))
  if (found.isSuccess) return <Shipment shipment={found.data} />
  return (
    <Page title={t('shipment.missing')} crumbs={crumbsOf(t)}>
      {found.isPending ? <Waiting lines={6} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function Shipment({ shipment: one }: { shipment: ShipmentView }) {
  const { t, locale } = useLocale(texts)
  const { data: who } = useQuery(session)
  const isToReceive = one.status === 'in-transit' && who?.party?.partyId === one.receiver.partyId
  return (
    <Page
      title={t('shipment.title', { sender: one.sender.name, receiver: one.receiver.name })}
      crumbs={crumbsOf(t)}
      beside={<Badge tone={shipmentTone[one.status]}>{t(`shipment.status.${one.status}`)}</Badge>}
      actions={
        <>
          {isToReceive ? (
            <LinkButton look="primary" href={withQuery('/record', { shipment: one.shipmentId })}>
              {t('shipment.receive')}
            </LinkButton>
          ) : null}
          <LinkButton href={withQuery(`/v1/events/${one.shipEventId}/paper`, { language: locale })} target="_blank">
            {t('paper.ship')}
          </LinkButton>
          {one.receiveEventId && one.status !== 'refused' ? (
            <LinkButton
              href={withQuery(`/v1/events/${one.receiveEventId}/paper`, { language: locale })}
              target="_blank"
            >
              {t('paper.receive')}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <TransitAlarm shipment={one} partyId={who?.party?.partyId} />
      {one.differenceDueOn ? <Difference shipment={one} dueOn={one.differenceDueOn} /> : null}
      <section className="gr-chain-panel">
        <h2>{t('shipment.lines')}</h2>
        <Lines shipment={one} />
      </section>
      <section className="gr-chain-panel">
        <h2>{t('shipment.course')}</h2>
        <Course shipment={one} />
      </section>
      <Journey shipment={one} />
    </Page>
  )
}

type Line = ShipmentView['lines'][number]

/** Received less shipped, in milligrams; null as long as it is on its way. */
function differenceOf({ shippedMassMg, receivedMassMg }: Line): bigint | null {
  return receivedMassMg === null ? null : BigInt(receivedMassMg) - BigInt(shippedMassMg)
}

function Difference({ shipment: { lines }, dueOn }: { shipment: ShipmentView; dueOn: string }) {
  const { t } = useLocale(texts)
  const differing = lines.filter((line) => (differenceOf(line) ?? 0n) !== 0n)
  return (
    <Alert tone="warning" title={t('shipment.difference', { due: dueOn })}>
      <p>{t('shipment.difference.text')}</p>
      <ul className="gr-chain-list">
        {differing.map(({ batch, state }) => (
          <li key={`${batch.batchId} ${state}`}>
            <Link href={withQuery('/record', { batch: batch.batchId, kind: 'settle-difference' })}>
              {t('shipment.settle', { name: batch.name })}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Each number opens the event that put it on record. */
function Lines({ shipment: { lines, shipEventId, receiveEventId } }: { shipment: ShipmentView }) {
  const words = useLocale(texts)
  const { t } = words
  const unit = commonUnit(lines.flatMap(({ shippedMassMg, receivedMassMg }) => [shippedMassMg, receivedMassMg ?? '0']))
  return (
    <DataTable
      label={t('shipment.lines')}
      items={lines}
      idOf={({ batch, state }) => `${batch.batchId} ${state}`}
      columns={[
        {
          id: 'batch',
          text: t('batches.name'),
          isFixed: true,
          cell: ({ batch, state }) => (
            <>
              <Link href={`/batches/${batch.batchId}`} look="plain">
                {batch.name}
              </Link>
              {/* One lot may travel in two states. */}
              {lines.some((line) => line.state !== state) ? (
                <span className="gr-small gr-muted"> {stateText(state, words)}</span>
              ) : null}
            </>
          ),
        },
        {
          id: 'shipped',
          text: t('shipment.shipped'),
          align: 'end',
          cell: ({ shippedMassMg }) => <OfEvent eventId={shipEventId}>{words.mass(shippedMassMg, unit)}</OfEvent>,
        },
        {
          id: 'received',
          text: t('shipment.received'),
          align: 'end',
          cell: ({ receivedMassMg }) =>
            receivedMassMg === null ? (
              '–'
            ) : (
              <OfEvent eventId={receiveEventId}>{words.mass(receivedMassMg, unit)}</OfEvent>
            ),
        },
        {
          id: 'difference',
          text: t('shipment.line.difference'),
          align: 'end',
          cell: (line) => {
            const difference = differenceOf(line)
            return difference === null ? (
              '–'
            ) : (
              <OfEvent eventId={receiveEventId}>
                {signedText(difference.toString(), 'material_mg', words, unit)}
              </OfEvent>
            )
          },
        },
      ]}
    />
  )
}

function Course({ shipment: one }: { shipment: ShipmentView }) {
  const { t, instant } = useLocale(texts)
  return (
    <Facts
      facts={[
        { name: t('shipment.from'), value: placeText(one.sender, one.fromPremises) },
        { name: t('shipment.to'), value: placeText(one.receiver, one.toPremises) },
        { name: t('shipment.reason'), value: t(`choice.${one.reason}`) },
        ...(one.orderNumber
          ? [
              {
                name: t('field.orderNumber'),
                value: <Link href={`/orders/${one.orderNumber}`}>{one.orderNumber}</Link>,
              },
            ]
          : []),
        {
          name: t('shipment.shipped'),
          value: <Link href={`/events/${one.shipEventId}`}>{instant(one.shippedAt)}</Link>,
        },
        ...(one.receiveEventId && one.receivedAt
          ? [
              {
                name: t('shipment.received'),
                value: <Link href={`/events/${one.receiveEventId}`}>{instant(one.receivedAt)}</Link>,
              },
            ]
          : []),
      ]}
    />
  )
}
