// A question as it stands in the address, and as the law is asked it. Pure. No names of people: only what somebody is. Not here: the answer.
import type { DecisionQuestion, ExemptionHeld, MissingFact } from '#law/contract'
import { withQuery } from '../../http.ts'

export type AskSearch = {
  readonly who?: string | undefined
  readonly inst?: string | undefined
  readonly act?: string | undefined
  readonly sub?: string | undefined
  readonly form?: string | undefined
  readonly for?: string | undefined
  readonly where?: string | undefined
  /** Milligrams. */
  readonly mass?: string | undefined
  readonly units?: string | undefined
  readonly plants?: string | undefined
  readonly on?: string | undefined
  readonly known?: string | undefined
  /** Facts: `intent:yes,recipient:other`. */
  readonly f?: string | undefined
  /** Readings accepted for this question. */
  readonly r?: string | undefined
  /** Exemptions held, as JSON. */
  readonly x?: string | undefined
}
export type AskKey = keyof AskSearch
export type AskChange = Partial<Record<AskKey, string | undefined>>
/** Goes to the address that is this one but for the change. */
export type Go = (change: AskChange) => void

export const askAddress = (search: AskChange): string => withQuery('/ask', search)

export type FactValue = boolean | string | number

/** `yes` and `no` are what people read in an address; a number stays one. */
export function readFacts(text: string | undefined): Readonly<Record<string, FactValue>> {
  const pairs = (text ?? '').split(',').flatMap((part): [string, FactValue][] => {
    const [, name, value] = /^([a-z][a-z0-9-]{1,60}):(.{1,120})$/.exec(part.trim()) ?? []
    if (name === undefined || value === undefined) return []
    if (value === 'yes' || value === 'no') return [[name, value === 'yes']]
    return [[name, /^\d+([.]\d+)?$/.test(value) ? Number(value) : value]]
  })
  return Object.fromEntries(pairs)
}

export function printFacts(facts: Readonly<Record<string, FactValue>>): string | undefined {
  const parts = Object.entries(facts).map(
    ([name, value]) => `${name}:${value === true ? 'yes' : value === false ? 'no' : value}`,
  )
  return parts.join(',') || undefined
}

export const readReadings = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').filter((id) => /^[a-z][a-z0-9-]{1,60}$/.test(id))

/** Null where the address was changed by hand into something that is none. */
export function readExemptions(text: string | undefined): readonly ExemptionHeld[] {
  if (!text) return []
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? (read as ExemptionHeld[]) : [] // The API checks what stands in it.
  } catch {
    return []
  }
}

/** Which part of the address answers a fact; every other fact is one of `f`. */
const placeOf: Readonly<Record<string, AskKey>> = {
  'party.capacity': 'who',
  'party.institution': 'inst',
  act: 'act',
  'substance.id': 'sub',
  form: 'form',
  purpose: 'for',
  'place.kind': 'where',
  'quantity.mass-mg': 'mass',
  'quantity.units': 'units',
  'quantity.plants': 'plants',
}

/** The address with this fact answered, or without it. */
export function withFact(search: AskSearch, fact: string, value: FactValue | null): AskChange {
  const place = placeOf[fact]
  if (place) return { ...search, [place]: value === null ? undefined : String(value) }
  const { [fact]: _, ...rest } = readFacts(search.f)
  return { ...search, f: printFacts(value === null ? rest : { ...rest, [fact]: value }) }
}

/** What was answered, in the order it was asked. */
export function answered(search: AskSearch): readonly { readonly fact: string; readonly value: FactValue }[] {
  const own = Object.entries(placeOf).flatMap(([fact, place]) => {
    const value = search[place]
    return value === undefined || ['who', 'act', 'sub'].includes(place) ? [] : [{ fact, value }]
  })
  return [...own, ...Object.entries(readFacts(search.f)).map(([fact, value]) => ({ fact, value }))]
}

/** Brackets and bonds no name has: then it is a structure. */
const looksDrawn = (text: string) => /^[A-Za-z0-9@+\-[\]()=#$/\\.%:*]{3,}$/.test(text) && /[()=#[\]]|c1|C1/.test(text)

const wholeNumber = (text: string | undefined) => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null)

/** As the API takes it; null while who, what or which substance is not said. What the API does not know it refuses itself. */
export function questionOf(search: AskSearch): DecisionQuestion | null {
  const { who, inst, act, sub, form, for: purpose, where, mass, on, known } = search
  const text = sub?.trim()
  if (!who || !act || !text) return null
  const units = wholeNumber(search.units)
  const plants = wholeNumber(search.plants)
  const facts = readFacts(search.f)
  const readings = readReadings(search.r)
  const exemptions = readExemptions(search.x)
  const quantity = {
    ...(mass && /^\d{1,18}$/.test(mass) ? { massMg: String(BigInt(mass)) } : {}),
    ...(units === null ? {} : { units }),
    ...(plants === null ? {} : { plants }),
  }
  return {
    party: { capacity: who, ...(inst ? { institution: inst } : {}), ...(exemptions.length > 0 ? { exemptions } : {}) },
    act,
    substance: looksDrawn(text) ? { structure: text } : { name: text },
    ...(form ? { form } : {}),
    ...(purpose ? { purpose } : {}),
    ...(where ? { place: { kind: where } } : {}),
    ...(Object.keys(quantity).length > 0 ? { quantity } : {}),
    ...(on ? { on } : {}),
    ...(known ? { knownOn: known } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(readings.length > 0 ? { readings: readings.map((id) => ({ id, acceptedBy: acceptedByAsker })) } : {}),
  } as DecisionQuestion // Words of an address: the API says which of them it does not know.
}

/** Who accepts a reading by ticking it on the screen; the same in every language, for it stands in the receipt. */
const acceptedByAsker = 'asker'

/** As many questions at once as somebody answers without sighing. */
const atOnce = 3

/**
 * The next questions: first what the act is for, where and in what form, for that says which rules are of any use; then, of the facts,
 * those that most rules wait for.
 */
export function nextQuestions(missing: readonly MissingFact[]): readonly MissingFact[] {
  const asked = missing.filter(
    ({ fact }) => placeOf[fact] !== 'sub' && placeOf[fact] !== 'who' && placeOf[fact] !== 'act',
  )
  const byNeed = [...asked].sort((a, b) => b.neededBy.length - a.neededBy.length)
  const ofTheAct = byNeed.filter(({ fact }) => placeOf[fact] && !fact.startsWith('quantity.'))
  return (ofTheAct.length > 0 ? ofTheAct : byNeed).slice(0, atOnce)
}
