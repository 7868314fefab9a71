// What is left to do at the end of a simulated history, read from its steps alone. For the tests and for a persona's promise.
// Not here: the simulator's own book; this reads acts as a stranger would.
import { splitInProportion } from '#chain'
import type { ActOf } from '#chain/contract'
import { assert } from '#kernel'
import type { DemoStep, DemoWorld } from '../contract.ts'
import { reservationAccount } from '../reservation.ts'

export type OpenWork = {
  readonly world: DemoWorld
  /** Party → how many shipments wait to be taken in. */
  readonly shipmentsTo: ReadonlyMap<string, number>
  /** "party state" → batches that stand there, each with its amount. */
  readonly standing: ReadonlyMap<string, ReadonlyMap<string, bigint>>
  /** Batches of the Minister with results and without a verdict. */
  readonly awaitingRelease: readonly string[]
  readonly openDifferences: number
  /** Irradiated bulk is no longer the irradiator's work. */
  readonly irradiated: ReadonlySet<string>
  /** First harvest day of each bulk batch that a grower still has. */
  readonly oldestAtGrower: ReadonlyMap<string, string>
}

export function replay(steps: Iterable<DemoStep>): OpenWork {
  let world: DemoWorld | null = null
  const stock = new Map<string, Map<string, bigint>>()
  const shipments = new Map<
    string,
    { from: string; to: string; reason: string; lines: { batchId: string; state: string; massMg: bigint }[] }
  >()
  const sampleOf = new Map<string, string>()
  const tested = new Set<string>()
  const decided = new Set<string>()
  const differences = new Set<string>()
  const irradiated = new Set<string>()
  const family = new Map<string, string[]>()
  const holds = new Map<string, { party: string; state: string; batchId: string; amount: bigint }[]>()
  const onHold = new Set<string>()
  const dispensed = new Map<string, { party: string; batchId: string; amount: bigint }>()
  const harvestedOn = new Map<string, string>()
  const reservations = new Map<string, ActOf<'reserve'>>()

  const add = (party: string, state: string, batchId: string, amount: bigint) => {
    const shelf = stock.get(`${party} ${state}`) ?? new Map<string, bigint>()
    const left = (shelf.get(batchId) ?? 0n) + amount
    assert(left >= 0n, `${party} has no ${-left} of ${batchId} in ${state}`)
    if (left === 0n) shelf.delete(batchId)
    else shelf.set(batchId, left)
    stock.set(`${party} ${state}`, shelf)
  }
  const has = (party: string, state: string, batchId: string) => stock.get(`${party} ${state}`)?.get(batchId) ?? 0n
  const kin = (batchId: string): string[] => [batchId, ...(family.get(batchId) ?? []).flatMap(kin)]
  const bear = (parent: string, child: string) => family.set(parent, [...(family.get(parent) ?? []), child])

  for (const step of steps) {
    if (step.kind === 'world') {
      world = step.world
      continue
    }
    assert(world, 'the world comes first')
    if (step.kind === 'document') continue
    if (step.kind === 'settle') {
      const key = `${step.difference.eventId} ${step.difference.batchId}`
      assert(differences.delete(key), 'only an open difference is settled')
      continue
    }
    const party = world.staff[step.as]!.partyId // Every step is by somebody of the world; undefined fails loudly here.
    const minister = world.parties[0]!.partyId // The authority is the first party of the cast.
    const { act } = step
    switch (act.kind) {
      case 'plant':
        add(party, 'growing', act.batch.batchId, BigInt(act.plants))
        break
      case 'propagate':
        assert(has(party, 'growing', act.motherId) > 0n, 'a mother is there')
        add(party, 'growing', act.batch.batchId, BigInt(act.cuttings))
        bear(act.motherId, act.batch.batchId)
        break
      case 'tag':
        for (const { batchId } of act.plants) {
          add(party, 'growing', act.plantLotId, -1n)
          add(party, 'growing', batchId, 1n)
          bear(act.plantLotId, batchId)
        }
        break
      case 'split':
        add(party, act.state, act.batchId, -BigInt(act.massMg))
        add(party, act.state, act.part.batchId, BigInt(act.massMg))
        bear(act.batchId, act.part.batchId)
        break
      case 'reserve':
        reservations.set(reservationAccount(world.authorityId, act, party), act)
        add(party, 'released', act.batchId, -BigInt(act.massMg))
        add(party, 'reserved', act.batchId, BigInt(act.massMg))
        break
      case 'own-practice':
      case 'administer':
        add(party, 'released', act.batchId, -BigInt(act.massMg))
        break
      case 'refuse': {
        const refused = shipments.get(act.shipmentId)
        assert(refused, 'what is refused is under way')
        shipments.delete(act.shipmentId)
        shipments.set(act.returnShipmentId, { ...refused, from: refused.to, to: refused.from, reason: 'return' })
        break
      }
      case 'extract': {
        const [input] = act.inputs
        assert(input && act.inputs.length === 1, 'oil is made of one batch at a time')
        add(party, input.state, input.batchId, -BigInt(input.massMg))
        add(party, 'waste', input.batchId, BigInt(act.wasteMassMg))
        add(party, 'quarantine', act.output.batchId, BigInt(act.outputMassMg))
        bear(input.batchId, act.output.batchId)
        break
      }
      case 'import':
        add(party, 'quarantine', act.batch.batchId, BigInt(act.massMg))
        break
      case 'seize':
        add(act.holderId, act.state, act.batchId, -BigInt(act.massMg))
        break
      case 'free': {
        const freed = reservations.get(act.accountId)
        assert(freed, 'what is freed was set aside')
        add(party, 'reserved', freed.batchId, -BigInt(freed.massMg))
        add(party, 'released', freed.batchId, BigInt(freed.massMg))
        break
      }
      case 'harvest':
        add(party, 'growing', act.plantLotId, -BigInt(act.plantsCut))
        add(party, 'wet', act.batch.batchId, BigInt(act.wetMassMg))
        harvestedOn.set(act.batch.batchId, step.at.slice(0, 10))
        bear(act.plantLotId, act.batch.batchId)
        break
      case 'trim-wet':
        add(party, 'wet', act.batchId, -BigInt(act.wasteMassMg))
        add(party, 'waste', act.batchId, BigInt(act.wasteMassMg))
        break
      case 'dry': {
        const wet = has(party, 'wet', act.batchId)
        assert(BigInt(act.driedMassMg) < wet, 'drying takes water out')
        add(party, 'wet', act.batchId, -wet)
        add(party, 'quarantine', act.batchId, BigInt(act.driedMassMg))
        break
      }
      case 'process': {
        const masses = act.inputs.map(({ massMg }) => BigInt(massMg))
        const outputs = splitInProportion(BigInt(act.outputMassMg), masses)
        const rests = masses.map((mass, index) => mass - outputs[index]!)
        const wastes = splitInProportion(BigInt(act.wasteMassMg), rests)
        act.inputs.forEach(({ batchId, state }, index) => {
          add(party, state, batchId, -masses[index]!)
          add(party, 'waste', batchId, wastes[index]!)
          bear(batchId, act.output.batchId)
          const on = harvestedOn.get(batchId)!
          const known = harvestedOn.get(act.output.batchId)
          harvestedOn.set(act.output.batchId, known && known < on ? known : on)
        })
        add(party, 'quarantine', act.output.batchId, BigInt(act.outputMassMg))
        break
      }
      case 'hand-over':
        add(party, 'quarantine', act.batchId, -BigInt(act.massMg))
        add(minister, 'quarantine', act.batchId, BigInt(act.massMg))
        break
      case 'sample':
        add(party, act.state, act.batchId, -BigInt(act.massMg))
        add(party, 'sample', act.sample.batchId, BigInt(act.massMg))
        sampleOf.set(act.sample.batchId, act.batchId)
        break
      case 'test':
        add(party, 'sample', act.sampleId, -BigInt(act.consumedMassMg))
        tested.add(act.sampleId)
        break
      case 'release': {
        for (const [key, lots] of [...stock]) {
          const [holder = '', state] = key.split(' ')
          const amount = state === 'quarantine' ? (lots.get(act.batchId) ?? 0n) : 0n
          if (amount === 0n) continue
          add(holder, 'quarantine', act.batchId, -amount)
          add(holder, act.verdict, act.batchId, amount)
        }
        decided.add(act.batchId)
        break
      }
      case 'assay':
        assert(tested.size > 0, 'what is posted was measured')
        break
      case 'grant':
        break
      case 'irradiate':
        assert(has(party, 'released', act.batchId) > 0n, 'what is irradiated is there')
        irradiated.add(act.batchId)
        break
      case 'pack': {
        const packed = BigInt(act.packs) * BigInt(act.packMassMg)
        add(party, 'released', act.batchId, -BigInt(act.inputMassMg))
        add(party, 'released', act.pack.batchId, packed)
        add(party, 'waste', act.batchId, BigInt(act.wasteMassMg))
        bear(act.batchId, act.pack.batchId)
        if (BigInt(act.inputMassMg) !== packed + BigInt(act.wasteMassMg))
          differences.add(`${act.eventId} ${act.pack.batchId}`)
        break
      }
      case 'ship':
        for (const { batchId, state, massMg } of act.lines) add(party, state, batchId, -BigInt(massMg))
        shipments.set(act.shipmentId, {
          from: party,
          to: act.receiverId,
          reason: act.reason,
          lines: act.lines.map(({ batchId, state, massMg }) => ({ batchId, state, massMg: BigInt(massMg) })),
        })
        break
      case 'receive': {
        const shipment = shipments.get(act.shipmentId)
        assert(shipment?.to === party, 'the receiver takes in its own shipment, once')
        shipments.delete(act.shipmentId)
        act.lines.forEach(({ batchId, state, receivedMassMg }, index) => {
          const isStopped = onHold.has(batchId) && (state === 'released' || state === 'quarantine')
          const isBack = shipment.reason === 'return' && state === 'released'
          const arrivesAs = isStopped ? 'held' : isBack ? 'quarantine' : state
          add(party, arrivesAs, batchId, BigInt(receivedMassMg))
          if (shipment.lines[index]!.massMg !== BigInt(receivedMassMg)) differences.add(`${act.eventId} ${batchId}`)
        })
        break
      }
      case 'export':
        for (const { batchId, state, massMg } of act.lines) add(party, state, batchId, -BigInt(massMg))
        break
      case 'dispense':
        add(party, 'released', act.batchId, -BigInt(act.massMg))
        dispensed.set(act.eventId, { party, batchId: act.batchId, amount: BigInt(act.massMg) })
        break
      case 'destroy':
      case 'lose':
        add(party, act.state, act.batchId, -BigInt(act.massMg))
        break
      case 'hold': {
        const held = (act.scope === 'recall' ? [...new Set(kin(act.batchId))] : [act.batchId]).flatMap((batchId) =>
          [...stock].flatMap(([shelf, rows]) => {
            const [of, state] = shelf.split(' ') as [string, string] // A shelf is written as "party state" above.
            const amount = rows.get(batchId) ?? 0n
            return amount > 0n && (state === 'released' || state === 'quarantine' || state === 'wet')
              ? [{ party: of, state, batchId, amount }]
              : []
          }),
        )
        for (const row of held) {
          add(row.party, row.state, row.batchId, -row.amount)
          add(row.party, 'held', row.batchId, row.amount)
        }
        for (const batchId of act.scope === 'recall' ? kin(act.batchId) : [act.batchId]) onHold.add(batchId)
        holds.set(act.eventId, held)
        break
      }
      case 'lift':
        onHold.delete(act.batchId)
        for (const row of holds.get(act.holdEventId) ?? []) {
          add(row.party, 'held', row.batchId, -row.amount)
          add(row.party, row.state, row.batchId, row.amount)
        }
        break
      case 'correct': {
        const wrong = dispensed.get(act.correctsId)
        assert(wrong, 'this world takes back dispensings alone')
        add(wrong.party, 'released', wrong.batchId, wrong.amount)
        break
      }
      case 'count':
        for (const { batchId, state, countedMassMg } of act.lines) {
          const short = has(party, state, batchId) - BigInt(countedMassMg)
          if (short === 0n) continue
          add(party, state, batchId, -short)
          differences.add(`${act.eventId} ${batchId}`)
        }
        break
      case 'notify-loss':
      case 'designate':
      case 'move-room':
      case 'countersign':
      case 'settle-difference':
        break
      default:
        act satisfies never
    }
  }
  assert(world, 'a history has a world')
  const shipmentsTo = new Map<string, number>()
  for (const { to } of shipments.values()) shipmentsTo.set(to, (shipmentsTo.get(to) ?? 0) + 1)
  const growers = world.parties.filter(({ kind }) => kind === 'grower')
  const oldestAtGrower = new Map<string, string>()
  for (const { partyId } of growers)
    for (const state of ['wet', 'quarantine'])
      for (const batchId of stock.get(`${partyId} ${state}`)?.keys() ?? [])
        oldestAtGrower.set(batchId, harvestedOn.get(batchId) ?? '')
  return {
    world,
    shipmentsTo,
    standing: stock,
    awaitingRelease: [...tested].map((sample) => sampleOf.get(sample)!).filter((batch) => !decided.has(batch)),
    openDifferences: differences.size,
    irradiated,
    oldestAtGrower,
  }
}
