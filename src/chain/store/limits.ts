// Reads what was used of limits, and what room there is: of the holder's own, or by staff. Not here: the limits (licensing), and using them.
import { sql } from 'kysely'
import {
  type AccountId,
  type AuthorityId,
  type BatchId,
  type EventId,
  type Instant,
  type PartyId,
  type PlainDate,
  trustId,
} from '#kernel'
import { type ExemptionLimit, exemptionLimits, type LimitAct, limitPeriodOf } from '#licensing'
import type { Tx } from '#platform'
import type { LimitFact } from '../acts/facts.ts'
import type { LawForChain } from '../law.ts'
import { limitPlace, limitsFor, productsOfLimit } from '../limits/limits.ts'
import { accountIdOf, type Move } from '../place.ts'

export type LimitsAskedOf = { readonly holderId: PartyId; readonly kind: LimitAct; readonly on: PlainDate }

/**
 * What such an act of the holder may use on that day. What was used of it is what leaves the room of that day, which a later day may narrow: an act
 * that comes late must fit under what each day since allows.
 */
export async function loadLimits(
  tx: Tx,
  authorityId: AuthorityId,
  { law, ...asked }: LimitsAskedOf & { readonly law: LawForChain },
): Promise<LimitFact[]> {
  const { holderId, on } = asked
  const limits = limitsFor(await exemptionLimits(tx, authorityId, { holderId, on }), asked)
  const states = await selectLimitStates(
    tx,
    authorityId,
    limits.map((limit) => ({
      ...limit,
      on,
      accountId: accountIdOf(authorityId, limit.place),
      products: productsOfLimit(limit, law),
    })),
  )
  return limits.map((limit, index) => ({ ...limit, usedMg: limit.maxMg - (states[index]?.roomMg ?? limit.maxMg) }))
}

type LimitAskedOf = Pick<LimitFact, 'exemptionId' | 'number'> & {
  readonly accountId: AccountId
  readonly on: PlainDate
  readonly products: readonly string[]
}
export type LimitState = { readonly usedMg: bigint; readonly roomMg: bigint | null }

/** In the period of that day, in the order asked: what was used by all its days, what came before the limit was known too; and the room on that day. */
export async function selectLimitStates(
  tx: Tx,
  authorityId: AuthorityId,
  asked: readonly LimitAskedOf[],
): Promise<readonly (LimitState | undefined)[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<LimitState & { readonly place: number }>`
    select r.place, r.used as "usedMg", r.room as "roomMg"
    from chain.limits_now(${authorityId}, ${JSON.stringify(saidOf(asked))}) as r`.execute(tx)
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  return asked.map((_, place) => byPlace.get(place))
}

export type UntoldUse = { readonly eventId: EventId; readonly on: PlainDate; readonly massMg: bigint }

/** In the same periods, in the order asked: the acts that used it and stand in no account, the oldest first. */
export async function selectUntold(
  tx: Tx,
  authorityId: AuthorityId,
  asked: readonly LimitAskedOf[],
): Promise<readonly (readonly UntoldUse[])[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ place: number; eventId: string; on: string; massMg: bigint }>`
    select r.place, r.event_id as "eventId", r.used_on::text as "on", r.amount as "massMg"
    from chain.limits_untold(${authorityId}, ${JSON.stringify(saidOf(asked))}) as r`.execute(tx)
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return asked.map((_, place) =>
    (byPlace.get(place) ?? []).map(({ eventId, on, massMg }) => ({
      eventId: trustId('event', eventId),
      on: Temporal.PlainDate.from(on),
      massMg,
    })),
  )
}

const saidOf = (asked: readonly LimitAskedOf[]) =>
  asked.map(({ accountId, exemptionId, number, on, products }, place) => ({
    ...{ place, account: accountId, exemption: exemptionId, number, on: on.toString(), products },
  }))

/** What was used of them that no account says, as it was before a limit was known: in each period that has begun, as moves into its account. */
export async function loadUnsaid(
  tx: Tx,
  authorityId: AuthorityId,
  {
    limits,
    law,
    today,
  }: { readonly limits: readonly ExemptionLimit[]; readonly law: LawForChain; readonly today: PlainDate },
): Promise<Move[]> {
  const periods = limits.flatMap((limit) =>
    Array.from(
      { length: limit.per === 'year' ? Math.max(0, today.year - limit.version.from.year) + 1 : 1 },
      (_, index) => {
        const from = limit.version.from
        const on = index === 0 ? from : from.with({ month: 1, day: 1 }).add({ years: index })
        const place = limitPlace(limit, limitPeriodOf(limit, on).key)
        return {
          ...limit,
          on,
          place,
          accountId: accountIdOf(authorityId, place),
          products: productsOfLimit(limit, law),
        }
      },
    ),
  )
  const each = [...new Map(periods.map((one) => [one.accountId, one])).values()]
  const states = await selectLimitStates(tx, authorityId, each)
  const said = await selectUsed(
    tx,
    authorityId,
    each.map(({ accountId }) => accountId),
  )
  return each.flatMap(({ place, accountId }, index) => {
    const amount = (states[index]?.usedMg ?? 0n) - (said.get(accountId) ?? 0n)
    return amount > 0n ? [{ from: { ...place, kind: 'world' as const, state: 'granted' }, to: place, amount }] : []
  })
}

export type ParcelSaid = {
  readonly holderId: PartyId
  readonly senderId: PartyId
  readonly at: Instant
  /** What was weighed of each batch. */
  readonly came: ReadonlyMap<BatchId, bigint>
}

/** Of each batch in a parcel: how much of that the holder once sent out, as it is or as what it was made of, to who sends it or handed it on. */
export async function loadMayComeBack(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, senderId, at, came }: ParcelSaid,
): Promise<ReadonlyMap<BatchId, bigint>> {
  const { rows } = await sql<{ batchId: string; mg: bigint }>`
    select r.batch_id as "batchId", r.amount as mg
    from chain.may_come_back(${authorityId}, ${holderId}, ${senderId}, ${at.toString()}, ${[...came.keys()]}::uuid[],
      ${[...came.values()]}::bigint[]) as r`.execute(tx)
  return new Map(rows.map(({ batchId, mg }) => [trustId('batch', batchId), mg]))
}

/** Of those accounts that are there. */
export async function selectUsed(
  tx: Tx,
  authorityId: AuthorityId,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, bigint>> {
  if (accountIds.length === 0) return new Map()
  const { rows } = await sql<{ accountId: string; usedMg: bigint }>`
    select b.account_id as "accountId", b.amount as "usedMg"
    from chain.balance as b
    where b.authority_id = ${authorityId} and b.account_id = any (${[...accountIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ accountId, usedMg }) => [trustId('account', accountId), usedMg]))
}
