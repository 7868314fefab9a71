// What a move means for prescribing, dispensing, duties, exemptions, treaties and medicines: each asked of both laws, in the law's own
// words. Not here: the rules (corpus/rules), penalties (penalties.ts), and whom it touches (api).
import { citation } from '../citations.ts'
import type { Decision, DecisionQuestion } from '../decision/contract.ts'
import { decideUnder, medicineRoutes } from '../decision/index.ts'
import { listingsOn } from '../lists.ts'
import type { ListName } from '../vocabulary.ts'
import type { Consequence, Moved } from './contract.ts'
import type { Law } from './law-of.ts'
import { nothingElse } from './stated.ts'

type Words = { nl: string; en: string }
type Side = { readonly words: Words; readonly citations: Consequence['citations'] }
type Ask = (law: Law, substanceId: string, given: ListName | null) => Side | null

/** Substances that are told in full; the others go the same ways. */
const toldMax = 3

const asks: Readonly<Record<Consequence['kind'], Ask>> = {
  prescribing: (law, id) =>
    outcomeOf(law, id, { party: { capacity: 'doctor' }, act: 'prescribe', purpose: 'medicinal-supply' }),
  dispensing: (law, id) => outcomeOf(law, id, dispensing),
  duties: dutiesUnder,
  exemption: exemptionUnder,
  treaty: treatyOf,
  medicines: routesUnder,
}

const dispensing: Omit<DecisionQuestion, 'substance'> = {
  ...{ party: { capacity: 'pharmacist' }, act: 'supply', form: 'medicine', purpose: 'medicinal-supply' },
  place: { kind: 'pharmacy' },
  facts: { 'normal-practice': true, 'valid-prescription': true, 'lawfully-obtained': true, 'other-list-i': false },
}

export function consequencesOf(a: Law, b: Law, moved: readonly Moved[]): readonly Consequence[] {
  const ways = new Map<string, Moved>()
  for (const row of moved) {
    const isNamed = row.what === 'substance' && [row.a.basis, row.b.basis].includes('named')
    // Where an expert must say what it was or is, both answers would only say so.
    const isOpen = row.from === 'expert' || row.to === 'expert'
    if (isNamed && !isOpen && !ways.has(`${row.from} ${row.to}`)) ways.set(`${row.from} ${row.to}`, row)
  }
  return [...ways.values()].slice(0, toldMax).flatMap((row) => consequencesFor(a, b, row))
}

function consequencesFor(a: Law, b: Law, { substanceId, nameNl, nameEn }: Moved): readonly Consequence[] {
  // An exemption is held for the list of the first law: whoever has one today is the question.
  if (substanceId === null || !a.corpus.substanceById.has(substanceId)) return []
  const given = listingsOn(a.corpus, substanceId, a.days)[0]?.list ?? null
  return (Object.keys(asks) as Consequence['kind'][]).flatMap((kind) => {
    const [one, two] = [asks[kind](a, substanceId, given), asks[kind](b, substanceId, given)] // The keys of a literal record.
    if (one === null || two === null) return []
    const citations = [...new Map([...one.citations, ...two.citations].map((each) => [each.article, each])).values()]
    return [
      {
        ...{ kind, substance: { substanceId, nameNl, nameEn }, a: one.words, b: two.words },
        ...{ same: one.words.nl === two.words.nl, citations },
      },
    ]
  })
}

function decisionOn(law: Law, id: string, question: Omit<DecisionQuestion, 'substance'>): Decision | null {
  const decided = decideUnder(law, { ...question, substance: { id } })
  return decided.ok ? decided.value : null
}

function outcomeOf(law: Law, id: string, question: Omit<DecisionQuestion, 'substance'>): Side | null {
  const decision = decisionOn(law, id, question)
  return decision && { words: decision.sentence, citations: decision.citations.slice(0, 6) }
}

/** What a pharmacist who supplies it must do, by title; what a priority takes away is not among it. */
function dutiesUnder(law: Law, id: string): Side | null {
  const decision = decisionOn(law, id, dispensing)
  if (!decision) return null
  const duties = decision.duties.filter(({ truth }) => truth !== 'false')
  const none = { nl: 'Geen plichten uit het Opiumwetbesluit.', en: 'No duties of the Opium Act Decree.' }
  if (decision.outcome === 'prohibited')
    return { words: { nl: 'Geen: afleveren is verboden.', en: 'None: supplying is prohibited.' }, citations: [] }
  const words =
    duties.length === 0
      ? none
      : {
          nl: `${duties.map(({ title }) => title.nl).join('; ')}.`,
          en: `${duties.map(({ title }) => title.en).join('; ')}.`,
        }
  return { words, citations: duties.flatMap(({ citations }) => citations) }
}

/** Somebody who holds an exemption for the list of the first law: does it still cover having the substance? */
function exemptionUnder(law: Law, id: string, given: ListName | null): Side | null {
  if (given === null) return null
  const held = {
    ...{
      number: '–',
      acts: ['have' as const],
      substances: [id],
      lists: [given],
      purposes: ['research' as const],
      premises: [],
    },
    ...{
      ground: given === 'IA' ? 'opiumwet/8/3/b' : 'opiumwet/8/1/b',
      ...aroundDay(law),
      perCase: false,
    },
  }
  return outcomeOf(law, id, {
    ...{
      party: { capacity: 'researcher', exemptions: [held] },
      act: 'have',
      purpose: 'research',
      place: { kind: 'premises' },
      form: 'substance',
      facts: nothingElse(law, { intent: true }),
    },
  })
}

/** In force on the day, and no longer than an exemption may last. */
const aroundDay = ({ days: { on } }: Law) => ({
  from: on.subtract({ years: 1 }).toString(),
  until: on.add({ years: 1 }).toString(),
})

/** A Dutch list says nothing of a treaty: which permit is asked for stays what the schedule says. */
function treatyOf({ corpus, days }: Law, id: string): Side | null {
  const treaty = corpus.substanceById.get(id)?.treaty
  if (!treaty) return null
  const isNarcotic = treaty.convention === '1961'
  const article = isNarcotic ? 'enkelvoudig-verdrag/31' : 'psychotrope-stoffen-verdrag/12'
  const cited = citation(corpus, article, days.on, days.knownOn)
  return {
    words: {
      nl: `Verdrag van ${treaty.convention}, lijst ${treaty.schedule}: in- en uitvoer gaan als ${isNarcotic ? 'verdovend middel' : 'psychotrope stof'}.`,
      en: `Convention of ${treaty.convention}, schedule ${treaty.schedule}: import and export go as a ${isNarcotic ? 'narcotic drug' : 'psychotropic substance'}.`,
    },
    citations: cited ? [cited] : [],
  }
}

/** Which routes of the Medicines Act are open: the lists do not decide that, but a route asks for what they forbid. */
function routesUnder({ corpus, days }: Law, id: string): Side | null {
  const [on, knownOn] = [days.on, days.knownOn]
  const asked = { substance: id, on: on.toString(), knownOn: knownOn.toString() }
  const found = medicineRoutes(corpus, asked, Temporal.PlainDate.compare(on, knownOn) > 0 ? on : knownOn)
  if (!found.ok || found.value.routes.length === 0) return null
  const open = found.value.routes.filter(({ state }) => state === 'open')
  const unknown = found.value.routes.filter(({ state }) => state === 'unknown').length
  const titles = (locale: keyof Words) => open.map(({ title }) => title[locale]).join('; ')
  return {
    words: {
      nl: `${open.length === 0 ? 'Geen route is zeker open' : `Open: ${titles('nl')}`}; van ${unknown} is het niet bekend.`,
      en: `${open.length === 0 ? 'No route is certainly open' : `Open: ${titles('en')}`}; of ${unknown} it is not known.`,
    },
    citations: open.flatMap(({ citations }) => citations),
  }
}
