// Subscriptions under a clock that was set back: left as they are, nobody hears anything until that moment comes again. Not here: telling them (deliver.ts),
// and the queue's own times (platform/jobs/times-ahead.ts).
import { sql } from 'kysely'
import { type AuthorityId, type Instant, unwrap } from '#kernel'
import { pauseSeconds, type Tx } from '#platform'
import { aheadMinutes, lookBackMinutes } from './fresh-events.ts'
import { nextTime, readSchedule, type Schedule } from './schedule.ts'
import { streamSeconds } from './subscriptions.ts'

type Times = {
  readonly initialFrom: Temporal.Instant
  readonly seenAt: Temporal.Instant
  /** Up to where it was told under the clock of then, while what lies beyond is not told yet. */
  readonly aheadAt: Temporal.Instant | null
  readonly nextAt: Temporal.Instant
}

export type Standing = Times & {
  readonly createdAt: Temporal.Instant
  readonly schedule: Schedule | null
  readonly failures: number
}

/** As many as one round brings back. */
const ofRoundMax = 200

/** `null` where nothing of it lies ahead of the clock. From when somebody wished to be told is theirs, also where it is still to come. */
export function broughtBack(one: Standing, now: Temporal.Instant): Times | null {
  const { initialFrom, seenAt, aheadAt, nextAt, createdAt } = one
  const slack = { minutes: aheadMinutes }
  const isAhead = (at: Temporal.Instant) => Temporal.Instant.compare(at, now.add(slack)) > 0
  const isFromNowOn = Temporal.Instant.compare(initialFrom, createdAt.add(slack)) <= 0
  const isSeenAhead = isAhead(seenAt) && (isFromNowOn || !seenAt.equals(initialFrom))
  const due = nextLook(one, now)
  const isDueAhead = Temporal.Instant.compare(nextAt, due.add(slack)) > 0
  if (!isSeenAhead && !isDueAhead) return null
  return {
    // When exactly it was set back nobody knows: what was recorded since is not to be missed.
    initialFrom: isFromNowOn && isAhead(initialFrom) ? now.subtract({ minutes: lookBackMinutes }) : initialFrom,
    seenAt: isSeenAhead ? now : seenAt,
    aheadAt: isSeenAhead ? (aheadAt ?? seenAt) : aheadAt,
    nextAt: isDueAhead ? due : nextAt,
  }
}

/** The latest it may be looked at by a clock that stands at `now`. */
function nextLook({ schedule, failures }: Standing, now: Temporal.Instant): Temporal.Instant {
  if (failures > 0) return now.add({ seconds: pauseSeconds(failures) })
  const next = schedule ? nextTime(unwrap(readSchedule(schedule)), now) : null
  return next ?? now.add({ seconds: streamSeconds })
}

/** Brings back what lies ahead; to be asked by the house, before it looks who is due. */
export async function bringSubscribersBack(tx: Tx, authorityId: AuthorityId, now: Temporal.Instant): Promise<void> {
  const soon = now.add({ minutes: aheadMinutes })
  type Row = Readonly<{ [Name in keyof Standing]: Standing[Name] extends Temporal.Instant ? Instant : Standing[Name] }>
  const { rows } = await sql<Row & { readonly subscriptionId: string }>`
    select s.subscription_id as "subscriptionId", s.initial_from as "initialFrom", s.seen_at as "seenAt", s.ahead_at as "aheadAt", s.next_at as "nextAt",
      s.created_at as "createdAt", s.schedule, s.failures
    from chain.epcis_subscription as s
    where s.authority_id = ${authorityId} and s.ended_at is null
      and (s.seen_at > ${soon} or s.created_at > ${soon} or (s.next_at > ${soon} and (s.schedule is null or s.failures > 0)))
    order by s.next_at desc, s.subscription_id limit ${ofRoundMax}`.execute(tx)
  for (const { subscriptionId, ...one } of rows) {
    const times = broughtBack(one, now)
    if (times !== null)
      await sql`select chain.epcis_bring_back(${authorityId}, ${subscriptionId}::uuid, ${JSON.stringify(times)}::jsonb)`.execute(
        tx,
      )
  }
}
