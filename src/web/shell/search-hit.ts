// One thing the search found. Not here: the search; the API does that.

export type SearchHit = {
  readonly kind: string
  readonly title: string
  readonly subtitle?: string | null
  readonly href: string
}
