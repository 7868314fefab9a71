// The typed catalogue: each text in Dutch and English, with its values typed. Not here: the texts; each room of the web keeps its own.
import { formatDay, formatDayShort, formatInstant, formatMoment } from './day.ts'
import type { Locale } from './locale.ts'
import { formatMass, type MassUnit, roundedMass } from './mass.ts'

/** How a text writes a value for its reader. */
export type Writer = {
  readonly locale: Locale
  mass(massMg: bigint | string, unit?: MassUnit): string
  /** In kilograms and rounded, and saying so: see `roundedMass`. */
  about(massMg: bigint | string): string
  number(value: number | bigint, digits?: number): string
  day(on: string | Temporal.PlainDate): string
  dayShort(on: string | Temporal.PlainDate): string
  instant(at: string | Temporal.Instant): string
  /** To the second: of things that follow each other within a minute. */
  moment(at: string | Temporal.Instant): string
}

const intlLocale: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' }

export function writerIn(locale: Locale): Writer {
  const plain = new Intl.NumberFormat(intlLocale[locale])
  return {
    locale,
    mass: (massMg, unit) => formatMass(BigInt(massMg), locale, unit),
    about: (massMg) => roundedMass(BigInt(massMg), locale),
    number: (value, digits) =>
      digits === undefined
        ? plain.format(value)
        : new Intl.NumberFormat(intlLocale[locale], {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }).format(value),
    day: (on) => formatDay(on, locale),
    dayShort: (on) => formatDayShort(on),
    instant: (at) => formatInstant(at),
    moment: (at) => formatMoment(at),
  }
}

type Values = Record<string, unknown>
type TextFor<P extends Values> = string | ((values: P, write: Writer) => string)

/** One text: a plain string in both languages, or a function of the same values in both. */
export type Message<P extends Values = never> = { readonly nl: TextFor<P>; readonly en: TextFor<P> }

/** A message with values; the type argument names them: `text<{ count: number }>({ nl: ({ count }) => …, en: … })`. */
export function text<P extends Values>(message: Message<P>): Message<P> {
  return message
}

/** A room's part of the catalogue. A key that lacks a language does not compile. */
// biome-ignore lint/suspicious/noExplicitAny: the values of each row differ; `Translate` below types every call.
export function defineMessages<Table extends Record<string, Message<any>>>(table: Table): Table {
  return table
}

// A plain text has no values; a text made by `text<P>` has P.
type MessageValues<M> = M extends { readonly nl: string; readonly en: string }
  ? never
  : M extends Message<infer P>
    ? P
    : never

/** The function a screen calls: `t('chain.batches.title')`, `t('chain.batches.count', { count: 3 })`. */
export type Translate<Table> = <Key extends keyof Table & string>(
  key: Key,
  ...values: [MessageValues<Table[Key]>] extends [never] ? [] : [MessageValues<Table[Key]>]
) => string

// biome-ignore lint/suspicious/noExplicitAny: as above; the returned function is typed row by row.
export function translator<Table extends Record<string, Message<any>>>(table: Table, locale: Locale): Translate<Table> {
  const write = writerIn(locale)
  return ((key: string, values?: Values) => {
    const found = table[key]?.[locale]
    return typeof found === 'function' ? found((values ?? {}) as never, write) : (found ?? key)
  }) as Translate<Table> // Typed by the catalogue; at run time it is one look-up.
}
