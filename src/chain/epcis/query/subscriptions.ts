// Who is told when a question has new answers: made, listed, read, ended. Not here: telling them (deliver.ts).
import { sql } from 'kysely'
import { decodeCursor, encodeCursor, type Instant, newId, refuseNow, unwrap } from '#kernel'
import type { Actor, Tx } from '#platform'
import { ownerOf, perPageDefault } from './ask-events.ts'
import { readNamedQuery } from './named-queries.ts'
import { epcisQueryProblems } from './problems.ts'
import { nextTime, readSchedule, type Schedule } from './schedule.ts'
import { subscriptionProblems } from './subscription-problems.ts'
import type { EpcFormat } from './translate.ts'

export type NewSubscription = {
  readonly queryName: string
  readonly dest: string
  readonly signatureToken: string | null
  readonly schedule: Schedule | null
  readonly isStream: boolean
  readonly reportIfEmpty: boolean
  readonly initialRecordTime: string | null
  readonly epcFormat: EpcFormat
}

export type Subscription = {
  readonly subscriptionId: string
  readonly queryName: string
  readonly dest: string
  readonly schedule: Schedule | null
  readonly reportIfEmpty: boolean
  readonly epcFormat: EpcFormat
  readonly createdAt: Instant
  readonly initialFrom: Instant
  readonly seenAt: Instant
  readonly lastNotifiedAt: Instant | null
  /** Given up on after many failures, and what the last one was. */
  readonly endedAt: Instant | null
  readonly lastError: string | null
}

/** Each costs us a look every few seconds. */
export const subscriptionsMax = 20
/** A stream is looked at this often. */
export const streamSeconds = 2

type Asked = { readonly now: Temporal.Instant; readonly mayCall: (url: string) => boolean }

/** Refuses `epcis/unknown-query`, `epcis/stream-or-schedule`, `epcis/query-parameter`, `epcis/schedule`, `epcis/dest-not-allowed`, `epcis/too-many-subscriptions`. */
export async function subscribe(
  tx: Tx,
  actor: Actor,
  wish: NewSubscription,
  { now, mayCall }: Asked,
): Promise<Subscription> {
  await readNamedQuery(tx, actor, wish.queryName)
  if (wish.isStream === (wish.schedule !== null)) refuseNow(subscriptionProblems['stream-or-schedule'], {})
  const next = wish.schedule ? nextTime(unwrap(readSchedule(wish.schedule)), now) : now
  if (!mayCall(wish.dest)) refuseNow(subscriptionProblems['dest-not-allowed'], {})
  if (wish.initialRecordTime !== null && !isWithin(wish.initialRecordTime))
    refuseNow(epcisQueryProblems['query-parameter'], {
      faults: [{ fault: 'bad-value', name: 'initialRecordTime', expected: 'time' }],
    })
  const others = await select(tx, actor, { queryName: wish.queryName, limit: subscriptionsMax })
  if (others.length >= subscriptionsMax)
    refuseNow(subscriptionProblems['too-many-subscriptions'], { max: subscriptionsMax })
  const subscriptionId = newId('query')
  const subscription = {
    name: wish.queryName,
    id: subscriptionId,
    dest: wish.dest,
    token: wish.signatureToken,
    schedule: wish.schedule,
    reportIfEmpty: wish.reportIfEmpty,
    format: wish.epcFormat,
    initial: wish.initialRecordTime ?? now.toString(),
    next: (next ?? now).toString(),
  }
  await sql`select chain.epcis_subscribe(${actor.authorityId}, ${ownerOf(actor)}, ${JSON.stringify(subscription)}::jsonb)`.execute(
    tx,
  )
  return readSubscription(tx, actor, { queryName: wish.queryName, subscriptionId })
}

/** Nothing was recorded before there was a record, and nothing is in the year 10000. */
function isWithin(moment: string): boolean {
  const { year } = Temporal.Instant.from(moment).toZonedDateTimeISO('UTC')
  return year >= 1970 && year <= 9999
}

type Which = { readonly queryName: string; readonly subscriptionId: string }

/** Refuses `epcis/unknown-subscription`. */
export async function readSubscription(
  tx: Tx,
  actor: Actor,
  { queryName, subscriptionId }: Which,
): Promise<Subscription> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subscriptionId)
  const [found] = isId ? await select(tx, actor, { queryName, subscriptionId, limit: 1 }) : []
  return found ?? refuseNow(subscriptionProblems['unknown-subscription'], {})
}

/** Refuses `epcis/unknown-query`, `epcis/page-token`. */
export async function listSubscriptions(
  tx: Tx,
  actor: Actor,
  {
    queryName,
    perPage = perPageDefault,
    token,
  }: { readonly queryName: string; readonly perPage?: number; readonly token?: string },
): Promise<{ readonly subscriptions: readonly Subscription[]; readonly nextToken: string | null }> {
  await readNamedQuery(tx, actor, queryName)
  const [kind, after] = token === undefined ? ['subscriptions', ''] : (decodeCursor(token, 2) ?? [])
  if (kind !== 'subscriptions' || typeof after !== 'string') return refuseNow(epcisQueryProblems['page-token'], {})
  const rows = await select(tx, actor, { queryName, after, limit: perPage + 1 })
  const subscriptions = rows.slice(0, perPage)
  const last = subscriptions.at(-1)
  return {
    subscriptions,
    nextToken: rows.length > perPage && last ? encodeCursor(['subscriptions', last.subscriptionId]) : null,
  }
}

/** Refuses `epcis/unknown-subscription`. */
export async function unsubscribe(tx: Tx, actor: Actor, which: Which): Promise<void> {
  await readSubscription(tx, actor, which)
  const { queryName, subscriptionId } = which
  await sql`select chain.epcis_unsubscribe(${actor.authorityId}, ${ownerOf(actor)}, ${queryName}, ${subscriptionId}::uuid)`.execute(
    tx,
  )
}

type Selected = {
  readonly queryName: string
  readonly subscriptionId?: string
  readonly after?: string
  readonly limit: number
}

async function select(
  tx: Tx,
  actor: Actor,
  { queryName, subscriptionId, after = '', limit }: Selected,
): Promise<readonly Subscription[]> {
  const { rows } = await sql<Subscription>`
    select s.subscription_id as "subscriptionId", s.query_name as "queryName", s.dest, s.schedule, s.report_if_empty as "reportIfEmpty",
      s.epc_format as "epcFormat", s.created_at as "createdAt", s.initial_from as "initialFrom", s.seen_at as "seenAt",
      s.last_notified_at as "lastNotifiedAt", s.ended_at as "endedAt", s.last_error as "lastError"
    from chain.epcis_subscription as s
    where s.authority_id = ${actor.authorityId} and s.holder_id = ${ownerOf(actor)} and s.query_name = ${queryName}
      and s.subscription_id::text > ${after} ${subscriptionId === undefined ? sql`` : sql`and s.subscription_id = ${subscriptionId}::uuid`}
    order by s.subscription_id::text limit ${limit}`.execute(tx)
  return rows
}
