// Whether a product stays the same: measured values over its batches. Not here: the charts (statistics).
import { Decimal, IdOf, Label, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { BatchRef } from './refs.ts'

/** The figures control charts are drawn with, as decimals; dated terms of the house. */
export const ChartRules = Strict({
  baseline: Type.Integer({ minimum: 2, description: 'how many of the first released batches set the limits' }),
  limits: Decimal,
  ewmaWeight: Decimal,
  ewmaLimits: Decimal,
  cusumAllowance: Decimal,
  cusumLimit: Decimal,
})
export type ChartRules = Static<typeof ChartRules>

/** What a product is made for, and so what is charted of it. */
export const chartedAnalytes = ['total-thc', 'total-cbd', 'mdma-base'] as const
export type ChartedAnalyte = (typeof chartedAnalytes)[number]

/** What kind of cause was found in a batch whose measurement says nothing of the process as it is. */
export const exclusionCauses = ['growing', 'processing', 'sampling', 'measurement', 'other'] as const
const why = { cause: OneOf(exclusionCauses), finding: Label(400) }
export const LeftOut = Strict({ number: Type.String(), at: Moment, ...why })
/** A batch among those the limits follow from, that they are not to follow from. */
export const NewLeftOut = Strict({ batchId: IdOf('batch'), ...why })
export type NewLeftOut = Static<typeof NewLeftOut>

/** What was measured in every batch of a product that was decided on, in the order of measuring, in % of the dried drug or of the product as it is. */
export const ProductComposition = Strict({
  productCode: Type.String(),
  productName: Type.String(),
  /** What the product is released within on the day asked. */
  analytes: Type.Array(
    Strict({
      analyte: OneOf(chartedAnalytes),
      of: OneOf(['dried', 'as-is']),
      min: Nullable(Decimal),
      max: Nullable(Decimal),
      source: Nullable(Type.String()),
    }),
  ),
  rules: ChartRules,
  points: Type.Array(
    Strict({
      batch: BatchRef,
      grower: Strict({ partyId: IdOf('party'), name: Type.String() }),
      /** Null for whoever is not told: staff, the grower and the laboratory are. */
      laboratory: Nullable(Strict({ partyId: IdOf('party'), name: Type.String() })),
      verdict: OneOf(['released', 'rejected']),
      decidedAt: Moment,
      /** Of a batch that is left out of the baseline: since when, and why. */
      leftOut: Nullable(LeftOut),
      values: Type.Array(
        Strict({
          analyte: OneOf(chartedAnalytes),
          value: Decimal,
          uncertainty: Nullable(Decimal),
          method: Type.String(),
          /** Null for whoever had no part in the test: a number travels with its batch. */
          eventId: Nullable(IdOf('event')),
          testedAt: Moment,
        }),
      ),
    }),
  ),
})
export type ProductComposition = Static<typeof ProductComposition>
