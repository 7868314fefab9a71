// That no mass comes back twice: of two returns at one moment the second uses the limit, or is refused. Not here: one after another, decided each on
// what the last one left (through-the-days.test.ts).
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel'
import { databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../record/posting.ts'
import { prepareAct } from '../record/record-act.ts'
import { postEvents, postEventsAlone, throwRefusal } from '../store/door.ts'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { openSeveral, type SeveralHolder } from '../testing/several-holder.ts'
import { testLaw, type World } from '../testing/world.ts'

const { open, refusal } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})

type Parcel = {
  readonly from: SeveralHolder
  readonly receiver: SeveralHolder
  readonly batchId: string
  readonly massMg: string
  readonly reason?: 'service' | 'return'
}
/** It leaves; what is answered weighs it in as it left. */
async function sent({ from, receiver, batchId, massMg, reason = 'service' }: Parcel): Promise<Act> {
  const [shipmentId, line] = [shipment(), { batchId, state: 'quarantine' as const }]
  await world.act(from, 'ship', { shipmentId, ...to(receiver), reason, lines: [{ ...line, massMg }] })
  return world.make(receiver, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: massMg }] }) as Act
}
const received = async (parcel: Parcel) => world.record(parcel.receiver, await sent(parcel))

/** A hundred went out from here to another, who got a hundred of the same from elsewhere, and sends both here as a return. */
async function twoReturns(maxMg: bigint) {
  const acts = ['have', 'supply', 'transport'] as const
  const sender = await openSeveral(world, [{ number: newId('event'), acts: ['import', ...acts] }])
  const receiver = await openSeveral(world, [
    { number: newId('event'), acts: [...acts], limit: { acts: ['receive'], maxMg } },
  ])
  const other = await openSeveral(world, [{ number: newId('event'), acts: [...acts] }])
  const bringing = sender.bringing('300')
  await world.record(sender, bringing)
  const { batchId } = bringing.batch
  await received({ from: sender, receiver, batchId, massMg: '100' })
  await received({ from: receiver, receiver: other, batchId, massMg: '100' })
  await received({ from: sender, receiver: other, batchId, massMg: '100' })
  const back = { from: other, receiver, batchId, massMg: '100', reason: 'return' as const }
  return { receiver, first: await sent(back), second: await sent(back) }
}
const prepared = async ({ actor }: SeveralHolder, act: Act) => {
  const input = { act, law: testLaw, now: world.now }
  return (await world.database.transaction(actor, (tx) => prepareAct(tx, actor, input))).posting
}
const post = ({ actor }: SeveralHolder, posting: Posting) =>
  postEventsAlone(world.database, actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => {
      expect(() => throwRefusal(error, posting)).toThrow('chain/exemption-withdrawn')
      return databaseError(error)?.constraint
    },
  )

describe.each(['one by one', 'in one posting'] as const)('of two that were decided at once, written %s', (how) => {
  test('the second does not come back once more', async () => {
    const { receiver, first, second } = await twoReturns(150n)
    const postings = [await prepared(receiver, first), await prepared(receiver, second)] as const
    if (how === 'in one posting') expect(await post(receiver, joinPostings(postings))).toBe('limit_said')
    expect(await post(receiver, postings[0])).toEqual(['recorded'])
    expect(await post(receiver, postings[1])).toBe('limit_said')
    expect(await refusal(world.record(receiver, second))).toBe('exemption-limit') // Decided anew: it would be two hundred.
  })
})

test('the second waits for the first, and has what that one leaves', async () => {
  const { receiver, first, second } = await twoReturns(200n)
  const { actor } = receiver
  const [one, other] = [await prepared(receiver, first), await prepared(receiver, second)]
  const posted = await world.admin.withClient(async (client) => {
    let waits: Promise<unknown> | undefined
    await world.database.transaction(actor, async (tx) => {
      await postEvents(tx, one, { authorityId: actor.authorityId })
      waits = post(receiver, other)
      const waiting = async () =>
        (
          await client.query(
            `select from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 and datname = current_database()`,
          )
        ).rows.length
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
    })
    return waits
  })
  expect(posted).toBe('limit_said')
  expect((await world.record(receiver, second)).outcome).toBe('recorded') // As received: there is room.
})
