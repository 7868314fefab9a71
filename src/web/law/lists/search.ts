// What stands in the address of the lists browser. Pure. Not here: what it shows.
import { parseDay } from '#kernel'
import { withQuery } from '../../http.ts'

export type ListsSearch = {
  readonly on?: string
  readonly knownOn?: string
  readonly tab?: string
  readonly q?: string
  readonly list?: string
  readonly sort?: string
  readonly order?: string
  readonly hide?: string
  /** The day to compare with. */
  readonly from?: string
}
export type Go = (change: Partial<Record<keyof ListsSearch, string | undefined>>) => void

export const tabs = ['entries', 'changes', 'definitions'] as const
export type Tab = (typeof tabs)[number]

export const tabOf = ({ tab }: ListsSearch): Tab => tabs.find((name) => name === tab) ?? 'entries'

export const listsAddress = (search: ListsSearch): string => withQuery('/law/lists', search)

/** A text of the address that is a day, or null. */
export const dayOf = (text: string | undefined): string | null =>
  text !== undefined && parseDay(text) !== null ? text : null
