// The next page of a list as a link in the header (RFC 8288). Not here: how a list is cut (the stores).
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The same question with the next cursor; nothing on the last page. */
export function linkNext(request: FastifyRequest, reply: FastifyReply, nextCursor: string | null): void {
  if (nextCursor === null) return
  const [path = '', search = ''] = request.url.split('?')
  const parameters = new URLSearchParams(search)
  parameters.set('cursor', nextCursor)
  reply.header('link', `<${path}?${parameters}>; rel="next"`)
}
