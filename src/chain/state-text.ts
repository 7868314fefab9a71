// What a state of stock is called, in refusals, on paper and in the template of an import. Not here: the states (contract/words.ts).
import type { StockState } from './contract.ts'

export const stateText: Readonly<Record<StockState, { readonly nl: string; readonly en: string }>> = {
  growing: { nl: 'groeiend', en: 'growing' },
  wet: { nl: 'nat', en: 'wet' },
  quarantine: { nl: 'quarantaine', en: 'quarantine' },
  released: { nl: 'vrijgegeven', en: 'released' },
  held: { nl: 'geblokkeerd', en: 'on hold' },
  rejected: { nl: 'afgekeurd', en: 'rejected' },
  waste: { nl: 'afval', en: 'waste' },
  sample: { nl: 'monster', en: 'sample' },
  reserved: { nl: 'gereserveerd', en: 'reserved' },
}
