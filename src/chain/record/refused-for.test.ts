// Who is refused is told of the article that holds for whoever keeps the record: when an act is decided, tried, and at the door. Not here: which
// article that is (acts/record-basis.test.ts), and every refusal there is (refusals-*.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { legalDayOf, Refused } from '#kernel'
import { readBook } from '../book/read-book.ts'
import type { Act } from '../contract.ts'
import { countSheet } from '../count/sheet.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { previewAct } from './preview-act.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const articles = (who: Someone, act: Act): Promise<readonly string[]> =>
  world.record(who, act).then(
    () => ['recorded'],
    (error: unknown) => (error instanceof Refused ? [error.refusal.problem.code, ...error.refusal.basis] : ['broken']),
  )
const countedBy = (who: Someone, counter: string, countersigner: string | null) =>
  world.make(who, 'count', {
    lines: [{ batchId: made.packs.batchId, state: 'released', countedMassMg: '0' }],
    ...{ counter, countersigner, followsId: null },
  }) as Act

test('decided and tried: the decree, the exemption or the treaty, each of its own', async () => {
  const { pharmacy, wholesaler, institution, authority } = world.who
  const own = [
    [pharmacy, 'opiumwetbesluit/7'],
    [wholesaler, 'opiumwet/8a/2/f'],
    [institution, 'opiumwet/8a/2/f'],
    [authority, 'enkelvoudig-verdrag/34/b'],
  ] as const
  for (const [who, article] of own) {
    const act = countedBy(who, 'st-1', 'ST-1')
    expect(await articles(who, act)).toEqual(['chain/same-counter', article])
    const input = { act, law: testLaw, now: world.now, locale: 'nl' as const }
    const tried = await world.database.transaction(who.actor, (tx) => previewAct(tx, who.actor, input))
    expect(tried).toMatchObject({ basis: [article], refusal: { basis: [article] } })
  }
})

test('at the door: the second signature of who gave the first', async () => {
  const { wholesaler } = world.who
  const counted = await world.record(wholesaler, countedBy(wholesaler, 'st-1', null))
  const again = world.make(wholesaler, 'countersign', { signsId: counted.eventId }) as Act
  expect(await articles(wholesaler, again)).toEqual(['chain/same-signer', 'opiumwetbesluit/6', 'opiumwet/8a/2/f'])
})

test('the count sheet and the book of the Minister rest on the treaty', async () => {
  const { authority, grower } = world.who
  const on = legalDayOf(world.now)
  const place = { holderId: authority.partyId, premisesId: grower.premisesId }
  const [sheet, book] = await world.database.transaction(authority.actor, async (tx) => [
    await countSheet(tx, authority.actor, { ...place, law: testLaw, on }),
    await readBook(tx, authority.actor, {
      ...{ ...place, productCode: 'flower', law: testLaw },
      ...{ from: on.subtract({ days: 1 }), until: on.add({ days: 1 }) },
    }),
  ])
  expect(sheet).toMatchObject({ basis: 'enkelvoudig-verdrag/34/b' })
  expect(book).toMatchObject({ book: { basis: 'enkelvoudig-verdrag/34/b' } })
})
