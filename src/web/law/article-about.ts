// What an article of law is about, asked of the API once and kept: the law does not change while you read. Not here: showing it.
import { queryOptions } from '@tanstack/react-query'
import { request, withQuery } from '../http.ts'

export type ArticleAbout = {
  readonly article: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly summary: { readonly nl: string; readonly en: string }
  readonly url: string | null
  /** The official text, where the authority took it in. */
  readonly text?: {
    readonly paragraphs: readonly { readonly number: string | null; readonly text: string; readonly depth: number }[]
    readonly source: { readonly toestand: string; readonly decree: string | null }
    readonly from: string
  } | null
}

export const articleAbout = (article: string) =>
  queryOptions({
    queryKey: ['article', article],
    queryFn: ({ signal }) => request<ArticleAbout>(withQuery('/v1/articles', { article }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
