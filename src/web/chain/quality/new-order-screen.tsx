// Orders tests of a sample: which sample, at which laboratory, what is tested. Not here: taking the sample (record/).
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type BatchSummary, type OrderTest, type OrderView, testsToOrder } from '#chain/contract'
import type { Product } from '#law/contract'
import type { PartyView } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup } from '../../parts/choice.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { useBatchChoices } from '../batch-choices.ts'
import { partiesOfKind } from '../holder/queries.ts'
import { products, samplesNamed } from '../queries.ts'
import { useStep } from './queries.ts'
import { testKey, texts } from './words.ts'
import '../chain.css'
import './quality.css'

/** Of flower what Ph. Eur. 3028 and the range of release ask; of anything else what its product does. The rest is chosen. */
function usuallyOf(product: Product | undefined): readonly OrderTest[] {
  if (product && product.form !== 'flos' && product.form !== 'granulate') {
    const asked = [...product.specification.map(({ analyte }) => analyte), ...product.unlimited.map(({ test }) => test)]
    return testsToOrder.filter((test) => asked.includes(test))
  }
  const seldom: readonly string[] = [
    'fineness',
    'pesticides',
    'related-substances',
    'microscopy',
    'identity-tlc',
    'mdma-base',
  ]
  return testsToOrder.filter((test) => !seldom.includes(test))
}

export function NewOrderScreen() {
  const { t } = useLocale(texts)
  const found = useQuery(samplesNamed(''))
  const labs = useQuery(partiesOfKind('laboratory'))
  const offered = useQuery(products)
  const error = found.error ?? labs.error ?? offered.error
  return (
    <Page title={t('quality.order.new')} crumbs={[{ text: t('quality.title'), href: '/quality' }]}>
      {error ? <ProblemNotice error={error} /> : null}
      {found.isPending || labs.isPending || offered.isPending ? <Waiting lines={8} /> : null}
      {found.data && labs.data && offered.data ? (
        found.data.items.length > 0 ? (
          <Form laboratories={labs.data.items} offered={offered.data.items} />
        ) : (
          <p>{t('quality.order.nosample')}</p>
        )
      ) : null}
    </Page>
  )
}

type FormProps = {
  readonly laboratories: readonly PartyView[]
  readonly offered: readonly Product[]
}

function Form({ laboratories: labs, offered }: FormProps) {
  const { t } = useLocale(texts)
  const router = useRouter()
  const toast = useToast()
  const [typed, setTyped] = useState('')
  const [sample, setSample] = useState<BatchSummary | null>(null)
  const { found, choices, isSearching } = useBatchChoices(typed, 'samples')
  const [laboratoryId, setLaboratoryId] = useState(labs[0]?.partyId ?? null)
  /** Null until somebody chooses: then what is usual of the product. */
  const [chosen, setTests] = useState<readonly string[] | null>(null)
  const tests = chosen ?? usuallyOf(offered.find(({ productCode }) => productCode === sample?.productCode))
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const place = useStep<OrderView>(({ number, orderId }) => {
    toast('positive', t('quality.order.done', { number }))
    void router.navigate({ href: `/quality/orders/${orderId}` })
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    if (sample && laboratoryId && tests.length > 0) {
      const body = { sampleId: sample.batchId, laboratoryId, tests, dueOn }
      place.mutate({ path: '/v1/quality/orders', body })
    }
  }
  return (
    <form className="gr-quality-form gr-chain-panel" onSubmit={submit}>
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      <ComboBox
        label={t('quality.order.sample')}
        help={t('quality.order.sample.help')}
        choices={choices}
        value={sample?.batchId ?? null}
        onChange={(id) => setSample(found.data?.items.find(({ batchId }) => batchId === id) ?? null)}
        typed={typed}
        onTyped={setTyped}
        isSearching={isSearching}
        error={isAsked && sample === null ? t('quality.needed') : null}
      />
      <Select
        label={t('quality.laboratory')}
        choices={labs.map(({ partyId, name }) => ({ id: partyId, text: name }))}
        value={laboratoryId}
        onChange={setLaboratoryId}
        error={isAsked && laboratoryId === null ? t('quality.needed') : null}
      />
      <CheckboxGroup
        label={t('quality.order.tests')}
        choices={testsToOrder.map((test) => ({ id: test, text: t(testKey(test)) }))}
        value={tests}
        onChange={setTests}
        error={isAsked && tests.length === 0 ? t('quality.order.tests.needed') : null}
      />
      <DateField label={t('quality.order.due')} isOptional value={dueOn} onChange={setDueOn} />
      {place.isError ? <ProblemNotice error={place.error} isNews /> : null}
      <Button type="submit" look="primary" isPending={place.isPending}>
        {t('quality.order.do')}
      </Button>
    </form>
  )
}
