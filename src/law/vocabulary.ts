// The words every contract of this room shares: lists, acts, a citation. Not here: questions and answers (contract.ts, decision/contract.ts).
import { OneOf, type Static, Strict, Type } from '#kernel'

export const lists = ['I', 'IA', 'II'] as const
export type ListName = (typeof lists)[number]

/** A short citation ("Ow 2 B"), the article path, and its dated jci link. */
export const Citation = Strict({
  short: Type.String(),
  article: Type.String({ description: 'opiumwet/lijst/I' }),
  jci: Type.String(),
  status: OneOf(['text', 'title', 'inferred']),
})
export type Citation = Static<typeof Citation>

/** The acts of the Opium Act, art. 2, 2a and 3: A bring in or out, B grow … transport, C have, D make. */
export const lawActs = [
  'import',
  'export',
  'grow',
  'prepare',
  'process',
  'sell',
  'supply',
  'transport',
  'have',
  'make',
] as const
export type LawAct = (typeof lawActs)[number]
export const LawActSchema = OneOf(lawActs)

/** What laboratories measure with a number. */
export const determinationIds = [
  'total-thc',
  'total-cbd',
  'total-cbn',
  'loss-on-drying',
  'foreign-matter',
  'arsenic',
  'cadmium',
  'lead',
  'mercury',
  'aflatoxins',
  'microbial-count',
  'mdma-base',
] as const

/** What a product looks like: flower and granulate are dried drug and are measured on it; oil and powder are measured as they are. */
export const productForms = ['flos', 'granulate', 'oil', 'powder'] as const
export type ProductForm = (typeof productForms)[number]

/** Tests whose limit is not known here, of the Dutch monograph Cannabis Flos or of a product without a monograph we know. */
export const unlimitedTests = [
  'appearance',
  'microscopy',
  'identity-tlc',
  'fineness',
  'microbial-count',
  'aflatoxins',
  'pesticides',
  'related-substances',
] as const
export type UnlimitedTest = (typeof unlimitedTests)[number]
