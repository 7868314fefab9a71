// A decision over HTTP: asked by a visitor and kept nowhere, recorded for who is logged in, proved, replayed, and what a visitor may not see.
// Not here: what the law answers (src/law/decision).
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '#api/testing'
import {
  canonicalJson,
  fromBase64,
  type Json,
  newId,
  printId,
  recordLeafHash,
  sha256,
  toBase64,
  trustId,
  verifyProofFile,
} from '#kernel'
import type { DecisionQuestion, MedicineRoute } from '#law/contract'
import { startSealer } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let visitor: Browser
let pharmacist: Browser
let inspector: Browser
beforeAll(async () => {
  house = await openWholeHouse()
  visitor = house.visitor()
  pharmacist = await house.logIn('apotheker')
  inspector = await house.logIn('inspecteur')
})
afterAll(() => house?.[Symbol.asyncDispose]())

const question: DecisionQuestion = {
  party: { capacity: 'pharmacist' },
  act: 'supply',
  substance: { id: 'methylfenidaat' },
  form: 'medicine',
  purpose: 'medicinal-supply',
  on: '2026-06-01',
  facts: { 'normal-practice': true },
}
const ask = (browser: Browser, body: unknown) => browser.ask('/v1/decisions', { method: 'POST', body })
const count = async (table: string) =>
  Number((await house.test.admin.query<{ n: bigint }>(`select count(*) as n from ${table}`))[0]!.n)

test('a visitor is answered with the proof, and nothing is kept', async () => {
  const before = [await count('log.record'), await count('platform.receipt'), await count('platform.audit')]
  const { status, json } = await ask(visitor, { question })
  expect([status, json.decision.outcome, json.record]).toEqual([200, 'permitted', null])
  expect(json.decision.proof.every(({ citations }: { citations: unknown[] }) => citations.length > 0)).toBe(true)
  expect([await count('log.record'), await count('platform.receipt'), await count('platform.audit')]).toEqual(before)
})

test('who is logged in gets a receipt: one entry in the stream, one leaf, checkable by hand and in the log', async () => {
  const before = await count('platform.receipt')
  const { json } = await ask(pharmacist, { question })
  const { decisionId, receipt, salt, leaf } = json.record
  const text = canonicalJson(receipt as Json)
  expect(toBase64(recordLeafHash({ salt: fromBase64(salt)!, record: text }, sha256))).toBe(leaf)
  expect(await count('platform.receipt')).toBe(before + 1)
  expect(receipt.law.files.length).toBeGreaterThan(20)

  await using sealer = startSealer(house.house.database, { signer: house.house.signer })
  await sealer.sealAll()
  const own = (await pharmacist.ask(`/v1/decisions/${decisionId}`)).json
  expect(own.receipt).toEqual(receipt)
  expect(own.proof.leaf).toBe(leaf)
  expect(verifyProofFile(own.proof).isValid).toBe(true)
  expect((await inspector.ask(`/v1/decisions/${decisionId}`)).json.receipt).toEqual(receipt)
  // Anyone may check that it is there; what was asked is not theirs to read.
  const others = (await visitor.ask(`/v1/decisions/${decisionId}`)).json
  expect([others.receipt, others.proof.record, others.proof.leaf]).toEqual([null, null, leaf])
})

test('who is logged in may also just ask', async () => {
  expect((await ask(pharmacist, { question, record: false })).json.record).toBeNull()
})

test('under one key an answer is recorded once, by whoever is logged in and by a visitor', async () => {
  const keep = (browser: Browser, key: string, more: object = {}) =>
    browser.ask('/v1/decisions', {
      ...{ method: 'POST', body: { question: { ...question, ...more }, record: true } },
      headers: { 'idempotency-key': key },
    })
  for (const browser of [pharmacist, visitor]) {
    const key: string = newId('step')
    const before = [await count('log.record'), await count('platform.receipt')]
    const answers = await Promise.all([keep(browser, key), keep(browser, key)])
    const [first, second] = [...answers, await keep(browser, key)].map(({ json }) => json.record)
    expect(first.salt).toMatch(/=$/)
    expect(second).toEqual(first)
    expect((await keep(browser, key)).json.record).toEqual(first)
    expect([await count('log.record'), await count('platform.receipt')]).toEqual(before.map((one) => one + 1))
    const other = await keep(browser, key, { on: '2026-06-02' })
    expect([other.status, other.json.type]).toEqual([409, '/problems/platform/key-reused'])
  }
  // Visitors share no name that would keep their keys apart: what somebody else might think of is none.
  const guessed = await keep(visitor, 'my-answer')
  expect([guessed.status, guessed.json.type]).toEqual([400, '/problems/api/key-malformed'])
})

test('a visitor may ask for a record, a few a minute', async () => {
  const { json } = await ask(visitor, { question, record: true })
  expect(json.record.decisionId).toMatch(/^dec_/)
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(visitor, { question, record: true })))
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0)
  expect((await ask(visitor, { question })).status).toBe(200)
})

test('a receipt replays to the same bytes; a touched one says what differs', async () => {
  const { receipt } = (await ask(pharmacist, { question })).json.record
  const replay = (body: unknown) => visitor.ask('/v1/decisions/replay', { method: 'POST', body })
  expect((await replay(receipt)).json).toMatchObject({ same: true, differs: [] })
  const touched = { ...receipt, decision: { ...receipt.decision, outcome: 'prohibited' } }
  expect((await replay(touched)).json).toMatchObject({ same: false, differs: ['answer'] })
  const older = { ...receipt, law: { ...receipt.law, version: '0'.repeat(64) } }
  expect((await replay(older)).json).toMatchObject({ same: false, differs: ['law'] })
})

test.each([
  [{ question: { ...question, act: 'eat' } }, 400, 'api/not-as-described'],
  [{ question: { ...question, facts: { 'normal-practise': true } } }, 422, 'law/fact-unknown'],
  [{ question: { ...question, on: '1900-01-01' } }, 422, 'law/day-before-the-act'],
  [{ question: { ...question, colour: 'blue' } }, 400, 'api/not-as-described'],
  [{}, 400, 'api/not-as-described'],
])('%j is refused', async (body, status, code) => {
  const answer = await ask(visitor, body)
  expect([answer.status, answer.json.type]).toEqual([status, `/problems/${code}`])
})

test('a number that belongs to nothing, and one of something else in the log', async () => {
  const told = async (decisionId: string) => {
    const { status, json } = await visitor.ask(`/v1/decisions/${decisionId}`)
    return { status, ...json, instance: null }
  }
  const absent = await told(printId('decision', newId('decision')))
  expect([absent.status, absent.type]).toEqual([404, '/problems/law/decision-unknown'])
  for (const [from, id] of [
    ['log.leaf', 'entry_id'],
    ['chain.event', 'event_id'],
    ['platform.document', 'document_id'],
  ] as const) {
    const rows = await house.test.admin.query<{ id: string }>(`select ${id} as id from ${from} limit 1`)
    expect(await told(printId('decision', trustId('decision', rows[0]!.id))), from).toEqual(absent)
  }
})

test('the ways of a medicine, as the two letters state them', async () => {
  const states = async (substance: string, on = '2026-06-01') =>
    Object.fromEntries(
      (await visitor.ask(`/v1/law/medicine-routes?substance=${substance}&on=${on}`)).json.routes.map(
        ({ route, state }: MedicineRoute) => [route, state],
      ),
    )
  expect(await states('mdma')).toMatchObject({
    'clinical-trial': 'open',
    'pharmacy-preparation': 'closed',
    'named-patient': 'closed',
  })
  expect(await states('hennep')).toMatchObject({ 'pharmacy-preparation': 'open', 'clinical-trial': 'open' })
  expect(Object.keys(await states('mdma', '2025-09-08'))).toContain('doctors-declaration')
  expect(Object.keys(await states('mdma', '2025-09-09'))).not.toContain('doctors-declaration')
})

test('the words of a question stand ready for a form', async () => {
  const { json } = await visitor.ask('/v1/decisions/words')
  expect(json.facts.find(({ fact }: { fact: string }) => fact === 'party.capacity').choices.length).toBe(20)
  expect(json.readings.map(({ reading }: { reading: string }) => reading)).toContain('monopoly-pharmacy')
})
