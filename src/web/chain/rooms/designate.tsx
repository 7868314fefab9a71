// Designating a room, by the authority: at whose premises, for what, from when. Not here: what is refused elsewhere; the server does that.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type RoomUse, roomUses } from '#chain/contract'
import { partyKinds } from '#licensing/contract'
import { useToday } from '../../house-clock.ts'
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
import { onlyParty, partiesNamed } from '../holder/queries.ts'
import { useOneAct } from '../one-act.ts'

export function Designate() {
  const { t } = useLocale(roomMessages)
  const { data: who } = useQuery(session)
  const partyId = who?.party?.partyId ?? ''
  const own = useQuery({ ...onlyParty(partyId), enabled: partyId !== '' })
  return (
    <Disclosure title={t('rooms.designate')}>
      {own.isPending ? <Waiting lines={6} /> : null}
      {own.isError ? <ProblemNotice error={own.error} onRetry={own.refetch} /> : null}
      {own.isSuccess ? <DesignateForm desk={own.data?.premises[0]?.premisesId} /> : null}
    </Disclosure>
  )
}

/** `desk` is the authority's own premises, from where it acts. */
function DesignateForm({ desk }: { desk: string | undefined }) {
  const { t } = useLocale(roomMessages)
  const [place, setPlace] = useState<string | null>(null)
  const [room, setRoom] = useState('')
  const [roomKind, setKind] = useState<'room' | 'field'>('room')
  const [uses, setUses] = useState<readonly RoomUse[]>(['grow'])
  const [from, setFrom] = useState<string | null>(useToday().toString())
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
      <SiteField onChange={setPlace} error={missing(place)} />
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
      {record.isError ? <ProblemNotice error={record.error} isNews /> : null}
      {record.isSuccess ? <Alert tone="positive" isNews title={t('rooms.designate.done')} /> : null}
      <p>
        <Button look="primary" isPending={record.isPending} onPress={submit}>
          {t('rooms.designate.record')}
        </Button>
      </p>
    </div>
  )
}

/** The authority's own have no rooms to designate, and those abroad are not its to. */
const kinds = partyKinds.filter((kind) => kind !== 'authority' && kind !== 'foreign-buyer')
const isIn = (text: string, sought: string) => text.toLowerCase().includes(sought.toLowerCase())

/** Premises, found by their own name, their town or whose they are. */
function SiteField({ error, onChange }: { error: string | null; onChange: (premisesId: string | null) => void }) {
  const { t } = useLocale(roomMessages)
  const [chosen, setChosen] = useState<{ readonly id: string; readonly text: string } | null>(null)
  const [typed, setTyped] = useState('')
  const sought = typed === chosen?.text ? '' : typed.trim()
  const found = useQuery({ ...partiesNamed(sought, kinds), placeholderData: keepPreviousData })
  const sites = (found.data?.items ?? []).flatMap(({ name, premises }) =>
    premises.map(({ premisesId, name: text, town }) => ({ id: premisesId, text, note: `${name}, ${town}` })),
  )
  const fitting = sites.filter(({ text, note }) => isIn(text, sought) || isIn(note, sought))
  return (
    <ComboBox
      label={t('rooms.designate.place')}
      choices={fitting.length > 0 || found.isPlaceholderData ? fitting : sites} // Whose number was typed shows all of theirs.
      isSearching={found.isFetching}
      value={chosen?.id ?? null}
      typed={typed}
      onTyped={setTyped}
      onChange={(id) => {
        const site = sites.find((one) => one.id === id)
        if (!site) return
        setChosen(site)
        setTyped(site.text)
        onChange(site.id)
      }}
      onBlur={() => setTyped(chosen?.text ?? '')} // What is typed is no choice.
      error={error}
    />
  )
}
