// Packs to people: distributor, pharmacies, study and buyers abroad. Not here: what goes wrong (incidents).
import { addWorkingDays, dayNumberOf, dayText, isWorkingDay } from './calendar.ts'
import { assumed, type ProductCode, productCodes, products, yearly } from './figures.ts'
import type { Line } from './ledger.ts'
import { hours, type Play } from './play.ts'
import { weekly } from './rhythm.ts'
import { type Desk, send } from './shipping.ts'
import type { ExportPlan, Site } from './world.ts'

/** What the country needs of a product, and how much of a new lot stays for it. */
export type Demand = {
  readonly claim: (product: ProductCode, lotMg: bigint) => bigint
  readonly arrived: (lines: readonly Line[]) => void
}

const workingDaysAYear = 253
const packsWeight = assumed.packsPerDispensing.reduce((sum, [, weight]) => sum + weight, 0)
const meanPacks = assumed.packsPerDispensing.reduce((sum, [packs, weight]) => sum + packs * weight, 0) / packsWeight

export function openDemand(play: Play): Demand {
  const { distributor, world } = play.stage
  const travelling = new Map<ProductCode, bigint>()
  const change = (product: ProductCode, mg: bigint) => travelling.set(product, (travelling.get(product) ?? 0n) + mg)
  const weeklyPacks = (yearly.dispensings * world.arguments.scale * meanPacks) / 52
  return {
    claim: (product, lotMg) => {
      const target =
        BigInt(Math.ceil(weeklyPacks * products[product].demandShare * assumed.distributorWeeks)) * assumed.packMg
      const lack = target - stockOf(play, distributor, product) - (travelling.get(product) ?? 0n)
      const stays = lack <= 0n ? 0n : lack < lotMg ? lack : lotMg
      change(product, stays)
      return stays
    },
    arrived: (lines) => {
      for (const { batchId, massMg } of lines) change(play.batches.get(batchId)!.product, -massMg) // Named when packed.
    },
  }
}

export function startSupply(play: Play): void {
  const { stage, ledger } = play
  const { distributor } = stage
  const random = play.random('supply')
  const parcels = play.random('supply-shipping')
  const weights = stage.pharmacies.map((_, index) => (index === 0 ? 1.4 : random.logNormal(0.45)))
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  const { scale } = stage.world.arguments
  const sellable = (site: Site, product: ProductCode) =>
    lotsOf(play, site, product)
      .filter(({ batchId }) => !play.resting.has(batchId))
      .filter(({ amount }) => amount >= assumed.packMg)

  const supply = (
    to: Site,
    wanted: ReadonlyMap<ProductCode, number>,
    desk: Desk | null,
    onReceipt: (lines: readonly Line[]) => void,
  ) => {
    const lines: Line[] = []
    for (const [product, packs] of wanted) {
      let lackMg = BigInt(packs) * assumed.packMg
      for (const { batchId, amount } of sellable(distributor, product)) {
        if (lackMg <= 0n) break
        const massMg = amount < lackMg ? amount - (amount % assumed.packMg) : lackMg
        lines.push({ batchId, state: 'released', massMg })
        lackMg -= massMg
      }
    }
    if (lines.length === 0) return []
    send(play, {
      from: distributor,
      to,
      reason: 'supply',
      lines,
      as: 'packs',
      random: parcels,
      desk,
      onReceipt: () => onReceipt(lines),
    })
    return lines
  }

  stage.pharmacies.forEach((pharmacy, index) => {
    const onOrder = new Map<ProductCode, bigint>()
    const weeklyPacks = (yearly.dispensings * scale * meanPacks * weights[index]!) / weightSum / 52 // One weight each.
    const count = (lines: readonly Line[], sign: 1n | -1n) => {
      for (const { batchId, massMg } of lines) {
        const { product } = play.batches.get(batchId)! // Named when packed.
        onOrder.set(product, (onOrder.get(product) ?? 0n) + sign * massMg)
      }
    }
    const desk = index === 0 ? (['pharmacy receipt', 'pharmacy'] as const) : null
    weekly(
      play,
      [(index % 5) + 1],
      hours.afternoon,
      () => {
        const wanted = new Map<ProductCode, number>()
        for (const product of productCodes) {
          const upTo = Math.ceil(weeklyPacks * products[product].demandShare * 3) + 8
          const has = stockOf(play, pharmacy, product) + (onOrder.get(product) ?? 0n)
          const lack = upTo - Number(has / assumed.packMg)
          if (lack >= Math.min(4, upTo / 4)) wanted.set(product, lack)
        }
        count(
          supply(pharmacy, wanted, desk, (lines) => count(lines, -1n)),
          1n,
        )
        if (random.chance(1 / 120)) giveBack(pharmacy)
      },
      stage.from - 14,
    )
  })

  /** A damaged pack goes back to the distributor, where it waits apart until it is destroyed. */
  const giveBack = (pharmacy: Site) => {
    const lot = productCodes.flatMap((product) => sellable(pharmacy, product))[0]
    if (!lot) return
    const lines = [{ batchId: lot.batchId, state: 'released', massMg: assumed.packMg }]
    const destroyIt = () =>
      play.plan(addWorkingDays(play.today(), random.int(2, 6)), hours.day, () => destroyReturned(lot.batchId))
    send(play, {
      from: pharmacy,
      to: distributor,
      reason: 'return',
      lines,
      as: 'packs',
      random: parcels,
      desk: null,
      onReceipt: destroyIt,
    })
  }
  const destroyReturned = (batchId: string) => {
    const massMg = ledger.book.amount({ ...distributor, batchId, state: 'quarantine' })
    // On hold meanwhile, or gone with another return: then there is nothing left to do.
    if (massMg === 0n) return
    play.act(distributor, {
      kind: 'destroy',
      premisesId: distributor.premisesId,
      batchId,
      state: 'quarantine',
      massMg: String(massMg),
      method: 'incineration',
      witnesses: ['GOS-02', 'GOS-05'],
      documents: [],
    })
  }

  const dispense = (at: Site, index: number, product: ProductCode) => {
    const isFresh = ({ batchId }: { batchId: string }) => play.batches.get(batchId)!.expiresOn! > dayText(play.today()) // Packs have both.
    const lots = sellable(at, product).filter(isFresh)
    const year = dayText(play.today()).slice(2, 4)
    const number = play.nextSerial(`record ${index} ${year}`)
    const recordNumber = `${index + 1}-${year}-${String(number).padStart(5, '0')}`
    const write = (batchId: string, packs: number) => {
      const massMg = String(BigInt(packs) * assumed.packMg)
      return play.act(at, { kind: 'dispense', premisesId: at.premisesId, batchId, massMg, recordNumber })
    }
    // The oldest lot first; what it lacks comes from the next, under the same record number. An empty shelf: another day.
    let lack = pickPacks(random.float())
    for (const { batchId, amount } of lots) {
      if (lack === 0) break
      const has = Number(amount / assumed.packMg)
      const packs = Math.min(lack, has)
      lack -= packs
      if (packs === has || !random.chance(1 / 700)) write(batchId, packs)
      else slip(at, batchId, write(batchId, packs + 1), () => write(batchId, packs))
    }
  }
  /** One pack too many was typed; at closing time it is taken back and written again. */
  const slip = (at: Site, batchId: string, correctsId: string, writeRight: () => void) =>
    play.plan(play.today(), [17.1, 17.2], () => {
      if (ledger.book.whereabouts(batchId).some(({ state }) => state === 'held')) return
      const reason = 'Eén verpakking te veel ingetoetst.'
      play.act(at, { kind: 'correct', premisesId: at.premisesId, correctsId, reason })
      writeRight()
    })

  const openDoors = () => {
    if (play.today() < stage.from) return
    stage.pharmacies.forEach((pharmacy, index) => {
      const daily = (yearly.dispensings * scale * weights[index]!) / weightSum / workingDaysAYear // One weight each.
      for (let count = random.poisson(daily); count > 0; count--) {
        const product = pickProduct(random.float())
        play.plan(play.today(), [9, 17], () => dispense(pharmacy, index, product))
      }
    })
  }
  weekly(
    play,
    [1, 2, 3, 4, 5],
    [8, 8],
    () => {
      // A rhythm moves off a holiday; opening hours do not.
      if (isWorkingDay(play.today()) && play.nextSerial(`doors ${play.today()}`) === 1) openDoors()
    },
    stage.from,
  )

  // A study takes a little every fourth week; how it is used belongs to the study's own records, not to the chain's.
  const { institution } = stage
  const studyPacks = Math.max(4, Math.round(40 * scale))
  let week = 0
  weekly(
    play,
    [2],
    hours.afternoon,
    () => {
      if (week++ % 4 !== 0) return
      const inStock = sellable(distributor, 'bediol').length > 0 ? 'bediol' : 'bedrocan'
      supply(institution, new Map([[inStock, studyPacks]]), ['institution receipt', 'institution'], () => {})
    },
    stage.from,
  )

  for (const planned of stage.exports) planExport(play, planned)
}

/** Each buyer takes its part of what stands in the store that month; each case has its own two permits. */
function planExport(play: Play, planned: ExportPlan): void {
  const { stage } = play
  const place = stage.exports.filter(({ month }) => month === planned.month).indexOf(planned)
  const later = stage.exports.filter(({ month }) => month === planned.month).slice(place)
  const part = (0.92 * planned.share) / later.reduce((sum, { share }) => sum + share, 0)
  const year = Math.floor((planned.month - 1) / 12)
  const first = dayNumberOf(new Temporal.PlainDate(year, planned.month - year * 12, 1))
  const day = first + 3 + place * 5
  if (day < stage.from) return
  play.plan(day, hours.day, () => {
    const lines: { batchId: string; state: 'released'; massMg: string }[] = []
    for (const product of productCodes) {
      let lackMg = (stockOf(play, stage.exportStore, product) * BigInt(Math.round(part * 10_000))) / 10_000n
      for (const { batchId, amount } of lotsOf(play, stage.exportStore, product)) {
        const whole = amount < lackMg ? amount : lackMg
        const massMg = whole - (whole % assumed.packMg)
        if (massMg === 0n) continue
        lines.push({ batchId, state: 'released', massMg: String(massMg) })
        lackMg -= massMg
      }
    }
    if (lines.length === 0) return
    const { buyerId, exportPermit, importPermit } = planned
    // A contract's limit: one case names two hundred lots at most; the rest waits for the next.
    const limited = lines.slice(0, 200)
    if (play.today() >= stage.until - permitDays) {
      const massMg = limited.reduce((sum, line) => sum + BigInt(line.massMg), 0n)
      const desk = { ...stage.exportStore, officer: stage.chainManager }
      play.act(desk, {
        kind: 'grant',
        premisesId: desk.premisesId,
        allowance: 'export-permit',
        number: exportPermit,
        holderId: desk.partyId,
        counterId: buyerId,
        productCode: null,
        massMg: String((massMg / 1_000_000n + 1n) * 1_000_000n), // A permit is asked for whole kilograms.
        from: dayText(play.today()),
        through: dayText(play.today() + 90),
      })
    }
    play.act(stage.exportStore, {
      kind: 'export',
      premisesId: stage.exportStore.premisesId,
      buyerId,
      exportPermit,
      importPermit,
      lines: limited,
    })
  })
}

/** Permits of the last months are in the ledger; those before were on paper. */
const permitDays = 150

/** What can be sold, the lot that expires first before the others. */
export function lotsOf(play: Play, site: Site, product: ProductCode): { batchId: string; amount: bigint }[] {
  const expiry = (batchId: string) => play.batches.get(batchId)!.expiresOn! // Packs alone stand with those who sell.
  return play.ledger.book
    .standing({ ...site, state: 'released' })
    .filter(({ batchId }) => play.batches.get(batchId)?.product === product)
    .sort((a, b) => compare(expiry(a.batchId), expiry(b.batchId)) || compare(a.batchId, b.batchId))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function stockOf(play: Play, site: Site, product: ProductCode): bigint {
  return lotsOf(play, site, product).reduce((sum, { amount }) => sum + amount, 0n)
}

function pickProduct(draw: number): ProductCode {
  let left = draw
  for (const product of productCodes) {
    left -= products[product].demandShare
    if (left < 0) return product
  }
  return 'bedrocan'
}

function pickPacks(draw: number): number {
  let left = draw * packsWeight
  for (const [packs, weight] of assumed.packsPerDispensing) {
    left -= weight
    if (left < 0) return packs
  }
  return 3
}
