// That an act which asks for a reason says one, by whichever way it comes in. Pure. Not here: what would be reason enough.
import { refuseNow } from '#kernel'
import type { Act } from '../contract.ts'
import { chainProblems } from '../problems.ts'

/** Its grower reads why, and whoever looks at it in five years. A release needs none: its results speak for it. */
export function needReason(act: Act): void {
  if (act.kind === 'ship' || !('reason' in act)) return // Of a despatch it is a kind, from a list.
  const isRejection = act.kind === 'release' && act.verdict === 'rejected'
  if (act.kind === 'release' && !isRejection) return
  if ((act.reason ?? '').trim() === '') refuseNow(chainProblems['reason-missing'], { isRejection })
}
