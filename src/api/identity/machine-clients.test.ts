// Programs: registered by their party, proving themselves with their own key, and every proof that must not count.
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId } from '#kernel'
import { Browser, type IdentityWorld, openIdentityWorld } from '../testing/identity-world.ts'

let world: IdentityWorld
let administrator: Browser
let privateKey: CryptoKey
let jwk: JWK
let clientId: string
beforeAll(async () => {
  world = await openIdentityWorld()
  administrator = new Browser(world.app)
  await administrator.logIn('beheerder')
  const pair = await generateKeyPair('ES256', { extractable: true })
  privateKey = pair.privateKey
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }
  clientId = (await register({})).json.clientId
})
afterAll(() => world[Symbol.asyncDispose]())

const register = (over: Record<string, unknown>, who = administrator) =>
  who.ask('/v1/machine-clients', {
    method: 'POST',
    body: {
      name: 'Kassakoppeling',
      jwks: { keys: [jwk] },
      roles: ['pharmacist'],
      scopes: ['chain:read', 'chain:record'],
      ...over,
    },
  })

type Proof = {
  readonly audience?: string | string[]
  readonly minutes?: number
  readonly jti?: string
  readonly issuer?: string
  readonly subject?: string
  readonly key?: CryptoKey | Uint8Array
  readonly alg?: string
  readonly kid?: string
}

function prove(over: Proof = {}): Promise<string> {
  const now = Math.floor(world.clock.now().epochMilliseconds / 1000)
  return new SignJWT({ jti: over.jti ?? crypto.randomUUID() })
    .setProtectedHeader({ alg: over.alg ?? 'ES256', kid: over.kid ?? 'one' })
    .setIssuer(over.issuer ?? clientId)
    .setSubject(over.subject ?? clientId)
    .setAudience(over.audience ?? 'http://localhost:8080')
    .setIssuedAt(now)
    .setExpirationTime(now + (over.minutes ?? 1) * 60)
    .sign(over.key ?? privateKey)
}

const program = () => new Browser(world.app)
const askToken = (assertion: string, over: Record<string, string> = {}) =>
  program().ask('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...over,
    }),
  })
const asking = (token: string) => program().ask('/v1/session', { headers: { authorization: `Bearer ${token}` } })

describe('other keys', () => {
  test('take the place of the old: the old prove nothing, what they proved ends, and the number stays', async () => {
    const made = (await register({ name: 'Draaier' })).json.clientId
    const prove2 = (key: CryptoKey, kid: string) => prove({ issuer: made, subject: made, key, kid })
    const token = (await askToken(await prove2(privateKey, 'one'))).json.access_token
    expect((await asking(token)).json.roles).toEqual(['pharmacist'])
    const fresh = await generateKeyPair('ES256', { extractable: true })
    const two = { ...(await exportJWK(fresh.publicKey)), kid: 'two', alg: 'ES256' }
    const replace = (keys: unknown[], id = made, who = administrator) =>
      who.ask(`/v1/machine-clients/${id}/keys`, { method: 'PUT', body: { jwks: { keys } } })
    const withSecret = { ...(await exportJWK(fresh.privateKey)), kid: 'two', alg: 'ES256' }
    expect((await replace([withSecret])).json.type).toBe('/problems/platform/client-keys')
    expect((await replace([two])).status).toBe(204)
    expect((await asking(token)).status).toBe(401)
    expect((await askToken(await prove2(privateKey, 'one'))).json.error).toBe('invalid_client')
    expect((await askToken(await prove2(fresh.privateKey, 'two'))).status).toBe(200)
    const { json } = await administrator.ask('/v1/machine-clients')
    const row = json.items.find((one: { clientId: string }) => one.clientId === made)
    expect(row).toMatchObject({ keys: ['two'], keysAt: expect.any(String), withdrawnAt: null })
    expect(json.offers.map(({ role }: { role: string }) => role)).toEqual(['pharmacist', 'holder-reader'])
    // Of no program, of one that ended, and of another party's: one and the same 404.
    const nowhere = await replace([two], printId('client', newId('client')))
    await administrator.ask(`/v1/machine-clients/${made}`, { method: 'DELETE' })
    expect([nowhere.status, (await replace([two])).status]).toEqual([404, 404])
  })
})

describe('a token', () => {
  test('is given for a good proof, says who it is, and what it may do within its scopes', async () => {
    const answer = await askToken(await prove(), { scope: 'chain:read' })
    expect([answer.status, answer.json]).toMatchObject([
      200,
      { token_type: 'Bearer', expires_in: 600, scope: 'chain:read' },
    ])
    expect(answer.headers['cache-control']).toBe('no-store')
    const { json } = await asking(answer.json.access_token)
    expect(json).toMatchObject({ authenticated: false, roles: ['pharmacist'], wall: 'holder' })
    expect(json.permissions).toContain('chain:read-batches')
    expect(json.permissions).not.toContain('chain:record:receive')
    expect(json.permissions).not.toContain('platform:profile')
  })

  test('is also given for a proof made out to the token endpoint itself', async () => {
    expect((await askToken(await prove({ audience: 'http://localhost:8080/oauth/token' }))).status).toBe(200)
  })

  test('is kept as a hash alone, ends after ten minutes, and with its client', async () => {
    const token = (await askToken(await prove())).json.access_token
    expect(JSON.stringify(await world.test.admin.query('select * from platform.access_token'))).not.toContain(token)
    expect((await asking(token)).status).toBe(200)
    const start = world.clock.now()
    world.clock.advance({ minutes: 10 })
    expect((await asking(token)).json.type).toBe('/problems/platform/token-refused')
    world.clock.set(start)
    const other = (await register({ name: 'Tijdelijk' })).json.clientId
    const otherToken = (await askToken(await prove({ issuer: other, subject: other }))).json.access_token
    expect((await asking(otherToken)).status).toBe(200)
    expect((await administrator.ask(`/v1/machine-clients/${other}`, { method: 'DELETE' })).status).toBe(204)
    expect((await asking(otherToken)).status).toBe(401)
    expect((await askToken(await prove({ issuer: other, subject: other }))).json.error).toBe('invalid_client')
  })

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(43)}'`])('an invented one is refused: %s', async (token) => {
    const answer = await asking(token)
    expect([answer.status, answer.json.type]).toEqual([401, '/problems/platform/token-refused'])
  })

  test('of a program needs no token against forgery, and cannot use what is a person’s', async () => {
    const token = (await askToken(await prove())).json.access_token
    const answer = await program().ask('/v1/session/logout', {
      method: 'POST',
      body: { where: 'everywhere' },
      headers: {
        authorization: `Bearer ${token}`,
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
      },
    })
    expect([answer.status, answer.json.type]).toEqual([401, '/problems/platform/not-authenticated'])
  })
})

describe('a proof that does not count', () => {
  const expectRefused = async (assertion: string) => {
    const answer = await askToken(assertion)
    expect([answer.status, answer.json]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'the client assertion was not accepted' },
    ])
  }

  test('the same a second time, also when both come at once', async () => {
    const assertion = await prove()
    const answers = await Promise.all(Array.from({ length: 4 }, () => askToken(assertion)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
    await expectRefused(assertion)
  })

  test('another with the same jti', async () => {
    expect((await askToken(await prove({ jti: 'once' }))).status).toBe(200)
    await expectRefused(await prove({ jti: 'once', minutes: 2 }))
  })

  test('also when the scope was refused: it was used', async () => {
    const assertion = await prove()
    expect((await askToken(assertion, { scope: 'documents' })).json.error).toBe('invalid_scope')
    await expectRefused(assertion)
  })

  test('made out to another server', async () => expectRefused(await prove({ audience: 'https://other.example' })))
  test('made out to us and another server', async () =>
    expectRefused(await prove({ audience: ['http://localhost:8080', 'https://other.example'] })))
  test('good for longer than five minutes', async () => expectRefused(await prove({ minutes: 7 })))
  test('over', async () => expectRefused(await prove({ minutes: -2 })))
  test('without a jti', async () => expectRefused(await prove({ jti: '' })))
  test('by one program in the name of another', async () => {
    const other = (await register({ name: 'Ander', jwks: { keys: [{ ...jwk, kid: 'two' }] } })).json.clientId
    await expectRefused(await prove({ issuer: other, subject: other }))
    await expectRefused(await prove({ subject: other }))
    const answer = await askToken(await prove(), { client_id: other })
    expect(answer.json.error).toBe('invalid_client')
  })
  test('by a program nobody knows', async () => {
    const unknown = printId('client', newId('client'))
    await expectRefused(await prove({ issuer: unknown, subject: unknown }))
  })
  test('with another key', async () => {
    const { privateKey: other } = await generateKeyPair('ES256')
    await expectRefused(await prove({ key: other }))
  })
  test('with alg none', async () => {
    const now = Math.floor(world.clock.now().epochMilliseconds / 1000)
    const unsigned = new UnsecuredJWT({ jti: 'none' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience('http://localhost:8080')
      .setExpirationTime(now + 60)
      .encode()
    await expectRefused(unsigned)
  })
  test('with our public key as a shared secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(jwk))
    await expectRefused(await prove({ alg: 'HS256', key: secret }))
  })
  test.each(['', 'x', 'a.b.c', `${'A'.repeat(5_000)}`])('that is no JWT: %s', (text) => expectRefused(text))
})

describe('a question that is not OAuth', () => {
  test.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ client_assertion_type: 'other' }, 'invalid_request'],
    [{ scope: 'chain:record everything' }, 'invalid_scope'],
  ])('%j → %s', async (over, error) => {
    expect((await askToken(await prove(), over as Record<string, string>)).json).toMatchObject({ error })
  })

  test('a parameter twice, or no form at all', async () => {
    const twice = new URLSearchParams('grant_type=client_credentials&grant_type=client_credentials')
    expect((await program().ask('/oauth/token', { method: 'POST', body: twice })).json.error).toBe('invalid_request')
    const json = await program().ask('/oauth/token', { method: 'POST', body: { grant_type: 'client_credentials' } })
    expect(json.status).toBe(415)
  })
})

describe('registering', () => {
  test('is the administrator’s own, for their own party; the list shows what there is', async () => {
    const pharmacist = new Browser(world.app)
    await pharmacist.logIn('apotheker')
    expect((await register({}, pharmacist)).json.type).toBe('/problems/platform/forbidden')
    const { json } = await administrator.ask('/v1/machine-clients')
    expect(json.items).toContainEqual(
      expect.objectContaining({ clientId, name: 'Kassakoppeling', roles: ['pharmacist'], withdrawnAt: null }),
    )
  })

  test("another party's program cannot be withdrawn, nor told from one that is not there", async () => {
    const theirs = newId('client')
    await world.test.admin.query(
      `insert into platform.machine_client values ('${world.test.authorityId}', '${theirs}', '${newId('party')}', 'x', '{"keys":[]}', '{}', '{}', now(), null)`,
    )
    for (const id of [theirs, newId('client')]) {
      const answer = await administrator.ask(`/v1/machine-clients/${printId('client', id)}`, { method: 'DELETE' })
      expect([answer.status, answer.json.type]).toEqual([404, '/problems/platform/not-found'])
    }
    expect(parseId('client', clientId)).not.toBeNull()
  })

  test.each([
    ['a private key', async () => ({ ...(await exportJWK(privateKey)), kid: 'one', alg: 'ES256' })],
    ['a shared secret', async () => ({ kty: 'oct', k: 'c2VjcmV0', kid: 'one', alg: 'HS256' })],
    ['a key without kid', async () => ({ ...jwk, kid: undefined })],
    ['a key without alg', async () => ({ ...jwk, alg: undefined })],
    ['half a key', async () => ({ kty: 'EC', crv: 'P-256', x: jwk.x, kid: 'one', alg: 'ES256' })],
  ])('refuses %s', async (_what, make) => {
    const answer = await register({ jwks: { keys: [await make()] } })
    expect([answer.status, answer.json.type]).toEqual([422, '/problems/platform/client-keys'])
  })

  test.each([
    ['a role of another kind of party', { roles: ['holder-chain-officer'] }],
    ['one such role among its own', { roles: ['pharmacist', 'laboratory-analyst'] }],
    ['a scope that none of its roles uses', { roles: ['holder-reader'], scopes: ['chain:read', 'chain:record'] }],
  ])('refuses %s', async (_what, wish) => {
    const answer = await register(wish)
    expect([answer.status, answer.json.type]).toEqual([403, '/problems/platform/client-roles'])
    expect(answer.json.detail).toContain('can be: Pharmacist, Holder reader.')
  })

  test('asks for a login at level substantial, for looking and ending too', async () => {
    const low = new Browser(world.app)
    await low.logIn('beheerder-laag')
    const path = `/v1/machine-clients/${clientId}`
    for (const answer of [
      await register({}, low),
      await low.ask('/v1/machine-clients'),
      await low.ask(path, { method: 'DELETE' }),
    ]) {
      expect([answer.status, answer.json.type]).toEqual([403, '/problems/platform/assurance-too-low'])
    }
  })

  test('gives no role that decides or supervises', async () => {
    expect((await register({ roles: ['authority-decision-maker'] })).status).toBe(400)
  })
})
