// The page of a question about a substance, as the server serves it: its answer drawn and given, in the visitor's language, escaped, and the
// plain page wherever that cannot be. Not here: how it looks and is taken over (test/e2e/walks/first-answer.ts).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type App, buildServer, type House } from '#api'
import type { SubstanceAnswer } from '#law'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

const root = resolve(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'grein-drawn-'))
const plain = '<!doctype html><title>plain</title>'
const unfilled = `<!doctype html><html lang="{{locale}}"{{theme}}><title>{{title}}</title><style>a{}</style>
<div id="app">{{html}}</div><script type="application/json" id="drawn">{{seed}}</script>`
/** As long as a busy machine may need; the server's own bound is shorter. */
const patient = { firstAnswerMsMax: 60_000 }

let house: WholeHouse
let app: App
const opened = new AsyncDisposableStack()

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production') // As `grein build` builds it, and not as tests are run.
  await build({
    configFile: join(root, 'vite.config.ts'),
    build: { ssr: join(root, 'src', 'web', 'drawn', 'draw.tsx'), outDir: join(folder, 'web-server') },
    logLevel: 'error',
  })
  vi.unstubAllEnvs()
  mkdirSync(join(folder, 'web'))
  writeFileSync(join(folder, 'web', 'index.html'), plain)
  writeFileSync(join(folder, 'web', 'drawn.html'), unfilled)
  house = opened.use(await openWholeHouse())
  app = await serverWith(patient)
})
afterAll(async () => {
  await opened.disposeAsync()
  rmSync(folder, { recursive: true, force: true })
})

/** The same house with screens, and what else is changed in it. */
async function serverWith(config: Partial<House['config']>, law?: House['law']): Promise<App> {
  const { house: whole } = house
  const server = await buildServer({
    ...whole,
    ...(law ? { law } : {}),
    config: { ...whole.config, ...config },
    webFolder: join(folder, 'web'),
  })
  opened.defer(() => server.close())
  await server.ready()
  return server
}

type Headers = Readonly<Record<string, string>>

async function pageOf(q: string | null, headers: Headers = {}, on?: string, server = app) {
  const search = new URLSearchParams({ ...(q === null ? {} : { q }), ...(on === undefined ? {} : { on }) })
  const answer = await server.inject({
    url: `/substances${search.size > 0 ? '?' : ''}${search}`,
    headers: { accept: 'text/html', ...headers },
  })
  const [, text = null] = /<script type="application\/json" id="drawn">(.*?)<\/script>/s.exec(answer.body) ?? []
  return { ...answer, headers: answer.headers, html: answer.body, text, seed: text === null ? null : JSON.parse(text) }
}

const answerOfApi = async (q: string): Promise<SubstanceAnswer> =>
  (await app.inject({ url: `/v1/substances/check?${new URLSearchParams({ q })}` })).json()

test.each([
  ['nl', 'Is deze stof verboden? · Grein', /Ja\. .*op lijst I/, 'Hoe ver onze gegevens gaan'],
  ['en', 'Is this substance controlled? · Grein', /Yes\. .*list I/, 'How far our data goes'],
])(
  'in %s: title, verdict, article and coverage stand in the page, and the answer of the API beside them',
  async (...row) => {
    const [language, title, sentence, coverage] = row
    const { statusCode, html, seed, headers } = await pageOf('MDMA', { 'accept-language': `${language},de;q=0.5` })
    expect(statusCode).toBe(200)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain(`<title>${title}</title>`)
    expect(html).toMatch(sentence)
    expect(html).toContain('class="gr-article"')
    expect(html).toContain(coverage)
    expect(seed).toMatchObject({ locale: language, answer: await answerOfApi('MDMA') })
    expect(headers['content-language']).toBe(language)
  },
)

test('the language and the colours somebody chose go before what the browser asks; a language we do not speak is Dutch', async () => {
  const chosen = await pageOf('MDMA', { 'accept-language': 'nl', cookie: 'grein-language=en; grein-theme=dark' })
  expect(chosen.html).toContain('<html lang="en" data-theme="dark">')
  expect((await pageOf('MDMA', { 'accept-language': 'de' })).html).toContain('<html lang="nl">')
  const invented = { cookie: 'grein-language=de; grein-theme="><script>' }
  expect((await pageOf('MDMA', invented)).html).toContain('<html lang="nl">')
})

test.each(['"><script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '{{seed}} \u2028<!-- &c'])(
  'what a visitor typed stays a text: %j',
  async (q) => {
    const { html, text, seed } = await pageOf(q)
    expect(seed.answer).toEqual(await answerOfApi(q))
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).not.toMatch(/<img|<!-- [^-]/)
    expect(text).not.toMatch(/[<>&\u2028]/)
    const tags = html.replaceAll(/"[^"]*"/g, '""')
    expect(tags).not.toMatch(/<[^>]* (style|on[a-z]+)=/) // The policy allows neither.
  },
)

test('an unknown name and a structure that cannot be read are answers too', async () => {
  expect((await pageOf('nosuchsubstance')).html).toContain('nosuchsubstance')
  const unreadable = await pageOf('CC(C')
  expect(unreadable.seed.answer.verdict).toBe('unreadable')
  expect(unreadable.html).toContain('gr-law-verdict')
})

test.each([
  ['no question', null, {}, undefined],
  ['an empty question', ' ', {}, undefined],
  ['a structure longer than an address takes', 'C'.repeat(10_000), {}, undefined],
  ['a day that is none', 'MDMA', {}, '2026-02-30'],
  ['a reader who has all checked on their own device', 'MDMA', { cookie: 'grein-check-here=yes' }, undefined],
])('%s: the plain page', async (_what, q, headers, on) => {
  const { statusCode, html } = await pageOf(q, headers, on)
  expect({ statusCode, html }).toEqual({ statusCode: 200, html: plain })
})

test('law or drawing that takes too long, and an asker over their limit: the plain page', async () => {
  const never = {
    ...house.house.law,
    toolkit: { ...house.house.law.toolkit, read: () => new Promise<never>(() => {}) },
  }
  const slow = await serverWith({ firstAnswerMsMax: 50 }, never)
  expect((await pageOf('CC(N)Cc1ccccc1', {}, undefined, slow)).html).toBe(plain)
  const strict = await serverWith({ ...patient, requestsPerMinute: 1 })
  expect((await pageOf('MDMA', {}, undefined, strict)).seed).not.toBeNull()
  expect((await pageOf('MDMA', {}, undefined, strict)).html).toBe(plain)
})

test('nothing of it is kept for another visitor, and its own styles alone are let in', async () => {
  const { headers } = await pageOf('MDMA')
  expect(headers['cache-control']).toBe('private, no-cache')
  expect(headers['vary']).toBe('Accept, Accept-Encoding, Accept-Language, Cookie')
  expect(headers['etag']).toBeUndefined()
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/style-src 'self' 'sha256-[\w+/=]+';/)
  expect(policy.replace(/ 'sha256-[\w+/=]+'/, '')).toBe((await pageOf(null)).headers['content-security-policy'])
})

test('who is logged in is sent the same page as anybody', async () => {
  const [visitor, inspector] = [house.visitor(), await house.logIn('inspecteur')]
  const kept = ({ cookies }: typeof visitor) => [...cookies].map((pair) => pair.join('=')).join('; ')
  expect(kept(inspector)).not.toBe('')
  const pages = await Promise.all([visitor, inspector].map((browser) => pageOf('MDMA', { cookie: kept(browser) })))
  expect(pages[1]!.html).toBe(pages[0]!.html)
})

test('packed as the browser takes it', async () => {
  const whole = (await pageOf('MDMA')).html
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const { headers, rawPayload } = await pageOf('MDMA', { 'accept-encoding': encoding })
    expect(headers['content-encoding']).toBe(encoding)
    expect(unpack(rawPayload).toString()).toBe(whole)
  }
})
