// Destroying, losing, and closing a difference: mass that leaves the chain. Not here: holds and corrections (undo.ts).
import { refuseNow } from '#kernel'
import { type ActOf, isContentLedger, type WorldState } from '../contract.ts'
import { type Move, type Place, stockOf, worldOf } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { batchOf, findCover, needPremises, needState, needStock, productOf } from './checks.ts'
import type { Decision } from './decision.ts'
import type { AccountFact, BatchFact } from './facts.ts'
import { stateLentTo } from './late.ts'
import { lossDues } from './notify.ts'
import { takePlants } from './plants.ts'
import { keptUnder } from './record-basis.ts'
import { signedBy } from './sign.ts'
import type { Situation } from './situation.ts'

/**
 * Witnessed by two people, the second perhaps with a signature of their own (sign.ts). What is held or rejected may be destroyed too, and what its
 * holder may no longer have. @basis opiumwet/8i/4, opiumwetbesluit/7, opiumwet/8a/2/f
 */
export function decideDestroy(s: Situation, act: ActOf<'destroy'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const had = findCover(s, { acts: ['have'], product: productOf(s, batch) })
  const ground = had ?? { exemptions: [], basis: keptUnder(s) }
  const isOne = new Set(act.witnesses.map((number) => number.toLowerCase())).size < 2
  const toSignBy = isOne && act.witnesses.length === 1 ? signedBy(s, 'destroy') : null
  if (isOne && !toSignBy) refuseNow(chainProblems['same-witness'], {})
  return {
    moves: [takePlants(s, batch, { act, to: 'destroyed' }) ?? takeMass(s, batch, act, 'destroyed')],
    ...(toSignBy ? { toSignBy } : {}),
    documents: [...new Set([...act.documents, ...(act.photographs ?? []).map(({ documentId }) => documentId)])],
    ...ground,
  }
}

/** Whatever the papers say, what is gone is gone: no exemption is asked. @basis opiumwetbesluit/7 opiumwet/8a/2/f */
export function decideLose(s: Situation, act: ActOf<'lose'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const to = act.cause === 'theft' ? 'stolen' : 'lost'
  const move = takePlants(s, batch, { act, to }) ?? takeMass(s, batch, act, to)
  const dues = s.isHistory ? [] : lossDues(s, act)
  return {
    moves: [move],
    ...(dues.length > 0 ? { lossDues: dues } : {}),
    exemptions: [],
    basis: keptUnder(s),
  }
}

function takeMass(s: Situation, batch: BatchFact, act: ActOf<'destroy' | 'lose'>, state: WorldState): Move {
  needState(act.state, 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample')
  const amount = BigInt(act.massMg)
  const from = stockOf(s, batch.batchId, act.state)
  needStock(s, from, amount)
  return { from, to: worldOf(s, batch.batchId, state), amount }
}

/**
 * What was short goes to the world as lost (or lost in packing); what was over comes from there, or from the stock it was lent to where what
 * was missing has come in since. The account is then closed, and with it what was in the material (content.ts): content is never settled by
 * itself.
 */
export function decideSettleDifference(s: Situation, { fromStock = false }: ActOf<'settle-difference'>): Decision {
  const account = s.facts.account
  const isOurs =
    account?.kind === 'difference' && account.holderId === s.holder.partyId && !isContentLedger(account.ledger)
  if (!isOurs) return refuseNow(chainProblems['unknown-account'], {})
  needPremises(s)
  if (account.isClosed) refuseNow(chainProblems['balance-closed'], {})
  if (account.amount === 0n) refuseNow(chainProblems['nothing-to-move'], {})
  const place = placeOf(account)
  const world: Place = {
    ...place,
    kind: 'world',
    counterId: null,
    shipmentId: null,
    state: account.state === 'packing' ? 'processing-loss' : 'lost',
  }
  const isShort = account.amount > 0n
  const lentTo = stateLentTo(account.state)
  if (fromStock && (lentTo === null || isShort)) refuseNow(chainProblems['not-lent'], {})
  const stock: Place = { ...place, kind: 'stock', state: lentTo ?? '' }
  if (fromStock) needStock(s, stock, -account.amount)
  return {
    moves: [
      {
        from: isShort ? place : fromStock ? stock : world,
        to: isShort ? world : place,
        amount: isShort ? account.amount : -account.amount,
      },
    ],
    closes: [place],
    exemptions: [],
    // What was short on a shipment was found as it was checked against its receipt note.
    basis: [...(account.shipmentId === null ? [] : ['opiumwetbesluit/6']), ...keptUnder(s)],
  }
}

export function placeOf({
  kind,
  ledger,
  holderId,
  counterId,
  premisesId,
  batchId,
  shipmentId,
  state,
}: AccountFact): Place {
  return { kind, ledger, holderId, counterId, premisesId, batchId, shipmentId, state }
}
