// Which kinds of events a question means. Not here: what kinds there are (contract.ts).
import { type RawBuilder, sql } from 'kysely'
import type { ActKind } from '../contract.ts'

/**
 * Of events `e`. By name in the text of the statement, not as parameters: only so does the planner know, also in a plan that it keeps, whether the
 * index of the seldom kinds (0093) has all of them.
 */
export const isOfKind = (kinds: readonly ActKind[]): RawBuilder<unknown> =>
  sql`e.kind in (${sql.join(kinds.toSorted().map((kind) => sql.lit(kind)))})`
