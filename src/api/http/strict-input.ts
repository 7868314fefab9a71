// How input is read and checked before any route sees it: JSON, addresses, schemas, and the answer's own schema. Not here: the checks themselves.
import { Refused, refuseNow, type TSchema, unwrap } from '#kernel'
import { readJson } from './json-body.ts'
import { accepts } from './negotiate.ts'
import { Misfits, problemMediaType, refused } from './problem.ts'
import { apiProblems } from './problems.ts'
import { checkQuery, coerceTexts, misfitsOfQuery, nameIn } from './query.ts'
import type { App, Request } from './request-context.ts'
import { type Check, compileCheck } from './schema-check.ts'

const where = { body: 'body', querystring: 'query', params: 'path', headers: 'header' } as const

/** JSON in UTF-8 is the only body the API reads; a route for documents adds its own kinds. */
export function readStrictly(app: App): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (request: Request, body: Buffer) => {
      const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1]
      if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
        refuseNow(apiProblems['content-type'], { offered: 'application/json' })
      }
      return unwrap(readJson(body))
    },
  )
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const part = where[httpPart as keyof typeof where] // Fastify knows these four parts alone.
    const check = compileCheck(schema)
    return (value: unknown) => {
      // A path and its parameters arrive as texts; a body says itself what is a number.
      const read = part === 'query' ? coerceTexts(schema, value as Record<string, unknown>) : value
      const misfits = check(read)
      if (misfits.length === 0) return { value: read }
      if (part !== 'query')
        return { error: new Misfits(refused(apiProblems['not-as-described'], { where: part }).refusal, misfits) }
      // A person reads this too: an address is kept, sent on and typed by hand.
      const told = misfitsOfQuery(schema, misfits)
      const parameters = told.map((one) => ({ parameter: nameIn(one), ...one.detail }))
      return {
        error: new Misfits(refused(apiProblems['not-as-described'], { where: part, parameters }).refusal, told),
      }
    }
  })
  app.setSerializerCompiler<TSchema>(({ schema }) => serializerFor(schema))
  app.addHook('onRequest', async (request) => {
    unwrap(checkQuery(request.url))
    const isApi = request.url.startsWith('/v1/')
    const offered = ['application/json', problemMediaType]
    if (isApi && !request.routeOptions.config?.produces && !accepts(request.headers.accept, offered)) {
      refuseNow(apiProblems['not-acceptable'], { offered: 'application/json' })
    }
  })
}

/**
 * What a route answers is a promise too: an answer that does not fit its schema is a bug, found here and not by whoever relied on it.
 */
function serializerFor(schema: TSchema): (value: unknown) => string {
  let check: Check | null = null
  return (value) => {
    check ??= compileCheck(schema)
    const misfits = check(value)
    if (misfits.length > 0) throw new AnswerMisfit(misfits.map(({ pointer, detail }) => `${pointer}: ${detail.en}`))
    return JSON.stringify(value)
  }
}

/** Names the places, never the values: it ends in the log. */
class AnswerMisfit extends Error {
  override readonly name = 'AnswerMisfit'
  constructor(places: readonly string[]) {
    super(`the answer does not fit its schema: ${places.join(' ')}`)
  }
}

/** Fastify's own errors about input, told as ours; anything else is returned as it is. */
export function toRefused(error: unknown): unknown {
  if (error instanceof Refused || !(error instanceof Error)) return error
  const { code, statusCode } = error as Error & { code?: string; statusCode?: number }
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refused(apiProblems['content-type'], { offered: 'application/json' })
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refused(apiProblems['body-too-large'], { maxBytes: (error as { limit?: number }).limit ?? maxBodyBytes })
    case 'FST_ERR_BAD_URL':
      return refused(apiProblems['text-unreadable'], { where: 'address' })
    default:
      return isBadRequest(code, statusCode) ? refused(apiProblems['request-unreadable'], {}) : error
  }
}

/** No act or question of the API comes near this; documents have their own limit. */
export const maxBodyBytes = 1_048_576

/** A wrong length or a broken-off body is the sender's, whatever Fastify calls it. */
function isBadRequest(code: string | undefined, statusCode: number | undefined): boolean {
  return code?.startsWith('FST_ERR_CTP_') === true || statusCode === 400
}
