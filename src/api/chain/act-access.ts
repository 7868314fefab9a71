// What access is asked about an act: which action, whose stock, in which circumstances. Not here: whether the law allows it (chain,
// with licensing).
import type { Subject } from '#chain'
import type { Act } from '#chain/contract'
import { type AccessResource, type Action, type Actor, actionOfAct } from '#platform'
import { bareId } from '../http/ids.ts'

/** The act's own action, but where it does more than its kind says: a recall stops everybody, and a release taken back is a decision. */
export function actionFor(act: Act, subject: Subject | null = null): Action {
  if (act.kind === 'hold' && act.scope === 'recall') return 'chain:record:recall'
  if (act.kind === 'correct' && subject?.kind === 'release') return 'chain:release'
  return actionOfAct(act.kind)
}

/**
 * An act takes from and adds to the stock of whoever the actor acts for, so that party is whom it concerns; of another's stock
 * the chain knows and refuses. What is taken back or settled concerns its holder (`subject`); `heldBy` is whose hold is lifted.
 */
export function resourceOfAct(actor: Actor, act: Act, subject: Subject | null = null): AccessResource {
  const isAnothers = act.kind === 'correct' || act.kind === 'settle-difference'
  const partyId = isAnothers && subject ? subject.holderId : actor.partyId
  return {
    kind: act.kind,
    id: bareId('premises', act.premisesId),
    ...(partyId === null ? {} : { partyIds: [partyId] }),
    ...('reason' in act && act.kind === 'ship' ? { reason: act.reason } : {}),
    ...('state' in act ? { state: act.state } : {}),
    ...(act.kind === 'lift' && subject ? { heldBy: subject.holderId } : {}),
  }
}
