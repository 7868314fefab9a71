// The SQL of EPCIS capture: what was captured, what is known of a name, and writing through the functions of 0029. Not here: questions (query/).
import { sql } from 'kysely'
import {
  type AuthorityId,
  assert,
  type BatchId,
  type EventId,
  type Instant,
  type Json,
  type PartyId,
  type ProblemKind,
} from '#kernel'
import type { Tx } from '#platform'
import type { ActKind } from '../contract.ts'
import type { ExpandedEvent } from './expanded.ts'
import { captureContent, capturedContent, capturedSaid, captureSaid } from './said.ts'

export type KnownEvent = {
  readonly rowId: string
  readonly name: string
  readonly hashId: string
  readonly isDeclaration: boolean
  readonly chainEventId: EventId | null
  readonly holderId: PartyId
  readonly origin: 'captured' | 'act'
  /** Of a declaration, what it declares: a hash leaves that out. */
  readonly declaration: ExpandedEvent['errorDeclaration'] | null
}

/** What this holder sent before under these names. */
export async function selectKnown(
  tx: Tx,
  { authorityId, holderId, names }: { authorityId: AuthorityId; holderId: PartyId; names: readonly string[] },
): Promise<readonly KnownEvent[]> {
  const { rows } = await sql<KnownEvent>`
    select e.row_id as "rowId", e.epcis_event_id as name, e.hash_id as "hashId", e.is_declaration as "isDeclaration",
      e.chain_event_id as "chainEventId", e.holder_id as "holderId", e.origin,
      e.expanded -> 'errorDeclaration' as declaration
    from chain.epcis_event as e
    where e.authority_id = ${authorityId} and e.holder_id = ${holderId}
      and e.name_sha256 in (select sha256(convert_to(given.name, 'UTF8')) from unnest(${names}::text[]) as given(name))`.execute(
    tx,
  )
  return rows
}

export type Lot = { readonly batchId: BatchId; readonly gtin: string | null; readonly name: string }

/** Lots one may see, by id or by GTIN and lot number. */
export async function selectLots(
  tx: Tx,
  {
    authorityId,
    ids,
    lots,
  }: { authorityId: AuthorityId; ids: readonly string[]; lots: readonly { gtin: string; name: string }[] },
): Promise<readonly Lot[]> {
  if (ids.length + lots.length === 0) return []
  const { rows } = await sql<Lot>`
    select b.batch_id as "batchId", b.gtin, b.name from chain.batch as b
    where b.authority_id = ${authorityId} and b.batch_id = any (${ids}::uuid[])
    union
    select b.batch_id, b.gtin, b.name
    from unnest(${lots.map(({ gtin }) => gtin)}::text[], ${lots.map(({ name }) => name)}::text[]) as asked(gtin, name)
    cross join lateral (
      select one.batch_id, one.gtin, one.name from chain.batch as one
      where one.authority_id = ${authorityId} and lower(one.name) = lower(asked.name) and one.name = asked.name and one.gtin = asked.gtin
        -- What was taken back is meant only while no other bears its name.
        and (one.taken_back_id is null or not exists (
          select from chain.batch as now
          where now.authority_id = one.authority_id and now.holder_id = one.holder_id and now.name = one.name and now.taken_back_id is null))
    ) as b`.execute(tx)
  return rows
}

/**
 * So many locks at most for one holder, some for several transformations: a server has few, everybody's together, and a document may have
 * thousands of transformations.
 */
const transformationLocks = 64

/**
 * Whoever captures a part of this transformation does so alone until the transaction ends: two halves at once would each find the other
 * missing, and neither would be the act.
 */
export async function lockTransformation(
  tx: Tx,
  { authorityId, holderId, transformationId }: Transformation,
): Promise<void> {
  const name = `chain.epcis transformation ${authorityId} ${holderId}`
  await sql`select pg_advisory_xact_lock(
    hashtextextended(${name}, 0) # (hashtextextended(${transformationId}, 0) & ${transformationLocks - 1}))`.execute(tx)
}

type Transformation = {
  readonly authorityId: AuthorityId
  readonly holderId: PartyId
  readonly transformationId: string
}

/** The parts of a transformation this holder sent before, that were not taken back, and whether one of them was the act. */
export async function selectParts(
  tx: Tx,
  { authorityId, holderId, transformationId }: Transformation,
): Promise<readonly { readonly expanded: ExpandedEvent; readonly became: 'act' | 'kept' }[]> {
  const { rows } = await sql<{ expanded: ExpandedEvent; became: 'act' | 'kept' }>`
    select e.expanded, e.became from chain.epcis_event as e
    where e.authority_id = ${authorityId} and e.holder_id = ${holderId} and e.expanded ? 'transformationID'
      and e.expanded ->> 'transformationID' = ${transformationId} and not e.is_declaration
      and not exists (select from chain.epcis_event as taken where taken.authority_id = e.authority_id and taken.holder_id = e.holder_id
        and taken.name_sha256 = e.name_sha256 and taken.is_declaration)
    order by e.row_id`.execute(tx)
  return rows
}

type HalfRow = {
  readonly holderId: PartyId
  readonly transformationId: string
  readonly since: Instant
  readonly parts: readonly ExpandedEvent[]
}

/** Transformations with an open part and none that made them whole, each with the parts that stand, the oldest first. */
export async function selectHalves(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, limit }: { readonly holderId: PartyId | null; readonly limit: number },
): Promise<readonly HalfRow[]> {
  const { rows } = await sql<HalfRow>`
    select open.holder_id as "holderId", open.id as "transformationId", min(part.event_time) as since,
      jsonb_agg(part.expanded order by part.row_id) as parts
    from (
      select distinct e.holder_id, e.expanded ->> 'transformationID' as id
      from chain.epcis_event as e
      where e.authority_id = ${authorityId} and e.mass = 'open' and e.expanded ? 'transformationID'
        ${holderId ? sql`and e.holder_id = ${holderId}` : sql``}
    ) as open
    join chain.epcis_event as part on part.authority_id = ${authorityId} and part.holder_id = open.holder_id
      and part.expanded ? 'transformationID' and part.expanded ->> 'transformationID' = open.id and not part.is_declaration
      and not exists (select from chain.epcis_event as taken where taken.authority_id = part.authority_id
        and taken.holder_id = part.holder_id and taken.name_sha256 = part.name_sha256 and taken.is_declaration)
    group by open.holder_id, open.id
    having bool_and(part.became = 'kept')
    order by min(part.event_time), open.id
    limit ${limit}`.execute(tx)
  return rows
}

/** What an event moved of material, and who was on the other side. */
export async function selectMoved(
  tx: Tx,
  authorityId: AuthorityId,
  eventId: EventId,
): Promise<{ readonly movedMg: bigint; readonly counterId: PartyId | null }> {
  const { rows } = await sql<{ movedMg: bigint; counterId: PartyId | null }>`
    select coalesce((select sum(m.amount)::bigint from chain.movement as m
        where m.authority_id = e.authority_id and m.event_id = e.event_id and m.ledger = 'material_mg'), 0::bigint) as "movedMg",
      e.counter_id as "counterId"
    from chain.event as e where e.authority_id = ${authorityId} and e.event_id = ${eventId}`.execute(tx)
  return rows[0] ?? { movedMg: 0n, counterId: null }
}

export type EventToKeep = {
  readonly id: string
  readonly holder: PartyId
  readonly counter: PartyId | null
  readonly capture: string | null
  readonly place: number | null
  readonly name: string
  readonly isIdGiven: boolean
  readonly hashId: string
  readonly isDeclaration: boolean
  readonly type: string
  readonly at: string
  readonly document: string
  readonly context: string
  readonly expanded: ExpandedEvent
  readonly origin: 'captured' | 'act'
  readonly actKind: ActKind | null
  readonly mass: 'balanced' | 'imbalance' | 'not-decidable' | 'open' | 'none'
  readonly event: EventId | null
}

/** Keeps them, each once for its holder; answers which rows are new. */
export async function keepEvents(
  tx: Tx,
  authorityId: AuthorityId,
  events: readonly EventToKeep[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from chain.epcis_keep(${authorityId}, ${JSON.stringify(events)}::jsonb) as kept(id)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** What the log is to say of one that was captured, as the database tells it from the row. */
export async function selectCapturedSaid(tx: Tx, authorityId: AuthorityId, rowId: string): Promise<Json> {
  const { rows } = await sql<{ said: Json }>`
    select (${sql.raw(capturedSaid)})::jsonb as said from chain.epcis_event as e
    where e.authority_id = ${authorityId} and e.row_id = ${rowId}`.execute(tx)
  const [row] = rows
  assert(row, 'what was just kept is there')
  return row.said
}

/** The same of a capture that has ended. */
export async function selectCaptureSaid(tx: Tx, authorityId: AuthorityId, captureId: string): Promise<Json> {
  const { rows } = await sql<{ said: Json }>`
    select (${sql.raw(captureSaid)})::jsonb as said from chain.epcis_capture as c
    where c.authority_id = ${authorityId} and c.capture_id = ${captureId}`.execute(tx)
  const [row] = rows
  assert(row, 'what just ended is there')
  return row.said
}

export type MasterToKeep = {
  readonly id: string
  readonly holder: PartyId
  readonly capture: string
  readonly vocabulary: string
  readonly element: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly children: readonly string[]
}

export async function keepMaster(tx: Tx, authorityId: AuthorityId, rows: readonly MasterToKeep[]): Promise<void> {
  if (rows.length === 0) return
  await sql`select chain.epcis_keep_master(${authorityId}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

export type CaptureRow = {
  readonly captureId: string
  readonly holderId: PartyId
  readonly behaviour: 'rollback' | 'proceed'
  readonly mediaType: 'json' | 'xml'
  readonly eventCount: number
  readonly doneCount: number
  readonly createdAt: Instant
  readonly finishedAt: Instant | null
  readonly success: boolean
  readonly errors: readonly CaptureError[]
  /** What stands before its events is in. */
  readonly isHeaderKept: boolean
}
/** A refusal, and which event of the document it is about; a status is for who answers. */
export type CaptureError = {
  readonly code: string
  readonly kind: ProblemKind
  readonly title: { readonly nl: string; readonly en: string }
  readonly detail: { readonly nl: string; readonly en: string }
  readonly pointer: string
  readonly place: number | null
  /** Of a fault of ours: the number under which the log has it. */
  readonly reference?: string
}

const captureColumns = sql`c.capture_id as "captureId", c.holder_id as "holderId", c.behaviour, c.media_type as "mediaType",
  c.event_count as "eventCount", c.done_count as "doneCount", c.created_at as "createdAt", c.finished_at as "finishedAt", c.success,
  c.header is not null as "isHeaderKept"`

/** In a list; all of them stand with the capture itself. A page of documents full of errors would fill our memory. */
export const errorsListed = 10

export async function findCapture(tx: Tx, authorityId: AuthorityId, captureId: string): Promise<CaptureRow | null> {
  const { rows } = await sql<CaptureRow>`
    select ${captureColumns}, c.errors from chain.epcis_capture as c
    where c.authority_id = ${authorityId} and c.capture_id = ${captureId}`.execute(tx)
  return rows[0] ?? null
}

/** Newest first, each with the first of its errors. */
export async function selectCaptures(
  tx: Tx,
  { authorityId, before, limit }: { authorityId: AuthorityId; before: string | null; limit: number },
): Promise<readonly CaptureRow[]> {
  const { rows } = await sql<CaptureRow>`
    select ${captureColumns}, jsonb_path_query_array(c.errors, ${`$[0 to ${errorsListed - 1}]`}::jsonpath) as errors
    from chain.epcis_capture as c
    where c.authority_id = ${authorityId} and (${before}::uuid is null or c.capture_id < ${before}::uuid)
    order by c.capture_id desc limit ${limit}`.execute(tx)
  return rows
}

/** What was handed in, and in whose name it is judged. */
export async function readHandedIn(
  tx: Tx,
  authorityId: AuthorityId,
  captureId: string,
): Promise<{ readonly document: string; readonly standing: unknown } | null> {
  const { rows } = await sql<{ document: string; standing: unknown }>`
    select c.document, c.standing from chain.epcis_capture as c
    where c.authority_id = ${authorityId} and c.capture_id = ${captureId}`.execute(tx)
  return rows[0] ?? null
}

export type Fate = {
  readonly rowId: string
  readonly place: number | null
  readonly name: string
  readonly type: string
  readonly became: 'act' | 'kept'
  readonly actKind: ActKind | null
  readonly mass: EventToKeep['mass']
  readonly chainEventId: EventId | null
  readonly eventTime: Instant
}

/** What became of the events of a capture, in the order of the document. */
export async function selectFates(tx: Tx, authorityId: AuthorityId, captureId: string): Promise<readonly Fate[]> {
  const { rows } = await sql<Fate>`
    select e.row_id as "rowId", e.place, e.epcis_event_id as name, e.event_type as type, e.became, e.act_kind as "actKind", e.mass,
      e.chain_event_id as "chainEventId", e.event_time as "eventTime"
    from chain.epcis_event as e
    where e.authority_id = ${authorityId} and e.capture_id = ${captureId}
    order by e.place, e.row_id`.execute(tx)
  return rows
}

/** Word for word what the log has the hash of, of an event that was captured or of a whole capture; null where the reader may see neither. */
export async function findRecordedContent(tx: Tx, authorityId: AuthorityId, id: string): Promise<string | null> {
  const { rows } = await sql<{ content: string }>`
    select ${sql.raw(capturedContent)} as content from chain.epcis_event as e
    where e.authority_id = ${authorityId} and e.row_id = ${id} and e.origin = 'captured'
    union all
    select ${sql.raw(captureContent)} from chain.epcis_capture as c
    where c.authority_id = ${authorityId} and c.capture_id = ${id} and c.finished_at is not null`.execute(tx)
  return rows[0]?.content ?? null
}

/** The row of the event at this place of a capture; null where none was kept of it, it was there before, or it went with its act. */
export async function findPlaced(
  tx: Tx,
  authorityId: AuthorityId,
  captureId: string,
  place: number,
): Promise<string | null> {
  const { rows } = await sql<{ rowId: string }>`
    select e.row_id as "rowId" from chain.epcis_event as e
    where e.authority_id = ${authorityId} and e.capture_id = ${captureId} and e.place = ${place}`.execute(tx)
  return rows[0]?.rowId ?? null
}

export async function openCapture(
  tx: Tx,
  authorityId: AuthorityId,
  capture: {
    readonly id: string
    readonly holder: PartyId
    readonly actor: string | null
    readonly behaviour: 'rollback' | 'proceed'
    readonly mediaType: 'json' | 'xml'
    readonly document: string
    readonly standing: unknown
    readonly eventCount: number
  },
): Promise<void> {
  await sql`select chain.epcis_open_capture(${authorityId}, ${JSON.stringify(capture)}::jsonb)`.execute(tx)
}

export async function noteCapture(
  tx: Tx,
  authorityId: AuthorityId,
  captureId: string,
  note: {
    readonly doneCount?: number
    readonly success?: boolean
    readonly isFinished?: boolean
    readonly errors?: readonly CaptureError[]
    readonly header?: unknown
  },
): Promise<void> {
  await sql`select chain.epcis_note_capture(${authorityId}, ${captureId}, ${JSON.stringify(note)}::jsonb)`.execute(tx)
}
