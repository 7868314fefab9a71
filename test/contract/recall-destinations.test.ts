// Where notices of recalls are posted, over HTTP by the people who may say so, and that a look at what is another's is on record. Not here: the calls
// and their faults (src/chain/recall/deliver-notices.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { isSignedBy, openPoster } from '#platform'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

const token = '13df38d8275b13f05704629e5f1cf3d45d6132d5'
const sent: { readonly body: string; readonly signature: string }[] = []
const poster = openPoster({
  allowedHosts: ['hook.example.nl'],
  resolve: async () => [{ address: '93.184.215.14', family: 4 }],
  async send(_, body, headers) {
    sent.push({ body, signature: headers['gs1-signature'] ?? '' })
    return 204
  },
})
let house: WholeHouse
beforeAll(async () => {
  house = await openWholeHouse({ poster })
})
afterAll(() => house?.[Symbol.asyncDispose]())

const path = '/v1/recall-destinations'

test('a pharmacist registers an address, tries it, and ends it; nobody else sees it', async () => {
  const pharmacist = await house.logIn('apotheker')
  const body = {
    destinationId: printId('destination', newId('destination')),
    dest: 'https://hook.example.nl/x',
    signatureToken: token,
  }
  const made = await pharmacist.ask(path, { method: 'POST', body })
  expect([made.status, made.text.includes(token)]).toEqual([201, false])
  expect((await pharmacist.ask(path, { method: 'POST', body })).status).toBe(201)
  const refused = await pharmacist.ask(path, {
    method: 'POST',
    body: { ...body, destinationId: printId('destination', newId('destination')), dest: 'https://elsewhere.example/' },
  })
  expect([refused.status, refused.json.type]).toEqual([403, '/problems/chain/destination-not-allowed'])
  const tried = await pharmacist.ask(`${path}/${body.destinationId}/test`, { method: 'POST' })
  expect(tried.json).toMatchObject({ outcome: 'delivered', detail: '204', recallId: null })
  const [one] = sent
  expect(isSignedBy(one!.signature, { body: one!.body, token, now: house.clock.now() })).toBe(true)
  expect((await pharmacist.ask(path)).json.items[0].postings).toHaveLength(1)

  const administrator = await house.logIn('kwekerij-beheerder')
  expect((await administrator.ask(path)).json.items).toEqual([])
  for (const attempt of [
    await administrator.ask(`${path}/${body.destinationId}/test`, { method: 'POST' }),
    await administrator.ask(`${path}/${body.destinationId}`, { method: 'DELETE' }),
  ])
    expect([attempt.status, attempt.json.type]).toEqual([404, '/problems/chain/unknown-destination'])
  const reader = await house.logIn('kwekerij-lezer')
  expect((await reader.ask(path)).status).toBe(403)

  expect((await pharmacist.ask(`${path}/${body.destinationId}`, { method: 'DELETE' })).status).toBe(204)
  expect((await pharmacist.ask(path)).json.items[0].endedAt).not.toBeNull()
  const office = await house.logIn('ketenbeheerder')
  const denials = (await office.ask('/v1/denials?limit=100')).text
  expect(denials).toContain(body.destinationId.slice('dst_'.length))
})

test('a drill over a batch of another is refused as if there were none, and is on record', async () => {
  const grower = await house.logIn('kweker')
  const pharmacist = await house.logIn('apotheker')
  const { json } = await grower.ask('/v1/batches?kind=plant-lot&limit=1')
  const { batchId } = json.items[0]
  const drill = (id: string) => ({
    method: 'POST' as const,
    body: { recallId: printId('recall', newId('recall')), batchId: id, reason: 'not mine' },
  })
  const [theirs, nothing] = [
    await pharmacist.ask('/v1/own-drills', drill(batchId)),
    await pharmacist.ask('/v1/own-drills', drill(printId('batch', newId('batch')))),
  ]
  expect([theirs.status, theirs.json.type]).toEqual([404, '/problems/chain/unknown-batch'])
  expect([nothing.status, nothing.json.type, nothing.json.detail]).toEqual([404, theirs.json.type, theirs.json.detail])
  const office = await house.logIn('ketenbeheerder')
  expect((await office.ask('/v1/denials?limit=100')).text).toContain(batchId.slice('bat_'.length))
  // Reading along is not enough to tell people of a drill.
  const reader = await house.logIn('kwekerij-lezer')
  expect((await reader.ask('/v1/own-drills', drill(batchId))).status).toBe(403)
})
