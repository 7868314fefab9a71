// The figures of the national picture, put together. Pure; not here: drawing.
import type { FlowKind, HarvestYield, National } from '#chain/contract'
import type { Writer } from '#kernel'
import { chartPhases, type Individuals, type SignalKind } from '#statistics'

export type Cell = { readonly massMg: bigint; readonly accounts: number }
export type StockTable = {
  readonly kinds: readonly National['stock'][number]['holderKind'][]
  readonly products: readonly {
    readonly code: string
    readonly name: string
    readonly of: ReadonlyMap<string, bigint>
    readonly totalMg: bigint
  }[]
  readonly totals: ReadonlyMap<string, bigint>
  readonly totalMg: bigint
}

/** Products down, classes of holder across, largest first. */
export function stockTable(stock: National['stock']): StockTable {
  const totals = new Map<string, bigint>()
  const products = new Map<string, { name: string; of: Map<string, bigint>; totalMg: bigint }>()
  for (const { holderKind, productCode, productName, massMg } of stock) {
    const mass = BigInt(massMg)
    totals.set(holderKind, (totals.get(holderKind) ?? 0n) + mass)
    const row = products.get(productCode) ?? { name: productName, of: new Map<string, bigint>(), totalMg: 0n }
    row.of.set(holderKind, (row.of.get(holderKind) ?? 0n) + mass)
    row.totalMg += mass
    products.set(productCode, row)
  }
  const bigger = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0)
  const kinds = [...new Set(stock.map(({ holderKind }) => holderKind))]
  return {
    kinds: kinds.sort((a, b) => bigger(totals.get(a) ?? 0n, totals.get(b) ?? 0n)),
    products: [...products].map(([code, row]) => ({ code, ...row })).sort((a, b) => bigger(a.totalMg, b.totalMg)),
    totals,
    totalMg: [...totals.values()].reduce((sum, mass) => sum + mass, 0n),
  }
}

/** Every month of the period, also those in which nothing moved. */
export function monthsOf({ from, until }: Pick<National, 'from' | 'until'>): readonly string[] {
  const months: string[] = []
  const end = Temporal.PlainDate.from(until)
  for (
    let day = Temporal.PlainDate.from(from).with({ day: 1 });
    Temporal.PlainDate.compare(day, end) < 0;
    day = day.add({ months: 1 })
  )
    months.push(day.toPlainYearMonth().toString())
  return months
}

export type Monthly = ReadonlyMap<string, ReadonlyMap<FlowKind, bigint>>

export function byMonth(flow: National['flow']): Monthly {
  const months = new Map<string, Map<FlowKind, bigint>>()
  for (const { month, what, massMg } of flow) {
    const row = months.get(month) ?? new Map<FlowKind, bigint>()
    row.set(what, (row.get(what) ?? 0n) + BigInt(massMg))
    months.set(month, row)
  }
  return months
}

export const totalOf = (flow: National['flow'], ...kinds: readonly FlowKind[]): bigint =>
  flow.reduce((sum, { what, massMg }) => (kinds.includes(what) ? sum + BigInt(massMg) : sum), 0n)

/** What is left after drying of what was put to it, 0 to 1; null while it is drying. For the eye: the verdict was made with whole numbers. */
export function yieldOf({ driedMg, driesMg }: Pick<HarvestYield, 'driedMg' | 'driesMg'>): number | null {
  return driedMg === null || driesMg === null
    ? null
    : Number((BigInt(driedMg) * 1_000_000n) / BigInt(driesMg)) / 1_000_000
}

export type GrowerYields = Pick<HarvestYield, 'holder' | 'productCode' | 'productName'> & {
  /** As they came: the newest first. */
  readonly harvests: readonly HarvestYield[]
  /** Of its own dried harvests, oldest first; null where there are too few, or the house has no figures for it. */
  readonly chart: Individuals | null
  readonly signals: ReadonlyMap<string, readonly SignalKind[]>
}

/**
 * Each grower against its own past, product by product: one cultivar keeps more of its weight in drying than another, and a change from the one to the
 * other is none of the grower. The expectation of the corpus is wide, for it holds for everybody; who takes a little of every harvest
 * stays within it, and leaves what that grower used to get. Who has most to explain comes first.
 */
export function yieldsByGrower({ harvests, charts }: Pick<National, 'harvests' | 'charts'>): readonly GrowerYields[] {
  const grown = Map.groupBy(harvests, ({ holder, productCode }) => `${holder.partyId} ${productCode}`)
  return [...grown.values()]
    .map((own): GrowerYields => {
      const points = own.toReversed().map((one) => {
        const value = yieldOf(one)
        return { id: one.batch.batchId, phase: '', isCounted: value !== null, isLeftOut: false, value: value ?? 0 }
      })
      const { holder, productCode, productName } = own[0]! // A group has one at least.
      const [phase] = charts === null ? [] : chartPhases(points, charts)
      return {
        ...{ holder, productCode, productName },
        harvests: own,
        chart: phase?.chart ?? null,
        signals: new Map(phase?.points.flatMap(({ id, signals }) => (signals.length > 0 ? [[id, signals]] : []))),
      }
    })
    .sort(
      (a, b) =>
        askingWhy(b) - askingWhy(a) ||
        a.holder.name.localeCompare(b.holder.name) ||
        a.productName.localeCompare(b.productName),
    )
}

/** How many harvests ask for a reason: outside what is expected of everybody, or away from the grower's own habit. */
export const askingWhy = ({ harvests, signals }: Pick<GrowerYields, 'harvests' | 'signals'>): number =>
  harvests.filter((one) => one.drying === 'outside' || one.loss === 'outside' || signals.has(one.batch.batchId)).length

/** What of a month lies in the period; `until` is the day after the last. */
export function spanOf(
  { from, until }: Pick<National, 'from' | 'until'>,
  month: string,
): { from: string; until: string } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const next = first.add({ months: 1 }).toString()
  // Days as text stand in the order of days.
  return { from: first.toString() < from ? from : first.toString(), until: next < until ? next : until }
}

/** "november 2026": its first day as it is written, without the day. */
export const monthText = (month: string, day: Writer['day']): string => day(`${month}-01`).replace(/^1\s/, '')

/** Round marks from nought for a scale that holds this many kilograms: three to six of them. */
export function marksFor(kilograms: number): readonly number[] {
  const rough = Math.max(kilograms, 0.001) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough
  return Array.from({ length: Math.floor(kilograms / step) + 1 }, (_, index) => index * step)
}
