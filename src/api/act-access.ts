// What access is asked about an act: whose stock, in which circumstances. Not here: whether the law allows it (chain, with licensing).
import type { Act } from '#chain/contract'
import type { PartyId } from '#kernel'
import { type AccessResource, type Action, type Actor, actionOfAct } from '#platform'
import { bareId } from './ids.ts'

/** The act's own action, but where what it does is more than its kind says: a recall stops everybody. */
export function actionFor(act: Act): Action {
  if (act.kind === 'hold' && act.scope === 'recall') return 'chain:record:recall'
  return actionOfAct(act.kind)
}

/**
 * An act takes from and adds to the stock of whoever the actor acts for, so that party is whom it concerns; of another's stock
 * the chain knows and refuses. `heldBy` is whose hold is lifted.
 */
export function resourceOfAct(actor: Actor, act: Act, heldBy: PartyId | null = null): AccessResource {
  return {
    kind: act.kind,
    id: bareId('premises', act.premisesId),
    ...(actor.partyId === null ? {} : { partyIds: [actor.partyId] }),
    ...('reason' in act && act.kind === 'ship' ? { reason: act.reason } : {}),
    ...('state' in act ? { state: act.state } : {}),
    ...(heldBy === null ? {} : { heldBy }),
  }
}
