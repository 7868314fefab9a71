// A structure too long, or too secret, for an address: sent as a body by a visitor and by someone logged in, kept nowhere. Not here: what
// the law says of it (src/law/classify.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SubstanceAnswer } from '#law'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

let house: WholeHouse
beforeAll(async () => {
  house = await openWholeHouse()
})
afterAll(() => house?.[Symbol.asyncDispose]())

const ethanol = `
  by hand

  3  2  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
    1.3000    0.7500    0.0000 C   0  0
    2.6000    0.0000    0.0000 O   0  0
  1  2  1  0
  2  3  1  0
M  END
`

test('a visitor and someone logged in get the same answer, and nothing of it is written down', async () => {
  const written = async () =>
    (await house.test.admin.query<{ n: bigint }>('select count(*) as n from log.record'))[0]!.n
  const inspector = await house.logIn('inspecteur')
  const before = await written()
  const answers = []
  for (const browser of [house.visitor(), inspector]) {
    const { status, json } = await browser.ask('/v1/substances/check', { method: 'POST', body: { q: ethanol } })
    expect(status).toBe(200)
    answers.push(json as SubstanceAnswer)
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ question: { readAs: 'molfile' }, verdict: 'not-controlled' })
  expect(answers[0]?.drawing?.elements).toEqual(['C', 'C', 'O'])
  expect(await written()).toBe(before)
})

test('a drawing tells where each atom stands, and null where there is nothing to draw', async () => {
  const draw = async (structure: string) =>
    (await house.visitor().ask('/v1/substances/drawing', { method: 'POST', body: { structure } })).json
  expect(await draw(ethanol)).toMatchObject({ atoms: [expect.any(Array), expect.any(Array), expect.any(Array)] })
  expect(await draw('C1CC')).toBeNull()
  expect(await draw('C'.repeat(1_000))).toBeNull() // RDKit would run out of stack on it.
  expect(await draw('CCO')).toMatchObject({
    bonds: [
      [0, 1],
      [1, 2],
    ],
  }) // And goes on.
})

test.each([
  ['nothing', { q: '' }],
  ['more than may be sent', { q: 'C'.repeat(200_001) }],
  ['a day that is none', { q: 'CCO', on: '2026-02-30' }],
  ['a field there is not', { q: 'CCO', structure: 'CCO' }],
])('%s is refused with the place', async (_name, body) => {
  const { status, json } = await house.visitor().ask('/v1/substances/check', { method: 'POST', body })
  expect(status).toBe(400)
  expect(json).toMatchObject({ errors: [expect.anything()] })
})
