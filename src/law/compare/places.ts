// Where every substance of the corpus, and any structure, stands under one law: what the law's order lets decide. Pure; kept per corpus
// value, so that a draft's answers and the law's never share a shelf. Not here: what changed between two of them (moved.ts).
import { type Finding, openClassifier, type StructureAnswer, type StructureClassifier } from '../classifier/index.ts'
import type { Corpus } from '../corpus-value.ts'
import type { SubstanceFile } from '../files.ts'
import { type Days, listingsOn, startUnknownAfter } from '../lists.ts'
import type { Place, Standing } from './contract.ts'

export type Places = {
  readonly bySubstance: ReadonlyMap<string, Place>
  ofStructure(smiles: string): Place
  /** The same without the name of one substance: what is left for a form that the name may not cover. */
  ofForm(smiles: string, withoutName: string): Place
}

const kept = new WeakMap<Corpus, Map<string, Places>>()
/** Days somebody compares at one time; more would fill the memory of a server that is asked for every day. */
const keptMax = 8

export function placesUnder(corpus: Corpus, days: Days): Places {
  const ofCorpus = kept.get(corpus) ?? new Map<string, Places>()
  kept.set(corpus, ofCorpus)
  const key = `${days.on}/${days.knownOn}`
  const known = ofCorpus.get(key)
  if (known) return known
  if (ofCorpus.size >= keptMax) ofCorpus.clear()
  const places = workOut(corpus, days)
  ofCorpus.set(key, places)
  return places
}

export const standingOf = ({ verdict, list }: Place): Standing =>
  verdict === 'controlled' && list !== null ? list : verdict === 'not-controlled' ? 'none' : 'expert'

function workOut(corpus: Corpus, days: Days): Places {
  const classifier = openClassifier(corpus, days)
  const bySubstance = new Map(
    corpus.substances.map((substance) => [substance.substanceId, placeOf(corpus, days, classifier, substance)]),
  )
  return {
    bySubstance,
    ofStructure: (smiles) => placed(corpus, classifier.classify(smiles)),
    ofForm: (smiles, withoutName) => placed(corpus, classifier.classify(smiles), withoutName),
  }
}

/** By structure where there is one; a listing by name counts in any case. */
function placeOf(corpus: Corpus, days: Days, classifier: StructureClassifier, substance: SubstanceFile): Place {
  const { substanceId, structure } = substance
  const judged = structure === null ? nowhere : placed(corpus, classifier.classify(structure.smiles))
  const [listing] = listingsOn(corpus, substanceId, days)
  if (listing) {
    const named = {
      ...({ verdict: 'controlled', list: listing.list, basis: 'named', rule: substanceId, lifted: null } as const),
      ...{ ruleName: { nl: substance.nameNl, en: substance.nameEn }, status: listing.certainty },
    }
    // Named on list II, yet something of list I by its structure: the stricter finding is the one to show.
    const isStricter =
      judged.verdict === 'controlled' && judged.list !== null && order[judged.list] < order[listing.list]
    return isStricter && judged.basis !== 'group' ? judged : named
  }
  const isLeftOpen = judged.verdict === 'not-controlled' && startUnknownAfter(corpus, substanceId, days) !== null
  return isLeftOpen ? { ...nowhere, verdict: 'needs-expert' } : judged
}

const order = { I: 0, II: 1, IA: 2 } as const
const nowhere: Place = {
  ...{ verdict: 'not-controlled', list: null, basis: null, rule: null, ruleName: null, status: null, lifted: null },
}

/** What decides: certain before arguable, list I and II before IA, a name before a clause. */
function placed(corpus: Corpus, answer: StructureAnswer, withoutName?: string): Place {
  const findings = answer.findings.filter(
    ({ basis, substanceId }) => withoutName === undefined || basis !== 'named' || substanceId !== withoutName,
  )
  const [first] = [...findings].sort((a, b) => rank(a) - rank(b))
  if (!first)
    return {
      ...nowhere,
      verdict: answer.verdict === 'not-controlled' || withoutName !== undefined ? 'not-controlled' : 'needs-expert',
    }
  const { list, basis, rule, status, certainty } = first
  const lifting = list === 'IA' ? answer.exceptions.find(({ kind }) => kind !== 'other-list') : undefined
  return {
    ...{ verdict: certainty === 'in' ? 'controlled' : 'needs-expert', list, basis, rule, status },
    ruleName: nameOf(corpus, first),
    lifted: lifting ? { title: lifting.title, needsEvidence: lifting.needsEvidence } : null,
  }
}

const rank = ({ certainty, list, basis }: Finding) =>
  (certainty === 'in' ? 0 : 100) + order[list] * 10 + (basis === 'named' ? 0 : 1)

function nameOf(corpus: Corpus, { basis, rule, version, substanceId }: Finding): Place['ruleName'] {
  if (basis === 'group')
    return corpus.stofgroepen.find((file) => file.group === rule && file.version === version)?.title ?? null
  const clause = corpus.clauses.flatMap(({ clauses }) => clauses).find(({ id }) => id === rule)
  if (basis !== 'named' && clause) return clause.title
  const substance = substanceId === null ? undefined : corpus.substanceById.get(substanceId)
  return substance ? { nl: substance.nameNl, en: substance.nameEn } : null
}
