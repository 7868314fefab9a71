// The words the ledger counts by: ledgers, states, kinds of account and batch. Not here: what moves between them.

/** What follows the material from the first assay on: dried drug in mg, active moieties in µg. Material alone must always be known. */
export const contentLedgers = ['dried_mg', 'thc_ug', 'cbd_ug', 'mdma_base_ug'] as const
export type ContentLedger = (typeof contentLedgers)[number]

/** Units live in the ledger's name: mg of material, µg of an active moiety, pieces. */
export const ledgers = ['material_mg', ...contentLedgers, 'plant_pieces', 'allowance_mg', 'limit_mg'] as const
export type Ledger = (typeof ledgers)[number]

export function isContentLedger(ledger: string): ledger is ContentLedger {
  return (contentLedgers as readonly string[]).includes(ledger)
}

/** Every article that asks a record of stock of somebody; of whom, acts/record-basis.ts says. */
export const recordArticles = ['opiumwetbesluit/7', 'opiumwet/8a/2/f', 'enkelvoudig-verdrag/34/b'] as const
export type RecordArticle = (typeof recordArticles)[number]

export const stockStates = [
  'growing',
  'wet',
  'quarantine',
  'released',
  'held',
  'rejected',
  'waste',
  'sample',
  'reserved',
] as const
export type StockState = (typeof stockStates)[number]

export const worldStates = [
  'grown',
  'moisture',
  'destroyed',
  'dispensed',
  'exported',
  'consumed-in-test',
  'lost',
  'stolen',
  'processing-loss',
  'assayed',
  'assay-difference',
  'rounding',
  'unassayed',
  'harvested',
  'granted',
  'used',
  'converted',
  'carrier',
  'imported',
  'own-practice',
  'administered',
  'seized',
  'opening',
] as const
export type WorldState = (typeof worldStates)[number]

/** A partner's stock, as who may not see it reads it: that it went there is known, in which state and where it lies is not. */
export const unseenState = 'elsewhere'

export const accountKinds = ['stock', 'transit', 'difference', 'allowance', 'world'] as const
export type AccountKind = (typeof accountKinds)[number]

export const batchKinds = ['plant-lot', 'plant', 'harvest', 'bulk', 'sample', 'pack-lot'] as const
export type BatchKind = (typeof batchKinds)[number]

/** What may be used up: what the Minister called off from a grower, and what two countries permit. */
export const allowanceKinds = ['call-off', 'import-permit', 'export-permit'] as const
export type AllowanceKind = (typeof allowanceKinds)[number]

/** An account of what was used of a limit that a condition of an exemption sets. */
export const limitState = 'exemption-limit'

/** How staff told somebody outside Grein of a recall, and what came of it. */
export const recallWays = ['telephone', 'e-mail', 'post', 'visit'] as const
export const recallOutcomes = ['received', 'left-word', 'no-answer'] as const
