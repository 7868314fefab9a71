// A page of a list: how it is asked for, and the next page as a link in the header (RFC 8288). Not here: how a list is cut (the stores).
import { Type } from '#kernel'
import type { Reply, Request } from './request-context.ts'

/** More in one answer helps neither a screen nor a program. */
const pageMax = 200

export const pageParameters = {
  cursor: Type.Optional(Type.String({ maxLength: 600, description: 'from `nextCursor` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageMax })),
}

/** The page, with the same question and its next cursor in the header; on the last page there is no link. */
export function linkNext<Page extends { readonly nextCursor: string | null }>(
  request: Request,
  reply: Reply,
  page: Page,
): Page {
  if (page.nextCursor === null) return page
  const [path = '', search = ''] = request.url.split('?')
  const parameters = new URLSearchParams(search)
  parameters.set('cursor', page.nextCursor)
  reply.header('link', `<${path}?${parameters}>; rel="next"`)
  return page
}
