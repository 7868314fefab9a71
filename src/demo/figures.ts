// The numbers the demo world is made of, each with its source or marked as our own assumption. Not here: the flow itself.

export const productCodes = ['bedrocan', 'bedica', 'bediol', 'bedrolite'] as const
export type ProductCode = (typeof productCodes)[number]

type Analyte = { readonly nominal: number; readonly min: number; readonly max: number }
export type DemoProduct = {
  readonly code: ProductCode
  readonly letters: string
  readonly form: 'flos' | 'granulate'
  /** Percent of dried drug; `nominal` is where this world's batches lie, the range is what releases. */
  readonly thc: Analyte
  readonly cbd: Analyte
  /** Part of what patients ask; our own assumption. */
  readonly demandShare: number
  readonly gtin: string
}

// Names and ranges: public figures of the Dutch products, as the corpus has them. The GTINs are made up there, for the demonstration.
export const products: Readonly<Record<ProductCode, DemoProduct>> = {
  bedrocan: {
    code: 'bedrocan',
    letters: 'BRC',
    form: 'flos',
    thc: { nominal: 22, min: 17.6, max: 26.4 },
    cbd: { nominal: 0.3, min: 0, max: 1 },
    demandShare: 0.56,
    gtin: '08712345000011',
  },
  bedica: {
    code: 'bedica',
    letters: 'BDC',
    form: 'granulate',
    thc: { nominal: 14.4, min: 11.5, max: 17.3 },
    cbd: { nominal: 0.3, min: 0, max: 1 },
    demandShare: 0.12,
    gtin: '08712345000028',
  },
  bediol: {
    code: 'bediol',
    letters: 'BDL',
    form: 'granulate',
    thc: { nominal: 6.3, min: 5, max: 7.6 },
    cbd: { nominal: 8.8, min: 7, max: 10.6 },
    demandShare: 0.18,
    gtin: '08712345000035',
  },
  bedrolite: {
    code: 'bedrolite',
    letters: 'BRL',
    form: 'granulate',
    thc: { nominal: 0.4, min: 0, max: 1 },
    cbd: { nominal: 8.1, min: 6.5, max: 9.7 },
    demandShare: 0.14,
    gtin: '08712345000042',
  },
}

/** At scale 1. Sources: answers to parliament, SFK and press, as the project's chain page lists them; the rest is ours. */
export const yearly = {
  dispensings: 42_000, // 2021
  producedKg: 1_682, // 2017
  exportedKg: 1_045, // 2017
  meanDispensingG: { min: 10, max: 16 }, // 16 g in 2015
  exportShare: 0.6,
} as const

/** Our own assumptions, each chosen so that the totals meet the published years. */
export const assumed = {
  handedOverKg: 1_730,
  pharmacies: 200,
  weeksOfGrowth: 10,
  bagMg: 250_000n,
  packMg: 5_000n,
  gramsPerPlantWet: 175,
  wetToDried: 0.225,
  driedToBulk: 0.87,
  trimWaste: 0.12,
  sampleMg: 25_000n,
  packOverfill: 0.004,
  packWaste: 0.003,
  contentDeviation: 0.08,
  distributorWeeks: 8,
  /** One dispensing takes this many packs of 5 g, with these weights: 14.9 g on average. */
  packsPerDispensing: [
    [2, 27],
    [3, 51],
    [4, 19],
    [5, 3],
  ],
} as const

/** The substance under which the law lists the plant; one name for the whole chain. */
export const hemp = { substanceId: 'hennep', list: 'II' } as const
export const hempOil = { substanceId: 'hennepolie', list: 'I' } as const
export const mdma = { substanceId: 'mdma', list: 'I' } as const

/** Products beside flower: what releases them, in percent of the product as it is, as the corpus has it. */
export const apart = {
  'thc-olie-2': { analyte: 'total-thc', min: 1.8, max: 2.2 },
  'mdma-hcl': { analyte: 'mdma-base', min: 82.4, max: 85.8 },
} as const
