// What the demo adds up to, year by year, beside the published figures it was made from. Not here: figures of the real ledger; those are folds of it.
import { exactDecimal, type Locale } from '#kernel'
import type { DemoStep, DemoWorld } from './contract.ts'
import { yearly } from './figures.ts'

export type YearTotals = {
  readonly from: string
  readonly until: string
  readonly producedMg: bigint
  readonly exportedMg: bigint
  readonly dispensedMg: bigint
  readonly dispensings: number
  readonly destroyedMg: bigint
  readonly lostMg: bigint
  readonly stolenMg: bigint
  readonly harvests: number
  readonly bags: number
  readonly rejected: number
  readonly recalls: number
}

export type Figure = 'dispensings' | 'mean dispensing' | 'handed over' | 'exported' | 'export share' | 'bag'

export type FigureCheck = {
  readonly figure: Figure
  readonly source: string
  /** What the published year says at this scale, and what the demo made of it; both as text with their unit. */
  readonly published: string
  readonly demo: string
  readonly isMet: boolean
}

export type DemoTotals = {
  readonly demo: true
  readonly scale: number
  readonly years: readonly (YearTotals & { readonly checks: readonly FigureCheck[] })[]
}

type Counting = { -readonly [Field in keyof YearTotals]: YearTotals[Field] }

/** Reads the steps once; the half year of growing before the first year is left out. */
export function totals(steps: Iterable<DemoStep>): DemoTotals {
  let world: DemoWorld | null = null
  let pharmacies = new Set<string>()
  const years: Counting[] = []
  const counted: Counted = { lastRecord: '', dispensed: new Map() }
  for (const step of steps) {
    if (step.kind === 'world') {
      world = step.world
      pharmacies = new Set(world.parties.filter(({ kind }) => kind === 'pharmacy').map(({ partyId }) => partyId))
      years.push(...emptyYears(world))
      continue
    }
    const on = step.at.slice(0, 10)
    const year = years.find(({ from, until }) => on >= from && on < until)
    if (!world || !year || step.kind !== 'act') continue
    count(year, step, pharmacies.has(world.staff[step.as]?.partyId ?? ''), counted)
  }
  const scale = world?.arguments.scale ?? 1
  return { demo: true, scale, years: years.map((year) => ({ ...year, checks: checksOf(year, scale) })) }
}

/** What a correction may still take back, and the number under which the last packs went out. */
type Counted = { lastRecord: string; readonly dispensed: Map<string, { year: Counting; massMg: bigint }> }
const rememberedDispensings = 2_000

function emptyYears({ arguments: { until, years } }: DemoWorld): Counting[] {
  const end = Temporal.PlainDate.from(until)
  return Array.from({ length: years }, (_, index) => ({
    from: end.subtract({ years: years - index }).toString(),
    until: end.subtract({ years: years - index - 1 }).toString(),
    producedMg: 0n,
    exportedMg: 0n,
    dispensedMg: 0n,
    dispensings: 0,
    destroyedMg: 0n,
    lostMg: 0n,
    stolenMg: 0n,
    harvests: 0,
    bags: 0,
    rejected: 0,
    recalls: 0,
  }))
}

function count(
  year: Counting,
  { act }: Extract<DemoStep, { kind: 'act' }>,
  isPharmacy: boolean,
  counted: Counted,
): void {
  switch (act.kind) {
    case 'harvest':
      year.harvests++
      return
    case 'hand-over':
      year.producedMg += BigInt(act.massMg)
      year.bags += act.bags
      return
    case 'export':
      for (const { massMg } of act.lines) year.exportedMg += BigInt(massMg)
      return
    case 'dispense':
      if (!isPharmacy) return
      if (act.recordNumber !== counted.lastRecord) year.dispensings++
      counted.lastRecord = act.recordNumber
      year.dispensedMg += BigInt(act.massMg)
      counted.dispensed.set(act.eventId, { year, massMg: BigInt(act.massMg) })
      for (const oldest of counted.dispensed.keys())
        if (counted.dispensed.size > rememberedDispensings) counted.dispensed.delete(oldest)
      return
    case 'correct': {
      // It is written again under its own number, so it counts once.
      const wrong = counted.dispensed.get(act.correctsId)
      if (!wrong) return
      wrong.year.dispensings--
      wrong.year.dispensedMg -= wrong.massMg
      return
    }
    case 'destroy':
      year.destroyedMg += BigInt(act.massMg)
      return
    case 'lose':
      if (act.cause === 'theft') year.stolenMg += BigInt(act.massMg)
      else year.lostMg += BigInt(act.massMg)
      return
    case 'release':
      if (act.verdict === 'rejected') year.rejected++
      return
    case 'hold':
      if (act.scope === 'recall') year.recalls++
      return
    default:
      // The other acts move mass within the chain and add to no yearly figure.
      return
  }
}

function checksOf(year: YearTotals, scale: number): FigureCheck[] {
  const kg = (mg: bigint) => Number(exactDecimal(mg, 'kg'))
  const near = (value: number, aim: number, part: number) => Math.abs(value - aim) <= aim * part
  const row = (figure: Figure, source: string, published: string, demo: string, isMet: boolean) => ({
    figure,
    source,
    published,
    demo,
    isMet,
  })
  const produced = kg(year.producedMg)
  const exported = kg(year.exportedMg)
  const dispensed = kg(year.dispensedMg)
  const meanG = year.dispensings === 0 ? 0 : (dispensed * 1000) / year.dispensings
  const share = exported + dispensed === 0 ? 0 : exported / (exported + dispensed)
  const bagG = year.bags === 0 ? 0 : (produced * 1000) / year.bags
  const round = (value: number, digits = 0) => value.toFixed(digits)
  const { min, max } = yearly.meanDispensingG
  return [
    row(
      'dispensings',
      '2021',
      round(yearly.dispensings * scale),
      String(year.dispensings),
      near(year.dispensings, yearly.dispensings * scale, 0.05),
    ),
    row('mean dispensing', '2015', `${min}–${max} g`, `${round(meanG, 1)} g`, meanG >= min && meanG <= max),
    row(
      'handed over',
      '2017',
      `${round(yearly.producedKg * scale)} kg`,
      `${round(produced)} kg`,
      near(produced, yearly.producedKg * scale, 0.1),
    ),
    row(
      'exported',
      '2017',
      `${round(yearly.exportedKg * scale)} kg`,
      `${round(exported)} kg`,
      near(exported, yearly.exportedKg * scale, 0.1),
    ),
    row('export share', '2017', '60 %', `${round(share * 100, 1)} %`, near(share, yearly.exportShare, 0.1)),
    row('bag', 'BMC', '250 g', `${round(bagG, 1)} g`, near(bagG, 250, 0.01)),
  ]
}

const words = {
  nl: {
    figures: {
      dispensings: 'afleveringen',
      'mean dispensing': 'per aflevering',
      'handed over': 'aan de minister',
      exported: 'uitgevoerd',
      'export share': 'deel uitgevoerd',
      bag: 'zak',
    },
    title: (from: string, until: string, scale: number) => `DEMO  ${from} tot ${until}, schaal ${scale}`,
    met: 'klopt',
    notMet: 'WIJKT AF',
    published: (source: string, text: string) => `(gepubliceerd ${source}: ${text})`,
    rest: ({ harvests, rejected, recalls }: YearTotals, destroyed: string, stolen: string) =>
      `${harvests} oogsten, ${rejected} partijen afgekeurd, ${recalls} keer teruggeroepen, ${destroyed} kg vernietigd, ${stolen} g gestolen`,
  },
  en: {
    figures: {
      dispensings: 'dispensings',
      'mean dispensing': 'per dispensing',
      'handed over': 'to the Minister',
      exported: 'exported',
      'export share': 'part exported',
      bag: 'bag',
    },
    title: (from: string, until: string, scale: number) => `DEMO  ${from} until ${until}, scale ${scale}`,
    met: 'met',
    notMet: 'NOT MET',
    published: (source: string, text: string) => `(published ${source}: ${text})`,
    rest: ({ harvests, rejected, recalls }: YearTotals, destroyed: string, stolen: string) =>
      `${harvests} harvests, ${rejected} batches rejected, ${recalls} recalls, ${destroyed} kg destroyed, ${stolen} g stolen`,
  },
} as const

/** For a terminal: one block a year, each figure with its source and whether it is met. Says that it is a demo, for numbers travel. */
export function printTotals({ scale, years }: DemoTotals, locale: Locale = 'en'): string {
  const say = words[locale]
  const blocks = years.map((year) => {
    const rows = year.checks.map(({ figure, source, published, demo, isMet }) =>
      [
        `  ${(isMet ? say.met : say.notMet).padEnd(8)}`,
        say.figures[figure].padEnd(16),
        demo.padStart(10),
        say.published(source, published),
      ].join('  '),
    )
    const rest = say.rest(year, exactDecimal(year.destroyedMg, 'kg'), exactDecimal(year.stolenMg, 'g'))
    return [say.title(year.from, year.until, scale), ...rows, `  ${rest}`].join('\n')
  })
  return `${blocks.join('\n\n')}\n`
}
