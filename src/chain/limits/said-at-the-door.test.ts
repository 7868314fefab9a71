// That what an act uses up, or lets lie somewhere, is said at either door: a posting that keeps silent about it is refused, whoever wrote it. Not here:
// limits of conditions (store/amended.test.ts), and what a receipt says of its substance (record/several-exemptions.test.ts).
import { beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, printId } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../record/posting.ts'
import { prepareAct } from '../record/record-act.ts'
import { postEventsAlone, throwRefusal } from '../store/door.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { openSeveral } from '../testing/several-holder.ts'
import { type Someone, testLaw, type World } from '../testing/world.ts'

const { open, dried, supplied, refusal } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})

const prepared = async ({ actor }: Someone, acts: readonly Act[]) => {
  const postings: Posting[] = []
  for (const act of acts) {
    const input = { act, law: testLaw, now: world.now }
    postings.push((await world.database.transaction(actor, (tx) => prepareAct(tx, actor, input))).posting)
  }
  return joinPostings(postings)
}
const post = ({ actor }: Someone, posting: Posting) =>
  postEventsAlone(world.database, actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => {
      const constraint = databaseError(error)?.constraint
      if (constraint === 'allowance_said') expect(() => throwRefusal(error, posting)).toThrow('chain/allowance-changed')
      return constraint
    },
  )
const without = (posting: Posting, ...tables: string[]) =>
  Object.fromEntries(Object.entries(posting).filter(([table]) => !tables.includes(table))) as Posting // The five stay.
const recorded = (count: number) => Array.from({ length: count }, () => 'recorded')

test('a parcel in which nothing was found is received, however full it is: nothing comes in', async () => {
  const { packer, wholesaler } = world.who
  const { packs } = await supplied()
  const ceiling = (mg: number | null) =>
    world.admin.query(
      `update licensing.exemption_scope set max_stock_mg = $1 where exemption_id = (select exemption_id from licensing.exemption where number = 'E-packer')
         and substances @> '[{"substanceId": "hennep"}]'`,
      [mg],
    )
  const arriving = async () => {
    const [shipmentId, line] = [shipment(), { batchId: packs.batchId, state: 'released' as const }]
    const lines = [{ ...line, massMg: '10' }]
    await world.act(wholesaler, 'ship', { shipmentId, ...to(packer), reason: 'return', lines })
    return (receivedMassMg: string) =>
      world.record(packer, world.make(packer, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg }] }) as Act)
  }
  const receive = await arriving()
  await ceiling(1) // Less than lies there already.
  expect(await refusal(receive('1'))).toBe('stock-ceiling')
  expect(await refusal(receive('0'))).toBe('accepted')
  await ceiling(null)
})

describe.each([
  ['one', 1],
  ['many', 2],
] as const)('at the door for %s', (_door, count) => {
  const times = <Made>(make: () => Made) => Array.from({ length: count }, make)

  test('what is brought in from abroad says of which substance it is, under whichever exemption it is had', async () => {
    const one = await openSeveral(world, [
      { number: newId('event'), acts: ['import', 'have'], maxStockMg: 100n },
      { number: newId('event'), acts: ['import', 'have'] },
    ])
    const posting = await prepared(
      one,
      times(() => one.bringing('10')),
    )
    expect(await post(one, without(posting, 'ceilings'))).toBe('ceiling_said')
    const said = (more: object) => ({
      ...posting,
      ceilings: (posting['ceilings'] ?? []).map((row) => ({ ...row, ...more })),
    })
    for (const wrong of [said({ exemption: newId('exemption') }), said({ products: ['oil'] })])
      expect(await post(one, wrong)).toBe('ceiling_said')
    expect(await post(one, posting)).toEqual(recorded(count))
    // Of the first there is no room left for these: they stand on the other, and say so.
    const other = await prepared(
      one,
      times(() => one.bringing('95')),
    )
    expect(await post(one, other)).toEqual(recorded(count))
  })

  test('who imports under one exemption and has under another, with a most of something else in the first, is not asked for that', async () => {
    const [number, having] = [newId('event'), newId('event')]
    const one = await openSeveral(world, [
      { number, acts: ['import'] },
      { number: having, acts: ['have'] },
    ])
    await world.admin.query(
      `insert into licensing.exemption_scope (authority_id, exemption_id, period, line, acts, substances, purposes, premises, max_stock_mg)
       select authority_id, exemption_id, period, 2, '{have}', '[{"substanceId": "mdma", "list": "I"}]', purposes, premises, 5
       from licensing.exemption_scope where exemption_id = $1`,
      [one.exemptionOf.get(number)],
    )
    const posting = await prepared(
      one,
      times(() => one.bringing('10')),
    )
    expect(await post(one, posting)).toEqual(recorded(count))
  })

  test('a permit is used by what came in, and no other is', async () => {
    const [one, other] = [
      await openSeveral(world, [{ number: newId('event'), acts: ['import', 'have'] }]),
      await openSeveral(world, [{ number: newId('event'), acts: ['import', 'have'] }]),
    ]
    const permit = async (holder: Someone, more: object = {}) => {
      const number = newId('event')
      const from = legalDayOf(world.now).subtract({ days: 30 }).toString()
      await world.act(world.who.authority, 'grant', {
        ...{ allowance: 'import-permit', number, holderId: printId('party', holder.partyId), counterId: null },
        ...{ productCode: null, massMg: '100', from, through: null, ...more },
      })
      return number
    }
    const bring = (importPermit: string) => times(() => one.bringing('10', { importPermit }))
    const onPaper = await prepared(one, bring('on paper')) // None is registered: the paper is taken at its word.
    const importPermit = await permit(one)
    expect(await post(one, onPaper)).toBe('allowance_said')
    expect(await refusal(world.record(one, one.bringing('1', { importPermit: 'on paper' })))).toBe('unknown-allowance')
    const posting = await prepared(one, bring(importPermit))
    const ofPermit = ({ ledger }: { readonly ledger: string }) => ledger === 'allowance_mg'
    const { movements } = posting
    const drawn = movements.find(ofPermit)!
    const silent = { ...posting, movements: movements.filter((move) => !ofPermit(move)) }
    const less = { ...posting, movements: movements.map((move) => (ofPermit(move) ? { ...move, amount: '9' } : move)) }
    const anothers = await prepared(other, [other.bringing('1', { importPermit: await permit(other) })])
    const [theirs] = anothers.movements.filter(ofPermit)
    expect(theirs?.from).not.toBe(drawn.from)
    for (const wrong of [silent, less]) expect(await post(one, wrong)).toBe('allowance_said')
    // One that is not for this product.
    const ofOil = await permit(one, { productCode: 'oil' })
    const [account] = await world.admin.query<{ id: string; shipment: string }>(
      'select a.account_id as id, a.shipment_id as shipment from chain.account a join chain.allowance using (account_id) where number = $1',
      [ofOil],
    )
    const otherPermit = {
      ...posting,
      accounts: posting.accounts.map((row) => (row.id === drawn.from ? { ...row, ...account } : row)),
      movements: movements.map((move) => (ofPermit(move) ? { ...move, from: account!.id } : move)),
    }
    expect(await post(one, otherPermit)).toBe('allowance_said')
    expect(await post(one, posting)).toEqual(recorded(count))
  })

  test('what is delivered to the Minister uses the call-offs of that day', async () => {
    const { authority, grower } = world.who
    const { harvest } = await dried()
    const deliver = () =>
      times(() => world.make(grower, 'hand-over', { batchId: harvest.batchId, massMg: '10', bags: 1 }) as Act)
    const before = await prepared(grower, deliver())
    const from = legalDayOf(world.now).subtract({ days: 30 }).toString()
    const granted = await world.act(authority, 'grant', {
      ...{ allowance: 'call-off', number: newId('event'), holderId: printId('party', grower.partyId) },
      ...{ counterId: null, productCode: 'flower', massMg: '100', from, through: null },
    })
    const posting = await prepared(grower, deliver())
    expect(await post(grower, before)).toBe('allowance_said')
    expect(await post(grower, posting)).toEqual(recorded(count))
    // Called off is what was not delivered yet; taken back, it is nothing to draw on.
    for (const { id } of posting.events)
      await world.act(grower, 'correct', { correctsId: printId('event', id as never), reason: 'not yet' })
    await world.act(authority, 'correct', { correctsId: granted.eventId, reason: 'not called off' })
    expect(await post(grower, before)).toEqual(recorded(count))
  })
})
