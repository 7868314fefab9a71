// Fields that choose from the registers: a product, a party, its premises. Not here: rooms (rooms/room-field.tsx) and the other fields (act-fields.tsx).
import { useQuery } from '@tanstack/react-query'
import { type PartyKind, partyKinds } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { recordMessages } from '../../messages/record.ts'
import { Select } from '../../parts/select.tsx'
import { session } from '../../queries.ts'
import { PartyField as NamedPartyField } from '../holder/party-field.tsx'
import { onlyParty } from '../holder/queries.ts'
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

const abroad: readonly PartyKind[] = ['foreign-buyer']
/** Whoever may hold stock here; a carrier only carries it. */
const home = partyKinds.filter((kind) => kind !== 'carrier' && kind !== 'foreign-buyer')

/** The other side of an act. */
export function PartyField({ isAbroad, ...props }: Common & { isAbroad: boolean }) {
  return <NamedPartyField {...props} kinds={isAbroad ? abroad : home} />
}

export function PremisesField({ partyId, ...props }: Common & { partyId: string }) {
  const { data: party } = useQuery({ ...onlyParty(partyId), enabled: partyId !== '' })
  return (
    <Select
      {...props}
      isDisabled={!party}
      choices={(party?.premises ?? []).map(({ premisesId, name, town }) => ({
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
  const mine = who?.party?.partyId ?? ''
  const { data: own } = useQuery({ ...onlyParty(mine), enabled: mine !== '' })
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
