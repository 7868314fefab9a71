// Rooms of every premises as a plan of tiles, each with what grows in it and for how long; tap one for where it went. Not here: one room.
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import type { RoomMap } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { roomMessages } from '../../messages/rooms.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Empty } from '../../parts/empty.tsx'
import { later } from '../../parts/later.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ofPlants, ofRoomLot, ofStanding } from '../behind.ts'
import { rooms } from '../picture/queries.ts'
import { SaidWith } from '../said-with.tsx'
import { useMayRecord } from '../use-may-record.ts'
import { stateText } from '../words.ts'
import './rooms.css'

const texts = { ...chainMessages, ...pictureMessages, ...roomMessages }
const Designate = later(async () => (await import('./designate.tsx')).Designate)
type Site = RoomMap['items'][number]

export function RoomsScreen() {
  const { t } = useLocale(texts)
  const found = useQuery(rooms)
  const mayDesignate = useMayRecord('designate')
  return (
    <Page title={t('rooms.title')} lead={t('rooms.lead')}>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data?.items.length === 0 ? <Empty title={t('rooms.none.title')} text={t('rooms.none.text')} /> : null}
      {found.data?.items.map((site) => (
        <Premises key={site.premises.premisesId} site={site} />
      ))}
      {mayDesignate ? (
        <Suspense fallback={<Waiting lines={3} />}>
          <Designate />
        </Suspense>
      ) : null}
    </Page>
  )
}

function Premises({ site }: { site: Site }) {
  const words = useLocale(texts)
  const { t, mass } = words
  const plants = site.rooms.reduce((sum, room) => sum + room.plants, 0)
  const free = site.rooms.filter(({ lots }) => lots.length === 0).length
  return (
    <section className="gr-rooms-site" aria-labelledby={site.premises.premisesId}>
      <div>
        <h2 id={site.premises.premisesId}>{site.premises.name}</h2>
        <p className="gr-muted">
          {site.holder.name} ·{' '}
          <SaidWith say={(standing) => t('rooms.picture.of', { rooms: site.rooms.length, plants: standing, free })}>
            {plants === 0 ? (
              t('rooms.plants', { count: 0 })
            ) : (
              <Link href={ofPlants(site)}>{t('rooms.plants', { count: plants })}</Link>
            )}
          </SaidWith>
        </p>
        <p className="gr-muted gr-small">{t(site.isDesignated ? 'rooms.designated' : 'rooms.unknown')}</p>
      </div>
      <ul className="gr-rooms">
        {site.rooms.map((room) => (
          <li key={room.room}>
            <RoomTile site={site} room={room} />
          </li>
        ))}
      </ul>
      {site.stands.length > 0 ? (
        <p className="gr-rooms-stands">
          <strong>{t('rooms.stands')}:</strong>{' '}
          {site.stands.map(({ state, massMg, batches }, index) => (
            <span key={state}>
              {index > 0 ? '; ' : ''}
              <Link href={ofStanding(site, state)}>{mass(massMg, 'kg')}</Link> {stateText(state, words)} (
              {t('rooms.batches', { count: batches })})
            </span>
          ))}
        </p>
      ) : null}
      <Disclosure title={t('part.chart.table')}>
        <RoomTable site={site} />
      </Disclosure>
    </section>
  )
}

/** What is no plants. */
const massIn = ({ lots }: Site['rooms'][number]) => `${lots.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)}`

function RoomTile({ site, room }: { site: Site; room: Site['rooms'][number] }) {
  const { t, mass } = useLocale(texts)
  const [lot] = room.lots
  const isHeld = room.lots.some((one) => one.isHeld)
  return (
    <Anchor
      href={withQuery(`/rooms/${site.premises.premisesId}`, { room: room.room })}
      className={`gr-room ${lot ? 'gr-room-growing' : 'gr-room-empty'}`}
    >
      <span className="gr-room-name">
        {t(room.kind === 'field' ? 'rooms.field' : 'rooms.room', { room: room.room })}
      </span>
      {room.uses.length > 0 ? (
        <span className="gr-small gr-muted">
          {t('rooms.uses', { uses: room.uses.map((use) => t(`rooms.use.${use}`)).join(', ') })}
        </span>
      ) : site.isDesignated ? (
        <Badge tone="warning">{t('rooms.undesignated')}</Badge>
      ) : null}
      {lot ? (
        <>
          <span className="gr-room-plants">
            {room.plants > 0 ? t('rooms.plants', { count: room.plants }) : mass(massIn(room), 'kg')}
          </span>
          <span className="gr-room-lot">{room.lots.map(({ batch }) => batch.name).join(', ')}</span>
          <span className="gr-small">
            {lot.cultivar ? `${lot.cultivar} · ` : ''}
            {t('rooms.days', { count: lot.days })}
          </span>
          {isHeld ? (
            <Badge tone="negative" sign="hold">
              {t('rooms.held')}
            </Badge>
          ) : null}
        </>
      ) : (
        <span className="gr-room-plants gr-muted">{t('rooms.empty')}</span>
      )}
    </Anchor>
  )
}

function RoomTable({ site }: { site: Site }) {
  const { t, mass, number, dayShort } = useLocale(texts)
  const rows = site.rooms.flatMap(({ room, lots }) => lots.map((lot) => ({ room, ...lot })))
  return (
    <DataTable
      label={site.premises.name}
      items={rows}
      idOf={({ batch }) => batch.batchId}
      empty={t('rooms.empty')}
      columns={[
        { id: 'room', text: t('rooms.where'), isFixed: true, cell: ({ room }) => room },
        {
          id: 'lot',
          text: t('rooms.lot'),
          cell: ({ batch }) => (
            <Link href={`/batches/${batch.batchId}`} look="plain">
              {batch.name}
            </Link>
          ),
        },
        { id: 'cultivar', text: t('rooms.cultivar'), cell: ({ cultivar }) => cultivar ?? '–' },
        {
          id: 'plants',
          text: t('rooms.standing'),
          align: 'end',
          cell: ({ batch, plants }) => (
            <Link href={ofRoomLot(site, batch.batchId, 'plant_pieces')} look="plain">
              {number(plants)}
            </Link>
          ),
        },
        {
          id: 'mass',
          text: t('rooms.mass'),
          align: 'end',
          cell: ({ batch, massMg }) =>
            massMg === '0' ? (
              '–'
            ) : (
              <Link href={ofRoomLot(site, batch.batchId, 'material_mg')} look="plain">
                {mass(massMg)}
              </Link>
            ),
        },
        { id: 'since', text: t('rooms.since'), cell: ({ hereSince }) => dayShort(hereSince) },
        { id: 'planted', text: t('rooms.planted'), cell: ({ plantedOn }) => dayShort(plantedOn) },
        { id: 'days', text: t('rooms.age'), align: 'end', cell: ({ days }) => number(days) },
      ]}
    />
  )
}
