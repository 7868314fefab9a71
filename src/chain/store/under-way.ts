// Accounts of goods on their way that still hold something. Pure SQL text; not here: the shipments they are of (shipments.ts).
import { type RawBuilder, sql } from 'kysely'
import type { AuthorityId } from '#kernel'

/**
 * As `n` and `a`. From what is held to whose account it is, in this order: behind the wall the planner takes either table for a few rows, and
 * looked up what each account of a shipment holds that there ever was. Only goods between two parties have a counter.
 */
export const transitOf = (authorityId: AuthorityId): RawBuilder<unknown> => sql`
  (select held.account_id, held.holder_id, held.counter_id, held.amount from chain.balance as held
    where held.authority_id = ${authorityId} and held.counter_id is not null and held.amount > 0
    offset 0) as n
  cross join lateral (
    select own.authority_id, own.shipment_id from chain.account as own
    where own.authority_id = ${authorityId} and own.account_id = n.account_id and own.kind = 'transit'
    offset 0) as a`
