// From an act to what it does: one rule for each kind. Pure. Not here: loading the situation and writing the decision.
import { ok, Refused, type Result, unreachable } from '#kernel'
import { bare } from '../bare-id.ts'
import type { Act } from '../contract.ts'
import { decideGrant } from './allowance.ts'
import { decideImport, decideRefuse } from './arrive.ts'
import { decideAssay } from './assay.ts'
import { carryContent } from './content.ts'
import { decideCount } from './count.ts'
import type { Decision } from './decision.ts'
import { decideExtract, decideSplit } from './divide.ts'
import { decideDestroy, decideLose, decideSettleDifference } from './end.ts'
import { decideDry, decideHarvest, decidePlant, decideTrimWet } from './grow.ts'
import { disputeContent, disputeLate } from './late.ts'
import { decideDispense, decideExport, decideHandOver, decideReceive, decideShip } from './move.ts'
import { decideNotifyLoss } from './notify.ts'
import { decidePropagate, decideTag } from './plants.ts'
import { decideIrradiate, decidePack, decideProcess } from './process.ts'
import { decideRelease, decideSample, decideTest } from './quality.ts'
import { needReason } from './reason.ts'
import { decideFree, decideReserve } from './reserve.ts'
import { decideDesignate, decideMoveRoom } from './rooms.ts'
import { decideCountersign } from './sign.ts'
import type { Situation } from './situation.ts'
import { decideCorrect, decideHold, decideLift } from './undo.ts'
import { decideAdminister, decideOwnPractice, decideSeize } from './use.ts'

/** What the act does in this situation, or the refusal that comes first. The same situation and act give the same answer. */
export function decide(situation: Situation, act: Act): Result<Decision> {
  try {
    needReason(act)
    const decision = disputeLate(situation, decideKind(situation, act), bare('event', act.eventId))
    return ok(act.kind === 'assay' ? decision : disputeContent(situation, carryContent(situation, decision)))
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function decideKind(s: Situation, act: Act): Decision {
  switch (act.kind) {
    case 'plant':
      return decidePlant(s, act)
    case 'propagate':
      return decidePropagate(s, act)
    case 'tag':
      return decideTag(s, act)
    case 'harvest':
      return decideHarvest(s, act)
    case 'trim-wet':
      return decideTrimWet(s, act)
    case 'dry':
      return decideDry(s, act)
    case 'process':
      return decideProcess(s, act)
    case 'split':
      return decideSplit(s, act)
    case 'extract':
      return decideExtract(s, act)
    case 'hand-over':
      return decideHandOver(s, act)
    case 'sample':
      return decideSample(s, act)
    case 'test':
      return decideTest(s, act)
    case 'assay':
      return decideAssay(s, act)
    case 'release':
      return decideRelease(s, act)
    case 'irradiate':
      return decideIrradiate(s, act)
    case 'pack':
      return decidePack(s, act)
    case 'ship':
      return decideShip(s, act)
    case 'receive':
      return decideReceive(s, act)
    case 'refuse':
      return decideRefuse(s, act)
    case 'import':
      return decideImport(s, act)
    case 'export':
      return decideExport(s, act)
    case 'reserve':
      return decideReserve(s, act)
    case 'free':
      return decideFree(s)
    case 'own-practice':
      return decideOwnPractice(s, act)
    case 'administer':
      return decideAdminister(s, act)
    case 'dispense':
      return decideDispense(s, act)
    case 'destroy':
      return decideDestroy(s, act)
    case 'seize':
      return decideSeize(s, act)
    case 'grant':
      return decideGrant(s, act)
    case 'lose':
      return decideLose(s, act)
    case 'hold':
      return decideHold(s, act)
    case 'lift':
      return decideLift(s, act)
    case 'count':
      return decideCount(s, act)
    case 'notify-loss':
      return decideNotifyLoss(s, act)
    case 'designate':
      return decideDesignate(s, act)
    case 'move-room':
      return decideMoveRoom(s, act)
    case 'countersign':
      return decideCountersign(s, act)
    case 'settle-difference':
      return decideSettleDifference(s, act)
    case 'correct':
      return decideCorrect(s)
    default:
      return unreachable(act)
  }
}
