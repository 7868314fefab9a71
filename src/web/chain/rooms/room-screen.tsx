// Where a room went: everything that grew in it and what became of that, to the milligram, and its lots. Not here: the plan of rooms.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { RoomFate } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { recallMessages } from '../../messages/recall.ts'
import { roomMessages } from '../../messages/rooms.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { roomFate } from '../picture/queries.ts'
import { type Shown, shareOf, shownParts, tone } from '../recall/parts.ts'
import '../recall/recall.css'
import './rooms.css'

const texts = { ...chainMessages, ...recallMessages, ...pictureMessages, ...roomMessages }
const bar = { width: 900, height: 44 } as const

export function RoomScreen() {
  const { premisesId = '' } = useParams({ strict: false }) as { premisesId?: string } // The path has it; the router types none.
  const { room = '', on = '' } = useSearch({ strict: false }) as { room?: string; on?: string } // Texts, read from the address by the router.
  const navigate = useNavigate()
  const { t } = useLocale(texts)
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
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? (
        <>
          {found.data.on && found.data.lots.length === 0 ? (
            <p>{t('room.day.none', { on: found.data.on })}</p>
          ) : (
            <Fate fate={found.data} />
          )}
          <section className="gr-recall-group">
            <h2>{t('room.lots')}</h2>
            <Lots fate={found.data} />
          </section>
        </>
      ) : null}
    </Page>
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
  const handed = BigInt(fate.handedOnMg)
  const total = BigInt(fate.totalMg) + handed
  const passed = { id: 'handed', text: t('room.handed'), tone: 'beyond', massMg: handed, share: shareOf(handed, total) }
  const others = shownParts(fate.parts).map(({ part, massMg }) => ({
    id: part,
    text: partText(part, t),
    tone: part === 'free' ? 'stopped' : tone(part),
    massMg,
    share: shareOf(massMg, total),
  }))
  return { total, pieces: handed > 0n ? [passed, ...others] : others }
}

function Fate({ fate }: { fate: RoomFate }) {
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
                <rect
                  key={id}
                  className={`gr-recall-tone-${colour}`}
                  x={from}
                  width={Math.max(1.5, share * bar.width)}
                  height={bar.height}
                />
              )
            })}
          </svg>
          <ul className="gr-recall-legend">
            {pieces.map(({ id, text, tone: colour, share }) => (
              <li key={id}>
                <svg viewBox="0 0 12 12" aria-hidden="true" className="gr-recall-swatch">
                  <rect width="12" height="12" className={`gr-recall-tone-${colour}`} />
                </svg>
                <span>{text}</span>
                <strong>{number(share * 100, 1)} %</strong>
              </li>
            ))}
          </ul>
        </div>
      }
      table={<PiecesTable pieces={pieces} />}
    />
  )
}

/** In a room nothing is recalled: what is free is simply in stock. */
function partText(part: Shown['part'], t: ReturnType<typeof useLocale<typeof texts>>['t']): string {
  return part === 'free' || part === 'gone-before' ? t(`fate.${part}`) : t(`part.${part}`)
}

function PiecesTable({ pieces }: { pieces: readonly Piece[] }) {
  const { t, mass, number } = useLocale(texts)
  return (
    <DataTable
      label={t('room.fate')}
      items={pieces}
      idOf={({ id }) => id}
      columns={[
        { id: 'part', text: t('room.part'), isFixed: true, cell: ({ text }) => text },
        { id: 'mass', text: t('room.mass'), align: 'end', cell: ({ massMg }) => mass(`${massMg}`) },
        { id: 'share', text: t('room.share'), align: 'end', cell: ({ share }) => `${number(share * 100, 2)} %` },
      ]}
    />
  )
}

function Lots({ fate }: { fate: RoomFate }) {
  const { t, number, dayShort } = useLocale(texts)
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
          cell: ({ plants, plantsBegun }) => (plantsBegun > 0 ? `${number(plants)} / ${number(plantsBegun)}` : '–'),
        },
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
