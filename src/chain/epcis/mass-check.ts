// Whether the mass of a document balances: what goes into each transformation comes out of it, to the milligram, waste, moisture and loss
// counted. Not here: what the ledger says of the same lots.
import type { ExpandedEvent, ExpandedQuantity } from './expanded.ts'

export type MassVerdict =
  | { readonly kind: 'balanced'; readonly inMg: bigint; readonly outMg: bigint }
  | { readonly kind: 'imbalance'; readonly inMg: bigint; readonly outMg: bigint }
  /** A quantity of mass is missing, so nobody can say. */
  | { readonly kind: 'not-decidable'; readonly lacking: readonly string[] }
  /** Part of a transformation over several events, whose other parts are not here yet. */
  | { readonly kind: 'open'; readonly inMg: bigint; readonly outMg: bigint }
  /** No transformation: this says where and for whom, and makes nothing of anything. */
  | { readonly kind: 'none' }

type Sides = {
  readonly inMg: bigint
  readonly outMg: bigint
  readonly lacking: readonly string[]
  readonly hasBoth: boolean
}

/** The verdict on one event alone. */
export const massOfEvent = (event: ExpandedEvent): MassVerdict => massOfTransformation([event])

/** The verdict on the parts of one transformation together: one event, or all that share a `transformationID`. */
export function massOfTransformation(events: readonly ExpandedEvent[]): MassVerdict {
  const parts = events.filter(({ type }) => type === 'TransformationEvent')
  if (parts.length === 0) return { kind: 'none' }
  const { inMg, outMg, lacking, hasBoth } = sidesOf(parts)
  if (lacking.length > 0) return { kind: 'not-decidable', lacking }
  if (inMg === outMg && hasBoth) return { kind: 'balanced', inMg, outMg }
  // A part that names its whole may be followed by another.
  const isPart = parts.some(({ transformationID }) => transformationID !== undefined)
  return isPart ? { kind: 'open', inMg, outMg } : { kind: 'imbalance', inMg, outMg }
}

function sidesOf(parts: readonly ExpandedEvent[]): Sides {
  const inputs = parts.flatMap(({ inputQuantityList = [] }) => inputQuantityList)
  const outputs = parts.flatMap(({ outputQuantityList = [] }) => outputQuantityList)
  // Single things have no mass in the event; neither has a class that is counted in pieces or litres.
  const single = parts.flatMap(({ inputEPCList = [], outputEPCList = [] }) => [...inputEPCList, ...outputEPCList])
  const unweighed = [...inputs, ...outputs].filter(({ massMg }) => massMg === undefined).map(({ epcClass }) => epcClass)
  return {
    inMg: sum(inputs),
    outMg: sum(outputs),
    lacking: [...new Set([...single, ...unweighed])],
    hasBoth: inputs.length > 0 && outputs.length > 0,
  }
}

const sum = (elements: readonly ExpandedQuantity[]): bigint =>
  elements.reduce((total, { massMg }) => total + BigInt(massMg ?? '0'), 0n)

export type MassLine = {
  /** Which events, from 0 in the document. */
  readonly places: readonly number[]
  readonly transformationId: string | null
  readonly verdict: Exclude<MassVerdict, { kind: 'none' }>
}

/** One line for each transformation of a document; parts that share their id are one. */
export function massOfDocument(events: readonly ExpandedEvent[]): readonly MassLine[] {
  const groups = new Map<string, number[]>()
  for (const [place, { type, transformationID }] of events.entries()) {
    if (type !== 'TransformationEvent') continue
    const key = transformationID ?? `#${place}`
    const places = groups.get(key) ?? []
    places.push(place)
    groups.set(key, places)
  }
  return [...groups].flatMap(([key, places]) => {
    const verdict = massOfTransformation(places.flatMap((place) => events[place] ?? []))
    return verdict.kind === 'none' ? [] : [{ places, transformationId: key.startsWith('#') ? null : key, verdict }]
  })
}
