// The rules of one day, made ready once: which version holds, who defeats whom, how each is cited. Not here: any case.
import { assert } from '#kernel'
import { citation, listArticle } from '../citations.ts'
import { openClassifier, type StructureAnswer, type StructureClassifier } from '../classifier/index.ts'
import type { Listing } from '../contract.ts'
import { type Corpus, compare } from '../corpus-value.ts'
import { type Coverage, coverageOn } from '../coverage.ts'
import type { Days } from '../lists.ts'
import type { Citation, ListName } from '../vocabulary.ts'
import type { DecisionAct } from './contract.ts'
import { type Part, partsOf } from './parts.ts'
import type { Fact, ReadingFile, Rule, SetFile } from './rule.ts'

/** A rule as it stands on the day. */
export type HeldRule = Rule & {
  /** Its version, as the day's knowledge sees it. */
  readonly held: { readonly from: string; readonly until: string | null; readonly knownOn: string }
  /** The day is before the first text that was read: the rule may have said something else, or not have been there. */
  readonly isUnrecorded: boolean
  readonly citations: readonly Citation[]
}

export type Scope = { readonly rules: readonly HeldRule[]; readonly ids: ReadonlySet<string> }

export type SetVersion = SetFile['versions'][number] & {
  readonly isUnrecorded: boolean
  readonly title: SetFile['title']
}

export type LawBook = {
  readonly corpus: Corpus
  readonly days: Days
  readonly day: string
  readonly rules: ReadonlyMap<string, HeldRule>
  readonly ofLaw: readonly HeldRule[]
  readonly penalties: readonly HeldRule[]
  /** The rules that take the force of this one. */
  readonly defeatersOf: ReadonlyMap<string, readonly HeldRule[]>
  /** The same with the definitions that ride along, in the order of the corpus: what a proof shows beneath it. */
  readonly beneath: ReadonlyMap<string, readonly HeldRule[]>
  /** The rules that speak of an act and a list, made on first use: those of the law in order, and the ids of all, penalties included. */
  readonly inScope: (act: DecisionAct, list: ListName | null) => Scope
  /** Its condition in parts, made on first use. */
  readonly partsOf: (rule: HeldRule) => readonly Part[]
  readonly facts: ReadonlyMap<string, Fact>
  readonly sets: ReadonlyMap<string, SetVersion>
  readonly readings: ReadonlyMap<string, ReadingFile>
  readonly coverage: readonly Coverage[]
  readonly listCitations: Readonly<Record<ListName, Citation | null>>
  /** Ow 1(2), for a salt that was taken for the substance itself. */
  readonly saltCitation: readonly Citation[]
  /** For a day before any list was read: the first text there is. */
  readonly earliestListCitation: Citation
  /** Opened when the first structure is asked about: most of the time a day's book takes is this. */
  readonly classifier: () => StructureClassifier
  /** What is remembered of a substance for as long as the book is open. */
  readonly remembered: Map<string, Remembered>
  readonly readingCitations: ReadonlyMap<string, readonly Citation[]>
}

/** A named substance on the day, whoever asks. */
export type Remembered = {
  readonly answer: StructureAnswer | null
  readonly listings: readonly Listing[]
  readonly isStartUnknown: boolean
}

const opened = new WeakMap<Corpus, Map<string, LawBook>>()
/** Books open at once for one corpus: someone moving a slider over the years must not fill the memory. */
const booksMax = 16

/** The book of a day, kept with the corpus it was made from. */
export function lawBook(corpus: Corpus, days: Days): LawBook {
  const key = `${days.on}/${days.knownOn}`
  const ofCorpus = opened.get(corpus) ?? new Map<string, LawBook>()
  opened.set(corpus, ofCorpus)
  const known = ofCorpus.get(key)
  if (known) return known
  if (ofCorpus.size >= booksMax) ofCorpus.clear()
  const book = makeBook(corpus, days)
  ofCorpus.set(key, book)
  return book
}

function makeBook(corpus: Corpus, days: Days): LawBook {
  const ofLaw = heldOn(corpus, corpus.rules, days)
  const penalties = heldOn(corpus, corpus.penalties, days)
  const all = [...ofLaw, ...penalties]
  const defeatersOf = new Map<string, HeldRule[]>()
  for (const rule of all) for (const id of rule.defeats) defeatersOf.set(id, [...(defeatersOf.get(id) ?? []), rule])
  const vocabulary = {
    facts: new Map(corpus.facts.flatMap(({ facts }) => facts).map((fact) => [fact.fact, fact])),
    sets: new Map(corpus.sets.flatMap((file) => setOn(file, days))),
    readings: new Map(corpus.readings.map((reading) => [reading.reading, reading])),
    rules: new Map(all.map((rule) => [rule.id, rule])),
  }
  const parts = new Map<HeldRule, readonly Part[]>()
  return {
    ...{ corpus, days, day: days.on.toString(), ofLaw, penalties, defeatersOf, ...vocabulary },
    partsOf(rule) {
      const made = parts.get(rule) ?? partsOf(rule, vocabulary)
      parts.set(rule, made)
      return made
    },
    beneath: new Map(all.map((rule) => [rule.id, ofLaw.filter((other) => isBeneath(other, rule))])),
    inScope: scopes(ofLaw, all),
    readingCitations: new Map(
      corpus.readings.map(({ reading, basis }) => [
        reading,
        basis.flatMap((article) => citation(corpus, article, days.on, days.knownOn) ?? []),
      ]),
    ),
    coverage: coverageOn(corpus, days.on),
    listCitations: { I: cited(corpus, 'I', days), IA: cited(corpus, 'IA', days), II: cited(corpus, 'II', days) },
    saltCitation: [citation(corpus, 'opiumwet/1/2', days.on, days.knownOn)].filter((cited) => cited !== null),
    earliestListCitation: earliestList(corpus),
    classifier: once(() => openClassifier(corpus, days)),
    remembered: new Map(),
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const cited = (corpus: Corpus, list: ListName, { on, knownOn }: Days) =>
  citation(corpus, listArticle(list), on, knownOn)

function isBeneath(other: HeldRule, { id }: HeldRule): boolean {
  return other.defeats.includes(id) || (other.kind === 'definition' && other.with?.includes(id) === true)
}

function scopes(ofLaw: readonly HeldRule[], all: readonly HeldRule[]): LawBook['inScope'] {
  const made = new Map<string, Scope>()
  return (act, list) => {
    const key = `${act} ${list}`
    const known = made.get(key)
    if (known) return known
    const speaks = (rule: HeldRule) => speaksOf(rule, act, list)
    const found = { rules: ofLaw.filter(speaks), ids: new Set(all.filter(speaks).map(({ id }) => id)) }
    made.set(key, found)
    return found
  }
}

function speaksOf({ acts, lists }: Rule, act: DecisionAct, list: ListName | null): boolean {
  return (acts === undefined || acts.includes(act)) && (lists === undefined || (list !== null && lists.includes(list)))
}

function earliestList(corpus: Corpus): Citation {
  const [first] = corpus.articles.get('opiumwet/lijst/I') ?? []
  const cited = first && citation(corpus, 'opiumwet/lijst/I', Temporal.PlainDate.from(first.from))
  assert(cited, 'list I is in the index of articles')
  return cited
}

/** One version of each rule: the latest that began and was known; of a rule whose start was never established, its first text, marked. */
function heldOn(corpus: Corpus, files: Corpus['rules'], days: Days): readonly HeldRule[] {
  const versions = new Map<string, Rule[]>()
  for (const { rules } of files)
    for (const rule of rules) versions.set(rule.id, [...(versions.get(rule.id) ?? []), rule])
  return [...versions.values()].flatMap((all) => {
    const found = versionOn(all, days)
    if (!found) return []
    const { version, until, isUnrecorded } = found
    const citedOn = isUnrecorded ? Temporal.PlainDate.from(version.from) : days.on
    const citations = version.basis.flatMap(
      (article) => citation(corpus, article, citedOn, laterOf(citedOn, days.knownOn)) ?? [],
    )
    assert(citations.length > 0, `the rule ${version.id} rests on an article in force on ${days.on}`)
    const held = { from: version.from, until, knownOn: version.knownOn }
    return [{ ...version, held, isUnrecorded, citations }]
  })
}

const laterOf = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b)

type Versioned = Pick<Rule, 'from' | 'until' | 'fromIs' | 'knownOn'>

/** The version that holds on the day as known on the other day; null where there was none. */
export function versionOn<Version extends Versioned>(
  versions: readonly Version[],
  { on, knownOn }: Days,
): { readonly version: Version; readonly until: string | null; readonly isUnrecorded: boolean } | null {
  const [day, known] = [on.toString(), knownOn.toString()]
  const inOrder = [...versions].sort((a, b) => compare(a.from, b.from))
  const first = inOrder[0]!
  const candidates = inOrder.filter((version) => version.knownOn <= known)
  const index = candidates.findLastIndex(({ from }) => from <= day)
  const version = candidates[index]
  if (!version) {
    return first.fromIs === 'earliest-known' ? { version: first, until: first.until, isUnrecorded: true } : null
  }
  const until = candidates[index + 1]?.from ?? version.until
  return until !== null && until <= day ? null : { version, until, isUnrecorded: false }
}

function setOn(file: SetFile, days: Days): [string, SetVersion][] {
  const found = versionOn(file.versions, days)
  return found ? [[file.set, { ...found.version, isUnrecorded: found.isUnrecorded, title: file.title }]] : []
}
