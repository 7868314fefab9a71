// The findings of the classifier as an answer tells them: titled, in the law's order, a listing that is certain among them. Pure; not
// here: finding them (classifier/).

import { citation } from './citations.ts'
import type { Clause, StructureAnswer } from './classifier/index.ts'
import {
  bases,
  type Listing,
  type NearMiss,
  type SubstanceException,
  type SubstanceFinding,
  type TraceClause,
} from './contract.ts'
import type { Corpus } from './corpus-value.ts'
import type { SubstanceFile } from './files.ts'
import { type Days, listingsOn } from './lists.ts'

type Finding = StructureAnswer['findings'][number]
type Words = { readonly nl: string; readonly en: string }

/**
 * All of them, and a listing of the substance that was asked about by name or number: its name decides, even where no structure is
 * recorded or the drawing leaves the form in space open.
 */
export function findingsOf(
  corpus: Corpus,
  judged: StructureAnswer | null,
  substance: SubstanceFile | null,
  listings: readonly Listing[],
  days: Days,
): SubstanceFinding[] {
  const found = (judged?.findings ?? []).map((finding) => told(corpus, finding, days))
  const listingOf = ({ basis, substanceId, list }: SubstanceFinding) =>
    basis === 'named' && substanceId === substance?.substanceId
      ? listings.find((listing) => listing.list === list)
      : undefined
  const certain = found.map((finding) => {
    const listing = listingOf(finding)
    return listing ? { ...finding, certainty: 'in' as const, citation: listing.citation } : finding
  })
  const missing = listings.filter((listing) => !certain.some((finding) => listingOf(finding) === listing))
  const added = substance ? missing.map((listing) => asListed(substance, listing)) : []
  const rank = ({ basis, certainty }: SubstanceFinding) => bases.indexOf(basis) * 2 + (certainty === 'in' ? 0 : 1)
  return [...added, ...certain].sort((a, b) => rank(a) - rank(b))
}

function asListed({ substanceId, nameNl, nameEn }: SubstanceFile, listing: Listing): SubstanceFinding {
  return {
    ...{ list: listing.list, basis: 'named', rule: substanceId, title: { nl: nameNl, en: nameEn }, version: null },
    ...{ certainty: 'in', status: listing.certainty, citation: listing.citation, since: listing.from },
    ...{ piece: 0, substanceId, trace: [] },
  }
}

function told(corpus: Corpus, { trace, ...finding }: Finding, days: Days): SubstanceFinding {
  return {
    ...finding,
    title: titleOf(corpus, finding),
    since: sinceOf(corpus, finding, days),
    trace: trace.map(copied),
  }
}

/** Of what is named the day it came on the list; of a clause or a group the day its text, as recorded, begins. */
function sinceOf(corpus: Corpus, { basis, rule, version, list, substanceId }: Omit<Finding, 'trace'>, days: Days) {
  if (basis === 'named')
    return substanceId === null
      ? null
      : (listingsOn(corpus, substanceId, days).find((listing) => listing.list === list)?.from ?? null)
  const file =
    basis === 'group'
      ? corpus.stofgroepen.find((one) => one.group === rule && one.version === version)
      : corpus.clauses.find(({ source }) => source === version)
  return file?.inForce?.from ?? null
}

/** Member by member: what the classifier adds for itself crosses no boundary until the contract says so. */
function copied({ ref, role, site, label, place, outcome, atoms, reading, nl, en }: Clause): TraceClause {
  return { ref, role, site, label, place, outcome, atoms: [...atoms], reading, nl, en }
}

export function nearMissesOf(corpus: Corpus, judged: StructureAnswer | null): NearMiss[] {
  return (judged?.nearMisses ?? []).map((miss) => {
    const { list, basis, rule, version, status, citation: cited, piece, refusals } = miss
    return {
      ...{ list, basis, rule, version, status, citation: cited, piece, refusals },
      title: titleOf(corpus, { ...miss, substanceId: null }),
      trace: miss.trace.map(copied),
    }
  })
}

/** What is found, in words: a substance, a closing clause with the substance it starts from, a group. */
function titleOf(
  corpus: Corpus,
  { basis, rule, version, substanceId }: Pick<Finding, 'basis' | 'rule' | 'version' | 'substanceId'>,
): Words {
  const substance = substanceId === null ? undefined : corpus.substanceById.get(substanceId)
  const named = substance && { nl: substance.nameNl, en: substance.nameEn }
  if (basis === 'named') return named ?? { nl: rule, en: rule }
  if (basis === 'group') {
    const file = corpus.stofgroepen.find((one) => one.group === rule && one.version === version)
    return file?.title ?? { nl: rule, en: rule }
  }
  const clauses = corpus.clauses.filter(({ source }) => source === version).flatMap((file) => file.clauses)
  const title = clauses.find(({ id }) => id === rule)?.title ?? { nl: rule, en: rule }
  return named ? { nl: `${title.nl}: ${named.nl}`, en: `${title.en}: ${named.en}` } : title
}

/** With the article as lawyers write it, on the day asked about. */
export function exceptionsOf(
  corpus: Corpus,
  judged: StructureAnswer | null,
  { on, knownOn }: Days,
): SubstanceException[] {
  return (judged?.exceptions ?? []).map((exception) => {
    const { kind, article, title, needsEvidence, source, certainty, substance, note, facts, piece } = exception
    return {
      ...{ kind, article, title, needsEvidence, source, certainty, substance, note, facts: [...facts], piece },
      short: citation(corpus, article, on, knownOn)?.short ?? article,
    }
  })
}
