// How a shipment travels, judged: who carries must be allowed to, the journey must be possible, and the boxes must together be the shipment.
// Pure. Not here: the numbers of boxes (shipments/logistic-units.ts), and the shipment itself (move.ts).
import { parseSscc, refuseNow } from '#kernel'
import type { Product } from '#law/contract'
import type { CoverageFound } from '#licensing'
import { bare } from '../bare-id.ts'
import type { ActOf } from '../contract.ts'
import { manifestProblems } from '../problems/manifest-problems.ts'
import { cover } from './checks.ts'
import type { Situation } from './situation.ts'

/**
 * The sender's own transport is judged with the sender. A carrier needs a right of its own for each product: an exemption, or the exception
 * for whoever carries for one who may. Gives the grounds the carrier leans on.
 * @basis opiumwet/3/B
 */
export function needManifest(s: Situation, act: ActOf<'ship'>, products: readonly Product[]): readonly CoverageFound[] {
  const { transport, units } = act
  if (units) needUnits(act, units)
  if (!transport) return []
  const [departs, arrives] = [Temporal.Instant.from(transport.departsAt), Temporal.Instant.from(transport.arrivesAt)]
  if (Temporal.Instant.compare(arrives, departs) <= 0) refuseNow(manifestProblems['transport-times'], {})
  return transport.carrierId === null ? [] : needCarrier(s, transport.carrierId, products)
}

function needCarrier(s: Situation, carrierId: string, products: readonly Product[]): readonly CoverageFound[] {
  const found = s.licensing.parties.get(bare('party', carrierId))
  const carrier = found?.kind === 'carrier' ? found : refuseNow(manifestProblems['carrier-unknown'], {})
  return products.map((product) => {
    const asked = { act: 'transport', product, purpose: 'medicinal-supply', holder: carrier } as const
    const ground = cover(s, { ...asked, premisesId: s.premisesId })
    return ground.covered
      ? ground
      : refuseNow(manifestProblems['carrier-not-exempted'], { name: carrier.name, product: product.name, on: s.on })
  })
}

function needUnits({ lines }: ActOf<'ship'>, units: NonNullable<ActOf<'ship'>['units']>): void {
  const seen = new Set<string>()
  for (const { sscc } of units) {
    if (!parseSscc(sscc).ok || seen.has(sscc)) refuseNow(manifestProblems['sscc-wrong'], { sscc })
    seen.add(sscc)
  }
  const packed = sums(units.flatMap(({ contents }) => contents))
  const sent = sums(lines)
  const isWhole = packed.size === sent.size && [...sent].every(([line, massMg]) => packed.get(line) === massMg)
  if (!isWhole) refuseNow(manifestProblems['units-differ'], {})
}

function sums(portions: ActOf<'ship'>['lines']): ReadonlyMap<string, bigint> {
  const total = new Map<string, bigint>()
  for (const { batchId, state, massMg } of portions) {
    const line = `${batchId} ${state}`
    total.set(line, (total.get(line) ?? 0n) + BigInt(massMg))
  }
  return total
}
