// Says where one place lies, or that it is unknown, beside what was said before. Not here: who may; the server decides.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewLocation, Place, PlaceDetail } from '#licensing/contract'
import { placeDetail } from '../chain/map/queries.ts'
import { useContentKeys } from '../content-key.ts'
import { useToday } from '../house-clock.ts'
import { useLocale } from '../locale.tsx'
import { placesMessages } from '../messages/places.ts'
import { Button } from '../parts/button.tsx'
import { RadioGroup } from '../parts/choice.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useToast } from '../parts/toast.tsx'
import { useSend } from '../queries.ts'
import { PartyProof } from './party-proof.tsx'

const kinds = ['town', 'spot', 'unknown'] as const
/** As the contract has it; the server looks again. */
const isDegrees = (text: string, most: number) =>
  /^-?[0-9]{1,3}(\.[0-9]{1,6})?$/.test(text) && Math.abs(Number(text)) <= most

export function PlaceForm({ place: { premises, party, location }, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useLocale(placesMessages)
  const send = useSend()
  const client = useQueryClient()
  const toast = useToast()
  const today = useToday().toString()
  const keys = useContentKeys()
  const [kind, setKind] = useState<string>(location?.exactness ?? 'town')
  const [latitude, setLatitude] = useState(location?.latitude ?? '')
  const [longitude, setLongitude] = useState(location?.longitude ?? '')
  const [source, setSource] = useState('')
  const [knownOn, setKnownOn] = useState<string | null>(today)
  const [isTried, setTried] = useState(false)
  const isUnknown = kind === 'unknown'
  const point = { latitude: latitude.trim().replace(',', '.'), longitude: longitude.trim().replace(',', '.') }
  const wrong = {
    latitude: !isUnknown && !isDegrees(point.latitude, 90),
    longitude: !isUnknown && !isDegrees(point.longitude, 180),
  }
  const isReady = !wrong.latitude && !wrong.longitude && source.trim() !== '' && knownOn !== null
  const exactness = kind === 'spot' ? 'spot' : isUnknown ? (location?.exactness ?? 'town') : 'town'
  const save = useMutation({
    mutationFn: () => {
      const said = {
        ...{ exactness, point: isUnknown ? null : point },
        ...{ source: source.trim(), knownOn: knownOn ?? today },
      }
      const body: NewLocation = { locationId: keys.sentAs(said).idOf('location'), ...said }
      return send<PlaceDetail>(`/v1/premises/${premises.premisesId}/location`, { body })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['places'] })
      await client.invalidateQueries({ queryKey: ['place', premises.premisesId] })
      toast('positive', t('places.saved', { name: premises.name }))
      onClose()
    },
  })
  const error = (isWrong: boolean) => (isTried && isWrong ? t('places.degrees.wrong') : undefined)
  return (
    <Dialog
      title={t('places.record.of', { name: premises.name })}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isPending={save.isPending}
          onPress={() => {
            setTried(true)
            if (isReady) save.mutate()
          }}
        >
          {t('places.save')}
        </Button>
      }
    >
      <div className="gr-places-form">
        <RadioGroup
          label={t('places.exactness')}
          choices={kinds.map((id) => ({ id, text: t(`places.${id}.choice`), note: t(`places.${id}.note`) }))}
          value={kind}
          onChange={(next) => setKind(next ?? 'town')}
        />
        {isUnknown ? null : (
          <div className="gr-places-degrees">
            <TextField
              label={t('places.latitude')}
              help={t('places.latitude.help')}
              error={error(wrong.latitude)}
              value={latitude}
              onChange={setLatitude}
              inputMode="decimal"
            />
            <TextField
              label={t('places.longitude')}
              help={t('places.longitude.help')}
              error={error(wrong.longitude)}
              value={longitude}
              onChange={setLongitude}
              inputMode="decimal"
            />
          </div>
        )}
        <TextField
          label={t('places.source')}
          help={t('places.source.help')}
          value={source}
          onChange={setSource}
          maxLength={200}
          isRequired
        />
        <DateField label={t('places.knownOn')} value={knownOn} onChange={setKnownOn} max={today} />
        {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
        <Earlier premisesId={premises.premisesId} />
        <PartyProof party={party} />
      </div>
    </Dialog>
  )
}

function Earlier({ premisesId }: { premisesId: string }) {
  const { t, dayShort } = useLocale(placesMessages)
  const { data } = useQuery(placeDetail(premisesId))
  if (!data || data.lines.length === 0) return null
  return (
    <div>
      <h3>{t('places.earlier')}</h3>
      <ul className="gr-plain-list">
        {data.lines.map(({ recordedAt, exactness, point, source, knownOn }) => (
          <li key={`${recordedAt} ${exactness}`}>
            {point ? `${point.latitude}, ${point.longitude}` : t('places.unknown')}{' '}
            <span className="gr-muted">
              {t(`places.${exactness}.choice`)}, {source}, {dayShort(knownOn)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
