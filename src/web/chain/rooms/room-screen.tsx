// Where a room went: everything that grew in it and what became of that, to the milligram, and its lots. Not here: the plan of rooms.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type RecallPart, type RoomFate, recallParts } from '#chain/contract'
import { ProblemError, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { recallMessages } from '../../messages/recall.ts'
import { roomMessages } from '../../messages/rooms.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ofRoomLot } from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { OfEvent } from '../of-event.tsx'
import { EventsBehind } from '../picture/band-events.tsx'
import { roomFate, roomFatePart, roomHanded } from '../picture/queries.ts'
import { PartAccounts } from '../recall/part-accounts.tsx'
import { type Shown, shareOf, shownParts, tone } from '../recall/parts.ts'
import { StayLink } from '../stay-link.tsx'
import '../recall/recall.css'
import './rooms.css'

const texts = { ...chainMessages, ...recallMessages, ...pictureMessages, ...roomMessages }
const bar = { width: 900, height: 44 } as const

export function RoomScreen() {
  const { room = '' } = useSearch({ strict: false }) as { room?: string } // As below.
  return room === '' ? <Navigate to="/rooms" replace /> : <OneRoom />
}

function OneRoom() {
  const { premisesId = '' } = useParams({ strict: false }) as { premisesId?: string } // The path has it; the router types none.
  const {
    room = '',
    on = '',
    part: asked,
  } = useSearch({ strict: false }) as { room?: string; on?: string; part?: string } // Texts, read from the address by the router.
  const navigate = useNavigate()
  const { t } = useLocale(texts)
  const part = recallParts.find((one) => one === asked)
  const found = useQuery(roomFate(premisesId, room, on))
  const go = (day: string) =>
    navigate({ href: withQuery(`/rooms/${premisesId}`, { room, on: day || undefined }), replace: true })
  return (
    <Page
      title={`${t('rooms.room', { room })}${found.data ? `, ${found.data.premises.name}` : ''}`}
      crumbs={[{ text: t('rooms.title'), href: '/rooms' }]}
    >
      <div className="gr-rooms-day">
        <DateField label={t('room.day')} value={on || null} onChange={(day) => day && void go(day)} />
        {on ? <Button onPress={() => void go('')}>{t('room.day.all')}</Button> : null}
      </div>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? (
        isNeverUsed(found.error) ? (
          <Empty title={t('room.never.title')} text={t('room.never.text')} />
        ) : (
          <ProblemNotice error={found.error} onRetry={found.refetch} />
        )
      ) : null}
      {found.data ? (
        <>
          {found.data.on && found.data.lots.length === 0 ? (
            <p>{t('room.day.none', { on: found.data.on })}</p>
          ) : (
            <Fate
              fate={found.data}
              hrefOf={(part) => withQuery(`/rooms/${premisesId}`, { room, on: on || undefined, part })}
            />
          )}
          {part ? <PartBehind {...{ premisesId, room, on, part }} /> : null}
          {asked === handed ? <HandedBehind fate={found.data} {...{ premisesId, room, on }} /> : null}
          <section className="gr-recall-group">
            <h2>{t('room.lots')}</h2>
            <Lots fate={found.data} />
          </section>
        </>
      ) : null}
    </Page>
  )
}

/** A room that was designated and not used yet, or a name nobody has: nothing ever grew there. */
const isNeverUsed = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.type.endsWith('/chain/unknown-batch')

/** Beside the parts: what others got. */
const handed = 'handed'

type HrefOf = (id: string) => string

type OfRoom = { readonly premisesId: string; readonly room: string; readonly on: string }

function PartBehind({ premisesId, part, ...where }: OfRoom & { part: RecallPart }) {
  const { t } = useLocale(texts)
  return <PartAccounts find={roomFatePart(premisesId, { ...where, part })} said={partText(part, t)} opened={part} />
}

/** What came in from others stands against it. */
function HandedBehind({ premisesId, fate, ...where }: OfRoom & { fate: RoomFate }) {
  const { t } = useLocale(texts)
  const found = useInfiniteQuery(roomHanded(premisesId, where))
  return (
    <EventsBehind {...{ found, total: { massMg: fate.handedOnMg }, title: t('room.handed.title') }} opened={handed} />
  )
}

type Piece = {
  readonly id: string
  readonly text: string
  readonly tone: string
  readonly massMg: bigint
  readonly share: number
}

/** Everything that came out of the room: what others got first, then what became of the rest. The shares are of all of it. */
function usePieces(fate: RoomFate): { readonly total: bigint; readonly pieces: readonly Piece[] } {
  const { t } = useLocale(texts)
  const passedMg = BigInt(fate.handedOnMg)
  const total = BigInt(fate.totalMg) + passedMg
  const passed = {
    ...{ id: handed, text: t('room.handed'), tone: 'beyond' },
    ...{ massMg: passedMg, share: shareOf(passedMg, total) },
  }
  const others = shownParts(fate.parts).map(({ part, massMg }) => ({
    id: part,
    text: partText(part, t),
    tone: part === 'free' ? 'stopped' : tone(part),
    massMg,
    share: shareOf(massMg, total),
  }))
  return { total, pieces: passedMg > 0n ? [passed, ...others] : others }
}

function Fate({ fate, hrefOf }: { fate: RoomFate; hrefOf: HrefOf }) {
  const { t, mass, number } = useLocale(texts)
  const { total, pieces } = usePieces(fate)
  if (total === 0n) return <p>{t('room.fate.none')}</p>
  const main = pieces
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 4)
    .map(({ text, massMg }) => `${mass(`${massMg}`, 'kg')} ${text}`)
  let x = 0
  return (
    <Picture
      title={fate.on ? t('room.day.what', { on: fate.on }) : t('room.fate')}
      reading={t('room.fate.reading', { total: mass(`${total}`, 'kg'), lots: fate.lots.length, main: main.join(', ') })}
      picture={
        <div className="gr-recall-mass">
          <svg
            className="gr-recall-bar"
            viewBox={`0 0 ${bar.width} ${bar.height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {pieces.map(({ id, tone: colour, share }) => {
              const from = x
              x += share * bar.width
              return (
                <StayLink key={id} href={hrefOf(id)} isAside>
                  <rect
                    className={`gr-recall-tone-${colour}`}
                    x={from}
                    width={Math.max(1.5, share * bar.width)}
                    height={bar.height}
                  />
                </StayLink>
              )
            })}
          </svg>
          <ul className="gr-recall-legend">
            {pieces.map(({ id, text, tone: colour, share }) => (
              <li key={id}>
                <svg viewBox="0 0 12 12" aria-hidden="true" className="gr-recall-swatch">
                  <rect width="12" height="12" className={`gr-recall-tone-${colour}`} />
                </svg>
                <StayLink href={hrefOf(id)}>{text}</StayLink>
                <strong>{share > 0 && share < 0.001 ? `< ${number(0.1, 1)}` : number(share * 100, 1)} %</strong>
              </li>
            ))}
          </ul>
        </div>
      }
      table={<PiecesTable pieces={pieces} hrefOf={hrefOf} />}
    />
  )
}

/** In a room nothing is recalled: what is free is simply in stock. */
function partText(part: Shown['part'], t: ReturnType<typeof useLocale<typeof texts>>['t']): string {
  return part === 'free' || part === 'gone-before' ? t(`fate.${part}`) : t(`part.${part}`)
}

function PiecesTable({ pieces, hrefOf }: { pieces: readonly Piece[]; hrefOf: HrefOf }) {
  const { t, mass: inUnit, number } = useLocale(texts)
  const mass = inOneUnit(
    inUnit,
    pieces.map(({ massMg }) => massMg),
  )
  return (
    <DataTable
      label={t('room.fate')}
      items={pieces}
      idOf={({ id }) => id}
      columns={[
        { id: 'part', text: t('room.part'), isFixed: true, cell: ({ text }) => text },
        {
          id: 'mass',
          text: t('room.mass'),
          align: 'end',
          cell: ({ id, massMg }) => <StayLink href={hrefOf(id)}>{mass(`${massMg}`)}</StayLink>,
        },
        { id: 'share', text: t('room.share'), align: 'end', cell: ({ share }) => `${number(share * 100, 2)} %` },
      ]}
    />
  )
}

function Lots({ fate }: { fate: RoomFate }) {
  const { t, number, mass, dayShort } = useLocale(texts)
  const isMass = fate.lots.some(({ massMg }) => massMg !== '0')
  return (
    <DataTable
      label={t('room.lots')}
      items={fate.lots}
      idOf={({ batch }) => batch.batchId}
      columns={[
        {
          id: 'lot',
          text: t('rooms.lot'),
          isFixed: true,
          cell: ({ batch }) => (
            <Link href={`/batches/${batch.batchId}`} look="plain">
              {batch.name}
            </Link>
          ),
        },
        {
          id: 'cultivar',
          text: t('rooms.cultivar'),
          cell: ({ cultivar }) => <span className="gr-nowrap">{cultivar ?? '–'}</span>,
        },
        { id: 'since', text: t('rooms.since'), cell: ({ hereSince }) => dayShort(hereSince) },
        {
          id: 'planted',
          text: t('rooms.planted'),
          cell: ({ plantedOn, plantsBegun }) => (
            <span className="gr-nowrap">{plantsBegun > 0 ? dayShort(plantedOn) : '–'}</span>
          ),
        },
        {
          id: 'plants',
          text: t('rooms.standing'),
          align: 'end',
          cell: ({ batch, plants, plantsBegun, begunEventId }) =>
            plantsBegun > 0 ? (
              <span className="gr-nowrap">
                {plants > 0 ? (
                  <Link href={ofRoomLot(fate, batch.batchId, 'plant_pieces')} look="plain">
                    {number(plants)}
                  </Link>
                ) : (
                  number(0)
                )}{' '}
                / <OfEvent eventId={begunEventId}>{number(plantsBegun)}</OfEvent>
              </span>
            ) : (
              '–'
            ),
        },
        ...(isMass
          ? [
              {
                id: 'mass',
                text: t('rooms.mass'),
                align: 'end' as const,
                cell: ({ batch, massMg }: RoomFate['lots'][number]) =>
                  massMg === '0' ? (
                    '–'
                  ) : (
                    <Link href={ofRoomLot(fate, batch.batchId, 'material_mg')} look="plain">
                      {mass(massMg)}
                    </Link>
                  ),
              },
            ]
          : []),
        {
          id: 'trace',
          text: t('room.trace'),
          cell: ({ batch }) => (
            <Link href={`/batches/${batch.batchId}?tab=trace&direction=forward`}>
              {t('room.trace.of', { name: batch.name })}
            </Link>
          ),
        },
      ]}
    />
  )
}
