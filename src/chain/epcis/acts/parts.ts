// The pieces of an event that acts are written with and read from: quantities, portions, links. Not here: which act has which (table.ts).
import type { ExpandedEvent, ExpandedLink, ExpandedQuantity } from '../expanded.ts'
import { type JsonObject, type JsonValue, numberOf } from '../json.ts'
import { gramsText } from '../quantity.ts'
import { numberUrn, ownKey, ownWord } from './names.ts'

/** What leaves a batch without being product: classes of matter of our own, so that what goes in is what comes out. */
export const moisture = ownWord('moisture')
export const waste = ownWord('waste')
export const loss = ownWord('loss')
export const packingDifference = ownWord('packing-difference')
/** Between flower and oil: what the solvent took or left behind. */
export const converted = ownWord('converted')
/** What an oil is thinned with, and no hemp. */
export const carrier = ownWord('carrier-oil')

export const mass = (epcClass: string, massMg: string | bigint): JsonObject => ({
  epcClass,
  quantity: numberOf(gramsText(BigInt(massMg))),
  uom: 'GRM',
})
export const pieces = (epcClass: string, count: number): JsonObject => ({ epcClass, quantity: numberOf(`${count}`) })
export const only = (epcClass: string): JsonObject => ({ epcClass })
/** Nothing is not written: a class that is not there weighs nothing. */
export const massIfAny = (epcClass: string, massMg: bigint): readonly JsonObject[] =>
  massMg > 0n ? [mass(epcClass, massMg)] : []

export const link = (name: string, type: string, id: string): JsonObject => ({ type, [name]: id })
/** The exemption that an act across a border leaned on. */
export const exemptionLinks = ({ exemption }: { readonly exemption?: string }): readonly JsonObject[] =>
  exemption === undefined ? [] : [link('bizTransaction', 'cert', numberUrn('exemption', exemption))]

type List = 'quantityList' | 'inputQuantityList' | 'outputQuantityList'

/** What of an event may be read: each reader says what it misses by answering nothing. */
export function elements(event: ExpandedEvent, list: List): readonly ExpandedQuantity[] {
  return event[list] ?? []
}
export const firstOf = (event: ExpandedEvent, list: List): ExpandedQuantity | undefined => elements(event, list)[0]
export const isMatter = ({ epcClass }: ExpandedQuantity) =>
  [moisture, waste, loss, packingDifference, converted, carrier].includes(epcClass)
export const matterMg = (event: ExpandedEvent, list: List, epcClass: string): bigint =>
  elements(event, list)
    .filter((element) => element.epcClass === epcClass)
    .reduce((sum, { massMg }) => sum + BigInt(massMg ?? '0'), 0n)

export function linked(links: readonly ExpandedLink[] | undefined, type: string): string | undefined {
  return links?.find((one) => one.type === type)?.id
}

/** An own list that stands beside a list of the standard, line by line: the state of each portion. */
export function ownTexts(event: { readonly [name: string]: unknown }, name: string): readonly string[] {
  const values: unknown = event[ownKey(name)]
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : []
}

export type Written = { readonly [field: string]: JsonValue }
