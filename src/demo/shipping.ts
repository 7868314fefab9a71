// From door to door: sent in the afternoon, weighed in the next morning, differences explained within days. Not here: what is sent, and why.
import type { ActOf } from '#chain/contract'
import { addWorkingDays } from './calendar.ts'
import { assumed } from './figures.ts'
import type { Line } from './ledger.ts'
import { type Closing, hours, type Play } from './play.ts'
import type { Random } from './random.ts'
import type { Site } from './world.ts'

export type Desk = readonly [name: string, closing: Closing]

export type Sending = {
  readonly from: Site
  readonly to: Site
  readonly reason: ActOf<'ship'>['reason']
  readonly lines: readonly Line[]
  /** Loose drug is weighed anew and differs by milligrams; packs are counted, and seldom one is missing. */
  readonly as: 'bulk' | 'packs'
  readonly random: Random
  /** Whose desk the parcel lands on; null: it is always taken in. */
  readonly desk: Desk | null
  readonly onReceipt?: () => void
}

export function send(play: Play, sending: Sending): void {
  const { from, to, lines } = sending
  const shipmentId = play.newId('shipment')
  play.act(from, {
    kind: 'ship',
    premisesId: from.premisesId,
    shipmentId,
    receiverId: to.partyId,
    toPremisesId: to.premisesId,
    reason: sending.reason,
    lines: lines.map(({ batchId, state, massMg }) => ({ batchId, state: state as ShipState, massMg: String(massMg) })),
  })
  const receive = () => takeIn(play, shipmentId, sending)
  const on = addWorkingDays(play.today(), 1)
  if (sending.desk === null) play.plan(on, hours.morning, receive)
  else play.onDesk(...sending.desk, on, hours.morning, receive)
}

type ShipState = ActOf<'ship'>['lines'][number]['state']

function takeIn(play: Play, shipmentId: string, { to, lines, as, random, onReceipt }: Sending): void {
  const received = lines.map((line) => ({ ...line, receivedMg: line.massMg + deviation(line, as, random) }))
  const eventId = play.act(to, {
    kind: 'receive',
    premisesId: to.premisesId,
    shipmentId,
    lines: received.map(({ batchId, state, receivedMg }) => ({
      batchId,
      state: state as ShipState, // A line keeps the state it was sent in.
      receivedMassMg: String(receivedMg),
    })),
  })
  for (const { batchId, massMg, receivedMg } of received) {
    if (massMg === receivedMg) continue
    const difference = { eventId, shipmentId, batchId }
    const reason =
      as === 'packs'
        ? 'Doos beschadigd: één verpakking ontbreekt; leverancier is ingelicht.'
        : weighing(massMg > receivedMg)
    play.onDesk('settle', 'settle', addWorkingDays(play.today(), random.int(1, 3)), hours.afternoon, () =>
      play.settle(to, difference, reason),
    )
  }
  onReceipt?.()
}

function weighing(isShort: boolean): string {
  return isShort
    ? 'Binnen de weegonzekerheid van beide balansen; te weinig afgeboekt.'
    : 'Binnen de weegonzekerheid van beide balansen; te veel bijgeboekt.'
}

function deviation({ massMg }: Line, as: Sending['as'], random: Random): bigint {
  if (as === 'packs') return massMg > assumed.packMg && random.chance(1 / 500) ? -assumed.packMg : 0n
  if (massMg < 100_000n || !random.chance(0.22)) return 0n
  const mg = BigInt(Math.round(120 * random.normal() - 60))
  return mg > -massMg ? mg : 0n
}
