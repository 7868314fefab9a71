// Where an act happens, or where something is moved to: of rooms that the authority designated at these premises those that are for this; where
// it designated none, the name the holder gives. Not here: what is refused (chain/acts/rooms.ts); the server decides.
import { useQuery } from '@tanstack/react-query'
import { type RoomMap, type RoomUse, roomUseOf } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { roomFieldMessages } from '../../messages/room-field.ts'
import { roomMessages } from '../../messages/rooms.ts'
import { Alert } from '../../parts/alert.tsx'
import { Link } from '../../parts/link.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { rooms } from '../picture/queries.ts'
import type { Context } from '../record/fields.ts'
import { useMayRecord } from '../use-may-record.ts'

const texts = { ...roomMessages, ...roomFieldMessages }

type Props = {
  readonly label: string
  readonly error: string | null
  readonly context: Context
  readonly value: string
  readonly onChange: (room: string) => void
}
type Room = RoomMap['items'][number]['rooms'][number]

export function RoomField({ label, error, context, value, onChange }: Props) {
  const { t } = useLocale(texts)
  const mayDesignate = useMayRecord('designate')
  const found = useQuery(rooms)
  if (found.isPending) return <Waiting lines={2} />
  const site = found.data?.items.find(({ premises }) => premises.premisesId === context.premisesId)
  // Nothing is known of rooms there, or the plan cannot be read just now: the server judges what is typed.
  if (!site?.isDesignated)
    return (
      <TextField
        label={label}
        error={error}
        value={value}
        onChange={onChange}
        maxLength={40}
        autoComplete="off"
        {...(context.premisesId === '' ? { help: t('room.field.where') } : site ? { help: t('room.field.free') } : {})}
      />
    )
  const uses = usesOf(context)
  const fitting = site.rooms.filter((room) => uses.every((use) => room.uses.includes(use)))
  const here = (room: Room) => room.lots.some(({ batch }) => batch.batchId === context.batch?.batch.batchId)
  const says = uses.map((use) => t(`rooms.use.${use}`)).join(', ')
  const link = <Link href="/rooms">{t(mayDesignate ? 'rooms.designate' : 'room.field.plan')}</Link>
  if (fitting.length === 0)
    return (
      <Alert tone="warning" title={t('room.field.none', { uses: says })}>
        <p>{t('room.field.none.way')}</p>
        <p>{link}</p>
      </Alert>
    )
  return (
    <div>
      <Select
        label={label}
        error={error}
        help={t('room.field.help', { uses: says })}
        choices={fitting.map((room) => ({
          id: room.room,
          text: room.kind === 'field' ? t('rooms.field', { room: room.room }) : room.room,
          note: here(room) ? t('room.field.here') : t('room.field.lots', { lots: room.lots.length }),
          isDisabled: context.kind === 'move-room' && here(room),
        }))}
        value={value || null}
        onChange={onChange}
      />
      <p className="gr-small">{link}</p>
    </div>
  )
}

/** Growing for what is planted; for what is moved, all that it is now at these premises. */
function usesOf({ kind, batch, premisesId }: Context): readonly RoomUse[] {
  if (kind !== 'move-room') return ['grow']
  const standing = (batch?.balances ?? []).filter(
    ({ account, amount }) =>
      account.kind === 'stock' &&
      account.premises?.premisesId === premisesId &&
      !amount.startsWith('-') &&
      amount !== '0',
  )
  return [...new Set(standing.map(({ account }) => roomUseOf(account.state)))]
}
