// The rows that an act by hand is kept as: its event, the boxes of a despatch, and of an act that takes another back the declaration that
// the other's event was an error. Not here: reading acts (acts-done.ts).
import type { EventId } from '#kernel'
import { bare } from '../bare-id.ts'
import { idAfter } from './acts/names.ts'
import { actContext, casesOf, declarationOf, eventOfAct, voidOf } from './acts/write-act.ts'
import type { Done, FactsOf, Told } from './acts-done.ts'
import { expandedOf } from './expanded.ts'
import { eventsOf } from './from-json.ts'
import { hashId } from './hash-id.ts'
import { isObject, type JsonObject, parseExact, printExact } from './json.ts'
import { massOfEvent } from './mass-check.ts'
import type { EventToKeep } from './store.ts'

/** Of an act that takes nothing back: its event, and what is told beside it. */
export function rowsOf(one: Done, factsOf: FactsOf): readonly EventToKeep[] {
  const { act, eventId } = one
  const facts = factsOf(one)
  return [
    ...rowOf(one, { id: eventId, event: eventId, source: eventOfAct(act, facts) }),
    ...casesOf(act, facts).flatMap((source) =>
      rowOf(one, { id: idAfter(act.eventId, `${source['eventID']}`), event: null, source }),
    ),
  ]
}

type TakingBack = {
  /** What it takes back. */
  readonly taken: Done
  /** The events of that, as they were told: nothing of them is told anew, for what was given out keeps its hash. */
  readonly told: readonly Told[]
  readonly factsOf: FactsOf
}

export function declaredRows(one: Done, { taken, told, factsOf }: TakingBack): readonly EventToKeep[] {
  const { act, eventId } = one
  // What takes back a taking back points at an act that is no event of its own.
  if (act.kind !== 'correct' || taken.act.kind === 'correct') return []
  const declared = told.flatMap((base) => {
    const old = parseExact(base.document)
    if (!isObject(old)) return []
    const isWhole = base.event === bare('event', act.correctsId)
    const id = isWhole ? eventId : idAfter(act.eventId, base.name)
    const source = declarationOf(old, act, base.origin === 'act')
    return rowOf(one, { id, event: isWhole ? eventId : null, source, base })
  })
  const voided = taken.act.kind === 'ship' ? [voidOf(act, taken.act, factsOf(taken))] : []
  return [
    ...declared,
    ...voided.flatMap((source) => rowOf(one, { id: idAfter(act.eventId, 'void'), event: null, source })),
  ]
}

type ToKeep = {
  readonly id: string
  /** The act it is; null: kept beside one, and moves nothing. */
  readonly event: EventId | null
  readonly source: JsonObject
  /** Of a declaration: what it declares an error. */
  readonly base?: Told
}

function rowOf({ holderId, counterId, act }: Done, { id, event, source, base }: ToKeep): readonly EventToKeep[] {
  const context = base ? parseExact(base.context) : actContext
  const [read] = eventsOf({ '@context': context, ...source })
  if (!read) return []
  const expanded = expandedOf(read)
  const name = base?.name ?? expanded.eventID ?? ''
  return [
    {
      id,
      holder: holderId,
      counter: counterId,
      capture: null,
      place: null,
      name,
      isIdGiven: base?.isIdGiven ?? true,
      hashId: base?.hashId ?? hashId(read), // A hash leaves out that its event was declared an error.
      isDeclaration: base !== undefined,
      type: expanded.type,
      at: expanded.eventTime,
      document: printExact(source),
      context: base?.context ?? printExact(actContext),
      expanded: { ...expanded, eventID: name },
      origin: base?.origin ?? 'act',
      actKind: event === null ? null : act.kind,
      mass: massOfEvent(expanded).kind,
      event,
    },
  ]
}
