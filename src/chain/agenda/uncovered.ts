// Stock and plants that their holder may not have today: the exemption ended, was withdrawn or became narrower. Not here: what ends soon (licensing), and
// being rid of it, which the law forbids nobody (acts/end.ts).
import { legalDayOf, type PlainDate, trustId } from '#kernel'
import { coverageOn, type LicensingFacts, lapsedHolders, loadLicensingFacts } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkSection } from '#platform/contract'
import { purposesOf } from '../acts/checks.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { type LyingRow, selectLying } from '../store/lying.ts'
import type { ClockAsked } from './clocks.ts'

/** Of a holder its own, for staff of everybody; a line for each place and product, the most first. @basis opiumwet/2, opiumwet/3 */
export async function uncoveredStock(tx: Tx, actor: Actor, { law, today, itemsMax }: ClockAsked): Promise<WorkSection> {
  const { authorityId } = actor
  const holders = await lapsedHolders(tx, actor, today)
  const facts = await loadLicensingFacts(tx, authorityId, { parties: holders, premises: [] })
  const found = []
  for (const ledger of ['material_mg', 'plant_pieces'] as const) {
    const rows = await selectLying(tx, authorityId, { holders, ledger })
    found.push(...rows.filter((row) => isUncovered(row, { facts, law, today })).map((row) => ({ ...row, ledger })))
  }
  const wanted = nothingWanted()
  for (const { holderId, premisesId } of found) {
    wanted.parties.add(holderId)
    wanted.premises.add(premisesId)
  }
  const names = await lookUp(tx, authorityId, wanted)
  const items = found.slice(0, itemsMax).map((row): WorkItem => {
    const holder = names.party(row.holderId)
    const premises = names.premises(row.premisesId)
    const product = productOf(row, law, today)?.name ?? row.productCode
    const place = actor.wall === 'staff' ? [premises.name, product] : [product]
    return {
      id: [row.holderId, row.premisesId, row.productCode, row.ledger].join('-'),
      title: actor.wall === 'staff' ? holder.name : premises.name,
      subtitle: place.join(', '),
      ...(row.ledger === 'material_mg' ? { massMg: `${row.amount}` } : { plants: `${row.amount}` }),
      href: `/ledger?${new URLSearchParams({
        ...{ holder: holder.partyId, premises: premises.premisesId, product: row.productCode },
        ...{ kind: 'stock', ledger: row.ledger },
      })}`,
    }
  })
  return { kind: 'stock-uncovered', count: found.length, items }
}

type On = { readonly facts: LicensingFacts; readonly law: LawForChain; readonly today: PlainDate }

/** Whether nothing covers having it there, whatever for. What is on no list is forbidden to nobody. */
function isUncovered({ premisesId, ...row }: LyingRow, { facts: { parties, exemptions }, law, today }: On): boolean {
  const holder = parties.get(trustId('party', row.holderId))
  const product = productOf(row, law, today)
  const list = product && law.listOf(product.substanceId, today)
  if (!holder || !list) return false
  const asked = { holder, act: 'have', premisesId: trustId('premises', premisesId), on: today } as const
  const substance = { substanceId: product.substanceId, list }
  return purposesOf(holder, 'have').every(
    (purpose) => !coverageOn(exemptions, { ...asked, substance, purpose }).covered,
  )
}

/** A product that ended keeps its batches, and is what it was when the first of them began. */
const productOf = (
  { productCode, openedAt }: Pick<LyingRow, 'productCode' | 'openedAt'>,
  law: LawForChain,
  today: PlainDate,
) => law.product(productCode, today) ?? law.product(productCode, legalDayOf(openedAt))
