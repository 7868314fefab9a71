// The register of expert decisions over HTTP: who may write in it, once per key, and that answers of the law cite it. Not here: its rules
// (src/licensing), its screens (test/e2e).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, SoftwareAuthenticator } from '#api/testing'
import { verifyProofFile } from '#kernel'
import { startSealer } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let visitor: Browser
let decider: Browser
beforeAll(async () => {
  house = await openWholeHouse()
  visitor = house.visitor()
  decider = await house.logIn('beslisser')
})
afterAll(() => house?.[Symbol.asyncDispose]())

const twoCmc = 'CC(NC)C(=O)c1ccccc1Cl'
const body = {
  subject: { kind: 'finding', about: 'group:fenethylaminen', says: 'in', substanceId: null, structure: `${twoCmc}.Cl` },
  question: 'Is 2-CMC in the group?',
  conclusion: 'Yes.',
  grounds: 'Each part was compared.',
  basis: ['opiumwet/2a/1'],
  from: '2025-07-01',
  until: null,
  expert: { name: 'Dr. A. Example', profession: 'chemist', organisation: 'Laboratory' },
  documents: [],
  replaces: null,
}
const record = (who: Browser, sent: object = body, key = 'expert-decision-1') =>
  who.ask('/v1/expert-decisions', { method: 'POST', body: sent, headers: { 'idempotency-key': key } })
const sells = {
  party: { capacity: 'company' },
  act: 'sell',
  substance: { structure: twoCmc },
  form: 'substance',
  purpose: 'trade',
}
const outcome = async () =>
  (await visitor.ask('/v1/decisions', { method: 'POST', body: { question: sells } })).json.decision.outcome

test('a visitor, a holder and an inspector record nothing; a decision maker only with a passkey just shown', async () => {
  const types = []
  for (const who of [visitor, await house.logIn('apotheker'), await house.logIn('inspecteur'), decider]) {
    const { status, json } = await record(who)
    types.push([status, json.type])
  }
  expect(types).toEqual([
    [401, '/problems/platform/not-authenticated'],
    [403, '/problems/platform/forbidden'],
    [403, '/problems/platform/forbidden'],
    [403, '/problems/platform/step-up-needed'],
  ])
})

test('with a passkey it is recorded once for its key, read by everyone, proved, and cited by the law', async () => {
  expect(await outcome()).toBe('not-decidable')
  await showPasskey(decider)
  const first = await record(decider)
  expect([first.status, first.json.state]).toEqual([201, 'standing'])
  expect((await record(decider)).json).toEqual(first.json)
  const changed = await record(decider, { ...body, conclusion: 'No.' })
  expect([changed.status, changed.json.type]).toEqual([409, '/problems/platform/key-reused'])

  const { expertDecisionId, number } = first.json
  const found = await visitor.ask(`/v1/expert-decisions?${new URLSearchParams({ structure: twoCmc, standing: 'yes' })}`)
  expect(found.json.items.map((item: { number: string }) => item.number)).toEqual([number])
  await using sealer = startSealer(house.house.database, { signer: house.house.signer })
  await sealer.sealAll()
  const proof = await visitor.ask(`/v1/expert-decisions/${expertDecisionId}/proof`)
  expect(verifyProofFile(proof.json).isValid).toBe(true)
  expect(proof.text).not.toContain('Example')

  expect(await outcome()).toBe('prohibited')
  const taken = await decider.ask(`/v1/expert-decisions/${expertDecisionId}/withdraw`, {
    method: 'POST',
    body: { grounds: 'The sample was another.', expert: body.expert },
  })
  expect([taken.status, taken.json.state]).toEqual([201, 'withdrawal'])
  expect(await outcome()).toBe('not-decidable')
})

test('what is sent is checked: a field too many, an article that is none, an id of another kind', async () => {
  const refused = async (sent: object) => (await record(decider, sent, crypto.randomUUID())).json.type
  expect(await refused({ ...body, extra: 1 })).toBe('/problems/api/not-as-described')
  expect(await refused({ ...body, basis: ['opiumwet/99/9'] })).toBe('/problems/licensing/expert-nothing-of-the-law')
  expect(await refused({ ...body, replaces: 'evt_01900000-0000-7000-8000-000000000000' })).toBe(
    '/problems/api/not-as-described',
  )
  const absent = await visitor.ask('/v1/expert-decisions/exd_01900000-0000-7000-8000-000000000000')
  expect([absent.status, absent.json.type]).toEqual([404, '/problems/licensing/unknown-expert-decision'])
})

test('the lists and what changed on them are told to anyone, page by page', async () => {
  const ask = async (path: string) => (await visitor.ask(path)).json
  const lists = await ask('/v1/law/lists?on=2024-06-01&knownOn=2024-01-01')
  expect(lists.entries.find((entry: { substanceId: string }) => entry.substanceId === '3-mmc').list).toBe('II')
  const changes = '/v1/law/changes?from=2024-04-15&until=2024-04-16&limit=3'
  const first = await ask(changes)
  const second = await ask(`${changes}&cursor=${first.nextCursor}`)
  const ids = [...first.items, ...second.items].map((item: { substanceId: string }) => item.substanceId)
  expect([first.items.length, new Set(ids).size]).toEqual([3, ids.length])
  expect((await ask(`${changes}&cursor=bm8`)).type).toBe('/problems/platform/bad-cursor')
  expect((await ask('/v1/law/lists?on=1900-01-01')).type).toBe('/problems/law/day-before-the-act')
})

async function showPasskey(browser: Browser): Promise<void> {
  const key = new SoftwareAuthenticator()
  const post = (url: string, sent: unknown) => browser.ask(url, { method: 'POST', body: sent })
  const adding = (await post('/v1/passkeys/options', {})).json
  await post('/v1/passkeys', { name: 'Key', response: key.enrol(adding.challenge) })
  const showing = (await post('/v1/session/step-up/options', {})).json
  await post('/v1/session/step-up', { response: key.show(showing.challenge) })
  await browser.readSession()
}
