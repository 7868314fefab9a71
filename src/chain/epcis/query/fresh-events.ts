// What is new for a standing question since it was last looked at. Not here: whom to tell, and when.
// Who hands in many events at once commits after who hands in one, so the record time alone does not tell what was seen: we look back a little,
// remember what was told, and do not call seen what came after a document that is still being captured, for it is shown all at once and late.
import { sql } from 'kysely'
import type { AuthorityId } from '#kernel'
import type { Tx } from '#platform'
import { type FoundEvent, findRows, firstThatFit, readRows } from './find-events.ts'
import { type QueryDefinition, readDefinition } from './named-queries.ts'
import { resolveQuery } from './resolve.ts'

export type Standing = {
  readonly definition: QueryDefinition
  readonly seenAt: Temporal.Instant
  readonly initialFrom: Temporal.Instant
  /** What says of itself that it was recorded later came under a clock that was set back since; it is told when its moment has come. */
  readonly until: Temporal.Instant | null
  /** Rows that were told already, the oldest first. */
  readonly recent: readonly string[]
}

export type Fresh = { readonly events: readonly FoundEvent[]; readonly isMore: boolean }

/** One answer holds this many events at most, or fewer large ones (`answerBytesMax`); the rest follows at once. */
const eventsMax = 200
/** Whoever records events by another way than a document has committed within this. */
export const lookBackMinutes = 2
/** A capture that is not done by then is not done any more: its job had all its tries. */
const captureHoursMax = 3
/** As many as a look back may meet again; what is older is not looked back to. */
const recentMax = 2_000

export async function freshEvents(
  tx: Tx,
  authorityId: AuthorityId,
  { definition, seenAt, initialFrom, until, recent }: Standing,
): Promise<Fresh> {
  const back = seenAt.subtract({ minutes: lookBackMinutes })
  const from = Temporal.Instant.compare(back, initialFrom) > 0 ? back : initialFrom
  const { conditions } = await resolveQuery(tx, authorityId, readDefinition(definition))
  const since = { kind: 'record-time', compare: 'GE', value: from.toString() } as const
  const before = until === null ? [] : [{ kind: 'record-time', compare: 'LE', value: until.toString() } as const]
  const query = { conditions: [...conditions, since, ...before], order: null }
  const [oldest] = recent.length >= recentMax ? recent : []
  const found = await findRows(tx, {
    authorityId,
    query,
    limit: recent.length + eventsMax + 1,
    ...(oldest === undefined ? {} : { after: oldest }),
  })
  const fresh = found.filter(({ rowId }) => !recent.includes(rowId))
  const shown = firstThatFit(fresh, eventsMax)
  return { events: await readRows(tx, authorityId, shown), isMore: fresh.length > shown.length }
}

export type Moments = {
  /** All events recorded until then can be seen: now, or when the oldest document began that is being captured. */
  readonly seenAt: Temporal.Instant
  /** Nothing is recorded later by the clock as it is. */
  readonly until: Temporal.Instant
}

/** A clock that is set back by less heals by itself: so far back is looked anyway. */
export const aheadMinutes = 1

/**
 * Up to when is to be looked. To be asked by the house, which sees everybody's captures, and before the events are. By the database's clock, which events are
 * recorded by, where ours is ahead of it.
 */
export async function momentsOf(tx: Tx, authorityId: AuthorityId, now: Temporal.Instant): Promise<Moments> {
  const since = now.subtract({ hours: captureHoursMax })
  const { rows } = await sql<{ begunAt: Temporal.Instant | null; recordedBy: Temporal.Instant }>`
    select min(c.created_at) as "begunAt", clock_timestamp() as "recordedBy" from chain.epcis_capture as c
    where c.authority_id = ${authorityId} and c.finished_at is null and c.created_at >= ${since} and c.capture_id >= ${firstIdAt(since)}::uuid`.execute(
    tx,
  )
  const { begunAt = null, recordedBy = now } = rows[0] ?? {}
  const seenAt = [now, recordedBy, ...(begunAt ? [begunAt] : [])].reduce(earlier)
  return { seenAt, until: recordedBy.add({ minutes: aheadMinutes }) }
}

const earlier = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(other, one) < 0 ? other : one

/** The least UUID of version 7 of a moment: captures have such ids, so what is long done is not looked at. */
function firstIdAt(at: Temporal.Instant): string {
  const hex = Math.max(at.epochMilliseconds, 0).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}

export function remember(recent: readonly string[], told: readonly FoundEvent[]): readonly string[] {
  return [...recent, ...told.map(({ rowId }) => rowId)].slice(-recentMax)
}
