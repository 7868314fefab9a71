// The letter of 6 March 2023: the export ceiling of medicinal cannabis dropped. Not here: the ceiling itself (corpus/terms/export-ceiling).
import type { DraftExample } from '../contract.ts'

const draft: DraftExample['draft'] = {
  format: 'grein/law-draft/1',
  title: {
    nl: 'Het exportplafond voor medicinale cannabis vervalt',
    en: 'The export ceiling of medicinal cannabis is dropped',
  },
  note: {
    nl: 'Het plafond staat in een richtlijn van 2012, niet in de wet. Het monopolie van de Staat en de ontheffing per uitvoer blijven.',
    en: "The ceiling stands in a guideline of 2012, not in the act. The State's monopoly and the exemption per export stay.",
  },
  source: 'kst-29477-802',
  terms: [{ termId: 'export-ceiling', value: null }],
}

const flower = { act: 'export', substance: { id: 'hennep' }, form: 'plant', purpose: 'export' } as const
const questions: DraftExample['questions'] = [
  { party: { capacity: 'authority' }, ...flower },
  { party: { capacity: 'contract-grower' }, ...flower, facts: { 'on-behalf-of-minister': false } },
]

export const exportCeiling: DraftExample = { id: 'exportplafond-vervalt', draft, questions }
