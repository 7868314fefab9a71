// The most an exemption allows in one place: against two at once, against what is recorded late, and when it changed meanwhile.
// Not here: the rule's refusal by itself (record/refusals-mass.test.ts).
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, printId, type Refused } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../record/posting.ts'
import { prepareAct, recordAct } from '../record/record-act.ts'
import { postEvents, postEventsAlone, throwRefusal } from '../store/door.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'
import { listCeilings } from './list-ceilings.ts'

const { open, fresh, refusal, supplied, send } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})

const ceilingOf = (number: string, mg: bigint | null, substanceId = 'hennep') =>
  world.admin.query(
    `update licensing.exemption_scope set max_stock_mg = $2 where exemption_id = (select exemption_id from licensing.exemption where number = $1)
       and substances @> jsonb_build_array(jsonb_build_object('substanceId', $3::text))`,
    [number, mg === null ? null : `${mg}`, substanceId],
  )
async function stockOf({ partyId }: Someone): Promise<bigint> {
  const [row] = await world.admin.query<{ mg: bigint }>(
    `select coalesce(sum(b.amount), 0)::bigint as mg from chain.balance b join chain.account a using (authority_id, account_id)
     where a.holder_id = $1 and a.kind = 'stock' and a.ledger = 'material_mg'`,
    [partyId],
  )
  return row?.mg ?? 0n
}
const secondsAgo = (seconds: number) => ({ occurredAt: world.now.subtract({ seconds }).toString() })

/** Eighty milligrams of packs on their way back to the wholesaler, ready to be received. */
async function onItsWayBack(seconds = 60) {
  const { wholesaler, pharmacy } = world.who
  const { packs } = await supplied()
  await send(wholesaler, pharmacy, 'supply', packs.batchId, 'released', '80')
  const shipmentId = shipment()
  const lines = [{ batchId: packs.batchId, state: 'released' as const, massMg: '80' }]
  await world.act(pharmacy, 'ship', { shipmentId, ...to(wholesaler), reason: 'return', lines, ...secondsAgo(seconds) })
  const received = [{ batchId: packs.batchId, state: 'released' as const, receivedMassMg: '80' }]
  return (at = secondsAgo(60)) => world.make(wholesaler, 'receive', { shipmentId, lines: received, ...at }) as Act
}

test('two receipts at once do not pass it together: the second waits for the first, and is refused', async () => {
  const { actor, ...wholesaler } = world.who.wholesaler
  const [first, second] = [(await onItsWayBack())(), (await onItsWayBack())()]
  const has = await stockOf({ actor, ...wholesaler })
  await ceilingOf('E-wholesaler', has + 100n)
  const record = (act: Act) =>
    world.database.transaction(actor, (tx) => recordAct(tx, actor, { act, law: testLaw, now: world.now }))
  let other: Promise<string> | undefined
  await world.database.transaction(actor, async (tx) => {
    await recordAct(tx, actor, { act: first, law: testLaw, now: world.now })
    other ??= refusal(record(second)) // Decided on what is committed: by that, there is room.
    await Promise.race([other, wait(250)])
  })
  expect(await other).toBe('stock-ceiling')
  expect((await record(first)).outcome).toBe('already') // What is there is not judged again.
  await ceilingOf('E-wholesaler', has + 50n)
  expect((await record(first)).outcome).toBe('already')
  await ceilingOf('E-wholesaler', null)
})

test('what comes in late must have fitted then, also where it was decided before there was a ceiling', async () => {
  const { wholesaler, pharmacy } = world.who
  const late = (await onItsWayBack(50))(secondsAgo(40))
  const { packs } = await supplied()
  const before = await stockOf(wholesaler)
  const lines = [{ batchId: packs.batchId, state: 'released' as const, massMg: '300' }]
  const away = { shipmentId: shipment(), ...to(pharmacy), reason: 'supply' as const, lines, ...secondsAgo(20) }
  await world.act(wholesaler, 'ship', away)
  const { actor } = wholesaler
  const input = { act: late, law: testLaw, now: world.now }
  const { posting } = await world.database.transaction(actor, (tx) => prepareAct(tx, actor, input))
  await ceilingOf('E-wholesaler', before + 50n) // Today there is room for it; forty seconds ago there was not.
  expect(await refusal(world.record(wholesaler, late))).toBe('stock-ceiling')
  const byTheDoor = world.database.transaction(actor, (tx) =>
    postEvents(tx, posting, { authorityId: world.authorityId }).catch((error: unknown) => throwRefusal(error, posting)),
  )
  expect(await refusal(byTheDoor)).toBe('stock-ceiling')
  await ceilingOf('E-wholesaler', before + 80n)
  expect((await world.record(wholesaler, late)).outcome).toBe('recorded')
  await ceilingOf('E-wholesaler', null)
})

test('what is shown to fit fits, to the milligram, and what lies there is told product by product to whom it is theirs', async () => {
  const { wholesaler, pharmacy, authority, 'foreign-buyer': seller } = world.who
  const shown = async ({ actor }: Someone) => {
    const filter = { holder: printId('party', wholesaler.partyId) }
    return world.database.transaction(actor, (tx) => listCeilings(tx, actor, { filter, law: testLaw, now: world.now }))
  }
  expect((await shown(wholesaler)).items).toEqual([])
  await ceilingOf('E-wholesaler', (await stockOf(wholesaler)) + 130n)
  const { items } = await shown(wholesaler)
  expect(items).toMatchObject([{ substanceId: 'hennep', leftMassMg: '130', products: [{ productCode: 'flower' }] }])
  expect([await shown(authority), (await shown(pharmacy)).items]).toEqual([{ items }, []])
  // Now: at every moment since it must have fitted, and a minute ago more lay there than lies there now.
  const said = { productCode: 'flower', importPermit: 'I', exportPermit: 'E', foreignName: 'X', ...secondsAgo(0) }
  const bring = (massMg: string) =>
    world.act(wholesaler, 'import', { batch: fresh('I'), massMg, sellerId: printId('party', seller.partyId), ...said })
  expect(await refusal(bring('131'))).toBe('stock-ceiling')
  await bring('130')
  const [full] = (await shown(wholesaler)).items
  expect([full?.leftMassMg, full?.liesMassMg]).toEqual(['0', full?.maxMassMg])
  await ceilingOf('E-wholesaler', 1n) // Lowered since: nothing fits, and what lies there is told all the same.
  const [over] = (await shown(wholesaler)).items
  expect([over?.leftMassMg, over?.liesMassMg]).toEqual(['0', full?.liesMassMg])
  await ceilingOf('E-wholesaler', null)
})

test('it is of each substance by itself: what else lies there takes no room of it', async () => {
  const { institution, wholesaler, 'foreign-buyer': seller } = world.who
  const { packs } = await supplied()
  await ceilingOf('E-institution', 150n)
  const said = { productCode: 'powder', sellerId: printId('party', seller.partyId), foreignName: 'X' }
  const bring = (massMg: string) =>
    world.act(institution, 'import', { batch: fresh('I'), massMg, importPermit: 'I', exportPermit: 'E', ...said })
  await bring('5000') // A powder of list I, of which nothing is limited.
  await send(wholesaler, institution, 'supply', packs.batchId, 'released', '140')
  const error = await send(wholesaler, institution, 'supply', packs.batchId, 'released', '11').catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ message: 'chain/stock-ceiling' })
  expect((error as Refused).refusal.params).toEqual({ substance: 'hennep', maxMg: 150n, wouldMg: 151n }) // Just compared.
  await ceilingOf('E-institution', 5100n, 'mdma')
  await bring('100')
  expect(await refusal(bring('1'))).toBe('stock-ceiling')
})

test('each day has the ceiling of that day', async () => {
  const { grower } = world.who
  const lot = fresh('L')
  const [then, today] = [world.now.subtract({ hours: 24 * 3 }), legalDayOf(world.now)]
  const at = { occurredAt: then.toString() }
  const plants = { productCode: 'flower', cultivar: 'C', plants: 9, room: '1' }
  await world.act(grower, 'plant', { batch: lot, ...plants, ...at })
  // Until yesterday 1,000 mg, since then a million.
  const yesterday = today.subtract({ days: 1 }).toString()
  await world.admin.withClient(async (client) => {
    await client.query(`begin`)
    const own = `exemption_id = (select exemption_id from licensing.exemption where number = 'E-grower')`
    await client.query(
      `create temporary table kept on commit drop as select * from licensing.exemption_scope where ${own}`,
    )
    await client.query(`delete from licensing.exemption_scope where ${own}`)
    await client.query(
      `update licensing.exemption_version set period = daterange(lower(period), '${yesterday}') where ${own}`,
    )
    await client.query(`insert into licensing.exemption_version (authority_id, exemption_id, period)
      select authority_id, exemption_id, daterange('${yesterday}', null) from kept`)
    await client.query(`update kept set period = daterange(lower(period), '${yesterday}'), max_stock_mg = 1000`)
    await client.query(`insert into licensing.exemption_scope select * from kept`)
    await client.query(`update kept set period = daterange('${yesterday}', null), max_stock_mg = 1000000`)
    await client.query(`insert into licensing.exemption_scope select * from kept`)
    await client.query(`commit`)
  })
  const harvest = (wetMassMg: string, more: object = {}) =>
    world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg, ...more })
  await harvest('5000')
  expect((await harvest('800', at)).outcome).toBe('recorded')
  expect(await refusal(harvest('201', at))).toBe('stock-ceiling')
  expect(await refusal(harvest('999000'))).toBe('stock-ceiling')
  expect(printId('premises', grower.premisesId)).toContain('_')
})

describe.each([
  ['one', 1],
  ['many', 2],
] as const)('at the door for %s', (_door, count) => {
  test('what came in under it says of which substance it is, of that arrival, or is refused', async () => {
    const { actor } = world.who.wholesaler
    const prepared: Posting[] = []
    for (let at = 0; at < count; at++) {
      const input = { act: (await onItsWayBack())(), law: testLaw, now: world.now }
      prepared.push((await world.database.transaction(actor, (tx) => prepareAct(tx, actor, input))).posting)
    }
    const said = joinPostings(prepared)
    const ceilings = said['ceilings'] ?? []
    const post = (posting: Posting) =>
      postEventsAlone(world.database, actor, posting).then(
        (answers) => answers.map(({ outcome }) => outcome),
        (error: unknown) => databaseError(error)?.constraint,
      )
    const but = (last: object | null) => ({ ...said, ceilings: [...ceilings.slice(0, -1), ...(last ? [last] : [])] })
    const last = ceilings.at(-1) ?? {}
    expect(ceilings).toHaveLength(count)
    await ceilingOf('E-wholesaler', 1_000_000_000n)
    const { grower } = world.who
    for (const other of [
      null,
      { ...last, premises: grower.premisesId },
      { ...last, holder: grower.partyId },
      { ...last, at: world.now.toString() },
      // Of another substance than the batch is, whatever is said of which products that has.
      { ...last, substance: 'mdma', products: ['powder'] },
      { ...last, products: ['powder'] },
    ])
      expect(await post(but(other))).toBe('ceiling_said')
    await ceilingOf('E-wholesaler', null)
    expect(await post({ ...said, ceilings: [] })).toEqual(prepared.map(() => 'recorded')) // Where there is no most nothing is asked.
  })
})

test('nothing is said beside it of which nothing came, nor that its product is of two substances', async () => {
  const { actor } = world.who.wholesaler
  const input = { act: (await onItsWayBack())(), law: testLaw, now: world.now }
  const { posting } = await world.database.transaction(actor, (tx) => prepareAct(tx, actor, input))
  const [said] = posting['ceilings'] as { products: string[] }[]
  for (const beside of [
    { ...said, substance: 'mdma', products: ['powder'] },
    { ...said, substance: 'mdma', products: ['flower'] },
  ]) {
    const posted = postEventsAlone(world.database, actor, { ...posting, ceilings: [{ ...said }, beside] })
    expect(await posted.catch((error: unknown) => databaseError(error)?.constraint)).toBe('ceiling_said')
  }
})

test('what an act says is of the product its batch was opened as: no act has a word for another', async () => {
  const { institution, 'foreign-buyer': seller } = world.who
  const bring = { batch: fresh('I'), productCode: 'powder', massMg: '10', foreignName: 'X' }
  const permits = { sellerId: printId('party', seller.partyId), importPermit: 'I', exportPermit: 'E' }
  const act = world.make(institution, 'import', { ...bring, ...permits }) as Act
  const prepared = await world.database.transaction(institution.actor, (tx) =>
    prepareAct(tx, institution.actor, { act, law: testLaw, now: world.now }),
  )
  expect(prepared.posting['ceilings']).toMatchObject([{ substance: 'mdma', products: ['powder'] }])
})

test('a harvest says so too', async () => {
  const { grower } = world.who
  const lot = fresh('L')
  await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 9, room: '1' })
  const cut = { plantLotId: lot.batchId, plantsCut: 1, batch: fresh('H'), wetMassMg: '1' }
  const input = { act: world.make(grower, 'harvest', cut) as Act, law: testLaw, now: world.now }
  const { posting } = await world.database.transaction(grower.actor, (tx) => prepareAct(tx, grower.actor, input))
  const silent = postEventsAlone(world.database, grower.actor, { ...posting, ceilings: [] })
  expect(await silent.catch((error: unknown) => databaseError(error)?.constraint)).toBe('ceiling_said')
  await postEventsAlone(world.database, grower.actor, posting)
})
