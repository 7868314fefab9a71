// Does a product stay the same? One chart for each grower, what it says in a sentence, and every batch behind it. Not here: the arithmetic.
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type ChartedAnalyte, chartedAnalytes, type ProductComposition } from '#chain/contract'
import { formatDecimal } from '#kernel'
import { withQuery } from '../../http.ts'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { baselineMessages } from '../../messages/baseline.ts'
import { compositionMessages } from '../../messages/composition.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { products } from '../queries.ts'
import { SaidWith } from '../said-with.tsx'
import { StayLink } from '../stay-link.tsx'
import { Began } from './began.tsx'
import { CompositionChart } from './composition-chart.tsx'
import { CompositionTable } from './composition-table.tsx'
import { rangesShown, valuesShown } from './geometry.ts'
import { LeftOutOf } from './left-out-of.tsx'
import { Legend } from './legend.tsx'
import { type ChartNumber, chartNumbers } from './made-of.ts'
import { MadeOf } from './made-of-panel.tsx'
import { composition } from './queries.ts'
import { type Analyte, type Series, seriesOf } from './series.ts'
import './composition.css'

const texts = { ...compositionMessages, ...baselineMessages }

type Search = {
  readonly product?: string
  readonly analyte?: string
  /** Which number of whose chart is open, and of which batch. */
  readonly grower?: string
  readonly number?: string
  readonly of?: string
}

export function CompositionScreen() {
  const { t } = useLocale(compositionMessages)
  const search = useSearch({ strict: false }) as Search // Texts, read from the address by the router.
  const router = useRouter()
  const go = ({ product: productCode = search.product, analyte: id = search.analyte }: Search) =>
    void router.navigate({ href: withQuery('/composition', { product: productCode, analyte: id }), replace: true })
  const offered = useQuery(products)
  const items = offered.data?.items ?? []
  const product = items.find(({ productCode }) => productCode === search.product) ?? items[0]
  const asked = product?.specification.filter(({ analyte }) => isCharted(analyte)) ?? []
  const offers = asked.length > 0 ? chartedAnalytes.filter((id) => asked.some((one) => one.analyte === id)) : ofFlower
  const isOffered = offers.some((id) => id === search.analyte)
  const first = asked.find(({ min }) => min !== null)?.analyte ?? 'total-thc'
  const analyte = isOffered && isCharted(search.analyte) ? search.analyte : first
  const isAsItIs = asked.some(({ of }) => of === 'as-is')
  return (
    <Page title={t('composition.title')} lead={t(isAsItIs ? 'composition.lead.as-is' : 'composition.lead')}>
      <div className="gr-composition-choices">
        <Select
          label={t('composition.product')}
          choices={items.map(({ productCode, name }) => ({ id: productCode, text: name }))}
          value={product?.productCode ?? null}
          onChange={(productCode) => go({ product: productCode })}
        />
        <Select
          label={t('composition.analyte')}
          choices={offers.map((id) => ({ id, text: t(`composition.${id}`) }))}
          value={analyte}
          onChange={(id) => go({ analyte: id })}
        />
      </div>
      {offered.isError ? <ProblemNotice error={offered.error} onRetry={offered.refetch} /> : null}
      {offered.isPending ? <Waiting lines={8} /> : null}
      {offered.isSuccess && !product ? (
        <Empty title={t('composition.none.title')} text={t('composition.none.text')} />
      ) : null}
      {product ? <OfProduct productCode={product.productCode} analyteName={analyte} opened={search} /> : null}
    </Page>
  )
}

/** Of flower whose range is not known any more. */
const ofFlower = ['total-thc', 'total-cbd'] as const
const isCharted = (text: string | undefined): text is ChartedAnalyte => chartedAnalytes.some((one) => one === text)

type ProductProps = { readonly productCode: string; readonly analyteName: string; readonly opened: Search }

function OfProduct({ productCode, analyteName, opened }: ProductProps) {
  const { t } = useLocale(compositionMessages)
  const found = useQuery(composition(productCode))
  if (found.isPending) return <Waiting lines={8} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const analyte = found.data.analytes.find((one) => one.analyte === analyteName)
  const all = analyte ? seriesOf(found.data, analyte) : []
  const [shown, ranges] = [valuesShown(all), rangesShown(all)]
  if (!analyte || all.length === 0)
    return <Empty title={t('composition.none.title')} text={t('composition.none.text')} />
  return (
    <>
      <Legend />
      {all.map((series) => (
        <OfGrower
          key={series.growerId}
          series={series}
          analyte={analyte}
          rules={found.data.rules}
          productCode={productCode}
          shown={shown}
          ranges={ranges}
          opened={series.growerId === opened.grower ? opened : {}}
        />
      ))}
      <How rules={found.data.rules} />
    </>
  )
}

type GrowerProps = {
  readonly series: Series
  readonly analyte: Analyte
  readonly rules: ProductComposition['rules']
  readonly productCode: string
  readonly shown: readonly number[]
  readonly ranges: readonly number[]
  readonly opened: Pick<Search, 'number' | 'of'>
}

function OfGrower({ series, analyte, rules, productCode, shown, ranges, opened }: GrowerProps) {
  const { t, number } = useLocale(compositionMessages)
  const whole = { product: productCode, analyte: analyte.analyte }
  const hrefOf = (what: ChartNumber, of: string | null = null) =>
    withQuery('/composition', { ...whole, grower: series.growerId, number: what, of })
  const open = chartNumbers.find((one) => one === opened.number)
  const { capability, released, signalled } = series
  const phase = series.phases.at(-1)
  const centre = phase?.centre ?? null
  const says =
    centre === null ? (
      t('composition.unknown', { released })
    ) : (
      <SaidWith
        say={(said, mean, all) =>
          signalled === 0
            ? t('composition.steady', { released, said, mean })
            : t('composition.signalled', { released: all, signalled, said, mean })
        }
      >
        <StayLink href={hrefOf(signalled === 0 ? 'released' : 'signals')} look="text">
          {number(signalled === 0 ? released : signalled)}
        </StayLink>
        <StayLink href={hrefOf('limits')} look="text">
          {number(centre, 1)} %
        </StayLink>
        <StayLink href={hrefOf('released')} look="text">
          {number(released)}
        </StayLink>
      </SaidWith>
    )
  return (
    <>
      <Picture
        title={series.grower}
        reading={
          <>
            {says} {phase?.basis ? <Basis basis={phase.basis} isSettled={phase.isSettled} rules={rules} /> : null}{' '}
            <Began series={series} />
          </>
        }
        picture={
          <>
            <CompositionChart
              series={series}
              analyte={analyte}
              cusumLimit={Number(rules.cusumLimit)}
              shown={shown}
              ranges={ranges}
            />
            {capability ? (
              <Figures>
                <Figure
                  label={t('composition.capability')}
                  note={t(
                    phase?.isSettled && signalled === 0
                      ? `composition.capability.${roomOf(capability.cpk)}`
                      : signalled === 0
                        ? 'composition.capability.early'
                        : 'composition.capability.unstable',
                  )}
                >
                  <StayLink href={hrefOf('cpk')} look="text">
                    {number(capability.cpk, 2)}
                  </StayLink>
                </Figure>
                <Figure label={t('composition.longterm')}>
                  <StayLink href={hrefOf('ppk')} look="text">
                    {number(capability.ppk, 2)}
                  </StayLink>
                </Figure>
                <Figure label={t('composition.released')}>
                  <StayLink href={hrefOf('released')} look="text">
                    {number(released)}
                  </StayLink>
                </Figure>
              </Figures>
            ) : null}
          </>
        }
        table={<CompositionTable series={series} productCode={productCode} hrefOf={hrefOf} />}
      />
      {open ? (
        <MadeOf
          {...{ series, analyte, rules }}
          number={open}
          at={opened.of ?? null}
          backHref={withQuery('/composition', whole)}
        />
      ) : null}
    </>
  )
}

/** Whether the limits still move, and which batches they follow from: a signal weighs as much as its limits do. */
function Basis({ basis: { count, leftOut, first, last }, isSettled, rules }: BasisProps) {
  const { t, day } = useLocale(texts)
  const from = <Link href={`/batches/${first.batchId}`}>{first.name}</Link>
  const to = <Link href={`/batches/${last.batchId}`}>{last.name}</Link>
  if (!isSettled)
    return (
      <>
        {t('composition.unsettled', { baseline: rules.baseline, count })} <LeftOutOf points={leftOut} />
      </>
    )
  const on = day(legalDay(last.testedAt))
  return (
    <>
      {leftOut.length === 0
        ? t('composition.settled', { count, on })
        : t('baseline.settled', { count, of: rules.baseline, on })}{' '}
      ({from} – {to}). <LeftOutOf points={leftOut} />
    </>
  )
}

type BasisProps = {
  readonly basis: NonNullable<Series['phases'][number]['basis']>
  readonly isSettled: boolean
  readonly rules: ProductComposition['rules']
}

/** Below 1 the spread itself is wider than the range; from 1.33 on there is room for a shift of one σ. */
const roomOf = (cpk: number) => (cpk >= 1.33 ? 'good' : cpk >= 1 ? 'tight' : 'poor')

function How({ rules }: { rules: ProductComposition['rules'] }) {
  const { t, locale } = useLocale(compositionMessages)
  const figure = (decimal: string) => formatDecimal(decimal, locale)
  return (
    <Disclosure title={t('composition.how')}>
      <p>
        {t('composition.how.text', {
          baseline: rules.baseline,
          limits: figure(rules.limits),
          weight: figure(rules.ewmaWeight),
          width: figure(rules.ewmaLimits),
          allowance: figure(rules.cusumAllowance),
          limit: figure(rules.cusumLimit),
        })}
      </p>
    </Disclosure>
  )
}
