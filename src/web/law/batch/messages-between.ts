// What passes between a screen and the worker that judges for it. Not here: either side (engine.ts, worker.ts).
import type { BatchFormat, BatchMessage, BatchVerdict, Counts, Table, TableRefusal, TableWish } from '#law/batch'

export type Words = { readonly nl: string; readonly en: string }
export type LawOpened = { readonly version: string; readonly coverage: readonly CoverageOfDay[] }
export type CoverageOfDay = { readonly list: string; readonly extent: string }
export type DaysAsked = { readonly on: string; readonly knownOn: string }

export type Ran = { readonly counts: Counts; readonly seconds: number; readonly isWhole: boolean }
export type RunProgress = { readonly counts: Counts; readonly part: number; readonly seconds: number }

/** A row as the screen shows it. */
export type ShownRow = {
  readonly number: number
  readonly id: string
  readonly structure: string
  readonly verdict: BatchVerdict
  readonly found: readonly {
    readonly list: string
    readonly basis: string
    readonly name: Words
    readonly isSure: boolean
    readonly isModel: boolean
  }[]
  readonly exceptions: readonly { readonly title: Words; readonly article: string }[]
  readonly messages: readonly BatchMessage[]
}
export type ShownPage = { readonly rows: readonly ShownRow[]; readonly total: number }

/** What can be asked of the worker: the question, its answer, and what it tells on the way. */
export type Asks = {
  open: { ask: DaysAsked; answer: LawOpened; note: never }
  head: { ask: { readonly file: File; readonly wish: TableWish }; answer: Table | TableRefusal; note: never }
  run: { ask: { readonly file: File; readonly table: Table } & DaysAsked; answer: Ran; note: RunProgress }
  page: {
    ask: { readonly verdict: BatchVerdict | null; readonly from: number; readonly count: number }
    answer: ShownPage
    note: never
  }
  download: { ask: { readonly format: BatchFormat }; answer: Blob; note: { readonly part: number } }
  stop: { ask: Record<never, never>; answer: null; note: never }
}
export type AskName = keyof Asks

export type ToWorker = {
  [Name in AskName]: { readonly id: number; readonly name: Name; readonly ask: Asks[Name]['ask'] }
}[AskName]
export type FromWorker =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly kind: 'note'; readonly note: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly why: string; readonly isOffline: boolean }
