// The maxima for the same act under two laws, asked of the decision engine for one substance of each way things move. Not here: which
// provisions there are (corpus/penalties), and any sentence: a court sentences.
import type { DecisionAct, DecisionQuestion, PenaltyView } from '../decision/contract.ts'
import { decideUnder } from '../decision/index.ts'
import { listingsOn } from '../lists.ts'
import type { Moved, PenaltyRow, PenaltyTable, Place } from './contract.ts'
import { type Law, lawOf } from './law-of.ts'
import { nothingElse } from './stated.ts'

type Words = { nl: string; en: string }
type Case = PenaltyRow['case']

/** More ways than this are not told by example; each stays a row among what moved. */
const tablesMax = 6

/** The acts and cases of the table that lawyers draw: the letters A to D, then what makes it heavier or lighter. */
const asked: readonly { readonly act: DecisionAct; readonly case: Case }[] = [
  { act: 'export', case: 'intent' },
  { act: 'sell', case: 'intent' },
  { act: 'have', case: 'intent' },
  { act: 'make', case: 'intent' },
  { act: 'sell', case: 'business' },
  { act: 'export', case: 'large' },
  { act: 'make', case: 'large' },
  { act: 'have', case: 'small-own-use' },
  { act: 'export', case: 'small-own-use' },
  { act: 'have', case: 'no-intent' },
  { act: 'make', case: 'preparing' },
  { act: 'make', case: 'preparing-large' },
]

const large = { massMg: '1000000000', units: 100_000, plants: 10_000 }
/** What is stated in each case. Above the limits of a large quantity, whatever a unit of it is. */
const stated: Readonly<Record<Case, Pick<DecisionQuestion, 'facts' | 'purpose' | 'quantity'>>> = {
  intent: { facts: { intent: true } },
  business: { facts: { intent: true, 'in-business': true } },
  large: { facts: { intent: true }, quantity: large },
  'small-own-use': { facts: { intent: true, 'small-quantity': true }, purpose: 'own-use', quantity: { units: 1 } },
  'no-intent': { facts: { intent: false } },
  preparing: { facts: { intent: true, 'preparatory-act': true } },
  'preparing-large': { facts: { intent: true, 'preparatory-act': true }, quantity: large },
}

const actWords: Partial<Record<DecisionAct, Words>> = {
  export: { nl: 'binnen of buiten het grondgebied brengen (A)', en: 'bringing in or out of the territory (A)' },
  sell: { nl: 'verkopen, bereiden, afleveren (B)', en: 'selling, preparing, delivering (B)' },
  have: { nl: 'aanwezig hebben (C)', en: 'having (C)' },
  make: { nl: 'vervaardigen (D)', en: 'making (D)' },
}
const caseWords: Readonly<Record<Case, Words>> = {
  intent: { nl: 'met opzet', en: 'with intent' },
  business: { nl: 'met opzet, in beroep of bedrijf', en: 'with intent, in a profession or business' },
  large: { nl: 'met opzet, grote hoeveelheid', en: 'with intent, a large quantity' },
  'small-own-use': { nl: 'kleine hoeveelheid voor eigen gebruik', en: 'a small quantity for own use' },
  'no-intent': { nl: 'zonder opzet', en: 'without intent' },
  preparing: { nl: 'alleen voorbereiden', en: 'preparing alone' },
  'preparing-large': { nl: 'alleen voorbereiden, grote hoeveelheid', en: 'preparing alone, a large quantity' },
}

/** One table for each way from list to list, each asked for one substance that goes that way. */
export function penaltyTables(a: Law, b: Law, moved: readonly Moved[]): readonly PenaltyTable[] {
  const ways = new Map<string, Moved[]>()
  for (const row of moved) {
    if (row.smiles === null && row.substanceId === null) continue
    const key = `${row.from} ${row.to} ${row.what === 'mirror-forms' ? 'forms' : ''}`
    ways.set(key, [...(ways.get(key) ?? []), row])
  }
  const isTelling = ([first]: readonly Moved[]) => first !== undefined && first.to !== 'expert'
  const tables = [...ways.values()].filter(isTelling).slice(0, tablesMax)
  const own = tables.map((rows) => tableFor(a, b, rows[0]!, rows.length - 1)) // Each way has a row: it was made by one.
  return [...own, ...unmoved(a, b)].filter(({ rows }) => rows.some(({ differs }) => differs))
}

function tableFor(a: Law, b: Law, row: Moved, others: number): PenaltyTable {
  const { from, to, nameNl, nameEn, substanceId } = row
  const sides = row.what === 'mirror-forms' ? { a: strictly(a, row.a, row), b: strictly(b, row.b, row) } : { a, b }
  return {
    ...{ from, to, others, substance: { substanceId: substanceId ?? row.key, nameNl, nameEn } },
    rows: rowsFor(sides, (law) => substanceIn(law, row)),
  }
}

/** A list whose own maxima change although nothing moves: asked for the first substance that is on it under both. */
function unmoved(a: Law, b: Law): readonly PenaltyTable[] {
  const texts = (law: Law) => JSON.stringify(law.corpus.penalties)
  if (texts(a) === texts(b) && a.days.on.equals(b.days.on)) return []
  return (['I', 'IA', 'II'] as const).flatMap((list) => {
    const found = [...a.corpus.substanceById.values()].find(
      ({ substanceId, kind }) => kind === 'compound' && isNamed(a, substanceId, list) && isNamed(b, substanceId, list),
    )
    if (!found) return []
    const { substanceId, nameNl, nameEn } = found
    const rows = rowsFor({ a, b }, () => ({ id: substanceId }))
    return [{ ...{ from: list, to: list, others: 0, rows }, substance: { substanceId, nameNl, nameEn } }]
  })
}

/** From a text that was read: what is inferred the engine leaves open. */
function isNamed({ corpus, days }: Law, substanceId: string, list: string): boolean {
  const listing = corpus.substanceById.has(substanceId) ? listingsOn(corpus, substanceId, days)[0] : undefined
  return listing?.list === list && listing.certainty === 'text'
}

function rowsFor(sides: { a: Law; b: Law }, substance: (law: Law) => DecisionQuestion['substance']): PenaltyRow[] {
  return asked.map(({ act, case: which }) => {
    const maxima = (law: Law): Maxima => {
      const found = maximaUnder(law, { act, ...stated[which], substance: substance(law) })
      if (which !== 'preparing' && which !== 'preparing-large') return found
      // Who prepares has not done it yet: what the deed itself costs is left out.
      const done = which === 'preparing' ? stated.intent : stated.large
      const deed = maximaUnder(law, { act, ...done, substance: substance(law) })
      const views = found.views.filter(({ rule }) => !deed.views.some((other) => other.rule === rule))
      return { ...found, views: heaviestFirst(views) }
    }
    const [a, b] = [maxima(sides.a), maxima(sides.b)]
    const [label, how] = [actWords[act], caseWords[which]]
    return {
      ...{ act, case: which, a: [...a.views], b: [...b.views] },
      label: { nl: `${label?.nl ?? act}, ${how.nl}`, en: `${label?.en ?? act}, ${how.en}` },
      open: [...(a.isOpen ? (['a'] as const) : []), ...(b.isOpen ? (['b'] as const) : [])],
      differs: textOf(a) !== textOf(b),
    }
  })
}

type Maxima = { readonly views: readonly PenaltyView[]; readonly isOpen: boolean }
type Question = Pick<DecisionQuestion, 'act' | 'facts' | 'purpose' | 'quantity' | 'substance'>

/** Of a private person without any exemption. What a group of a model takes in is asked as if a chemist had said so: the notice says it. */
function maximaUnder(law: Law, question: Question): Maxima {
  const experts = law.corpus.stofgroepen.map(({ group }) => ({
    ...{ id: 'hypothesis', by: 'chemist', on: law.days.on.toString() },
    ...{ about: `group:${group}`, says: 'in' as const },
  }))
  const distinct = [...new Map(experts.map((one) => [one.about, one])).values()]
  const decided = decideUnder(law, {
    ...{ party: { capacity: 'private-person' }, form: 'substance', purpose: 'trade', place: { kind: 'elsewhere' } },
    ...question,
    facts: nothingElse(law, question.facts),
    experts: distinct,
  })
  if (!decided.ok) return { views: [], isOpen: true }
  const { outcome, penalties } = decided.value
  return { views: penalties.filter(({ truth }) => truth === 'true'), isOpen: outcome === 'not-decidable' }
}

/** They come heaviest first; of what is left the first is the heaviest. */
const heaviestFirst = (views: readonly PenaltyView[]) => views.map((view, at) => ({ ...view, heaviest: at === 0 }))

const textOf = ({ views, isOpen }: Maxima) =>
  JSON.stringify([
    isOpen,
    ...views.map(({ rule, custody, fineCategory, offence, heaviest }) => [
      rule,
      custody,
      fineCategory,
      offence,
      heaviest,
    ]),
  ])

/** A key where this law has the substance, else its structure: a draft's substance is unknown to the law as recorded. */
function substanceIn({ corpus }: Law, { what, substanceId, smiles, nameNl }: Moved): DecisionQuestion['substance'] {
  if (what === 'substance' && substanceId !== null && corpus.substanceById.has(substanceId)) return { id: substanceId }
  return smiles === null ? { name: nameNl } : { structure: smiles }
}

/** The law as it reads when a name does not cover the forms: the substance taken off its list, so that clause and group are left. */
function strictly(law: Law, place: Place, { substanceId }: Moved): Law {
  const list = listingsOn(law.corpus, substanceId ?? '', law.days)[0]?.list
  if (place.basis === 'enantiomer' || substanceId === null || list === undefined) return law
  const draft = law.hypothetical?.draft ?? { format: 'grein/law-draft/1' as const, title: { nl: '–', en: '–' } }
  const mutations = [...(draft.mutations ?? []), { action: 'remove' as const, substance: substanceId, list }]
  const without = lawOf(law.base, law.days, { ...draft, mutations })
  return without.ok ? without.value : law
}
