// An EPCIS event as the act it is, if it is one of ours: by its words, and because it is about our lots or speaks our namespace.
// Not here: recording it, and whether it balances (mass-check.ts).
import { type ActKind, actKinds, actSchemas } from '../../contract.ts'
import type { ExpandedEvent } from '../expanded.ts'
import { readOwn } from './fields.ts'
import { idOf, ownKey, uuidIn } from './names.ts'
import { linked } from './parts.ts'
import { actTable, type Mapping, type Reading } from './table.ts'
import { actStep, bizSteps, dispositions, transactions } from './words.ts'

/** Which act an event is by its words alone; null: none of ours. */
export function kindOfEvent(event: ExpandedEvent): ActKind | null {
  if (event.errorDeclaration) return 'correct'
  const named = actKinds.find((kind) => event.bizStep === actStep(kind))
  if (named) return named
  const row = Object.entries(actTable).find(([, mapping]) => {
    const { type, action, is } = mapping as Mapping<ActKind> // Each row is of its own kind; these three are alike.
    return event.type === type && (action === undefined || event.action === action) && is(event)
  })
  return row ? (row[0] as ActKind) : null // The keys of the table are kinds.
}

export type ReadAs = Reading & {
  /** As it was written, so that the act says the same. */
  readonly occurredAt: string
  /** What the act will be called here. */
  readonly eventId: string
}

/** The act, as far as the event tells it; whether it tells enough is for the schema of its kind. */
export function actOfEvent(
  event: ExpandedEvent,
  kind: ActKind,
  { batch, occurredAt, eventId }: ReadAs,
): Record<string, unknown> {
  const mapping = actTable[kind] as Mapping<ActKind> | undefined // As above.
  const { bizLocation, readPoint } = event
  const place = bizLocation ?? readPoint
  const schema = actSchemas[kind]
  const own = readOwn(schema, event)
  const standard = mapping ? mapping.read(event, { batch }) : {}
  const told = { ...own, ...defaultsOf(kind, event), ...withoutNothing(standard) }
  return {
    kind,
    eventId,
    occurredAt,
    ...(place === undefined ? {} : { premisesId: idOf('premises', place) }),
    ...told,
  }
}

/** What the words of an event say where it is silent in our namespace. */
function defaultsOf(kind: ActKind, event: ExpandedEvent): Record<string, unknown> {
  const isSilent = (name: string) => event[ownKey(name)] === undefined
  switch (kind) {
    case 'ship':
      return isSilent('reason') ? { reason: event.disposition?.endsWith('returned') ? 'return' : 'supply' } : {}
    case 'hold':
      return isSilent('scope')
        ? { scope: event.persistentDisposition?.set?.includes(dispositions.recalled) ? 'recall' : 'batch' }
        : {}
    case 'lose':
      return isSilent('cause') ? { cause: event.disposition?.endsWith('stolen') ? 'theft' : 'loss' } : {}
    default:
      return {}
  }
}

const withoutNothing = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** Where it was taken back, by an id of the house that told so; another house has other ids. */
export function declaredAt({ errorDeclaration }: ExpandedEvent): string | null {
  const { premisesId } = readOwn(actSchemas.correct, errorDeclaration ?? {})
  return typeof premisesId === 'string' ? premisesId : null
}

/** The act that takes another back, told by the event that says it was an error. `premisesId` null: where the event itself was. */
export function correctionOf(
  event: ExpandedEvent,
  {
    correctsId,
    eventId,
    premisesId,
  }: { readonly correctsId: string; readonly eventId: string; readonly premisesId: string | null },
): Record<string, unknown> {
  const declaration = event.errorDeclaration
  const own = readOwn(actSchemas.correct, declaration ?? {})
  const place = event.bizLocation ?? event.readPoint
  const premises = premisesId ?? (place === undefined ? undefined : idOf('premises', place))
  return {
    kind: 'correct',
    eventId: own['eventId'] ?? eventId,
    occurredAt: declaration?.declarationTime,
    ...(premises === undefined ? {} : { premisesId: premises }),
    correctsId,
    reason: own['reason'] ?? (declaration?.reason?.replace(/^.*ER-/, '').replaceAll('_', ' ') || 'error declaration'),
  }
}

/** A despatch that never left, as its sender tells it with the words of the CBV: the shipment it is about, or null. */
export function voidedIn({ type, action, bizStep, bizTransactionList }: ExpandedEvent): string | null {
  if (type !== 'ObjectEvent' || action !== 'OBSERVE' || bizStep !== bizSteps.voidShipping) return null
  const shipment = linked(bizTransactionList, transactions.despatchAdvice)
  return shipment === undefined ? null : idOf('shipment', shipment)
}

/** Every class of things the event is about. */
export function classesOf(event: ExpandedEvent): readonly string[] {
  const lists = [event.quantityList, event.childQuantityList, event.inputQuantityList, event.outputQuantityList]
  return [...new Set(lists.flatMap((list) => (list ?? []).map(({ epcClass }) => epcClass)))]
}

/** The UUID of a version 7 in `urn:uuid:…`: an event of that name keeps it as its own. */
export function ownEventId(name: string | null): string | null {
  const uuid = name === null ? null : uuidIn(name)
  return uuid?.[14] === '7' ? uuid : null
}
