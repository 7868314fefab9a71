// Where premises lie and by which number they go: those nobody located first, all of them on the map, and forms for whoever may say so. Not here: the map of a trace.
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { MapPlace } from '#chain/contract'
import type { Place } from '#licensing/contract'
import { layMap } from '../chain/map/layout.ts'
import { MapDrawing } from '../chain/map/map-drawing.tsx'
import { places } from '../chain/map/queries.ts'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { glnMessages } from '../messages/gln.ts'
import { placesMessages } from '../messages/places.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Forbidden } from '../parts/forbidden.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { useWidth } from '../parts/use-width.ts'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { GlnForm } from './gln-form.tsx'
import { PlaceForm } from './place-form.tsx'
import './exemptions.css'
import './places.css'

const widthMax = 420

export function PlacesScreen() {
  const { t } = useLocale(placesMessages)
  const { data: who } = useQuery(session)
  if (!who) return <Waiting lines={6} />
  const isStaff = who.roles.some((role) => role.startsWith('authority-'))
  return (
    <Page title={t('places.title')} lead={t('places.lead')}>
      {who.permissions.includes('licensing:locate-premises') ? (
        <Shown
          party={isStaff ? null : (who.party?.partyId ?? null)}
          mayNumber={who.permissions.includes('licensing:number-premises')}
        />
      ) : (
        <Forbidden text={t('places.forbidden')} />
      )}
    </Page>
  )
}

function Shown({ party, mayNumber }: { party: string | null; mayNumber: boolean }) {
  const { t } = useLocale(placesMessages)
  const router = useRouter()
  const { place: asked, number } = useSearch({ strict: false }) as { place?: string; number?: string } // Texts, read from the address by the router.
  const found = useQuery(places(party))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const items = found.data.items.toSorted((a, b) => Number(a.location !== null) - Number(b.location !== null))
  const known = items.filter(({ location }) => location !== null).length
  const chosen = items.find(({ premises }) => premises.premisesId === asked)
  const numbered = items.find(({ premises }) => premises.premisesId === number)
  const close = () => void router.navigate({ href: '/places', replace: true, resetScroll: false })
  return (
    <>
      <p role="status">{t('places.reading', { known, unknown: items.length - known })}</p>
      <div className="gr-places">
        <PlacesTable items={items} mayNumber={mayNumber} />
        <PlacesMap items={items} chosen={asked ?? null} />
      </div>
      {chosen ? <PlaceForm key={chosen.premises.premisesId} place={chosen} onClose={close} /> : null}
      {numbered ? <GlnForm key={numbered.premises.premisesId} place={numbered} onClose={close} /> : null}
    </>
  )
}

function PlacesMap({ items, chosen }: { items: readonly Place[]; chosen: string | null }) {
  const { ref, width: room } = useWidth<HTMLDivElement>(widthMax)
  const width = Math.min(room, widthMax)
  return (
    <div ref={ref} className="gr-places-map">
      <MapDrawing
        laid={layMap({ places: items.map(asMapPlace), flows: [] }, width)}
        width={width}
        chosen={chosen}
        hrefOf={({ id }) => withQuery('/places', { place: id })}
      />
    </div>
  )
}

/** On this map nothing lies and nothing moves. */
const asMapPlace = (place: Place): MapPlace => ({
  ...place,
  ...{ hasMassMg: '0', hadMassMg: '0', stands: [], batches: 0, opened: [], openedCount: 0 },
})

function PlacesTable({ items, mayNumber }: { items: readonly Place[]; mayNumber: boolean }) {
  const { t, dayShort } = useLocale(placesMessages)
  const { t: say } = useLocale(glnMessages)
  return (
    <DataTable
      label={t('places.title')}
      items={items}
      idOf={({ premises }) => premises.premisesId}
      // Two things of a row can be changed, so the row itself leads nowhere: each has its link.
      columns={[
        {
          id: 'place',
          text: t('places.place'),
          isFixed: true,
          cell: ({ premises, party }) => (
            <>
              {premises.name}
              {premises.name === party.name ? null : (
                <span className="gr-muted gr-small gr-places-under">{party.name}</span>
              )}
            </>
          ),
        },
        {
          id: 'town',
          text: t('places.town'),
          cell: ({ town, country }) => (country === 'NL' ? town : `${town} (${country})`),
        },
        {
          id: 'gln',
          text: say('gln.column'),
          cell: ({ premises, gln }) => (
            <span className="gr-places-at">
              {gln ? <span className="gr-nowrap">{gln}</span> : <span className="gr-muted">{say('gln.none')}</span>}
              {mayNumber ? (
                <Link href={withQuery('/places', { number: premises.premisesId })}>
                  {say(gln ? 'gln.change' : 'gln.record')}
                  <span className="gr-sr-only">
                    {' '}
                    {say('gln.column')} {premises.name}
                  </span>
                </Link>
              ) : null}
            </span>
          ),
        },
        {
          id: 'at',
          text: t('places.at'),
          cell: ({ premises, location }) => (
            <span className="gr-places-at">
              {location ? (
                <span className="gr-nowrap">
                  {location.latitude}, {location.longitude}
                </span>
              ) : (
                <span className="gr-muted">{t('places.unknown')}</span>
              )}
              <Link href={withQuery('/places', { place: premises.premisesId })}>
                {t(location ? 'places.change' : 'places.record')}
                <span className="gr-sr-only"> {premises.name}</span>
              </Link>
            </span>
          ),
        },
        {
          id: 'source',
          text: t('places.source'),
          cell: ({ location }) =>
            location ? (
              <>
                {location.source}
                <span className="gr-muted gr-small gr-places-under">{dayShort(location.knownOn)}</span>
              </>
            ) : (
              '–'
            ),
        },
      ]}
    />
  )
}
