// Passkeys over HTTP with a key made of software: enrolled, shown, copied, replayed. Not here: a browser's own window (test/e2e).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseId } from '#kernel'
import { forgetPasskeys } from '#platform'
import { Browser, type IdentityWorld, openIdentityWorld } from '../testing/identity-world.ts'
import { SoftwareAuthenticator } from '../testing/software-authenticator.ts'

let world: IdentityWorld
let browser: Browser
let key: SoftwareAuthenticator
beforeAll(async () => {
  world = await openIdentityWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.test.admin.query('delete from platform.passkey')
  browser = new Browser(world.app)
  key = new SoftwareAuthenticator()
  await browser.logIn('beslisser')
})

const post = (who: Browser, url: string, body: unknown) => who.ask(url, { method: 'POST', body })
const challengeFor = async (what: 'passkeys' | 'session/step-up', who = browser): Promise<string> =>
  (await post(who, `/v1/${what}/options`, {})).json.challenge
const enrol = async (with_ = key) =>
  post(browser, '/v1/passkeys', { name: 'Sleutel', response: with_.enrol(await challengeFor('passkeys')) })
const stepUp = (response: unknown, who = browser) => post(who, '/v1/session/step-up', { response })
const refusedBecause = (because: string) => ({
  status: 403,
  type: '/problems/platform/passkey-refused',
  params: { because },
})

describe('enrolling', () => {
  test('keeps the passkey, and the session says there is one', async () => {
    const added = await enrol()
    expect([added.status, added.json]).toMatchObject([201, { passkeyId: key.id, name: 'Sleutel', lastUsedAt: null }])
    expect((await browser.ask('/v1/passkeys')).json.items).toMatchObject([{ passkeyId: key.id }])
    expect(await browser.readSession()).toMatchObject({ passkeys: 1, steppedUpUntil: null })
  })

  test.each([
    ['made for another site', { origin: 'https://evil.example' }],
    ['made for another host', { rpId: 'evil.example' }],
    ['without finger or PIN', { isVerified: false }],
  ])('refuses one %s', async (_what, wishes) => {
    const response = key.enrol(await challengeFor('passkeys'), wishes)
    expect((await post(browser, '/v1/passkeys', { name: 'Sleutel', response })).json).toMatchObject(
      refusedBecause('answer'),
    )
  })

  test('refuses a challenge that is old, of another session, or used, even by an answer that was refused', async () => {
    const challenge = await challengeFor('passkeys')
    const other = new Browser(world.app)
    await other.logIn('beslisser')
    const answer = { name: 'Sleutel', response: key.enrol(challenge) }
    expect((await post(other, '/v1/passkeys', answer)).json).toMatchObject(refusedBecause('challenge'))
    const wrong = { name: 'Sleutel', response: key.enrol('other') }
    expect((await post(browser, '/v1/passkeys', wrong)).json).toMatchObject(refusedBecause('answer'))
    expect((await post(browser, '/v1/passkeys', answer)).json).toMatchObject(refusedBecause('challenge'))
    const late = { name: 'Sleutel', response: key.enrol(await challengeFor('passkeys')) }
    const start = world.clock.now()
    world.clock.advance({ minutes: 5 })
    expect((await post(browser, '/v1/passkeys', late)).json).toMatchObject(refusedBecause('challenge'))
    world.clock.set(start)
  })

  test('a second passkey needs the first: a stolen session cannot add its own', async () => {
    await enrol()
    const refused = await post(browser, '/v1/passkeys/options', {})
    expect([refused.status, refused.json.type]).toEqual([403, '/problems/platform/step-up-needed'])
    await stepUp(key.show(await challengeFor('session/step-up')))
    expect((await enrol(new SoftwareAuthenticator())).status).toBe(201)
  })

  test('at assurance low there is nothing to enrol', async () => {
    await browser.logIn('laag')
    expect((await post(browser, '/v1/passkeys/options', {})).json.type).toBe('/problems/platform/assurance-too-low')
  })

  test('what is no answer of a browser at all is refused, and is no bug', async () => {
    for (const response of [{}, { id: 1 }, { id: 'x', rawId: 'x', type: 'public-key', response: null }]) {
      await challengeFor('passkeys')
      const answer = await post(browser, '/v1/passkeys', { name: 'Sleutel', response })
      expect(answer.json).toMatchObject(refusedBecause('answer'))
    }
  })
})

describe('showing', () => {
  beforeEach(async () => {
    await enrol()
  })

  test('steps the session up for ten minutes, under a new token', async () => {
    const before = browser.cookies.get('__Host-grein')!
    const shown = await stepUp(key.show(await challengeFor('session/step-up')))
    const until = world.clock.now().add({ minutes: 10 }).toString()
    expect([shown.status, shown.json.steppedUpUntil]).toEqual([200, until])
    expect(browser.cookies.get('__Host-grein')).not.toBe(before)
    const start = world.clock.now()
    world.clock.advance({ minutes: 10 })
    expect(await browser.readSession()).toMatchObject({ authenticated: true, steppedUpUntil: null })
    world.clock.set(start)
  })

  test('the old token may end what was on its way, decides nothing, and is soon over', async () => {
    const thief = new Browser(world.app)
    thief.cookies.set('__Host-grein', browser.cookies.get('__Host-grein')!)
    await stepUp(key.show(await challengeFor('session/step-up')))
    expect(await thief.readSession()).toMatchObject({ authenticated: true, steppedUpUntil: null })
    const start = world.clock.now()
    world.clock.advance({ seconds: 10 })
    // Refused, and not with the cookie taken away or "nobody": in the browser itself a slow answer to an old question would log its person out.
    for (const path of ['/v1/session', '/v1/sessions']) {
      const late = await thief.ask(path)
      expect([late.status, late.json.type]).toEqual([401, '/problems/platform/session-expired'])
      expect(late.headers['set-cookie']).toBeUndefined()
    }
    expect(await browser.readSession()).toMatchObject({ authenticated: true })
    await browser.ask('/v1/session/logout', { method: 'POST', body: { where: 'here' } })
    expect(String((await thief.ask('/v1/sessions')).headers['set-cookie'])).toMatch(/Max-Age=0/)
    world.clock.set(start)
  })

  test('the same answer counts once', async () => {
    const response = key.show(await challengeFor('session/step-up'))
    expect((await stepUp(response)).status).toBe(200)
    expect((await stepUp(response)).json).toMatchObject(refusedBecause('challenge'))
  })

  test('a counter that did not rise is a copied key', async () => {
    await stepUp(key.show(await challengeFor('session/step-up')))
    const copied = key.show(await challengeFor('session/step-up'), { counter: key.counter })
    expect((await stepUp(copied)).json).toMatchObject(refusedBecause('answer'))
  })

  test.each([
    ['for another site', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without finger or PIN', { isVerified: false }],
  ])('%s is refused', async (_what, wishes) => {
    const response = key.show(await challengeFor('session/step-up'), wishes)
    expect((await stepUp(response)).json).toMatchObject(refusedBecause('answer'))
  })

  test("another person's passkey opens nothing here", async () => {
    const other = new Browser(world.app)
    await other.logIn('inspecteur')
    const theirs = new SoftwareAuthenticator()
    const response = theirs.enrol(await challengeFor('passkeys', other))
    expect((await post(other, '/v1/passkeys', { name: 'Van een ander', response })).status).toBe(201)
    const shown = theirs.show(await challengeFor('session/step-up'))
    expect((await stepUp(shown)).json).toMatchObject(refusedBecause('unknown'))
    const mine = key.show(await challengeFor('session/step-up', other))
    expect((await stepUp(mine, other)).json).toMatchObject(refusedBecause('unknown'))
  })

  test('a passkey is taken away after showing one, and only by its owner', async () => {
    const removal = () => browser.ask(`/v1/passkeys/${key.id}`, { method: 'DELETE' })
    expect((await removal()).json.type).toBe('/problems/platform/step-up-needed')
    const shown = await stepUp(key.show(await challengeFor('session/step-up')))
    expect(shown.status).toBe(200)
    expect((await browser.ask(`/v1/passkeys/${'A'.repeat(43)}`, { method: 'DELETE' })).status).toBe(404)
    expect((await removal()).status).toBe(204)
    expect((await browser.ask('/v1/passkeys')).json.items).toEqual([])
  })
})

test('without a passkey, asking to show one says so', async () => {
  expect((await post(browser, '/v1/session/step-up/options', {})).json).toMatchObject(refusedBecause('none'))
})

test('who lost the last one is forgotten by the operator, and adds the next as the first was', async () => {
  await enrol()
  expect((await enrol(new SoftwareAuthenticator())).status).toBe(403)
  const { user } = (await browser.ask('/v1/session')).json
  const { test: house } = world
  const forget = () =>
    house.database.transaction(house.staff, (tx) => forgetPasskeys(tx, house, parseId('user', user.userId)!)) // Ours.
  expect([await forget(), await forget()]).toEqual([1, 0])
  expect((await enrol(new SoftwareAuthenticator())).status).toBe(201)
})
