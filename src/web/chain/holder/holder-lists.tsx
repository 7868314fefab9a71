// The first of each list of one holder, each with its way to the whole: differences, exemptions and their quantities, events, shipments on the way, batches. Not here: those lists.

import { useQuery } from '@tanstack/react-query'
import { batchesCountedMax } from '#chain/contract'
import { useToday } from '../../house-clock.ts'
import { withQuery } from '../../http.ts'
import { lastDay } from '../../licensing/last-day.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { countMessages } from '../../messages/count.ts'
import { holderMessages } from '../../messages/holder.ts'
import { licensingMessages } from '../../messages/licensing.ts'
import { notCountedMessages } from '../../messages/not-counted.ts'
import { standingMessages } from '../../messages/standing.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ofDifference } from '../behind.ts'
import { differences } from '../count/count-queries.ts'
import { DifferenceDue } from '../count/difference-due.tsx'
import { CeilingsTable } from '../standing/ceilings-panel.tsx'
import { LimitsTable } from '../standing/limits-panel.tsx'
import { ceilingsOf, limitsOf } from '../standing/queries.ts'
import { signedText, statusTone } from '../words.ts'
import { AskedSection } from './holder-section.tsx'
import { batchesOf, exemptionsNow, lastEvents, shownOfList, underWay } from './queries.ts'

type Props = { readonly partyId: string }

export function HolderDifferences({ partyId }: Props) {
  const words = useLocale({ ...chainMessages, ...countMessages, ...holderMessages })
  const { t } = words
  const found = useQuery(differences({ holder: partyId }))
  const count = found.data?.items.length ?? 0
  return (
    <AskedSection
      title={t('holder.differences')}
      found={found}
      isNone={({ items }) => items.length === 0}
      none={t('holder.differences.none')}
      {...(count > 0
        ? {
            all: {
              href: withQuery('/differences', { holder: partyId }),
              text: count > shownOfList ? t('holder.differences.more', { count }) : t('holder.differences.all'),
            },
          }
        : {})}
    >
      {({ items }) => (
        <DataTable
          label={t('holder.differences')}
          items={items.slice(0, shownOfList)}
          idOf={({ accountId }) => accountId}
          columns={[
            {
              id: 'batch',
              text: t('differences.batch'),
              isFixed: true,
              cell: ({ batch }) => (batch ? <Link href={`/batches/${batch.batchId}`}>{batch.name}</Link> : '–'),
            },
            {
              id: 'amount',
              text: t('differences.amount'),
              align: 'end',
              cell: (row) => <Link href={ofDifference(row)}>{signedText(row.amountMg, 'material_mg', words)}</Link>,
            },
            {
              id: 'kind',
              text: t('differences.kind'),
              cell: ({ kind }) => <span className="gr-nowrap">{t(`differences.kind.${kind}`)}</span>,
            },
            {
              id: 'due',
              text: t('differences.due'),
              cell: (row) => <DifferenceDue row={row} />,
            },
          ]}
        />
      )}
    </AskedSection>
  )
}

export function HolderExemptions({ partyId }: Props) {
  const { t, dayShort } = useLocale({ ...licensingMessages, ...holderMessages })
  const found = useQuery(exemptionsNow(partyId, useToday()))
  return (
    <AskedSection
      title={t('holder.exemptions')}
      found={found}
      isNone={({ items }) => items.length === 0}
      none={t('holder.exemptions.none')}
      all={{ href: withQuery('/exemptions', { holder: partyId, all: 'yes' }), text: t('holder.exemptions.all') }}
    >
      {({ items }) => (
        <DataTable
          label={t('holder.exemptions')}
          items={items}
          idOf={({ exemptionId }) => exemptionId}
          columns={[
            {
              id: 'number',
              text: t('exemptions.number'),
              isFixed: true,
              cell: ({ exemptionId, number }) => <Link href={`/exemptions/${exemptionId}`}>{number}</Link>,
            },
            {
              id: 'until',
              text: t('exemptions.until'),
              cell: ({ period }) => (
                <span className="gr-nowrap">
                  {period.until === null ? t('exemptions.endless') : dayShort(lastDay(period.until))}
                </span>
              ),
            },
            {
              id: 'acts',
              text: t('exemptions.acts'),
              cell: ({ scope }) =>
                [...new Set(scope.flatMap(({ acts }) => acts))].map((act) => t(`act.${act}`)).join(', '),
            },
          ]}
        />
      )}
    </AskedSection>
  )
}

export function HolderCeilings({ partyId }: Props) {
  const { t } = useLocale({ ...standingMessages, ...holderMessages })
  const found = useQuery(ceilingsOf({ holder: partyId }))
  return (
    <AskedSection
      title={t('ceilings.title')}
      found={found}
      isNone={({ items }) => items.length === 0}
      none={t('ceilings.none')}
    >
      {({ items }) => <CeilingsTable items={items} isOfMany />}
    </AskedSection>
  )
}

/** Of the periods that run now alone; those before are on the page of each exemption. */
export function HolderLimits({ partyId }: Props) {
  const { t } = useLocale({ ...standingMessages, ...holderMessages })
  const found = useQuery(limitsOf({ holder: partyId }))
  return (
    <AskedSection
      title={t('limits.title')}
      found={found}
      isNone={({ items }) => !items.some(({ isNow }) => isNow)}
      none={t('limits.none')}
    >
      {({ items }) => <LimitsTable items={items.filter(({ isNow }) => isNow)} isOfMany />}
    </AskedSection>
  )
}

export function HolderEvents({ partyId }: Props) {
  const { t, instant } = useLocale({ ...chainMessages, ...holderMessages })
  const found = useQuery(lastEvents(partyId))
  return (
    <AskedSection
      title={t('holder.events')}
      found={found}
      isNone={({ items }) => items.length === 0}
      none={t('holder.events.none')}
      all={{ href: withQuery('/events', { party: partyId }), text: t('holder.events.all') }}
    >
      {({ items }) => (
        <DataTable
          label={t('holder.events')}
          items={items}
          idOf={({ eventId }) => eventId}
          columns={[
            {
              id: 'what',
              text: t('holder.event'),
              isFixed: true,
              cell: ({ eventId, kind }) => <Link href={`/events/${eventId}`}>{t(`act.${kind}`)}</Link>,
            },
            {
              id: 'when',
              text: t('holder.event.when'),
              onCard: 'brief',
              cell: ({ occurredAt }) => <span className="gr-nowrap">{instant(occurredAt)}</span>,
            },
            {
              id: 'batch',
              text: t('holder.event.batch'),
              onCard: 'brief',
              cell: ({ batches: [first, ...others] }) =>
                first ? (
                  <span className="gr-nowrap">
                    <Link href={`/batches/${first.batchId}`}>{first.name}</Link>
                    {others.length > 0 ? ` + ${others.length}` : ''}
                  </span>
                ) : (
                  '–'
                ),
            },
            {
              id: 'by',
              text: t('holder.event.by'),
              onCard: 'brief',
              cell: ({ holder }) => holder?.name ?? '–',
            },
          ]}
        />
      )}
    </AskedSection>
  )
}

export function HolderShipments({ partyId }: Props) {
  const { t, instant } = useLocale({ ...chainMessages, ...holderMessages })
  return (
    <AskedSection
      title={t('holder.way')}
      found={useQuery(underWay(partyId))}
      isNone={({ items }) => items.length === 0}
      none={t('holder.way.none')}
      all={{ href: withQuery('/shipments', { party: partyId }), text: t('holder.way.all') }}
    >
      {({ items }) => (
        <DataTable
          label={t('holder.way')}
          items={items}
          idOf={({ shipmentId }) => shipmentId}
          columns={[
            {
              id: 'batch',
              text: t('holder.event.batch'),
              isFixed: true,
              cell: ({ shipmentId, lines }) => (
                <Link href={`/shipments/${shipmentId}`}>
                  {lines[0]?.batch.name ?? '–'}
                  {lines.length > 1 ? ` + ${lines.length - 1}` : ''}
                </Link>
              ),
            },
            {
              id: 'since',
              text: t('holder.way.since'),
              onCard: 'brief',
              cell: ({ shippedAt }) => <span className="gr-nowrap">{instant(shippedAt)}</span>,
            },
            {
              id: 'other',
              text: t('holder.way.other'),
              onCard: 'brief',
              cell: ({ sender, receiver }) => (
                <span className="gr-nowrap">
                  {sender.partyId === partyId
                    ? t('holder.way.to', { name: receiver.name })
                    : t('holder.way.from', { name: sender.name })}
                </span>
              ),
            },
          ]}
        />
      )}
    </AskedSection>
  )
}

export function HolderBatches({ partyId }: Props) {
  const { t, instant } = useLocale({ ...chainMessages, ...holderMessages, ...notCountedMessages })
  const found = useQuery(batchesOf(partyId))
  const total = found.data?.total
  const text =
    total === null
      ? t('not-counted.of-holder', { counted: batchesCountedMax })
      : t('holder.batches.all', { count: total ?? 0 })
  return (
    <AskedSection
      title={t('holder.batches')}
      found={found}
      isNone={({ items }) => items.length === 0}
      none={t('holder.batches.none')}
      {...(total === undefined || total === 0
        ? {}
        : { all: { href: withQuery('/batches', { holder: partyId }), text } })}
    >
      {({ items }) => (
        <DataTable
          label={t('holder.batches')}
          items={items}
          idOf={({ batchId }) => batchId}
          columns={[
            {
              id: 'name',
              text: t('batches.name'),
              isFixed: true,
              cell: ({ batchId, name }) => <Link href={`/batches/${batchId}`}>{name}</Link>,
            },
            {
              id: 'status',
              text: t('batches.status'),
              cell: ({ status }) => <Badge {...statusTone[status]}>{t(`status.${status}`)}</Badge>,
            },
            { id: 'product', text: t('batches.product'), onCard: 'brief', cell: ({ productName }) => productName },
            {
              id: 'last',
              text: t('batches.last'),
              onCard: 'brief',
              cell: ({ lastEventAt }) => <span className="gr-nowrap">{instant(lastEventAt)}</span>,
            },
          ]}
        />
      )}
    </AskedSection>
  )
}
