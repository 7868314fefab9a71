// Where an event or the act read from it does not fit the schema of its kind. Not here: what the profile asks of the event (profile.ts).
import { Errors } from 'typebox/value'
import { type ActKind, actSchemas } from '../../contract.ts'
import { greinNamespace, ownField } from '../acts/names.ts'
import { linked, ownTexts } from '../acts/parts.ts'
import { transactions } from '../acts/words.ts'
import type { ExpandedEvent } from '../expanded.ts'

/** Places in the act, none when it is whole. */
export function misfitsOf(act: Readonly<Record<string, unknown>>, kind: ActKind): readonly string[] {
  const places = Errors(actSchemas[kind], act).flatMap(({ keyword, instancePath, params }) => {
    const missing =
      keyword === 'required' ? (params as { requiredProperties?: readonly string[] }).requiredProperties : null
    return missing ? missing.map((name) => `${instancePath}/${name}`) : [instancePath]
  })
  return [...new Set(places)].slice(0, 12)
}

/** What stands in our namespace beside the fields of an act: states line by line, and in `ilmd` what a batch is called and made of. */
const besideActs = ['state']
const besideLots = ['batchId', 'name', 'productCode', 'cultivar', 'mother', 'plantLot', 'plot', 'foreignName']

/**
 * Fields in our namespace that no act of these kinds has: a slip of the pen, or a thing that does not belong here, as a patient's name.
 * Passed over, the one would be lost and the other kept.
 */
export function strangersIn(event: ExpandedEvent, kinds: readonly ActKind[]): readonly string[] {
  const known = new Set([...besideActs, ...kinds.flatMap((kind) => namesIn(actSchemas[kind]))])
  const ofLots = new Set(besideLots)
  const isKnown = (own: string, pointer: string) => known.has(own) || (pointer === '/ilmd' && ofLots.has(own))
  const inside = (value: unknown, pointer: string): string[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, part]) => {
          const own = key.startsWith(ownPrefix) ? key.slice(ownPrefix.length) : null
          const place = Array.isArray(value) ? pointer : `${pointer}/${own === null ? key : ownField(own)}`
          return own !== null && !isKnown(own, pointer) ? [place] : inside(part, place)
        })
  return [...new Set(inside(event, ''))].slice(0, 12)
}
const ownPrefix = `{${greinNamespace}}`

/** Every name of a field in a schema, at whatever depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties } = schema as { readonly properties?: object } // TypeBox is JSON Schema.
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)]
}

const leaving: readonly ActKind[] = ['ship', 'export', 'hand-over', 'refuse']
const comingIn: readonly ActKind[] = ['receive', 'import']

/** Whoever let it go or took it in tells so: where the event says that it was in another's hands, the act is that other's. */
export function inOthersHands(event: ExpandedEvent, kind: ActKind, holderId: string): readonly string[] {
  const list = leaving.includes(kind) ? 'sourceList' : comingIn.includes(kind) ? 'destinationList' : null
  const party = list && linked(event[list], transactions.possessingParty)
  return !list || party === null || party === undefined || party === `urn:uuid:${holderId}` ? [] : [`/${list}`]
}

/** A lot stands in one room: the plot it begins with is that. */
export function plotApart(event: ExpandedEvent): readonly string[] {
  const [plot] = ownTexts(event.ilmd ?? {}, 'plot')
  const [room] = ownTexts(event, 'room')
  return plot === undefined || room === undefined || plot === room ? [] : [`/ilmd/${ownField('plot')}`]
}

const lists = ['quantityList', 'inputQuantityList', 'outputQuantityList', 'childQuantityList'] as const

/** Quantities in a unit that is none of mass here, such as ounces: an act would be without its mass. */
export function unitsNotOfMass(event: ExpandedEvent): readonly string[] {
  return lists.flatMap((list) =>
    (event[list] ?? []).flatMap(({ uom, massMg }, at) =>
      uom !== undefined && massMg === undefined ? [`/${list}/${at}/uom`] : [],
    ),
  )
}
