// From what was typed to a substance, a structure, or what may have been meant. Not here: what the law says of it (classify.ts).
import {
  createGraph,
  formulaOf,
  type Part,
  readMolecule,
  readMolfile,
  type Structure,
  smilesOfInchi,
  type Toolkit,
} from '#chemistry'
import { parseCas, sayRefusal } from '#kernel'
import { classifyStructure, type StructureAnswer } from './classifier/index.ts'
import type { SubstanceAnswer, SubstanceQuestion } from './contract.ts'
import type { Corpus } from './corpus-value.ts'
import type { SubstanceFile } from './files.ts'
import { kindOfText, molfileIn, plainDashes } from './input.ts'
import type { Days } from './lists.ts'
import { nameKey, stripped } from './names.ts'
import * as say from './sentences.ts'
import { similarNames } from './suggest.ts'

export type Reader = Pick<Toolkit, 'read'>
const graph = createGraph()
type Steps = SubstanceAnswer['steps']
export type Found = {
  readonly readAs: SubstanceAnswer['question']['readAs']
  readonly steps: Steps
  readonly substance: SubstanceFile | null
  /** What is judged: the structure as typed, or the one the corpus has for the substance. */
  readonly drawing: string | null
  readonly judged: StructureAnswer | null
  /** Where nothing was found to judge. */
  readonly verdict?: SubstanceAnswer['verdict']
  readonly suggestions?: SubstanceAnswer['suggestions']
  readonly structure?: SubstanceAnswer['structure']
  readonly error?: SubstanceAnswer['error']
  readonly wasSalt?: boolean
}

/** `toolkit` null: names, numbers and structures are judged all the same, but no InChIKey is written. */
export async function find(
  corpus: Corpus,
  toolkit: Reader | null,
  question: SubstanceQuestion,
  days: Days,
): Promise<Found> {
  const text = question.q.trim()
  const asked = question.as ?? 'auto'
  if (text === '') return unreadable('name', { at: null, ...say.unreadable['empty']! })
  const kind = asked === 'auto' ? kindOfText(text, (name) => corpus.byName.has(nameKey(name))) : asked
  switch (kind) {
    case 'name':
      return byName(corpus, text, days)
    case 'cas':
      return byCas(corpus, text, days)
    case 'inchikey':
      return byKey(corpus, text, days)
    case 'molfile':
      return byMolfile(corpus, toolkit, question.q, days)
    case 'inchi':
      return byInchi(corpus, toolkit, text, days)
    case 'lines':
      return unreadable('name', { at: text.indexOf('\n') + question.q.indexOf(text), ...say.unreadable['lines']! })
    default: {
      const found = await bySmiles(corpus, toolkit, question.q, days)
      // A word that is no molecule after all is a name.
      const isWord = asked === 'auto' && found.verdict === 'unreadable' && /^[A-Za-z]{1,30}$/.test(text)
      return isWord ? byName(corpus, text, days) : found
    }
  }
}

function unreadable(readAs: Found['readAs'], error: Found['error'] & object, steps: Steps = []): Found {
  return { readAs, steps, substance: null, drawing: null, judged: null, verdict: 'unreadable', error }
}

const unknown = { substance: null, drawing: null, judged: null, verdict: 'unknown-substance' } as const

/** The substance as the corpus has it, its structure judged like any other. */
function known(corpus: Corpus, substance: SubstanceFile, days: Days): Pick<Found, 'substance' | 'drawing' | 'judged'> {
  const drawing = substance.structure?.smiles ?? null
  return { substance, drawing, judged: drawing === null ? null : classifyStructure(corpus, drawing, days) }
}

// ─── Names and numbers ───────────────────────────────────────────────────────────────────────────────────────────────

function byName(corpus: Corpus, text: string, days: Days): Found {
  const steps: Steps = [say.readAs.name()]
  const direct = corpus.byName.get(nameKey(text)) ?? []
  const salted = direct.length > 0 ? null : stripped(text, (name) => corpus.byName.has(nameKey(name)))
  const named = salted ? (corpus.byName.get(nameKey(salted.base)) ?? []) : direct
  if (salted) for (const { word, kind } of salted.left) steps.push(say.wordLeftOff(kind, word, salted.base))
  const only = named.length === 1 ? corpus.substanceById.get(named[0]!.substanceId) : undefined
  if (only) {
    const wasSalt = salted?.left.some(({ kind }) => kind === 'salt') === true
    return {
      readAs: 'name',
      steps: [...steps, say.matched('matched-name', only)],
      ...known(corpus, only, days),
      wasSalt,
    }
  }
  if (named.length > 1) {
    const suggestions = named.map(({ substanceId }) => ({
      substanceId,
      name: corpus.substanceById.get(substanceId)?.nameNl ?? substanceId,
      why: 'same-name' as const,
    }))
    return { readAs: 'name', steps: [...steps, say.nameAmbiguous()], ...unknown, verdict: 'ambiguous', suggestions }
  }
  return {
    readAs: 'name',
    steps: [...steps, say.nameUnknown()],
    ...unknown,
    suggestions: similarNames(corpus, text),
  }
}

function byCas(corpus: Corpus, text: string, days: Days): Found {
  const steps: Steps = [say.readAs.cas()]
  const number = parseCas(plainDashes(text))
  if (!number.ok) {
    const nl = sayRefusal(number.refusal, 'nl')
    const en = sayRefusal(number.refusal, 'en')
    const error = { at: null, nl: `${nl.title} ${nl.detail}`, en: `${en.title} ${en.detail}` }
    return unreadable('cas', error, steps)
  }
  const named = corpus.byCas.get(number.value)
  const substance = named && corpus.substanceById.get(named.substanceId)
  if (!named || !substance) return { readAs: 'cas', steps: [...steps, say.numberUnknown()], ...unknown }
  const wasSalt = named.name !== number.value
  if (wasSalt) steps.push(say.saltNumber(named.name))
  return {
    readAs: 'cas',
    steps: [...steps, say.matched('matched-cas', substance)],
    ...known(corpus, substance, days),
    wasSalt,
  }
}

/** A key is made from a structure and cannot be turned back: it is only looked up. */
function byKey(corpus: Corpus, text: string, days: Days): Found {
  const steps: Steps = [say.readAs.inchikey()]
  const substanceId = corpus.byInchiKey.get(text)
  const substance = substanceId === undefined ? undefined : corpus.substanceById.get(substanceId)
  if (!substance) return { readAs: 'inchi', steps: [...steps, say.keyUnknown()], ...unknown }
  return {
    readAs: 'inchi',
    steps: [...steps, say.matched('matched-structure', substance)],
    ...known(corpus, substance, days),
  }
}

// ─── Structures ──────────────────────────────────────────────────────────────────────────────────────────────────────

function bySmiles(corpus: Corpus, toolkit: Reader | null, typed: string, days: Days): Promise<Found> {
  const lead = typed.length - typed.trimStart().length
  return byStructure(corpus, toolkit, 'smiles', typed.trim(), lead, [], days)
}

function byMolfile(corpus: Corpus, toolkit: Reader | null, typed: string, days: Days): Promise<Found> {
  const { molfile, count } = molfileIn(typed)
  return byStructure(corpus, toolkit, 'molfile', molfile, 0, count > 1 ? [say.firstOf(count)] : [], days)
}

/** Judged and drawn as the SMILES of the same molecule, for RDKit here writes InChI and does not read it. */
function byInchi(corpus: Corpus, toolkit: Reader | null, text: string, days: Days): Found | Promise<Found> {
  const read = smilesOfInchi(text)
  if (read.ok) return byStructure(corpus, toolkit, 'inchi', read.smiles, 0, [], days)
  const { reason, at } = read.failure
  return unreadable('inchi', { at, ...(say.unreadable[reason] ?? say.unreadable['syntax']!) })
}

async function byStructure(
  corpus: Corpus,
  toolkit: Reader | null,
  readAs: 'smiles' | 'inchi' | 'molfile',
  structure: string,
  lead: number,
  before: Steps,
  days: Days,
): Promise<Found> {
  const judged = classifyStructure(corpus, structure, days)
  if (judged.error !== null) {
    const { at, reason } = judged.error
    const error = { at: at === null ? null : at + lead, ...(say.unreadable[reason] ?? say.unreadable['syntax']!) }
    if (judged.verdict === 'unreadable') return unreadable(readAs, error, before)
    // Well written, and beyond one molecule: for an expert.
    return { readAs, steps: before, substance: null, drawing: null, judged, verdict: 'needs-expert', error }
  }
  const reading = toolkit === null ? null : await toolkit.read(structure)
  const whole = reading?.ok ? reading.structure : null
  const steps: Steps = [...before, say.readAs.structure(readAs, whole?.formula ?? ownFormula(structure))]
  const named = judgedAs(corpus, judged)
  if (whole === null) {
    steps.push(...say.judgedAs(judged.steps, 'all'))
    if (reading !== null) steps.push(say.noIdentity())
    return { readAs, steps, substance: named, drawing: structure, judged, structure: null }
  }
  if (whole.wasStripped) steps.push(say.saltLeftOff(whole))
  const matches = activeParts(whole).map((part) => ({ part, substance: exactly(corpus, part) }))
  // A listed part decides, wherever it stands in a mixture: the mixture is then a preparation of it.
  const isJudged = (one: SubstanceFile | null) =>
    judged.findings.some(({ substanceId, basis }) => basis === 'named' && substanceId === one?.substanceId)
  const match = matches.find(({ substance }) => isJudged(substance)) ?? matches.find(({ substance }) => substance)
  const others = matches.filter((other) => other !== (match ?? matches[0]))
  if (others.length > 0) steps.push(mixtureOf(others))
  steps.push(...say.judgedAs(judged.steps, 'not-parts'))
  const substance = match?.substance ?? named
  if (match?.substance) steps.push(say.matched('matched-structure', match.substance))
  else if (named) steps.push(say.matchedInLaw(named))
  const twins = substance === null ? activeParts(whole).flatMap((part) => sameSkeleton(corpus, part)) : []
  if (twins.length > 0) steps.push(say.sameSkeleton(twins))
  const main = whole.parts[0]!
  return {
    ...{ readAs, steps, substance, drawing: structure, judged, wasSalt: whole.wasStripped },
    structure: { smiles: whole.smiles, inchiKey: main.inchiKey, strippedSmiles: main.smiles },
    suggestions: twins.map(({ substanceId, nameNl }) => ({ substanceId, name: nameNl, why: 'similar' as const })),
  }
}

function ownFormula(structure: string): string | null {
  const isRead = structure.includes('\n') ? readMolfile(graph, structure) : readMolecule(graph, structure)
  return isRead ? formulaOf(graph) : null
}

/** The substance the law's own comparison certainly finds, hands of a racemate and isotopes included. */
function judgedAs(corpus: Corpus, { findings }: StructureAnswer): SubstanceFile | null {
  const named = findings.find(({ basis, certainty }) => basis === 'named' && certainty === 'in')
  return (named?.substanceId && corpus.substanceById.get(named.substanceId)) || null
}

function mixtureOf(others: readonly { readonly part: Part; readonly substance: SubstanceFile | null }[]) {
  return say.mixture(
    others.flatMap(({ substance }) => (substance ? [substance] : [])),
    others.filter(({ substance }) => !substance).map(({ part }) => part.smiles),
  )
}

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
