// "May this party do this?" a second on one core, each with its whole proof, against copying such an answer. Not here: HTTP and receipts.
import { join } from 'node:path'
import { decide } from '#law'
import type { Decision, DecisionQuestion } from '#law/contract'
import { loadCorpus } from '#law/corpus'
import { interleave, type Promised } from './support.ts'

const perSecondMin = 10_000

/** The worked questions of the law, as they come in: a person, a pharmacist, a vet, a tourist, a farmer, a holder, a hospital. */
const questions: readonly DecisionQuestion[] = [
  {
    party: { capacity: 'private-person' },
    act: 'have',
    substance: { name: 'MDMA hydrochloride' },
    form: 'substance',
    purpose: 'own-use',
    facts: { intent: true },
  },
  { party: { capacity: 'company' }, act: 'sell', substance: { id: '3-mmc' }, form: 'substance', purpose: 'trade' },
  {
    party: { capacity: 'company' },
    act: 'sell',
    substance: { structure: 'CC(NC)C(=O)c1ccccc1Cl' },
    form: 'substance',
    purpose: 'trade',
  },
  {
    party: { capacity: 'company' },
    act: 'import',
    substance: { structure: 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1' },
    form: 'medicine',
    purpose: 'trade',
    facts: { 'trade-authorisation': true },
  },
  {
    party: { capacity: 'pharmacist' },
    act: 'supply',
    substance: { id: 'methylfenidaat' },
    form: 'medicine',
    purpose: 'medicinal-supply',
    facts: { 'normal-practice': true },
  },
  {
    party: { capacity: 'vet' },
    act: 'prepare',
    substance: { id: 'pentobarbital' },
    form: 'preparation',
    purpose: 'veterinary',
    facts: { 'normal-practice': true },
  },
  {
    party: { capacity: 'private-person' },
    act: 'export',
    substance: { id: 'hennep' },
    form: 'plant',
    purpose: 'own-use',
    quantity: { massMg: '10000' },
    facts: { intent: true },
  },
  {
    party: { capacity: 'farmer' },
    act: 'grow',
    substance: { id: 'hennep' },
    form: 'plant',
    purpose: 'fibre-or-seed',
    place: { kind: 'open-ground' },
  },
  {
    party: {
      capacity: 'medicine-wholesaler',
      exemptions: [
        {
          number: '1',
          acts: ['import'],
          substances: ['morfine'],
          lists: ['I'],
          purposes: ['medicinal-supply'],
          premises: [],
          ground: 'opiumwet/8/1/a',
          from: '2026-05-01',
          until: '2026-11-01',
          perCase: true,
        },
      ],
    },
    act: 'import',
    substance: { id: 'morfine' },
    form: 'substance',
    purpose: 'medicinal-supply',
  },
  {
    party: { capacity: 'pharmacist' },
    act: 'supply',
    substance: { id: 'hennep' },
    form: 'medicine',
    purpose: 'medicinal-supply',
    facts: { 'normal-practice': true, recipient: 'other' },
  },
  {
    party: { capacity: 'institution', institution: 'hospital' },
    act: 'have',
    substance: { id: 'mdma' },
    form: 'medicine',
    purpose: 'clinical-trial',
    facts: { 'lawfully-obtained': true },
  },
].map((question) => ({ ...question, on: '2026-06-01' }) as DecisionQuestion) // Each is one; the list's type is the union of their fields.

export const decisions: Promised = {
  name: 'May this party do this? (the law)',
  async measure({ isQuick }) {
    const corpus = await loadCorpus(join(import.meta.dirname, '..', 'corpus'))
    const today = Temporal.PlainDate.from('2026-11-22')
    const ask = (question: DecisionQuestion): Decision => {
      const decided = decide(corpus, question, today)
      if (!decided.ok) throw new Error('the bench asks what can be asked')
      return decided.value
    }
    const answers = questions.map(ask)
    const times = isQuick ? 100 : 3_000
    /** Per second of this process on a core: other work on the machine does not count. */
    const perSecond = (work: (index: number) => unknown) => {
      const before = process.cpuUsage()
      for (let turn = 0; turn < times; turn++) for (let index = 0; index < questions.length; index++) work(index)
      const { user, system } = process.cpuUsage(before)
      return (times * questions.length) / ((user + system) / 1e6)
    }
    for (let warm = 0; warm < 2; warm++) perSecond((index) => ask(questions[index]!))
    const found = await interleave(
      3,
      async () => perSecond((index) => structuredClone(answers[index])),
      async () => perSecond((index) => ask(questions[index]!)),
    )
    return [
      {
        what: 'decisions with their proof, one core',
        ours: `${Math.round(found.ours).toLocaleString('en')}/s`,
        limit: `${Math.round(found.limit).toLocaleString('en')}/s to copy the answers`,
        ratio: found.ratio,
        bar: `≥ ${perSecondMin.toLocaleString('en')}/s`,
        holds: found.ours >= perSecondMin,
      },
    ]
  },
}
