// A document handed in, and the work done on it afterwards: all of it or nothing, or event by event. Not here: one event (capture.ts), HTTP,
// and when the work runs.
import { type Instant, legalDayOf, newId, Refused, refuseNow, sayRefusal } from '#kernel'
import type { Actor, Database, Tx } from '#platform'
import { type CaptureInput, captureEvents, capturingParty } from './capture.ts'
import { canonicalLink } from './digital-link.ts'
import { prefixesOf } from './from-json.ts'
import { isNumber, isObject, type JsonObject, type JsonValue, listed } from './json.ts'
import { type Prefixes, standardPrefixes, wholeValue } from './prefixes.ts'
import { epcisProblems } from './problems.ts'
import { type MediaType, type ReadDocument, type ReadEvent, readDocument } from './read-document.ts'
import {
  type CaptureError,
  type CaptureRow,
  findCapture,
  keepMaster,
  type MasterToKeep,
  noteCapture,
  openCapture,
  readHandedIn,
} from './store.ts'

export type HandedIn = {
  readonly text: string
  readonly mediaType: MediaType
  readonly behaviour: 'rollback' | 'proceed'
  readonly eventCount: number
}

/** Who handed it in, kept with it: the work is done in their name, with the rights they had. */
export type Standing = Pick<
  Actor,
  'kind' | 'userId' | 'clientId' | 'partyId' | 'roles' | 'wall' | 'assurance' | 'scopes'
> & { readonly steppedUpAt: string | null }

/** Writes down what was handed in; the caller sends the job in the same transaction. Answers the capture's id. */
export async function handIn(
  tx: Tx,
  actor: Actor,
  { text, mediaType, behaviour, eventCount }: HandedIn,
): Promise<string> {
  const { kind, userId, clientId, partyId, roles, wall, assurance, steppedUpAt, scopes } = actor
  const standing: Standing = {
    kind,
    userId,
    clientId,
    partyId,
    roles,
    wall,
    assurance,
    steppedUpAt: steppedUpAt?.toString() ?? null,
    ...(scopes ? { scopes } : {}),
  }
  const id = newId('event') // A UUIDv7 like any other: its order is the order of handing in.
  const holder = await capturingParty(tx, actor)
  await openCapture(tx, actor.authorityId, {
    id,
    holder,
    actor: userId ?? clientId,
    behaviour,
    mediaType,
    document: text,
    standing,
    eventCount,
  })
  return id
}

type Work = {
  readonly database: Database
  /** The house itself, in the trace of the job. */
  readonly house: Actor
  readonly captureId: string
  readonly input: (actor: Actor) => Omit<CaptureInput, 'captureId'>
}

/** Does the work. Again after a crash does no harm: what was captured is there already, and what is finished is left alone. */
export async function runCapture({ database, house, captureId, input }: Work): Promise<void> {
  const { authorityId } = house
  const found = await database.transaction(house, async (tx) => {
    const row = await findCapture(tx, authorityId, captureId)
    return row && { row, handed: await readHandedIn(tx, authorityId, captureId) }
  })
  if (!found?.handed || found.row.finishedAt !== null) return
  const actor = actorFrom(found.handed.standing as Standing, house) // As `handIn` wrote it.
  const given = { ...input(actor), captureId }
  const read = readDocument(found.handed.document, found.row.mediaType, latestMoment(given))
  const work = { database, actor, captureId, row: found.row, read, input: given }
  await (found.row.behaviour === 'rollback' ? allOrNothing(work) : eachByItself(work))
}

function actorFrom(standing: Standing, { authorityId, trace }: Actor): Actor {
  const { steppedUpAt } = standing
  return {
    ...standing,
    authorityId,
    trace,
    steppedUpAt: steppedUpAt === null ? null : Temporal.Instant.from(steppedUpAt),
  }
}

type Doing = {
  readonly database: Database
  readonly actor: Actor
  readonly captureId: string
  readonly row: CaptureRow
  readonly read: ReadDocument
  readonly input: CaptureInput
}

async function allOrNothing({ database, actor, captureId, row, read, input }: Doing): Promise<void> {
  const { authorityId } = actor
  let at: ReadEvent | null = null
  try {
    await database.transaction(actor, async (tx) => {
      await keepMaster(tx, authorityId, masterIn(read, row))
      for (const event of read.events) {
        at = event
        await captureEvents(tx, actor, [event], input)
      }
      await noteCapture(tx, authorityId, captureId, {
        doneCount: read.events.length,
        isFinished: true,
        ...(read.header ? { header: withoutMaster(read.header) } : {}),
      })
    })
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.problem.kind === 'unavailable') throw error
    const errors = [errorOf(error, at)]
    await database.transaction(actor, (tx) =>
      noteCapture(tx, authorityId, captureId, { success: false, isFinished: true, errors }),
    )
  }
}

/** How often who waits hears how far it is. */
const noteEvery = 50

async function eachByItself({ database, actor, captureId, row, read, input }: Doing): Promise<void> {
  const { authorityId } = actor
  const errors: CaptureError[] = []
  const note = (isFinished: boolean, doneCount: number) =>
    database.transaction(actor, (tx) =>
      noteCapture(tx, authorityId, captureId, { doneCount, isFinished, success: errors.length === 0, errors }),
    )
  await database.transaction(actor, (tx) => keepMaster(tx, authorityId, masterIn(read, row)))
  for (const [index, event] of read.events.entries()) {
    if (event.faults.length > 0) errors.push(...faultErrors(event))
    else
      await database
        .transaction(actor, (tx) => captureEvents(tx, actor, [event], input))
        .catch((error: unknown) => {
          if (!(error instanceof Refused) || error.refusal.problem.kind === 'unavailable') throw error
          errors.push(errorOf(error, event))
        })
    if ((index + 1) % noteEvery === 0) await note(false, index + 1)
  }
  await note(true, read.events.length)
}

function errorOf({ refusal }: Refused, event: ReadEvent | null): CaptureError {
  const [nl, en] = [sayRefusal(refusal, 'nl'), sayRefusal(refusal, 'en')]
  return {
    code: refusal.problem.code,
    kind: refusal.problem.kind,
    title: { nl: nl.title, en: en.title },
    detail: { nl: nl.detail, en: en.detail },
    pointer: event?.pointer ?? '',
    place: event?.place ?? null,
  }
}

function faultErrors({ faults, place }: ReadEvent): CaptureError[] {
  const { code, kind, title } = epcisProblems['not-valid']
  return faults.map(({ pointer, detail }) => ({ code, kind, title, detail, pointer, place }))
}

/** How far ahead of us the clock of who reports may be: the same dated term as for an act by hand. */
export function latestMoment({ law, now }: Pick<CaptureInput, 'law' | 'now'>): Instant {
  return now.add({ seconds: law.recording(legalDayOf(now)).aheadSeconds })
}

/** Refuses `epcis/unreadable` for what is no JSON or XML; what says it happened after `latest` is at fault. */
export function readOrRefuse(text: string, mediaType: MediaType, latest: Instant): ReadDocument {
  try {
    return readDocument(text, mediaType, latest)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuseNow(epcisProblems.unreadable, { why: error.message.slice(0, 200) })
  }
}

function withoutMaster(header: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(header).filter(([name]) => name !== 'epcisMasterData'))
}

/** What the header says of places, things and parties, every name whole. */
function masterIn({ header, document }: ReadDocument, { captureId, holderId }: CaptureRow): readonly MasterToKeep[] {
  const prefixes = isObject(document) ? prefixesOf(document) : standardPrefixes
  const identifier = (value: JsonValue | undefined) => canonicalLink(wholeValue(textOf(value), prefixes))
  const master = header?.['epcisMasterData']
  const vocabularies = isObject(master) ? listed(master['vocabularyList']).filter(isObject) : []
  return vocabularies.flatMap((vocabulary) =>
    listed(vocabulary['vocabularyElementList'])
      .filter(isObject)
      .map((element) => ({
        id: newId('event'),
        holder: holderId,
        capture: captureId,
        vocabulary: textOf(vocabulary['type']),
        element: identifier(element['id']),
        attributes: attributesOf(element, prefixes),
        children: listed(element['children']).map(identifier),
      })),
  )
}

function attributesOf(element: JsonObject, prefixes: Prefixes): Record<string, readonly string[]> {
  const byName = Map.groupBy(listed(element['attributes']).filter(isObject), ({ id }) =>
    wholeValue(textOf(id), prefixes),
  )
  return Object.fromEntries([...byName].map(([name, same]) => [name, same.map(({ attribute }) => textOf(attribute))]))
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value
  if (isNumber(value)) return value.rawJSON
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
