// Designating a room, by the authority: at whose premises, for what, from when. Not here: what is refused elsewhere; the server does that.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type RoomUse, roomUses } from '#chain/contract'
import type { PartyView } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { roomMessages } from '../../messages/rooms.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../parts/choice.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { useOneAct } from '../one-act.ts'
import { parties } from '../parties.ts'

export function Designate() {
  const { t } = useLocale(roomMessages)
  const known = useQuery(parties)
  return (
    <Disclosure title={t('rooms.designate')}>
      {known.isPending ? <Waiting lines={6} /> : null}
      {known.isError ? <ProblemNotice error={known.error} onRetry={known.refetch} /> : null}
      {known.data ? <DesignateForm known={known.data.items} /> : null}
    </Disclosure>
  )
}

function DesignateForm({ known }: { known: readonly PartyView[] }) {
  const { t } = useLocale(roomMessages)
  const { data: who } = useQuery(session)
  /** The authority's own premises, from where it acts. */
  const desk = known.find(({ partyId }) => partyId === who?.party?.partyId)?.premises[0]?.premisesId
  const sites = known
    .filter(({ kind }) => kind !== 'authority' && kind !== 'foreign-buyer')
    .flatMap(({ name, premises }) => premises.map((site) => ({ id: site.premisesId, text: site.name, note: name })))
  const [place, setPlace] = useState<string | null>(null)
  const [room, setRoom] = useState('')
  const [roomKind, setKind] = useState<'room' | 'field'>('room')
  const [uses, setUses] = useState<readonly RoomUse[]>(['grow'])
  const [from, setFrom] = useState<string | null>(Temporal.Now.plainDateISO('Europe/Amsterdam').toString())
  const [isAsked, setAsked] = useState(false)
  const record = useOneAct<'designate'>()
  const missing = (value: string | null) => (isAsked && !value?.trim() ? t('rooms.designate.missing') : null)
  const submit = (pressed: { readonly target: Element }) => {
    tellMistakes(pressed.target.closest('.gr-rooms-designate'), () => setAsked(true))
    if (!place || room.trim() === '' || !from || !desk) return
    record.mutate({
      kind: 'designate',
      premisesId: desk,
      forPremisesId: place,
      room: room.trim(),
      roomKind,
      uses: [...uses],
      from,
    })
  }
  return (
    <div className="gr-rooms-designate">
      <p>{t('rooms.designate.text')}</p>
      <ComboBox
        label={t('rooms.designate.place')}
        choices={sites}
        value={place}
        onChange={setPlace}
        error={missing(place)}
      />
      <TextField
        label={t('rooms.designate.name')}
        value={room}
        onChange={setRoom}
        maxLength={40}
        error={missing(room)}
      />
      <RadioGroup
        label={t('rooms.designate.kind')}
        isInline
        choices={[
          { id: 'room', text: t('rooms.designate.kind.room') },
          { id: 'field', text: t('rooms.designate.kind.field') },
        ]}
        value={roomKind}
        onChange={(id) => setKind(id === 'field' ? 'field' : 'room')}
      />
      <CheckboxGroup
        label={t('rooms.designate.uses')}
        choices={roomUses.map((use) => ({ id: use, text: t(`rooms.use.${use}`) }))}
        value={uses}
        onChange={(ids) => setUses(roomUses.filter((use) => ids.includes(use)))}
      />
      <DateField label={t('rooms.designate.from')} value={from} onChange={setFrom} error={missing(from)} />
      {record.isError ? <ProblemNotice error={record.error} /> : null}
      {record.isSuccess ? <Alert tone="positive" isNews title={t('rooms.designate.done')} /> : null}
      <p>
        <Button look="primary" isPending={record.isPending} onPress={submit}>
          {t('rooms.designate.record')}
        </Button>
      </p>
    </div>
  )
}
