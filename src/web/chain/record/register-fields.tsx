// Fields that choose from the registers: a product, a party, its premises. Not here: rooms (rooms/room-field.tsx) and the other fields (act-fields.tsx).
import { useQuery } from '@tanstack/react-query'
import { useLocale } from '../../locale.tsx'
import { recordMessages } from '../../messages/record.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { Select } from '../../parts/select.tsx'
import { session } from '../../queries.ts'
import { parties } from '../parties.ts'
import { products } from '../queries.ts'

type Common = {
  readonly label: string
  readonly error: string | null
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

export function ProductField(props: Common) {
  const { data } = useQuery(products)
  return (
    <Select
      {...props}
      choices={(data?.items ?? []).map(({ productCode, name }) => ({ id: productCode, text: name }))}
    />
  )
}

export function PartyField({ isAbroad, ...props }: Common & { isAbroad: boolean }) {
  const { data } = useQuery(parties)
  const fitting = (data?.items ?? []).filter(
    ({ kind }) => kind !== 'carrier' && (kind === 'foreign-buyer') === isAbroad,
  )
  return (
    <ComboBox
      {...props}
      choices={fitting.map(({ partyId, name, country }) => ({ id: partyId, text: name, note: country }))}
    />
  )
}

export function PremisesField({ partyId, ...props }: Common & { partyId: string }) {
  const { data } = useQuery(parties)
  const found = data?.items.find((party) => party.partyId === partyId)
  return (
    <Select
      {...props}
      isDisabled={!found}
      choices={(found?.premises ?? []).map(({ premisesId, name, town }) => ({
        id: premisesId,
        text: name,
        note: town,
      }))}
    />
  )
}

type PremisesProps = {
  readonly value: string
  readonly onChange: (premisesId: string) => void
  readonly error: string | null
}

/** Where it happened, for an act that has no batch yet: one of the reader's own premises. */
export function OwnPremises({ value, onChange, error }: PremisesProps) {
  const { t } = useLocale(recordMessages)
  const { data: who } = useQuery(session)
  const { data } = useQuery(parties)
  const own = data?.items.find(({ partyId }) => partyId === who?.party?.partyId)
  return (
    <Select
      label={t('record.place')}
      error={error}
      choices={(own?.premises ?? []).map(({ premisesId, name, town }) => ({ id: premisesId, text: name, note: town }))}
      value={value || null}
      onChange={onChange}
    />
  )
}
