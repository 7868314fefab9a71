// The JSON shapes every contract shares: ids, masses, days, pages. Not here: any module's own shapes.
import { type Static, type TSchema, Type } from 'typebox'
import { type IdName, idPattern } from './ids.ts'

export { type Static, type TSchema, Type }

export const IdOf = (name: IdName) => Type.String({ pattern: idPattern(name) })

/** Milligrams (or micrograms, or pieces: the field's name says which) as a decimal text, because JSON numbers lose digits. */
export const Amount = Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$' })
/** As Amount, but more than nothing. */
export const PositiveAmount = Type.String({ pattern: '^[1-9][0-9]{0,17}$' })
/** As Amount, with a sign: differences alone. */
export const SignedAmount = Type.String({ pattern: '^(0|-?[1-9][0-9]{0,17})$' })
/** A measured decimal as it was reported, digits kept: "21.70". */
export const Decimal = Type.String({ pattern: '^-?[0-9]{1,12}([.][0-9]{1,12})?$' })

/** A legal day, ISO. PostgreSQL has no year 0. */
export const Day = Type.String({ format: 'date', pattern: '^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
/** An instant in UTC or with an offset, ISO. The form is the pattern; that the day and the hour exist is the format. */
export const Moment = Type.String({
  format: 'date-time',
  pattern:
    '^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})$',
})
/** `until` is the first day on which it no longer holds. */
export const DayPeriod = Type.Object(
  { from: Day, until: Type.Union([Day, Type.Null()]) },
  { additionalProperties: false },
)

/** A name people gave, one line, no control characters. */
export const Label = (maxLength = 120) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]+$' })

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** An object that refuses unknown fields: the only kind of object a contract has. */
export const Strict = <Fields extends Record<string, TSchema>>(fields: Fields, options: Record<string, unknown> = {}) =>
  Type.Object(fields, { ...options, additionalProperties: false })

/** One of these words. */
export const OneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] })

export const PageOf = <Item extends TSchema>(item: Item) =>
  Strict({ items: Type.Array(item), nextCursor: Nullable(Type.String()) })

/** RFC 9457, with what Grein adds: the articles, and the values the text was made of. */
export const ProblemBody = Strict({
  type: Type.String({ description: 'URI of the problem, relative to the server: /problems/chain/stock-short' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String({ description: 'The trace id of this request; name it when you ask for help.' }),
  basis: Type.Array(Type.String({ description: 'An article: opiumwet/6/2' })),
  params: Type.Record(Type.String(), Type.Unknown()),
  errors: Type.Optional(
    Type.Array(
      Strict({ pointer: Type.String({ description: 'JSON pointer into what was sent' }), detail: Type.String() }),
    ),
  ),
})
export type ProblemBody = Static<typeof ProblemBody>
