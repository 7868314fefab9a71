// What a question asks of an event, as data: it is asked in memory (matches.ts) and of the database (to-sql.ts), and both must agree. Not here: names.

/**
 * Where in the expanded form to look, from the event inwards. A text is a field; `*` is each of a list, or the thing itself;
 * `**` is whatever stands inside anybody's own field, however deep.
 */
export type Place = readonly string[]

export type Compare = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE'

/** value × factor + zero is comparable within the dimension. Decimals as text. */
export type UnitFactor = { readonly code: string; readonly factor: string; readonly zero: string }

export type Condition =
  | { readonly kind: 'text'; readonly places: readonly Place[]; readonly values: readonly string[] }
  /** Regular expressions of the common part of JavaScript's and PostgreSQL's, anchored. */
  | { readonly kind: 'pattern'; readonly places: readonly Place[]; readonly expressions: readonly string[] }
  | Comparing<'number'>
  /** Values are moments in UTC, to the microsecond at most. */
  | Comparing<'moment'>
  /** `places` lead to things with a unit in `uom`; `name` is their number. The values are in the base of the units. */
  | (Comparing<'measure'> & { readonly name: string; readonly units: readonly UnitFactor[] })
  /** Not empty either: that is the word of the standard. */
  | { readonly kind: 'exists'; readonly places: readonly Place[] }
  /** Elements of a list with a `type` and an `id`: both of one and the same. */
  | { readonly kind: 'typed'; readonly place: Place; readonly type: string; readonly values: readonly string[] }
  | { readonly kind: 'event-time' | 'record-time'; readonly compare: Compare; readonly value: string }
  | { readonly kind: 'event-id'; readonly values: readonly string[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  /** To be looked up in master data first: see resolve.ts. */
  | { readonly kind: 'descendants'; readonly places: readonly Place[]; readonly values: readonly string[] }
  | {
      readonly kind: 'attribute'
      readonly places: readonly Place[]
      readonly attributes: readonly string[]
      /** Null: it has the attribute, whatever it says. */
      readonly values: readonly string[] | null
    }

type Comparing<Kind extends string> = {
  readonly kind: Kind
  readonly places: readonly Place[]
  readonly compare: Compare
  /** Any of them; more than one with `EQ` alone. */
  readonly values: readonly string[]
}

export type Order = {
  readonly by: 'eventTime' | 'recordTime' | { readonly place: Place }
  readonly direction: 'ASC' | 'DESC'
}

export type EpcisQuery = {
  readonly conditions: readonly Condition[]
  readonly order: Order | null
  readonly eventCountLimit: number | null
  readonly maxEventCount: number | null
}

/** A decimal as texts of strangers write it; the database reads with the very same expression. */
export const decimalPattern = '^[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-5]?[0-9])?$'
/** A moment with its offset; whether the day exists is asked besides. */
export const momentPattern =
  '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$'

const decimalExpression = new RegExp(decimalPattern)
const momentExpression = new RegExp(momentPattern)

export const isDecimal = (text: string) => decimalExpression.test(text)

/** The moment in whole microseconds since 1970, as the database keeps it, or null. */
export function microsecondsOf(text: string): bigint | null {
  if (!momentExpression.test(text)) return null
  try {
    const instant = Temporal.Instant.from(text).round({ smallestUnit: 'microsecond', roundingMode: 'halfEven' })
    return instant.epochNanoseconds / 1000n
  } catch {
    return null
  }
}
