// The cabinet's plan of 26 September 2025: the nitazenes as a fourth group of list IA. Not here: the group (corpus/stofgroepen/nitazenen).
import type { DraftExample } from '../contract.ts'

const draft: DraftExample['draft'] = {
  format: 'grein/law-draft/1',
  title: { nl: 'De nitazenen als stofgroep op lijst IA', en: 'The nitazenes as a group on list IA' },
  note: {
    nl: 'Het kabinet besloot hiertoe op 26 september 2025; de tekst van de groep is niet gelezen. Dit rekent met een model.',
    en: 'The cabinet decided so on 26 September 2025; the text of the group was not read. This reckons with a model.',
  },
  groups: [{ group: 'nitazenen', version: 'model-1', set: 'on' }],
}

const questions: DraftExample['questions'] = [
  {
    party: { capacity: 'company' },
    act: 'sell',
    substance: { structure: 'CCN(CC)CCn1c(Cc2ccc3OCOc3c2)nc2cc(ccc12)[N+](=O)[O-]' },
    form: 'substance',
    purpose: 'trade',
    facts: { intent: true },
  },
]

export const nitazenes: DraftExample = { id: 'nitazenen-als-groep', draft, questions }
