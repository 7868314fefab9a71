// Checks what was sent, and what we answer, against a route's schema, and says in two languages what is wrong and where.
// Not here: reading bytes (json-body.ts, query.ts), and the rules of the rooms.
import { Compile, type Validator } from 'typebox/compile'
import { type Localised, type TSchema, Type } from '#kernel'

export type Misfit = { readonly pointer: string; readonly detail: Localised }
type Complaint = {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: object
}

/** More than anyone mends at once; the rest follows after these. */
const maxMisfits = 20

export type Check = (value: unknown) => readonly Misfit[]

/** Compiles a schema once; a schema with a `discriminator` is checked against the one branch its tag names, for an error one can act on. */
export function compileCheck(schema: TSchema): Check {
  const tagged = taggedBranches(schema)
  if (tagged) {
    const byTag = new Map(tagged.branches.map(([tag, branch]) => [tag, compileCheck(branch)]))
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [misfit('', texts.object)]
      const tag = (value as Record<string, unknown>)[tagged.field]
      const branch = byTag.get(tag)
      return branch ? branch(value) : [misfit(`/${tagged.field}`, oneOfThese([...byTag.keys()]))]
    }
  }
  const validator = Compile(schema) as Validator // The type of the value does not matter to a check.
  return (value) => {
    if (validator.Check(value)) return []
    const said = explain(validator.Errors(value) as readonly Complaint[])
    return said.length > 0 ? said : [misfit('', texts.other)] // The list of complaints is cut short: it may lack the one that counts.
  }
}

/** For the branches of a union that share a constant field; written into the schema so that readers of the reference see it too. */
export function taggedUnion<Value>(field: string, branches: readonly TSchema[]) {
  return Type.Unsafe<Value>({
    type: 'object',
    required: [field],
    discriminator: { propertyName: field },
    oneOf: [...branches],
  })
}

function taggedBranches(schema: TSchema) {
  const { discriminator, oneOf } = schema as { discriminator?: { propertyName: string }; oneOf?: readonly TSchema[] }
  if (!discriminator || !oneOf) return null
  const field = discriminator.propertyName
  const branches = oneOf.map((branch) => [tagOf(branch, field), branch] as const)
  return { field, branches }
}

function tagOf(branch: TSchema, field: string): unknown {
  return (branch as { properties?: Record<string, { const?: unknown }> }).properties?.[field]?.const
}

/** One sentence for each place; a union says what it wanted once, not once for each of its branches. */
function explain(complaints: readonly Complaint[]): readonly Misfit[] {
  const unions = complaints.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  const isInsideUnion = ({ schemaPath }: Complaint) =>
    unions.some((union) => schemaPath.startsWith(`${union.schemaPath}/${union.keyword}/`))
  const found = new Map<string, Misfit>()
  for (const complaint of complaints) {
    if (isInsideUnion(complaint)) continue
    for (const each of sayComplaint(complaint)) {
      if (!found.has(each.pointer)) found.set(each.pointer, each)
    }
  }
  return [...found.values()].slice(0, maxMisfits)
}

function sayComplaint({ keyword, instancePath, params }: Complaint): readonly Misfit[] {
  const values = params as Record<string, unknown>
  const at = (name: string) => `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 60)}`
  switch (keyword) {
    case 'required':
      return (values['requiredProperties'] as string[]).map((name) => misfit(at(name), texts.missing))
    case 'additionalProperties':
      return (values['additionalProperties'] as string[]).map((name) => misfit(at(name), texts.unknown))
    case 'boolean': // The schema `false`, which every unknown field has.
      return [misfit(instancePath, texts.unknown)]
    case 'type':
      return [misfit(instancePath, typeText(String(values['type'])))]
    case 'enum':
      return [misfit(instancePath, oneOfThese(values['allowedValues'] as unknown[]))]
    case 'const':
      return [misfit(instancePath, oneOfThese([values['allowedValue']]))]
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
      return [misfit(instancePath, limitText(keyword, values['limit']))]
    case 'pattern':
      return [misfit(instancePath, texts.pattern(String(values['pattern'])))]
    case 'format':
      return [misfit(instancePath, texts.format(String(values['format'])))]
    default:
      return [misfit(instancePath, texts.other)]
  }
}

const misfit = (pointer: string, detail: Localised): Misfit => ({ pointer, detail })

const texts = {
  missing: { nl: 'Dit veld ontbreekt.', en: 'This field is missing.' },
  unknown: { nl: 'Dit veld bestaat niet. Laat het weg.', en: 'There is no such field. Leave it out.' },
  object: { nl: 'Dit moet een object zijn.', en: 'This must be an object.' },
  other: { nl: 'Deze waarde past niet.', en: 'This value does not fit.' },
  pattern: (pattern: string) => ({
    nl: `Deze tekst heeft niet de vorm ${pattern}.`,
    en: `This text does not have the form ${pattern}.`,
  }),
  format: (format: string) => ({ nl: `Dit is geen geldige ${format}.`, en: `This is not a valid ${format}.` }),
} as const

function oneOfThese(words: readonly unknown[]): Localised {
  const list = words.map(String).join(', ')
  return { nl: `Kies een van: ${list}.`, en: `Choose one of: ${list}.` }
}

function typeText(type: string): Localised {
  const dutch: Record<string, string> = {
    string: 'een tekst',
    integer: 'een geheel getal',
    number: 'een getal',
    boolean: 'waar of onwaar',
    object: 'een object',
    array: 'een lijst',
    null: 'leeg (null)',
  }
  const english: Record<string, string> = {
    string: 'a text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object',
    array: 'a list',
    null: 'empty (null)',
  }
  return { nl: `Dit moet ${dutch[type] ?? type} zijn.`, en: `This must be ${english[type] ?? type}.` }
}

function limitText(keyword: string, limit: unknown): Localised {
  const dutch: Record<string, string> = {
    minimum: 'Dit moet ten minste',
    maximum: 'Dit mag hooguit',
    minLength: 'De kleinste lengte is',
    maxLength: 'De grootste lengte is',
    minItems: 'Het kleinste aantal is',
    maxItems: 'Het grootste aantal is',
  }
  const english: Record<string, string> = {
    minimum: 'The least is',
    maximum: 'The most is',
    minLength: 'The least length is',
    maxLength: 'The greatest length is',
    minItems: 'The least number is',
    maxItems: 'The greatest number is',
  }
  const isBound = keyword === 'minimum' || keyword === 'maximum'
  return { nl: `${dutch[keyword]} ${limit}${isBound ? ' zijn' : ''}.`, en: `${english[keyword]} ${limit}.` }
}
