// A reader's own accounts: those it has, and those of goods on their way to it. Not here: which of them are asked for.
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform'

/** Through whose wall a question comes. */
export type Reader = Pick<Actor, 'authorityId' | 'wall' | 'partyId'>

/**
 * Of `chain.account as a`, a condition or none. The wall says the same of every row, but no index answers the wall: without this a holder's few
 * accounts are looked for among all there are.
 */
export const ownOf = ({ wall, partyId }: Pick<Reader, 'wall' | 'partyId'>): readonly RawBuilder<unknown>[] =>
  wall === 'holder' && partyId ? [sql`(a.holder_id = ${partyId} or a.counter_id = ${partyId})`] : []
