// Holding, recalling, lifting, and taking an event back. Not here: what is on hold may still do (each act asks).
import { type PartyId, refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import { type ActKind, type ActOf, isContentLedger } from '../contract.ts'
import { type Move, type Place, placeKey } from '../place.ts'
import { chainProblems } from '../problems.ts'
import { batchOf, needAfterEvent, needFree, needOwnPremises, needPremises } from './checks.ts'
import type { Decision } from './decision.ts'
import { placeOf } from './end.ts'
import type { AccountFact, EventFact } from './facts.ts'
import { keptUnder } from './record-basis.ts'
import type { Situation } from './situation.ts'

/** Waste, rejected stock and samples go nowhere near a patient and stay as they are. */
const statesToHold = ['growing', 'wet', 'quarantine', 'released', 'reserved']

/** What follows the material is not held or freed by itself. */
const isStock = ({ kind, amount, ledger }: AccountFact) => kind === 'stock' && amount > 0n && !isContentLedger(ledger)

/** Batch: stock of this batch, the holder's own or, by staff, everyone's. Recall, by staff alone: all that descends from it, wherever it is. */
export function decideHold(s: Situation, act: ActOf<'hold'>): Decision {
  const root = batchOf(s, act.batchId)
  const isRecall = act.scope === 'recall'
  if (isRecall && !s.isStaff) refuseNow(chainProblems['recall-by-authority'], {})
  needOwnPremises(s)
  if (!isRecall) needFree(root)
  const batches = isRecall ? [...s.facts.batches.values()].filter(({ kind }) => kind !== 'sample') : [root]
  const covered = new Set(batches.map(({ batchId }) => batchId))
  const isReached = ({ holderId }: AccountFact) => isRecall || s.isStaff || holderId === s.holder.partyId
  const stock = s.facts.accounts.filter(
    (account) =>
      isStock(account) &&
      account.batchId !== null &&
      covered.has(account.batchId) &&
      statesToHold.includes(account.state) &&
      isReached(account),
  )
  // Staff stop a batch that is held already too: the holder's lifting then frees nothing, and what no hold explains staff can free.
  const isHeldAlready =
    s.isStaff && (root.holds.length > 0 || s.facts.accounts.some((one) => isStock(one) && one.state === 'held'))
  if (!isRecall && stock.length === 0 && !isHeldAlready) refuseNow(chainProblems['nothing-to-move'], {})
  return {
    moves: stock.flatMap(stop),
    touched: [...covered],
    holds: batches.map(({ batchId }) => ({
      batchId,
      rootId: root.batchId,
      scope: act.scope,
      reason: act.reason,
      holderId: s.isStaff ? null : s.holder.partyId,
    })),
    exemptions: [],
    basis: ['opiumwet/8j'],
  }
}

/** A reservation ends as it is stopped: it passes through what it was, so that lifting gives it back as that. */
function stop(account: AccountFact): Move[] {
  const { amount } = account
  const from = placeOf(account)
  if (account.state !== 'reserved') return [{ from, to: { ...from, state: 'held' }, amount }]
  const free: Place = { ...from, state: 'released', shipmentId: null }
  return [
    { from, to: free, amount },
    { from: free, to: { ...free, state: 'held' }, amount },
  ]
}

/** Back to where each came from, as far as it is still there; what nobody can explain goes to quarantine. */
export function decideLift(s: Situation, act: ActOf<'lift'>): Decision {
  const batch = batchOf(s, act.batchId)
  needOwnPremises(s)
  const hold = s.facts.event
  const rows = hold?.eventId === bare('event', act.holdEventId) ? hold.holds.filter(({ isLifted }) => !isLifted) : []
  if (!hold || !(s.isStaff || hold.holderId === s.holder.partyId)) return refuseNow(chainProblems['not-held'], {})
  const isWhole = rows.some(({ rootId }) => rootId === batch.batchId)
  const lifted = rows.filter(({ batchId }) => isWhole || batchId === batch.batchId)
  if (lifted.length === 0) refuseNow(chainProblems['not-held'], {})
  /** Bound by this hold, and by no other. */
  const isFreed = ({ batchId, holderId: whose }: AccountFact) => {
    const binds = (holderId: PartyId | null) => holderId === null || holderId === whose
    const others = (batchId && s.facts.batches.get(batchId))?.holds.filter(({ eventId }) => eventId !== hold.eventId)
    const isBound = lifted.some((row) => row.batchId === batchId && binds(row.holderId))
    return isBound && others?.every(({ holderId }) => !binds(holderId)) === true
  }
  const held = s.facts.accounts.filter((account) => isStock(account) && account.state === 'held' && isFreed(account))
  return {
    moves: held.flatMap((account) => putBack(account, originsOf(s, account))),
    touched: lifted.map(({ batchId }) => batchId),
    // Who has nothing of the batches that are freed need not hear of it.
    parties: lifted.length === rows.length ? hold.parties : [],
    lifts: lifted.map(({ batchId }) => ({ batchId, holdEventId: hold.eventId })),
    exemptions: [],
    basis: ['opiumwet/8j'],
  }
}

type Origin = { readonly place: Place; readonly amount: bigint }

/** What this hold moved here, what another did that was lifted before, and what they caught on the way: each as it was. */
function originsOf({ facts }: Situation, held: AccountFact): Origin[] {
  return facts.origins
    .filter(({ accountId }) => accountId === held.accountId)
    .map(({ state, amount }) => ({ place: { ...placeOf(held), state }, amount }))
}

function putBack(held: AccountFact, origins: readonly Origin[]): Move[] {
  const from = placeOf(held)
  let left = held.amount
  const moves: Move[] = []
  for (const { place, amount: came } of origins) {
    if (left === 0n) break
    const amount = came < left ? came : left
    moves.push({ from, to: place, amount })
    left -= amount
  }
  if (left > 0n)
    moves.push({
      from,
      to: { ...from, state: held.ledger === 'plant_pieces' ? 'growing' : 'quarantine' },
      amount: left,
    })
  return moves
}

/** A hold that is taken back frees what it stopped, so nothing else may be stopping that too; lifting can do both. */
function isHeldByAnother({ facts }: Situation, event: EventFact): boolean {
  return event.movements.some(({ to }) => {
    const holds = (to.batchId && facts.batches.get(to.batchId)?.holds) || []
    return holds.some(
      ({ eventId, holderId }) => eventId !== event.eventId && (holderId === null || holderId === to.holderId),
    )
  })
}

/** What comes back while its batch is held is held too, and what comes back held when nothing holds it any more waits in quarantine. */
function stopAgain({ facts }: Situation, back: readonly Move[]): Move[] {
  const net = new Map<string, { place: Place; amount: bigint }>()
  for (const { from, to, amount } of back) {
    for (const [place, change] of [
      [to, amount],
      [from, -amount],
    ] as const) {
      if (place.kind === 'stock') {
        net.set(placeKey(place), { place, amount: (net.get(placeKey(place))?.amount ?? 0n) + change })
      }
    }
  }
  return [...net.values()].flatMap(({ place, amount }): Move[] => {
    const holds = (place.batchId && facts.batches.get(place.batchId)?.holds) || []
    const isBound = holds.some(({ holderId }) => holderId === null || holderId === place.holderId)
    const state = isBound ? 'held' : 'quarantine'
    const isWrong = isBound ? stopped.includes(place.state) : place.state === 'held'
    return amount > 0n && isWrong ? [{ from: place, to: { ...place, state }, amount }] : []
  })
}
const stopped: readonly string[] = ['growing', 'wet', 'quarantine', 'released']

/** A signature and a notice are evidence of what somebody did. */
const notTakenBack: ReadonlySet<ActKind> = new Set(['correct', 'lift', 'assay', 'countersign', 'notify-loss'])

/** Every movement the other way, where the mass still is. Never an edit: the first event stays, and points here. */
export function decideCorrect(s: Situation): Decision {
  const event = s.facts.event
  // Staff stop and free what others have; what another recorded is that other's to take back.
  if (event?.holderId !== s.holder.partyId) return refuseNow(chainProblems['unknown-event'], {})
  needPremises(s)
  if (event.correctedById) refuseNow(chainProblems['already-corrected'], {})
  if (notTakenBack.has(event.kind)) refuseNow(chainProblems['not-correctable'], {})
  needAfterEvent(s, event)
  if (event.kind === 'hold' && isHeldByAnother(s, event)) refuseNow(chainProblems['batch-held'], {})
  // What followed the material goes back with the material (content.ts), by what is in it now.
  const movements = event.movements.filter(({ from }) => !isContentLedger(from.ledger))
  const isSettlement = event.kind === 'settle-difference'
  const takes = new Map<string, { account: AccountFact; amount: bigint }>()
  for (const { to, amount } of movements) {
    const known = takes.get(to.accountId)
    takes.set(to.accountId, { account: to, amount: (known?.amount ?? 0n) + amount })
  }
  for (const { account, amount } of takes.values()) {
    if (event.kind === 'grant' && account.amount < amount)
      refuseNow(chainProblems['allowance-used'], { grantedMg: amount, usedMg: amount - account.amount })
    const isOurs = s.isStaff || account.holderId === s.holder.partyId || account.counterId === s.holder.partyId
    if (!isOurs && account.kind !== 'world' && account.amount < amount) refuseNow(chainProblems['gone-on'], {})
    if (account.isClosed && !isSettlement) refuseNow(chainProblems['balance-closed'], {})
  }
  // Only then what is short: that its difference was settled is so whatever became of the rest.
  for (const { account, amount } of takes.values()) {
    const isBounded = account.kind === 'stock' || account.kind === 'transit'
    const gets = movements.reduce(
      (sum, { from, amount: back }) => (from.accountId === account.accountId ? sum + back : sum),
      0n,
    )
    if (isBounded && account.amount + gets < amount) {
      const unit = account.ledger === 'plant_pieces' ? 'pieces' : 'mg'
      refuseNow(chainProblems['stock-short'], { state: account.state, hasMg: account.amount, takesMg: amount, unit })
    }
  }
  const back = movements
    .map(({ from, to, amount }): Move => ({ from: placeOf(to), to: placeOf(from), amount }))
    .reverse()
  return {
    moves: [...back, ...(event.kind === 'hold' ? [] : stopAgain(s, back))],
    touched: event.batches,
    parties: event.parties,
    correctsId: event.eventId,
    ...(event.counterId ? { counterId: event.counterId } : {}),
    ...(isSettlement ? { reopens: settledBy(movements) } : {}),
    exemptions: [],
    basis: keptUnder(s, event.holderId),
  }
}

/** The difference that a settlement closed: open again, as it was, so that what rests on it can be taken back too. */
function settledBy(movements: EventFact['movements']): Place[] {
  const ends = movements.flatMap(({ from, to }) => [from, to])
  const closed = ends.filter(({ kind, isClosed }) => kind === 'difference' && isClosed)
  return [...new Map(closed.map((account) => [account.accountId, placeOf(account)])).values()]
}
