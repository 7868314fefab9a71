// The lists as whole registers: who stands on which list from when until when, and what changed. Not here: one substance's answer (contract.ts).
import { Day, Nullable, OneOf, PageOf, type Static, Strict, Type } from '#kernel'
import { lists } from './vocabulary.ts'

const Words = Strict({ nl: Type.String(), en: Type.String() })
/** `start`: the first day it held. `earliest-known`: it held on this day, and since when is not established here. */
const StartIs = OneOf(['start', 'earliest-known'])
const Certainty = OneOf(['text', 'title', 'inferred'])

/** Where a substance stands in the UN conventions: narcotic (1961) or psychotropic (1971). */
export const TreatySchedule = Strict({
  convention: OneOf(['1961', '1971']),
  schedule: OneOf(['I', 'II', 'III', 'IV']),
  /** Of 1961, the strictest of Schedule I stand on Schedule IV as well. */
  alsoScheduleIV: Type.Optional(Type.Boolean()),
  /** Null where the year is not recorded. */
  decidedIn: Nullable(Type.Integer()),
  certainty: OneOf(['certain', 'verify']),
})
export type TreatySchedule = Static<typeof TreatySchedule>

/** One stay of one substance on one list. */
export const ListEntry = Strict({
  substanceId: Type.String(),
  list: OneOf(lists),
  from: Day,
  /** The first day on which it no longer stood there; null while it still stands. */
  until: Nullable(Day),
  startIs: StartIs,
  knownOn: Day,
  source: Type.String({ description: 'a key of `sources`: stb-2024-90' }),
  /** What ended the stay; null while it stands, and where an urgent order lapsed by itself. */
  endedBy: Nullable(Type.String()),
  certainty: Certainty,
  inn: Nullable(Type.String()),
  nameNl: Type.String(),
  nameEn: Type.String(),
  cas: Type.Array(Type.String()),
  kind: OneOf(['compound', 'plant', 'fungus', 'material']),
  treaty: Nullable(TreatySchedule),
})
export type ListEntry = Static<typeof ListEntry>

/** What a list says without naming a substance: a group of list IA, or a closing clause. */
export const ListDefinition = Strict({
  id: Type.String(),
  kind: OneOf(['group', 'clause']),
  list: OneOf(lists),
  title: Words,
  /** `model`: a stand-in for a text that was not read; a hit is a finding and not yet law. */
  status: OneOf(['model', 'official', 'text', 'title', 'inferred']),
  version: Nullable(Type.String()),
  from: Day,
  until: Nullable(Day),
  startIs: StartIs,
  knownOn: Day,
  source: Type.String(),
  note: Nullable(Words),
})
export type ListDefinition = Static<typeof ListDefinition>

export const ListSource = Strict({
  source: Type.String(),
  title: Words,
  url: Nullable(Type.String()),
  /** The day it entered into force, or the day of a text that was read. */
  from: Day,
  knownOn: Day,
  /** `issue`: the day of the Staatsblad or Staatscourant. `at-latest`: that day is not established here. */
  knownOnIs: OneOf(['issue', 'at-latest']),
})
export type ListSource = Static<typeof ListSource>

export const ListCoverage = Strict({
  list: OneOf(lists),
  from: Day,
  until: Nullable(Day),
  extent: OneOf(['text', 'partial', 'none']),
  note: Words,
})
export type ListCoverage = Static<typeof ListCoverage>

const ListCount = Strict({
  list: OneOf(lists),
  substances: Type.Integer({ description: 'named on the list' }),
  definitions: Type.Integer({ description: 'groups of list IA; closing clauses of the other lists' }),
})

/** The lists as they stood on a day. */
export const ListsOnDay = Strict({
  on: Day,
  knownOn: Day,
  counts: Type.Array(ListCount),
  coverage: Type.Array(ListCoverage),
  entries: Type.Array(ListEntry),
  definitions: Type.Array(ListDefinition),
  lawVersion: Type.String(),
})
export type ListsOnDay = Static<typeof ListsOnDay>

/** Every stay there is: whoever has this can tell any day without asking again. */
export const ListRegister = Strict({
  knownOn: Day,
  changeDays: Type.Array(Day),
  coverage: Type.Array(ListCoverage),
  entries: Type.Array(ListEntry),
  definitions: Type.Array(ListDefinition),
  sources: Type.Array(ListSource),
  lawVersion: Type.String(),
})
export type ListRegister = Static<typeof ListRegister>

/** `first-read`: it stands in the first text that was read, and may have stood there before. */
export const listChangeKinds = ['added', 'moved', 'removed', 'first-read'] as const
export const ListChange = Strict({
  kind: OneOf(listChangeKinds),
  fromList: Nullable(OneOf(lists)),
  toList: Nullable(OneOf(lists)),
  /** The day of the last change between the two days. */
  on: Day,
  source: Nullable(Type.String()),
  certainty: Certainty,
  substanceId: Type.String(),
  inn: Nullable(Type.String()),
  nameNl: Type.String(),
  nameEn: Type.String(),
})
export type ListChange = Static<typeof ListChange>
export const ListChangePage = PageOf(ListChange)
