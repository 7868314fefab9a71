// Reads what was used of limits: balances of their accounts, through the reader's wall. Not here: the limits (licensing), and using them.
import { sql } from 'kysely'
import { type AccountId, type AuthorityId, type BatchId, type PartyId, type PlainDate, trustId } from '#kernel'
import { exemptionLimits, type LimitAct } from '#licensing'
import type { Tx } from '#platform'
import type { LimitFact } from '../acts/facts.ts'
import { limitsFor } from '../limits/limits.ts'
import { accountIdOf } from '../place.ts'

export type LimitsAskedOf = { readonly holderId: PartyId; readonly kind: LimitAct; readonly on: PlainDate }

/** What such an act of the holder may use on that day, and what was used of it. */
export async function loadLimits(tx: Tx, authorityId: AuthorityId, asked: LimitsAskedOf): Promise<LimitFact[]> {
  const { holderId, on } = asked
  const limits = limitsFor(await exemptionLimits(tx, authorityId, { holderId, on }), asked)
  const ids = limits.map(({ place }) => accountIdOf(authorityId, place))
  const used = await selectUsed(tx, authorityId, ids)
  return limits.map((limit, index) => ({ ...limit, usedMg: used.get(ids[index]!) ?? 0n })) // An id for each.
}

/** Of each batch: how much of it, or of what it was made of, the holder sent to others, less what came back of those. */
export async function loadMayComeBack(
  tx: Tx,
  authorityId: AuthorityId,
  { holderId, batches }: { readonly holderId: PartyId; readonly batches: readonly BatchId[] },
): Promise<ReadonlyMap<BatchId, bigint>> {
  const { rows } = await sql<{ batchId: string; mg: bigint }>`
    select r.batch_id as "batchId", r.amount as mg
    from chain.may_come_back(${authorityId}, ${holderId}, ${[...batches]}::uuid[]) as r`.execute(tx)
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
