// The comparison over HTTP: public for the law, behind each reader's own wall for what it touches, and nothing of a draft stays.
// Not here: what the law answers (src/law/compare).
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '#api/testing'
import type { LawComparison, SentDraft, Touched, TouchedRoom } from '#law'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let inspector: Browser
let grower: Browser
let visitor: Browser
beforeAll(async () => {
  house = await openWholeHouse()
  inspector = await house.logIn('inspecteur')
  grower = await house.logIn('kweker')
  visitor = house.visitor()
})
afterAll(() => house?.[Symbol.asyncDispose]())

const hempToListI: SentDraft = {
  format: 'grein/law-draft/1',
  title: { nl: 'Hennep naar lijst I', en: 'Cannabis to list I' },
  mutations: [{ action: 'move', substance: 'hennep', list: 'I' }],
}
const body = { b: { draft: hempToListI } }

async function touchedBy(browser: Browser): Promise<(room: TouchedRoom['room']) => TouchedRoom> {
  const { status, json } = await browser.ask('/v1/law/compare/touched', { method: 'POST', body })
  expect(status).toBe(200)
  const { rooms } = json as Touched
  return (room) => rooms.find((one) => one.room === room)!
}

test('a visitor compares, and what is real is as real as before', async () => {
  const real = async () => (await visitor.ask('/v1/substances/check?q=hennep')).text
  const before = await real()
  const written = async () =>
    (await house.test.admin.query<{ n: bigint }>('select count(*) as n from log.record'))[0]!.n
  const sealed = await written()
  const { status, json } = await visitor.ask('/v1/law/compare', { method: 'POST', body })
  const { a, b, moved } = json as LawComparison
  expect([status, a.hypothetical, b.hypothetical?.title.en]).toEqual([200, null, 'Cannabis to list I'])
  expect(moved.map(({ key, from, to }) => [key, from, to])).toContainEqual(['hennep', 'II', 'I'])
  expect(await real()).toBe(before)
  expect(await written()).toBe(sealed)
})

test('whom it touches: staff all, a holder its own, a visitor nothing', async () => {
  const [all, own] = [await touchedBy(inspector), await touchedBy(grower)]
  expect(all('exemptions').count).toBeGreaterThan(own('exemptions').count)
  expect(own('exemptions').count).toBeGreaterThan(0)
  expect(all('exemptions').hurt).toBe(all('exemptions').count)
  expect(BigInt(all('batches').massMg!) > BigInt(own('batches').massMg!)).toBe(true)
  expect(all('studies')).toMatchObject({ kept: false, count: 0 })
  for (const { href } of own('exemptions').items) expect((await grower.ask(`/v1${href}`)).status).toBe(200)
  for (const { href } of own('batches').items.slice(0, 5)) expect((await grower.ask(`/v1${href}`)).status).toBe(200)
  expect((await visitor.ask('/v1/law/compare/touched', { method: 'POST', body })).status).toBe(401)
})

test.each<[string, unknown, number, string]>([
  [
    'what the law does not have',
    { mutations: [{ action: 'add', substance: 'eenhoorn', list: 'I' }] },
    404,
    'law/draft-unknown',
  ],
  ['a second list', { mutations: [{ action: 'add', substance: 'mdma', list: 'II' }] }, 409, 'law/draft-already-listed'],
  ['a definition of one’s own', { groups: [{ definition: {} }] }, 400, 'api/not-as-described'],
  [
    'more rows than anybody writes',
    { mutations: Array(301).fill({ action: 'add', substance: 'x', list: 'I' }) },
    400,
    'api/not-as-described',
  ],
])('a draft with %s is refused', async (_, rest, status, code) => {
  const draft = { ...hempToListI, mutations: [], ...(rest as object) }
  const answer = await visitor.ask('/v1/law/compare', { method: 'POST', body: { b: { draft } } })
  expect([answer.status, answer.json.type]).toEqual([status, `/problems/${code}`])
})
