// How a shipment travels, on its page, for both its sides: who carries it, in what, when, and in which boxes. Not here: stating it
// (manifest-fields.tsx).

import type { ShipmentView } from '#chain/contract'
import { useToday } from '../../house-clock.ts'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { manifestMessages } from '../../messages/manifest.ts'
import { Alert } from '../../parts/alert.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { OfEvent } from '../of-event.tsx'

/** Past its term, each side reads what there is to do; what is on its way comes back by no timer. */
export function TransitAlarm({ shipment, partyId }: { shipment: ShipmentView; partyId: string | undefined }) {
  const { t } = useLocale(manifestMessages)
  const today = useToday().toString()
  const due = shipment.transitDueOn
  if (due === undefined || due >= today) return null
  return (
    <Alert tone="negative" title={t('transit.late', { due })}>
      {partyId === shipment.receiver.partyId ? <p>{t('transit.late.receiver')}</p> : null}
      {partyId === shipment.sender.partyId ? <p>{t('transit.late.sender')}</p> : null}
    </Alert>
  )
}

export function Journey({ shipment }: { shipment: ShipmentView }) {
  const { t } = useLocale(manifestMessages)
  return (
    <>
      <section className="gr-chain-panel">
        <h2>{t('manifest.title')}</h2>
        <Transport shipment={shipment} />
      </section>
      {shipment.units.length > 0 ? (
        <section className="gr-chain-panel">
          <h2>{t('manifest.units')}</h2>
          <Boxes shipment={shipment} />
        </section>
      ) : null}
    </>
  )
}

function Transport({ shipment: { transport, sender, transitDueOn } }: { shipment: ShipmentView }) {
  const { t, instant, dayShort } = useLocale(manifestMessages)
  const term = transitDueOn === undefined ? [] : [{ name: t('transit.due'), value: dayShort(transitDueOn) }]
  if (transport === null)
    return (
      <>
        <p>{t('manifest.unsaid')}</p>
        <Facts facts={term} />
      </>
    )
  const { carrier, vehicle, driver, departsAt, arrivesAt, route } = transport
  return (
    <Facts
      facts={[
        {
          name: t('manifest.carrier'),
          value: carrier ? carrier.name : t('manifest.own.of', { name: sender.name }),
        },
        { name: t('manifest.vehicle'), value: vehicle },
        ...(driver ? [{ name: t('manifest.driver'), value: driver }] : []),
        { name: t('manifest.departs'), value: instant(departsAt) },
        { name: t('manifest.arrives'), value: instant(arrivesAt) },
        ...term,
        ...(route ? [{ name: t('manifest.route'), value: route }] : []),
      ]}
    />
  )
}

function Boxes({ shipment: { units, shipmentId, shipEventId } }: { shipment: ShipmentView }) {
  const { t, mass, locale } = useLocale(manifestMessages)
  return (
    <>
      <DataTable
        label={t('manifest.units')}
        items={units}
        idOf={({ sscc }) => sscc}
        columns={[
          { id: 'sscc', text: t('manifest.sscc'), isFixed: true, cell: ({ sscc }) => sscc },
          {
            id: 'contents',
            text: t('manifest.contents'),
            cell: ({ contents }) =>
              contents.map(({ batch, state, massMg }) => (
                <span key={`${batch.batchId} ${state}`}>
                  <Link href={`/batches/${batch.batchId}`} look="plain">
                    {batch.name}
                  </Link>{' '}
                  <OfEvent eventId={shipEventId}>{mass(massMg)}</OfEvent>
                </span>
              )),
          },
        ]}
      />
      <p className="gr-chain-actions">
        <LinkButton
          href={withQuery(`/v1/shipments/${shipmentId}/labels`, { language: locale })}
          target="_blank"
          look="quiet"
        >
          {t('manifest.labels')}
        </LinkButton>
      </p>
    </>
  )
}
