// Rooms and fields: what each is for, by the authority, and what moves from one to another. No mass moves: premises are a place of the ledger,
// a room is where in it. Pure. Not here: where a room went (picture/rooms.ts).
import { covers, refuseNow } from '#kernel'
import { bare } from '../bare-id.ts'
import { type ActOf, type RoomUse, roomUseOf } from '../contract.ts'
import { chainProblems } from '../problems.ts'
import { batchOf, needCover, needOwnPremises, needParty, needPremises, productOf } from './checks.ts'
import type { Decision } from './decision.ts'
import type { Situation } from './situation.ts'

/** From that day on; what was designated for the same name before ends. For nothing: closed. @basis opiumwet/8a/2/c */
export function decideDesignate(s: Situation, act: ActOf<'designate'>): Decision {
  if (!s.isStaff) needParty(s, 'authority')
  needOwnPremises(s)
  const premisesId = bare('premises', act.forPremisesId)
  const premises = s.licensing.premises.get(premisesId)
  const from = Temporal.PlainDate.from(act.from)
  if (!premises || !covers(premises.period, from)) return refuseNow(chainProblems['unknown-premises'], {})
  return {
    moves: [],
    parties: [premises.partyId],
    counterId: premises.partyId,
    room: {
      premisesId,
      holderId: premises.partyId,
      name: act.room,
      kind: act.roomKind,
      uses: [...new Set(act.uses)],
      from,
    },
    exemptions: [],
    basis: ['opiumwet/8a/2/c'],
  }
}

/** All the holder has of the batch at these premises goes to the other room; it stays in its account. @basis opiumwet/8a/2/c */
export function decideMoveRoom(s: Situation, act: ActOf<'move-room'>): Decision {
  const batch = batchOf(s, act.batchId)
  needPremises(s)
  const ground = needCover(s, { acts: ['have'], product: productOf(s, batch) })
  const stock = s.facts.accounts.filter(
    ({ kind, batchId, amount, holderId, premisesId }) =>
      kind === 'stock' &&
      batchId === batch.batchId &&
      amount > 0n &&
      holderId === s.holder.partyId &&
      premisesId === s.premisesId,
  )
  if (stock.length === 0) refuseNow(chainProblems['nothing-to-move'], {})
  const uses = new Set(stock.map(({ state }) => roomUseOf(state)))
  for (const use of uses) needRoomFor(s, act.room, use)
  return {
    moves: [],
    touched: [batch.batchId],
    stay: { batchId: batch.batchId, room: act.room },
    exemptions: ground.exemptions,
    basis: [...new Set([...ground.basis, 'opiumwet/8a/2/c'])],
  }
}

/**
 * Where the authority has designated rooms at these premises, an act is done in one that is designated for it. Where it has designated none,
 * nothing is known of rooms, and nothing refused. @basis opiumwet/8a/2/c
 */
export function needRoomFor(s: Situation, name: string, use: RoomUse): void {
  const rooms = s.rooms ?? []
  if (rooms.length === 0) return
  const room = rooms.find((one) => one.name.toLowerCase() === name.toLowerCase())
  const fitting = rooms.filter(({ uses }) => uses.includes(use)).map((one) => one.name)
  if (!room) refuseNow(chainProblems['unknown-room'], { room: name, fitting })
  else if (!room.uses.includes(use)) refuseNow(chainProblems['room-not-designated'], { room: room.name, use, fitting })
}
