// A trace on the map, with what is not on it beside, and all of it as tables. The chosen dot stands in the address. Not here: the drawing.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { MapPlace, Trace, TraceMap } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { mapMessages } from '../../messages/map.ts'
import { Alert } from '../../parts/alert.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useWidth } from '../../parts/use-width.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { inOneUnit } from '../common-unit.ts'
import { SaidWith } from '../said-with.tsx'
import { StayLink } from '../stay-link.tsx'
import { layMap } from './layout.ts'
import { MapDrawing } from './map-drawing.tsx'
import { Legend, nameOf, OnePlace, PlacePanel, Sent, Shipments } from './place-panel.tsx'
import { batchMap } from './queries.ts'
import './map.css'

const texts = { ...chainMessages, ...mapMessages }
/** Larger says no more. */
const widthMax = 560

type Props = {
  readonly batchId: string
  readonly direction: Trace['direction']
  /** Where the map stands: its dots lead back here. */
  readonly path: string
  readonly search: Readonly<Record<string, string | null>>
}

export function TraceMapSection({ batchId, direction, path, search }: Props) {
  const found = useQuery(batchMap(batchId, direction))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  return (
    <Shown
      map={found.data}
      hrefOf={(place) => withQuery(path, { ...search, place })}
      sentHref={withQuery(path, { ...search, sent: 'all' })}
    />
  )
}

type ShownProps = {
  readonly map: TraceMap
  readonly hrefOf: (place: string | null) => string
  /** With all that was sent below the map. */
  readonly sentHref: string
}

function Shown({ map, hrefOf, sentHref }: ShownProps) {
  const { t, mass, number } = useLocale(texts)
  const { place: asked = null, sent: opened } = useSearch({ strict: false }) as { place?: string; sent?: string } // Texts, read from the address by the router.
  const { ref, width: room } = useWidth<HTMLDivElement>(widthMax)
  const width = Math.min(room, widthMax)
  const laid = layMap(map, width)
  const chosen = laid.marks.find((mark) => mark.places.some(({ premises }) => premises.premisesId === asked))
  const shipments = map.flows.reduce((sum, { count }) => sum + count, 0)
  const sent = map.flows.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
  const drawn = map.places.length - laid.beside.length
  return (
    <section className="gr-chain-panel gr-map-whole" aria-labelledby="gr-map-title">
      <div>
        <h2 id="gr-map-title">{t('map.title')}</h2>
        <p className="gr-muted">
          <SaidWith
            say={(said, massText) =>
              t('map.reading', { places: drawn, shipments, said, mass: massText, beside: laid.beside.length })
            }
          >
            <StayLink href={sentHref} look="text">
              {number(shipments)}
            </StayLink>
            <StayLink href={sentHref} look="text">
              {mass(`${sent}`)}
            </StayLink>
          </SaidWith>
        </p>
      </div>
      {map.truncated ? <Alert tone="warning" title={t('map.truncated')} /> : null}
      <div className="gr-map-beside">
        <div ref={ref}>
          <MapDrawing laid={laid} width={width} chosen={asked} hrefOf={({ id }) => hrefOf(id)} />
        </div>
        <div className="gr-map-aside-column">
          {chosen ? (
            <PlacePanel map={map} places={chosen.places} backHref={hrefOf(null)} />
          ) : (
            <Legend flows={map.flows} isSeveral={laid.marks.some(({ places }) => places.length > 1)} />
          )}
          <NotDrawn map={map} places={laid.beside} />
        </div>
      </div>
      <Disclosure title={t('part.chart.table')}>
        <PlacesTable map={map} hrefOf={hrefOf} />
        <FlowsTable map={map} />
      </Disclosure>
      {opened === 'all' && map.flows.length > 0 ? (
        <>
          <OpenedHeading opened="sent">{t('map.table.flows')}</OpenedHeading>
          <p className="gr-muted">{t('map.shipments', { count: shipments, mass: mass(`${sent}`) })}</p>
          <FlowsTable map={map} />
        </>
      ) : null}
    </section>
  )
}

function NotDrawn({ map, places }: { map: TraceMap; places: readonly MapPlace[] }) {
  const { t, mass, locale } = useLocale(texts)
  const country = new Intl.DisplayNames([locale], { type: 'region' })
  if (places.length === 0 && map.exports.length === 0) return null
  return (
    <div className="gr-map-notdrawn">
      {places.length > 0 ? <h3>{t('map.beside')}</h3> : null}
      {places.map((place) => (
        <Disclosure
          key={place.premises.premisesId}
          title={`${place.premises.name}, ${place.town}: ${place.location ? t('map.place.outside') : t('map.unknown')}`}
        >
          <OnePlace map={map} place={place} />
        </Disclosure>
      ))}
      {map.exports.length > 0 ? <h3>{t('map.abroad')}</h3> : null}
      {map.exports.map(({ party, country: code, massMg, count, events }) => (
        <Disclosure
          key={party.partyId}
          title={`${country.of(code) ?? code}, ${party.name}: ${t('map.exports', { count, mass: mass(massMg) })}`}
        >
          <Sent
            count={count}
            sent={events.map(({ eventId, occurredAt, massMg: one }) => ({
              ...{ href: `/events/${eventId}`, at: occurredAt, massMg: one },
            }))}
          />
        </Disclosure>
      ))}
    </div>
  )
}

function PlacesTable({ map, hrefOf }: { map: TraceMap; hrefOf: (place: string) => string }) {
  const { t, mass: inUnit } = useLocale(texts)
  const mass = inOneUnit(
    inUnit,
    map.places.flatMap(({ hasMassMg, hadMassMg }) => [hasMassMg, hadMassMg]),
  )
  return (
    <DataTable
      label={t('map.table.places')}
      items={map.places}
      idOf={({ premises }) => premises.premisesId}
      columns={[
        { id: 'place', text: t('map.table.place'), isFixed: true, cell: ({ premises }) => premises.name },
        { id: 'town', text: t('map.table.town'), cell: ({ town }) => town },
        {
          id: 'at',
          text: t('map.table.at'),
          cell: ({ location }) =>
            location ? (
              `${location.latitude}, ${location.longitude}`
            ) : (
              <span className="gr-muted">{t('map.unknown')}</span>
            ),
        },
        {
          id: 'has',
          text: t('trace.has'),
          align: 'end',
          cell: ({ hasMassMg, premises }) =>
            hasMassMg === '0' ? (
              '–'
            ) : (
              // Beside the map it stands batch by batch.
              <StayLink href={hrefOf(premises.premisesId)}>{mass(hasMassMg)}</StayLink>
            ),
        },
        {
          id: 'had',
          text: t('trace.had'),
          align: 'end',
          cell: ({ hadMassMg }) =>
            hadMassMg === '0' ? (
              '–'
            ) : (
              // Below it stands batch by batch.
              <Link href="#trace-where">{mass(hadMassMg)}</Link>
            ),
        },
      ]}
    />
  )
}

function FlowsTable({ map }: { map: TraceMap }) {
  const { t, mass: inUnit } = useLocale(texts)
  const mass = inOneUnit(
    inUnit,
    map.flows.map(({ massMg }) => massMg),
  )
  if (map.flows.length === 0) return null
  return (
    <DataTable
      label={t('map.table.flows')}
      items={map.flows}
      idOf={({ fromId, toId, reason }) => `${fromId} ${toId} ${reason}`}
      columns={[
        { id: 'from', text: t('map.table.from'), isFixed: true, cell: ({ fromId }) => nameOf(map, fromId) },
        { id: 'to', text: t('map.table.to'), cell: ({ toId }) => nameOf(map, toId) },
        { id: 'why', text: t('map.table.why'), cell: ({ reason }) => t(`map.reason.${reason}`) },
        { id: 'mass', text: t('map.table.mass'), align: 'end', cell: ({ massMg }) => mass(massMg) },
        { id: 'shipments', text: t('map.table.shipments'), cell: (flow) => <Shipments flow={flow} /> },
      ]}
    />
  )
}
