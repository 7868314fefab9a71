// What did something happen to: a batch by name or scan, a shipment on its way here, or a new lot. Not here: what happened.

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { ShipmentView } from '#chain/contract'
import { request, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotices } from '../../parts/problem-notices.tsx'
import { unbroken } from '../../parts/unbroken.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { useBatchChoices } from '../batch-choices.ts'
import { beginnings } from '../queries.ts'
import { Begin } from './begin.tsx'

const texts = { ...chainMessages, ...recordMessages }

const onTheWay = queryOptions({
  queryKey: ['shipments', 'in-transit'],
  queryFn: ({ signal }) => request<{ items: ShipmentView[] }>('/v1/shipments?status=in-transit&limit=50', { signal }),
})

export function ChooseSubject() {
  const { t } = useLocale(texts)
  const router = useRouter()
  const { data: who } = useQuery(session)
  const [typed, setTyped] = useState('')
  const { found: named, choices, isSearching } = useBatchChoices(typed)
  const arriving = useQuery(onTheWay)
  const begins = useQuery(beginnings)
  return (
    <>
      <ProblemNotices asked={[named, begins, arriving]} />
      <div className="gr-record-choose">
        <section className="gr-chain-panel">
          <h2>{t('record.what')}</h2>
          <ComboBox
            label={t('record.batch')}
            help={t('record.batch.help')}
            choices={choices}
            isSearching={isSearching}
            value={null}
            typed={typed}
            onTyped={setTyped}
            onChange={(batchId) => {
              if (batchId) void router.navigate({ href: withQuery('/record', { batch: batchId }) })
            }}
          />
          <Begin />
        </section>
        {arriving.isError ? null : (
          <section className="gr-chain-panel">
            <h2>{t('record.shipments')}</h2>
            <Arrivals items={arriving.data?.items ?? null} partyId={who?.party?.partyId ?? null} />
          </section>
        )}
      </div>
    </>
  )
}

type ArrivalsProps = { readonly items: readonly ShipmentView[] | null; readonly partyId: string | null }

function Arrivals({ items, partyId }: ArrivalsProps) {
  const { t } = useLocale(texts)
  if (items === null) return <Waiting lines={3} />
  const mine = items.filter(({ receiver }) => partyId === null || receiver.partyId === partyId)
  if (mine.length === 0) return <p className="gr-muted">{t('record.shipments.none')}</p>
  return (
    <ul className="gr-chain-list">
      {mine.map(({ shipmentId, sender, shippedAt, lines }) => (
        <li key={shipmentId}>
          <Link href={withQuery('/record', { shipment: shipmentId })}>
            {lines.map(({ batch }) => batch.name).join(', ')}
          </Link>
          <br />
          <span className="gr-small gr-muted">
            {unbroken(t('record.shipment.from', { sender: sender.name, at: shippedAt }))}
          </span>
        </li>
      ))}
    </ul>
  )
}
