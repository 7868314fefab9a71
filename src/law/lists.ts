// What the dated mutations come to: who was on which list on a day, as known on a day. Not here: finding the substance.
import type { PlainDate } from '#kernel'
import { citation, listArticle } from './citations.ts'
import type { Listing, ListName } from './contract.ts'
import { type Corpus, compare, type DatedMutation } from './corpus-value.ts'

/** The day asked about, and the day of knowledge: what was issued later does not count. */
export type Days = { readonly on: PlainDate; readonly knownOn: PlainDate }

type Stay = {
  readonly list: ListName
  readonly from: string
  until: string | null
  readonly by: DatedMutation
  /** What ended it; null while it stands, and where an urgent order lapsed by itself. */
  endedBy: DatedMutation | null
  /** The names as last printed: a rename changes them and nothing else. */
  entry: NonNullable<DatedMutation['entry']> | null
}

/** Every stay of one substance on a list, in order of time. */
export function staysOf(corpus: Corpus, substanceId: string, knownOn: string): readonly Stay[] {
  const stays: Stay[] = []
  for (const mutation of corpus.mutationsBySubstance.get(substanceId) ?? []) {
    if (compare(mutation.knownOn, knownOn) > 0) continue
    const { from, until } = mutation.inForce
    const end = earliest(earliest(until, mutation.latestEnd ?? null), lapseOf(mutation))
    switch (mutation.action) {
      case 'add':
        stays.push({
          list: mutation.list,
          from,
          until: end,
          by: mutation,
          endedBy: null,
          entry: mutation.entry ?? null,
        })
        break
      case 'move':
        for (const stay of stays) if (isOpenOn(stay, from)) endBy(stay, mutation)
        stays.push({
          list: mutation.list,
          from,
          until: end,
          by: mutation,
          endedBy: null,
          entry: mutation.entry ?? null,
        })
        break
      case 'remove':
        for (const stay of stays) if (stay.list === mutation.list && isOpenOn(stay, from)) endBy(stay, mutation)
        break
      case 'rename':
        for (const stay of stays)
          if (stay.list === mutation.list && isOpenOn(stay, from)) stay.entry = mutation.entry ?? null
        break
      default:
        mutation.action satisfies never
    }
  }
  return stays.filter((stay) => stay.until === null || compare(stay.from, stay.until) < 0)
}

/** Ow 3a(5): an urgent order lapses a year after its first day, whether its file says so or not. */
function lapseOf({ ground, inForce }: DatedMutation): string | null {
  return ground === '3a(5)' ? Temporal.PlainDate.from(inForce.from).add({ years: 1 }).toString() : null
}

function endBy(stay: Stay, mutation: DatedMutation): void {
  stay.until = mutation.inForce.from
  stay.endedBy = mutation
}

const earliest = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b)
const isOpenOn = (stay: Stay, day: string) => stay.from <= day && (stay.until === null || day < stay.until)

/** The listings of a substance in force on the day; more than one is a fault of the corpus. */
export function listingsOn(corpus: Corpus, substanceId: string, { on, knownOn }: Days): readonly Listing[] {
  const day = on.toString()
  return staysOf(corpus, substanceId, knownOn.toString())
    .filter((stay) => isOpenOn(stay, day))
    .map((stay) => listingOf(corpus, stay, on, knownOn))
}

/** All listings of a substance as known on the day, for a timeline. Each is cited on its own first day. */
export function history(corpus: Corpus, substanceId: string, knownOn: PlainDate): readonly Listing[] {
  return staysOf(corpus, substanceId, knownOn.toString()).map((stay) =>
    listingOf(corpus, stay, Temporal.PlainDate.from(stay.from), knownOn),
  )
}

/**
 * The first listing after `on` whose true start is not established: on `on` the substance may have been listed already.
 * Null when the start of every later listing is known.
 */
export function startUnknownAfter(corpus: Corpus, substanceId: string, { on, knownOn }: Days): Listing | null {
  const day = on.toString()
  const later = staysOf(corpus, substanceId, knownOn.toString()).find((stay) => compare(stay.from, day) > 0)
  if (!later || later.by.fromIs === 'start') return null
  return listingOf(corpus, later, Temporal.PlainDate.from(later.from), knownOn)
}

export type SnapshotEntry = {
  readonly substanceId: string
  readonly inn: string | null
  readonly otherNames: readonly string[]
  readonly from: string
  readonly source: string
  readonly certainty: Listing['certainty']
}

/** Everybody on a list on a day, in the order of INN or first other name. */
export function snapshot(corpus: Corpus, list: ListName, { on, knownOn }: Days): readonly SnapshotEntry[] {
  const day = on.toString()
  const known = knownOn.toString()
  const found: SnapshotEntry[] = []
  for (const substanceId of corpus.mutationsBySubstance.keys()) {
    for (const stay of staysOf(corpus, substanceId, known)) {
      if (stay.list !== list || !isOpenOn(stay, day)) continue
      const { inn, otherNames } = stay.entry ?? { inn: null, otherNames: [substanceId] }
      const { source, certainty } = stay.by
      found.push({ substanceId, inn, otherNames, from: stay.from, source, certainty })
    }
  }
  const sortName = (entry: SnapshotEntry) => entry.inn ?? entry.otherNames[0] ?? entry.substanceId
  return found.sort((a, b) => sortName(a).localeCompare(sortName(b), 'nl') || compare(a.substanceId, b.substanceId))
}

/** Every day on which something begins or ends on a list, as the whole corpus knows it. */
export function changeDays(corpus: Corpus): readonly PlainDate[] {
  const days = new Set<string>()
  for (const substanceId of corpus.mutationsBySubstance.keys()) {
    for (const { from, until } of staysOf(corpus, substanceId, '9999-12-31')) {
      days.add(from)
      if (until !== null) days.add(until)
    }
  }
  return [...days].sort().map((day) => Temporal.PlainDate.from(day))
}

const unknownStart = {
  nl: 'Op deze dag stond het middel op de lijst. Sinds wanneer precies, is hier niet vastgesteld.',
  en: 'The substance was on the list on this day. Since when exactly is not established here.',
}

function listingOf(corpus: Corpus, { list, from, until, by }: Stay, on: PlainDate, knownOn: PlainDate): Listing {
  const article = listArticle(list)
  const cited = citation(corpus, article, on, knownOn)
  const dated = `&bijlage=${list}&g=${on}&z=${knownOn}`
  return {
    list,
    from,
    until,
    knownOn: by.knownOn,
    source: by.source,
    certainty: by.certainty,
    note: by.note ?? (by.fromIs === 'earliest-known' ? unknownStart : null),
    // An annex has existed as long as its entries: a day before the index begins still gets its link.
    citation: {
      ...(cited ?? { short: `Ow lijst ${list}`, article, jci: `jci1.3:c:BWBR0001941${dated}` }),
      status: by.certainty,
    },
  }
}
