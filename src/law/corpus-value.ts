// The corpus as one value: plain data that can be sent to a browser, and the indexes built over it. Not here: files, hashes of files.
import { assert } from '#kernel'
import type { ClauseFile, ExceptionFile } from './classifier/clause-definition.ts'
import type { GroupFile } from './classifier/definition.ts'
import type { FactFile, ReadingFile, RuleFile, SetFile } from './decision/rule.ts'
import type {
  ActFile,
  CoverageFile,
  DeterminationFile,
  ListFile,
  ProductFile,
  ProfileFile,
  SubstanceFile,
  TermFile,
} from './files.ts'
import { nameKey } from './names.ts'

/** Everything read, nothing derived: JSON through and through. */
export type CorpusData = {
  /** sha-256 over the paths and bytes of every file; of a law that is not the law `hypothetical:` and a hash of what was changed. */
  readonly version: string
  /** Absent for the law as recorded. Set on a corpus with a draft over it (compare/law-of.ts): the draft's hash; whatever it answers says so. */
  readonly hypothetical?: string
  readonly substances: readonly SubstanceFile[]
  readonly lists: readonly ListFile[]
  readonly coverage: CoverageFile
  readonly acts: readonly ActFile[]
  readonly terms: readonly TermFile[]
  readonly products: readonly ProductFile[]
  readonly determinations: readonly DeterminationFile[]
  readonly profiles: readonly ProfileFile[]
  readonly stofgroepen: readonly GroupFile[]
  readonly clauses: readonly ClauseFile[]
  readonly exceptions: readonly ExceptionFile[]
  readonly rules: readonly RuleFile[]
  readonly penalties: readonly RuleFile[]
  readonly facts: readonly FactFile[]
  readonly sets: readonly SetFile[]
  readonly readings: readonly ReadingFile[]
  /** Every file by its path, with the sha-256 of its bytes: what a receipt of a decision names. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

export type Mutation = ListFile['mutations'][number]
/** A mutation with what its file says for it. */
export type DatedMutation = Required<Pick<Mutation, 'inForce' | 'fromIs' | 'ground' | 'certainty'>> &
  Pick<Mutation, 'substance' | 'action' | 'list' | 'entry' | 'latestEnd' | 'note'> & {
    readonly knownOn: string
    readonly source: string
    /** Its place in the list it came from. */
    readonly order: number
  }

export type NamedAs = { readonly substanceId: string; readonly name: string }

export type Corpus = CorpusData & {
  readonly substanceById: ReadonlyMap<string, SubstanceFile>
  readonly mutationsBySubstance: ReadonlyMap<string, readonly DatedMutation[]>
  /** Normalised name → every substance so called. */
  readonly byName: ReadonlyMap<string, readonly NamedAs[]>
  readonly byCas: ReadonlyMap<string, NamedAs>
  readonly byInchiKey: ReadonlyMap<string, string>
  /** The first block of the InChIKey: which atoms are joined, without stereo, isotopes or protons. */
  readonly bySkeleton: ReadonlyMap<string, readonly string[]>
  readonly articles: ReadonlyMap<string, readonly (ActFile['articles'][number] & { readonly act: ActFile })[]>
}

/** Builds the indexes; a corpus that contradicts itself is a bug of its author and stops the start. */
export function openCorpus(data: CorpusData): Corpus {
  const substanceById = new Map(data.substances.map((substance) => [substance.substanceId, substance]))
  assert(substanceById.size === data.substances.length, 'every substance has an id of its own')

  const byName = new Map<string, NamedAs[]>()
  const byCas = new Map<string, NamedAs>()
  const byInchiKey = new Map<string, string>()
  const bySkeleton = new Map<string, string[]>()
  for (const { substanceId, structure, cas, salts = [], ...names } of data.substances) {
    for (const name of new Set([names.nameNl, names.nameEn, ...(names.inn ? [names.inn] : []), ...names.synonyms])) {
      const key = nameKey(name)
      const known = byName.get(key) ?? []
      if (!known.some((other) => other.substanceId === substanceId)) byName.set(key, [...known, { substanceId, name }])
    }
    for (const number of cas) addOnce(byCas, number, { substanceId, name: number })
    for (const salt of salts) addOnce(byCas, salt.cas, { substanceId, name: salt.name })
    if (structure === null) continue
    const skeleton = structure.inchiKey.slice(0, 14)
    bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), substanceId])
    if (structure.stereo === 'as-listed') addOnce(byInchiKey, structure.inchiKey, substanceId)
  }

  const mutationsBySubstance = new Map<string, DatedMutation[]>()
  for (const file of data.lists) {
    file.mutations.forEach((mutation, order) => {
      assert(substanceById.has(mutation.substance), `${file.source} names the unknown substance ${mutation.substance}`)
      const dated: DatedMutation = {
        ...mutation,
        inForce: mutation.inForce ?? file.inForce,
        fromIs: mutation.fromIs ?? file.fromIs,
        ground: mutation.ground ?? file.ground,
        certainty: mutation.certainty ?? file.certainty,
        knownOn: file.knownOn,
        source: file.source,
        order,
      }
      mutationsBySubstance.set(mutation.substance, [...(mutationsBySubstance.get(mutation.substance) ?? []), dated])
    })
  }
  for (const mutations of mutationsBySubstance.values()) {
    mutations.sort((a, b) => compare(a.inForce.from, b.inForce.from) || compare(a.knownOn, b.knownOn))
  }

  const articles = new Map<string, (ActFile['articles'][number] & { act: ActFile })[]>()
  for (const act of data.acts) {
    for (const article of act.articles) {
      const id = `${act.act}/${article.path}`
      articles.set(id, [...(articles.get(id) ?? []), { ...article, act }])
    }
  }
  return { ...data, substanceById, mutationsBySubstance, byName, byCas, byInchiKey, bySkeleton, articles }
}

function addOnce<Value>(map: Map<string, Value>, key: string, value: Value): void {
  assert(!map.has(key), `${key} belongs to one substance`)
  map.set(key, value)
}

/** ISO days and source names sort as text. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
