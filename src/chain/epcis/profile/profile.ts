// The authority's profile: what an EPCIS event must say to be an act of the chain on a day, as data of the corpus and as a JSON Schema for
// whoever sends. Not here: which act an event is (acts/), and the shape of events in general (validate/).
import type { Localised, PlainDate } from '#kernel'
import type { Corpus, ProfileFile } from '#law'
import type { ActKind } from '../../contract.ts'
import { ownKey } from '../acts/names.ts'
import type { ExpandedEvent } from '../expanded.ts'
import { placeSchemas, roomsOfPlaces } from './place-schemas.ts'

export type ProfileOn = (on: PlainDate) => ProfileFile | null

/** The profile in force on a day, or null. */
export function profilesIn(corpus: Pick<Corpus, 'profiles'>): ProfileOn {
  return (on) =>
    corpus.profiles.find(({ inForce: { from, until } }) => from <= `${on}` && (until === null || `${on}` < until)) ??
    null
}

export type Lacking = { readonly place: string; readonly title: Localised }

/** What the profile asks of this act and the event does not say. */
export function lackingInEvent(profile: ProfileFile | null, kind: ActKind, event: ExpandedEvent): readonly Lacking[] {
  const rules = profile?.acts.find(({ act }) => act === kind)?.requires ?? []
  return rules.filter(({ place }) => !isSaid(event, place.slice(1).split('/')))
}

/** Whether something stands there; below a star, in every element of a list that has any. */
function isSaid(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (value === undefined || value === null) return false
  if (step === undefined) return value !== ''
  if (step === '*') return Array.isArray(value) && value.length > 0 && value.every((one) => isSaid(one, rest))
  // In the expanded form a place is its id, and a linked thing too.
  if (step === 'id' && typeof value === 'string') return isSaid(value, rest)
  if (typeof value !== 'object') return false
  const name = step.startsWith('grein:') ? ownKey(step.slice('grein:'.length)) : (linked[step] ?? step)
  return isSaid((value as Readonly<Record<string, unknown>>)[name], rest)
}

const linked: Readonly<Record<string, string>> = { bizTransaction: 'id', source: 'id', destination: 'id' }

/** The profile as one JSON Schema of an event, on top of the standard's own: an event with the words of an act has the fields of that act. */
export function profileSchema(profile: ProfileFile, { id }: { readonly id: string }): object {
  const acts = profile.acts.filter(({ bizSteps }) => bizSteps.length > 0)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: profile.title.en,
    description: `${profile.note.en} Prefix: grein = urn:grein:epcis:. In force from ${profile.inForce.from}${profile.inForce.until === null ? '' : ` until ${profile.inForce.until}`}.`,
    type: 'object',
    'x-in-force': profile.inForce,
    'x-known-on': profile.knownOn,
    'x-basis': profile.basis,
    // A despatch and an export share their words: such an event satisfies one of them.
    allOf: wordsOf(acts).map(({ words, names }) => ({
      if: { required: ['type', 'bizStep'], properties: words },
      // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema.
      then: names.length === 1 ? ref(names[0]) : { anyOf: names.map(ref) },
    })),
    $defs: {
      ...Object.fromEntries(
        acts.map(({ act, title, requires }) => [
          act,
          { title: title.en, ...schemaOf(act, requires), allOf: [ref('places')] },
        ]),
      ),
      ...placeSchemas,
    },
  }
}

const ref = (name: string | undefined) => ({ $ref: `#/$defs/${name}` })

/** Acts by the words that tell them, those with the same words together. */
function wordsOf(acts: ProfileFile['acts']): readonly { words: object; names: string[] }[] {
  const groups = new Map<string, { words: object; names: string[] }>()
  for (const { act, type, action, bizSteps } of acts) {
    const words = {
      type: { const: type },
      bizStep: { enum: bizSteps.flatMap(asWritten) },
      ...(action === null ? {} : { action: { const: action } }),
    }
    const key = JSON.stringify(words)
    const group = groups.get(key) ?? { words, names: [] }
    group.names.push(act)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** In JSON-LD a word of the CBV is bare, or whole. */
const asWritten = (word: string) => {
  const bare = /^https:\/\/ref\.gs1\.org\/cbv\/BizStep-(.+)$/.exec(word)
  return bare ? [bare[1], word] : [word]
}

type Rule = ProfileFile['acts'][number]['requires'][number]

function schemaOf(act: string, rules: readonly Rule[]): object {
  let schema: Branch = {}
  // What is designated is a room of somebody else's: no place of that event tells it.
  const isTold = ({ place }: Rule) => place === inRoom && act !== 'designate'
  for (const rule of rules) if (!isTold(rule)) schema = withPlace(schema, rule.place.slice(1).split('/'), rule.title.en)
  return !rules.some(isTold) ? schema : { ...schema, anyOf: [{ required: [inRoom.slice(1)] }, ...roomsOfPlaces] }
}
/** A room is told by its name, or by the extension of the place. */
const inRoom = '/grein:room'

type Branch = {
  readonly type?: string
  readonly description?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Branch>>
  readonly items?: Branch
  readonly minItems?: number
}

function withPlace(schema: Branch, [step, ...rest]: readonly string[], title: string): Branch {
  if (step === undefined) return { ...schema, description: title }
  if (step === '*') return { ...schema, type: 'array', minItems: 1, items: withPlace(schema.items ?? {}, rest, title) }
  const { required = [], properties = {} } = schema
  return {
    ...schema,
    type: 'object',
    required: required.includes(step) ? required : [...required, step],
    properties: { ...properties, [step]: withPlace(properties[step] ?? {}, rest, title) },
  }
}
