// The dated figures and products of the corpus, looked up on a day. Not here: the arithmetic of terms (licensing) or of mass (chain).
import { ok, type PlainDate, type Result, refuse } from '#kernel'
import type { Product } from './contract.ts'
import type { Corpus } from './corpus-value.ts'
import type { ProductFile, TermFile, TermValue } from './files.ts'
import { termProblems } from './problems.ts'

/** A figure on a day, with the articles it rests on. */
export type Term<Kind extends TermValue['kind'] = TermValue['kind']> = {
  readonly termId: string
  readonly origin: TermFile['origin']
  readonly basis: readonly string[]
  readonly value: Extract<TermValue, { kind: Kind }>
  readonly source: string
}

/** The value of a term on a day. Refuses `term-unknown`, also when the value is of another kind than asked for. */
export function termOn<Kind extends TermValue['kind']>(
  corpus: Corpus,
  termId: string,
  kind: Kind,
  on: PlainDate,
): Result<Term<Kind>> {
  const day = on.toString()
  const file = corpus.terms.find((term) => term.termId === termId)
  const held = file?.values.find(({ from, until }) => from <= day && (until === null || day < until))
  if (!file || held?.value.kind !== kind) return refuse(termProblems['term-unknown'], { termId, on })
  const value = held.value as Extract<TermValue, { kind: Kind }> // Just compared.
  return ok({ termId, origin: file.origin, basis: file.basis, value, source: held.source })
}

/** The products on offer on a day, each with the release ranges of that day. */
export function productsOn(corpus: Corpus, on: PlainDate): readonly Product[] {
  const day = on.toString()
  return corpus.products.filter((product) => holds(product, day)).map((product) => productAt(product, day))
}

/** One product, on offer or closed, with the release ranges of the day; null for an unknown code. */
export function productOn(corpus: Corpus, productCode: string, on: PlainDate): Product | null {
  const found = corpus.products.find((product) => product.productCode === productCode)
  return found ? productAt(found, on.toString()) : null
}

/**
 * Codes of all products, on offer or closed, whose own name holds a text; where none does, those whose substance has such a name. Brands are names of
 * the plant too: who looks for one product is not given all that are made of it.
 */
export function productCodesNamed({ products, substanceById }: Corpus, text: string): readonly string[] {
  const sought = text.toLowerCase()
  const holdsIt = (names: readonly (string | null | undefined)[]) =>
    names.some((name) => name?.toLowerCase().includes(sought))
  const own = products.filter(({ productCode, name }) => holdsIt([productCode, name]))
  const found =
    own.length > 0
      ? own
      : products.filter(({ substanceId }) => {
          const substance = substanceById.get(substanceId)
          return holdsIt([substance?.inn, substance?.nameNl, substance?.nameEn, ...(substance?.synonyms ?? [])])
        })
  return found.map(({ productCode }) => productCode)
}

const holds = ({ from, until }: { from: string; until: string | null }, day: string) =>
  from <= day && (until === null || day < until)

function productAt(product: ProductFile, day: string): Product {
  const { productCode, name, form, substanceId, madeFrom, gtin, from, until } = product
  const specification = product.specification
    .filter((line) => holds(line, day))
    .map(({ from: _, until: __, ...line }) => line)
  const label = product.label.filter((line) => holds(line, day)).map(({ from: _, until: __, ...line }) => line)
  const unlimited = product.unlimited.filter((line) => holds(line, day)).map(({ test, source }) => ({ test, source }))
  const period = { from, until }
  return { productCode, name, form, substanceId, madeFrom, gtin, specification, label, unlimited, period }
}
