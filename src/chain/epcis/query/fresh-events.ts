// What is new for a standing question since it was last looked at. Not here: whom to tell, and when.
// Who hands in many events at once commits after who hands in one, so the record time alone does not tell what was seen: we look back a little,
// and remember what was told.
import type { AuthorityId } from '#kernel'
import type { Tx } from '#platform'
import { type FoundEvent, findEvents } from './find-events.ts'
import { type QueryDefinition, readDefinition } from './named-queries.ts'
import { resolveQuery } from './resolve.ts'

export type Standing = {
  readonly definition: QueryDefinition
  readonly seenAt: Temporal.Instant
  readonly initialFrom: Temporal.Instant
  /** Rows that were told already, the oldest first. */
  readonly recent: readonly string[]
}

export type Fresh = { readonly events: readonly FoundEvent[]; readonly isMore: boolean }

/** One answer holds this many events at most; the rest follows at once. */
const eventsMax = 200
/** Whoever hands in many events at once has committed within this. */
const lookBackMinutes = 2
/** As many as a look back may meet again; what is older is not looked back to. */
const recentMax = 2_000

export async function freshEvents(
  tx: Tx,
  authorityId: AuthorityId,
  { definition, seenAt, initialFrom, recent }: Standing,
): Promise<Fresh> {
  const back = seenAt.subtract({ minutes: lookBackMinutes })
  const from = Temporal.Instant.compare(back, initialFrom) > 0 ? back : initialFrom
  const { conditions } = await resolveQuery(tx, authorityId, readDefinition(definition))
  const since = { kind: 'record-time', compare: 'GE', value: from.toString() } as const
  const query = { conditions: [...conditions, since], order: null }
  const [oldest] = recent.length >= recentMax ? recent : []
  const found = await findEvents(tx, {
    authorityId,
    query,
    limit: recent.length + eventsMax + 1,
    ...(oldest === undefined ? {} : { after: oldest }),
  })
  const fresh = found.filter(({ rowId }) => !recent.includes(rowId))
  return { events: fresh.slice(0, eventsMax), isMore: fresh.length > eventsMax }
}

export function remember(recent: readonly string[], told: readonly FoundEvent[]): readonly string[] {
  return [...recent, ...told.map(({ rowId }) => rowId)].slice(-recentMax)
}
