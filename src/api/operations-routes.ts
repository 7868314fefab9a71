// What operators and their machines ask: alive, ready, counted, whom to tell of a hole. Not here: anything of the domain.
import { refuseNow, Strict, Type } from '#kernel'
import { databaseHealth, platformProblems } from '#platform'
import type { House } from './house.ts'
import type { App } from './request-context.ts'
import { problemAnswers, type RefusalType } from './route.ts'

const State = Strict({ state: Type.String() })

/** RFC 9116 asks for less than a year, so that a file nobody looks after ends by itself. */
const securityTxtDays = 180

export function mountOperations(app: App, house: House): void {
  app.get('/healthz', { schema: described('healthz', 'Whether the program runs') }, async () => ({ state: 'alive' }))

  app.get(
    '/readyz',
    {
      schema: described('readyz', 'Whether it can answer: the database does, and takes writes', [
        platformProblems['database-unavailable'],
      ]),
    },
    async () => {
      const health = await databaseHealth(house.database)
      if (!health.isUp || !health.isWritable) refuseNow(platformProblems['database-unavailable'], {})
      return { state: 'ready' }
    },
  )

  app.get('/metrics', { schema: { hide: true } as object }, async (request, reply) => {
    // How busy a house is, is nobody's business: only a collector on this machine may read it.
    if (!isLoopback(request.ip)) refuseNow(platformProblems['not-found'], { what: 'metrics' })
    const { body, contentType } = await house.metrics.text()
    return reply.type(contentType).send(body)
  })

  app.get('/.well-known/security.txt', { schema: { hide: true } as object }, async (_request, reply) => {
    const { securityContact, publicUrl } = house.config
    if (securityContact === null) return refuseNow(platformProblems['not-found'], { what: 'security.txt' })
    const expires = house.clock
      .now()
      .add({ hours: 24 * securityTxtDays })
      .round('second')
    const canonical = new URL('/.well-known/security.txt', publicUrl)
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: nl, en',
      `Canonical: ${canonical}`,
    ]
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
}

function described(operationId: string, summary: string, refusals: readonly RefusalType[] = []) {
  const answer = { description: 'The answer.', content: { 'application/json': { schema: State } } }
  return { operationId, tags: ['platform'], summary, response: { 200: answer, ...problemAnswers(refusals) } }
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
