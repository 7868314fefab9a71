// What the address of a comparison says: two days, a worked example, or a draft. Pure. Not here: navigation.
import type { ComparisonAsked, DraftExample } from '#law'
import { withQuery } from '../../http.ts'
import { draftFromAddress } from './draft.ts'

/** Texts, as the router reads them. */
export type CompareSearch = {
  readonly from?: string
  readonly to?: string
  readonly example?: string
  readonly draft?: string
  readonly mode?: string
}

export const compareAddress = (search: CompareSearch) => withQuery('/law/compare', search)

const day = (text: string | undefined) => (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)

/** Two days that differ, or a draft over today; null while there is nothing to ask. */
export function askedIn(search: CompareSearch, examples: readonly DraftExample[]): ComparisonAsked | null {
  const example = examples.find(({ id }) => id === search.example)
  if (example) return { b: { draft: example.draft }, questions: example.questions }
  const draft = search.draft === undefined ? null : draftFromAddress(search.draft)
  if (draft) return { b: { draft } }
  const [from, to] = [day(search.from), day(search.to)]
  if (from === null || from === to) return null
  return { a: { on: from }, b: to === null ? {} : { on: to } }
}

export const modeOf = ({ mode, draft, example }: CompareSearch): 'days' | 'draft' =>
  mode === 'draft' || draft !== undefined || example !== undefined ? 'draft' : 'days'
