// Whether an event is one a question asks for, in memory: for streams, and as the reference the database is held to. Not here: master data.
import type { ExpandedEvent } from '../expanded.ts'
import { type Compare, type Condition, decimalPattern, isDecimal, microsecondsOf, type Place } from './condition.ts'
import { compareDecimals, type Decimal, plusDecimal, readDecimal, timesDecimal } from './decimal.ts'

export type Askable = {
  readonly eventId: string
  readonly eventTime: string
  readonly recordTime: string
  readonly expanded: ExpandedEvent
}

/** Several conditions are all to be met. `descendants` and `attribute` are looked up before (resolve.ts) and are met by nothing here. */
export function matches(event: Askable, conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => isMet(event, condition))
}

function isMet(event: Askable, condition: Condition): boolean {
  const { expanded } = event
  switch (condition.kind) {
    case 'text':
      return textsAt(expanded, condition.places).some((text) => condition.values.includes(text))
    case 'pattern': {
      const expressions = condition.expressions.map((source) => new RegExp(source))
      return textsAt(expanded, condition.places).some((text) => expressions.some((one) => one.test(text)))
    }
    case 'number':
      return textsAt(expanded, condition.places).some((text) => isNumberMet(numberOf(text), condition))
    case 'moment':
      return textsAt(expanded, condition.places).some((text) => isMomentMet(text, condition))
    case 'measure':
      return at(expanded, condition.places).some((thing) => isNumberMet(inBase(thing, condition), condition))
    case 'exists':
      return at(expanded, condition.places).some((found) => found !== '')
    case 'typed':
      return at(expanded, [condition.place]).some(
        (one) =>
          isObject(one) &&
          one['type'] === condition.type &&
          typeof one['id'] === 'string' &&
          condition.values.includes(one['id']),
      )
    case 'event-time':
      return isMomentMet(event.eventTime, { compare: condition.compare, values: [condition.value] })
    case 'record-time':
      return isMomentMet(event.recordTime, { compare: condition.compare, values: [condition.value] })
    case 'event-id':
      return condition.values.includes(event.eventId)
    case 'any':
      return condition.of.some((one) => isMet(event, one))
    case 'descendants':
    case 'attribute':
      return false
    default:
      return condition satisfies never
  }
}

type Wanted = { readonly compare: Compare; readonly values: readonly string[] }

function isNumberMet(found: Decimal | null, { compare, values }: Wanted): boolean {
  return found !== null && values.some((value) => holds(compare, compareDecimals(found, wholeDecimal(value))))
}

function isMomentMet(text: string, { compare, values }: Wanted): boolean {
  const found = microsecondsOf(text)
  if (found === null) return false
  return values.some((value) => {
    const wanted = microsecondsOf(value)
    return wanted !== null && holds(compare, found < wanted ? -1 : found > wanted ? 1 : 0)
  })
}

function holds(compare: Compare, difference: number): boolean {
  switch (compare) {
    case 'EQ':
      return difference === 0
    case 'GT':
      return difference > 0
    case 'GE':
      return difference >= 0
    case 'LT':
      return difference < 0
    case 'LE':
      return difference <= 0
    default:
      return compare satisfies never
  }
}

const numberOf = (text: string) => (isDecimal(text) ? readDecimal(text) : null)

/** What the parser put into a condition is a decimal. */
function wholeDecimal(text: string): Decimal {
  const value = readDecimal(text)
  if (!value) throw new Error(`a condition compares with what fits ${decimalPattern}`)
  return value
}

function inBase(thing: unknown, { name, units }: Condition & { kind: 'measure' }): Decimal | null {
  if (!isObject(thing)) return null
  const text = thing[name]
  const unit = units.find(({ code }) => code === (thing['uom'] ?? noUnit))
  const value = typeof text === 'string' ? numberOf(text) : null
  return value && unit ? plusDecimal(timesDecimal(value, wholeDecimal(unit.factor)), wholeDecimal(unit.zero)) : null
}
const noUnit = 'C62'

function textsAt(event: ExpandedEvent, places: readonly Place[]): readonly string[] {
  return at(event, places).filter((found) => typeof found === 'string')
}

const at = (event: ExpandedEvent, places: readonly Place[]) => places.flatMap((place) => follow([event], place))

/** What stands at a place, from each of these. */
export function follow(from: readonly unknown[], [step, ...rest]: Place): readonly unknown[] {
  if (step === undefined) return from
  return follow(
    from.flatMap((one) => take(one, step)),
    rest,
  )
}

function take(one: unknown, step: string): readonly unknown[] {
  if (step === '*') return Array.isArray(one) ? one : [one]
  if (step === '**')
    return isObject(one)
      ? Object.entries(one).flatMap(([name, value]) => (name.startsWith('{') ? deep(value) : []))
      : []
  return isObject(one) && one[step] !== undefined ? [one[step]] : []
}

/** The thing and everything in it. */
function deep(value: unknown): readonly unknown[] {
  const inside = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []
  return [value, ...inside.flatMap(deep)]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
