// A server with identity alone on a real database, and a browser for it, for tests. Not for production code.
import fastify from 'fastify'
import { newId, parseId, printId } from '#kernel'
import {
  createAccess,
  createIdentity,
  type DemoPersona,
  demoIssuer,
  denialRecorder,
  type FixedClock,
  fixedClock,
  openBroker,
} from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { House } from '../house.ts'
import { addContext, answerProblems } from '../http/context.ts'
import { readQuery } from '../http/query.ts'
import type { App } from '../http/request-context.ts'
import { readStrictly } from '../http/strict-input.ts'
import { mountIdentity, refuseUnrecognised } from '../identity/identity.ts'
import { mountSession } from '../identity/session-routes.ts'

export const publicUrl = new URL('http://localhost:8080')

export type IdentityWorld = AsyncDisposable & {
  readonly app: App
  readonly house: House
  readonly test: TestDatabase
  readonly clock: FixedClock
  readonly personas: readonly DemoPersona[]
  /** The steps of the logins that failed, as the operator hears of them. */
  readonly failures: readonly string[]
}

export async function openIdentityWorld(): Promise<IdentityWorld> {
  const test = await openTestDatabase({ upTo: 'licensing' })
  // The broker, being somebody else, looks at the real clock. Whole milliseconds, so that the database keeps it to the digit.
  const clock = fixedClock(Temporal.Instant.fromEpochMilliseconds(Date.now()))
  const personas = somePersonas()
  const failures: string[] = []
  const { partyId } = personas.find(({ persona }) => persona === 'apotheker')! // One of those below.
  await test.admin.query(
    `insert into licensing.party (authority_id, party_id, kind, name, country) values ($1, $2, 'pharmacy', 'De Ster', 'NL')`,
    [test.authorityId, parseId('party', partyId)],
  )
  const broker = await openBroker({ publicUrl, personas })
  const access = createAccess({ now: () => clock.now(), recordDenial: denialRecorder(test.database) })
  const identity = createIdentity({
    database: test.database,
    access,
    now: () => clock.now(),
    authority: { authorityId: test.authorityId, name: 'Bureau voor de proef' },
    publicUrl,
    reportFailure: (step) => failures.push(step),
    ...demoIssuer(broker),
  })
  const app = fastify({ routerOptions: { querystringParser: readQuery } }) as unknown as App // As in server.ts.
  const house = {
    config: { publicUrl, isBehindProxy: false, securityContact: null },
    authorityId: test.authorityId,
    authorityName: 'Bureau voor de proef',
    database: test.database,
    access,
    identity,
    broker,
    clock,
    metrics: { countRefusal: () => {}, countRequest: () => {} },
  } as unknown as House // Identity asks for no more of the house than this.
  addContext(app, house)
  answerProblems(app, house)
  readStrictly(app)
  await mountIdentity(app, house)
  refuseUnrecognised(app)
  mountSession(app, house)
  await app.ready()
  return {
    app,
    house,
    test,
    clock,
    personas,
    failures,
    async [Symbol.asyncDispose]() {
      await app.close()
      await test[Symbol.asyncDispose]()
    },
  }
}

function somePersonas(): readonly DemoPersona[] {
  const office = printId('party', newId('party'))
  const pharmacy = printId('party', newId('party'))
  const persona = (name: string, given: Pick<DemoPersona, 'partyId' | 'partyName' | 'roles' | 'assurance'>) => ({
    persona: name,
    name: `P. ${name}`,
    userId: printId('user', newId('user')),
    task: { nl: 'Kijk rond.', en: 'Look around.' },
    ...given,
  })
  const atOffice = { partyId: office, partyName: 'Bureau', assurance: 'high' } as const
  const atPharmacy = { partyId: pharmacy, partyName: 'Apotheek <De Ster>', assurance: 'substantial' } as const
  return [
    persona('beslisser', { ...atOffice, roles: ['authority-decision-maker'] }),
    persona('inspecteur', { ...atOffice, roles: ['inspector'] }),
    persona('apotheker', { ...atPharmacy, roles: ['pharmacist'] }),
    persona('beheerder', { ...atPharmacy, roles: ['holder-administrator'] }),
    persona('beheerder-laag', { ...atPharmacy, roles: ['holder-administrator'], assurance: 'low' }),
    persona('laag', { ...atPharmacy, roles: ['pharmacist'], assurance: 'low' }),
  ]
}

export type Answer = {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON came back.
  readonly json: any
}

export type Asking = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** Keeps cookies, as a browser does, and sends the session's token with what it changes. */
export class Browser {
  readonly cookies = new Map<string, string>()
  csrfToken: string | null = null
  readonly #app: App

  constructor(app: App) {
    this.#app = app
  }

  /** One request; redirects are not followed. */
  async ask(url: string, { method = 'GET', body, headers = {} }: Asking = {}): Promise<Answer> {
    const { pathname, search } = new URL(url, publicUrl)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const isChange = method !== 'GET'
    const answer = await this.#app.inject({
      method,
      url: pathname + search,
      headers: {
        host: publicUrl.host,
        ...(cookie ? { cookie } : {}),
        ...(isChange && this.csrfToken ? { 'x-grein-csrf': this.csrfToken } : {}),
        ...(isChange ? { origin: publicUrl.origin, 'sec-fetch-site': 'same-origin' } : {}),
        ...(body !== undefined && !(body instanceof URLSearchParams) ? { 'content-type': 'application/json' } : {}),
        ...(body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body instanceof URLSearchParams ? String(body) : JSON.stringify(body) }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(line)
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'], // Numbers among them are of no interest here.
      text: answer.payload,
      json: /json/.test(String(answer.headers['content-type'])) ? JSON.parse(answer.payload) : null,
    }
  }

  /** Follows redirects until a page or an end; gives the addresses it came by. */
  async follow(url: string): Promise<{ answer: Answer; visited: string[] }> {
    const visited = [url]
    for (let hops = 0; hops < 12; hops++) {
      const answer = await this.ask(visited.at(-1)!)
      if (answer.status !== 303 && answer.status !== 302) return { answer, visited }
      visited.push(new URL(String(answer.headers['location']), publicUrl).href)
    }
    throw new Error(`no end: ${visited.join(' → ')}`)
  }

  /** The whole login of a persona; the end is a page of the web, which is not there in these tests. */
  async logIn(persona: string, to = '/'): Promise<string[]> {
    const { visited } = await this.follow(`/auth/login?persona=${persona}&to=${encodeURIComponent(to)}`)
    await this.readSession()
    return visited
  }

  async readSession() {
    const { json } = await this.ask('/v1/session')
    this.csrfToken = json.csrfToken
    return json
  }

  #keep(line: string): void {
    const [pair = '', ...parts] = line.split('; ')
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const isGone = parts.some((part) => /^max-age=0$/i.test(part) || /^expires=thu, 01 jan 1970/i.test(part))
    if (isGone) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
