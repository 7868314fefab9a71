// The State Commission's own question: MDMA from list I to list II, nothing else changed. Not here: whether anybody should.
import type { DraftExample } from '../contract.ts'

const draft: DraftExample['draft'] = {
  format: 'grein/law-draft/1',
  title: { nl: 'MDMA van lijst I naar lijst II', en: 'MDMA from list I to list II' },
  note: {
    nl: 'De vraag die de Staatscommissie MDMA stelde en ontkennend beantwoordde. Er is verder niets gewijzigd: geen overgangsrecht, geen aanpassing van het Opiumwetbesluit.',
    en: 'The question that the State Commission on MDMA asked, and answered with no. Nothing else is changed: no transition rule, no amendment of the Opium Act Decree.',
  },
  source: 'kst-24077-557',
  mutations: [{ action: 'move', substance: 'mdma', list: 'II' }],
}

/** The powder itself, so that no limit for weak preparations is in play. */
const mdma = { substance: { id: 'mdma' }, form: 'substance' } as const
const questions: DraftExample['questions'] = [
  {
    ...{ party: { capacity: 'private-person' }, act: 'have', ...mdma, purpose: 'own-use' },
    facts: { intent: true, 'small-quantity': true },
  },
  { party: { capacity: 'private-person' }, act: 'export', ...mdma, purpose: 'trade', facts: { intent: true } },
  {
    ...{ party: { capacity: 'company' }, act: 'sell', ...mdma, purpose: 'trade' },
    facts: { intent: true, 'in-business': true },
  },
  { party: { capacity: 'company' }, act: 'make', ...mdma, purpose: 'trade', facts: { intent: true } },
  { party: { capacity: 'doctor' }, act: 'prescribe', ...mdma, purpose: 'medicinal-supply' },
]

export const mdmaToListII: DraftExample = { id: 'mdma-naar-lijst-ii', draft, questions }
