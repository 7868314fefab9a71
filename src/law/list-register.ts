// The lists as registers: every stay with its substance, the definitions beside them, and what changed between two days. Pure.
// Not here: one substance's question (classify.ts), and how stays follow from mutations (lists.ts).
import type { PlainDate } from '#kernel'
import { type Corpus, compare } from './corpus-value.ts'
import type {
  ListChange,
  ListCoverage,
  ListDefinition,
  ListEntry,
  ListRegister,
  ListSource,
  ListsOnDay,
} from './list-contract.ts'
import { type Days, staysOf } from './lists.ts'
import { lists } from './vocabulary.ts'

type Span = { readonly from: string; readonly until: string | null }

/** Whether a stay, a definition or an interval holds on a day. */
export const holdsOn = ({ from, until }: Span, on: string): boolean => from <= on && (until === null || on < until)

/** Everything there is, as known on a day. */
export function listRegister(corpus: Corpus, knownOn: PlainDate): ListRegister {
  const entries = entriesOf(corpus, knownOn.toString())
  const definitions = definitionsOf(corpus, knownOn.toString())
  return {
    knownOn: knownOn.toString(),
    changeDays: daysOfChange([...entries, ...definitions]),
    coverage: coverageOf(corpus),
    entries: [...entries],
    definitions: [...definitions],
    sources: sourcesOf(corpus, knownOn.toString()),
    lawVersion: corpus.version,
  }
}

/** The lists as they stood on a day, as known on a day. */
export function listsOnDay(corpus: Corpus, { on, knownOn }: Days): ListsOnDay {
  const register = listRegister(corpus, knownOn)
  const day = on.toString()
  const entries = register.entries.filter((entry) => holdsOn(entry, day))
  const definitions = register.definitions.filter((definition) => holdsOn(definition, day))
  return {
    on: day,
    knownOn: register.knownOn,
    counts: countsOf(entries, definitions),
    coverage: register.coverage.filter((interval) => holdsOn(interval, day)),
    entries,
    definitions,
    lawVersion: corpus.version,
  }
}

/** How many substances and definitions each list holds. */
export function countsOf(
  entries: readonly Pick<ListEntry, 'list'>[],
  definitions: readonly Pick<ListDefinition, 'list'>[],
): ListsOnDay['counts'] {
  return lists.map((list) => ({
    list,
    substances: entries.filter((entry) => entry.list === list).length,
    definitions: definitions.filter((definition) => definition.list === list).length,
  }))
}

/** What is different on `until` from `from`: one row per substance, in the order of name. The days themselves count as they are. */
export function changesBetween(
  entries: readonly ListEntry[],
  { from, until }: { readonly from: string; readonly until: string },
): readonly ListChange[] {
  const before = bySubstance(entries.filter((entry) => holdsOn(entry, from)))
  const after = bySubstance(entries.filter((entry) => holdsOn(entry, until)))
  const ids = [...new Set([...before.keys(), ...after.keys()])]
  return ids
    .flatMap((id) => changeOf(before.get(id) ?? null, after.get(id) ?? null))
    .sort((a, b) => compareNames(a.nameNl, b.nameNl) || compare(a.substanceId, b.substanceId))
}

/** One collator for all: `localeCompare` with a locale makes one for each pair. */
const collator = new Intl.Collator('nl', { numeric: true })
export const compareNames = (a: string, b: string): number => collator.compare(a, b)

const bySubstance = (entries: readonly ListEntry[]) => new Map(entries.map((entry) => [entry.substanceId, entry]))

function changeOf(before: ListEntry | null, after: ListEntry | null): ListChange[] {
  if (before?.list === after?.list) return []
  const named = after ?? before
  if (named === null) return []
  const { substanceId, inn, nameNl, nameEn } = named
  const rest = { fromList: before?.list ?? null, toList: after?.list ?? null, substanceId, inn, nameNl, nameEn }
  if (after) {
    const isFirstRead = before === null && after.startIs === 'earliest-known'
    const kind = before ? 'moved' : isFirstRead ? 'first-read' : 'added'
    return [{ kind, on: after.from, source: after.source, certainty: after.certainty, ...rest }]
  }
  // Without an after there is a before, and what no longer holds has ended.
  const { until, endedBy, certainty } = before!
  return [{ kind: 'removed', on: until!, source: endedBy, certainty, ...rest }]
}

function entriesOf(corpus: Corpus, knownOn: string): readonly ListEntry[] {
  return [...corpus.mutationsBySubstance.keys()]
    .flatMap((substanceId) => {
      const { nameNl, nameEn, cas, kind, treaty = null, inn } = corpus.substanceById.get(substanceId)! // openCorpus checked it.
      return staysOf(corpus, substanceId, knownOn).map(({ list, from, until, by, endedBy, entry }) => ({
        substanceId,
        list,
        from,
        until,
        startIs: by.fromIs,
        knownOn: by.knownOn,
        source: by.source,
        endedBy: endedBy?.source ?? null,
        certainty: by.certainty,
        inn: entry?.inn ?? inn,
        nameNl,
        nameEn,
        cas: [...cas],
        kind,
        treaty,
      }))
    })
    .sort(
      (a, b) => compareNames(a.nameNl, b.nameNl) || compare(a.substanceId, b.substanceId) || compare(a.from, b.from),
    )
}

function definitionsOf(corpus: Corpus, knownOn: string): readonly ListDefinition[] {
  const groups = corpus.stofgroepen.flatMap(
    ({ group, version, list, title, status, source, inForce, knownOn: known }): ListDefinition[] =>
      // A version without a period is kept to compare with and holds on no day.
      inForce === null
        ? []
        : [
            {
              id: group,
              kind: 'group',
              list,
              title,
              status,
              version,
              from: inForce.from,
              until: inForce.until,
              startIs: 'start',
              knownOn: known,
              source: source.ref,
              note: source.note,
            },
          ],
  )
  const clauses = corpus.clauses.flatMap(({ clauses: found, list, source, inForce, fromIs, knownOn: known }) =>
    found.map(
      ({ id, title, certainty }): ListDefinition => ({
        id,
        kind: 'clause',
        list,
        title,
        status: certainty,
        version: null,
        from: inForce.from,
        until: inForce.until,
        startIs: fromIs,
        knownOn: known,
        source,
        note: null,
      }),
    ),
  )
  return [...groups, ...clauses].filter((definition) => definition.knownOn <= knownOn)
}

function daysOfChange(spans: readonly Span[]): string[] {
  const days = new Set(spans.flatMap(({ from, until }) => (until === null ? [from] : [from, until])))
  return [...days].sort()
}

function coverageOf(corpus: Corpus): ListCoverage[] {
  return corpus.coverage.intervals.map(({ list, from, until, extent, note }) => ({ list, from, until, extent, note }))
}

function sourcesOf(corpus: Corpus, knownOn: string): ListSource[] {
  return corpus.lists
    .filter((file) => file.knownOn <= knownOn)
    .map(({ source, title, url, inForce, knownOn: known, knownOnIs }) => ({
      source,
      title,
      url,
      from: inForce.from,
      knownOn: known,
      knownOnIs,
    }))
}
