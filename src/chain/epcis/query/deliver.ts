// Tells subscribers what is new: looks who is due, asks the question behind the subscriber's own wall, posts the answer, signed. Not here: the way out.
// At least once: an answer may come twice after a crash, and each event says by its eventID that it is the same.
import { sql } from 'kysely'
import { type AuthorityId, type Instant, Refused, trustId, unwrap } from '#kernel'
import {
  type Actor,
  type Database,
  failuresMax,
  type Posted,
  type Poster,
  pauseSeconds,
  signBody,
  withdrawnClients,
} from '#platform'
import { type FoundEvent, inTime } from './find-events.ts'
import { type Fresh, freshEvents, type Moments, momentsOf, remember } from './fresh-events.ts'
import type { QueryDefinition } from './named-queries.ts'
import { writeQueryDocument } from './query-document.ts'
import { nextTime, readSchedule, type Schedule } from './schedule.ts'
import { streamSeconds } from './subscriptions.ts'
import { bringSubscribersBack } from './times-ahead.ts'
import type { EpcFormat } from './translate.ts'

/** As many as one round tells, and of one holder. */
const dueMax = 50
const dueOfHolderMax = 10
/** So many holders are told at once; of one, one after the other. */
const lanes = 8
/** Whoever still has more to be told after so long gets it in the next round: until this one ends, nobody hears what is new. */
const roundSeconds = 10

type Due = {
  readonly subscriptionId: string
  readonly holderId: string
  readonly queryName: string
  readonly subject: string
  readonly wall: 'staff' | 'holder'
  readonly dest: string
  readonly schedule: Schedule | null
  readonly reportIfEmpty: boolean
  readonly epcFormat: EpcFormat
  readonly initialFrom: Instant
  readonly seenAt: Instant
  readonly aheadAt: Instant | null
  readonly recent: readonly string[]
  readonly failures: number
  readonly definition: QueryDefinition
}

export type DeliveryOptions = {
  readonly database: Database
  readonly actor: Actor
  readonly poster: Poster
  readonly now: () => Temporal.Instant
}

/**
 * One round over those that are due; says how many answers were taken. `actor` is the house. Whoever answers slowly keeps its own waiting and not those of
 * others. A fault of ours in one of them is thrown when all have had their turn.
 */
export async function deliverDue(given: DeliveryOptions): Promise<number> {
  const { database, actor, now } = given
  const moments = await database.transaction(actor, (tx) => momentsOf(tx, actor.authorityId, now()))
  const options = { ...given, moments }
  await database.transaction(actor, (tx) => bringSubscribersBack(tx, actor.authorityId, now()))
  const due = await database.transaction(actor, (tx) => selectDue(tx, actor.authorityId, now()))
  const withdrawn = await database.transaction(actor, (tx) =>
    withdrawnClients(
      tx,
      actor.authorityId,
      due.map(({ subject }) => subject),
    ),
  )
  let delivered = 0
  const faults: unknown[] = []
  const waiting = [...Map.groupBy(due, ({ holderId }) => holderId).values()]
  const over = now().add({ seconds: roundSeconds })
  const deliverInTurn = async () => {
    for (let own = waiting.shift(); own; own = waiting.shift())
      for (const [at, one] of own.entries()) {
        if (at > 0 && Temporal.Instant.compare(now(), over) > 0) break
        const isWithdrawn = withdrawn.has(one.subject)
        const work: Promise<unknown> = isWithdrawn
          ? note(options, one, { kind: 'ended', why: 'withdrawn' })
          : deliverOrNote(options, one, faults)
        // What cannot even be noted down is due again in the next round; the other lanes are not left behind.
        const isDelivered = await work.catch((error: unknown) => void faults.push(error))
        if (isDelivered === true) delivered += 1
      }
  }
  await Promise.all(Array.from({ length: lanes }, deliverInTurn))
  if (faults.length > 0) throw faults[0]
  return delivered
}

type Round = DeliveryOptions & { readonly moments: Moments }

/** A question that cannot be answered is its owner's failure, with the reason, and not that of all who wait behind it. */
async function deliverOrNote(options: Round, due: Due, faults: unknown[]): Promise<boolean> {
  try {
    return await deliverOne(options, due)
  } catch (error) {
    if (!(error instanceof Refused)) faults.push(error)
    const why = error instanceof Refused ? error.refusal.problem.code : 'fault'
    await note(options, due, { kind: 'failed', why })
    return false
  }
}

const quietSeconds = 60

type Told =
  | {
      readonly kind: 'told'
      readonly events: readonly FoundEvent[]
      readonly isMore: boolean
      readonly isSent: boolean
    }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'ended'; readonly why: string }

async function deliverOne(options: Round, due: Due): Promise<boolean> {
  const { events, isMore } = await newEvents(options, due)
  if (events.length === 0 && !due.reportIfEmpty) {
    // A quiet stream is written down once a minute: that nothing happened is no news every two seconds.
    const since = options.now().since(due.seenAt).total('seconds')
    if (due.schedule !== null || due.failures > 0 || due.aheadAt !== null || since > quietSeconds)
      await note(options, due, { kind: 'told', events, isMore, isSent: false })
    return false
  }
  const posted = await send(options, due, events)
  const told = outcomeOf(posted, { events, isMore })
  await note(options, due, told)
  return told.kind === 'told'
}

function outcomeOf(posted: Posted, told: { readonly events: readonly FoundEvent[]; readonly isMore: boolean }): Told {
  switch (posted.kind) {
    case 'answered':
      if (posted.status >= 200 && posted.status < 300) return { kind: 'told', ...told, isSent: true }
      // Whoever says "gone" wants no more of it.
      return posted.status === 410 ? { kind: 'ended', why: '410' } : { kind: 'failed', why: String(posted.status) }
    case 'not-allowed':
      return { kind: 'failed', why: `not-allowed: ${posted.why}` }
    case 'failed':
      return { kind: 'failed', why: posted.why }
    default:
      return posted satisfies never
  }
}

/** Behind the wall of whoever subscribed: what they may not see is not sent to them. */
function newEvents({ database, actor, moments }: Round, due: Due): Promise<Fresh> {
  const partyId = due.wall === 'holder' ? trustId('party', due.holderId) : null
  const standing: Actor = { ...actor, wall: due.wall, partyId }
  const { definition, initialFrom, recent, aheadAt } = due
  const from = aheadAt === null ? { seenAt: due.seenAt, until: moments.until } : { seenAt: aheadAt, until: null }
  return database.transaction(standing, (tx) =>
    inTime(tx, () => freshEvents(tx, actor.authorityId, { definition, initialFrom, recent, ...from })),
  )
}

async function send(
  { database, actor, poster, now }: DeliveryOptions,
  due: Due,
  events: readonly FoundEvent[],
): Promise<Posted> {
  const { rows } = await database.transaction(actor, (tx) =>
    sql<{
      token: string | null
    }>`select chain.epcis_signature_token(${actor.authorityId}, ${due.subscriptionId}::uuid) as token`.execute(tx),
  )
  const at = now()
  const { epcFormat: format, queryName, subscriptionId } = due
  const body = writeQueryDocument({ events, format, queryName, subscriptionId, now: at })
  const token = rows[0]?.token ?? null
  return poster.post(due.dest, body, {
    'content-type': 'application/json',
    'user-agent': 'grein',
    'gs1-epcis-version': '2.0.0',
    'gs1-epc-format': due.epcFormat,
    ...(token === null ? {} : { 'gs1-signature': signBody(body, token, at) }),
  })
}

async function note({ database, actor, now, moments }: Round, due: Due, told: Told): Promise<void> {
  const said = noteOf(due, told, { at: now(), allSeenAt: moments.seenAt })
  await database.transaction(actor, (tx) =>
    sql`select chain.epcis_note_delivery(${actor.authorityId}, ${due.subscriptionId}::uuid, ${JSON.stringify(said)}::jsonb)`.execute(
      tx,
    ),
  )
}

type Looked = { readonly at: Temporal.Instant; readonly allSeenAt: Temporal.Instant }

function noteOf(due: Due, told: Told, { at, allSeenAt }: Looked): Record<string, unknown> {
  switch (told.kind) {
    case 'told': {
      const last = told.events.at(-1)?.recordTime ?? null
      const isDone = !told.isMore && due.aheadAt === null
      return {
        ...(due.aheadAt === null
          ? { seenAt: told.isMore ? later(last, due.seenAt) : allSeenAt }
          : { aheadAt: told.isMore ? last : null }),
        // Those of a day to come would hide what is recorded today.
        recent: due.aheadAt !== null && !told.isMore ? [] : remember(due.recent, told.events),
        nextAt: isDone ? nextLook(due, at) : at,
        failures: 0,
        ...(told.isSent ? { notifiedAt: at } : {}),
      }
    }
    case 'failed': {
      const failures = due.failures + 1
      const isOver = failures >= failuresMax
      return {
        recent: due.recent,
        nextAt: at.add({ seconds: pauseSeconds(failures) }).toString(),
        failures,
        error: told.why.slice(0, 200),
        ...(isOver ? { endedAt: at.toString() } : {}),
      }
    }
    case 'ended':
      return {
        recent: due.recent,
        nextAt: at.toString(),
        failures: due.failures,
        error: told.why,
        endedAt: at.toString(),
      }
    default:
      return told satisfies never
  }
}

/** While there is more, it goes on from the last event, and never further back than it began. */
const later = (last: Temporal.Instant | null, seenAt: Temporal.Instant) =>
  last !== null && Temporal.Instant.compare(last, seenAt) > 0 ? last : seenAt

function nextLook({ schedule }: Due, at: Temporal.Instant): Temporal.Instant {
  const next = schedule ? nextTime(unwrap(readSchedule(schedule)), at) : null
  return next ?? at.add({ seconds: streamSeconds })
}

async function selectDue(
  tx: Parameters<Parameters<Database['transaction']>[1]>[0],
  authorityId: AuthorityId,
  now: Temporal.Instant,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select s.subscription_id as "subscriptionId", s.holder_id as "holderId", s.query_name as "queryName", s.subject, s.wall, s.dest, s.schedule,
      s.report_if_empty as "reportIfEmpty", s.epc_format as "epcFormat", s.initial_from as "initialFrom", s.seen_at as "seenAt",
      s.ahead_at as "aheadAt", s.recent, s.failures, q.definition
    from (
      select one.holder_id, one.query_name, one.subscription_id,
        row_number() over (partition by one.holder_id order by one.next_at, one.subscription_id) as turn
      from chain.epcis_subscription as one
      where one.authority_id = ${authorityId} and one.ended_at is null and one.next_at <= ${now}
    ) as due
    join chain.epcis_subscription as s
      on s.authority_id = ${authorityId} and s.holder_id = due.holder_id and s.query_name = due.query_name and s.subscription_id = due.subscription_id
    join chain.epcis_query as q on q.authority_id = s.authority_id and q.holder_id = s.holder_id and q.query_name = s.query_name
    where due.turn <= ${dueOfHolderMax}
    order by s.next_at limit ${dueMax}`.execute(tx)
  return rows
}
