// What is being typed at the bench, and what it says beside the specification already. Pure. Not here: the fields.
import { type OrderResult, type OrderTest, type OrderView, observations } from '#chain/contract'
import { readDecimal } from '#kernel'
import type { Product } from '#law/contract'
import { type Compared, compareWithSpecification } from '#statistics'

export type Line = {
  readonly value: string
  readonly isBelow: boolean
  readonly uncertainty: string
  readonly lod: string
  readonly loq: string
  readonly method: string
  readonly conforms: boolean | null
}
export type Draft = Readonly<Record<string, Line>>

export const isObserved = (test: string): test is OrderResult['observations'][number]['test'] =>
  observations.some((one) => one === test)

const cannabinoids = 'HPLC-UV, Ph. Eur. 3028'
const metals = 'ICP-MS, Ph. Eur. 2.4.27'
/** In which unit, of what and by which method each is usually reported; the method may be changed. */
const usual: Partial<
  Record<OrderTest, { readonly unit: string; readonly of: 'dried' | 'as-is'; readonly method: string }>
> = {
  'total-thc': { unit: '%', of: 'dried', method: cannabinoids },
  'total-cbd': { unit: '%', of: 'dried', method: cannabinoids },
  'total-cbn': { unit: '%', of: 'dried', method: cannabinoids },
  'loss-on-drying': { unit: '%', of: 'as-is', method: 'Ph. Eur. 2.2.32' },
  'foreign-matter': { unit: '%', of: 'as-is', method: 'Ph. Eur. 2.8.2' },
  arsenic: { unit: 'ppm', of: 'dried', method: metals },
  cadmium: { unit: 'ppm', of: 'dried', method: metals },
  lead: { unit: 'ppm', of: 'dried', method: metals },
  mercury: { unit: 'ppm', of: 'dried', method: metals },
  aflatoxins: { unit: 'ug/kg', of: 'dried', method: 'Ph. Eur. 2.8.18' },
  'microbial-count': { unit: 'cfu/g', of: 'as-is', method: 'Ph. Eur. 2.6.12' },
  appearance: { unit: '', of: 'as-is', method: 'Cannabis Flos' },
  microscopy: { unit: '', of: 'as-is', method: 'Ph. Eur. 2.8.23' },
  'identity-tlc': { unit: '', of: 'as-is', method: 'Ph. Eur. 2.2.27' },
  'mdma-base': { unit: '%', of: 'as-is', method: '' },
}
const methodsOfFlower: ReadonlySet<string> = new Set([cannabinoids, 'Cannabis Flos', 'Ph. Eur. 2.8.23'])
const unknown = { unit: '', of: 'as-is', method: '' } as const
type Specified = Pick<Product, 'form' | 'specification'>

/** Of dried drug as Ph. Eur. 3028 has it; what is no flower is measured as it is, by a method the laboratory names. */
export function usualFor(test: OrderTest, product: Specified | null = null): NonNullable<(typeof usual)[OrderTest]> {
  const found = usual[test] ?? unknown
  if (product === null || product.form === 'flos' || product.form === 'granulate') return found
  const of = product.specification.find(({ analyte }) => analyte === test)?.of ?? 'as-is'
  return { ...found, of, method: methodsOfFlower.has(found.method) ? '' : found.method }
}

export function emptyDraft({ tests }: Pick<OrderView, 'tests'>, product: Specified | null = null): Draft {
  const line = (test: OrderTest): Line => ({
    ...{ value: '', isBelow: false, uncertainty: '', lod: '', loq: '', method: usualFor(test, product).method },
    conforms: null,
  })
  return Object.fromEntries(tests.map((test) => [test, line(test)]))
}

const orNull = (typed: string) => (typed.trim() === '' ? null : readDecimal(typed))

/** The verdict beside each line, as the server will say it; null where there is no limit to say anything of. */
export function verdictsOf(draft: Draft, product: Specified | null): ReadonlyMap<string, Compared> {
  const measured = Object.entries(draft).flatMap(([analyte, line]) => {
    const value = readDecimal(line.value)
    if (value === null) return []
    const { unit, of } = usualFor(analyte as OrderTest, product) // The keys of a draft are the tests of its order.
    return [
      {
        eventId: '',
        analyte,
        value,
        unit,
        of,
        uncertainty: orNull(line.uncertainty),
        isBelow: line.isBelow,
        method: line.method,
      },
    ]
  })
  const rows = compareWithSpecification(product?.specification ?? [], measured)
  return new Map(rows.map((row) => [row.analyte, row]))
}

/** What is sent; null while something is missing or cannot be read. */
export function toSend(
  draft: Draft,
  product: Specified | null = null,
): Pick<OrderResult, 'results' | 'observations'> | null {
  const results: OrderResult['results'] = []
  const seen: OrderResult['observations'] = []
  for (const [test, line] of Object.entries(draft)) {
    if (line.method.trim() === '') return null
    // What cannot be read is not left out in silence.
    if ([line.uncertainty, line.lod, line.loq].some((typed) => typed.trim() !== '' && readDecimal(typed) === null))
      return null
    if (isObserved(test)) {
      if (line.conforms === null) return null
      seen.push({ test, conforms: line.conforms, method: line.method.trim() })
      continue
    }
    const value = readDecimal(line.value)
    const { unit, of } = usualFor(test as OrderTest, product) // As above.
    if (value === null) return null
    const figures = { uncertainty: orNull(line.uncertainty), lod: orNull(line.lod), loq: orNull(line.loq) }
    results.push({ analyte: test, value, unit, of, method: line.method.trim(), ...figures, isBelow: line.isBelow })
  }
  return results.length > 0 ? { results, observations: seen } : null
}
