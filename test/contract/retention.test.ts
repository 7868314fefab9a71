// What may no longer be kept, over HTTP: nothing for who has no right, one person draws up a list, another decides with a passkey, and what is gone stays
// gone. Not here: what may go (src/chain/retention), and the screen (test/e2e).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, SoftwareAuthenticator } from '#api/testing'
import { decideErasure, retentionTermOn } from '#chain'
import { legalDayOf, newId, printId, verifyProofFile } from '#kernel'
import { type Actor, newTrace, startSealer, systemActor } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
let manager: Browser
let decider: Browser
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.logIn('ketenbeheerder')
  decider = await house.logIn('beslisser')
})
afterAll(() => house?.[Symbol.asyncDispose]())

const lists = '/v1/retention/erasures'
const post = (who: Browser, path: string, body: object) => who.ask(path, { method: 'POST', body })
const refusalOf = async (asked: ReturnType<typeof post>) => {
  const { status, json } = await asked
  return [status, json.type]
}
const forbidden = [403, '/problems/platform/forbidden']
const erase = { outcome: 'erased', reason: '' }
const aList = () => {
  const id = newId('erasure')
  const erasureId = printId('erasure', id)
  return { id, erasureId, decision: `${lists}/${erasureId}/decision`, body: { erasureId, reason: 'the term is over' } }
}
const none = `${lists}/${printId('erasure', newId('erasure'))}`

test('who has no right is told nothing, of a number neither', async () => {
  for (const who of [await house.logIn('kweker'), await house.logIn('inspecteur')]) {
    for (const path of ['/v1/retention', '/v1/retention/events', `${none}/events`, `${none}/proof`])
      expect(await refusalOf(who.ask(path)), path).toEqual(forbidden)
    expect(await refusalOf(post(who, lists, aList().body))).toEqual(forbidden)
    expect(await refusalOf(post(who, `${none}/decision`, erase))).toEqual(forbidden)
  }
})

test('who drew up a list does not decide about it, with a passkey neither', async () => {
  const { due, waiting } = (await manager.ask('/v1/retention')).json
  expect([due, waiting]).toEqual([6, [{ why: 'room', count: 3 }]]) // As the demo begins (src/demo/retention-seed.ts).
  expect((await manager.ask('/v1/retention/events?why=room')).json.items).toHaveLength(3)
  expect((await manager.ask('/v1/retention/events?why=stock')).json.items).toEqual([])
  const notDue = { ...aList().body, kind: 'plant' }
  expect(await refusalOf(post(manager, lists, notDue))).toEqual([409, '/problems/chain/nothing-due'])

  const own = aList()
  expect((await post(decider, lists, own.body)).json).toMatchObject({ state: 'proposed', listed: 6, isYours: true })
  expect(await refusalOf(post(decider, own.decision, erase))).toEqual([403, '/problems/platform/step-up-needed'])
  await showPasskey(decider)
  expect(await refusalOf(post(decider, own.decision, erase))).toEqual([403, '/problems/chain/erasure-own'])
  expect(await refusalOf(post(manager, own.decision, erase))).toEqual(forbidden)
  expect(await refusalOf(post(manager, lists, aList().body))).toEqual([409, '/problems/chain/erasure-waits'])
  expect((await manager.ask('/v1/retention')).json.due).toBe(6)
  const other: Actor = {
    ...systemActor(house.world.authorityId, newTrace()),
    ...{ kind: 'person', userId: newId('user') }, // The demo employs one decision maker.
  }
  const decision = { outcome: 'declined', reason: 'another was asked' } as const
  const now = house.clock.now()
  const term = retentionTermOn(house.house.law.corpus, legalDayOf(now))
  await house.house.database.transaction(other, (tx) => decideErasure(tx, other, { id: own.id, decision, term, now }))
  expect(await refusalOf(post(decider, own.decision, erase))).toEqual([409, '/problems/chain/erasure-decided'])
})

test('what another erased is gone: read, sent again or decided again; the decision is proved', async () => {
  const [due] = (await manager.ask('/v1/retention/events')).json.items
  const { act } = (await manager.ask(`/v1/events/${due.eventId}`)).json
  const list = aList()
  expect((await post(manager, lists, list.body)).status).toBe(201)
  expect((await post(decider, list.decision, erase)).json).toMatchObject({ state: 'erased', listed: 6, erased: 6 })
  expect((await post(decider, list.decision, erase)).json).toMatchObject({ erased: 6 })
  const late = { outcome: 'declined', reason: 'after all' }
  expect(await refusalOf(post(decider, list.decision, late))).toEqual([409, '/problems/chain/erasure-decided'])
  expect(await refusalOf(post(decider, `${none}/decision`, erase))).toEqual([404, '/problems/chain/unknown-erasure'])
  expect((await manager.ask(`/v1/events/${due.eventId}`)).json).toMatchObject({ act: null, erased: true })
  expect((await refusalOf(post(manager, '/v1/events', act)))[1]).toBe('/problems/chain/event-gone')
  expect((await manager.ask(`${lists}/${list.erasureId}/events?erased=yes`)).json.items).toHaveLength(6)

  await using sealer = startSealer(house.house.database, { signer: house.house.signer })
  await sealer.sealAll()
  const { erasures } = (await manager.ask('/v1/retention')).json
  const { json: proof } = await manager.ask(`${lists}/${list.erasureId}/proof`)
  expect([verifyProofFile(proof).isValid, erasures[0].leafIndex]).toEqual([true, expect.any(Number)])
  expect(JSON.stringify(proof)).not.toContain('the term is over')
})

async function showPasskey(browser: Browser): Promise<void> {
  const key = new SoftwareAuthenticator()
  const adding = (await post(browser, '/v1/passkeys/options', {})).json
  await post(browser, '/v1/passkeys', { name: 'Key', response: key.enrol(adding.challenge) })
  const showing = (await post(browser, '/v1/session/step-up/options', {})).json
  await post(browser, '/v1/session/step-up', { response: key.show(showing.challenge) })
  await browser.readSession()
}
