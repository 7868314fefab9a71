// Stock and plants that their holder may not have today: the exemption ended, was withdrawn or became narrower. Not here: what ends soon (licensing), and
// being rid of it, which the law forbids nobody (acts/end.ts).
import { legalDayOf, type PartyId, type PlainDate, type PremisesId, trustId } from '#kernel'
import { coverageOn, type ExemptionFact, type LicensingFacts, lapsedHolders, loadLicensingFacts } from '#licensing'
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
  const lapsed = await lapsedHolders(tx, actor, today)
  const facts = await loadLicensingFacts(tx, authorityId, { parties: lapsed, premises: [] })
  const holders = lapsed.filter((holderId) => mayLack(holderId, { facts, law, today }))
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

type On = {
  readonly facts: Pick<LicensingFacts, 'parties' | 'exemptions'>
  readonly law: Pick<LawForChain, 'listOf' | 'product'>
  readonly today: PlainDate
}

/**
 * Whether something that a holder once might have, somewhere, is covered no more: of whom it is all prolonged nothing is looked for. Pure, and on the
 * safe side: who may is asked again of each thing that lies there.
 */
export function mayLack(holderId: PartyId, on: On): boolean {
  const isOver = ({ withdrawnOn, period: { until } }: ExemptionFact) =>
    [withdrawnOn, until].some((day) => day !== null && Temporal.PlainDate.compare(day, on.today) <= 0)
  return on.facts.exemptions
    .filter((one) => one.holderId === holderId && isOver(one))
    .flatMap(({ scope }) => scope.filter(({ acts }) => acts.includes('have')))
    .some(({ substances, premises }) =>
      substances.some(({ substanceId }) =>
        (premises.length > 0 ? premises : [anyPlace]).some(
          (premisesId) => !mayHave({ holderId, substanceId, premisesId }, on),
        ),
      ),
    )
}

/** No premises of anybody: only what holds everywhere covers it. */
const anyPlace = trustId('premises', '00000000-0000-0000-0000-000000000000')

function isUncovered({ holderId, premisesId, ...row }: LyingRow, on: On): boolean {
  const product = productOf(row, on.law, on.today)
  if (product === null) return false
  const [holder, premises] = [trustId('party', holderId), trustId('premises', premisesId)]
  return !mayHave({ holderId: holder, substanceId: product.substanceId, premisesId: premises }, on)
}

type Had = { readonly holderId: PartyId; readonly substanceId: string; readonly premisesId: PremisesId }

/** Whether something covers having it there, whatever for. What is on no list is forbidden to nobody. */
function mayHave({ holderId, substanceId, premisesId }: Had, { facts, law, today }: On): boolean {
  const holder = facts.parties.get(holderId)
  const list = law.listOf(substanceId, today)
  if (!holder || !list) return true
  const asked = { holder, act: 'have', substance: { substanceId, list }, premisesId, on: today } as const
  return purposesOf(holder, 'have').some((purpose) => coverageOn(facts.exemptions, { ...asked, purpose }).covered)
}

/** A product that ended keeps its batches, and is what it was when the first of them began. */
const productOf = (
  { productCode, openedAt }: Pick<LyingRow, 'productCode' | 'openedAt'>,
  law: On['law'],
  today: PlainDate,
) => law.product(productCode, today) ?? law.product(productCode, legalDayOf(openedAt))
