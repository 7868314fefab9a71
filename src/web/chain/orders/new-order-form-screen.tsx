// Ordering of a supplier: whom, what, how much, where to. Not here: whether it may be supplied; the server answers that with its article.
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { parseMass } from '#kernel'
import type { Product } from '#law/contract'
import type { PartyView } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { orderMessages } from '../../messages/orders.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { MassField } from '../../parts/mass-field.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { PartyField } from '../holder/party-field.tsx'
import { onlyParty } from '../holder/queries.ts'
import { products } from '../queries.ts'
import { useOrderStep } from './queries.ts'
import '../chain.css'
import './orders.css'

/** Whoever may have stock to supply; a pharmacy supplies patients, a carrier and a buyer abroad nobody here. */
const supplies = ['authority', 'grower', 'packer', 'wholesaler', 'irradiator', 'institution'] as const

export function NewOrderFormScreen() {
  const { t } = useLocale(orderMessages)
  const offered = useQuery(products)
  const who = useQuery(session)
  const partyId = who.data?.party?.partyId ?? ''
  const own = useQuery({ ...onlyParty(partyId), enabled: partyId !== '' })
  const error = own.error ?? offered.error
  const mine = own.data
  return (
    <Page title={t('orders.new')} lead={t('order.new.lead')} crumbs={[{ text: t('orders.title'), href: '/orders' }]}>
      {error ? <ProblemNotice error={error} /> : null}
      {!error && !(offered.data && mine) ? <Waiting lines={8} /> : null}
      {offered.data && mine ? <Form products={offered.data.items} mine={mine} /> : null}
    </Page>
  )
}

type FormProps = {
  readonly products: readonly Product[]
  readonly mine: PartyView
}

function Form({ products: offered, mine }: FormProps) {
  const { t } = useLocale(orderMessages)
  const router = useRouter()
  const toast = useToast()
  const only = mine.premises.length === 1 ? (mine.premises[0]?.premisesId ?? null) : null
  const [supplierId, setSupplier] = useState<string | null>(null)
  const [fromPremisesId, setFrom] = useState<string | null>(null)
  const [toPremisesId, setTo] = useState<string | null>(only)
  const [productCode, setProduct] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [wantedOn, setWanted] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const place = useOrderStep(({ number }) => {
    toast('positive', t('order.placed', { number }))
    void router.navigate({ href: `/orders/${number}` })
  })
  const { data: supplier } = useQuery({ ...onlyParty(supplierId ?? ''), enabled: supplierId !== null })
  const massMg = parseMass(typed, 'g')
  const missing = (value: unknown) => (isTried && !value ? t('order.field.missing') : null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setTried(true))
    if (!supplierId || !fromPremisesId || !toPremisesId || !productCode || !massMg) return
    const body = { supplierId, fromPremisesId, toPremisesId, productCode, massMg: `${massMg}`, wantedOn }
    place.mutate({ path: '/v1/order-forms', body })
  }
  const placesOf = ({ premises }: PartyView) =>
    premises.map(({ premisesId, name, town }) => ({ id: premisesId, text: name, note: town }))
  return (
    <form className="gr-chain-panel gr-order-form" onSubmit={submit} noValidate>
      <PartyField
        label={t('order.field.supplier')}
        kinds={supplies}
        except={mine.partyId}
        value={supplierId}
        onChange={(id, party) => {
          setSupplier(id)
          setFrom(party?.premises.length === 1 ? (party.premises[0]?.premisesId ?? null) : null)
        }}
        error={missing(supplierId)}
      />
      {supplier && supplier.premises.length > 1 ? (
        <Select
          label={t('order.field.from')}
          choices={placesOf(supplier)}
          value={fromPremisesId}
          onChange={setFrom}
          error={missing(fromPremisesId)}
        />
      ) : null}
      <Select
        label={t('order.field.product')}
        choices={offered.map(({ productCode: id, name }) => ({ id, text: name }))}
        value={productCode}
        onChange={setProduct}
        error={missing(productCode)}
      />
      <MassField label={t('order.field.mass')} value={typed} onChange={setTyped} error={missing(massMg)} />
      {mine.premises.length > 1 ? (
        <Select
          label={t('order.field.to')}
          choices={placesOf(mine)}
          value={toPremisesId}
          onChange={setTo}
          error={missing(toPremisesId)}
        />
      ) : null}
      <DateField label={t('order.field.wanted')} isOptional value={wantedOn} onChange={setWanted} />
      {place.isError ? <ProblemNotice error={place.error} isNews /> : null}
      <Button type="submit" look="primary" isPending={place.isPending}>
        {t('order.do')}
      </Button>
    </form>
  )
}
