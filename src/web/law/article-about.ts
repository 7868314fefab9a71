// What an article of law is about, asked of the API once and kept: the law does not change while you read. Not here: showing it.
import { queryOptions } from '@tanstack/react-query'
import { request, withQuery } from '../http.ts'

export type ArticleAbout = {
  readonly article: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly summary: { readonly nl: string; readonly en: string }
  readonly url: string | null
}

export const articleAbout = (article: string) =>
  queryOptions({
    queryKey: ['article', article],
    queryFn: ({ signal }) => request<ArticleAbout>(withQuery('/v1/articles', { article }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
