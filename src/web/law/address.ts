// The address of a question about a substance, and of one whose structure stands in no address. Not here: the answer.
import { withQuery } from '../http.ts'
import type { Asked } from './queries.ts'

export function checkAddress({ q, on }: Pick<Asked, 'q' | 'on'>): string {
  return withQuery('/substances', { q, on })
}

declare module '@tanstack/history' {
  interface HistoryState {
    /** A structure asked about: it stays in this tab's history and is sent to no log. */
    structure?: string
  }
}
