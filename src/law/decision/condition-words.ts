// What a rule asks, in both languages: a condition, a fact and its value, made of the corpus's own labels. Not here: any case, and what a
// decision says of it (words.ts).
import { formatDay, formatMass } from '#kernel'
import type { Expr, LeafExpr } from './condition-shape.ts'
import type { Fact } from './rule.ts'

export type FactValue = string | number | boolean

export type Words = { readonly nl: string; readonly en: string }
type Title = { readonly title: Words }

/** What the sentences need of a law: its labels and titles. */
export type Vocabulary = {
  readonly facts: ReadonlyMap<string, Fact>
  readonly sets: ReadonlyMap<string, Title>
  readonly rules: ReadonlyMap<string, Title>
  readonly readings: ReadonlyMap<string, { readonly question: Words }>
}

type Locale = keyof Words

export const both = (make: (locale: Locale) => string): Words => ({ nl: make('nl'), en: make('en') })
const joined = (parts: readonly string[], locale: Locale, word: 'and' | 'or') =>
  parts.join(word === 'and' ? (locale === 'nl' ? ' en ' : ' and ') : locale === 'nl' ? ' of ' : ' or ')

/** What a part of a condition asks: "doel: chemische analyse". */
export function condition(expr: Expr, book: Vocabulary): Words {
  if (expr.words) return expr.words
  if ('all' in expr)
    return both((locale) =>
      joined(
        expr.all.map((part) => condition(part, book)[locale]),
        locale,
        'and',
      ),
    )
  if ('any' in expr)
    return both((locale) =>
      joined(
        expr.any.map((part) => condition(part, book)[locale]),
        locale,
        'or',
      ),
    )
  if ('not' in expr) {
    const inner = condition(expr.not, book)
    return { nl: `niet: ${inner.nl}`, en: `not: ${inner.en}` }
  }
  return leaf(expr, book)
}

function leaf(asked: LeafExpr, book: Vocabulary): Words {
  if ('is' in asked) {
    const fact = book.facts.get(asked.fact)
    const values = (locale: Locale) =>
      joined(
        asked.is.map((value) => shown(fact, value)[locale]),
        locale,
        'or',
      )
    if (fact?.kind === 'yes-no')
      return asked.is[0] === true ? fact.label : both((locale) => `${fact.label[locale]}: ${values(locale)}`)
    return both((locale) => `${labelOf(fact, asked.fact)[locale]}: ${values(locale)}`)
  }
  if ('daysSince' in asked) {
    const label = labelOf(book.facts.get(asked.daysSince), asked.daysSince)
    return {
      nl: `${label.nl}: ten minste ${asked.atLeast} dagen geleden`,
      en: `${label.en}: at least ${asked.atLeast} days ago`,
    }
  }
  if ('inSet' in asked) {
    const title = book.sets.get(asked.inSet)?.title ?? { nl: asked.inSet, en: asked.inSet }
    return { nl: `het middel hoort bij: ${title.nl}`, en: `the substance is one of: ${title.en}` }
  }
  if ('judgement' in asked) return asked.question
  if ('reading' in asked) return book.readings.get(asked.reading)?.question ?? { nl: asked.reading, en: asked.reading }
  if ('exemption' in asked) return { nl: 'een ontheffing die dit dekt', en: 'an exemption that covers this' }
  if ('stands' in asked) return book.rules.get(asked.stands)?.title ?? { nl: asked.stands, en: asked.stands }
  const label = labelOf(book.facts.get(asked.fact), asked.fact)
  const limit = (value: number) =>
    book.facts.get(asked.fact)?.kind === 'mass'
      ? both((locale) => formatMass(BigInt(Math.trunc(value)), locale))
      : both((locale) => new Intl.NumberFormat(locale).format(value))
  if (asked.over !== undefined)
    return { nl: `${label.nl}: meer dan ${limit(asked.over).nl}`, en: `${label.en}: over ${limit(asked.over).en}` }
  if (asked.atLeast !== undefined)
    return {
      nl: `${label.nl}: ten minste ${limit(asked.atLeast).nl}`,
      en: `${label.en}: at least ${limit(asked.atLeast).en}`,
    }
  const most = asked.atMost ?? 0
  return { nl: `${label.nl}: ten hoogste ${limit(most).nl}`, en: `${label.en}: at most ${limit(most).en}` }
}

export const labelOf = (fact: Fact | undefined, id: string): Words => fact?.label ?? { nl: id, en: id }

/** A value as a person reads it. */
export function shown(fact: Fact | undefined, value: FactValue): Words {
  if (typeof value === 'boolean') return value ? { nl: 'ja', en: 'yes' } : { nl: 'nee', en: 'no' }
  if (fact?.kind === 'mass' && typeof value === 'number')
    return both((locale) => formatMass(BigInt(Math.trunc(value)), locale))
  if (fact?.kind === 'day' && typeof value === 'string') return both((locale) => formatDay(value, locale))
  const choice = fact?.choices?.find((one) => one.value === value)
  return choice?.label ?? { nl: String(value), en: String(value) }
}
