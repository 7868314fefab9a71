// What each act does to the simulator's book: the same double entry as the chain's, in a few lines. Not here: the law, and the chain.
import type { Act, ActOf } from '#chain/contract'
import { type AuthorityId, assert } from '#kernel'
import { type Book, emptyBook, type Place } from './book.ts'
import type { DifferenceOf } from './contract.ts'
import { reservationAccount } from './reservation.ts'

export type Line = { readonly batchId: string; readonly state: Place['state']; readonly massMg: bigint }
type Shipment = { readonly reason: string; readonly lines: readonly Line[] }
type Held = { readonly from: Place; readonly to: Place; readonly amount: bigint }

export type DemoLedger = {
  readonly book: Book
  readonly apply: (act: Act, partyId: string, ministerId: string) => void
  readonly settle: (difference: DifferenceOf) => void
  readonly transitLines: (batchId: string) => number
  /** Everything that ever entered minus everything that left, stands, travels or is in dispute: always nothing. */
  readonly imbalance: () => bigint
  /** A batch and all that came from it. */
  readonly family: (batchId: string) => ReadonlySet<string>
}

export const differenceKey = (of: DifferenceOf) => `${of.eventId} ${of.batchId}`
/** In this world a slip is corrected the same day; no day has more dispensings than this, at any scale. */
const rememberedDispensings = 2_000

/** Only what can still be used is held; what is rejected or waste already stands still. */
const holdable = new Set(['quarantine', 'released', 'wet'])

export function emptyLedger(authorityId: AuthorityId): DemoLedger {
  const book = emptyBook()
  const shipments = new Map<string, Shipment>()
  const inTransit = new Map<string, number>()
  const differences = new Map<string, bigint>()
  const children = new Map<string, string[]>()
  const holds = new Map<string, readonly Held[]>()
  const onHold = new Set<string>()
  const reservations = new Map<string, ActOf<'reserve'>>()
  const dispensed = new Map<string, { place: Place; amount: bigint }>()
  // Plants are pieces and the rest is mass: two worlds that never meet, so one sum of each.
  const entered = { mass: 0n, left: 0n, travelling: 0n, disputed: 0n }

  const grow = (place: Place, amount: bigint) => {
    book.put(place, amount)
    entered.mass += amount
  }
  const leave = (place: Place, amount: bigint) => {
    if (amount === 0n) return
    book.take(place, amount)
    entered.left += amount
  }
  const move = (from: Place, to: Place, amount: bigint) => {
    if (amount === 0n) return
    book.take(from, amount)
    book.put(to, amount)
  }
  const dispute = (key: string, amount: bigint) => {
    if (amount === 0n) return
    differences.set(key, (differences.get(key) ?? 0n) + amount)
    entered.disputed += amount
  }
  const bear = (parentId: string, childId: string) => {
    const known = children.get(parentId)
    if (known) known.push(childId)
    else children.set(parentId, [childId])
  }
  const travel = (lines: readonly Line[], sign: 1 | -1) => {
    for (const { batchId, massMg } of lines) {
      const count = (inTransit.get(batchId) ?? 0) + sign
      if (count === 0) inTransit.delete(batchId)
      else inTransit.set(batchId, count)
      entered.travelling += sign === 1 ? massMg : -massMg
    }
  }
  const family = (batchId: string) => {
    const found = new Set([batchId])
    // A set keeps its order and may grow while it is walked, so this visits every descendant once.
    for (const member of found) for (const child of children.get(member) ?? []) found.add(child)
    return found
  }

  const apply: DemoLedger['apply'] = (act, partyId, ministerId) => {
    const place = (batchId: string, state: string): Place => ({ partyId, premisesId: act.premisesId, batchId, state })
    switch (act.kind) {
      case 'plant':
        return grow(place(act.batch.batchId, 'growing'), BigInt(act.plants))
      case 'propagate':
        bear(act.motherId, act.batch.batchId)
        return grow(place(act.batch.batchId, 'growing'), BigInt(act.cuttings))
      case 'tag':
        for (const { batchId } of act.plants) {
          bear(act.plantLotId, batchId)
          move(place(act.plantLotId, 'growing'), place(batchId, 'growing'), 1n)
        }
        return
      case 'split':
        bear(act.batchId, act.part.batchId)
        return move(place(act.batchId, act.state), place(act.part.batchId, act.state), BigInt(act.massMg))
      case 'harvest':
        leave(place(act.plantLotId, 'growing'), BigInt(act.plantsCut))
        bear(act.plantLotId, act.batch.batchId)
        return grow(place(act.batch.batchId, 'wet'), BigInt(act.wetMassMg))
      case 'trim-wet':
        return move(place(act.batchId, 'wet'), place(act.batchId, 'waste'), BigInt(act.wasteMassMg))
      case 'dry': {
        const wet = place(act.batchId, 'wet')
        const dried = BigInt(act.driedMassMg)
        leave(wet, book.amount(wet) - dried)
        return move(wet, place(act.batchId, 'quarantine'), dried)
      }
      case 'process': {
        const inputs = act.inputs.map(({ batchId, state, massMg }) => ({ batchId, state, massMg: BigInt(massMg) }))
        const output = BigInt(act.outputMassMg)
        // Output and waste are shared out over the inputs; the waste stays with the batch it came from.
        const outputs = shareOut(
          output,
          inputs.map(({ massMg }) => massMg),
        )
        const rests = inputs.map(({ massMg }, index) => massMg - outputs[index]!) // As many parts as inputs.
        const wastes = shareOut(BigInt(act.wasteMassMg), rests)
        inputs.forEach(({ batchId, state, massMg }, index) => {
          leave(place(batchId, state), massMg)
          bear(batchId, act.output.batchId)
          book.put(place(batchId, 'waste'), wastes[index]!)
        })
        entered.left -= output + BigInt(act.wasteMassMg)
        return book.put(place(act.output.batchId, 'quarantine'), output)
      }
      case 'hand-over':
        return move(
          place(act.batchId, 'quarantine'),
          { ...place(act.batchId, 'quarantine'), partyId: ministerId },
          BigInt(act.massMg),
        )
      case 'sample':
        bear(act.batchId, act.sample.batchId)
        return move(place(act.batchId, act.state), place(act.sample.batchId, 'sample'), BigInt(act.massMg))
      case 'test':
        return leave(place(act.sampleId, 'sample'), BigInt(act.consumedMassMg))
      case 'release': {
        // Of the whole batch, whoever has it.
        const waiting = [...book.whereabouts(act.batchId)].filter(({ state }) => state === 'quarantine')
        for (const stock of waiting) move(stock, { ...stock, state: act.verdict }, stock.amount)
        return
      }
      case 'irradiate':
      case 'assay':
      case 'grant':
        return
      case 'pack': {
        const input = BigInt(act.inputMassMg)
        const packed = BigInt(act.packMassMg) * BigInt(act.packs)
        const waste = BigInt(act.wasteMassMg)
        book.take(place(act.batchId, 'released'), input)
        bear(act.batchId, act.pack.batchId)
        book.put(place(act.pack.batchId, 'released'), packed)
        book.put(place(act.batchId, 'waste'), waste)
        return dispute(
          differenceKey({ eventId: act.eventId, shipmentId: null, batchId: act.pack.batchId }),
          input - packed - waste,
        )
      }
      case 'ship': {
        const lines = act.lines.map(({ batchId, state, massMg }) => ({ batchId, state, massMg: BigInt(massMg) }))
        for (const { batchId, state, massMg } of lines) book.take(place(batchId, state), massMg)
        shipments.set(act.shipmentId, { reason: act.reason, lines })
        return travel(lines, 1)
      }
      case 'receive': {
        const shipment = shipments.get(act.shipmentId)
        assert(shipment && shipment.lines.length === act.lines.length, 'a shipment is received once, every line of it')
        shipments.delete(act.shipmentId)
        travel(shipment.lines, -1)
        act.lines.forEach(({ batchId, state, receivedMassMg }, index) => {
          const sent = shipment.lines[index]!.massMg // As many lines, checked above.
          // What comes back was out of sight: it waits again. What is on hold stays so wherever it arrives.
          const isBack = shipment.reason === 'return' && state === 'released'
          const arrivesAs = onHold.has(batchId) && holdable.has(state) ? 'held' : isBack ? 'quarantine' : state
          book.put(place(batchId, arrivesAs), BigInt(receivedMassMg))
          const of = { eventId: act.eventId, shipmentId: act.shipmentId, batchId }
          dispute(differenceKey(of), sent - BigInt(receivedMassMg))
        })
        return
      }
      case 'export':
        for (const { batchId, state, massMg } of act.lines) leave(place(batchId, state), BigInt(massMg))
        return
      case 'reserve':
        reservations.set(reservationAccount(authorityId, act, partyId), act)
        return move(place(act.batchId, 'released'), place(act.batchId, 'reserved'), BigInt(act.massMg))
      case 'own-practice':
      case 'administer':
        return leave(place(act.batchId, 'released'), BigInt(act.massMg))
      case 'refuse': {
        const shipment = shipments.get(act.shipmentId)
        assert(shipment, 'what is refused is under way')
        shipments.delete(act.shipmentId)
        return void shipments.set(act.returnShipmentId, { ...shipment, reason: 'return' })
      }
      case 'extract': {
        const waste = BigInt(act.wasteMassMg)
        const [input] = act.inputs
        assert(input && act.inputs.length === 1, 'in this world oil is made of one batch at a time')
        bear(input.batchId, act.output.batchId)
        leave(place(input.batchId, input.state), BigInt(input.massMg) - waste)
        move(place(input.batchId, input.state), place(input.batchId, 'waste'), waste)
        return grow(place(act.output.batchId, 'quarantine'), BigInt(act.outputMassMg))
      }
      case 'import':
        return grow(place(act.batch.batchId, 'quarantine'), BigInt(act.massMg))
      case 'seize':
        return leave({ ...place(act.batchId, act.state), partyId: act.holderId }, BigInt(act.massMg))
      case 'free': {
        const freed = reservations.get(act.accountId)
        assert(freed, 'what is freed was set aside')
        reservations.delete(act.accountId)
        const { batchId, massMg } = freed
        return move(place(batchId, 'reserved'), place(batchId, 'released'), BigInt(massMg))
      }
      case 'dispense':
        dispensed.set(act.eventId, { place: place(act.batchId, 'released'), amount: BigInt(act.massMg) })
        for (const oldest of dispensed.keys()) if (dispensed.size > rememberedDispensings) dispensed.delete(oldest)
        return leave(place(act.batchId, 'released'), BigInt(act.massMg))
      case 'destroy':
      case 'lose':
        return leave(place(act.batchId, act.state), BigInt(act.massMg))
      case 'hold': {
        const held: Held[] = []
        for (const batchId of act.scope === 'recall' ? family(act.batchId) : [act.batchId]) {
          onHold.add(batchId)
          for (const stock of book.whereabouts(batchId)) {
            if (!holdable.has(stock.state)) continue
            held.push({ from: stock, to: { ...stock, state: 'held' }, amount: stock.amount })
          }
        }
        for (const { from, to, amount } of held) move(from, to, amount)
        return void holds.set(act.eventId, held)
      }
      case 'lift':
        for (const { from, to, amount } of holds.get(act.holdEventId) ?? []) move(to, from, amount)
        onHold.delete(act.batchId)
        return void holds.delete(act.holdEventId)
      case 'correct': {
        const wrong = dispensed.get(act.correctsId)
        assert(wrong, 'only a dispensing of that day is taken back')
        dispensed.delete(act.correctsId)
        entered.left -= wrong.amount
        return book.put(wrong.place, wrong.amount)
      }
      case 'count':
        for (const { batchId, state, countedMassMg } of act.lines) {
          const there = book.amount(place(batchId, state))
          const counted = BigInt(countedMassMg)
          assert(counted <= there, 'in this world a count finds what is missing, never more')
          if (counted === there) continue
          book.take(place(batchId, state), there - counted)
          dispute(differenceKey({ eventId: act.eventId, shipmentId: null, batchId }), there - counted)
        }
        return
      case 'notify-loss':
      case 'designate':
      case 'move-room':
        return // No mass moves.
      case 'countersign':
        throw new Error('in this world two people sign at once')
      case 'settle-difference':
        throw new Error('a difference is settled by where it came from')
      default:
        act satisfies never
    }
  }

  return {
    book,
    apply,
    family,
    settle: (of) => {
      const amount = differences.get(differenceKey(of))
      assert(amount, 'only an open difference is settled')
      differences.delete(differenceKey(of))
      entered.disputed -= amount
      entered.left += amount
    },
    transitLines: (batchId) => inTransit.get(batchId) ?? 0,
    imbalance: () => entered.mass - entered.left - entered.travelling - entered.disputed - book.total(),
  }
}

/** A whole over weights, the floor of each share and then one more for the largest remainders, the first of equals first. */
function shareOut(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  assert(sum >= total, 'no share is larger than its weight')
  const parts = weights.map((weight) => (sum === 0n ? 0n : (weight * total) / sum))
  let rest = total - parts.reduce((all, part) => all + part, 0n)
  const byRemainder = weights.map((weight, index) => ({ index, remainder: sum === 0n ? 0n : (weight * total) % sum }))
  byRemainder.sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
  for (const { index } of byRemainder) {
    if (rest === 0n) break
    parts[index]! += 1n // The index comes from the same list.
    rest -= 1n
  }
  return parts
}
