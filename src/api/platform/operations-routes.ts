// What operators and their machines ask: alive, ready, counted, whom to tell of a hole. Not here: anything of the domain.

import type { FastifyRequest } from 'fastify'
import { rowsWithoutYear } from '#chain'
import { refuseNow, Strict, type TSchema, Type } from '#kernel'
import { databaseHealth, outboxState, platformProblems, secondsBehindLog } from '#platform'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { problemAnswers, type RefusalType } from '../http/route.ts'

const Alive = Strict({ state: Type.String() })
const Ready = Strict({
  state: Type.String(),
  warnings: Type.Array(Type.String(), {
    description:
      'It answers all the same, and somebody must look: ledger-rows-without-year and clock-behind-log (docs/operate/postgresql.md), outbox-waiting (docs/operate/epcis-capture.md)',
  }),
})

/** RFC 9116 asks for less than a year, so that a file nobody looks after ends by itself. */
const securityTxtDays = 180

export function mountOperations(app: App, house: House): void {
  app.get('/healthz', { schema: described('healthz', 'Whether the program runs', Alive) }, async () => ({
    state: 'alive',
  }))

  app.get(
    '/readyz',
    {
      schema: described('readyz', 'Whether it can answer: the database does, and takes writes', Ready, [
        platformProblems['database-unavailable'],
      ]),
    },
    async () => {
      const health = await databaseHealth(house.database)
      if (!health.isUp || !health.isWritable) refuseNow(platformProblems['database-unavailable'], {})
      const strays = await countStrays(house)
      const behindSeconds = await measureClock(house)
      const unheard = health.outbox.waiting + health.outbox.parked
      return {
        state: 'ready',
        warnings: [
          ...(strays > 0 ? ['ledger-rows-without-year'] : []),
          ...(behindSeconds > 0 ? ['clock-behind-log'] : []),
          ...(unheard > 0n ? ['outbox-waiting'] : []),
        ],
      }
    },
  )

  app.get('/metrics', { schema: { hide: true } as object }, async (request, reply) => {
    // How busy a house is, is nobody's business: only a collector on this machine may read it.
    if (!isAskedHere(request)) refuseNow(platformProblems['not-found'], { what: 'metrics' })
    // A database that is away leaves the last counts; it has an alarm of its own.
    await Promise.all([countStrays(house), measureClock(house), countMessages(house)]).catch(() => {})
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

/** Counted whenever somebody looks, so that the alarm does not wait for a start. */
async function countStrays({ database, metrics }: House): Promise<number> {
  const count = await rowsWithoutYear(database)
  metrics.setRowsWithoutYear(count)
  return count
}

async function measureClock({ authorityId, database, metrics }: House): Promise<number> {
  const seconds = await secondsBehindLog(database, authorityId)
  metrics.setSecondsBehindLog(seconds)
  return seconds
}

async function countMessages({ database, metrics }: House): Promise<void> {
  const { waiting, parked } = await outboxState(database)
  metrics.setOutbox({ waiting: Number(waiting), parked: Number(parked) })
}

function described(operationId: string, summary: string, schema: TSchema, refusals: readonly RefusalType[] = []) {
  const answer = { description: 'The answer.', content: { 'application/json': { schema } } }
  return { operationId, tags: ['platform'], summary, response: { 200: answer, ...problemAnswers(refusals) } }
}

/** What a proxy says of whom it asks for. One that says none of these passes on the name it was asked by, which is not this machine's. */
const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']
const ownNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/** Asked from this machine by who wants to know, not for somebody else: to a proxy on this machine everybody is this machine. */
function isAskedHere({ headers, hostname, socket }: FastifyRequest): boolean {
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    ownNames.test(hostname) &&
    passedOn.every((name) => headers[name] === undefined)
  )
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
