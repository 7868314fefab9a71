// "What is this by law, on this day?" by name, CAS number or exact structure. Not here: closing clauses and groups (issue 3), who may do what.
import type { Part, Structure, Toolkit } from '#chemistry'
import { ok, type PlainDate, parseCas, type Result, refuse, sayRefusal } from '#kernel'
import { citation, listArticle } from './citations.ts'
import type { Citation, Listing, ListName, SubstanceAnswer, SubstanceCard, SubstanceQuestion } from './contract.ts'
import type { Corpus } from './corpus-value.ts'
import { coverageOn } from './coverage.ts'
import type { SubstanceFile } from './files.ts'
import { type Days, history, listingsOn, startUnknownAfter } from './lists.ts'
import { nameKey, withoutSaltWord } from './names.ts'
import { lawProblems } from './problems.ts'
import * as say from './sentences.ts'
import { similarNames } from './suggest.ts'

type Steps = SubstanceAnswer['steps']
type Found = {
  readonly readAs: SubstanceAnswer['question']['readAs']
  readonly steps: Steps
  readonly substance: SubstanceFile | null
  /** Where no substance was found. */
  readonly verdict?: SubstanceAnswer['verdict']
  readonly suggestions?: SubstanceAnswer['suggestions']
  readonly structure?: SubstanceAnswer['structure']
  readonly error?: SubstanceAnswer['error']
  readonly wasSalt?: boolean
}

const firstDay = '1919-01-01'
const yearsAhead = 2

/**
 * Answers one question. `today` is the day of asking: the default of `on` and `knownOn`, and what the future is measured from.
 * Refuses `day-before-the-act`, `day-too-far-ahead`, `known-later-than-today`. Everything else, garbage too, is an answer.
 */
export async function classify(
  corpus: Corpus,
  toolkit: Pick<Toolkit, 'read'>,
  question: SubstanceQuestion,
  today: PlainDate,
): Promise<Result<SubstanceAnswer>> {
  const days = daysOf(question, today)
  if (!days.ok) return days
  const found = await find(corpus, toolkit, question)
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

// ─── Finding the substance ───────────────────────────────────────────────────────────────────────────────────────────

async function find(corpus: Corpus, toolkit: Pick<Toolkit, 'read'>, question: SubstanceQuestion): Promise<Found> {
  const text = question.q.trim()
  if (text === '') return unreadable('name', { at: null, ...say.unreadable['empty']! })
  switch (question.as ?? 'auto') {
    case 'name':
      return byName(corpus, text)
    case 'cas':
      return byCas(corpus, text)
    case 'smiles':
      return byStructure(corpus, toolkit, question.q)
    default:
      return byAnything(corpus, toolkit, question.q)
  }
}

/** A number has its own form; a known name goes before a structure; a word that is no molecule after all is a name. */
async function byAnything(corpus: Corpus, toolkit: Pick<Toolkit, 'read'>, typed: string): Promise<Found> {
  const text = typed.trim()
  if (/^\d+-\d+-\d$/.test(plainDashes(text))) return byCas(corpus, text)
  if (corpus.byName.has(nameKey(text)) || !looksLikeSmiles(text)) return byName(corpus, text)
  const found = await byStructure(corpus, toolkit, typed)
  return found.verdict === 'unreadable' && /^[A-Za-z]{1,30}$/.test(text) ? byName(corpus, text) : found
}

const plainDashes = (text: string) => text.replace(/[\u2010-\u2015]/g, '-')

function unreadable(readAs: Found['readAs'], error: Found['error'] & object, steps: Steps = []): Found {
  return { readAs, steps, substance: null, verdict: 'unreadable', error }
}

/** Made of nothing but the signs of SMILES. "PCP" is so too, but a known name goes first. */
function looksLikeSmiles(text: string): boolean {
  return /^(\[[^\]\s]*\]|Cl|Br|[BCNOPSFIbcnops]|[-=#$:/\\().%0-9*])+$/.test(text) && /[A-Za-z]/.test(text)
}

function byName(corpus: Corpus, text: string): Found {
  const steps: Steps = [say.readAs.name()]
  const direct = corpus.byName.get(nameKey(text)) ?? []
  const salt = direct.length > 0 ? null : withoutSaltWord(text)
  const named = salt ? (corpus.byName.get(nameKey(salt.base)) ?? []) : direct
  if (salt && named.length > 0) steps.push(say.saltWordLeftOff(salt.base, salt.saltWord))
  const only = named.length === 1 ? corpus.substanceById.get(named[0]!.substanceId) : undefined
  if (only) {
    return {
      readAs: 'name',
      steps: [...steps, say.matched('matched-name', only)],
      substance: only,
      wasSalt: salt !== null,
    }
  }
  if (named.length > 1) {
    const suggestions = named.map(({ substanceId }) => ({
      substanceId,
      name: corpus.substanceById.get(substanceId)?.nameNl ?? substanceId,
      why: 'same-name' as const,
    }))
    return {
      readAs: 'name',
      steps: [...steps, say.nameAmbiguous()],
      substance: null,
      verdict: 'ambiguous',
      suggestions,
    }
  }
  return {
    readAs: 'name',
    steps: [...steps, say.nameUnknown()],
    substance: null,
    verdict: 'unknown-substance',
    suggestions: similarNames(corpus, text),
  }
}

function byCas(corpus: Corpus, text: string): Found {
  const steps: Steps = [say.readAs.cas()]
  const number = parseCas(plainDashes(text))
  if (!number.ok) {
    const nl = sayRefusal(number.refusal, 'nl')
    const en = sayRefusal(number.refusal, 'en')
    const error = { at: null, nl: `${nl.title} ${nl.detail}`, en: `${en.title} ${en.detail}` }
    return unreadable('cas', error, steps)
  }
  const known = corpus.byCas.get(number.value)
  const substance = known && corpus.substanceById.get(known.substanceId)
  if (!known || !substance) {
    return { readAs: 'cas', steps: [...steps, say.numberUnknown()], substance: null, verdict: 'unknown-substance' }
  }
  const wasSalt = known.name !== number.value
  if (wasSalt) steps.push(say.saltNumber(known.name))
  return { readAs: 'cas', steps: [...steps, say.matched('matched-cas', substance)], substance, wasSalt }
}

async function byStructure(corpus: Corpus, toolkit: Pick<Toolkit, 'read'>, typed: string): Promise<Found> {
  const lead = typed.length - typed.trimStart().length
  const reading = await toolkit.read(typed.trim())
  if (!reading.ok) {
    const { reason, at } = reading.failure
    const error = { at: at === null ? null : at + lead, ...say.unreadable[reason]! }
    return unreadable('smiles', error)
  }
  const whole = reading.structure
  const main = whole.parts[0]!
  const steps: Steps = [say.readAs.smiles(whole)]
  if (whole.wasStripped) steps.push(say.saltLeftOff(whole))
  const structure = { smiles: whole.smiles, inchiKey: main.inchiKey, strippedSmiles: main.smiles }
  const wasSalt = whole.wasStripped
  const matches = activeParts(whole).map((part) => ({ part, substance: exactly(corpus, part) }))
  // A listed part decides, wherever it stands in a mixture: the mixture is then a preparation of it.
  const match = matches.find(({ substance }) => substance !== null)
  const others = matches.filter((other) => other !== (match ?? matches[0]))
  if (others.length > 0) {
    const named = others.flatMap(({ substance }) => (substance ? [substance] : []))
    steps.push(
      say.mixture(
        named,
        others.filter(({ substance }) => !substance).map(({ part }) => part.smiles),
      ),
    )
  }
  if (match?.substance) {
    const found = say.matched('matched-structure', match.substance)
    return { readAs: 'smiles', steps: [...steps, found], substance: match.substance, structure, wasSalt }
  }
  const alike = activeParts(whole)
    .map((part) => ({ part, twins: sameSkeleton(corpus, part) }))
    .find(({ twins }) => twins.length > 0)
  if (!alike) return { readAs: 'smiles', steps, substance: null, verdict: 'needs-expert', structure, wasSalt }
  const { part, twins } = alike
  const differsIn = part.inchi?.includes('/i') ? 'isotopes' : twins.every(isUnrecorded) ? 'unrecorded' : 'stereo'
  return {
    readAs: 'smiles',
    steps: [...steps, say.sameSkeleton(twins, differsIn)],
    substance: null,
    verdict: 'needs-expert',
    suggestions: twins.map(({ substanceId, nameNl }) => ({ substanceId, name: nameNl, why: 'similar' as const })),
    structure,
    wasSalt,
  }
}

const isUnrecorded = ({ structure }: SubstanceFile) => structure?.stereo === 'not-recorded'

/** What is no counter-ion; the first part when all are. */
function activeParts({ parts }: Structure): readonly Part[] {
  const active = parts.filter((part) => !part.isCounterIon)
  return active.length > 0 ? active : parts.slice(0, 1)
}

function exactly(corpus: Corpus, { inchiKey }: Part): SubstanceFile | null {
  const substanceId = inchiKey === null ? undefined : corpus.byInchiKey.get(inchiKey)
  return (substanceId && corpus.substanceById.get(substanceId)) || null
}

function sameSkeleton(corpus: Corpus, { inchiKey }: Part): readonly SubstanceFile[] {
  const ids = inchiKey === null ? [] : (corpus.bySkeleton.get(inchiKey.slice(0, 14)) ?? [])
  return ids.flatMap((id) => corpus.substanceById.get(id) ?? [])
}

// ─── Answering ───────────────────────────────────────────────────────────────────────────────────────────────────────

function answer(corpus: Corpus, question: SubstanceQuestion, days: Days, found: Found): SubstanceAnswer {
  const { substance } = found
  const listings = substance ? listingsOn(corpus, substance.substanceId, days) : []
  const coverage = coverageOn(corpus, days.on)
  const judged = substance
    ? judge(corpus, substance, listings, days)
    : { verdict: found.verdict ?? 'unknown-substance', steps: unnamedSteps(corpus, found, days) }
  const gaps = coverage.filter(({ extent, acceptedBy }) => extent !== 'text' && acceptedBy === null)
  const remarks = substance?.note ? [say.remark(substance.note)] : []
  const isNegative =
    judged.verdict !== 'controlled' && judged.verdict !== 'unreadable' && judged.verdict !== 'ambiguous'
  return {
    question: { q: question.q, readAs: found.readAs, on: days.on.toString(), knownOn: days.knownOn.toString() },
    verdict: judged.verdict,
    substance: substance && cardOf(substance),
    listings: [...listings],
    history: substance ? [...history(corpus, substance.substanceId, days.knownOn)] : [],
    citations: citationsOf(corpus, listings, found.wasSalt === true, days),
    steps: [
      ...found.steps,
      ...remarks,
      ...judged.steps,
      ...(isNegative && gaps.length > 0 ? [say.notFullyRead(gaps)] : []),
    ],
    suggestions: found.suggestions ?? [],
    coverage: coverage.map(({ list, extent, note }) => ({ list, extent, note })),
    structure: found.structure ?? null,
    error: found.error ?? null,
    lawVersion: corpus.version,
  }
}

/** On a list, certainly on none, or something an expert must say. */
function judge(
  corpus: Corpus,
  substance: SubstanceFile,
  listings: readonly Listing[],
  days: Days,
): { verdict: SubstanceAnswer['verdict']; steps: Steps } {
  if (listings.length > 0) {
    return { verdict: 'controlled', steps: listings.map(({ list }) => say.listedOn(list, days.on.toString())) }
  }
  const later = startUnknownAfter(corpus, substance.substanceId, days)
  if (later) return { verdict: 'needs-expert', steps: [say.startUnknown(later.list, later.from)] }
  const steps: Steps = []
  const isListedEver = corpus.mutationsBySubstance.has(substance.substanceId)
  if (substance.treaty && !isListedEver && substance.treaty.decidedIn <= days.on.year)
    steps.push(say.treatyOnly(substance))
  if (substance.kind === 'compound' && hasListIa(corpus, days)) steps.push(say.groupsNotWorkedOut())
  return { verdict: steps.length > 0 ? 'needs-expert' : 'not-controlled', steps }
}

function unnamedSteps(corpus: Corpus, found: Found, days: Days): Steps {
  const isNewStructure = found.readAs === 'smiles' && found.verdict === 'needs-expert' && !found.suggestions
  return isNewStructure ? [say.structureUnknown(hasListIa(corpus, days))] : []
}

const hasListIa = (corpus: Corpus, { on, knownOn }: Days) => citation(corpus, listArticle('IA'), on, knownOn) !== null

const prohibition: Record<ListName, string> = { I: 'opiumwet/2', IA: 'opiumwet/2a/1', II: 'opiumwet/3' }

/** The list, the ban that goes with it, and Ow 1(2) where a salt was left off. */
function citationsOf(
  corpus: Corpus,
  listings: readonly Listing[],
  wasSalt: boolean,
  { on, knownOn }: Days,
): Citation[] {
  const bans = listings.flatMap(({ list, citation: ofList }) => [
    ofList,
    citation(corpus, prohibition[list], on, knownOn),
  ])
  const salts = wasSalt ? [citation(corpus, 'opiumwet/1/2', on, knownOn)] : []
  return [...bans, ...salts].filter((cited) => cited !== null)
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
  }
}
