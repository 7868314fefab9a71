// The address of a question about a substance. Pure; not here: the answer.
import { withQuery } from '../http.ts'
import type { Asked } from './queries.ts'

export function checkAddress({ q, on }: Asked): string {
  return withQuery('/substances', { q, on })
}
