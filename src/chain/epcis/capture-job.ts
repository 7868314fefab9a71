// A document handed in, and the work done on it afterwards: all of it or nothing, or event by event. Not here: one event (capture.ts), HTTP,
// and when the work runs.
import { type Instant, legalDayOf, newId, Refused, refuseNow } from '#kernel'
import { type Actor, type Database, recordLeaf, type Tx } from '#platform'
import { type Captured, type CaptureInput, captureEvents, capturingParty } from './capture.ts'
import { brokenBy, errorOf, faultErrors, isForAWhile } from './capture-errors.ts'
import { captureAlone } from './capture-race.ts'
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
  selectCaptureSaid,
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
  /** What stays: called after the transaction, and not for what was rolled back with it. */
  readonly onCaptured?: (captured: readonly Captured[]) => void
}

/**
 * Does the work. Again after a crash does no harm: what was captured is there already, and what is finished is left alone. A fault of ours ends it as
 * failed, under the number of this trace, and is thrown for the log; what passes (`isForAWhile`) is thrown alone, and the caller tries again later.
 */
export async function runCapture(work: Work): Promise<void> {
  const { database, house, captureId, input, onCaptured = () => {} } = work
  const { authorityId } = house
  const found = await database.transaction(house, async (tx) => {
    const row = await findCapture(tx, authorityId, captureId)
    return row && { row, handed: await readHandedIn(tx, authorityId, captureId) }
  })
  if (!found?.handed || found.row.finishedAt !== null) return
  const { row } = found
  try {
    const actor = actorFrom(found.handed.standing as Standing, house) // As `handIn` wrote it.
    const given = { ...input(actor), captureId }
    const read = readDocument(found.handed.document, row.mediaType, latestMoment(given))
    const doing = { database, actor, row, read, input: given, onCaptured }
    await (row.behaviour === 'rollback' ? allOrNothing(doing) : eachByItself(doing))
  } catch (error) {
    if (!isForAWhile(error)) await endBroken(work)
    throw error
  }
}

/** Ends one that a fault of ours broke off, with what was told of it so far; what ended already stays as it ended. */
export async function endBroken({ database, house, captureId }: Omit<Work, 'input'>): Promise<void> {
  const { authorityId, trace } = house
  await database.transaction(house, async (tx) => {
    const row = await findCapture(tx, authorityId, captureId)
    if (!row) return
    const errors = [...row.errors, brokenBy(trace.traceId, null)]
    await endCapture(tx, house, row, { success: false, errors })
  })
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
  readonly row: CaptureRow
  readonly read: ReadDocument
  readonly input: CaptureInput
  readonly onCaptured: (captured: readonly Captured[]) => void
}

async function allOrNothing({ database, actor, row, read, input, onCaptured }: Doing): Promise<void> {
  let at: ReadEvent | null = null
  try {
    const captured = await captureAlone(
      database,
      actor,
      () => at,
      async (tx) => {
        at = null
        const done: Captured[] = []
        await keepHeader(tx, actor, { row, read })
        for (const event of read.events) {
          at = event
          done.push(...(await captureEvents(tx, actor, [event], input)))
        }
        await endCapture(tx, actor, row, { doneCount: read.events.length })
        return done
      },
    )
    onCaptured(captured)
  } catch (error) {
    if (!(error instanceof Refused) || isForAWhile(error)) throw error
    const errors = [errorOf(error.refusal, at)]
    await database.transaction(actor, (tx) => endCapture(tx, actor, row, { success: false, errors }))
  }
}

/** How often who waits hears how far it is, and of how many errors: they are written anew each time. */
const noteEvery = 50
const errorsMidway = 20

async function eachByItself({ database, actor, row, read, input, onCaptured }: Doing): Promise<void> {
  const { authorityId, trace } = actor
  const errors: CaptureError[] = []
  const bugs: unknown[] = []
  const success = () => errors.length === 0
  await database.transaction(actor, (tx) => keepHeader(tx, actor, { row, read }))
  for (const [index, event] of read.events.entries()) {
    if (event.faults.length > 0) errors.push(...faultErrors(event))
    else
      await captureAlone(
        database,
        actor,
        () => event,
        (tx) => captureEvents(tx, actor, [event], input),
      ).then(onCaptured, (error: unknown) => {
        if (isForAWhile(error)) throw error
        if (error instanceof Refused) errors.push(errorOf(error.refusal, event))
        else {
          bugs.push(error)
          errors.push(brokenBy(trace.traceId, event))
        }
      })
    if ((index + 1) % noteEvery === 0) {
      const midway = { doneCount: index + 1, success: success(), errors: errors.slice(0, errorsMidway) }
      await database.transaction(actor, (tx) => noteCapture(tx, authorityId, row.captureId, midway))
    }
  }
  const ended = { doneCount: read.events.length, success: success(), errors }
  await database.transaction(actor, (tx) => endCapture(tx, actor, row, ended))
  if (bugs.length > 0) throw bugs[0] // Each event had its turn; the first is where to begin.
}

/** Nothing is added to it from here on, and the log says what it was and what became of it; of what ended before, what it says already. */
async function endCapture(
  tx: Tx,
  actor: Actor,
  { captureId, holderId }: CaptureRow,
  note: Omit<Parameters<typeof noteCapture>[3], 'isFinished'>,
): Promise<void> {
  await noteCapture(tx, actor.authorityId, captureId, { ...note, isFinished: true })
  const record = await selectCaptureSaid(tx, actor.authorityId, captureId)
  await recordLeaf(tx, actor, { entryId: captureId, partyId: holderId, record })
}

/** What stands before the events, once: after a crash it may be there already. */
async function keepHeader(tx: Tx, { authorityId }: Actor, { row, read }: Pick<Doing, 'row' | 'read'>): Promise<void> {
  const { captureId } = row
  if (!read.header || (await findCapture(tx, authorityId, captureId))?.isHeaderKept) return
  await keepMaster(tx, authorityId, masterIn(read, row))
  await noteCapture(tx, authorityId, captureId, { header: withoutMaster(read.header) })
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
