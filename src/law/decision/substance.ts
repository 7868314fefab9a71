// Which substance a question means, and how it stands on each list that day: by law, by a finding, by a named expert's word.
// Not here: what may be done with it.
import { parseCas } from '#kernel'
import type { ExceptionFound, Finding, StructureAnswer } from '../classifier/index.ts'
import type { Listing } from '../contract.ts'
import { listingsOn, startUnknownAfter } from '../lists.ts'
import { nameKey, stripped } from '../names.ts'
import type { ListName } from '../vocabulary.ts'
import type { LawBook, Remembered } from './book.ts'
import type { Words } from './condition-words.ts'
import type { Decision, DecisionQuestion, ExpertRecord, ListingFound } from './contract.ts'
import { FALSE, type Grade, JUDGEMENT, or, TRUE, UNKNOWN } from './truth.ts'

export type OnList = ListingFound & {
  readonly grade: Grade
  /** The listed substance itself, or the one a closing clause starts from. */
  readonly substanceId: string | null
  readonly period: { readonly from: string; readonly until: string | null; readonly knownOn: string }
}

export type Standing = {
  readonly substance: Decision['substance']
  readonly substanceId: string | null
  readonly listings: readonly OnList[]
  readonly exceptions: readonly ExceptionFound[]
  /** A salt was taken for the substance itself. */
  readonly isSalt: boolean
  /** Why nothing can be said of it; null when something can. */
  readonly unreadable: Words | null
  /** A structure the definitions do not reach: only a chemist can say. */
  readonly needsExpert: boolean
  /** The recorded lists leave it open whether it was listed. */
  readonly isStartUnknown: boolean
}

export function standingOf(book: LawBook, question: DecisionQuestion): Standing {
  const { substance, readings = [] } = question
  // What was signed later was not known then.
  const experts = (question.experts ?? []).filter(({ on }) => on <= book.days.knownOn.toString())
  const found = 'structure' in substance ? { substanceId: null, isSalt: false } : identify(book, substance)
  if ('unreadable' in found) return nothing(found.unreadable)
  const takesGaps = readings.some(({ id }) => id === 'list-coverage')
  const structure = 'structure' in substance ? substance.structure : null
  const file = found.substanceId === null ? undefined : book.corpus.substanceById.get(found.substanceId)
  const known = found.substanceId === null ? null : remembered(book, found.substanceId)
  const answer = structure === null ? (known?.answer ?? null) : book.classifier().classify(structure)
  if (answer?.verdict === 'unreadable' && structure !== null) return nothing(unreadable(answer))
  const named = known === null ? [] : known.listings.map((listing) => namedAs(found.substanceId, listing))
  const drawn = (answer?.findings ?? [])
    .filter(({ basis }) => structure !== null || basis !== 'named')
    .map((finding) => foundOn(book, finding))
  const listings = [...named, ...drawn]
    .map((listing) => weighed(listing, experts, takesGaps))
    .filter(({ grade }) => grade !== FALSE)
    .sort((a, b) => order.indexOf(a.list) - order.indexOf(b.list))
  return {
    substance: file
      ? { substanceId: file.substanceId, nameNl: file.nameNl, nameEn: file.nameEn }
      : { substanceId: null, nameNl: 'deze structuur', nameEn: 'this structure' },
    substanceId: found.substanceId ?? listings.find(({ basis }) => basis === 'named')?.substanceId ?? null,
    ...{ listings, exceptions: answer?.exceptions ?? [], isSalt: found.isSalt, unreadable: null },
    needsExpert: answer?.verdict === 'needs-expert' && listings.length === 0 && experts.length === 0,
    isStartUnknown: known?.isStartUnknown ?? false,
  }
}

const order: readonly ListName[] = ['I', 'II', 'IA']

/** How the substance stands on one list, all findings together. */
export function gradeOn(standing: Standing, list: ListName): Grade {
  return standing.listings.filter((one) => one.list === list).reduce<Grade>((grade, one) => or(grade, one.grade), FALSE)
}

type Identified = { readonly substanceId: string; readonly isSalt: boolean } | { readonly unreadable: Words }

function identify({ corpus }: LawBook, substance: { readonly id: string } | { readonly name: string }): Identified {
  if ('id' in substance) {
    const isKnown = corpus.substanceById.has(substance.id)
    return isKnown ? { substanceId: substance.id, isSalt: false } : { unreadable: unknownName(substance.id) }
  }
  const text = substance.name.trim()
  const number = parseCas(text)
  const byNumber = number.ok ? corpus.byCas.get(number.value) : undefined
  if (byNumber) return { substanceId: byNumber.substanceId, isSalt: byNumber.name !== text }
  const base = corpus.byName.has(nameKey(text)) ? null : stripped(text, (name) => corpus.byName.has(nameKey(name)))
  const all = corpus.byName.get(nameKey(base?.base ?? text)) ?? []
  if (all.length === 1) {
    const isSalt = base?.left.some(({ kind }) => kind === 'salt') ?? false
    return { substanceId: all[0]!.substanceId, isSalt }
  }
  return {
    unreadable:
      all.length === 0
        ? unknownName(text)
        : ambiguous(
            text,
            all.map((one) => one.substanceId),
          ),
  }
}

const unknownName = (name: string): Words => ({
  nl: `De wetgegevens kennen geen middel "${name}". Dat zegt niet dat de stof vrij is: geef het CAS-nummer of de structuur.`,
  en: `The law's data know no substance "${name}". That does not say it is free: give the CAS number or the structure.`,
})
const ambiguous = (name: string, ids: readonly string[]): Words => ({
  nl: `"${name}" kan meer dan één middel zijn: ${ids.join(', ')}. Kies er een met "id".`,
  en: `"${name}" may be more than one substance: ${ids.join(', ')}. Choose one by "id".`,
})
function unreadable({ error }: StructureAnswer): Words {
  const at = error?.at ?? null
  return {
    nl: `De structuur is niet te lezen${at === null ? '' : ` vanaf teken ${at + 1}`}.`,
    en: `The structure cannot be read${at === null ? '' : ` from character ${at + 1}`}.`,
  }
}

function nothing(why: Words): Standing {
  return {
    ...{ substance: null, substanceId: null, listings: [], exceptions: [], isSalt: false },
    ...{ unreadable: why, needsExpert: false, isStartUnknown: false },
  }
}

/** The structure of a named substance and the lists it is on do not depend on who asks. */
function remembered(book: LawBook, substanceId: string): Remembered {
  const known = book.remembered.get(substanceId)
  if (known) return known
  const { corpus, days, classifier } = book
  const smiles = corpus.substanceById.get(substanceId)?.structure?.smiles
  const made = {
    answer: smiles === undefined ? null : classifier().classify(smiles),
    listings: listingsOn(corpus, substanceId, days),
    isStartUnknown: startUnknownAfter(corpus, substanceId, days) !== null,
  }
  book.remembered.set(substanceId, made)
  return made
}

type Unweighed = Omit<OnList, 'grade' | 'weight'> & { readonly isSure: boolean }

function namedAs(substanceId: string | null, listing: Listing): Unweighed {
  const { list, certainty, citation: cited, source, from, until, knownOn } = listing
  return {
    ...{ list, basis: 'named', rule: substanceId ?? '', status: certainty, citation: cited, source, substanceId },
    ...{ period: { from, until, knownOn }, isSure: certainty !== 'inferred' },
  }
}

function foundOn({ days, day }: LawBook, finding: Finding): Unweighed {
  const { list, basis, rule, status, certainty, citation: cited, version, substanceId } = finding
  const period = { from: day, until: null, knownOn: days.knownOn.toString() }
  const isSure = certainty === 'in' && status !== 'model' && status !== 'inferred'
  return { list, basis, rule, status, citation: cited, source: version, substanceId, period, isSure }
}

/** A text that was read decides. A model, an open reading or a mere treaty duty waits for a named expert; an inferred entry also for whoever accepts the gaps. */
function weighed(found: Unweighed, experts: readonly ExpertRecord[], takesGaps: boolean): OnList {
  const { isSure, ...listing } = found
  const record = experts.find(({ about }) => about === `${listing.basis}:${listing.rule}`)
  if (record)
    return { ...listing, weight: 'expert-record', source: record.id, grade: record.says === 'in' ? TRUE : FALSE }
  if (isSure || (takesGaps && listing.status === 'inferred')) return { ...listing, weight: 'law', grade: TRUE }
  return { ...listing, weight: 'finding', grade: listing.status === 'inferred' ? UNKNOWN : JUDGEMENT }
}
