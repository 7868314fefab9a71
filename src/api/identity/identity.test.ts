// Logging in and out over HTTP, through the demo's real broker, and every way it must not work. Not here: what a role may do (access).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { Browser, type IdentityWorld, openIdentityWorld, publicUrl } from '../testing/identity-world.ts'

let world: IdentityWorld
let browser: Browser
beforeAll(async () => {
  world = await openIdentityWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => {
  browser = new Browser(world.app)
})

const sessionCookie = '__Host-grein'
const failed = (because: string) => `/login?problem=platform%2Flogin-refused&because=${because}`
const locationOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['location'])

describe('logging in', () => {
  test('a persona by name: straight through, back where one came from, and known', async () => {
    const visited = await browser.logIn('apotheker', '/batches?state=released')
    expect(visited.at(-1)).toBe('http://localhost:8080/batches?state=released')
    const session = await browser.readSession()
    const persona = world.personas.find((each) => each.persona === 'apotheker')!
    expect(session).toMatchObject({
      authenticated: true,
      user: { userId: persona.userId, name: 'P. apotheker', assurance: 'substantial' },
      party: { partyId: persona.partyId, name: 'Apotheek <De Ster>' },
      authority: { authorityId: printId('authority', world.test.authorityId) },
      roles: ['pharmacist'],
      wall: 'holder',
      passkeys: 0,
      steppedUpUntil: null,
    })
    expect(session.permissions).toContain('chain:record:dispense')
  })

  test('by the page: script-free, in the language asked for, every name escaped, and a button logs in', async () => {
    const { answer, visited } = await browser.follow('/auth/login')
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.text).toContain('Apotheek &lt;De Ster&gt;')
    expect(answer.text).not.toMatch(/<script|style=|onclick/i)
    const page = visited.at(-1)!
    expect((await browser.ask(`${page}?lang=en`)).text).toContain('<html lang="en">')
    expect((await browser.ask('/broker/page.css')).headers['content-type']).toContain('text/css')
    const chosen = await browser.ask(page, { method: 'POST', body: new URLSearchParams({ persona: 'inspecteur' }) })
    await browser.follow(locationOf(chosen))
    expect(await browser.readSession()).toMatchObject({ roles: ['inspector'], wall: 'staff' })
  })

  test('turning back at the broker ends at the login screen, which says so', async () => {
    const { visited } = await browser.follow('/auth/login')
    const turned = await browser.ask(visited.at(-1)!, { method: 'POST', body: new URLSearchParams({ cancel: 'yes' }) })
    const end = await browser.follow(locationOf(turned))
    expect(end.visited.at(-1)).toBe(publicUrl.origin + failed('access_denied'))
    expect(browser.cookies.has(sessionCookie)).toBe(false)
  })

  test('the cookie is kept from scripts, from other sites and from other hosts, and only its hash from us', async () => {
    const { visited } = await browser.follow('/auth/login?persona=apotheker')
    const fresh = new Browser(world.app)
    const begun = await fresh.follow('/auth/login?persona=apotheker')
    expect(begun.visited).toHaveLength(visited.length)
    const token = browser.cookies.get(sessionCookie)!
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const rows = await world.test.admin.query('select session::text as row from platform.session as session')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('an address to return to never leads elsewhere', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '/%09/evil.example',
      'javascript:alert(1)',
    ]) {
      const visited = await new Browser(world.app).logIn('apotheker', to)
      expect(new URL(visited.at(-1)!).origin, to).toBe(publicUrl.origin)
    }
  })

  test('a second login in the same browser ends the first session', async () => {
    await browser.logIn('apotheker')
    const earlier = new Browser(world.app)
    earlier.cookies.set(sessionCookie, browser.cookies.get(sessionCookie)!)
    await browser.logIn('inspecteur')
    expect((await earlier.ask('/v1/sessions')).status).toBe(401)
    expect(await browser.readSession()).toMatchObject({ roles: ['inspector'] })
  })

  test('by another name of this machine, the browser is first sent to the one the cookie is for', async () => {
    const answer = await browser.ask('/auth/login?persona=apotheker', { headers: { host: '127.0.0.1:8080' } })
    expect(locationOf(answer)).toBe('http://localhost:8080/auth/login?persona=apotheker')
  })
})

describe('an answer of the issuer that does not fit', () => {
  /** Up to the moment the broker sends the browser back, with a good code and state. */
  async function comeBack(): Promise<URL> {
    let url = '/auth/login?persona=apotheker'
    for (let hops = 0; hops < 10; hops++) {
      const answer = await browser.ask(url)
      url = new URL(locationOf(answer), publicUrl).href
      if (url.includes('/auth/callback')) return new URL(url)
    }
    throw new Error('the broker never sent us back')
  }
  const tamper = async (change: (url: URL) => void) => {
    const url = await comeBack()
    change(url)
    return browser.ask(url.href)
  }
  const expectRefused = (answer: { headers: Record<string, unknown> }, because: string) => {
    expect(locationOf(answer)).toBe(failed(because))
    expect(browser.cookies.has(sessionCookie)).toBe(false)
  }

  test('the same answer a second time', async () => {
    const url = await comeBack()
    expect(locationOf(await browser.ask(url.href))).toBe('/')
    const thief = new Browser(world.app)
    expect(locationOf(await thief.ask(url.href))).toBe(failed('state'))
    expect(locationOf(await browser.ask(url.href))).toBe(failed('state'))
  })

  test("in another browser than the one that began: nobody is logged in as somebody else's choice", async () => {
    const url = await comeBack()
    const victim = new Browser(world.app)
    expect(locationOf(await victim.ask(url.href))).toBe(failed('state'))
    expect(victim.cookies.has(sessionCookie)).toBe(false)
  })

  test('another state', async () =>
    expectRefused(await tamper((url) => url.searchParams.set('state', 'other')), 'state'))
  test('no state', async () => expectRefused(await tamper((url) => url.searchParams.delete('state')), 'state'))
  test('is told to the operator by its step', async () => {
    const before = world.failures.length
    await tamper((url) => url.searchParams.set('code', 'other'))
    expect(world.failures.slice(before)).toEqual(['answer'])
  })

  test('another code', async () =>
    expectRefused(await tamper((url) => url.searchParams.set('code', 'other')), 'answer'))
  test('another issuer (RFC 9207)', async () =>
    expectRefused(await tamper((url) => url.searchParams.set('iss', 'https://evil.example')), 'answer'))
  test('no issuer', async () => expectRefused(await tamper((url) => url.searchParams.delete('iss')), 'answer'))

  test('an ID token with another nonce', async () => {
    const url = await comeBack()
    await world.test.admin.query("update platform.login_attempt set nonce = 'other'")
    expectRefused(await browser.ask(url.href), 'answer')
  })

  test('a code that does not belong to our PKCE verifier', async () => {
    const url = await comeBack()
    await world.test.admin.query(`update platform.login_attempt set code_verifier = '${'x'.repeat(43)}'`)
    expectRefused(await browser.ask(url.href), 'answer')
  })

  test('too late', async () => {
    const url = await comeBack()
    await world.test.admin.query("update platform.login_attempt set expires_at = expires_at - interval '1 hour'")
    expectRefused(await browser.ask(url.href), 'state')
  })
})

describe('a session', () => {
  const expectEnded = async (who: Browser) => {
    const answer = await who.ask('/v1/sessions')
    expect([answer.status, answer.json.type]).toEqual([401, '/problems/platform/session-expired'])
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-grein=; .*Max-Age=0/)
  }
  const later = async (duration: Temporal.DurationLike, work: () => Promise<void>) => {
    const start = world.clock.now()
    world.clock.advance(duration)
    try {
      await work()
    } finally {
      world.clock.set(start)
    }
  }

  test('without a cookie one is a visitor, who is told to log in', async () => {
    const answer = await browser.ask('/v1/sessions')
    expect([answer.status, answer.json.type]).toEqual([401, '/problems/platform/not-authenticated'])
    expect(await browser.readSession()).toMatchObject({ authenticated: false, wall: 'public', csrfToken: null })
  })

  test.each([
    ['another letter', (token: string) => (token.startsWith('A') ? 'B' : 'A') + token.slice(1)],
    ['cut short', (token: string) => token.slice(1)],
    ['longer', (token: string) => `${token}A`],
    ['SQL', () => `' or '1'='1`],
    ['nothing', () => ''],
    ['very long', () => 'A'.repeat(4_000)],
  ])('a tampered cookie is no session: %s', async (_what, change) => {
    await browser.logIn('apotheker')
    browser.cookies.set(sessionCookie, change(browser.cookies.get(sessionCookie)!))
    await expectEnded(browser)
  })

  test('two cookies of our name, one set beside ours, are none', async () => {
    await browser.logIn('apotheker')
    const token = browser.cookies.get(sessionCookie)!
    const answer = await new Browser(world.app).ask('/v1/sessions', {
      headers: { cookie: `${sessionCookie}=${'A'.repeat(43)}; ${sessionCookie}=${token}` },
    })
    expect(answer.status).toBe(401)
  })

  test('ends after half an hour without use, and lives on when used', async () => {
    await browser.logIn('apotheker')
    await later({ minutes: 29 }, async () => expect((await browser.ask('/v1/sessions')).status).toBe(200))
    await later({ minutes: 58 }, async () => expect((await browser.ask('/v1/sessions')).status).toBe(200))
    await later({ minutes: 58 + 30 }, () => expectEnded(browser))
  })

  test('that ended does not live again when the clock is set back, and a correction of minutes ends none', async () => {
    await browser.logIn('apotheker')
    await later({ minutes: -4 }, async () => expect((await browser.ask('/v1/sessions')).status).toBe(200))
    await later({ hours: -24 }, () => expectEnded(browser))
  })

  test('ends after twelve hours, used or not', async () => {
    await browser.logIn('apotheker')
    const start = world.clock.now()
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      await later({ minutes }, async () => expect((await browser.ask('/v1/sessions')).status).toBe(200))
    }
    expect(world.clock.now()).toEqual(start)
    await later({ hours: 12 }, () => expectEnded(browser))
  })

  test('an ended session is told once; the screens start again as a visitor', async () => {
    await browser.logIn('apotheker')
    browser.cookies.set(sessionCookie, 'A'.repeat(43))
    expect(await browser.readSession()).toMatchObject({ authenticated: false })
    expect(browser.cookies.has(sessionCookie)).toBe(false)
  })

  test('is forgotten a month after its end, at the next login, and not sooner', async () => {
    await browser.logIn('apotheker')
    const count = async () => (await world.test.admin.query('select from platform.session')).length
    const aged = (days: number) =>
      world.test.admin.query(`update platform.session set expires_at = clock_timestamp() - interval '${days} days'`)
    await aged(29)
    const before = await count()
    await new Browser(world.app).logIn('inspecteur')
    expect(await count()).toBe(before + 1)
    await aged(31)
    await new Browser(world.app).logIn('inspecteur')
    expect(await count()).toBe(1)
  })

  test('logging out here leaves the other session; everywhere ends all, and names the page of the broker', async () => {
    const laptop = new Browser(world.app)
    await browser.logIn('inspecteur')
    await laptop.logIn('inspecteur')
    const here = await laptop.ask('/v1/session/logout', { method: 'POST', body: { where: 'here' } })
    expect([here.status, here.json]).toEqual([200, { endSessionUrl: null }])
    expect(laptop.cookies.has(sessionCookie)).toBe(false)
    expect((await browser.ask('/v1/sessions')).status).toBe(200)
    await laptop.logIn('inspecteur')
    const everywhere = await browser.ask('/v1/session/logout', { method: 'POST', body: { where: 'everywhere' } })
    await expectEnded(laptop)
    // No personal data in an address: not who it was, only which client asks.
    expect([...new URL(everywhere.json.endSessionUrl).searchParams.keys()].sort()).toEqual([
      'client_id',
      'post_logout_redirect_uri',
    ])
    const page = await browser.follow(everywhere.json.endSessionUrl)
    expect(page.answer.text).toContain('name="logout"')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.answer.text)![1]!
    const out = await browser.ask('/broker/session/end/confirm', {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    })
    expect(locationOf(out)).toBe('http://localhost:8080/')
  })

  test('one sees and ends one’s own sessions, and no one else’s', async () => {
    const mallory = new Browser(world.app)
    await browser.logIn('inspecteur')
    await mallory.logIn('apotheker')
    const mine = (await browser.ask('/v1/sessions')).json.items
    expect(mine.filter((row: { isThis: boolean }) => row.isThis)).toHaveLength(1)
    const target = `/v1/sessions/${mine[0].sessionId}`
    const refused = await mallory.ask(target, { method: 'DELETE' })
    expect([refused.status, refused.json.type]).toEqual([404, '/problems/platform/not-found'])
    expect((await browser.ask('/v1/sessions')).status).toBe(200)
    const rows = await world.test.admin.query(
      "select reason from platform.access_decision where resource_kind = 'session'",
    )
    expect(rows).toEqual([{ reason: 'not-found' }])
    expect(
      (await mallory.ask(`/v1/sessions/${printId('session', newId('session'))}`, { method: 'DELETE' })).status,
    ).toBe(404)
    expect((await browser.ask(target, { method: 'DELETE' })).status).toBe(204)
  })

  test('nobody behind the holder’s or the public wall can read the table of sessions', async () => {
    await browser.logIn('apotheker')
    for (const wall of ['holder', 'public'] as const) {
      const actor = world.test.actorFor({ wall, partyId: newId('party') })
      const rows = await world.test.database.transaction(actor, (tx) =>
        tx
          .withTables<{ 'platform.session': { session_id: string } }>()
          .selectFrom('platform.session')
          .selectAll()
          .execute(),
      )
      expect(rows).toEqual([])
    }
  })
})

describe('a request that changes something', () => {
  const logOut = (headers: Record<string, string>) =>
    browser.ask('/v1/session/logout', { method: 'POST', body: { where: 'here' }, headers })
  const refusal = { type: '/problems/platform/request-not-yours', status: 403 }

  test.each([
    ['without the token', { 'x-grein-csrf': '' }],
    ['with another token', { 'x-grein-csrf': 'A'.repeat(43) }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from an opaque origin', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://localhost:9999' }],
    ['across sites, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['from a sister host, as the browser says', { 'sec-fetch-site': 'same-site' }],
  ])('%s is not ours, and nothing is done', async (_what, headers) => {
    await browser.logIn('apotheker')
    expect((await logOut(headers)).json).toMatchObject(refusal)
    expect((await browser.ask('/v1/sessions')).status).toBe(200)
  })

  test("with another session's token is not ours", async () => {
    await browser.logIn('apotheker')
    const other = new Browser(world.app)
    await other.logIn('inspecteur')
    expect((await logOut({ 'x-grein-csrf': other.csrfToken! })).json).toMatchObject(refusal)
  })

  test('from our own screen is done', async () => {
    await browser.logIn('apotheker')
    expect((await logOut({})).status).toBe(200)
  })
})

test('the personas are listed without their ids', async () => {
  const { json } = await browser.ask('/v1/personas')
  expect(json.items.map(({ persona }: { persona: string }) => persona)).toContain('beslisser')
  expect(JSON.stringify(json)).not.toMatch(/usr_|par_/)
})
