// An issuer that cannot be reached, or says the wrong things of itself. Not here: whole logins (src/api/identity/identity.test.ts).
import { expect, test } from 'vitest'
import { eHerkenningClaims } from './claims.ts'
import { openRelyingParty } from './relying-party.ts'

const issuer = new URL('https://broker.example')
const metadata = {
  issuer: 'https://broker.example',
  authorization_endpoint: 'https://broker.example/auth',
  token_endpoint: 'https://broker.example/token',
  jwks_uri: 'https://broker.example/jwks',
}

function aRelyingParty(answer: () => Promise<Response>) {
  let asked = 0
  const party = openRelyingParty({
    callbackUrl: new URL('https://grein.example/auth/callback'),
    homeUrl: new URL('https://grein.example/'),
    issuer: {
      issuer,
      clientId: 'grein',
      proof: { kind: 'secret', secret: 'secret' },
      claims: eHerkenningClaims,
      fetch: () => {
        asked += 1
        return answer()
      },
    },
  })
  return { party, asked: () => asked }
}

test('an issuer that is down is asked again at the next login, and once it answered no more', async () => {
  let isUp = false
  const { party, asked } = aRelyingParty(async () => {
    if (!isUp) throw new Error('no route to host')
    return Response.json(metadata)
  })
  await expect(party.begin({ locale: 'nl' })).rejects.toThrow()
  await expect(party.begin({ locale: 'nl' })).rejects.toThrow()
  expect(asked()).toBe(2)
  isUp = true
  await party.begin({ locale: 'nl' })
  await party.begin({ locale: 'nl' })
  expect(asked()).toBe(3)
})

test('an issuer that names itself otherwise is not ours', async () => {
  const { party } = aRelyingParty(async () => Response.json({ ...metadata, issuer: 'https://evil.example' }))
  await expect(party.begin({ locale: 'nl' })).rejects.toThrow()
})

test('each login has its own state, nonce and proof key, and only the hash of the last goes along', async () => {
  const { party } = aRelyingParty(async () => Response.json(metadata))
  const [one, other] = await Promise.all([party.begin({ locale: 'nl' }), party.begin({ locale: 'nl', persona: 'x' })])
  expect(new Set([one, other].flatMap(({ secrets }) => Object.values(secrets))).size).toBe(6)
  expect(one.url.href).not.toContain(one.secrets.codeVerifier)
  expect(Object.fromEntries(one.url.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    prompt: 'login',
    state: one.secrets.state,
    nonce: one.secrets.nonce,
  })
  expect(other.url.searchParams.get('login_hint')).toBe('x')
})

test('an issuer without a logout of its own has no address for it', async () => {
  expect(await aRelyingParty(async () => Response.json(metadata)).party.logoutUrl()).toBeNull()
  const offered = { ...metadata, end_session_endpoint: 'https://broker.example/end' }
  const url = await aRelyingParty(async () => Response.json(offered)).party.logoutUrl()
  expect(url?.href).toBe(
    'https://broker.example/end?post_logout_redirect_uri=https%3A%2F%2Fgrein.example%2F&client_id=grein',
  )
})
