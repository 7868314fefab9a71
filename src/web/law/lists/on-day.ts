// The register as the screen needs it: sizes through the years, the days to stop at, rows that were searched. Pure. Not here: any drawing.
import type { Locale } from '#kernel'
import { changesBetween, compareNames, countsOf, holdsOn } from '#law'
import type { ListChange, ListEntry, ListName, ListRegister } from '#law/contract'

/** How long each list was from this day on: substances named on I and II, groups on IA. */
export type Size = { readonly on: string; readonly I: number; readonly IA: number; readonly II: number }

export function sizeOn({ entries, definitions }: Pick<ListRegister, 'entries' | 'definitions'>, on: string): Size {
  const held = countsOf(
    entries.filter((entry) => holdsOn(entry, on)),
    definitions.filter((definition) => definition.kind === 'group' && holdsOn(definition, on)),
  )
  const of = (list: ListName) => held.find((count) => count.list === list)!
  return { on, I: of('I').substances, IA: of('IA').definitions, II: of('II').substances }
}

export const sizesOf = (register: ListRegister): readonly Size[] =>
  register.changeDays.map((on) => sizeOn(register, on))

/** The first day of which a whole text of list I or II was read: before it, sizes say what is known and not how long a list was. */
export function firstWholeDay({ coverage }: Pick<ListRegister, 'coverage'>): string | null {
  const whole = coverage.filter(({ list, extent }) => list !== 'IA' && extent === 'text').map(({ from }) => from)
  return whole.sort()[0] ?? null
}

/** The nearest day one may stop at; of two that are as near the later. */
export function nearestDay(stops: readonly string[], epochDay: number): string | null {
  let best: string | null = null
  for (const stop of stops) {
    if (best === null || Math.abs(toEpochDay(stop) - epochDay) <= Math.abs(toEpochDay(best) - epochDay)) best = stop
  }
  return best
}

export const stopBefore = (stops: readonly string[], on: string) => stops.filter((stop) => stop < on).at(-1) ?? null
export const stopAfter = (stops: readonly string[], on: string) => stops.find((stop) => stop > on) ?? null

const epoch = Temporal.PlainDate.from('1970-01-01')
export const toEpochDay = (on: string): number => epoch.until(on, { largestUnit: 'days' }).days
export const dayBefore = (on: string): string => Temporal.PlainDate.from(on).subtract({ days: 1 }).toString()

export type Asked = { readonly q: string; readonly list: string | null }

/** Letters without their accents, so that "cocaine" finds cocaïne. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

export function searched(entries: readonly ListEntry[], { q, list }: Asked): readonly ListEntry[] {
  const wanted = plain(q.trim())
  return entries.filter((entry) => {
    if (list !== null && entry.list !== list) return false
    if (wanted === '') return true
    const { nameNl, nameEn, inn, cas } = entry
    return [nameNl, nameEn, inn ?? '', ...cas].some((text) => plain(text).includes(wanted))
  })
}

export const sortable = ['name', 'list', 'since', 'certainty', 'treaty'] as const
export type SortColumn = (typeof sortable)[number]

export function sorted(
  entries: readonly ListEntry[],
  { column, order, locale }: { readonly column: SortColumn; readonly order: 'asc' | 'desc'; readonly locale: Locale },
): readonly ListEntry[] {
  const name = (entry: ListEntry) => (locale === 'nl' ? entry.nameNl : entry.nameEn)
  const key = (entry: ListEntry): string => {
    if (column === 'list') return entry.list
    if (column === 'since') return entry.from
    if (column === 'certainty') return entry.certainty
    if (column === 'treaty') return entry.treaty ? `${entry.treaty.convention} ${entry.treaty.schedule}` : '9'
    return name(entry)
  }
  const direction = order === 'asc' ? 1 : -1
  return [...entries].sort((a, b) => direction * compareNames(key(a), key(b)) || compareNames(name(a), name(b)))
}

/** What changed, in the order a reader asks: what came, what moved, what went, then what was only read for the first time. */
export type ChangeGroup = {
  readonly kind: ListChange['kind']
  readonly fromList: ListName | null
  readonly toList: ListName | null
  readonly changes: readonly ListChange[]
}

const kindOrder: readonly ListChange['kind'][] = ['added', 'moved', 'removed', 'first-read']

export function groupChanges(changes: readonly ListChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, ChangeGroup & { changes: ListChange[] }>()
  for (const change of changes) {
    const { kind, fromList, toList } = change
    const key = `${kindOrder.indexOf(kind)} ${toList} ${fromList}`
    const group = groups.get(key) ?? { kind, fromList, toList, changes: [] }
    group.changes.push(change)
    groups.set(key, group)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** One row for each day on which something began or ended. */
export type DayOfChange = {
  readonly on: string
  readonly counts: Readonly<Record<ListChange['kind'], number>>
  readonly definitions: number
  readonly sources: readonly string[]
}

export function daysOfChange({
  changeDays,
  entries,
  definitions,
  sources: decrees,
}: ListRegister): readonly DayOfChange[] {
  return changeDays.map((on) => {
    const changes = changesBetween(entries, { from: dayBefore(on), until: on })
    const count = (kind: ListChange['kind']) => changes.filter((change) => change.kind === kind).length
    const began = definitions.filter(({ from, until }) => from === on || until === on)
    // A decree may name no substance and still change a list: the one that brought list IA.
    const begun = decrees.filter(({ from }) => from === on).map(({ source }) => source)
    const sources = [...begun, ...changes.flatMap(({ source }) => source ?? [])]
    return {
      on,
      counts: {
        added: count('added'),
        moved: count('moved'),
        removed: count('removed'),
        'first-read': count('first-read'),
      },
      definitions: began.length,
      sources: [...new Set(sources)],
    }
  })
}
