// The country in figures: stock by who has it, flow by month, what harvests gave against what was expected. For a holder its own part. Not
// here: how it is drawn.
import { legalDayOf, type PlainDate, startOfLegalDay, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { HarvestYield, National } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { batchRef, lookUp, type Names, nothingWanted } from '../refs.ts'
import { selectMonths } from './months.ts'
import { type HarvestRow, selectHarvests, selectStock } from './store.ts'

/** More harvests than these nobody reads one by one. */
const harvestsMax = 200

export type NationalAsked = { readonly until: PlainDate; readonly months: number; readonly law: LawForChain }

export async function nationalPicture(tx: Tx, actor: Actor, { until, months, law }: NationalAsked): Promise<National> {
  const { authorityId } = actor
  const from = until.with({ day: 1 }).subtract({ months: months - 1 })
  const last = until.add({ days: 1 })
  const stock = await selectStock(tx, actor)
  const holderId = actor.wall === 'holder' ? actor.partyId : null
  const flow = await selectMonths(tx, authorityId, { from, until: last, holderId })
  const period = { from: startOfLegalDay(from), until: startOfLegalDay(last) }
  const harvests = await selectHarvests(tx, authorityId, { ...period, limit: harvestsMax })
  const wanted = nothingWanted()
  for (const { holderId } of harvests) wanted.parties.add(holderId)
  const names = await lookUp(tx, authorityId, wanted)
  return {
    from: from.toString(),
    until: last.toString(),
    stock: stock.map(({ massMg, accounts, ...row }) => ({
      ...row,
      productName: law.product(row.productCode, until)?.name ?? row.productCode,
      massMg: `${massMg}`,
      accounts: Number(accounts),
    })),
    flow: flow.map(({ massMg, events, ...row }) => ({ ...row, massMg: `${massMg}`, events: Number(events) })),
    harvests: harvests.map((row) => viewHarvest(names, law, row)),
    charts: law.quality?.charts(until) ?? null,
  }
}

const millionths = 1_000_000n

/** Against what the corpus expected on the day of the harvest. Exact: both sides are multiplied, nothing is divided. */
export function viewHarvest(names: Names, law: LawForChain, row: HarvestRow): HarvestYield {
  const harvestedOn = legalDayOf(row.openedAt)
  const drying = law.tolerance('drying-yield', harvestedOn)
  const { max: lossMax } = law.tolerance('processing-loss', harvestedOn)
  // What was cut off wet, sampled or destroyed was never put to dry, and yields nothing.
  const driesMg = row.driedMg + row.moistureMg
  const driedMg = row.standsWetMg === 0n && row.driedMg > 0n ? row.driedMg : null
  const isProcessed = row.bulkMg > 0n
  const processedMg = row.bulkMg + row.wasteMg - row.wetWasteMg + row.lossMg
  const within = (part: bigint, of: bigint, { min, max }: { readonly min: bigint; readonly max: bigint }) =>
    part * millionths >= of * min && part * millionths <= of * max ? ('inside' as const) : ('outside' as const)
  return {
    batch: batchRef({ batchId: trustId('batch', row.batchId), name: row.name, kind: row.kind }),
    productCode: row.productCode,
    productName: law.product(row.productCode, harvestedOn)?.name ?? row.productCode,
    holder: names.party(row.holderId),
    harvestedOn: harvestedOn.toString(),
    wetMg: `${row.wetMg}`,
    driesMg: driedMg === null ? null : `${driesMg}`,
    driedMg: driedMg === null ? null : `${driedMg}`,
    bulkMg: isProcessed ? `${row.bulkMg}` : null,
    wasteMg: `${row.wasteMg}`,
    lossMg: `${row.lossMg}`,
    drying: driedMg === null ? 'waiting' : within(driedMg, driesMg, drying),
    loss: isProcessed ? within(row.lossMg, processedMg, { min: 0n, max: lossMax }) : 'waiting',
    dryingMin: Number(drying.min),
    dryingMax: Number(drying.max),
    lossMax: Number(lossMax),
  }
}
