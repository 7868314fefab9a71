// Words that several refusals say alike. Not here: the refusals.

export const stateText: Record<string, { nl: string; en: string }> = {
  growing: { nl: 'in groei', en: 'growing' },
  wet: { nl: 'nat', en: 'wet' },
  quarantine: { nl: 'quarantaine', en: 'quarantine' },
  released: { nl: 'vrijgegeven', en: 'released' },
  held: { nl: 'vastgehouden', en: 'held' },
  rejected: { nl: 'afgekeurd', en: 'rejected' },
  waste: { nl: 'afval', en: 'waste' },
  sample: { nl: 'monster', en: 'sample' },
  reserved: { nl: 'gereserveerd', en: 'reserved' },
}
export const named = (table: Record<string, { nl: string; en: string }>, key: string) =>
  table[key] ?? { nl: key, en: key }
