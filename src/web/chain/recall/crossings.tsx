// All that crossed the border to or from one who is to know of a recall, event by event with their sum: what a number of the table opens. Not
// here: the table (abroad-table.tsx).
import { useSearch } from '@tanstack/react-router'
import type { AbroadRow } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import type { ToldAbroad } from './abroad-form.tsx'
import { useAbroadName } from './abroad-name.ts'
import { crossingsOf, type Way } from './crossings-of.ts'
import '../chain.css'

export type { Way } from './crossings-of.ts'

/** Without a way both, each said of each. */
export function crossingsHref({ recall: { recallId, heldBy } }: ToldAbroad, row: AbroadRow, way: Way | null): string {
  const { country, party } = row
  return withQuery(`/recalls/${heldBy ? 'own/' : ''}${recallId}`, { country, party: party?.partyId ?? null, way })
}

type Search = { readonly country?: string; readonly party?: string; readonly way?: string }

export function Crossings({ view }: { view: ToldAbroad }) {
  const { t, mass, instant } = useLocale(recallAbroadMessages)
  const { country, party = null, way } = useSearch({ strict: false }) as Search // Texts, read from the address by the router.
  const nameOf = useAbroadName()
  const row = view.abroad.find((one) => one.country === country && (one.party?.partyId ?? null) === party)
  if (!row) return null
  const { crossings, sums } = crossingsOf(row, way)
  const together = sums.map((one) => `${mass(one.massMg)} ${t(`abroad.way.${one.way}`)}`).join(', ')
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={`${country} ${party ?? ''} ${way ?? ''}`}>
        {t('abroad.crossings', { name: nameOf(row) })}
      </OpenedHeading>
      <p className="gr-muted">{t('abroad.crossings.together', { count: crossings.length, together })}</p>
      <DataTable
        label={t('abroad.crossings', { name: nameOf(row) })}
        items={crossings}
        idOf={({ eventId, batch }) => `${eventId} ${batch.batchId}`}
        columns={[
          {
            id: 'when',
            text: t('abroad.exports'),
            isFixed: true,
            cell: ({ eventId, at }) => (
              <Link href={`/events/${eventId}`} look="plain">
                {instant(at)}
              </Link>
            ),
          },
          {
            id: 'batch',
            text: t('abroad.batch'),
            cell: ({ batch, foreignName }) => (
              <Link href={`/batches/${batch.batchId}`} look="plain">
                {foreignName ?? batch.name}
              </Link>
            ),
          },
          {
            id: 'mass',
            text: t('abroad.crossed'),
            align: 'end',
            cell: (one) => (
              <Link href={`/events/${one.eventId}`} look="plain">
                {mass(one.massMg)}
              </Link>
            ),
          },
          { id: 'way', text: t('abroad.way'), cell: (one) => t(`abroad.way.${one.way}`) },
        ]}
      />
    </section>
  )
}
