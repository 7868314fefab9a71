// Puts a denial on the stream of access decisions, in a transaction of its own. Not here: the decision.
import type { Database } from '../database/database.ts'
import { recordDecision } from '../streams/write.ts'
import type { Denial } from './access.ts'

/** What `createAccess` calls at each no. */
export function denialRecorder(database: Database): (denial: Denial) => Promise<void> {
  return ({ actor, action, resourceKind, resourceId, policyIds, reason }) =>
    recordDecision(database, actor, {
      action,
      resource: { kind: resourceKind, id: resourceId },
      isAllowed: false,
      reason,
      policyIds,
    })
}
