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
import { ComboBox } from '../../parts/combo-box.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { MassField } from '../../parts/mass-field.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { parties } from '../parties.ts'
import { products } from '../queries.ts'
import { useOrderStep } from './queries.ts'
import '../chain.css'
import './orders.css'

/** Whoever may have stock to supply; a pharmacy supplies patients, a carrier and a buyer abroad nobody here. */
const supplies = ['authority', 'grower', 'packer', 'wholesaler', 'irradiator', 'institution'] as const
const isSupplier = ({ kind }: PartyView) => (supplies as readonly string[]).includes(kind)

export function NewOrderFormScreen() {
  const { t } = useLocale(orderMessages)
  const known = useQuery(parties)
  const offered = useQuery(products)
  const who = useQuery(session)
  const error = known.error ?? offered.error
  const mine = known.data?.items.find(({ partyId }) => partyId === who.data?.party?.partyId)
  return (
    <Page title={t('orders.new')} lead={t('order.new.lead')} crumbs={[{ text: t('orders.title'), href: '/orders' }]}>
      {error ? <ProblemNotice error={error} /> : null}
      {!error && !(known.data && offered.data && mine) ? <Waiting lines={8} /> : null}
      {known.data && offered.data && mine ? (
        <Form
          suppliers={known.data.items.filter((one) => isSupplier(one) && one.partyId !== mine.partyId)}
          products={offered.data.items}
          mine={mine}
        />
      ) : null}
    </Page>
  )
}

type FormProps = {
  readonly suppliers: readonly PartyView[]
  readonly products: readonly Product[]
  readonly mine: PartyView
}

function Form({ suppliers, products: offered, mine }: FormProps) {
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
  const supplier = suppliers.find(({ partyId }) => partyId === supplierId)
  const massMg = parseMass(typed, 'g')
  const missing = (value: unknown) => (isTried && !value ? t('order.field.missing') : null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setTried(true))
    if (!supplierId || !fromPremisesId || !toPremisesId || !productCode || !massMg) return
    const body = { supplierId, fromPremisesId, toPremisesId, productCode, massMg: `${massMg}`, wantedOn }
    place.mutate({ path: '/v1/order-forms', body })
  }
  const placesOf = (party: PartyView | undefined) =>
    (party?.premises ?? []).map(({ premisesId, name, town }) => ({ id: premisesId, text: name, note: town }))
  return (
    <form className="gr-chain-panel gr-order-form" onSubmit={submit} noValidate>
      <ComboBox
        label={t('order.field.supplier')}
        choices={suppliers.map(({ partyId, name, premises }) => ({
          id: partyId,
          text: name,
          note: premises[0]?.town ?? '',
        }))}
        value={supplierId}
        onChange={(id) => {
          setSupplier(id)
          const places = suppliers.find(({ partyId }) => partyId === id)?.premises ?? []
          setFrom(places.length === 1 ? (places[0]?.premisesId ?? null) : null)
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
