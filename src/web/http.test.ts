// What a screen gets of an answer: the value, a typed problem, or "no answer of ours". Not here: the API.
import { afterEach, expect, test, vi } from 'vitest'
import { csrfHeader, ProblemError, request, UnreachableError, withQuery } from './http.ts'
import { preferredLocale } from './locale.tsx'
import { mayTryAgain } from './queries.ts'

const problem = {
  type: '/problems/chain/stock-short',
  title: 'Te weinig',
  status: 409,
  detail: 'x',
  instance: 't',
  basis: [],
  params: {},
}

function answering(answer: () => Promise<Response>) {
  const asked: Request[] = []
  vi.stubGlobal('document', { documentElement: { lang: 'nl' } })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(new Request(new URL(path, 'http://grein.test'), init))
    return answer()
  })
  return asked
}
afterEach(() => vi.unstubAllGlobals())

const json =
  (body: unknown, status: number, type = 'application/json; charset=utf-8') =>
  async () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })

test('a write carries language, token and key, and its body as JSON', async () => {
  const [sent] = await (async () => {
    const asked = answering(json({ ok: true }, 200))
    await request('/v1/events', { method: 'POST', body: { a: 1 }, csrfToken: 'token', key: 'evt_1' })
    return asked
  })()
  expect(Object.fromEntries(sent!.headers)).toMatchObject({
    'accept-language': 'nl',
    'content-type': 'application/json',
    'idempotency-key': 'evt_1',
    [csrfHeader]: 'token',
  })
  expect(await sent!.json()).toEqual({ a: 1 })
})

test('an answer without content is nothing, and a problem is a ProblemError', async () => {
  answering(async () => new Response(null, { status: 204 }))
  expect(await request('/v1/x', { method: 'DELETE' })).toBeNull()
  answering(json(problem, 409, 'application/problem+json'))
  await expect(request('/v1/x')).rejects.toMatchObject({ name: 'ProblemError', status: 409, problem })
})

test.each([
  ['a page of a proxy', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 502],
  [
    'a problem cut off',
    async () => new Response('{"title":', { status: 500, headers: { 'content-type': 'application/problem+json' } }),
    500,
  ],
  ['no network', async () => Promise.reject(new TypeError('Failed to fetch')), null],
])('%s is no answer of ours', async (_what, answer, status) => {
  answering(answer)
  await expect(request('/v1/x')).rejects.toMatchObject({ name: 'UnreachableError', status })
})

test('a request the screen gave up stays given up', async () => {
  answering(async () => Promise.reject(new DOMException('gone', 'AbortError')))
  await expect(request('/v1/x')).rejects.toMatchObject({ name: 'AbortError' })
})

test('empty values leave the address, and nought stays', () => {
  expect(withQuery('/v1/batches', { q: 'a b', status: '', holder: null, cursor: undefined, limit: 0 })).toBe(
    '/v1/batches?q=a+b&limit=0',
  )
  expect(withQuery('/v1/batches', {})).toBe('/v1/batches')
})

test('a refusal is never asked again; a server that is away is, twice', () => {
  expect(mayTryAgain(0, new ProblemError(problem))).toBe(false)
  expect(mayTryAgain(0, new ProblemError({ ...problem, status: 503 }))).toBe(true)
  expect(mayTryAgain(1, new UnreachableError(null))).toBe(true)
  expect(mayTryAgain(2, new UnreachableError(null))).toBe(false)
  expect(mayTryAgain(0, new Error('a bug'))).toBe(false)
})

test.each([
  ['', ['nl-NL'], 'nl'],
  ['', ['fr-FR', 'en-US', 'nl'], 'en'],
  ['', ['fr'], 'nl'],
  ['other=1; grein-language=en', ['nl'], 'en'],
  ['grein-language=de', ['en'], 'en'],
] as const)('with cookies "%s" and languages %j it speaks %s', (cookies, languages, locale) => {
  expect(preferredLocale(cookies, languages)).toBe(locale)
})
