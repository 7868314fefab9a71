// A law as a value: the corpus on a day as known on a day, with or without a draft over it. The corpus is never touched: a draft makes
// a corpus of its own, whose version and every answer say `hypothetical`. Not here: comparing two of them (compare.ts).
import { createGraph, formulaOf, massOf, readMolecule } from '#chemistry'
import { assert, canonicalJson, type Json, ok, type Result, refuse, sha256, toHex, utf8 } from '#kernel'
import type { GroupFile } from '../classifier/index.ts'
import { type Corpus, type CorpusData, openCorpus } from '../corpus-value.ts'
import type { ListFile, SubstanceFile, TermFile } from '../files.ts'
import { type Days, listingsOn } from '../lists.ts'
import type { DraftGroup, LawDraft } from './draft.ts'
import { rulesWith, setsWith } from './overlay-rules.ts'
import { compareProblems } from './problems.ts'

export type Law = {
  readonly corpus: Corpus
  /** What was recorded, without the draft. */
  readonly base: Corpus
  readonly days: Days
  /** Null for the law as recorded. */
  readonly hypothetical: Hypothetical | null
}
export type Hypothetical = {
  /** sha-256 of the draft's canonical JSON: the same draft is the same name, everywhere. */
  readonly hash: string
  readonly draft: LawDraft
}

/**
 * The law on `on` as known on `knownOn`; with a draft, as if what it says had entered into force that day. Refuses a draft that names
 * what is not there, or puts a substance on two lists.
 */
export function lawOf(corpus: Corpus, days: Days, draft?: LawDraft): Result<Law> {
  assert(corpus.hypothetical === undefined, 'a draft lies over the law, never over another draft')
  if (draft === undefined) return ok({ corpus, base: corpus, days, hypothetical: null })
  const hash = draftHash(draft)
  const overlaid = overlay(corpus, days, draft, hash)
  return overlaid.ok
    ? ok({ corpus: openCorpus(overlaid.value), base: corpus, days, hypothetical: { hash, draft } })
    : overlaid
}

/** `$schema` says where the shape is published and nothing of the law. */
export function draftHash({ $schema: _, ...draft }: LawDraft): string {
  return toHex(sha256(utf8(canonicalJson(draft as Json)))) // A draft is read from JSON, or typed as what JSON can say.
}

/** Whether an answer or a receipt was made from a law that is not the law. Such a thing is never recorded. */
export function isHypothetical({
  hypothetical,
  lawVersion,
}: {
  readonly hypothetical?: string | null
  readonly lawVersion: string
}): boolean {
  return (hypothetical ?? null) !== null || lawVersion.startsWith(hypotheticalMark)
}

const hypotheticalMark = 'hypothetical:'

function overlay(corpus: Corpus, days: Days, draft: LawDraft, hash: string): Result<CorpusData> {
  const added = newSubstances(corpus, draft)
  if (!added.ok) return added
  const mutations = mutationsOf(corpus, days, draft)
  if (!mutations.ok) return mutations
  const stofgroepen = groupsWith(corpus, days, draft.groups ?? [])
  if (!stofgroepen.ok) return stofgroepen
  const terms = termsWith(corpus, days, draft)
  if (!terms.ok) return terms
  const rules = rulesWith(corpus, days, draft)
  if (!rules.ok) return rules
  const sets = setsWith(corpus, days, draft)
  if (!sets.ok) return sets
  return ok({
    ...corpus, // Its indexes too: they are built anew from what stands below.
    version: `${hypotheticalMark}${toHex(sha256(utf8(`${corpus.version} ${hash}`)))}`,
    hypothetical: hash,
    substances: [...corpus.substances, ...added.value],
    lists: [...corpus.lists, ...(mutations.value.length === 0 ? [] : [listFile(days, draft, hash, mutations.value)])],
    stofgroepen: stofgroepen.value,
    terms: terms.value,
    sets: sets.value,
    ...rules.value,
  })
}

// ─── Lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const workbench = createGraph()

function newSubstances(corpus: Corpus, { substances = [] }: LawDraft): Result<readonly SubstanceFile[]> {
  const files: SubstanceFile[] = []
  for (const { smiles, ...named } of substances) {
    const { substanceId } = named
    if (corpus.substanceById.has(substanceId) || files.some((other) => other.substanceId === substanceId))
      return refuse(compareProblems['draft-substance-taken'], { substance: substanceId })
    if (smiles !== null && !readMolecule(workbench, smiles)) {
      const { failedAt, detail } = workbench
      const at = failedAt < 0 ? null : failedAt
      return refuse(compareProblems['draft-structure'], { substance: substanceId, at, what: detail })
    }
    const structure = smiles === null ? null : { smiles, ...weighed(substanceId), stereo: 'as-listed' as const }
    files.push({ ...named, inn: null, synonyms: [], cas: [], structure })
  }
  return ok(files)
}

/**
 * Of what stands on the workbench. The kernel finds a substance by its graph and needs no InChIKey, but the index over keys wants one
 * for each: this one is a hash of the draft's own key, so that it meets no real one.
 */
function weighed(substanceId: string) {
  const bytes = sha256(utf8(`draft ${substanceId}`))
  const letters = [...bytes].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')
  return {
    inchiKey: `${letters.slice(0, 14)}-${letters.slice(14, 24)}-N`,
    formula: formulaOf(workbench),
    molarMass: Math.round(massOf(workbench) * 1000) / 1000,
  }
}

type Mutations = ListFile['mutations']

function mutationsOf(corpus: Corpus, days: Days, { mutations = [], substances = [] }: LawDraft): Result<Mutations> {
  const rows: Mutations = []
  const isNew = (id: string) => substances.some(({ substanceId }) => substanceId === id)
  const now = new Map<string, Mutations[number]['list'] | null>()
  for (const { action, substance, list } of mutations) {
    const known = corpus.substanceById.get(substance)
    if (!known && !isNew(substance))
      return refuse(compareProblems['draft-unknown'], { kind: 'substance', id: substance })
    const was = now.has(substance) ? now.get(substance)! : (listingsOn(corpus, substance, days)[0]?.list ?? null)
    if (action === 'add' && was !== null)
      return refuse(compareProblems['draft-already-listed'], { substance, list: was })
    if (action === 'move' && (was === null || was === list))
      return refuse(compareProblems['draft-not-listed'], { substance, list: was })
    if (action === 'remove' && was !== list)
      return refuse(compareProblems['draft-not-listed'], { substance, list: was })
    now.set(substance, action === 'remove' ? null : list)
    const named = known ?? substances.find(({ substanceId }) => substanceId === substance)!
    rows.push({ substance, action, list, entry: { inn: null, otherNames: [named.nameNl] } })
  }
  return ok(rows)
}

/** Last in the row of lists, so that among changes of one day the draft's is the last. */
function listFile({ on, knownOn }: Days, draft: LawDraft, hash: string, mutations: Mutations): ListFile {
  return {
    ...{ source: `hypothetical-${hash.slice(0, 12)}`, title: draft.title, url: null },
    ...{ knownOn: knownOn.toString(), knownOnIs: 'issue' },
    ...{ inForce: { from: on.toString(), until: null }, fromIs: 'start' },
    ...{ ground: '3a(2)', certainty: 'text' }, // The draft's own text is the whole of it.
    note: {
      nl: `Dit staat in een ontwerp en is geen geldend recht: ${draft.title.nl}.`,
      en: `This stands in a draft and is not the law: ${draft.title.en}.`,
    },
    mutations,
  }
}

// ─── Groups and figures ──────────────────────────────────────────────────────────────────────────────────────────────

const holdsOn = (file: GroupFile, day: string) =>
  file.inForce !== null && file.inForce.from <= day && (file.inForce.until === null || day < file.inForce.until)

function groupsWith(
  corpus: Corpus,
  { on, knownOn }: Days,
  changes: readonly DraftGroup[],
): Result<readonly GroupFile[]> {
  let files: readonly GroupFile[] = corpus.stofgroepen
  const day = on.toString()
  const from = { inForce: { from: day, until: null }, knownOn: knownOn.toString() }
  const ended = (group: string) =>
    files.map((file) => (file.group === group && holdsOn(file, day) ? { ...file, inForce: null } : file))
  for (const change of changes) {
    if ('definition' in change) {
      files = [...ended(change.definition.group), { ...change.definition, ...from }]
      continue
    }
    const { group, version, set } = change
    const isIt = (file: GroupFile) => file.group === group && file.version === version
    if (!files.some(isIt)) return refuse(compareProblems['draft-unknown'], { kind: 'group', id: `${group}/${version}` })
    files =
      set === 'on'
        ? ended(group).map((file) => (isIt(file) ? { ...file, ...from } : file))
        : files.map((file) => (isIt(file) ? { ...file, inForce: null } : file))
  }
  return ok(files)
}

function termsWith(corpus: Corpus, { on }: Days, { terms = [], title }: LawDraft): Result<readonly TermFile[]> {
  const day = on.toString()
  let files: readonly TermFile[] = corpus.terms
  for (const { termId, value } of terms) {
    const file = files.find((one) => one.termId === termId)
    if (!file) return refuse(compareProblems['draft-unknown'], { kind: 'term', id: termId })
    const others = file.values.filter(({ from, until }) => !(from <= day && (until === null || day < until)))
    const own = { from: day, until: null, fromIs: 'start' as const, source: 'hypothetical', note: title }
    const values = value === null ? others : [...others, { ...own, value }]
    files = files.map((one) => (one === file ? { ...file, values } : one))
  }
  return ok(files)
}
