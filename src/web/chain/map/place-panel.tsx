// Beside the map: how to read it, or of a chosen dot what lies there, what came and what went, each number down to its shipment or its
// account. Not here: the map.
import type { MapFlow, MapPlace, TraceMap } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { mapMessages } from '../../messages/map.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ofMapStand } from '../behind.ts'
import { OfBatch } from '../of-batch.tsx'
import { dashOf } from './layout.ts'

const texts = { ...chainMessages, ...mapMessages }
export const shownReasons = ['supply', 'service', 'sample', 'return', 'recall'] as const

export function Legend({ flows, isSeveral }: { flows: readonly MapFlow[]; isSeveral: boolean }) {
  const { t } = useLocale(texts)
  const used = shownReasons.filter((reason) => flows.some((flow) => flow.reason === reason))
  return (
    <div className="gr-map-legend">
      <p>{t('map.choose')}</p>
      <h3>{t('map.legend')}</h3>
      <ul>
        <li>
          <svg viewBox="0 0 36 16" aria-hidden="true">
            <circle className="gr-map-stands" cx="8" cy="8" r="4" />
            <circle className="gr-map-stands" cx="25" cy="8" r="8" />
          </svg>
          {t('map.legend.stands')}
        </li>
        <li>
          <svg viewBox="0 0 36 16" aria-hidden="true">
            <circle className="gr-map-was" cx="18" cy="8" r="5" />
          </svg>
          {t('map.legend.was')}
        </li>
        {isSeveral ? (
          <li>
            <svg viewBox="0 0 36 16" aria-hidden="true">
              <circle className="gr-map-was" cx="18" cy="8" r="4" />
              <circle className="gr-map-several" cx="18" cy="8" r="7" />
            </svg>
            {t('map.legend.several')}
          </li>
        ) : null}
        {used.map((reason) => (
          <li key={reason}>
            <svg viewBox="0 0 36 16" aria-hidden="true">
              <path
                className={`gr-map-band gr-map-${reason}`}
                strokeWidth="3"
                strokeDasharray={dashOf(reason, 3) || undefined}
                d="M1 8H35"
              />
            </svg>
            {t(`map.reason.${reason}`)}
          </li>
        ))}
      </ul>
      <p className="gr-muted gr-small">{t('map.legend.width')}</p>
      <p className="gr-muted gr-small">{t('map.legend.town')}</p>
    </div>
  )
}

type PanelProps = { readonly map: TraceMap; readonly places: readonly MapPlace[]; readonly backHref: string }

export function PlacePanel({ map, places, backHref }: PanelProps) {
  const { t } = useLocale(texts)
  return (
    <div className="gr-map-panel" aria-live="polite">
      {places.map((place) => (
        <OnePlace key={place.premises.premisesId} map={map} place={place} />
      ))}
      <Link href={backHref}>{t('map.close')}</Link>
    </div>
  )
}

export function OnePlace({ map, place }: { map: TraceMap; place: MapPlace }) {
  const { t, mass } = useLocale(texts)
  const { premises, town, location, hasMassMg, hadMassMg, stands, batches, opened, openedCount } = place
  const id = premises.premisesId
  const came = map.flows.filter(({ toId }) => toId === id)
  const went = map.flows.filter(({ fromId }) => fromId === id)
  return (
    <section className="gr-map-place">
      <h3>
        {premises.name}
        <span className="gr-muted"> {town}</span>
      </h3>
      <p className="gr-muted gr-small">
        {location ? t('map.place.known', { ...location, on: location.knownOn }) : t('map.place.unknown')}
      </p>
      {hasMassMg === '0' ? (
        <p>{t('map.place.none')}</p>
      ) : (
        <>
          <h4>
            {t('map.place.now')}: {mass(hasMassMg)}
          </h4>
          <Stands place={place} from={0} until={standsShown} />
          {batches > standsShown ? (
            <Disclosure title={t('map.place.more', { count: batches - standsShown })}>
              <Stands place={place} from={standsShown} until={stands.length} />
              {batches > stands.length ? (
                <p>
                  <Link href="#trace-where">{t('map.place.more', { count: batches - stands.length })}</Link>
                </p>
              ) : null}
            </Disclosure>
          ) : null}
        </>
      )}
      {hadMassMg === '0' || hadMassMg === hasMassMg ? null : (
        <p>
          {t('map.place.had')}: <Link href="#trace-where">{mass(hadMassMg)}</Link>
        </p>
      )}
      {opened.length > 0 ? (
        <p>
          {t('map.place.opened')}: <Opened opened={opened.slice(0, openedShown)} />
        </p>
      ) : null}
      {openedCount > openedShown ? (
        <Disclosure title={t('map.place.more', { count: openedCount - openedShown })}>
          <p>
            <Opened opened={opened.slice(openedShown)} />
            {openedCount > opened.length ? ` ${t('map.place.more', { count: openedCount - opened.length })}` : ''}
          </p>
        </Disclosure>
      ) : null}
      <Flows title={t('map.place.in')} flows={came} other={({ fromId }) => nameOf(map, fromId)} />
      <Flows title={t('map.place.out')} flows={went} other={({ toId }) => nameOf(map, toId)} />
    </section>
  )
}

/** More are a press away. */
const [standsShown, openedShown, sentShown] = [8, 5, 8]

function Opened({ opened }: Pick<MapPlace, 'opened'>) {
  return opened.map(({ batch, isOpen }, index) => (
    <span key={batch.batchId}>
      {index > 0 ? ', ' : ''}
      <OfBatch batchId={batch.batchId} isOpen={isOpen}>
        {batch.name}
      </OfBatch>
    </span>
  ))
}

function Stands({ place, from, until }: { place: MapPlace; from: number; until: number }) {
  const { mass } = useLocale(texts)
  return (
    <ul>
      {place.stands.slice(from, until).map(({ batch, massMg }) => (
        <li key={batch.batchId}>
          <Link href={ofMapStand(place, batch.batchId)}>{mass(massMg)}</Link>{' '}
          <Link href={`/batches/${batch.batchId}`} look="plain">
            {batch.name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

export const nameOf = (map: TraceMap, premisesId: string): string =>
  map.places.find(({ premises }) => premises.premisesId === premisesId)?.premises.name ?? ''

type FlowsProps = {
  readonly title: string
  readonly flows: readonly MapFlow[]
  readonly other: (flow: MapFlow) => string
}

function Flows({ title, flows, other }: FlowsProps) {
  const { t, mass } = useLocale(texts)
  if (flows.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      {flows.map((flow) => (
        <Disclosure
          key={`${flow.fromId} ${flow.toId} ${flow.reason}`}
          title={`${other(flow)}: ${t('map.shipments', { count: flow.count, mass: mass(flow.massMg) })}, ${t(`map.reason.${flow.reason}`)}`}
        >
          <Shipments flow={flow} />
        </Disclosure>
      ))}
    </>
  )
}

/** Down to the shipments a number is made of, the newest first. */
export function Shipments({ flow: { shipments, count } }: { flow: MapFlow }) {
  return (
    <Sent
      count={count}
      sent={shipments.map(({ shipmentId, shippedAt, massMg }) => ({
        ...{ href: `/shipments/${shipmentId}`, at: shippedAt, massMg },
      }))}
    />
  )
}

type SentProps = {
  readonly sent: readonly { readonly href: string; readonly at: string; readonly massMg: string }[]
  /** In all; those that the answer does not name are counted. */
  readonly count: number
}

/** The first stand there, the others behind one line that says how many. */
export function Sent({ sent, count }: SentProps) {
  const { t } = useLocale(texts)
  return (
    <>
      <SentList sent={sent.slice(0, sentShown)} />
      {count > sentShown ? (
        <Disclosure title={t('map.place.more', { count: count - sentShown })}>
          <SentList sent={sent.slice(sentShown)} />
          {count > sent.length ? (
            <p className="gr-muted">{t('map.place.more', { count: count - sent.length })}</p>
          ) : null}
        </Disclosure>
      ) : null}
    </>
  )
}

function SentList({ sent }: Pick<SentProps, 'sent'>) {
  const { mass, instant } = useLocale(texts)
  return (
    <ul className="gr-map-shipments">
      {sent.map(({ href, at, massMg }) => (
        <li key={href}>
          <Link href={href}>{mass(massMg)}</Link>{' '}
          <time className="gr-muted" dateTime={at}>
            {instant(at)}
          </time>
        </li>
      ))}
    </ul>
  )
}
