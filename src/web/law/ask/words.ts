// Facts, choices and outcomes in the reader's words, out of the law's own data. Pure. Not here: sentences of rules.
import type { Locale } from '#kernel'
import type { MissingFact, Outcome, Truth } from '#law/contract'
import { capital } from '../../capital.ts'
import type { Tone } from '../../parts/alert.tsx'
import type { BadgeTone } from '../../parts/badge.tsx'
import type { IconName } from '../../parts/icon.tsx'
import type { Choice } from '../../parts/select.tsx'
import type { FactValue } from './question.ts'

/** A fact as the law's data words it for a person. */
export type FactWords = Pick<MissingFact, 'fact' | 'kind' | 'question' | 'choices'> & {
  readonly label: { readonly nl: string; readonly en: string }
}
export type Facts = readonly FactWords[]

export const outcomeLook: Readonly<Record<Outcome, { readonly tone: Tone; readonly sign: IconName }>> = {
  prohibited: { tone: 'negative', sign: 'cross' },
  permitted: { tone: 'positive', sign: 'check' },
  'no-prohibition': { tone: 'info', sign: 'info' },
  'not-decidable': { tone: 'warning', sign: 'warning' },
}

export const truthTone: Readonly<Record<Truth, BadgeTone>> = {
  true: 'positive',
  false: 'neutral',
  unknown: 'warning',
  judgement: 'warning',
}

export function choicesOf(facts: Facts, fact: string, locale: Locale): readonly Choice[] {
  const found = facts.find((each) => each.fact === fact)
  return (found?.choices ?? []).map(({ value, label }) => ({ id: value, text: capital(label[locale]) }))
}

export function factLabel(facts: Facts, fact: string, locale: Locale): string {
  return facts.find((each) => each.fact === fact)?.label[locale] ?? fact
}

type ValueWords = {
  readonly locale: Locale
  readonly yes: string
  readonly no: string
  readonly mass: (massMg: bigint | string) => string
  readonly day: (on: string) => string
}

/** What somebody answered, as a person says it. */
export function valueText(
  facts: Facts,
  { fact, value }: { fact: string; value: FactValue },
  words: ValueWords,
): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const asked = facts.find((each) => each.fact === fact)
  const choice = asked?.choices.find((each) => each.value === String(value))
  if (choice) return choice.label[words.locale]
  if (asked?.kind === 'mass' && /^\d+$/.test(String(value))) return words.mass(String(value))
  if (asked?.kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(String(value))) return words.day(String(value))
  return String(value)
}

/** The sentence after the outcome it begins with, which stands above it already: "Prohibited: article 2 …". */
export function afterOutcome(sentence: string, outcome: string): string {
  return sentence.toLowerCase().startsWith(outcome.toLowerCase())
    ? capital(sentence.slice(outcome.length).replace(/^[:.,;]?\s*/, ''))
    : sentence
}
