// The words the ledger counts by: ledgers, states, kinds of account and batch. Not here: what moves between them.

/** Units live in the ledger's name: mg of material, µg of an active moiety, pieces. */
export const ledgers = ['material_mg', 'thc_ug', 'cbd_ug', 'plant_pieces'] as const
export type Ledger = (typeof ledgers)[number]

export const stockStates = ['growing', 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample'] as const
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
  'harvested',
  'opening',
] as const
export type WorldState = (typeof worldStates)[number]

export const accountKinds = ['stock', 'transit', 'difference', 'world'] as const
export type AccountKind = (typeof accountKinds)[number]

export const batchKinds = ['plant-lot', 'harvest', 'bulk', 'sample', 'pack-lot'] as const
export type BatchKind = (typeof batchKinds)[number]
