// What a schema cannot say of a corpus file: check digits, periods the right way round, an urgent order of a year at most, a product
// that is measured as what it is. Not here: shapes.
import { parseCas, parseGtin } from '#kernel'

export type Nonsense = { readonly pointer: string; readonly what: string }

/** The first thing in a file that cannot be, with its JSON pointer; null when there is none. */
export function nonsenseIn(value: unknown, pointer = ''): Nonsense | null {
  if (typeof value !== 'object' || value === null) return null
  const here = wrongPeriod(value, pointer) ?? wrongUrgency(value, pointer) ?? wrongForm(value, pointer)
  if (here) return here
  for (const [key, inner] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const found = wrongNumber(key, inner, at) ?? wrongDay(inner, at) ?? nonsenseIn(inner, at)
    if (found) return found
  }
  return null
}

function wrongNumber(key: string, inner: unknown, at: string): Nonsense | null {
  const what = 'the check digit is wrong'
  if (key === 'gtin' && typeof inner === 'string' && !parseGtin(inner).ok) return { pointer: at, what }
  if (key !== 'cas') return null
  const numbers = Array.isArray(inner) ? inner : [inner]
  const wrong = numbers.findIndex((number) => typeof number === 'string' && !parseCas(number).ok)
  return wrong < 0 ? null : { pointer: Array.isArray(inner) ? `${at}/${wrong}` : at, what }
}

/** The oldest act cited is the Criminal Code of 1886; a law that begins in another century is a slip of the pen. */
const [oldestDay, newestDay] = ['1886-01-01', '2100-01-01']

function wrongDay(inner: unknown, at: string): Nonsense | null {
  if (typeof inner !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(inner)) return null
  if (inner >= oldestDay && inner < newestDay) return null
  return { pointer: at, what: `${inner} is no day of this law: it lies before ${oldestDay} or from ${newestDay} on` }
}

function wrongPeriod(value: object, pointer: string): Nonsense | null {
  if (!('from' in value && 'until' in value)) return null
  const { from, until } = value
  if (typeof from !== 'string' || typeof until !== 'string' || from < until) return null
  return { pointer: `${pointer}/until`, what: `the period ends on ${until}, not after ${from} on which it begins` }
}

/** An oil is extracted from something, and nothing else is; what is no dried drug is measured as it is, and has no water or twigs to lose. */
function wrongForm(value: object, pointer: string): Nonsense | null {
  if (!('form' in value && 'madeFrom' in value)) return null
  const { form, madeFrom, specification, label } = value as Made // A product; the schema was checked.
  if ((form === 'oil') !== madeFrom.length > 0) {
    const what = 'an oil says which substances it is extracted from, and no other form does'
    return { pointer: `${pointer}/madeFrom`, what }
  }
  if (form === 'flos' || form === 'granulate') return null
  const lines = [
    ...specification.map((line, index) => ({ ...line, at: `${pointer}/specification/${index}` })),
    ...label.map((line, index) => ({ ...line, at: `${pointer}/label/${index}` })),
  ]
  const dried = lines.find(({ of }) => of === 'dried')
  if (dried) return { pointer: `${dried.at}/of`, what: `the content of ${form} is of the product as it is` }
  const ofFlower = lines.find(({ analyte }) => analyte === 'foreign-matter' || analyte === 'loss-on-drying')
  const what = `${ofFlower?.analyte} is asked of dried drug, not of ${form}`
  return ofFlower ? { pointer: `${ofFlower.at}/analyte`, what } : null
}

type Made = {
  readonly form: string
  readonly madeFrom: readonly string[]
  readonly specification: readonly { readonly analyte: string; readonly of: string }[]
  readonly label: readonly { readonly analyte: string; readonly of: string }[]
}

/** Ow 3a(5): an urgent order lapses within a year of its first day. */
function wrongUrgency(value: object, pointer: string): Nonsense | null {
  const orders = 'mutations' in value && Array.isArray(value.mutations) ? value.mutations : null
  if (!orders) return null
  const file = value as Order // The schema was checked: what a mutation does not say, its file says.
  for (const [index, mutation] of (orders as readonly Order[]).entries()) {
    if ((mutation.ground ?? file.ground) !== '3a(5)' || !['add', 'move'].includes(mutation.action ?? '')) continue
    const at = `${pointer}/mutations/${index}`
    const from = (mutation.inForce ?? file.inForce)?.from
    if (mutation.latestEnd === undefined) return { pointer: at, what: 'an urgent order (3a(5)) names no latestEnd' }
    if (from === undefined) continue
    const last = Temporal.PlainDate.from(from).add({ years: 1 }).toString()
    if (mutation.latestEnd > last) {
      return { pointer: `${at}/latestEnd`, what: `an urgent order (3a(5)) of ${from} lapses on ${last} at the latest` }
    }
  }
  return null
}

type Order = {
  readonly ground?: string
  readonly action?: string
  readonly inForce?: { readonly from: string }
  readonly latestEnd?: string
}
