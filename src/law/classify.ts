// "What is this by law, on this day?" by name, number or structure. Not here: reading what was typed (find.ts), judging a structure
// (classifier/), who may do what with it (decision/).
import { createGraph, elements, readMolecule, readMolfile } from '#chemistry'
import { ok, type PlainDate, type Result, refuse } from '#kernel'
import { citation, listArticle } from './citations.ts'
import type { Citation, Listing, ListName, SubstanceAnswer, SubstanceCard, SubstanceQuestion } from './contract.ts'
import type { Corpus } from './corpus-value.ts'
import { coverageOn } from './coverage.ts'
import type { SubstanceFile } from './files.ts'
import { type Found, find, type Reader } from './find.ts'
import { exceptionsOf, findingsOf, nearMissesOf } from './findings.ts'
import { type Days, history, listingsOn, startUnknownAfter } from './lists.ts'
import { lawProblems } from './problems.ts'
import * as say from './sentences.ts'

type Steps = SubstanceAnswer['steps']
type Verdict = SubstanceAnswer['verdict']

const firstDay = '1919-01-01'
const yearsAhead = 2

/**
 * Answers one question. `today` is the day of asking: the default of `on` and `knownOn`, and what the future is measured from.
 * Refuses `day-before-the-act`, `day-too-far-ahead`, `known-later-than-today`. Everything else, garbage too, is an answer.
 * Without a toolkit (a browser that is offline) it says the same, but for the InChIKey of what was drawn.
 */
export async function classify(
  corpus: Corpus,
  toolkit: Reader | null,
  question: SubstanceQuestion,
  today: PlainDate,
): Promise<Result<SubstanceAnswer>> {
  const days = daysOf(question, today)
  if (!days.ok) return days
  const found = await find(corpus, toolkit, question, days.value)
  return ok(answer(corpus, question, days.value, found))
}

/** The two days of a question, or the refusal of days the law cannot speak of. */
export function daysOf({ on, knownOn }: Pick<SubstanceQuestion, 'on' | 'knownOn'>, today: PlainDate): Result<Days> {
  const days = {
    on: on === undefined ? today : Temporal.PlainDate.from(on),
    knownOn: knownOn === undefined ? today : Temporal.PlainDate.from(knownOn),
  }
  const last = today.add({ years: yearsAhead })
  const isBefore = (a: PlainDate, b: PlainDate) => Temporal.PlainDate.compare(a, b) < 0
  if (isBefore(days.on, Temporal.PlainDate.from(firstDay)))
    return refuse(lawProblems['day-before-the-act'], { on: days.on })
  if (isBefore(last, days.on)) return refuse(lawProblems['day-too-far-ahead'], { on: days.on, last })
  if (isBefore(today, days.knownOn)) {
    return refuse(lawProblems['known-later-than-today'], { knownOn: days.knownOn, today })
  }
  return ok(days)
}

function answer(corpus: Corpus, question: SubstanceQuestion, days: Days, found: Found): SubstanceAnswer {
  const { substance, judged } = found
  const listings = substance ? listingsOn(corpus, substance.substanceId, days) : []
  const findings = findingsOf(corpus, judged, substance, listings, days)
  const coverage = coverageOn(corpus, days.on)
  const doubts = substance ? doubtsAbout(corpus, substance, listings, days) : []
  const verdict = verdictOf(found, listings, doubts)
  const gaps = coverage.filter(({ extent, acceptedBy }) => extent !== 'text' && acceptedBy === null)
  const isNegative = ['not-controlled', 'needs-expert', 'unknown-substance'].includes(verdict)
  const remarks = substance?.note ? [say.remark(substance.note)] : []
  return {
    question: { q: question.q, readAs: found.readAs, on: days.on.toString(), knownOn: days.knownOn.toString() },
    verdict,
    substance: substance && cardOf(substance),
    listings: [...listings],
    history: substance ? [...history(corpus, substance.substanceId, days.knownOn)] : [],
    findings,
    exceptions: exceptionsOf(corpus, judged, days),
    nearMisses: nearMissesOf(corpus, judged),
    citations: citationsOf(corpus, findings, found.wasSalt === true, days),
    steps: [
      ...found.steps,
      ...remarks,
      ...listings.map(({ list }) => say.listedOn(list, days.on.toString())),
      ...findings.filter((finding) => !isListing(finding, listings)).map(say.judged),
      ...(judged?.verdict === 'not-controlled' && listings.length === 0
        ? [say.nothingFits(hasListIa(corpus, days))]
        : []),
      ...doubts,
      ...(isNegative && gaps.length > 0 ? [say.notFullyRead(gaps)] : []),
    ],
    messages: [...(judged?.messages ?? [])],
    suggestions: found.suggestions ?? [],
    coverage: coverage.map(({ list, extent, note }) => ({ list, extent, note })),
    structure: found.structure ?? null,
    drawing: found.drawing === null ? null : { structure: found.drawing, elements: elementsOf(found.drawing) },
    error: found.error ?? null,
    lawVersion: corpus.version,
  }
}

const isListing = ({ basis, list }: SubstanceAnswer['findings'][number], listings: readonly Listing[]) =>
  basis === 'named' && listings.some((listing) => listing.list === list)

/** On a list by its name: certain, however its structure is drawn. Else what the structure says, unless the corpus doubts. */
function verdictOf({ judged, verdict, substance }: Found, listings: readonly Listing[], doubts: Steps): Verdict {
  if (listings.length > 0 || judged?.verdict === 'controlled') return 'controlled'
  if (doubts.length > 0) return 'needs-expert'
  return judged?.verdict ?? verdict ?? (substance ? 'not-controlled' : 'unknown-substance')
}

/** Why the absence of a listing does not settle it. */
function doubtsAbout(corpus: Corpus, substance: SubstanceFile, listings: readonly Listing[], days: Days): Steps {
  if (listings.length > 0) return []
  const later = startUnknownAfter(corpus, substance.substanceId, days)
  if (later) return [say.startUnknown(later.list, later.from)]
  const steps: Steps = []
  const isListedEver = corpus.mutationsBySubstance.has(substance.substanceId)
  if (substance.treaty && !isListedEver && (substance.treaty.decidedIn ?? 0) <= days.on.year)
    steps.push(say.treatyOnly(substance))
  if (substance.kind === 'compound' && substance.structure === null) steps.push(say.noStructure())
  return steps
}

const hasListIa = (corpus: Corpus, { on, knownOn }: Days) => citation(corpus, listArticle('IA'), on, knownOn) !== null

const prohibition: Record<ListName, string> = { I: 'opiumwet/2', IA: 'opiumwet/2a/1', II: 'opiumwet/3' }

/** Each list once, the ban that goes with it, and Ow 1(2) where a salt was left off. */
function citationsOf(
  corpus: Corpus,
  findings: SubstanceAnswer['findings'],
  wasSalt: boolean,
  { on, knownOn }: Days,
): Citation[] {
  const certain = findings.filter(({ certainty }) => certainty === 'in')
  const byList = [...Map.groupBy(certain, ({ list }) => list)]
  const cited = byList.flatMap(([list, [first]]) => [first?.citation, citation(corpus, prohibition[list], on, knownOn)])
  const salts = wasSalt ? [citation(corpus, 'opiumwet/1/2', on, knownOn)] : []
  return [...cited, ...salts].flatMap((one) => one ?? [])
}

const graph = createGraph()

/** The element of each atom as written; what our own reader folded away is a hydrogen. */
function elementsOf(structure: string): string[] {
  const isRead = structure.includes('\n') ? readMolfile(graph, structure) : readMolecule(graph, structure)
  if (!isRead) return []
  const written: string[] = []
  for (let atom = 0; atom < graph.atomCount; atom++)
    written[graph.order[atom]!] = elements.symbols[graph.element[atom]!]!
  return Array.from(written, (symbol) => symbol ?? 'H')
}

/** What a page shows of a substance. */
export function cardOf(substance: SubstanceFile): SubstanceCard {
  const { substanceId, inn, nameNl, nameEn, synonyms, cas, structure, kind } = substance
  return {
    ...{ substanceId, inn, nameNl, nameEn, kind, synonyms: [...synonyms], cas: [...cas] },
    smiles: structure?.smiles ?? null,
    inchiKey: structure?.stereo === 'as-listed' ? structure.inchiKey : null,
    formula: structure?.formula ?? null,
    molarMass: structure?.molarMass ?? null,
    treaty: substance.treaty ?? null,
  }
}
